"""On time, boundary, late: the day in Asia/Shanghai and the rule for kind, level and year say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sql.asking import Built, duty, every, found, status
from tests.sql.world import World

DAYS = {
    "2023-01-31": "on_time",
    "2023-03-31": "on_time",
    "2023-04-01": "boundary",
    "2023-04-02": "late",
    "2023-05-10": "late",
}


@pytest.fixture(scope="module")
def dated() -> Iterator[Built]:
    """A town for every day of publication, a street, and a bureau with two kinds of report."""
    world = World(local_publish_by="02-last", first_report_year=2019)
    bodies = {day: world.body(f"甲{n}镇人民政府") for n, day in enumerate(DAYS)}
    bodies["street"] = world.body("东门街道办事处", "subdistrict")
    bodies["bureau"] = world.body("司法局", "department")
    bodies["county"] = world.body("青岩县人民政府", "county_government")
    disclosed = {}
    for name in ("bureau", "county"):
        column = bodies[name].column + "gk/"
        source = next(f for f in world.sources[0]["filers"] if f["id"] == bodies[name].filer_id)
        source["columns"].append(
            {"url": column, "kind": "disclosure", "valid_from": None, "valid_to": None}
        )
        days = ["2023-01-30", "2022-01-31"] if name == "bureau" else ["2023-03-30", "2022-04-01"]
        disclosed[column] = [
            (
                f"{column}{year}.html",
                f"青岩县{bodies[name].name}{year}年政府信息公开工作年度报告",
                day,
            )
            for year, day in zip((2022, 2021), days, strict=True)
        ]
    pages = {bodies[day].page(): bodies[day].report(day) for day in DAYS}
    pages[bodies["street"].page()] = bodies["street"].report("2023-04-09")
    lists = {bodies[day].column: [bodies[day].entry()] for day in DAYS}
    lists[bodies["street"].column] = [bodies["street"].entry()]
    leap = bodies["bureau"]
    lists[leap.column] = [
        leap.entry(year=2023, number=3),
        leap.entry(year=2021, number=1),
        leap.entry(year=2020, number=0),
    ]
    pages[leap.page(3)] = leap.report(
        "2024-03-05", 2023, dates=[("signature", "written", "2024-02-29")]
    )
    pages[leap.page(1)] = leap.report(
        "2022-03-05", 2021, dates=[("signature", "written", "2022-03-01")]
    )
    pages[leap.page(0)] = leap.report(
        "2021-03-05", 2020, dates=[("signature", "written", "2021-03-02")]
    )
    lists[bodies["county"].column] = []
    world.night("2024-05-20T02:30", lists | disclosed, pages)
    con = world.build()
    yield con, bodies
    con.close()


@pytest.mark.parametrize("day", DAYS)
def test_the_day_of_publication_decides(dated: Built, day: str) -> None:
    con, bodies = dated
    row = duty(con, bodies[day])
    assert (row["status"], row["due_on"]) == (DAYS[day], "2023-03-31")
    late = {"2023-04-02": 2, "2023-05-10": 40}.get(day)
    assert row["days_late"] == late
    assert found(con, "T02", bodies[day]) == (["error"] if late else [])
    assert row["deadline_basis"] and row["verified"] is False and row["binding"] is True


def test_a_street_owes_by_local_practice_only(dated: Built) -> None:
    con, bodies = dated
    row = duty(con, bodies["street"])
    assert (row["status"], row["days_late"], row["binding"]) == ("late", 9, False)
    assert found(con, "T02", bodies["street"]) == ["warning"]


def test_an_earlier_local_day_changes_no_verdict(dated: Built) -> None:
    con, bodies = dated
    row = duty(con, bodies["2023-03-31"])
    assert (str(row["local_due_on"]), row["status"]) == ("2023-02-28", "on_time")
    assert str(duty(con, bodies["bureau"], 2023)["local_due_on"]) == "2024-02-29"


def test_disclosure_reports_have_days_of_their_own(dated: Built) -> None:
    con, bodies = dated
    rows = {
        (body, year): duty(con, bodies[body], year, "disclosure")
        for body in ("bureau", "county")
        for year in (2022, 2021)
    }
    assert {key: row["status"] for key, row in rows.items()} == {
        ("bureau", 2022): "on_time",
        ("bureau", 2021): "boundary",
        ("county", 2022): "on_time",
        ("county", 2021): "late",
    }
    assert rows["county", 2021]["due_on"] == "2022-03-30"
    assert rows["county", 2021]["days_late"] == 2
    assert rows["bureau", 2022]["local_due_on"] is None


def test_the_day_for_filing_knows_leap_years(dated: Built) -> None:
    con, bodies = dated
    rows = every(con, "select report_year from checks.offender where check_id = 'T03'")
    assert [row["report_year"] for row in rows] == [2020]  # 1 March itself is the boundary
    assert str(duty(con, bodies["bureau"], 2023)["report_by_on"]) == "2024-02-29"


def test_duties_run_from_the_first_year_to_the_year_before_the_clock(dated: Built) -> None:
    con, bodies = dated
    years = every(
        con,
        "select report_year from mart.filing_status where filer_id = ? "
        "and report_kind = 'rule_of_law' order by 1",
        bodies["street"].filer_id,
    )
    assert [row["report_year"] for row in years] == [2019, 2020, 2021, 2022, 2023]


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2023-03-31T15:59:00+00:00", "pending"),  # 23:59 on 31 March in Shanghai
        ("2023-04-01T15:59:00+00:00", "pending"),  # 23:59 on 1 April: the boundary day itself
        ("2023-04-02T00:00:00", "missing"),
        ("2023-04-01T16:00:00+00:00", "missing"),  # the same instant
    ],
)
@pytest.mark.parametrize("zone", ["America/Los_Angeles"])
def test_the_hour_is_that_of_shanghai(instant: str, expected: str, zone: str) -> None:
    world = World()
    town = world.body()
    world.night(instant, {town.column: [town.entry(year=2021, day="2022-03-01")]})
    con = world.build(zone)
    assert status(con, town) == expected
    assert len(found(con, "T01")) == (expected == "missing")


def test_only_a_body_that_lived_through_owes_a_report() -> None:
    world = World(first_report_year=2020)
    ended = world.body("老镇人民政府", valid_to="2022-03-15")
    began = world.body("新镇人民政府", valid_from="2022-03-16")
    world.night("2023-05-01", {ended.column: [], began.column: []})
    con = world.build()
    years = "select report_year from mart.filing_status where filer_id = ? order by 1"
    assert [r["report_year"] for r in every(con, years, ended.filer_id)] == [2020]
    assert [r["report_year"] for r in every(con, years, began.filer_id)] == [2022]


def test_a_deadline_is_data(tmp_path: Path) -> None:
    world = World()
    town = world.body()
    world.night(
        "2023-05-01", {town.column: [town.entry()]}, {town.page(): town.report("2023-03-20")}
    )
    con = world.build()
    assert status(con, town) == "on_time"
    con.execute("update ref.deadline set publish_by = '03-15', basis = '别的规定'")
    for table in ("duty", "column_absence", "absence"):
        con.execute(f"create or replace table core.{table} as {_body('core', table)}")
    con.execute(f"create or replace table mart.filing_status as {_body('mart', 'filing_status')}")
    row = duty(con, town)
    assert (row["status"], row["days_late"], row["deadline_basis"]) == ("late", 5, "别的规定")


def _body(schema: str, table: str) -> str:
    from warehouse.sqlfiles import SQL, read_sql

    return "\n" + read_sql(SQL / schema / f"{table}.sql").body
