"""Excel workbooks for people: one sheet for each table, ready to be filtered, printed and clicked.

What pages say stays text: no cell is written as a formula, and only http and https addresses become
links. Days and times are Excel's own, so that they can be sorted, filtered and counted with. Excel
knows no time zone: its times are those of Beijing, as the header of the column says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from math import isfinite
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unicodedata import east_asian_width
from zoneinfo import ZoneInfo

import xlsxwriter

from warehouse.cells import cut_text, plain_cell
from warehouse.colours import INK, PAPER

#: Excel's own limits: rows of a sheet, letters of its name, links of a sheet and their length.
SHEET_ROWS = 1_048_576
_NAME = 31
_LINKS = 65_530
_LINK = 2_079
#: Excel keeps numbers of 15 digits.
_EXACT = 10**15
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year
_LAST_YEAR = 9999
_BEIJING = ZoneInfo("Asia/Shanghai")
_ZONE = "Beijing time, 北京时间"
_SAMPLE = 200  # rows that are looked at for the width of the columns
_WIDTHS = (8, 60)  # least and most characters of a column
_PRINTED = 230  # characters in a row that can still be read when printed on the width of a page
_NAMED_WITHIN = 3  # a name among the first columns stands on every printed page
_STATUS = ("status", "severity", "proven")
_SHARE = ("_rate", "_share", "_rate_low", "_rate_high", "share_by_then", "uniformity")

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_HEAD = {
    "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F", "valign": "vcenter",
    "bottom": 1, "border_color": "#FFFFFF",
}  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """A table in the words of its reader: what columns are called, and what is shown of a row."""

    titles: Callable[[str], str]
    row: Callable[[Mapping[str, Any]], Mapping[str, Any]]

    def head(self, columns: Sequence[str]) -> list[str]:
        """The titles of the columns."""
        return [self.titles(column) for column in columns]

    def worded(self, columns: Sequence[str], row: Sequence[Any]) -> list[Any]:
        """The values of a row as they are shown."""
        shown = self.row(dict(zip(columns, row, strict=True)))
        return [shown[column] for column in columns]


@dataclass(frozen=True)
class Sheet:
    """One table: `meanings` explains columns by name and is shown as notes on the header."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    about: str = ""
    meanings: Mapping[str, str] | None = None
    wording: Wording | None = None

    @property
    def titles(self) -> Sequence[str]:
        """What the columns are called."""
        return self.wording.head(self.columns) if self.wording else self.columns

    def shown(self, row: Sequence[Any]) -> Sequence[Any]:
        """A row as it is shown."""
        return self.wording.worded(self.columns, row) if self.wording else row


