"""The end of a report: who signed it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from flows.parse.dates import DAY, make_day, only_day
from flows.parse.document import DateRead
from flows.parse.lines import Line
from flows.parse.numerals import arabic_dates
from flows.parse.text import collapse, fold
from flows.parse.units import is_body

_LOOK_BACK = 14
_MAX_BODIES = 6
_LEAST, _LONGEST = 4, 40  # characters of a body's name alone on its line
_LONGEST_END = 120  # characters at the end of a text in which a sign-off may run on
_STAMP = re.compile(r"[(（](?:盖章|公章|印章|章|代章)[)）]$")
_ROUND = re.compile(r"^[(（【\[](.{2,60})[)）】\]]$")
_IN_BRACKETS = re.compile(r"^[(（](.{2,60}日)[)）]$")
_MONTH = re.compile(r"^[(（]?\s*20\d\d\s*[年.]\s*\d{1,2}\s*月?\s*[)）]?$")
# A body and a day that run on from the last sentence.
_GLUED = re.compile(rf"(?<=[。;!])\s*(?P<body>[^。;!?:,]{{4,40}}?)\s*(?={DAY.pattern}\s*[)]?\s*$)")
_BEHIND = re.compile(
    r"^(?:[(（].{0,60}[)）]|附件?\s*\d*\s*[:：.、].{0,120}|联系(?:人|电话|方式).{0,80}|抄送.{0,80}|主送.{0,80}|.{0,80}解读:?"
    r"|.{0,60}日\s*印发|[(（]?共印.{0,12}"
    r"|\d{1,2}[.、].{0,80}|.{0,80}\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar))$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SignOff:
    """`at` is the index of its first line; everything from there on is no part of a section."""

    at: int
    body: str | None = None
    day: date | None = None
    text: str = ""


def apart(lines: list[Line]) -> list[Line]:
    """Put a sign-off that runs on from the last sentence of a text on a line of its own."""
    if not lines or lines[-1].table:
        return lines
    text = lines[-1].text
    match = _GLUED.search(fold(text), max(0, len(text) - _LONGEST_END))
    if not match or not _is_name(match["body"]):
        return lines
    return [*lines[:-1], Line(text[: match.start()].rstrip()), Line(text[match.start() :].strip())]


def find_sign_off(lines: list[Line]) -> SignOff | None:
    """Find the body and the day at the end of the text, or None."""
    first = max(0, len(lines) - _LOOK_BACK)
    for index in range(len(lines) - 1, first - 1, -1):
        line = lines[index]
        if line.table:
            return None
        day = only_day(line.text)
        if day:
            start, bodies = _bodies_above(lines, index)
            return SignOff(start, " ".join(bodies) or None, day, collapse(line.text)[:60])
        if _MONTH.match(arabic_dates(fold(line.text))):
            start, bodies = _bodies_above(lines, index)
            if bodies:
                return SignOff(start, " ".join(bodies), None, collapse(line.text)[:60])
        joint = _body_and_day(line.text)
        if joint and index >= len(lines) - 6:
            return SignOff(index, joint[0], joint[1], collapse(line.text)[:80])
        if index == len(lines) - 1 and _is_name(line.text) and index > 0:
            start, bodies = _bodies_above(lines, index + 1)
            return SignOff(start, " ".join(bodies) or None)
        if not _BEHIND.match(line.text) and not _is_name(line.text):
            return None
    return None


def day_under_title(above: list[Line], lines: list[Line]) -> DateRead | None:
    """Read the day that stands in brackets under the title, maybe with the body's name between.

    There a printed report gives the day on which it was written or delivered. `above` are the
    lines of the title.
    """
    names = takewhile(lambda line: _is_name(line.text) or _day_in_brackets(line.text), lines)
    for line in (*above, *islice(names, _MAX_BODIES)):
        if day := _day_in_brackets(line.text):
            text = collapse(line.text)[:60]
            return DateRead(source="displayed", meaning="written", date=day, text=text)
    return None


def _day_in_brackets(text: str) -> date | None:
    bare = _IN_BRACKETS.match(text.strip())
    return only_day(bare[1]) if bare else None


def _bodies_above(lines: list[Line], index: int) -> tuple[int, list[str]]:
    bodies: list[str] = []
    start = index
    while start > 0 and len(bodies) < _MAX_BODIES and _is_name(lines[start - 1].text):
        start -= 1
        bodies.insert(0, _name(lines[start].text))
    return start, bodies


def _is_name(text: str) -> bool:
    """A body's name alone on its line, blanks between its characters or not."""
    name = _name(text)
    if not _LEAST <= len(name) <= _LONGEST:
        return False
    return not re.match(r"[(（\d一二三四五六七八九十]+[、.)）]", name) and is_body(name)


def _name(text: str) -> str:
    """The words of a line without blanks, stamp and the brackets round all of it."""
    text = "".join(text.split())
    if (bare := _ROUND.match(text)) and not _STAMP.fullmatch(text):
        text = bare[1]
    return _STAMP.sub("", text)


def _body_and_day(text: str) -> tuple[str, date] | None:
    if len(text) > 90:
        return None
    folded = arabic_dates(fold(text))
    match = DAY.search(folded)
    if not match or folded[match.end() :].strip(" ()") or not match.start():
        return None
    name = "".join(folded[: match.start()].split())
    day = make_day(match["y"], match["m"], match["d"])
    return (name, day) if day and is_body(name) else None
