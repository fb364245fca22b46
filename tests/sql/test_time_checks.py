"""T04, T05 and T07: a case that fires, one that does not, and the day in between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from chinese_calendar import is_workday

from tests.sql.asking import Built, every, found, one
from tests.sql.pages import report
from tests.sql.world import Body, World
from warehouse.sqlfiles import SQL, read_sql
from warehouse.working_days import CSV, write

# written, published → working days between, T04. 春节 2023: 21 to 27 January off, 28 and 29 worked.
WORKING_DAYS = [
    ("2023-01-03", "2023-02-03", 20, []),
    ("2023-01-03", "2023-02-06", 21, ["warning"]),
    ("2023-03-01", "2023-03-01", 0, []),
    ("2023-03-01", "2023-03-29", 20, []),
    ("2023-03-01", "2023-03-30", 21, ["warning"]),
    ("2023-03-20", "2023-03-01", None, []),  # D04, not T04
]


@pytest.fixture(scope="module")
def written() -> Built:
    world = World()
    b = {}
    lists, pages = {}, {}
    for number, (on, published, *_) in enumerate(WORKING_DAYS):
        body = b[str(number)] = world.body(f"甲{number}镇人民政府")
        lists[body.column] = [body.entry()]
        pages[body.page()] = body.report(published, dates=[("signature", "written", on)])
    body = b["beyond"] = world.body("乙镇人民政府")
    lists[body.column] = [body.entry(year=2030)]
    pages[body.page()] = body.report(
        "2031-03-31", 2030, dates=[("metadata", "written", "2031-01-05")]
    )
    world.night("2031-04-05", lists, pages)
    return world.build(), b


@pytest.mark.parametrize("number", range(len(WORKING_DAYS)))
def test_twenty_working_days_are_counted_by_the_state_council(written: Built, number: int) -> None:
    con, b = written
    _, _, days, severities = WORKING_DAYS[number]
    assert found(con, "T04", b[str(number)]) == severities
    if severities:
        row = one(
            con,
            "select evidence from checks.offender where check_id = 'T04' and filer_id = ?",
            b[str(number)].filer_id,
        )
        evidence = json.loads(row["evidence"])
        assert (evidence["working_days"], evidence["working_days_allowed"]) == (days, 20)
        assert {shown["meaning"] for shown in evidence["dates"]} >= {"written", "published"}
        assert evidence["sha256"]


def test_beyond_the_calendar_nothing_is_counted(written: Built) -> None:
    con, b = written
    assert found(con, "T04", b["beyond"]) == []


def test_a_report_that_kept_the_day_of_a_regulation_is_not_late_by_another() -> None:
    world = World(kinds=["rule_of_law", "disclosure"])
    body = world.body(
        "民政局", "department", columns=[{"url": "http://www.qy.gov.cn/gk/", "kind": "disclosure"}]
    )
    title = "青岩县民政局2022年政府信息公开工作年度报告"
    lists = {"http://www.qy.gov.cn/gk/": [("http://www.qy.gov.cn/gk/1.html", title, None)]}
    page = report(title, "2023-01-30", dates=[("metadata", "written", "2022-12-20")])
    world.night("2023-04-05", lists, {"http://www.qy.gov.cn/gk/1.html": page})
    assert found(world.build(), "T04", body) == []


def test_the_calendar_agrees_with_its_source(written: Built, tmp_path: Path) -> None:
    con, _ = written
    days = every(con, "select day, is_working from ref.working_day")
    assert {row["day"] for row in days if row["is_working"] != is_workday(row["day"])} == set()
    assert max(row["day"] for row in days) >= date(2026, 12, 31)
    again = tmp_path / "working_day.csv"
    write(again)
    assert again.read_text("utf-8") == CSV.read_text("utf-8"), (
        "run python -m warehouse.working_days"
    )


# Day of publication → T05 where the county names the last of February.
LOCAL_DAYS = {
    "2023-02-28": [],
    "2023-03-01": ["info"],
    "2023-03-31": ["info"],
    "2023-04-02": [],
}


@pytest.fixture(scope="module")
def local() -> Iterator[Built]:
    world = World(local_publish_by="02-last")
    b = {day: world.body(f"甲{n}镇人民政府") for n, day in enumerate(LOCAL_DAYS)}
    world.night(
        "2023-05-01",
        {body.column: [body.entry()] for body in b.values()},
        {body.page(): body.report(day) for day, body in b.items()},
    )
    with world.build() as con:
        yield con, b


@pytest.mark.parametrize("published", LOCAL_DAYS)
def test_a_local_day_is_told_and_changes_no_verdict(local: Built, published: str) -> None:
    con, b = local
    assert found(con, "T05", b[published]) == LOCAL_DAYS[published]
    assert found(con, "T02", b[published]) == (["error"] if published > "2023-04-01" else [])


# Day → number of the warning; the 29th of February moves none of them.
WARNINGS = {
    "2024-01-31": None,
    "2024-02-01": 1,
    "2024-02-29": 1,
    "2024-03-01": 2,
    "2024-03-19": 2,
    "2024-03-20": 3,
    "2024-03-31": 3,
    "2024-04-02": None,
}
#: Nights that are built; the days between are asked of the first, with its clock put back.
PENDING, OVER = "2024-03-31", "2024-04-02"


@pytest.fixture(scope="module")
def due_soon() -> Iterator[tuple[dict[str, duckdb.DuckDBPyConnection], Body]]:
    """A body that waits beside one that is done, before the day and after it."""
    world = World(first_report_year=2023)
    waits, done = world.body("甲镇人民政府"), world.body("乙镇人民政府")
    lists = {waits.column: [], done.column: [done.entry(year=2023)]}
    built = {}
    for night in (PENDING, OVER):
        world.night(night, lists, {done.page(): done.report("2024-01-20", 2023)})
        built[night] = world.build()
    yield built, waits
    for con in built.values():
        con.close()


def test_the_nights_before_and_after_the_day_tell_what_is_due(
    due_soon: tuple[dict[str, duckdb.DuckDBPyConnection], Body],
) -> None:
    built, waits = due_soon
    assert found(built[PENDING], "T07", waits) == found(built[PENDING], "T07") == ["info"]
    assert found(built[OVER], "T07") == []


@pytest.mark.parametrize("day", WARNINGS)
def test_what_is_due_soon_is_told_in_three_steps(
    due_soon: tuple[dict[str, duckdb.DuckDBPyConnection], Body], day: str
) -> None:
    built, waits = due_soon
    con = built[PENDING if day <= PENDING else OVER]
    con.execute("update ref.clock set today = ?", [day])
    rows = every(con, read_sql(SQL / "checks" / "T07.sql").body)
    number = WARNINGS[day]
    if number is None:
        assert rows == []
    else:
        assert [row["filer_id"] for row in rows] == [waits.filer_id]
        assert rows[0]["message"].endswith(f"(warning {number} of 3)")
        assert "2024-03-31" in rows[0]["message"]
