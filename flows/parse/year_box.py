"""A box of years over a list: what it hides of the column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from flows.parse.document import ListingEntry
from flows.parse.row_text import element_text
from flows.parse.view import View
from flows.parse.zones import DEAD, SIDE

_YEAR = re.compile(r"^(?:19|20)\d\d\s*(?:年度?)?$")
_ALL = re.compile(r"全部|所有|不限|全体")

#: What the box stands at: a year, or words that choose none.
Choice = Literal["year", "open"]


def choice_of_years(found: View) -> Choice | None:
    """Tell what a box of two years or more in the page's own matter stands at.

    None without one. Years with addresses are followed as parts of the column, and a box that
    stands at 全部 hides nothing.
    """
    for box in found.root.iter("select"):
        outer = box.getparent()
        if outer is None or found.zone.get(outer, DEAD) > SIDE:
            continue
        options = list(box.iter("option"))
        years = [
            option
            for option in options
            if _YEAR.match(element_text(option, 20)) and "/" not in (option.get("value") or "")
        ]
        if len(years) < 2:
            continue
        chosen = next((o for o in options if o.get("selected") is not None), options[0])
        if _ALL.search(element_text(chosen, 20)):
            continue
        return "year" if chosen in years else "open"
    return None


def hides_years(found: View, entries: Iterable[ListingEntry], *, has_pages: bool) -> bool:
    """Tell whether a box of years may hide entries: those shown are of one year alone.

    Years of titles and of the days listed are looked at apart: either may be what is chosen. A
    box that stands at no year is doubted only where all is on one page and of one year by both.
    """
    choice = choice_of_years(found)
    if choice is None:
        return False
    rows = list(entries)
    titles = {e.title_reading.report_year for e in rows if e.title_reading.report_year}
    days = {e.listed_on.year for e in rows if e.listed_on}
    single = [len(years) <= 1 for years in (titles, days) if years]
    if choice == "year":
        return not single or any(single)
    return not has_pages and all(single)
