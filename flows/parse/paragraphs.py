"""Lines of a printed page put together to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.parse.dates import only_day
from flows.parse.lines import Line, clean_line
from flows.parse.text import fold
from flows.parse.units import is_body

_PAGE_NUMBER = re.compile(
    r"^[\s\-—–_·.]*第?\s*\d{1,3}\s*页?[\s\-—–_·.]*(?:[/共]\s*\d{1,3}\s*页?)?$"
)
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*、|\(?[一二三四五六七八九十]{1,3}\)"
    r"|\d{1,2}\s*[.、](?!\d)|\(\d{1,2}\)|[①-⑳])"
)
_ENDS = ("。", ":", ";", "!", "?")
_FULL = 0.86  # share of the usual longest line from which on a line fills its measure
_INDENT = 0.8  # of the height of a character, from which on a line is indented


@dataclass(frozen=True)
class PrintedLine:
    """One line of a page; `left` and `height` in the page's own units, 0 when not known."""

    text: str
    left: float = 0.0
    height: float = 0.0


def join_printed_lines(pages: Sequence[Sequence[PrintedLine]]) -> list[Line]:
    """Return the paragraphs of printed pages; page numbers go.

    An indented line, one with a number, and one behind a line that does not fill the measure
    begin a paragraph; so do a body's name and a day behind a full stop (the sign-off).
    """
    lines = [line for page in pages for line in page if line.text.strip()]
    lines = [line for line in lines if not _PAGE_NUMBER.match(fold(line.text))]
    measure, margin = _measure(lines), _margin(lines)
    paragraphs: list[str] = []
    runs_on = False
    for line in lines:
        text = fold(line.text).strip()
        if runs_on and not _begins(line, text, margin, paragraphs[-1]):
            joint = " " if re.search(r"[A-Za-z]$", paragraphs[-1]) else ""
            paragraphs[-1] += joint + line.text.strip()
        else:
            paragraphs.append(line.text.strip())
        full = len(text) >= measure * _FULL
        runs_on = full and not (text.endswith(_ENDS) and len(text) < measure)
    return [Line(text) for text in map(clean_line, paragraphs) if text]


def _begins(line: PrintedLine, text: str, margin: float, before: str) -> bool:
    if line.height and line.left > margin + _INDENT * line.height:
        return True
    if _NUMBERED.match(text):
        return True
    return fold(before).endswith(_ENDS) and (only_day(text) is not None or is_body(text))


def _measure(lines: Sequence[PrintedLine]) -> int:
    """The usual length of a full line: the longest that several lines reach."""
    sizes = sorted((len(line.text.strip()) for line in lines), reverse=True)
    return sizes[min(len(sizes) - 1, len(sizes) // 10)] if sizes else 0


def _margin(lines: Sequence[PrintedLine]) -> float:
    """Where most lines that are not indented begin: the leftmost place that is common."""
    places = Counter(round(line.left) for line in lines)
    common = [place for place, count in places.items() if count * 10 >= len(lines)]
    return float(min(common, default=0))
