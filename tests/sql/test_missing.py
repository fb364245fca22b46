"""`missing` is an accusation: what must be seen before it is said, and what forbids saying it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from flows.parse.document import YearCount
from tests.sql.asking import Built, duty, every, found, one, status
from tests.sql.pages import report, unread
from tests.sql.world import SITE, Answer, Body, Listed, World

JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
SHARED = f"{SITE}/xzjd/"


def no_column(world: World, town: Body) -> tuple[dict[str, Any], dict[str, Any]]:
    world.sources[0]["filers"][-1]["columns"] = []
    return {}, {}


def lists(*entries: Any, **reading: Any) -> Callable[[World, Body], Any]:
    return lambda world, town: ({town.column: Listed(list(entries), reading)}, {})


def unopened(
    title: str, answer: Any, day: str | None = "2023-03-01"
) -> Callable[[World, Body], Any]:
    return lambda world, town: (
        {town.column: [(town.page(), title, day), JUNK]},
        {town.page(): answer},
    )


def second_column_down(world: World, town: Body) -> Any:
    world.sources[0]["filers"][-1]["columns"].append(
        {"url": town.column + "2/", "kind": "rule_of_law", "valid_from": None, "valid_to": None}
    )
    return {town.column: [JUNK], town.column + "2/": {"reason": "http_502"}}, {}


def column(
    valid_from: str | None, valid_to: str | None, answer: Any
) -> Callable[[World, Body], Any]:
    def another(world: World, town: Body) -> Any:
        world.sources[0]["filers"][-1]["columns"].append(
            {
                "url": town.column + "2/",
                "kind": "rule_of_law",
                "valid_from": valid_from,
                "valid_to": valid_to,
            }
        )
        return {town.column: [JUNK], town.column + "2/": answer}, {}

    return another


def titled_2021(published: str, text_about: int) -> Callable[[World, Body], Any]:
    title = "关于2021年度法治政府建设情况的报告"
    years = [YearCount(year=text_about, count=9), YearCount(year=2020, count=1)]
    return unopened(title, report(title, published, years=years), published)


DOWN = {"reason": "timeout"}
CASES: dict[str, tuple[Callable[[World, Body], Any], str]] = {
    "a list without it": (lists(JUNK), "missing"),
    "an empty list, provably": (lists(), "missing"),
    "an empty list, not provably": (lists(provably_empty=False), "unobserved: not_observed"),
    "no column": (no_column, "unobserved: no_column"),
    "a column that is down": (lists(reason="timeout"), "unobserved: not_observed"),
    "a block page": (
        lists(kind="blocked", reason="blocked: login", status=200),
        "unobserved: not_observed",
    ),
    "robots": (lists(reason="robots"), "unobserved: robots"),
    "a list that a script fills": (
        lists(kind="script_list", reason="script_list"),
        "unobserved: script_list",
    ),
    "a partial list that does not reach back": (
        lists((JUNK[0], JUNK[1], "2023-02-01"), reason="partial", partial=True),
        "unobserved: script_list",
    ),
    "a partial list that reaches back": (lists(JUNK, reason="partial", partial=True), "missing"),
    "a partial list on 1 January": (
        lists((JUNK[0], JUNK[1], "2023-01-01"), reason="partial", partial=True),
        "unobserved: script_list",
    ),
    "a partial list without order": (
        lists(
            (JUNK[0], JUNK[1], "2022-01-01"),
            ("http://www.qy.gov.cn/xw/2", "动态", "2023-01-05"),
            reason="partial",
            partial=True,
        ),
        "unobserved: script_list",
    ),
    "one of two columns down": (second_column_down, "unobserved: not_observed"),
    "a second column that had ended before the year": (column(None, "2022-12-31", DOWN), "missing"),
    "a second column that had ended before the day, never seen": (
        column(None, "2023-03-31", DOWN),
        "unobserved: not_observed",
    ),
    "a second column that ended after the day, never seen": (
        column(None, "2023-04-20", DOWN),
        "unobserved: not_observed",
    ),
    "a second column still to come": (column("2023-07-01", None, DOWN), "missing"),
    "an entry without a year that does not open": (
        unopened("法治政府建设情况", 404),
        "unobserved: unread_entry",
    ),
    "an entry cut short that is a login page": (
        unopened("2022年度…", unread()),
        "unobserved: unread_entry",
    ),
    "an entry of another year that does not open": (
        unopened("关于2021年度法治政府建设情况的报告", 404, "2022-02-01"),
        "missing",
    ),
    "an undated entry listed long before": (
        unopened("法治政府建设情况", 404, "2021-02-01"),
        "missing",
    ),
    "an entry without a year that turns out to be something else": (
        unopened(
            "法治政府建设情况",
            report(
                "法治政府建设情况",
                is_report=False,
                may_be_report=False,
                report_kind=None,
                why_not="no_report_word",
                report_year=None,
            ),
        ),
        "missing",
    ),
    "a page that may be a report of no known year": (
        unopened("法治政府建设情况", report("法治政府建设情况", None)),
        "unobserved: unread_entry",
    ),
    "an entry that is a report, and a page that is none": (
        unopened(
            "关于2022年度法治政府建设情况的报告",
            report(
                "栏目",
                is_report=False,
                may_be_report=False,
                report_kind=None,
                why_not="no_keyword",
                report_year=None,
            ),
        ),
        "unobserved: unread_entry",
    ),
    "a report of the year before by its title, whose text and day say this one": (
        titled_2021("2023-03-01", text_about=2022),
        "unobserved: unread_entry",
    ),
    "a late report of the year before": (titled_2021("2023-03-01", text_about=2021), "missing"),
    "a report of the year before that tells of this one": (
        titled_2021("2022-03-01", text_about=2022),
        "missing",
    ),
    "a notice": (unopened("关于报送2022年度法治政府建设情况报告的通知", 404), "missing"),
    "an interpretation": (unopened("2022年度法治政府建设情况报告解读", 404), "missing"),
    "the disclosure report in its column": (
        unopened("清水镇2022年政府信息公开工作年度报告", 404),
        "missing",
    ),
}


@pytest.fixture(scope="module")
def judged() -> Iterator[Built]:
    world = World()
    bodies: dict[str, Body] = {}
    answers: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for number, (name, (case, _)) in enumerate(CASES.items()):
        bodies[name] = world.body(f"甲{number}镇人民政府")
        listed, opened = case(world, bodies[name])
        answers |= listed
        pages |= opened
    world.night("2023-05-01T02:30", answers, pages)
    con = world.build()
    yield con, bodies
    con.close()


@pytest.mark.parametrize("name", CASES)
def test_without_a_report(judged: Built, name: str) -> None:
    con, bodies = judged
    assert status(con, bodies[name]) == CASES[name][1]
    assert found(con, "T01", bodies[name]) == (["error"] if CASES[name][1] == "missing" else [])


def test_the_accusation_says_where_and_when_it_was_looked(judged: Built) -> None:
    con, bodies = judged
    body = bodies["a list without it"]
    row = one(
        con, "select * from checks.offender where check_id = 'T01' and filer_id = ?", body.filer_id
    )
    assert f"not found in {body.column} on 2023-05-01" in row["message"]
    assert "not published" not in row["message"]
    evidence = json.loads(row["evidence"])
    assert evidence["observations"][0]["observed_at"] == "2023-05-01T02:30:00+08:00"
    assert evidence["deadline_basis"] and evidence["due_on"] == "2023-03-31"


def test_rates_leave_out_what_cannot_be_told(judged: Built) -> None:
    con, _ = judged
    row = one(con, "select * from mart.county_timeliness")
    missing = sum(expected == "missing" for _, expected in CASES.values())
    assert (row["n_due"], row["n_missing"], row["n_unobserved"], row["on_time_rate"]) == (
        len(CASES),
        missing,
        len(CASES) - missing,
        0,
    )


@pytest.fixture(scope="module")
def later() -> Iterator[Built]:
    """Columns over several nights; a shared one; a county with a second that fails as a whole."""
    world = World()
    world.add_county("500998", "墨溪县")
    world.shared(SHARED)
    b = {
        name: world.body(f"{name}镇人民政府") for name in ("甲", "乙", "丙", "丁", "戊", "己", "庚")
    }
    world.sources[0]["filers"][0]["columns"] = []
    far = world.body("辛镇人民政府", county=1)
    b["辛"] = far
    quiet = {b[name].column: [JUNK] for name in "乙丙丁戊己庚"}
    world.night("2023-03-20", quiet | {SHARED: [JUNK], far.column: [JUNK]})
    # after the day: 乙 seen and later down; 丙 down, then seen; 丁 stays down
    world.night(
        "2023-04-05",
        {
            b["丙"].column: DOWN,
            b["丁"].column: DOWN,
            far.column: DOWN,
            b["戊"].column: [JUNK, (b["戊"].page(), "法治政府建设情况", "2023-03-30")],
        },
        {b["戊"].page(): 500},
    )
    world.night(
        "2023-04-06",
        {
            b["乙"].column: DOWN,
            b["丙"].column: [JUNK],
            b["戊"].column: [JUNK],
            b["己"].column: [JUNK, (b["己"].page(), "法治政府建设情况", "2023-04-03")],
        },
        {b["己"].page(): 500},
    )
    world.night(
        "2023-04-07",
        {SHARED: [JUNK, (f"{SHARED}7.html", "关于2022年度法治政府建设情况的报告", "2023-03-28")]},
        {f"{SHARED}7.html": Answer(report("关于2022年度法治政府建设情况的报告", "2023-03-28"))},
    )
    con = world.build()
    yield con, b
    con.close()


def test_an_unattributed_report_in_a_shared_column_clears_all(later: Built) -> None:
    con, b = later
    assert {status(con, b[name]) for name in "甲乙丙戊己庚"} == {"unobserved: unread_entry"}


def test_a_county_that_fails_is_not_missing(later: Built) -> None:
    con, b = later
    assert status(con, b["辛"]) == "unobserved: not_observed"
    assert status(con, b["丁"]) == "unobserved: not_observed"


def test_each_column_may_be_seen_on_another_night() -> None:
    world = World()
    world.shared(SHARED)
    b = {name: world.body(f"{name}镇人民政府") for name in ("乙", "丙", "戊", "己")}
    world.night("2023-03-20", {b[n].column: [JUNK] for n in b} | {SHARED: [JUNK]})
    world.night(
        "2023-04-05",
        {
            SHARED: DOWN,
            b["戊"].column: [JUNK, (b["戊"].page(), "法治政府建设情况", "2023-03-30")],
        },
        {b["戊"].page(): 500},
    )
    world.night(
        "2023-04-06",
        {
            SHARED: [JUNK],
            b["乙"].column: DOWN,
            b["丙"].column: [JUNK],
            b["戊"].column: [JUNK],
            b["己"].column: [JUNK, (b["己"].page(), "法治政府建设情况", "2023-04-03")],
        },
        {b["己"].page(): 500},
    )
    world.night("2023-04-07", {SHARED: DOWN})
    con = world.build()
    # seen without it on the 5th, the shared column on the 6th; later failures take nothing back
    assert status(con, b["乙"]) == "missing"
    assert str(duty(con, b["乙"])["observed_at"].date()) == "2023-04-05"
    assert str(duty(con, b["丙"])["observed_at"].date()) == "2023-04-06"
    # an entry that may be it counts as long as it is listed
    assert status(con, b["戊"]) == "missing"
    assert status(con, b["己"]) == "unobserved: unread_entry"
    row = one(
        con,
        "select evidence from checks.offender where check_id = 'T01' and filer_id = ?",
        b["戊"].filer_id,
    )
    days = {
        o["column_url"]: o["observed_at"][:10] for o in json.loads(row["evidence"])["observations"]
    }
    assert days == {SHARED: "2023-04-06", b["戊"].column: "2023-04-06"}


def test_before_the_day_nothing_is_missing_and_old_sightings_do_not_count() -> None:
    world = World()
    town = world.body()
    world.night("2023-04-01T23:30", {town.column: [JUNK]})
    world.night("2023-04-02T02:30", {town.column: DOWN})
    con = world.build()
    assert status(con, town) == "unobserved: not_observed"
    assert not every(con, "select 1 from checks.offender where check_id = 'T01'")
