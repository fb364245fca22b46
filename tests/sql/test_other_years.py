"""A report whose title, text and day do not tell the same year accuses nobody for another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.document import YearCount
from tests.sql.asking import Built, found, status
from tests.sql.pages import report
from tests.sql.world import Body, World

NAMELESS = "法治政府建设情况报告"
JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
UNREAD = "unobserved: unread_entry"

# Title of a report that is seen in May 2024, its day, a report year → status for that year.
OPEN_TITLES = [
    # the year of publication for the year of the report
    ("关于2023年度法治政府建设情况的报告", "2023-03-01", 2022, UNREAD),
    # at the end of the year it is an early report
    ("关于2022年度法治政府建设情况的报告", "2022-12-20", 2021, "missing"),
    ("2021年至2022年法治政府建设工作报告", "2023-03-01", 2021, UNREAD),
    ("2022年度法治政府建设情况及2023年工作安排的报告", "2023-03-01", 2023, "missing"),
]
# What the text of a report is about whose title says 2020 and whose day 2022 → T02 for 2020.
LATE_BY_TITLE = {2021: "warning", 2020: "error", 2019: "error"}
# Year of the title, year of the text, day, a report year → status for that year.
TEXT_TELLS = [
    # a day of the site's own speaks for neither year: the text does
    (2020, 2021, "2023-05-24", 2021, UNREAD),
    (2020, 2021, None, 2021, UNREAD),
    (2020, 2020, None, 2021, "missing"),
    # the day bears out the title
    (2020, 2021, "2021-03-01", 2021, "missing"),
    # an early report: the text and the end of the year say 2022
    (2020, 2022, "2022-12-20", 2022, UNREAD),
    (2021, 2022, "2022-11-20", 2022, "missing"),
]
# Year of the title of an entry that does not open, its day → status for 2022.
UNREAD_ENTRIES = [
    (2021, "2023-03-01", UNREAD),
    (2021, "2022-03-01", "missing"),
    (2020, "2023-03-01", "missing"),
]
#: When the second of two reports titled 2023 came out, if there is one.
KNOWN_DAYS = ["2024-05-10", None]


def slipped(town: Body, day: str, text_about: int = 2021, title: int = 2020) -> Any:
    """A report whose title names another year than its text."""
    return town.report(day, title, years=[YearCount(year=text_about, count=9)])


@pytest.fixture(scope="module")
def until_2023() -> Iterator[Built]:
    """Sites that are watched one after another from April 2022 to June 2023."""
    world = World(first_report_year=2021)
    world.add_county("500998", "墨溪县", first_report_year=2020)
    b: dict[str, Body] = {}

    def towns(*names: str, county: int = 0) -> list[Body]:
        """Bodies that are watched from the next night on."""
        b.update({name: world.body(f"{name}镇人民政府", county=county) for name in names})
        return [b[name] for name in names]

    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}

    def night(day: str) -> None:
        world.night(day, lists, pages)
        lists.clear()
        pages.clear()

    for text_about in LATE_BY_TITLE:
        (town,) = towns(f"迟{text_about}", county=1)
        lists[town.column] = [town.entry("2022-02-10", 2020)]
        pages[town.page()] = slipped(town, "2022-02-10", text_about)
    night("2022-04-05")

    (opened,) = towns("后开")
    lists[opened.column] = [JUNK, opened.entry("2022-02-13", 2022)]
    pages[opened.page()] = 500
    night("2023-03-14")

    for town in towns("移", "移后改"):
        lists[town.column] = [town.entry("2022-01-28", 2020)]
        pages[town.page()] = slipped(town, "2022-01-28")
    night("2023-03-29")

    pages[opened.page()] = slipped(opened, "2023-04-12", 2021, 2022)
    night("2023-04-24")

    for number, (title, day, _) in enumerate(UNREAD_ENTRIES):
        (town,) = towns(f"未开{number}")
        lists[town.column] = [JUNK, town.entry(day, title)]
        pages[town.page()] = 404
    slip, yearless, unopened, named = towns("甲", "乙", "丙", "丁")
    lists[slip.column] = [JUNK, slip.entry(year=2021)]
    lists[yearless.column] = [JUNK, yearless.entry(title=NAMELESS)]
    lists[unopened.column] = [JUNK, unopened.entry(title=NAMELESS)]
    lists[named.column] = [JUNK, named.entry(title=f"青岩县{named.name}关于2022年度…")]
    pages[slip.page()] = slipped(slip, "2023-02-01", 2022, 2021)
    pages[yearless.page()] = report(NAMELESS, None)
    pages[unopened.page()] = pages[named.page()] = 500
    owner, meant, neither = towns("戊", "己", "庚")
    lists[owner.column] = [JUNK, owner.entry(title=f"{meant.name}法治政府建设情况的报告")]
    lists |= {meant.column: [JUNK], neither.column: [JUNK]}
    pages[owner.page()] = 500
    night("2023-05-05")

    for town in (b["移"], b["移后改"]):
        lists[town.column] = [town.entry("2023-05-24", 2020)]
        pages[town.page()] = slipped(town, "2023-05-24")
    night("2023-05-25")

    for number, (title, text_about, text_day, *_) in enumerate(TEXT_TELLS):
        (town,) = towns(f"文{number}")
        lists[town.column] = [JUNK, town.entry(year=title)]
        years = [YearCount(year=text_about, count=9)]
        pages[town.page()] = report(town.title(title), text_day, years=years)
    for town in (slip, yearless, unopened, named):
        lists[town.column] = [JUNK]
        pages[town.page()] = 404
    night("2023-06-05")

    right = b["移后改"]
    lists[right.column] = [right.entry("2023-05-24", 2021)]
    pages[right.page()] = right.report("2023-05-24", 2021)
    night("2023-06-21")
    con = world.build()
    yield con, b
    con.close()


@pytest.fixture(scope="module")
def in_2024() -> Iterator[Built]:
    world = World(first_report_year=2021)
    b: dict[str, Body] = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for number, (title, published, *_) in enumerate(OPEN_TITLES):
        town = b[title] = world.body(f"甲{number}镇人民政府")
        lists[town.column] = [JUNK, town.entry(title=title)]
        pages[town.page()] = report(title, published)
    world.night("2024-05-05", lists, pages)
    for number, known_day in enumerate(KNOWN_DAYS):
        town = b[str(known_day)] = world.body(f"乙{number}镇人民政府")
        lists[town.column] = [JUNK, town.entry(year=2023)]
        pages[town.page()] = town.report("2023-03-01", 2023)
        if known_day:
            lists[town.column].append(town.entry(year=2023, number=2))
            pages[town.page(2)] = town.report(known_day, 2023)
    world.night("2024-06-05", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize(("title", "published", "year", "expected"), OPEN_TITLES)
def test_a_title_that_leaves_another_year_open_accuses_nobody_for_it(
    in_2024: Built, title: str, published: str, year: int, expected: str
) -> None:
    con, b = in_2024
    assert status(con, b[title], year) == expected


def test_a_slip_that_was_seen_on_its_first_day_is_not_unseen_when_the_site_moves(
    until_2023: Built,
) -> None:
    """Title 2020, text 2021, published in January 2022; in May the site gives it another day."""
    con, b = until_2023
    assert status(con, b["移"], 2021) == UNREAD
    # put right after the move: late by the only day that is left, and no proof of it
    right = b["移后改"]
    assert (status(con, right, 2021), found(con, "T02", right)) == ("late", ["warning"])


@pytest.mark.parametrize("text_about", LATE_BY_TITLE)
def test_late_for_the_year_of_a_title_whose_text_and_day_tell_a_later_one_is_a_warning(
    until_2023: Built, text_about: int
) -> None:
    con, b = until_2023
    town = b[f"迟{text_about}"]
    assert status(con, town, 2020) == "late"
    assert found(con, "T02", town) == [LATE_BY_TITLE[text_about]]


@pytest.mark.parametrize("number", range(len(TEXT_TELLS)))
def test_the_text_tells_the_year_where_the_day_does_not_bear_out_the_title(
    until_2023: Built, number: int
) -> None:
    con, b = until_2023
    *_, year, expected = TEXT_TELLS[number]
    assert status(con, b[f"文{number}"], year) == expected


@pytest.mark.parametrize("number", range(len(UNREAD_ENTRIES)))
def test_an_unread_entry_whose_day_is_a_year_too_late_may_have_a_slip_in_its_title(
    until_2023: Built, number: int
) -> None:
    con, b = until_2023
    assert status(con, b[f"未开{number}"]) == UNREAD_ENTRIES[number][-1]


def test_a_report_in_doubt_that_is_withdrawn_was_there_all_the_same(until_2023: Built) -> None:
    """甲's title slipped, 乙's page names no year; both go in June. 丙 and 丁 never opened."""
    con, b = until_2023
    assert [status(con, b[name]) for name in "甲乙丙丁"] == [UNREAD, UNREAD, "missing", UNREAD]


def test_an_entry_in_doubt_clears_the_body_that_it_names_wherever_it_stands(
    until_2023: Built,
) -> None:
    """It stands in the column of 戊 and names 己."""
    con, b = until_2023
    assert [status(con, b[name]) for name in "戊己庚"] == ["missing", UNREAD, "missing"]


@pytest.mark.parametrize("known_day", KNOWN_DAYS)
def test_no_report_is_about_a_year_that_had_months_to_go(
    in_2024: Built, known_day: str | None
) -> None:
    """The report for 2022 was titled 2023, and stood a year before 2023's was due."""
    con, b = in_2024
    town = b[str(known_day)]
    assert status(con, town, 2022) == UNREAD
    assert status(con, town, 2023) == ("late" if known_day else UNREAD)
    assert found(con, "T02", town) == (["error"] if known_day else [])


def test_a_title_that_one_of_two_first_days_bears_out_leaves_the_other_year_open(
    until_2023: Built,
) -> None:
    """Title 2022, text 2021: listed in February 2022, first opened when the site had moved."""
    con, b = until_2023
    assert status(con, b["后开"], 2021) == UNREAD
