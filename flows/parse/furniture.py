"""What a page prints round the report: buttons, counters, the title once more, the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from flows.parse.breadcrumb import breadcrumb_from_text
from flows.parse.dates import only_day
from flows.parse.lines import Line
from flows.parse.terms import AFTER_ARTICLE, BEFORE_TEXT, BEHIND_TEXT, FURNITURE_LINE
from flows.parse.text import close_gaps, fold, squeeze
from flows.parse.titles import read_title

_DOCUMENT_NUMBER_LINE = re.compile(
    r"^[((【\[]?[一-龥\s]{1,14}[〔\[(【]?\s*(?:19|20)\d\d\s*[〕\])】]?\s*第?\s*\d{1,4}\s*号[))】\]]?$"
)
_BRACKETS = re.compile(r"^[((【\[\s]+|[))】\]\s]+$")
_SENTENCE = re.compile(r"[。;!?]")
_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[、)）]|^\d{1,2}[.、]")
_LONGEST = 120  # characters of a line that may be furniture
_OPENING = 12  # lines in which the title may be repeated
_PUBLIC_NOTE = re.compile(r"^[(（]此件[^()（）]{0,20}[)）]$")


@dataclass(frozen=True)
class Body:
    """The report's own lines, and what stood before them."""

    lines: list[Line]
    document_number: str | None = None  # on a line of its own under the title
    title: str | None = None  # title that the body itself prints
    above: list[Line] = field(default_factory=list)  # title, number and day, dropped


def is_furniture(line: str) -> bool:
    """Whether a line is nothing but page furniture."""
    return len(line) <= _LONGEST and bool(FURNITURE_LINE.match(close_gaps(fold(line))))


def own_lines(lines: list[Line], title: str | None) -> Body:
    """Return the lines without furniture, without copies of the title and what comes after."""
    lines = _cut_at_title(lines, title)
    kept: list[Line] = []
    for number, line in enumerate(lines):
        if len(line.text) <= _LONGEST:
            text = close_gaps(fold(line.text))
            if kept and number > len(lines) // 2 and AFTER_ARTICLE.match(text):
                break
            if FURNITURE_LINE.match(text) or breadcrumb_from_text(line.text):
                continue
        kept.append(line)
    if kept:
        kept[-1] = replace(kept[-1], text=_without_end(kept[-1].text))
        kept = [line for line in kept if line.text]
    return _without_title(kept, title)


def _cut_at_title(lines: list[Line], title: str | None) -> list[Line]:
    """In a text without line breaks drop what stands before the title, and the title."""
    if not title or len(lines) > 40:
        return lines
    for number, line in enumerate(lines[:20]):
        if len(line.text) < 300:
            continue
        folded, wanted = fold(line.text), fold(title)
        at = folded.find(wanted, 0, 600)
        if at >= 0:
            rest = line.text[at + len(wanted) :]
            start = BEFORE_TEXT.match(fold(rest))
            rest = rest[start.end() :] if start else rest
            return [*lines[:number], Line(rest.strip()), *lines[number + 1 :]]
    return lines


def _without_end(text: str) -> str:
    if len(text) < 40:
        return text
    tail = fold(text[-120:])
    match = BEHIND_TEXT.search(tail)
    return text[: len(text) - len(tail) + match.start()] if match and match.group() else text


def _without_title(lines: list[Line], title: str | None) -> Body:
    """Drop the copy of the title that the text begins with, over however many lines."""
    number: str | None = None
    squeezed = fold(squeeze(title or ""))
    rest = squeezed
    end = 0
    for index, line in enumerate(lines[:_OPENING]):
        text = fold(squeeze(line.text))
        if _DOCUMENT_NUMBER_LINE.match(fold(line.text)):
            number = number or _BRACKETS.sub("", line.text).strip()
            end = index + 1
        elif text in ("标题:" + squeezed, squeezed) or (len(text) > 1 and text in squeezed):
            rest = rest.replace(text, "", 1)
            end = index + 1
        elif _stands_under_title(line.text):
            if index == end:
                end = index + 1
        else:
            break
    printed = _printed_title(lines, end)
    if printed:
        end, own = printed
        while end < len(lines) and _stands_under_title(lines[end].text):
            if _DOCUMENT_NUMBER_LINE.match(fold(lines[end].text)):
                number = number or _BRACKETS.sub("", lines[end].text).strip()
            end += 1
        return Body(lines[end:], number, own, lines[:end])
    return Body(lines[end:], number, above=lines[:end])


def _stands_under_title(text: str) -> bool:
    return bool(
        only_day(text) or _DOCUMENT_NUMBER_LINE.match(fold(text)) or _PUBLIC_NOTE.match(text)
    )


def _printed_title(lines: list[Line], start: int) -> tuple[int, str] | None:
    """A title of a report that the text begins with, worded otherwise than the page's."""
    parts: list[str] = []
    for index, line in enumerate(lines[start : start + 6], start):
        text = fold(line.text)
        if line.table or len(text) > 70 or _SENTENCE.search(text) or text.endswith((":", ",")):
            break
        if _NUMBERED.match(text):
            break
        parts.append(line.text)
        joined = " ".join(parts)
        reading = read_title("".join(parts))
        if reading.report_kind and (reading.report_year or len(parts) > 1):
            return index + 1, joined
    return None
