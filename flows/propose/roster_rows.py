"""The rows of a roster: the table's header found, every cell understood or complained about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.parse.document import ReportKind
from flows.propose.naming import level_of
from flows.propose.sheets import Cell, Sheet
from flows.propose.words import HEADER_WORDS, KIND_WORDS, LEVEL_WORDS, LEVELS_BY_NAME, plain
from flows.sources.address import check_url
from flows.sources.model import Level
from flows.sources.registry import InvalidSources

#: Rows above the header: a heading, who made the table and when.
_ROWS_ABOVE = 10
_LEVELS = "县政府, 部门, 镇, 乡, 街道 or 管委会"


@dataclass(frozen=True)
class RosterRow:
    """One body with at most one column; `where` is file and row, for messages."""

    where: str
    name: str
    level: Level
    url: str | None
    kind: ReportKind
    id: str | None
    aliases: list[str]
    obligation_basis: str | None


@dataclass
class _Reader:
    """Reads the rows of one table; mistakes are collected, to be told all at once."""

    sheet: Sheet
    header: dict[str, int]
    titles: dict[str, str]
    problems: list[str] = field(default_factory=list)

    def rows(self, below: int) -> list[RosterRow]:
        read = (self._row(number, cells) for number, cells in self.sheet.rows if number > below)
        return [row for row in read if row is not None]

    def _row(self, number: int, cells: list[Cell]) -> RosterRow | None:
        name = self._text(cells, "name")
        if name is None:
            self._wrong(number, "name", "is empty; write the body's name, or take the row out")
            return None
        if len(name) > 100:
            self._wrong(number, "name", "is no name; write the body's name alone")
            return None
        before = len(self.problems)
        level = self._level(number, cells, name)
        url = self._url(number, cells)
        kind = self._kind(number, cells)
        filer_id = self._text(cells, "id")
        names = re.split(r"[、,，;；\s]+", self._text(cells, "aliases") or "")
        if level is None or len(self.problems) > before:
            return None
        return RosterRow(
            f"{self.sheet.name}: row {number}",
            name,
            level,
            url,
            kind,
            filer_id,
            [alias for alias in names if alias],
            self._text(cells, "obligation_basis"),
        )

    def _level(self, number: int, cells: list[Cell], name: str) -> Level | None:
        text = self._text(cells, "level")
        # A county's name is not needed to see what a name ends with.
        by_name = level_of(name, "\x00")
        if text is None or plain(text) in LEVELS_BY_NAME:
            if by_name in ("township", "subdistrict", "committee"):
                return by_name
            what = f"is {text}, which {name} does not explain" if text else "is empty"
            self._wrong(number, "level", f"{what}; write {_LEVELS}")
            return None
        level = LEVEL_WORDS.get(plain(text).lower())
        if level is None:
            self._wrong(number, "level", f"{text!r} is no level; write {_LEVELS}")
        return level

    def _url(self, number: int, cells: list[Cell]) -> str | None:
        cell = self._cell(cells, "url")
        text = cell.text if "://" in cell.text or not cell.link else cell.link
        text = text.strip().partition("#")[0]
        if text in ("", "无", "/", "-", "—", "暂无", "没有"):
            return None
        try:
            return check_url(text)
        except ValueError as wrong:
            self._wrong(number, "url", str(wrong))
            return None

    def _kind(self, number: int, cells: list[Cell]) -> ReportKind:
        text = self._text(cells, "kind")
        if text is None:
            return "rule_of_law"
        kind = KIND_WORDS.get(plain(text).lower())
        if kind is None:
            words = "法治政府建设年度报告 or 政府信息公开工作年度报告"
            self._wrong(number, "kind", f"{text!r} is no kind of report; write {words}")
        return kind or "rule_of_law"

    def _cell(self, cells: list[Cell], column: str) -> Cell:
        place = self.header.get(column)
        return cells[place] if place is not None and place < len(cells) else Cell("")

    def _text(self, cells: list[Cell], column: str) -> str | None:
        return " ".join(self._cell(cells, column).text.split()) or None

    def _wrong(self, number: int, column: str, what: str) -> None:
        title = self.titles.get(column, column)
        self.problems.append(f"{self.sheet.name}: row {number}: column {title}: {what}")


def read_rows(sheets: list[Sheet]) -> list[RosterRow]:
    """Every row of the first table that has the header of a roster.

    Raises InvalidSources naming file, row, column and remedy of every mistake.
    """
    for sheet in sheets:
        for number, cells in sheet.rows[:_ROWS_ABOVE]:
            header = _header(cells)
            if "name" in header and ("url" in header or "level" in header):
                titles = {column: cells[place].text for column, place in header.items()}
                reader = _Reader(sheet, header, titles)
                rows = reader.rows(number)
                if not rows and not reader.problems:
                    reader.problems = [f"{sheet.name}: no row below the header; add the bodies"]
                if reader.problems:
                    raise InvalidSources(reader.problems)
                return rows
    name = sheets[0].name if sheets else "the file"
    raise InvalidSources(
        [
            f"{name}: row 1: no header; name the columns 单位名称, 级别, 栏目地址 "
            "(or name, level, column address)"
        ]
    )


def _header(cells: list[Cell]) -> dict[str, int]:
    """Which column of the table is which; the first of that name counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        title = " ".join(cell.text.lower().split())
        for column, words in HEADER_WORDS.items():
            if plain(title) in words or title in words:
                found.setdefault(column, place)
    return found
