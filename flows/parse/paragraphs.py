"""Lines of a printed page put together to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.lines import Line, clean_line
from flows.parse.text import fold

_PAGE_NUMBER = re.compile(
    r"^[\s\-—–—_·.]*(?:第?\s*\d{1,3}\s*页?)[\s\-—–_·.]*(?:[/共]\s*\d{1,3}\s*页?)?$"
)
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*、|\(?[一二三四五六七八九十]{1,3}\)|\d{1,2}\s*[.、](?!\d)|\(\d{1,2}\)|[①-⑳])"
)
_ENDS = ("。", ":", ";", "!", "?", "”", "》", ")")
_FULL = 0.86  # share of the longest usual line from which on a line is full and runs on


def join_printed_lines(pages: Sequence[Sequence[str]]) -> list[Line]:
    """Return the paragraphs of printed pages; page numbers go.

    A line that fills the measure runs on into the next, unless that begins with a number; a
    shorter one ends its paragraph.
    """
    lines = [line.rstrip() for page in pages for line in page]
    lines = [line for line in lines if line.strip() and not _PAGE_NUMBER.match(fold(line))]
    measure = _measure(lines)
    paragraphs: list[str] = []
    open_end = False
    for line in lines:
        text = fold(line)
        starts = bool(_NUMBERED.match(text)) or text.startswith("  ")
        if open_end and not starts and paragraphs:
            joint = " " if re.search(r"[A-Za-z]$", paragraphs[-1]) else ""
            paragraphs[-1] += joint + line.strip()
        else:
            paragraphs.append(line.strip())
        size = len(text.strip())
        open_end = size >= measure * _FULL and not (
            text.rstrip().endswith(_ENDS[:5]) and size < measure
        )
    return [Line(text) for text in map(clean_line, paragraphs) if text]


def _measure(lines: Sequence[str]) -> int:
    """The usual length of a full line: the longest that several lines reach."""
    sizes = sorted((len(line.strip()) for line in lines), reverse=True)
    if not sizes:
        return 0
    return sizes[min(len(sizes) - 1, len(sizes) // 10)]
