"""Everything that is derived: ref, core, mart and the offenders of the checks, rebuilt from raw.

Nothing here reads a clock: the same raw rows give the same tables, on any day and in any zone.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.comparing import compare_texts
from warehouse.errors import WarehouseError, explained, one_line, transaction
from warehouse.signatures import sign_texts
from warehouse.sqlfiles import SQL, SqlFile, apply_comments, in_order, quoted, read_sql, read_tables

logger = logging.getLogger(__name__)

#: Columns of every check with their types, in this order (DESIGN: rules of the house).
OFFENDER_COLUMNS = {
    "subject": "VARCHAR",
    "severity": "VARCHAR",
    "county_code": "VARCHAR",
    "filer_id": "VARCHAR",
    "report_kind": "VARCHAR",
    "report_year": "INTEGER",
    "report_id": "VARCHAR",
    "column_url": "VARCHAR",
    "message": "VARCHAR",
    "evidence": "JSON",
}
SEVERITIES = ("error", "warning", "info")  # gravest first
#: Tables whose SQL reads what Python has measured just before.
_MEASURED = {"core.text_comparison": compare_texts}
_LABELS = ("id", "title", "severity", "basis", "row")
_AGAIN = "run again; nothing was changed"
_REPORT_TO_US = "this is a defect of the file, nothing was changed"

_OFFENDER = SqlFile(
    Path(__file__),
    {
        "checks.offender": "what the checks find in the data as they stand now",
        "finding_id": "digest of what the finding is about",
        "check_id": "the check",
        "subject": "what tells two findings of one check apart, often empty",
        "severity": "error, warning or info",
        "county_code": "county",
        "filer_id": "body",
        "report_kind": "kind of report",
        "report_year": "report year",
        "report_id": "report, where there is one",
        "column_url": "column, where it is about one",
        "message": "what was found, in words",
        "evidence": "what it rests on",
    },
    """create or replace table checks.offender (
    finding_id varchar, check_id varchar, subject varchar, severity varchar, county_code varchar,
    filer_id varchar, report_kind varchar, report_year integer, report_id varchar,
    column_url varchar, message varchar, evidence json)""",
)
_CHECK = SqlFile(
    Path(__file__),
    {
        "checks.check": "a check: a question to the data, answered by the list of offenders",
        "check_id": "T time, D dates, N naming, K content, R resemblance, F figures, W web, "
        "X registry",
        "title": "what it looks for",
        "severity": "the highest it can give: error, warning or info",
        "basis": "the rule or the reason it rests on",
        "row_means": "what one offender stands for",
    },
    """create or replace table checks.check (
    check_id varchar, title varchar, severity varchar, basis varchar, row_means varchar)""",
)


@dataclass(frozen=True)
class Check:
    """One file of `sql/checks`."""

    file: SqlFile

    @property
    def check_id(self) -> str:
        return self.file.header["id"]

    @property
    def severity(self) -> str:
        return self.file.header["severity"]


def build(con: duckdb.DuckDBPyConnection, sql: Path = SQL) -> None:
    """Rebuild ref, core, mart, `checks.check` and `checks.offender` in one transaction.

    `checks.finding` is left to `findings.build_findings`, which also needs the events. Raises
    WarehouseError naming the file that failed; the tables are then those of before.
    """
    with explained("cannot rebuild the tables", _AGAIN):
        sign_texts(con)  # the texts that were loaded since the last build
        with transaction(con):
            build_tables(con, sql)
            build_checks(con, sql)


def build_tables(con: duckdb.DuckDBPyConnection, sql: Path = SQL) -> None:
    """Rebuild ref, core and mart. The caller has a transaction open and the texts are signed."""
    tables = in_order(
        file for folder in ("ref", "core", "mart") for file in read_tables(f"{folder}/*.sql", sql)
    )
    _drop_stale(con, {file.name for file in tables})
    for file in tables:
        with _timed(file.name):
            _build_table(con, file)


def read_checks(sql: Path = SQL) -> list[Check]:
    """The checks in `sql/checks`, by id. Raises WarehouseError for a header that is not whole."""
    checks = []
    for path in sorted((sql / "checks").glob("*.sql")):
        check = Check(read_sql(path))
        if tuple(check.file.header) != _LABELS:
            raise WarehouseError(f"{path}: header is not {', '.join(_LABELS)}", _REPORT_TO_US)
        if check.check_id != path.stem or check.severity not in SEVERITIES:
            raise WarehouseError(f"{path}: odd id or severity in the header", _REPORT_TO_US)
        checks.append(check)
    return checks


@contextmanager
def _timed(name: str) -> Iterator[None]:
    """Tell how long a statement took; what grows too fast shows in the log, or in `make bench`."""
    began = time.perf_counter()
    yield
    logger.debug("%s took %.2f s", name, time.perf_counter() - began)


def _drop_stale(con: duckdb.DuckDBPyConnection, wanted: set[str]) -> None:
    """Tables whose files are gone must not linger beside fresh ones."""
    for schema, table in con.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = current_database() and schema_name in ('ref', 'core', 'mart')"
    ).fetchall():
        if f"{schema}.{table}" not in wanted:
            con.execute(f'drop table {schema}."{table}"')


def _build_table(con: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
    try:
        if measure := _MEASURED.get(file.name):
            measure(con)
        con.execute(f"create or replace table {file.name} as\n{file.body}")
    except duckdb.OperationalError:  # disk and files: not the statement's fault
        raise
    except duckdb.Error as error:
        raise WarehouseError(f"{file.path}: {one_line(error)}", _REPORT_TO_US) from error
    apply_comments(con, file)


def build_checks(con: duckdb.DuckDBPyConnection, sql: Path = SQL) -> None:
    """Ask every check of the tables as they stand. The caller has a transaction open."""
    checks = read_checks(sql)
    for file in (_CHECK, _OFFENDER):
        con.execute(file.body)
        apply_comments(con, file)
    for check in checks:
        header = check.file.header
        con.execute(
            "insert into checks.check values (?, ?, ?, ?, ?)", [header[label] for label in _LABELS]
        )
        try:
            with _timed(check.check_id):
                _run_check(con, check)
        except duckdb.OperationalError:
            raise
        except duckdb.Error as error:
            raise WarehouseError(f"{check.file.path}: {one_line(error)}", _REPORT_TO_US) from error


def _run_check(con: duckdb.DuckDBPyConnection, check: Check) -> None:
    (rows,) = con.execute(
        f"create or replace temp table found as\n{check.file.body}"
    ).fetchone() or (0,)
    _check_shape(con, check)
    if not rows:
        return  # an insert of no rows would hide what the checks after it find, see the test
    _check_rows(con, check)
    # Two rows about the same thing are one finding; the gravest and then the first in words wins,
    # so that one odd page cannot stop the night and the choice does not depend on row order.
    (kept,) = con.execute(
        f"""
        insert into checks.offender
        select
            md5(to_json([
                {quoted(check.check_id)}, county_code, filer_id, report_kind,
                report_year::varchar, column_url, coalesce(subject, '')
            ])::varchar) as finding_id,
            {quoted(check.check_id)}, coalesce(subject, ''), severity, county_code, filer_id,
            report_kind, report_year, report_id, column_url, message,
            coalesce(evidence, json_object())
        from found
        qualify row_number() over (
            partition by finding_id
            order by list_position({list(SEVERITIES)}, severity), message, evidence::varchar
        ) = 1
        order by finding_id
        """
    ).fetchone() or (0,)
    if kept != rows:
        logger.warning("%s: %d rows tell %d findings apart", check.check_id, rows, kept)


def _check_shape(con: duckdb.DuckDBPyConnection, check: Check) -> None:
    shape = con.execute("describe found").fetchall()
    names = [row[0] for row in shape]
    if names != list(OFFENDER_COLUMNS):
        raise WarehouseError(
            f"{check.file.path}: columns are {', '.join(names)}",
            f"select {', '.join(OFFENDER_COLUMNS)}",
        )
    for name, kind, *_ in shape:
        # A bare null counts as INTEGER; a number in a text column is caught by the rows' values.
        wanted = OFFENDER_COLUMNS[name]
        nullable = name in ("filer_id", "report_kind", "report_id", "column_url")
        if kind != wanted and not (nullable and kind == "INTEGER"):
            raise WarehouseError(f"{check.file.path}: {name} is {kind} and not {wanted}", "cast it")


def _check_rows(con: duckdb.DuckDBPyConnection, check: Check) -> None:
    allowed = SEVERITIES[SEVERITIES.index(check.severity) :]
    wrong = con.execute(
        f"""
        select
            count(*) filter (county_code is null),
            count(*) filter (message is null),
            count(*) filter (severity is null or not list_contains({list(allowed)}, severity))
        from found
        """
    ).fetchone() or (0, 0, 0)
    for count, what in zip(
        wrong,
        ("no county_code", "no message", f"a severity not in {', '.join(allowed)}"),
        strict=True,
    ):
        if count:
            raise WarehouseError(f"{check.file.path}: {count} rows have {what}", _REPORT_TO_US)