class Workbook:
    """Writes sheets one after the other; with `contents` the first sheet lists them."""

    def __init__(self, path: Path, *, contents: str = "") -> None:
        self._book = xlsxwriter.Workbook(str(path), _OPTIONS)
        self._book.set_properties({"title": "fazhi", "comments": contents})
        self._head = self._book.add_format(_HEAD)
        self._link = self._book.add_format({"font_color": "#0B57A4", "underline": 1})
        # A step from the edge, so that a number does not run into the text of the next column.
        step = {"align": "right", "indent": 1}
        self._whole = self._book.add_format({**step, "num_format": "0"})
        self._share = self._book.add_format({**step, "num_format": "0.0%"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._decimal = self._book.add_format({**step, "num_format": "#,##0.00"})
        self._colours = {
            name: self._book.add_format({"bg_color": paper, "font_color": INK[name]})
            for name, paper in PAPER.items()
        }
        self._taken: set[str] = set()
        self._contents = (
            self._begin(Sheet("contents", ("table", "rows", "about"), ()), {}) if contents else None
        )
        self._listed = 0
        if self._contents is not None:
            self._contents.set_column(0, 0, 34, None)
            self._contents.set_column(2, 2, 110, None)
            self._contents.fit_to_pages(1, 0)
            self._contents.set_footer(f"&L{contents.replace('&', '&&')}&R&P / &N")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._book.close()

    def add(self, sheet: Sheet) -> int:
        """Write one sheet; returns how many rows it has. Its name is made fit for Excel."""
        rows = iter(sheet.rows)
        sample = list(islice(rows, _SAMPLE))
        page = self._begin(sheet, _zoned(sheet, sample))
        widths = _widths(sheet, sample)
        for place, width in enumerate(widths):
            page.set_column(place, place, width)
        if sum(widths) <= _PRINTED:
            page.fit_to_pages(1, 0)
        else:
            page.set_print_scale(60)
        count = self._fill(page, sheet, chain(sample, rows))
        page.autofilter(0, 0, count, max(len(sheet.columns) - 1, 0))
        self._list(sheet, count, page.get_name())
        return count

    def leave_out(self, name: str, rows: int, about: str) -> None:
        """Name a table in the contents that has no sheet here."""
        if self._contents is not None:
            self._listed += 1
            self._contents.write_string(self._listed, 0, name)
            self._contents.write_number(self._listed, 1, rows)
            self._contents.write_string(self._listed, 2, about)

    def _begin(self, sheet: Sheet, meanings: Mapping[str, str]) -> Any:
        name, columns = sheet.name, sheet.columns
        page = self._book.add_worksheet(self._name(name))
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.repeat_rows(0)
        if "filer_name" in columns[:_NAMED_WITHIN]:
            page.repeat_columns(0, columns.index("filer_name"))
        page.set_footer(f"&L{name.replace('&', '&&')}&R&P / &N")
        page.set_row(0, 20)
        for place, (column, title) in enumerate(zip(columns, sheet.titles, strict=True)):
            page.write_string(0, place, title, self._head)
            if meaning := meanings.get(column):
                page.write_comment(0, place, meaning, {"x_scale": 2})
        return page

    def _list(self, sheet: Sheet, count: int, title: str) -> None:
        if self._contents is None:
            return
        self._listed += 1
        address = "internal:'" + title.replace("'", "''") + "'!A1"
        self._contents.write_url(self._listed, 0, address, self._link, sheet.name)
        self._contents.write_number(self._listed, 1, count)
        self._contents.write_string(self._listed, 2, sheet.about)

    def _name(self, name: str) -> str:
        """A name that Excel takes: at most 31 letters, none of []:*?/\\, and no two alike."""
        plain = "".join("_" if sign in "[]:*?/\\" else sign for sign in name).strip("'") or "sheet"
        fit, number = plain[:_NAME], 1
        while fit.lower() in self._taken:
            number += 1
            fit = f"{plain[: _NAME - len(str(number)) - 1]}~{number}"
        self._taken.add(fit.lower())
        return fit

    def _fill(self, page: Any, sheet: Sheet, rows: Iterator[Sequence[Any]]) -> int:
        links = count = 0
        for count, row in enumerate(rows, start=1):
            cells = zip(sheet.columns, row, sheet.shown(row), strict=True)
            for place, (column, code, value) in enumerate(cells):
                if _is_address(column, value) and links < _LINKS:
                    links += 1
                    page.write_url(count, place, value, self._link, value)
                elif isinstance(value, date) and (counted := _countable(value)) is not None:
                    form = self._moment if isinstance(value, datetime) else self._day
                    page.write_datetime(count, place, counted, form)
                elif column in _STATUS and value is not None:
                    # The colour is that of the code, whatever its word is.
                    page.write_string(count, place, cut_text(str(value)), self._colours.get(code))
                else:
                    self._write(page, count, place, column, plain_cell(value))
        return count

    def _write(self, page: Any, row: int, place: int, column: str, value: object) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            page.write_boolean(row, place, value)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            form = self._whole
            if not isinstance(value, int):
                form = self._share if column.endswith(_SHARE) else self._decimal
            page.write_number(row, place, value, form)
        else:
            page.write_string(row, place, cut_text(str(value)))


def _zoned(sheet: Sheet, sample: Sequence[Sequence[Any]]) -> dict[str, str]:
    """What the columns mean, and of those with times in whose."""
    meanings = dict(sheet.meanings or {})
    for place, column in enumerate(sheet.columns):
        if any(isinstance(row[place], datetime) and row[place].tzinfo for row in sample):
            said = meanings.get(column)
            meanings[column] = f"{said} ({_ZONE})" if said else _ZONE
    return meanings


def _countable(value: date) -> date | None:
    """A day, or a time as it is in Beijing; None for one that Excel does not count."""
    # The last year is left out: it stands for no end, and its last hours are past it in Beijing.
    if isinstance(value, datetime):
        if not _FIRST_DAY.year < value.year < _LAST_YEAR:
            return None
        return value.astimezone(_BEIJING).replace(tzinfo=None) if value.tzinfo else value
    return value if value >= _FIRST_DAY else None


def _is_exact(value: float | Decimal) -> bool:
    return isfinite(value) and -_EXACT < value < _EXACT


def _is_address(column: str, value: object) -> bool:
    return (
        (column == "url" or column.endswith("_url"))
        and isinstance(value, str)
        and len(value) <= _LINK
        and value.startswith(("http://", "https://"))
    )


def _widths(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> list[int]:
    """Characters that each column needs, by its title and its first rows."""
    least, most = _WIDTHS
    shown = [sheet.shown(row) for row in rows]
    out = []
    for place, title in enumerate(sheet.titles):
        needed = max((_wide(_shown(row[place])) for row in shown), default=0)
        out.append(min(max(needed + 2, _wide(title) + 4, least), most))
    return out


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.3f}"
    return str(plain_cell(value))[: _WIDTHS[1]]


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
