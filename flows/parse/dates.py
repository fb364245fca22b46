"""Days as pages write them."""

from __future__ import annotations

import re
from datetime import date

from flows.parse.numerals import arabic_dates
from flows.parse.text import fold

_TIME = r"(?:\s*[-T]?\s*\d{1,2}\s*[::]\s*\d{1,2}(?:\s*[::]\s*\d{1,2})?(?:\.\d+)?)?"
_DAY = (
    r"(?<!\d)(?P<y>(?:19|20)\s?\d\s?\d)\s*(?:年|-|/|\.|—|–)\s*(?P<m>\d\s?\d|\d)\s*(?:月|-|/|\.|—|–)\s*"
    r"(?P<d>\d\s?\d|\d)(?:\s*(?:日|号)|(?!\d)|(?=\d\d:\d\d))"
)
#: One day, with the time of day if it is there.
DAY = re.compile(_DAY + _TIME)
_ONLY_DAY = re.compile(rf"^[\[(【]?\s*{_DAY}{_TIME}\s*[\])】]?\s*$")
# As Java prints a moment that nobody formatted: Tue Jan 20 09:12:33 CST 2026.
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_UNFORMATTED = re.compile(
    rf"\b(?P<m>{_MONTHS})\s+(?P<d>\d{{1,2}})\s+\d\d:\d\d:\d\d\s+[A-Z]{{3,4}}\s+(?P<y>20\d\d)\b"
)
_URL_DAYS = (
    re.compile(r"/t(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)_"),
    re.compile(r"/art/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})/"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)[-_]?(?P<m>\d\d)/(?P<d>\d\d)/"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})/"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d\d)(?P<d>\d\d)/"),
    re.compile(r"/(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)/"),
)


def make_day(year: str, month: str, day: str) -> date | None:
    """Return the date, or None if there is no such day."""
    try:
        return date(*(int("".join(part.split())) for part in (year, month, day)))
    except ValueError:
        return None


def first_day(text: str) -> tuple[date, int, int] | None:
    """Return the first valid day in a short text with its start and end, or None.

    Offsets are into `text` unless the year is written as 二〇十年 (numerals of two lengths).
    """
    for match in DAY.finditer(arabic_dates(fold(text))):
        found = make_day(match["y"], match["m"], match["d"])
        if found:
            return found, match.start(), match.end()
    if (plain := _UNFORMATTED.search(text)) is not None:
        month = _MONTHS.split("|").index(plain["m"]) + 1
        found = make_day(plain["y"], str(month), plain["d"])
        start = plain.start() - len("Tue ") if plain.start() >= len("Tue ") else plain.start()
        return (found, start, plain.end()) if found else None
    return None


def only_day(text: str) -> date | None:
    """Return the day if the text is nothing but one day (with or without a time)."""
    if len(text) > 40:
        return None
    match = _ONLY_DAY.match(arabic_dates(fold(text)).strip())
    return make_day(match["y"], match["m"], match["d"]) if match else None


def day_in_url(url: str | None) -> date | None:
    """Return the full day that an address names (t20230208_, /art/2023/2/8/), or None."""
    for pattern in _URL_DAYS:
        if url and (match := pattern.search(url)):
            found = make_day(match["y"], match["m"], match["d"])
            if found:
                return found
    return None
