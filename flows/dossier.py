"""What the published file knows of one body's duty for one year, gathered for its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.exits import WrongUsage
from warehouse.database import CURRENT, open_published
from warehouse.errors import explained

Row = dict[str, Any]

FILERS = """
select distinct filer.filer_id
from ref.filer as filer
left join ref.filer_alias as alias on filer.filer_id = alias.filer_id
where filer.filer_id = $filer or filer.name = $filer or alias.alias = $filer
order by all
"""
#: The duty, or the report alone where there is none (a year before the duty began).
DUTY = """
with asked as (
    select
        filer.filer_id, filer.name as filer_name, filer.level, filer.county_code,
        $kind as report_kind, cast($year as integer) as report_year,
        report_key(filer.filer_id, $kind, $year) as report_id
    from ref.filer as filer
    where filer.filer_id = $filer
)

select
    asked.*, county.name as county_name,
    status.* exclude (
        filer_id, filer_name, level, county_code, report_kind, report_year, report_id, as_of
    ),
    status.status is not null as is_duty, clock.as_of, clock.run_id
from asked
cross join ref.clock as clock
left join ref.county as county on asked.county_code = county.county_code
left join mart.filing_status as status
    on asked.filer_id = status.filer_id and asked.report_kind = status.report_kind
    and asked.report_year = status.report_year
"""
REPORT = "select * from core.report where report_id = $report_id"
FINDINGS = """
select finding.*, rule.title, rule.basis, $filer_name as filer_name
from checks.finding as finding
left join checks."check" as rule on finding.check_id = rule.check_id
where finding.filer_id = $filer_id and finding.report_kind = $report_kind
    and finding.report_year = $report_year
order by finding.closed_at is not null,
    list_position(['error', 'warning', 'info'], finding.severity), finding.check_id,
    finding.finding_id
"""
#: In the order of the rule.
ITEMS = """
select * from mart.section_coverage
where report_id = $report_id
order by list_position(
    ['achievements', 'innovation', 'problems', 'causes', 'leadership', 'plans', 'other'], item
), item
"""
#: What is claimed, then what we saw ourselves.
DATES = """
select source, meaning, date, text, url, first_seen_at, as_first_read
from core.date_evidence where report_id = $report_id
order by list_position(['published', 'written', 'observed'], meaning), date, source, url, text
"""
LOCATIONS = """
select url, column_url, in_own_column, listed, first_listed_at, last_seen_at, unlisted_at
from core.report_location where report_id = $report_id
order by url, column_url
"""
#: The text of a version: that of its payload as the newest parser read it.
VERSIONS = """
select
    version.version, version.first_seen_at, version.last_seen_at, version.url,
    version.payload_sha256, version.text_sha256,
    (
        select arg_max(document.document.text, struct_pack(
            own := document.url = version.url, newest := document.parser_version
        ))
        from raw.document as document
        where document.sha256 = version.payload_sha256
    ) as text
from core.report_version as version
where version.report_id = $report_id
order by version.version
"""
#: The newest nights of the columns in which the report belongs.
OBSERVATIONS = """
select own.column_url, seen.as_of, seen.observed, seen.n_entries, seen.reason, seen.run_id
from core.filing_column as own
left join mart.column_observation as seen
    on own.column_url = seen.column_url and own.report_kind = seen.report_kind
    and (seen.filer_id is null or seen.filer_id = $filer_id)
where own.filer_id = $filer_id and own.report_kind = $report_kind
qualify row_number() over (partition by own.column_url order by seen.as_of desc) <= 12
order by own.column_url, seen.as_of desc
"""
#: The archived bytes of its pages and of the lists it belongs in, as last stored.
CAPTURES = """
with address as (
    select url from core.report_location where report_id = $report_id
    union select text_url from core.report where report_id = $report_id
    union select url from core.report_version where report_id = $report_id
)

select distinct on (url, sha256) url, role, sha256, length, warc_file, warc_offset, fetched_at
from raw.capture
where stored and (
    url in (from address)
    or role = 'listing' and column_url in (
        select column_url from core.filing_column
        where filer_id = $filer_id and report_kind = $report_kind
    )
)
order by url, sha256, fetched_at
"""


@dataclass(frozen=True)
class Dossier:
    """Rows of the published file, as named in its tables; `report` is None when none was found."""

    release: str
    duty: Row
    report: Row | None
    findings: list[Row]
    items: list[Row]
    dates: list[Row]
    locations: list[Row]
    versions: list[Row]
    observations: list[Row]
    captures: list[Row]


def gather(home: Path, filer: str, kind: str, year: int) -> Dossier:
    """Everything known of one duty; `filer` is the id of a body, or a name that only one has.

    Raises WrongUsage for a body that is not published, a name that several have, and a year for
    which it neither owes a report nor has one; WarehouseError when the file cannot be read.
    """
    remedy = "run `fazhi rebuild` with this version of fazhi"
    with open_published(home) as con, explained("cannot read the published tables", remedy):
        filer_id = _filer_id(con, filer)
        (duty,) = _rows(con, DUTY, {"filer": filer_id, "kind": kind, "year": year})
        reports = _rows(con, REPORT, duty)
        if not duty["is_duty"] and not reports:
            raise WrongUsage(
                f"{duty['filer_name']} owes no {kind} report for {year} and none was found; "
                "`fazhi status` shows the years"
            )
        return Dossier(
            release=(home / CURRENT).resolve().name,
            duty=duty,
            report=reports[0] if reports else None,
            findings=_rows(con, FINDINGS, duty),
            items=_rows(con, ITEMS, duty),
            dates=_rows(con, DATES, duty),
            locations=_rows(con, LOCATIONS, duty),
            versions=_rows(con, VERSIONS, duty),
            observations=_rows(con, OBSERVATIONS, duty),
            captures=_rows(con, CAPTURES, duty),
        )


def _filer_id(con: duckdb.DuckDBPyConnection, filer: str) -> str:
    found = [row["filer_id"] for row in _rows(con, FILERS, {"filer": filer})]
    if not found:
        raise WrongUsage(f"no body {filer!r} is published; `fazhi status` shows them")
    if len(found) > 1:
        raise WrongUsage(f"several bodies are called {filer!r}: {', '.join(found)}; give the id")
    return str(found[0])


def _rows(con: duckdb.DuckDBPyConnection, sql: str, values: Row) -> list[Row]:
    asked = {name: value for name, value in values.items() if f"${name}" in sql}
    cursor = con.execute(sql, asked)
    names = [str(column[0]) for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
