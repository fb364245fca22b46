"""What people are told after a night, and when: driven by the tables and the as-of clock alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from flows.notices.message import last_told_by_tables, read_notices
from tests.sql.asking import one
from tests.sql.pages import report
from tests.sql.world import Body, World, moment

TITLE = "青岩县清水镇人民政府关于2025年度法治政府建设情况的报告"
OLD = "青岩县清水镇人民政府关于2024年度法治政府建设情况的报告"


def told(
    con: duckdb.DuckDBPyConnection, since: str | None = "before"
) -> dict[str, list[dict[str, Any]]]:
    """Rows by notice since the night before the last, or since a moment."""
    start = last_told_by_tables(con) if since == "before" else moment(since) if since else None
    return {notice.notice_id: list(map(dict, notice.rows)) for notice in read_notices(con, start)}


def town() -> tuple[World, Body, str, str]:
    """A body that owes reports from 2024 on; addresses of its reports for 2024 and 2025."""
    world = World(first_report_year=2024)
    body = world.body()
    return world, body, f"{body.column}2024.html", f"{body.column}2025.html"


def start(body: Body, old: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Lists and pages of a column that shows the report for 2024."""
    return {body.column: [standing(old)]}, {old: report(OLD, "2025-03-01")}


def standing(old: str) -> tuple[str, str, str]:
    return (old, OLD, "2025-03-01")


def test_the_first_night_is_told_in_numbers_and_nothing_of_it_as_news() -> None:
    world, body, old, _ = town()
    world.night("2026-02-11T02:30", *start(body, old))
    assert set(told(world.build(), None)) == {"first_night"}


def test_an_unchanged_site_is_not_told() -> None:
    world, body, old, _ = town()
    world.night("2026-02-10T02:30", *start(body, old))
    world.night("2026-02-11T02:30")
    assert told(world.build()) == {}


def published_between(first: str, second: str, day: str) -> dict[str, list[dict[str, Any]]]:
    world, body, old, new = town()
    world.night(first, *start(body, old))
    both = [(new, TITLE, day), standing(old)]
    world.night(second, {body.column: both}, {new: report(TITLE, day)})
    return told(world.build())


def test_what_appeared_between_two_nights_is_newly_published() -> None:
    found = published_between("2026-02-10T02:30", "2026-02-12T02:30", "2026-02-11")
    assert [(row["how"], row["published_on"]) for row in found["newly_published"]] == [
        ("on_time", date(2026, 2, 11))
    ]
    assert "newly_late" not in found


def test_what_appeared_late_is_newly_late_and_not_also_newly_published() -> None:
    found = published_between("2026-05-10T02:30", "2026-05-12T02:30", "2026-05-11")
    assert [(row["how"], row["days_late"]) for row in found["newly_late"]] == [("late", 41)]
    assert "newly_published" not in found


def test_who_is_found_missing_is_told_once() -> None:
    world, body, old, _ = town()
    world.night("2026-03-31T02:30", *start(body, old))
    world.night("2026-04-02T02:30")
    found = told(world.build())
    assert [row["how"] for row in found["newly_late"]] == ["missing"]
    world.night("2026-04-03T02:30")
    assert "newly_late" not in told(world.build())


def test_a_withdrawn_report_is_told_once() -> None:
    world, body, old, _ = town()
    other = (f"{body.column}x.html", "春季农技培训会", "2025-02-01")
    world.night(
        "2026-05-10T02:30",
        {body.column: [standing(old), other]},
        {old: report(OLD, "2025-03-01")},
    )
    world.night("2026-05-11T02:30", {body.column: [other]}, {old: 404})
    assert [row["report_year"] for row in told(world.build())["withdrawn"]] == [2024]
    world.night("2026-05-12T02:30")
    assert "withdrawn" not in told(world.build())


def test_a_column_that_is_down_is_told_on_some_nights_also_when_one_was_skipped() -> None:
    world, body, old, _ = town()
    first = moment("2026-06-01T02:30")
    world.night(first.isoformat(), *start(body, old))
    heard = []
    for night in range(1, 9):
        when = (first + timedelta(days=night)).isoformat()
        world.night(when, {body.column: {"reason": "timeout"}})
        if night in (2, 3, 4, 7):
            rows = told(world.build()).get("source_down", [])
            heard += [row["nights"] for row in rows]
    assert heard == [3, 7]
    found = told(world.build(), (first + timedelta(days=4)).isoformat())
    assert [row["nights"] for row in found["source_down"]] == [8]


