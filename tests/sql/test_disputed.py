"""Reports that may be of another body or year than they are taken for accuse nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.document import YearCount
from tests.sql.asking import Built, duty, every, found, status
from tests.sql.pages import report
from tests.sql.world import SITE, Body, World

UNTITLED = "关于2022年度法治政府建设情况的报告"
NAMELESS = "法治政府建设情况报告"
JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
BUREAU_PATH = ["首页", "青岩县司法局", "政务公开", "法治政府建设年度报告"]
UNREAD = "unobserved: unread_entry"


@pytest.fixture(scope="module")
def own_columns() -> Iterator[Built]:
    """Bodies with columns of their own, which hold reports that others may claim."""
    world = World(first_report_year=2021)
    b = {
        name: world.body(f"{name}镇人民政府")
        for name in ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑")
    }
    b["局"] = world.body("青岩县司法局", "department")
    lists: dict[str, Any] = {body.column: [JUNK] for body in b.values()}
    pages: dict[str, Any] = {}

    def stands(at: Body, title: str, day: str, url: str | None = None, **facts: Any) -> None:
        url = url or at.page(len(lists[at.column]))
        lists[at.column].append((url, facts.pop("link", title), day))
        pages.setdefault(url, report(facts.pop("page", title), day, **facts))

    # two towns whose pages lie under the bureau's path, with no name in the title
    stands(b["甲"], UNTITLED, "2023-02-01", breadcrumb=BUREAU_PATH)
    stands(b["乙"], UNTITLED, "2023-02-02", breadcrumb=BUREAU_PATH)
    # one page without a name in the columns of two
    stands(b["丙"], UNTITLED, "2023-02-01", f"{SITE}/one/1.html")
    stands(b["丁"], UNTITLED, "2023-02-01", f"{SITE}/one/1.html")
    # 戊 puts up what its title says to be 己's, and signs it; 庚 does so and signs nothing
    stands(b["戊"], b["己"].title(), "2023-02-01", sign_off="青岩县戊镇人民政府")
    stands(b["己"], b["己"].title(), "2023-02-03")
    stands(b["庚"], b["己"].title(), "2023-02-04")
    # a report of two, in the column of one
    stands(b["辛"], "辛镇、壬镇2022年度法治政府建设情况报告", "2023-02-01")
    # the list says 2022, the page 2021
    stands(b["癸"], b["癸"].title(2021), "2023-02-01", link=b["癸"].title(2022))
    # neither title nor opening has a year: the text tells of 2021 most often, the day says 2022
    stands(
        b["子"], NAMELESS, "2023-02-10", is_report=True, report_kind="rule_of_law",
        report_year=2021, report_year_source="text", years=[YearCount(year=2021, count=3)],
    )  # fmt: skip
    # nothing but the day, at the end of the year
    stands(
        b["丑"], NAMELESS, "2022-12-28", is_report=True, report_kind="rule_of_law",
        report_year=2021, report_year_source="published",
    )  # fmt: skip
    world.night("2023-05-05", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甲", UNREAD), ("乙", UNREAD), ("局", "on_time"),
        ("丙", "on_time"), ("丁", UNREAD),
        ("戊", UNREAD), ("己", "on_time"), ("庚", "missing"),
        ("辛", "on_time"), ("壬", UNREAD),
        ("癸", UNREAD), ("子", UNREAD), ("丑", UNREAD),
    ],
)  # fmt: skip
def test_nobody_is_missing_whose_report_it_may_be(
    own_columns: Built, name: str, expected: str
) -> None:
    con, b = own_columns
    assert status(con, b[name]) == expected


@pytest.mark.parametrize("name", ["子", "丑"])
def test_a_year_that_is_only_guessed_makes_nobody_late(own_columns: Built, name: str) -> None:
    con, b = own_columns
    assert status(con, b[name], 2021) == UNREAD
    assert found(con, "T02", b[name]) == []


def test_every_dispute_says_why(own_columns: Built) -> None:
    con, b = own_columns
    rows = every(con, "select distinct filer_id, because from core.disputed_report")
    name_of = {body.filer_id: name for name, body in b.items()}
    assert {(name_of[row["filer_id"]], row["because"]) for row in rows} == {
        ("甲", "own_column"), ("乙", "own_column"), ("丁", "own_column"), ("戊", "own_words"),
        ("壬", "joint"), ("癸", "link_year"),
    }  # fmt: skip


def test_a_link_with_another_name_than_its_page_clears_the_body_that_it_names() -> None:
    world = World()
    shared = f"{SITE}/xzjd/"
    world.shared(shared)
    a, b, c = (world.body(f"{name}镇人民政府", columns=[]) for name in "甲乙丙")
    world.night(
        "2023-05-05",
        {shared: [(f"{shared}1.html", a.title(), None), (f"{shared}2.html", b.title(), None)]},
        {f"{shared}1.html": a.report("2023-02-01"), f"{shared}2.html": a.report("2023-02-01")},
    )
    con = world.build()
    assert [status(con, one) for one in (a, b, c)] == ["on_time", UNREAD, "missing"]


@pytest.mark.parametrize("shared", [False, True])
def test_a_report_of_the_successor_clears_the_body_before_it(shared: bool) -> None:
    """清水镇 became a street in May; what it owed for the year before is published in June."""
    world = World()
    column = f"{SITE}/qs/"
    columns: list[str | dict[str, Any]] = [] if shared else [column]
    if shared:
        world.shared(column)
    town = world.filer("500999101", columns=columns, valid_to="2023-05-10")
    other = world.filer("500999102", "河口镇人民政府", columns=columns)
    world.filer(
        "500999003", "清水街道办事处", "subdistrict", columns=columns, valid_from="2023-05-11"
    )
    title = "青岩县清水街道办事处2022年度法治政府建设情况的报告"
    world.night(
        "2023-07-05",
        {column: [(f"{column}1.html", title, None)]},
        {f"{column}1.html": report(title, "2023-06-01")},
    )
    con = world.build()
    assert (status(con, town), status(con, other)) == (UNREAD, "missing")


def test_a_report_under_the_name_of_a_bureau_that_was_merged_clears_the_merged_one() -> None:
    world = World()
    shared = f"{SITE}/bm/"
    world.shared(shared)
    world.body("青岩县旅游局", "department", columns=[], valid_to="2022-06-30")
    merged = world.body("青岩县文化和旅游局", "department", columns=[], valid_from="2022-07-01")
    other = world.body("青岩县司法局", "department", columns=[])
    title = "青岩县旅游局2022年度法治政府建设情况报告"
    world.night(
        "2023-05-05",
        {shared: [(f"{shared}1.html", title, None)]},
        {f"{shared}1.html": report(title, "2023-02-01")},
    )
    con = world.build()
    assert (status(con, merged), status(con, other)) == (UNREAD, "missing")


def test_a_ruling_settles_a_dispute() -> None:
    world = World()
    a, b = world.body("甲镇人民政府"), world.body("乙镇人民政府")
    world.ruling(a.filer_id, url=a.page())
    world.night(
        "2023-05-05",
        {a.column: [a.entry(title=UNTITLED)], b.column: [(a.page(), UNTITLED, None)]},
        {a.page(): report(UNTITLED, "2023-02-01")},
    )
    con = world.build()
    assert duty(con, a)["status"] == "on_time"
    assert status(con, b) == "missing"


@pytest.mark.parametrize(
    ("unit", "cleared"),
    [
        ("青岩县教育局", {"局"}),
        ("青岩县人民政府办公室", {"局", "县"}),
        ("无名镇人民政府", {"局", "县", "镇"}),
        ("", {"局", "县", "镇"}),
    ],
)
def test_an_unknown_body_in_a_shared_column_clears_whom_its_name_allows(
    unit: str, cleared: set[str]
) -> None:
    """A bureau that the registry does not know must not silence every town of the county."""
    world = World()
    shared = f"{SITE}/xzjd/"
    world.shared(shared)
    b = {
        "镇": world.body("甲镇人民政府", columns=[]),
        "局": world.body("青岩县司法局", "department", columns=[]),
        "县": world.body("青岩县人民政府", "county_government", columns=[]),
    }
    title = f"{unit}2022年度法治政府建设情况报告"
    world.night(
        "2023-05-05",
        {shared: [(f"{shared}1.html", title, None)]},
        {f"{shared}1.html": report(title, "2023-02-01")},
    )
    con = world.build()
    assert {name for name, body in b.items() if status(con, body) == UNREAD} == cleared
    assert {status(con, b[name]) for name in set(b) - cleared} <= {"missing"}


def test_a_title_that_is_put_right_was_right_from_the_first() -> None:
    """甲 had last year's number in its title, 乙 the name of 丙; both mend that in May."""
    world = World(first_report_year=2021)
    a, b, c = (world.body(f"{name}镇人民政府") for name in "甲乙丙")
    world.night(
        "2023-03-05",
        {a.column: [JUNK, a.entry(year=2021)], b.column: [JUNK, b.entry()], c.column: [JUNK]},
        {a.page(): a.report("2023-03-01", 2021), b.page(): c.report("2023-03-01")},
    )
    world.night("2023-05-04")
    world.night(
        "2023-05-05",
        {a.column: [JUNK, a.entry()]},
        {a.page(): a.report("2023-03-01"), b.page(): b.report("2023-03-01")},
    )
    con = world.build()
    assert [status(con, one) for one in (a, b, c)] == ["on_time", "on_time", "missing"]
    assert status(con, a, 2021) == "missing"  # it was never the report of that year
    assert found(con, "D03") == []
    assert str(duty(con, a)["not_after"].date()) == "2023-03-05"


def test_an_address_that_keeps_an_old_day_for_a_new_report_loses_no_old_report() -> None:
    world = World(first_report_year=2021)
    town = world.body()
    world.night(
        "2022-05-05",
        {town.column: [town.entry(year=2021)]},
        {town.page(): town.report("2022-03-01", 2021)},
    )
    world.night(
        "2023-05-05",
        {town.column: [town.entry()]},
        {town.page(): town.report("2022-03-01", 2022)},
    )
    con = world.build()
    assert status(con, town, 2021) == "on_time"


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
