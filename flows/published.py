"""What the command asks of the published file, the only one it opens for reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.exits import WrongUsage
from flows.tabular import Rows
from warehouse import export
from warehouse.database import open_published
from warehouse.errors import explained

# What a person looks at stands first: a file of all columns is wider than a screen.
_STATUS_SHOWN = (
    "filer_name", "report_kind", "report_year", "due_on", "published_on", "days_late",
    "status", "reason", "removed_at",
)  # fmt: skip
_FINDINGS_SHOWN = ("severity", "check_id", "filer_name", "report_year", "message", "opened_at")
STATUS = f"""
select {", ".join(_STATUS_SHOWN)}, status.* exclude ({", ".join(_STATUS_SHOWN)})
from mart.filing_status as status
{{where}}
order by county_code, report_kind, report_year desc, filer_id
"""
FINDINGS = f"""
with named as (
    select finding.*, filer.name as filer_name
    from checks.finding as finding
    left join ref.filer as filer using (filer_id)
)

select {", ".join(_FINDINGS_SHOWN)}, finding.* exclude ({", ".join(_FINDINGS_SHOWN)})
from named as finding
{{where}}
order by
    case finding.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    finding.county_code, finding.check_id, finding.report_year desc nulls last, finding.finding_id
"""


@dataclass(frozen=True)
class Filter:
    """Which rows are wanted; an empty list means all."""

    counties: Sequence[str] = ()
    years: Sequence[int] = ()
    kinds: Sequence[str] = ()
    severities: Sequence[str] = ()

    def conditions(self, table: str) -> tuple[list[str], list[Any]]:
        """Conditions over `table`, and their parameters."""
        conditions: list[str] = []
        values: list[Any] = []
        for column, wanted in (
            ("county_code", self.counties),
            ("report_year", self.years),
            ("report_kind", self.kinds),
            ("severity", self.severities),
        ):
            if wanted:
                conditions.append(f"list_contains(?, {table}.{column})")
                values.append(list(wanted))
        return conditions, values


@dataclass(frozen=True)
class Question:
    """A query on the published file; `shown` are the columns that a person sees of it."""

    name: str
    sql: str
    values: Sequence[Any]
    shown: Sequence[str]

    def ask(self, home: Path) -> Rows:
        """All rows; raises WarehouseError when nothing is published or it cannot be read."""
        return ask(home, self.sql, self.values)

    def save(self, home: Path, path: Path) -> None:
        """Write all rows to a file whose ending is the format; raises WarehouseError."""
        with open_published(home) as con:
            export.export_query(con, self.sql, path, self.values)


def status(wanted: Filter) -> Question:
    """Every duty with its verdict."""
    conditions, values = wanted.conditions("status")
    return Question("status", STATUS.format(where=_where(conditions)), values, _STATUS_SHOWN)


def findings(wanted: Filter, *, waived: bool = False) -> Question:
    """The open findings, the worst first; those that somebody waived only on demand."""
    conditions, values = wanted.conditions("finding")
    conditions.append("finding.closed_at is null")
    if not waived:
        conditions.append("finding.waived_until is null")
    sql = FINDINGS.format(where=_where(conditions))
    return Question("findings", sql, values, _FINDINGS_SHOWN)


def require_counties(home: Path, asked: Sequence[str]) -> None:
    """Raise WrongUsage for a code that is not published: a slip must not look like "nothing"."""
    if not asked:
        return
    known = [row[0] for row in ask(home, "select county_code from ref.county order by all").rows]
    unknown = [code for code in asked if code not in known]
    if unknown:
        raise WrongUsage(
            f"county {', '.join(unknown)} is not published; known are {', '.join(known)}"
        )


def ask(home: Path, sql: str, values: Sequence[Any] = ()) -> Rows:
    """The result of a query on the published file; raises WarehouseError."""
    remedy = "run `fazhi rebuild` with this version of fazhi"
    with open_published(home) as con, explained("cannot read the published tables", remedy):
        cursor = con.execute(sql, list(values))
        columns = [str(column[0]) for column in cursor.description or []]
        return Rows(columns, cursor.fetchall())


def _where(conditions: Sequence[str]) -> str:
    return f"where {' and '.join(conditions)}" if conditions else ""
