"""Re-deriving a verdict from the archived bytes alone, offline.

The archive's nights are read once more into an empty warehouse in a temporary folder: the same
bytes, the present parser and the present SQL. What comes out about one report is then compared
with what is published. Of the archive only the report's county is read; the bytes that the verdict
rests on are first compared with their digests, those of other pages as they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from flows import replay
from flows.collect.archive import OPEN, DamagedRecord, read_payload
from flows.exits import Unreadable, WrongUsage
from flows.parse.document import PARSER_VERSION
from flows.run_folder import RunFolder
from flows.settings import Settings
from flows.tabular import Rows
from warehouse.build import build
from warehouse.database import open_published, open_writer
from warehouse.load import load_night

#: The duty that a report id stands for, whether its report was found or not.
DUTY = """
select filer_id, filer_name, county_code, report_kind, report_year, status, as_of
from mart.filing_status
where report_key(filer_id, report_kind, report_year) = $report_id
union all
select report.filer_id, filer.name, report.county_code, report.report_kind, report.report_year,
    'found', clock.as_of
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
cross join ref.clock as clock
where report.report_id = $report_id and not exists (
    from mart.filing_status where report_key(filer_id, report_kind, report_year) = $report_id
)
"""
#: The bytes that the verdict rests on: the report's pages and the lists it belongs in.
BYTES = """
with address as (
    select url from core.report_location where report_id = $report_id
    union select text_url from core.report where report_id = $report_id
    union select url from core.report_version where report_id = $report_id
)

select distinct url, sha256, length, warc_file, warc_offset
from raw.capture
where stored and sha256 is not null and (
    url in (from address)
    or role = 'listing' and column_url in (
        select own.column_url from core.filing_column as own
        where own.filer_id = $filer_id and own.report_kind = $report_kind
    )
)
order by all
"""
#: The check that rests on other counties' reports, which are not read here.
RESTS_ON_OTHERS = "R02"
#: What is compared: name → query.
COMPARED = {
    "verdict": """
        select * from mart.filing_status
        where report_key(filer_id, report_kind, report_year) = $report_id""",
    "report": "select * from core.report where report_id = $report_id",
    "versions": "select * from core.report_version where report_id = $report_id",
    "addresses": "select * from core.report_location where report_id = $report_id",
    "dates": "select * from core.date_evidence where report_id = $report_id",
    "sections": "select * from core.section where report_id = $report_id",
    "items": "select * from mart.section_coverage where report_id = $report_id",
    "captures": """
        select run_id, role, url, status, sha256, length, error from raw.capture
        where url in (select url from core.report_location where report_id = $report_id)""",
    "findings": """
        select check_id, subject, severity, column_url, message, evidence from {findings}
        where report_kind = $report_kind and filer_id = $filer_id and report_year = $report_year
            and check_id != $rests_on_others""",
}
OTHERS = """
select finding_id from checks.finding
where report_kind = $report_kind and filer_id = $filer_id and report_year = $report_year
    and check_id = $rests_on_others and closed_at is null
"""
_PUBLISHED = {"findings": "(from checks.finding where closed_at is null)"}
_DERIVED = {"findings": "checks.offender"}


@dataclass(frozen=True)
class Difference:
    """Something that is published and does not come out of the archive in the same way."""

    what: str
    published: str
    derived: str


@dataclass
class Verdict:
    """What came out: it holds when there are no complaints and no differences."""

    report_id: str
    filer_name: str
    report_kind: str
    report_year: int
    status: str
    as_of: str
    nights: int = 0
    records: int = 0
    compared: dict[str, int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not (self.complaints or self.differences)


def verify(settings: Settings, report_id: str) -> Verdict:
    """Derive the verdict on one report again; nothing in the home is changed.

    `report_id` is that of core.report, or of a duty whose report was not found, as `fazhi dossier`
    shows it. Raises WrongUsage when nothing of that name is published, WarehouseError when the
    published file cannot be read, Unreadable when the archive lacks a whole night.
    """
    with ExitStack() as stack:
        published = stack.enter_context(open_published(settings.home))
        key = _key(published, report_id)
        verdict = Verdict(
            report_id, key["filer_name"], key["report_kind"], key["report_year"], key["status"],
            key["as_of"].isoformat(sep=" ", timespec="minutes"),
        )  # fmt: skip
        _check_bytes(published, settings.archive, key, verdict)
        runs = _runs(published)
        verdict.nights = len(runs)
        derived = stack.enter_context(_replayed(settings.archive, runs, key["county_code"]))
        for what, sql in COMPARED.items():
            ours = _asked(published, sql.format_map(_PUBLISHED), key)
            theirs = _asked(derived, sql.format_map(_DERIVED), key)
            verdict.compared[what] = len(ours.rows)
            verdict.differences += _differences(what, ours, theirs)
        if _asked(published, OTHERS, key).rows:
            verdict.notes.append(
                f"not derived: {RESTS_ON_OTHERS} rests on reports of others; its "
                "evidence names their addresses and digests"
            )
        if verdict.differences:
            verdict.notes += _why_it_may_differ(published)
    return verdict


def _key(con: duckdb.DuckDBPyConnection, report_id: str) -> dict[str, Any]:
    found = _asked(con, DUTY, {"report_id": report_id})
    if not found.rows:
        raise WrongUsage(
            f"no report or duty {report_id!r} is published; "
            "`fazhi dossier FILER YEAR` shows the id, also where no report was found"
        )
    names = dict(zip(found.columns, found.rows[0], strict=True))
    return {"report_id": report_id, "rests_on_others": RESTS_ON_OTHERS, **names}


def _check_bytes(
    con: duckdb.DuckDBPyConnection, archive: Path, key: dict[str, Any], verdict: Verdict
) -> None:
    for url, sha256, length, warc_file, offset in _asked(con, BYTES, key).rows:
        try:
            read_payload(archive, warc_file, offset, length, sha256)
        except DamagedRecord as damage:
            verdict.complaints.append(f"{url}: {damage}")
        verdict.records += 1


def _runs(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute("select run_id from core.run order by run_no").fetchall()
    return [run_id for (run_id,) in rows]


@contextmanager
def _replayed(
    archive: Path, runs: Sequence[str], county: str
) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse with the nights of one county read into it from the archive."""
    with TemporaryDirectory(prefix="fazhi-verify-") as name:
        home = Path(name)
        for run_id in runs:
            _link(archive / run_id, home / "archive" / run_id, county)
        with open_writer(home) as con:
            for run_id in runs:
                folder = RunFolder(home / "archive", run_id)
                replay.read_counties(folder, home / "staging", replay.archived(con))
                load_night(con, folder.archive, home / "staging", run_id)
            build(con)
            yield con