def test_a_county_that_fails_is_told_at_once_and_its_columns_are_not_told_beside_it() -> None:
    world, body, old, _ = town()
    first = moment("2026-06-01T02:30")
    world.night(first.isoformat(), *start(body, old))
    heard = []
    for night in range(1, 5):
        when = (first + timedelta(days=night)).isoformat()
        world.night(when, {body.column: {"reason": "timeout"}})
        for run in world.rows["run"]:
            run["counties"] = ["500999"]
        world.rows["run"][-1]["failed"] = {"500999": "no column observed (timeout)"}
        found = told(world.build())
        assert "source_down" not in found
        heard += [row["nights"] for row in found.get("county_failed", [])]
    assert heard == [1, 3]


@pytest.mark.parametrize(
    ("before", "now", "how", "days"),
    [
        ("2026-01-31", "2026-02-01", "before", 58),
        ("2026-02-27", "2026-03-02", "before", 29),  # the night of 1 March was missed
        ("2026-03-19", "2026-03-20", "before", 11),
        ("2026-04-01", "2026-04-02", "after", 2),
        ("2026-04-30", "2026-05-01", "after", 31),
        ("2026-02-02", "2026-02-03", None, None),
    ],
)
def test_the_deadline_is_told_on_its_days(
    before: str, now: str, how: str | None, days: int | None
) -> None:
    world, body, old, _ = town()
    world.night(f"{before}T02:30", *start(body, old))
    world.night(f"{now}T02:30")
    rows = told(world.build()).get("reminder", [])
    assert [(row["how"], row["days"]) for row in rows] == ([(how, days)] if how else [])
    if how:
        assert rows[0]["filers"] == body.name


def test_from_february_on_a_week_apart_it_is_told_who_could_not_be_judged() -> None:
    world = World(first_report_year=2025)
    without = world.filer("500999190", "无栏镇人民政府", "township", [])
    never = world.body("失联镇人民政府")
    failing = world.body("断续镇人民政府")
    unread = world.body("疑似镇人民政府")
    world.body("正常镇人民政府")
    lists: dict[str, Any] = {
        body.column: [(f"{body.column}n.html", "春季农技培训会", "2026-01-05")]
        for body in (failing, unread)
    }
    lists |= {
        c: [(f"{c}n.html", "春季农技培训会", "2026-01-05")]
        for _, _, k in world.columns()
        if (c := k["url"]) not in (never.column, failing.column, unread.column)
    }
    lists[never.column] = {"reason": "timeout"}
    lists[unread.column] = [(f"{unread.column}2.html", "年度法治政府建设情况", "2026-01-20")]
    world.night("2026-01-31T02:30", lists)
    world.night("2026-02-01T02:30", {failing.column: {"reason": "timeout"}})
    rows = told(world.build())["unjudgeable"]
    assert {row["filer"]: row["how"] for row in rows} == {
        "无栏镇人民政府": "no_column",
        "失联镇人民政府": "never_observed",
        "断续镇人民政府": "not_observed",
        "疑似镇人民政府": "unread_entry",
    }
    assert without
    world.night("2026-02-02T02:30")
    assert "unjudgeable" not in told(world.build())
    world.night("2026-02-09T02:30")
    assert len(told(world.build())["unjudgeable"]) == 4


def test_an_article_that_is_not_asked_for_is_not_gone() -> None:
    world, body, old, _ = town()
    world.night("2026-06-01T02:30", *start(body, old))
    before = one(world.build(), "select * exclude (last_seen_at) from core.report")
    world.pages.clear()  # listed, but asked for on another night of the week
    for day in range(2, 7):
        world.night(f"2026-06-{day:02}T02:30")
    con = world.build()
    assert one(con, "select * exclude (last_seen_at) from core.report") == before
    assert one(con, "select listed from core.report_location")["listed"]
    gone = "select * from checks.offender where check_id in ('W03', 'W04', 'W05')"
    assert not con.execute(gone).fetchall()
    world.night("2026-06-08T02:30", pages={old: 404})
    world.night("2026-06-09T02:30", {body.column: []})
    assert one(world.build(), "select version_count from core.report")["version_count"] == 1
