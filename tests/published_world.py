"""A built world as a published file, for what reads nothing else."""

from __future__ import annotations

from pathlib import Path

import duckdb

FINDINGS = """
create or replace table checks.finding as
select *, timestamptz '2023-04-09 02:30:00+08' as opened_at, null::timestamptz as closed_at,
    null::date as waived_until, null::varchar as waiver
from checks.offender
"""


def publish(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Publish a database in memory; offenders stand for open findings."""
    con.execute(FINDINGS)
    (home / "releases").mkdir(parents=True, exist_ok=True)
    release = home / "releases" / "r1.duckdb"
    (name,) = con.execute("select current_database()").fetchone() or ("memory",)
    con.execute(f"attach '{release}' as release_copy")
    con.execute(f'copy from database "{name}" to release_copy')
    con.execute("detach release_copy")
    (home / "current.duckdb").symlink_to(Path("releases") / "r1.duckdb")
