"""Questions the tests put to a built world."""

from __future__ import annotations

from typing import Any

import duckdb

from tests.sql.world import Body

#: What the fixtures give: a built database and the bodies of its registry by name.
Built = tuple[duckdb.DuckDBPyConnection, dict[str, Body]]


def one(con: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> dict[str, Any]:
    """The only row of a query, as a dict."""
    rows = every(con, sql, *values)
    assert len(rows) == 1, rows
    return rows[0]


def every(con: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[dict[str, Any]]:
    """All rows of a query, as dicts."""
    cursor = con.execute(sql, list(values))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def duty(
    con: duckdb.DuckDBPyConnection, body: Body | str, year: int = 2022, kind: str = "rule_of_law"
) -> dict[str, Any]:
    """One row of mart.filing_status; days as text."""
    filer_id = body.filer_id if isinstance(body, Body) else body
    return one(
        con,
        "select * replace (due_on::varchar as due_on, published_on::varchar as published_on) "
        "from mart.filing_status where filer_id = ? and report_year = ? and report_kind = ?",
        filer_id,
        year,
        kind,
    )


def status(con: duckdb.DuckDBPyConnection, body: Body | str, year: int = 2022) -> str:
    """Status of a duty, with its reason behind a colon where there is one."""
    row = duty(con, body, year)
    return ": ".join(filter(None, [row["status"], row["reason"]]))


def found(
    con: duckdb.DuckDBPyConnection, check_id: str, body: Body | str | None = None
) -> list[str]:
    """Severities of a check's offenders, of one body if given."""
    filer_id = body.filer_id if isinstance(body, Body) else body
    return [
        row["severity"]
        for row in every(
            con,
            "select severity from checks.offender where check_id = $1 "
            "and ($2 is null or filer_id = $2) order by severity",
            check_id,
            filer_id,
        )
    ]


def checks_of(con: duckdb.DuckDBPyConnection, body: Body | str) -> set[tuple[str, str]]:
    """(check, severity) of all offenders of one body."""
    filer_id = body.filer_id if isinstance(body, Body) else body
    rows = every(con, "select check_id, severity from checks.offender where filer_id = ?", filer_id)
    return {(row["check_id"], row["severity"]) for row in rows}
