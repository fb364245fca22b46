"""What the rows and columns of the tables of a disclosure report are called (disclosure.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from flows.parse.text import fold

_DATA = tomllib.loads(Path(__file__).with_name("disclosure.toml").read_text("utf-8"))

#: What an empty cell may hold, without white space.
EMPTY: frozenset[str] = frozenset(_DATA["cell"]["empty"])
COUNTERS: tuple[str, ...] = tuple(sorted(_DATA["cell"]["counters"], key=len, reverse=True))

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.,]|\d{1,2}[、.,．]?)")
_REMARK = re.compile(r"\([^()]*\)")
_KEPT = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")


@dataclass(frozen=True)
class Named:
    """A row or a column: its stable code, its label in the form, and other wordings."""

    code: str
    label: str
    also: tuple[str, ...] = ()
    part_of: str | None = None  # the row whose total it belongs to
    unit: str | None = None  # of an amount whose header and cell name none
    amount: bool = False  # money, not a count
    signed: bool = False  # may be negative


@dataclass(frozen=True)
class Form:
    """One of the three tables."""

    number: int
    heading: str
    signs: tuple[str, ...]
    header_least: int  # columns that a header must name to be one
    columns: tuple[Named, ...]
    rows: tuple[Named, ...]
    over: frozenset[str]  # keys of labels that stand over rows and have no figures
    groups: frozenset[str]  # codes of rows that others are a part of
    above: tuple[str, ...]  # keys that may stand before another label in one cell
    vague: frozenset[str]  # keys that name a row only together with the group they stand in
    column_keys: dict[str, Named] = field(repr=False)
    row_keys: dict[str, list[Named]] = field(repr=False)  # 其他 can be told only by what is over it

    def row(self, code: str) -> Named:
        """The row of that code."""
        return next(row for row in self.rows if row.code == code)


@lru_cache(maxsize=4096)
def key_of(label: str) -> str:
    """Return a printed label as it is compared: without list number, remarks and punctuation."""
    text = "".join(fold(label).split())
    text = _NUMBER.sub("", _REMARK.sub("", text))
    return _KEPT.sub("", text)


def _named(row: dict[str, Any]) -> Named:
    amount = bool(row.get("amount") or row.get("unit"))
    return Named(**{**row, "also": tuple(row.get("also", ())), "amount": amount})


def _form(row: dict[str, Any]) -> Form:
    columns = tuple(map(_named, row["columns"]))
    rows = tuple(map(_named, row["rows"]))
    row_keys: dict[str, list[Named]] = {}
    for one in rows:
        for label in (one.label, *one.also):
            row_keys.setdefault(key_of(label), []).append(one)
    over = frozenset(map(key_of, row.get("over", ())))
    groups = frozenset(one.part_of for one in rows if one.part_of)
    group_keys = [key_of(one.label) for one in rows if one.code in groups and one.part_of]
    return Form(
        number=row["number"],
        heading=row["heading"],
        signs=tuple(row["signs"]),
        header_least=row["header_least"],
        columns=columns,
        rows=rows,
        over=over,
        groups=groups,
        above=(*sorted(over, key=len, reverse=True), *group_keys),
        vague=frozenset(map(key_of, row.get("vague", ()))),
        column_keys={key_of(name): one for one in columns for name in (one.label, *one.also)},
        row_keys=row_keys,
    )


FORMS: dict[int, Form] = {row["number"]: _form(row) for row in _DATA["table"]}
