"""A report whose title, text and day do not tell the same year accuses nobody for another."""

from __future__ import annotations

from typing import Any

import pytest

from flows.parse.document import YearCount
from tests.sql.asking import found, status
from tests.sql.pages import report
from tests.sql.world import Body, World

NAMELESS = "法治政府建设情况报告"
JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
UNREAD = "unobserved: unread_entry"


@pytest.mark.parametrize(
    ("title", "published", "year", "expected"),
    [
        # the year of publication for the year of the report
        ("关于2023年度法治政府建设情况的报告", "2023-03-01", 2022, UNREAD),
        # at the end of the year it is an early report
        ("关于2022年度法治政府建设情况的报告", "2022-12-20", 2021, "missing"),
        ("2021年至2022年法治政府建设工作报告", "2023-03-01", 2021, UNREAD),
        ("2022年度法治政府建设情况及2023年工作安排的报告", "2023-03-01", 2023, "missing"),
    ],
)
def test_a_title_that_leaves_another_year_open_accuses_nobody_for_it(
    title: str, published: str, year: int, expected: str
) -> None:
    world = World(first_report_year=2021)
    town = world.body()
    world.night(
        "2024-05-05", {town.column: [JUNK, town.entry(title=title)]},
        {town.page(): report(title, published)},
    )  # fmt: skip
    assert status(world.build(), town, year) == expected


def slipped(town: Body, day: str, text_about: int = 2021, title: int = 2020) -> Any:
    """A report whose title names another year than its text."""
    return town.report(day, title, years=[YearCount(year=text_about, count=9)])


def test_a_slip_that_was_seen_on_its_first_day_is_not_unseen_when_the_site_moves() -> None:
    """Title 2020, text 2021, published in January 2022; in May the site gives it another day."""
    world = World(first_report_year=2021)
    town = world.body()
    world.night(
        "2023-03-29", {town.column: [town.entry("2022-01-28", 2020)]},
        {town.page(): slipped(town, "2022-01-28")},
    )  # fmt: skip
    world.night(
        "2023-05-25", {town.column: [town.entry("2023-05-24", 2020)]},
        {town.page(): slipped(town, "2023-05-24")},
    )  # fmt: skip
    assert status(world.build(), town, 2021) == UNREAD
    # put right after the move: late by the only day that is left, and no proof of it
    world.night(
        "2023-06-21", {town.column: [town.entry("2023-05-24", 2021)]},
        {town.page(): town.report("2023-05-24", 2021)},
    )  # fmt: skip
    con = world.build()
    assert (status(con, town, 2021), found(con, "T02", town)) == ("late", ["warning"])


@pytest.mark.parametrize(
    ("text_about", "severity"), [(2021, "warning"), (2020, "error"), (2019, "error")]
)
def test_late_for_the_year_of_a_title_whose_text_and_day_tell_a_later_one_is_a_warning(
    text_about: int, severity: str
) -> None:
    world = World(first_report_year=2020)
    town = world.body()
    world.night(
        "2022-04-05", {town.column: [town.entry("2022-02-10", 2020)]},
        {town.page(): slipped(town, "2022-02-10", text_about)},
    )  # fmt: skip
    con = world.build()
    assert status(con, town, 2020) == "late"
    assert found(con, "T02", town) == [severity]


