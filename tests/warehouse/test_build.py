"""Building: the same rows every time, and a failing file changes nothing."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.archived_nights import CHECK, ArchivedNight, small_sql
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.errors import WarehouseError


@pytest.fixture
def con(published: ArchivedNight) -> duckdb.DuckDBPyConnection:
    return open_writer(published.home)


@pytest.fixture(scope="module")
def judged(first_home: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The same night for all that may change nothing in it."""
    home = shutil.copytree(first_home, tmp_path_factory.mktemp("judged") / "home", symlinks=True)
    return open_writer(Path(home))


def offenders(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute("select * from checks.offender order by all").fetchall()


def test_building_twice_gives_the_same_rows(con: duckdb.DuckDBPyConnection, sql: Path) -> None:
    build(con, sql)
    first = offenders(con)
    build(con, sql)
    assert len(first) == 3
    assert offenders(con) == first


def test_finding_id_is_of_what_it_is_about_and_not_of_its_words(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    ids = []
    for words in ("listed: ", "shown: "):
        build(con, small_sql(tmp_path / words[:3], CHECK.replace("listed: ", words)))
        ids.append({row[0] for row in offenders(con)})
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3


def test_checks_are_listed_with_what_their_headers_say(
    con: duckdb.DuckDBPyConnection, sql: Path
) -> None:
    build(con, sql)
    row = con.execute("select * from checks.check").fetchone()
    assert row == (
        "T01", "an entry of the last run", "warning", "invented for the tests", "one entry",
    )  # fmt: skip


def test_two_rows_about_the_same_are_one_finding_and_a_warning_is_logged(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    same = CHECK.replace("listing.url as subject", "'' as subject").replace(
        "listing.title_year as report_year", "2022 as report_year"
    )
    with caplog.at_level(logging.WARNING):
        build(con, small_sql(tmp_path / "sql", same))
    (row,) = offenders(con)
    assert str(row[10]).startswith("listed: 柳湾镇人民政府2020")
    assert "3 rows tell 1 findings apart" in caplog.text


def test_a_check_that_finds_nothing_hides_no_other_however_much_they_find(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    # DuckDB 1.5.6 loses sight, until the file is opened again, of what is inserted behind an
    # insert of no rows, when both its neighbours fill a row group: 122,880 rows.
    con.execute("set threads = 2")
    many = CHECK.replace("listing.url as subject", "i.i::varchar as subject").replace(
        "from raw.listing as listing",
        "from raw.listing as listing cross join range(41_000) as i(i)",
    )
    tree = small_sql(tmp_path / "sql", many)
    for check_id, check in (("T02", f"{CHECK}where false"), ("T03", many)):
        (tree / "checks" / f"{check_id}.sql").write_text(
            check.replace("{check}", check_id), "utf-8"
        )
    build(con, tree)
    assert con.execute(
        "select check_id, count(*) from checks.offender group by all order by all"
    ).fetchall() == [("T01", 123_000), ("T03", 123_000)]


@pytest.mark.parametrize(
    ("change", "to", "what"),
    [
        ("listing.county_code,", "null::varchar as county_code,", "no county_code"),
        ("concat('listed: ', listing.title)", "null::varchar", "no message"),
        ("'warning' as severity", "'error' as severity", "severity not in warning, info"),
        ("'warning' as severity", "'grave' as severity", "severity not in"),
        ("    listing.filer_id,\n", "", "columns are subject"),
        ("listing.title_year as", "listing.title_year::varchar as", "report_year is VARCHAR"),
        ("json_object('position', listing.position)", "{'a': 1}", "evidence is STRUCT"),
        ("from raw.listing", "from raw.nothing", "nothing"),
        ("-- basis: invented for the tests\n", "", "header is not"),
        ("-- severity: warning", "-- severity: grave", "odd id or severity"),
    ],
)
def test_check_that_breaks_the_agreement_is_named_and_changes_nothing(
    judged: duckdb.DuckDBPyConnection, tmp_path: Path, change: str, to: str, what: str
) -> None:
    before = offenders(judged)
    assert len(before) == 3
    assert change in CHECK
    with pytest.raises(WarehouseError, match=what) as refused:
        build(judged, small_sql(tmp_path / "sql", CHECK.replace(change, to)))
    assert "T01.sql" in str(refused.value)
    assert offenders(judged) == before


def test_table_whose_file_is_gone_is_dropped(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, sql: Path
) -> None:
    tree = small_sql(tmp_path / "sql")
    (tree / "core").mkdir()
    (tree / "core" / "old.sql").write_text("-- core.old: x\n-- n: y\nselect 1 as n")
    build(con, tree)
    build(con, sql)
    tables = con.execute("select 1 from duckdb_tables() where schema_name = 'core'").fetchall()
    assert tables == []


def test_failing_table_is_named_with_the_reason_in_one_line(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    tree = small_sql(tmp_path / "sql")
    (tree / "core").mkdir()
    (tree / "core" / "bad.sql").write_text("-- core.bad: x\n-- n: y\nselect 'x'::date as n")
    with pytest.raises(WarehouseError, match=r"bad\.sql: Conversion Error") as refused:
        build(con, tree)
    assert "\n" not in str(refused.value)
