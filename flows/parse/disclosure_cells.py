"""One cell of a disclosure report's table: a figure, nothing, or words that are no figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.parse.disclosure_terms import COUNTERS, EMPTY, Named
from flows.parse.text import collapse, fold

_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,8})?")
_MONEY = re.compile(r"(万元|亿元|元)$")
_IN_10000_YUAN = {"元": 1e-4, "万元": 1.0, "亿元": 1e4}
_COUNTER = re.compile("(?:" + "|".join(COUNTERS) + ")$")
_HEADER_UNIT = re.compile(r"(万元|亿元|元)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: `value` None with `is_empty`, or without where it cannot be told."""

    value: float | None = None
    is_empty: bool = False

    @property
    def is_unclear(self) -> bool:
        """Whether something stands there that is no figure."""
        return self.value is None and not self.is_empty


def read_cell(text: str, column: Named, header: str = "") -> Reading:
    """Read a printed cell of a column; `header` is what the page prints over it."""
    told = collapse(fold(text))
    if "".join(told.split()) in EMPTY:
        return Reading(is_empty=True)
    unit: str | None = None
    if column.amount:
        if match := _MONEY.search(told):
            unit, told = match[1], told[: match.start()].rstrip()
        else:
            over = _HEADER_UNIT.search(fold(header))
            unit = over[1] if over else column.unit
    else:
        told = _COUNTER.sub("", told).rstrip()
    match = _NUMBER.fullmatch(told)
    if not match or (match[1] == "-" and not column.signed):
        return Reading()
    value = float(match[0].replace(",", ""))
    if column.amount:
        if value and unit is None:
            return Reading()  # 251000 may be yuan or ten thousands of them
        value = round(value * _IN_10000_YUAN[unit or "元"], 8)
    elif not value.is_integer():
        return Reading()
    return Reading(value)


def looks_like_label(text: str) -> bool:
    """Whether a cell holds words, not a figure or nothing."""
    told = "".join(fold(text).split())
    if told in EMPTY:
        return False
    told = _MONEY.sub("", _COUNTER.sub("", told))
    return not _NUMBER.fullmatch(told) and bool(re.search(r"[\u4e00-\u9fffA-Za-z]", told))