@pytest.mark.parametrize(
    ("title", "text_about", "day", "year", "expected"),
    [
        # a day of the site's own speaks for neither year: the text does
        (2020, 2021, "2023-05-24", 2021, UNREAD),
        (2020, 2021, None, 2021, UNREAD),
        (2020, 2020, None, 2021, "missing"),
        # the day bears out the title
        (2020, 2021, "2021-03-01", 2021, "missing"),
        # an early report: the text and the end of the year say 2022
        (2020, 2022, "2022-12-20", 2022, UNREAD),
        (2021, 2022, "2022-11-20", 2022, "missing"),
    ],
)
def test_the_text_tells_the_year_where_the_day_does_not_bear_out_the_title(
    title: int, text_about: int, day: str | None, year: int, expected: str
) -> None:
    world = World(first_report_year=2021)
    town = world.body()
    page = report(town.title(title), day, years=[YearCount(year=text_about, count=9)])
    world.night("2023-06-05", {town.column: [JUNK, town.entry(year=title)]}, {town.page(): page})
    assert status(world.build(), town, year) == expected


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        (2021, "2023-03-01", UNREAD),
        (2021, "2022-03-01", "missing"),
        (2020, "2023-03-01", "missing"),
    ],
)
def test_an_unread_entry_whose_day_is_a_year_too_late_may_have_a_slip_in_its_title(
    title: int, day: str, expected: str
) -> None:
    world = World()
    town = world.body()
    world.night(
        "2023-05-05", {town.column: [JUNK, town.entry(day, title)]}, {town.page(): 404}
    )  # fmt: skip
    assert status(world.build(), town) == expected


def test_a_report_in_doubt_that_is_withdrawn_was_there_all_the_same() -> None:
    """甲's title slipped, 乙's page names no year; both go in June. 丙 and 丁 never opened."""
    world = World()
    a, b, c, d = (world.body(f"{name}镇人民政府") for name in "甲乙丙丁")
    world.night(
        "2023-05-05",
        {
            a.column: [JUNK, a.entry(year=2021)],
            b.column: [JUNK, b.entry(title=NAMELESS)],
            c.column: [JUNK, c.entry(title=NAMELESS)],
            d.column: [JUNK, d.entry(title=f"青岩县{d.name}关于2022年度…")],
        },
        {
            a.page(): slipped(a, "2023-02-01", 2022, 2021),
            b.page(): report(NAMELESS, None),
            c.page(): 500,
            d.page(): 500,
        },
    )
    gone = {one.page(): 404 for one in (a, b, c, d)}
    world.night("2023-06-05", {one.column: [JUNK] for one in (a, b, c, d)}, gone)
    con = world.build()
    assert [status(con, one) for one in (a, b, c, d)] == [UNREAD, UNREAD, "missing", UNREAD]


def test_an_entry_in_doubt_clears_the_body_that_it_names_wherever_it_stands() -> None:
    world = World()
    a, b, c = (world.body(f"{name}镇人民政府") for name in "甲乙丙")
    entry = a.entry(title=f"{b.name}法治政府建设情况的报告")
    world.night(
        "2023-05-05", {a.column: [JUNK, entry], b.column: [JUNK], c.column: [JUNK]},
        {a.page(): 500},
    )  # fmt: skip
    con = world.build()
    assert [status(con, one) for one in (a, b, c)] == ["missing", UNREAD, "missing"]


@pytest.mark.parametrize("known_day", ["2024-05-10", None])
def test_no_report_is_about_a_year_that_had_months_to_go(known_day: str | None) -> None:
    """The report for 2022 was titled 2023, and stood a year before 2023's was due."""
    world = World()
    town = world.body()
    entries = [JUNK, town.entry(year=2023)]
    pages = {town.page(): town.report("2023-03-01", 2023)}
    if known_day:
        entries.append(town.entry(year=2023, number=2))
        pages[town.page(2)] = town.report(known_day, 2023)
    world.night("2024-06-05", {town.column: entries}, pages)
    con = world.build()
    assert status(con, town, 2022) == UNREAD
    assert status(con, town, 2023) == ("late" if known_day else UNREAD)
    assert found(con, "T02", town) == (["error"] if known_day else [])


def test_a_title_that_one_of_two_first_days_bears_out_leaves_the_other_year_open() -> None:
    """Title 2022, text 2021: listed in February 2022, first opened when the site had moved."""
    world = World(first_report_year=2021)
    town = world.body()
    entry = town.entry("2022-02-13", 2022)
    world.night("2023-03-14", {town.column: [JUNK, entry]}, {town.page(): 500})
    world.night("2023-04-24", {}, {town.page(): slipped(town, "2023-04-12", 2021, 2022)})
    assert status(world.build(), town, 2021) == UNREAD
