"""The date that stands beside an entry of a list."""

from __future__ import annotations

import re
from datetime import date

_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*[-./年]\s*(1[0-2]|0?[1-9])\s*[-./月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)\s*日?"
)
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(3[01]|[12]\d|0?[1-9])\s*日?\s*/?\s*((?:19|20)\d\d)\s*[-./年]\s*(1[0-2]|0?[1-9])(?![-./\d])"
)
# A day, a month and a year in elements of their own: <b>19</b><i>01月</i><em>2024</em>.
_DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(3[01]|[12]\d|0?[1-9])\s*日?\s*[-/]?\s*(1[0-2]|0?[1-9])\s*月\s*((?:19|20)\d\d)(?!\d)"
)
_SHORT_YEAR = re.compile(
    r"^\W*([0-4]\d)[-./](1[0-2]|0[1-9])[-./](3[01]|[12]\d|0[1-9])(?:\s+[\d:]+)?\W*$"
)
# A year beside month and day: <b>01-19</b><i>2024</i>, and the other way round.
_YEAR_APART = re.compile(
    r"\W*(?:(?P<year>20\d\d)\s*年?\s+)?(?P<month>1[0-2]|0?[1-9])\s*[-/.月]\s*"
    r"(?P<day>3[01]|[12]\d|0?[1-9])\s*日?(?:\s+(?P<behind>20\d\d)年?)?\W*"
)
_LONGEST_APART = 24
_MONTH_DAY = re.compile(
    r"(?<![\d\-/.])(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?![\d\-/.])"
)
_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    0xFF0D: "-",
    0xFF0E: ".",
    0xFF0F: "/",
}
_NOT_PUBLISHED = re.compile(r"(?:成文|生成|生效|实施|施行|有效|废止|截止|截至|失效|印发)\S{0,4}$")
_PUBLISHED = re.compile(r"(?:发布|公开|发文|上传|更新|信息)\s*(?:日期|时间)\s*[:：]?\s*$")
_ADDRESS_DAY = re.compile(r"t?((?:19|20)\d\d)(\d\d)(\d\d)_|/art/(\d{4})/(\d{1,2})/(\d{1,2})/")
_ADDRESS_MONTH = re.compile(r"/(20\d\d)-?(\d\d)/|/(20\d\d)/(\d{1,2})/")


def make_day(year: str, month: str, day: str) -> date | None:
    """Return the day, or None if the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_listed_date(text: str, url: str = "") -> date | None:
    """Return the day an entry is dated in the text beside it, or None.

    Of several days the one labelled as publication counts, then the last that is not labelled as
    something else (lists print 成文日期 before 发布日期). A month and day without a year take the
    year from the entry's address, if that names the same month.
    """
    if len(text) > 4000:
        text = text[:2000] + " " + text[-2000:]
    text = text.translate(_NARROW)
    best: date | None = None
    for match in _FULL.finditer(text):
        found = make_day(*match.groups())
        before = text[max(0, match.start() - 12) : match.start()].strip(" \t\r\n[(（【")
        if found is None or _NOT_PUBLISHED.search(before.rstrip(":：")):
            continue
        if _PUBLISHED.search(before):
            return found
        best = found
    if best is not None:
        return best
    match_split = _DAY_FIRST.search(text)
    if match_split:
        day, year, month = match_split.groups()
        return make_day(year, month, day)
    match_apart = _DAY_MONTH_YEAR.search(text)
    if match_apart:
        day, month, year = match_apart.groups()
        return make_day(year, month, day)
    short = _SHORT_YEAR.match(text) if len(text) < 40 else None
    if short:
        return make_day(f"20{short[1]}", short[2], short[3])
    compact = _COMPACT.fullmatch(text.strip(" \t\r\n[]()（）【】"))
    if compact:
        return make_day(*compact.groups())
    apart = _YEAR_APART.fullmatch(text) if len(text) < _LONGEST_APART else None
    if apart and (year := apart["year"] or apart["behind"]):
        return make_day(year, apart["month"], apart["day"])
    return _without_year(text, url)


def count_dates(text: str) -> int:
    """Return how many different full days the text names."""
    return len({make_day(*match.groups()) for match in _FULL.finditer(text[:4000])} - {None})


def _without_year(text: str, url: str) -> date | None:
    match = _MONTH_DAY.search(text)
    if match is None or len(text.strip()) > 12:
        return None
    month, day = match.groups()
    named = _ADDRESS_DAY.search(url) or _ADDRESS_MONTH.search(url)
    if named is None:
        return None
    parts = [part for part in named.groups() if part]
    return make_day(parts[0], month, day) if int(parts[1]) == int(month) else None


_DAY = (
    r"[\[(（【]?\s*(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])"
    r"(?:\s+\d\d:\d\d(?::\d\d)?)?\s*[\])）】]?"
    r"|[\[(（【]\s*(?:1[0-2]|0?[1-9])-(?:3[01]|[12]\d|0?[1-9])\s*[\])）】]"
)
_DAY_AHEAD = re.compile(rf"\s*(?:{_DAY})\s*")
_DAY_BEHIND = re.compile(rf"\s*(?:{_DAY})\s*$")
_LONGEST_DAY = 40


def strip_dates(text: str) -> str:
    """Return a title without a date at its start or end that belongs to the list, not to it."""
    start, end = text[:1], text[-1:]
    if start.isdigit() or start in "[(（【 ":
        ahead = _DAY_AHEAD.match(text)
        text = text[ahead.end() :] if ahead else text
    if end.isdigit() or end in "])）】 ":
        cut = max(0, len(text) - _LONGEST_DAY)
        behind = _DAY_BEHIND.search(text, cut)
        text = text[: behind.start()] if behind else text
    return text