def _link(there: Path, here: Path, county: str) -> None:
    """Show the files of one county in a run's folder under another name."""
    here.mkdir(parents=True)
    shared = [there / "run.json", there / "sources.json"]
    for file in (*shared, *there.glob(f"{county}.*")):
        if not file.exists():
            raise Unreadable(
                f"{file} is not in the archive; restore it, or the verdict cannot be derived"
            )
        if file.suffix != ".part":
            (here / file.name.removesuffix(OPEN)).symlink_to(file.resolve())


def _asked(con: duckdb.DuckDBPyConnection, sql: str, key: dict[str, Any]) -> Rows:
    names = {name: value for name, value in key.items() if f"${name}" in sql}
    cursor = con.execute(sql, names)
    return Rows([str(column[0]) for column in cursor.description or []], cursor.fetchall())


def _differences(what: str, published: Rows, derived: Rows) -> list[Difference]:
    if published.columns != derived.columns:
        return [Difference(what, _told(published.columns), _told(derived.columns))]
    if len(published.rows) == len(derived.rows) == 1:
        both = zip(published.columns, published.rows[0], derived.rows[0], strict=True)
        return [
            Difference(f"{what}: {column}", _told(ours), _told(theirs))
            for column, ours, theirs in both
            if ours != theirs
        ]
    ours, theirs = (sorted(map(_told, rows.rows)) for rows in (published, derived))
    only_ours = [row for row in ours if row not in theirs]
    only_theirs = [row for row in theirs if row not in ours]
    return [Difference(what, row, "–") for row in only_ours] + [
        Difference(what, "–", row) for row in only_theirs
    ]


def _told(value: object) -> str:
    text = str(value)
    return text if len(text) <= 200 else text[:199] + "…"


def _why_it_may_differ(con: duckdb.DuckDBPyConnection) -> list[str]:
    (version,) = con.execute("select max(parser_version) from raw.document").fetchone() or (None,)
    notes = ["if fazhi was changed since the publication, run `fazhi rebuild` and verify again"]
    if version not in (None, PARSER_VERSION):
        notes.append(f"published facts were read by parser {version}, this is {PARSER_VERSION}")
    return notes


def verify_lines(verdict: Verdict) -> Iterator[str]:
    """The outcome in words, for the terminal."""
    yield (
        f"{verdict.filer_name}, {verdict.report_kind} {verdict.report_year}: {verdict.status}, "
        f"as of {verdict.as_of}"
    )
    yield f"{verdict.records} archived records of its pages and columns read, digests compared"
    rows = ", ".join(f"{what} {count}" for what, count in verdict.compared.items())
    yield f"{verdict.nights} nights read again; rows compared: {rows}"
    yield from (f"damaged: {complaint}" for complaint in verdict.complaints)
    for one in verdict.differences:
        yield f"differs in {one.what}"
        yield f"    published: {one.published}"
        yield f"    derived:   {one.derived}"
    yield from verdict.notes
    yield "the verdict holds" if verdict.holds else "the verdict does NOT hold"
