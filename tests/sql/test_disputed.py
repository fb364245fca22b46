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
