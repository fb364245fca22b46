"""What the command asks of the published file, the only one it opens for reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.tabular import Rows
from warehouse.database import open_published
from warehouse.errors import explained

#: What a person sees of a duty; the machine formats give every column.
STATUS_SHOWN = (
    "filer_name", "report_kind", "report_year", "due_on", "published_on", "days_late", "status",
    "reason", "removed_at",
)  # fmt: skip
FINDINGS_SHOWN = ("severity", "check_id", "filer_name", "report_year", "message", "opened_at")

STATUS = """
select status.*
from mart.filing_status as status
{where}
order by county_code, report_kind, report_year desc, filer_id
"""
FINDINGS = """
select finding.*, filer.name as filer_name
from checks.finding as finding
left join ref.filer as filer using (filer_id)
{where}
order by
    case finding.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    finding.county_code, finding.check_id, finding.report_year desc nulls last, finding.finding_id
"""


@dataclass(frozen=True)
class Filter:
    """What to show; an empty list means all."""

    counties: Sequence[str] = ()
    years: Sequence[int] = ()
    kinds: Sequence[str] = ()
    severities: Sequence[str] = ()
    also: Sequence[str] = field(default=())

    def where(self, table: str) -> tuple[str, list[Any]]:
        """A where clause over `table` and its parameters."""
        conditions, values = list(self.also), []
        for column, wanted in (
            ("county_code", self.counties),
            ("report_year", self.years),
            ("report_kind", self.kinds),
            ("severity", self.severities),
        ):
            if wanted:
                conditions.append(f"list_contains(?, {table}.{column})")
                values.append(list(wanted))
        return ("where " + " and ".join(conditions) if conditions else ""), values


def status(home: Path, wanted: Filter) -> Rows:
    """Every duty; raises WarehouseError when nothing is published or it cannot be read."""
    where, values = wanted.where("status")
    return ask(home, STATUS.format(where=where), values)


def findings(home: Path, wanted: Filter) -> Rows:
    """The open findings, the worst first; raises WarehouseError like `status`."""
    where, values = Filter(
        wanted.counties, wanted.years, wanted.kinds, wanted.severities,
        also=["finding.closed_at is null"],
    ).where("finding")  # fmt: skip
    return ask(home, FINDINGS.format(where=where), values)


def known_counties(home: Path) -> list[str]:
    """Codes of the counties in the published file."""
    return [row[0] for row in ask(home, "select county_code from ref.county order by all").rows]


def ask(home: Path, sql: str, values: Sequence[Any] = ()) -> Rows:
    """The result of a query on the published file; raises WarehouseError."""
    with (
        open_published(home) as con,
        explained(
            "cannot read the published tables", "run `fazhi rebuild` with this version of fazhi"
        ),
    ):
        cursor = con.execute(sql, list(values))
        columns = [str(column[0]) for column in cursor.description or []]
        return Rows(columns, cursor.fetchall())
