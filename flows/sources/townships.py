"""The reference list of township-level units: NBS codes and names, one CSV file for each province.

Shipped for Chongqing; where it comes from stands beside it, in `units/README.md`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flows.sources.registry import InvalidSources

SHIPPED = Path(__file__).with_name("units")
HEADER = ["code", "name", "county_code", "county_name", "province"]


@dataclass(frozen=True)
class Township:
    """A town, township or subdistrict; `code` is its NBS code, nine digits."""

    code: str
    name: str
    county_code: str
    county_name: str
    province: str


@dataclass
class Townships:
    """The units of all counties that are on the list."""

    by_county: dict[str, list[Township]] = field(default_factory=dict)

    def of(self, county_code: str) -> list[Township]:
        """The units of a county in order of code; none when the county is not on the list."""
        return self.by_county.get(county_code, [])

    def county(self, county_code: str) -> Township | None:
        """Any unit of a county: it carries the county's name and province."""
        return next(iter(self.of(county_code)), None)

    def counties_in(self, text: str) -> list[str]:
        """Codes of the counties whose names stand in a text, a name inside a longer one apart."""
        found = [(units[0].county_name, code) for code, units in self.by_county.items()]
        found = [(name, code) for name, code in found if name in text]
        return [
            code
            for name, code in found
            if not any(name != other and name in other for other, _ in found)
        ]

    def counties_with(self, names: Iterable[str]) -> list[str]:
        """Codes of the counties that have every one of these units; none for no name."""
        wanted = set(names)
        return [
            code
            for code, units in self.by_county.items()
            if wanted and wanted <= {unit.name for unit in units}
        ]


def load_townships(folders: Iterable[Path]) -> Townships:
    """Every unit in the CSV files of the folders; a code read twice counts once.

    Raises InvalidSources naming file, row and column of every mistake.
    """
    found: dict[str, Township] = {}
    problems: list[str] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(f"{folder}: no such folder; give one that holds lists of units (CSV)")
        for file in sorted(folder.glob("*.csv")):
            for unit in _units(file, problems):
                found.setdefault(unit.code, unit)
    if problems:
        raise InvalidSources(problems)
    units = Townships()
    for code in sorted(found):
        units.by_county.setdefault(found[code].county_code, []).append(found[code])
    return units


def _units(file: Path, problems: list[str]) -> list[Township]:
    try:
        lines = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as error:
        problems.append(f"{file.name}: file: {error}; write it as CSV in UTF-8")
        return []
    if not lines or lines[0] != HEADER:
        problems.append(f"{file.name}: row 1: not the header; write {','.join(HEADER)}")
        return []
    units = []
    for number, line in enumerate(lines[1:], start=2):
        fault = _fault(line)
        if fault is not None:
            problems.append(f"{file.name}: row {number}: {fault}")
        else:
            units.append(Township(*line))
    return units


def _fault(line: list[str]) -> str | None:
    if len(line) != len(HEADER) or not all(value.strip() for value in line):
        return f"not {len(HEADER)} values; fill in {', '.join(HEADER)}"
    if not re.fullmatch(r"\d{9}", line[0]):
        return f"column code: {line[0]!r} is no NBS code; write nine digits"
    if not re.fullmatch(r"\d{6}", line[2]) or not line[0].startswith(line[2]):
        return f"column county_code: {line[2]!r} does not begin the code; write its six digits"
    return None
