"""Reference data: the rules with their days, and the registry as the last run read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.archived_nights import COLUMN, COUNTY, FILER, ArchivedNight
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.load import load_night


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory, sql: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    home = tmp_path_factory.mktemp("reference") / "home"
    night = ArchivedNight(home, "2023-04-05").write()
    with open_writer(home) as con:
        load_night(con, home / "archive", home / "staging", night.run_id)
        build(con, sql)
        yield con


RULE = """
    select
        due_day(publish_by, $year), due_day(publish_by, $year) + boundary_days,
        due_day(report_by, $year), binding, verified
    from ref.deadline
    where report_kind = $kind and level = $level and county_code is null
    and $year between year_from and coalesce(year_to, 9999)
"""


@pytest.mark.parametrize(
    ("kind", "level", "year", "rule"),
    [
        ("rule_of_law", "township", 2018, None),
        ("rule_of_law", "department", 2014, None),
        ("rule_of_law", "county_government", 2018, ("03-31", "03-31", "03-31", True, False)),
        ("rule_of_law", "township", 2022, ("03-31", "04-01", "02-28", True, False)),
        ("rule_of_law", "department", 2023, ("03-31", "04-01", "02-29", True, False)),
        ("rule_of_law", "subdistrict", 2022, ("03-31", "04-01", "02-28", False, False)),
        ("rule_of_law", "committee", 2022, ("03-31", "04-01", "02-28", False, False)),
        ("disclosure", "department", 2019, ("01-30", "01-31", "01-30", True, True)),
        ("disclosure", "county_government", 2019, ("03-30", "03-31", None, True, True)),
        ("disclosure", "township", 2019, ("01-30", "01-31", None, False, False)),
        ("disclosure", "township", 2018, ("03-30", "03-31", None, False, False)),
        ("disclosure", "department", 2018, ("03-30", "03-31", None, False, False)),
    ],
)
def test_deadlines(
    con: duckdb.DuckDBPyConnection, kind: str, level: str, year: int, rule: tuple[Any, ...] | None
) -> None:
    rows = con.execute(RULE, {"kind": kind, "level": level, "year": year}).fetchall()
    days = [tuple(f"{v:%m-%d}" if isinstance(v, date) else v for v in row) for row in rows]
    assert days == ([rule] if rule else [])
    assert all(row[0].year == year + 1 for row in rows)


def test_no_two_rules_hold_for_the_same_duty(con: duckdb.DuckDBPyConnection) -> None:
    overlaps = con.execute(
        """
        select a.* from ref.deadline as a inner join ref.deadline as b
        on a.report_kind = b.report_kind and a.level = b.level
        and a.county_code is not distinct from b.county_code and a.year_from < b.year_from
        and coalesce(a.year_to, 9999) >= b.year_from
        """
    ).fetchall()
    assert overlaps == []


def test_rule_whose_text_was_not_read_is_not_called_verified(
    con: duckdb.DuckDBPyConnection,
) -> None:
    verified = con.execute(
        "select distinct report_kind, binding from ref.deadline where verified"
    ).fetchall()
    assert verified == [("disclosure", True)]


@pytest.mark.parametrize("table", ["deadline", "threshold", "section_item", "report_kind"])
def test_reference_rows_are_whole(con: duckdb.DuckDBPyConnection, table: str) -> None:
    basis = "reason" if table == "threshold" else "basis"
    (bare,) = con.execute(
        f"select count(*) from ref.{table} where coalesce({basis}, '') = ''"
    ).fetchone() or (1,)
    (rows,) = con.execute(f"select count(*) from ref.{table}").fetchone() or (0,)
    assert bare == 0 and rows > 0


def test_threshold_is_named_once(con: duckdb.DuckDBPyConnection) -> None:
    counts = con.execute("select count(*), count(distinct (check_id, name)) from ref.threshold")
    total, different = counts.fetchone() or (0, 1)
    assert total == different


@pytest.mark.parametrize(
    ("month_day", "year", "day"),
    [
        ("02-last", 2022, date(2023, 2, 28)),
        ("02-last", 2023, date(2024, 2, 29)),
        ("02-last", 2099, date(2100, 2, 28)),
        ("03-31", 2022, date(2023, 3, 31)),
        (None, 2022, None),
    ],
)
def test_due_day(
    con: duckdb.DuckDBPyConnection, month_day: str | None, year: int, day: date | None
) -> None:
    assert con.execute("select due_day(?, ?)", [month_day, year]).fetchone() == (day,)


def test_registry_of_the_last_run(con: duckdb.DuckDBPyConnection) -> None:
    county = con.execute("select * from ref.county").fetchall()
    assert county == [
        (COUNTY, "云溪县", "南江省", "http://127.0.0.1/", 2021, ["rule_of_law"], "02-last")
    ]
    filer = con.execute("select filer_id, county_code, name, level from ref.filer").fetchall()
    assert filer == [(FILER, COUNTY, "柳湾镇人民政府", "township")]
    alias = con.execute("select * from ref.filer_alias").fetchall()
    assert alias == [(FILER, "柳湾镇", date(2001, 1, 1), None)]
    columns = con.execute(
        "select filer_id, column_url, report_kind, valid_to from ref.report_column order by all"
    ).fetchall()
    assert columns == [
        (FILER, COLUMN, "rule_of_law", date(2030, 12, 31)),
        (None, "http://127.0.0.1/all/", "disclosure", None),
    ]
    ruling = con.execute(
        "select filer_id, report_year, says, attested_on, attested_where from ref.ruling"
    ).fetchall()
    assert ruling == [(FILER, 2022, "attested_on", date(2023, 3, 20), "云溪日报")]


def test_clock_is_the_last_run_by_its_as_of_time(home: Path, sql: Path) -> None:
    nights = [ArchivedNight(home, day).write() for day in ("2023-04-06", "2023-04-05")]
    with open_writer(home) as con:
        for night in nights:
            load_night(con, home / "archive", home / "staging", night.run_id)
        build(con, sql)
        clock = con.execute("select run_id, today from ref.clock").fetchall()
    assert clock == [(nights[0].run_id, date(2023, 4, 6))]


def test_before_the_first_run_the_registry_is_empty(home: Path, sql: Path) -> None:
    with open_writer(home) as con:
        build(con, sql)
        assert con.execute("select count(*) from ref.filer").fetchone() == (0,)
