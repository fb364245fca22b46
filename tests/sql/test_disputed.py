"""Reports that may be of another body or year than they are taken for accuse nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
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


# Who a report in a shared column names → whom of its county that leaves in doubt.
UNKNOWN = {
    "{county}教育局": {"局"},
    "{county}人民政府办公室": {"局", "县"},
    "无名镇人民政府": {"局", "县", "镇"},
    "": {"局", "县", "镇"},
}


class Counties:
    """A county for every case, watched from the night after it is added on."""

    def __init__(self) -> None:
        self.world = World()
        self.bodies: dict[str, dict[str, Body]] = {"ruling": {}}
        self.lists: dict[str, Any] = {}
        self.pages: dict[str, Any] = {}

    def add(self, case: str, name: str, *, shared: bool = False, **more: Any) -> str:
        """Add a county; gives the address of a column, which all its bodies share if so said."""
        place = len(self.bodies)
        self.bodies[case] = {}
        self.world.add_county(f"{500900 + place}", name, **more)
        column = f"{SITE}/all{place}/"
        if shared:
            self.world.shared(column, county=place)
        return column

    def body(
        self, case: str, name: str, level: str = "township", key: str = "", **more: Any
    ) -> Body:
        """A body of the county of a case, there by its key or by its first character."""
        place = list(self.bodies).index(case)
        body = self.bodies[case][key or name[0]] = self.world.body(name, level, place, **more)
        return body

    def night(self, day: str) -> None:
        self.world.night(day, self.lists, self.pages)
        self.lists, self.pages = {}, {}


def old_day(told: Counties) -> Body:
    told.add("old day", "甲水县", first_report_year=2021)
    town = told.body("old day", "甲镇人民政府")
    told.lists[town.column] = [town.entry(year=2021)]
    told.pages[town.page()] = town.report("2022-03-01", 2021)
    return town


def put_right(told: Counties) -> tuple[Body, Body]:
    """甲 had last year's number in its title, 乙 the name of 丙; both mend that in May."""
    told.add("put right", "乙水县", first_report_year=2021)
    a, b, c = (told.body("put right", f"{name}镇人民政府") for name in "甲乙丙")
    told.lists |= {a.column: [JUNK, a.entry(year=2021)], b.column: [JUNK, b.entry()]}
    told.lists[c.column] = [JUNK]
    told.pages |= {a.page(): a.report("2023-03-01", 2021), b.page(): c.report("2023-03-01")}
    return a, b


def another_name(told: Counties) -> None:
    shared = told.add("another name", "丙水县", shared=True)
    a, b, _ = (told.body("another name", f"{name}镇人民政府", columns=[]) for name in "甲乙丙")
    told.lists[shared] = [
        (f"{shared}1.html", a.title(), None),
        (f"{shared}2.html", b.title(), None),
    ]
    told.pages |= {f"{shared}{n}.html": a.report("2023-02-01") for n in (1, 2)}


def merged_bureau(told: Counties) -> None:
    shared = told.add("merged", "丁水县", shared=True)
    bureaux: list[tuple[str, dict[str, Any]]] = [
        ("旅游局", {"valid_to": "2022-06-30"}),
        ("文化和旅游局", {"valid_from": "2022-07-01"}),
        ("司法局", {}),
    ]
    for name, lived in bureaux:
        told.body("merged", f"丁水县{name}", "department", key=name, columns=[], **lived)
    title = "丁水县旅游局2022年度法治政府建设情况报告"
    told.lists[shared] = [(f"{shared}1.html", title, None)]
    told.pages[f"{shared}1.html"] = report(title, "2023-02-01")


def ruled(told: Counties) -> None:
    a, b = (told.body("ruling", f"{name}镇人民政府") for name in "甲乙")
    told.world.ruling(a.filer_id, url=a.page())
    told.lists |= {a.column: [a.entry(title=UNTITLED)], b.column: [(a.page(), UNTITLED, None)]}
    told.pages[a.page()] = report(UNTITLED, "2023-02-01")


def unknown_body(told: Counties, unit: str, county: str) -> None:
    shared = told.add(unit, county, shared=True)
    told.body(unit, "甲镇人民政府", columns=[], key="镇")
    told.body(unit, f"{county}司法局", "department", columns=[], key="局")
    told.body(unit, f"{county}人民政府", "county_government", columns=[], key="县")
    title = f"{unit.format(county=county)}2022年度法治政府建设情况报告"
    told.lists[shared] = [(f"{shared}1.html", title, None)]
    told.pages[f"{shared}1.html"] = report(title, "2023-02-01")


def successor(told: Counties, county: str, shared: bool) -> None:
    """清水镇 became a street in May; what it owed for the year before is published in June."""
    case = f"successor {shared}"
    column = told.add(case, county, shared=shared)
    columns: list[str | dict[str, Any]] = [] if shared else [column]
    told.body(case, "清水镇人民政府", columns=columns, valid_to="2023-05-10")
    told.body(case, "河口镇人民政府", columns=columns)
    told.body(
        case, "清水街道办事处", "subdistrict",
        key="street", columns=columns, valid_from="2023-05-11",
    )  # fmt: skip
    title = f"{county}清水街道办事处2022年度法治政府建设情况的报告"
    told.lists[column] = [(f"{column}1.html", title, None)]
    told.pages[f"{column}1.html"] = report(title, "2023-06-01")


Told = tuple[duckdb.DuckDBPyConnection, dict[str, dict[str, Body]]]


@pytest.fixture(scope="module")
def counties() -> Iterator[Told]:
    told = Counties()
    town = old_day(told)
    told.night("2022-05-05")
    a, b = put_right(told)
    told.night("2023-03-05")
    told.night("2023-05-04")
    told.lists = {town.column: [town.entry()], a.column: [JUNK, a.entry()]}
    told.pages = {town.page(): town.report("2022-03-01", 2022)}
    told.pages |= {a.page(): a.report("2023-03-01"), b.page(): b.report("2023-03-01")}
    another_name(told)
    merged_bureau(told)
    ruled(told)
    for unit, name in zip(UNKNOWN, "戊己庚辛", strict=True):
        unknown_body(told, unit, f"{name}水县")
    told.night("2023-05-05")
    successor(told, "壬水县", shared=False)
    successor(told, "癸水县", shared=True)
    told.night("2023-07-05")
    con = told.world.build()
    yield con, told.bodies
    con.close()


def test_a_link_with_another_name_than_its_page_clears_the_body_that_it_names(
    counties: Told,
) -> None:
    con, bodies = counties
    b = bodies["another name"]
    assert [status(con, b[name]) for name in "甲乙丙"] == ["on_time", UNREAD, "missing"]


@pytest.mark.parametrize("shared", [False, True])
def test_a_report_of_the_successor_clears_the_body_before_it(counties: Told, shared: bool) -> None:
    con, bodies = counties
    b = bodies[f"successor {shared}"]
    assert (status(con, b["清"]), status(con, b["河"])) == (UNREAD, "missing")


def test_a_report_under_the_name_of_a_bureau_that_was_merged_clears_the_merged_one(
    counties: Told,
) -> None:
    con, bodies = counties
    b = bodies["merged"]
    assert (status(con, b["文化和旅游局"]), status(con, b["司法局"])) == (UNREAD, "missing")


def test_a_ruling_settles_a_dispute(counties: Told) -> None:
    con, bodies = counties
    b = bodies["ruling"]
    assert duty(con, b["甲"])["status"] == "on_time"
    assert status(con, b["乙"]) == "missing"


@pytest.mark.parametrize("unit", UNKNOWN)
def test_an_unknown_body_in_a_shared_column_clears_whom_its_name_allows(
    counties: Told, unit: str
) -> None:
    """A bureau that the registry does not know must not silence every town of the county."""
    con, bodies = counties
    b, cleared = bodies[unit], UNKNOWN[unit]
    assert {name for name, body in b.items() if status(con, body) == UNREAD} == cleared
    assert {status(con, b[name]) for name in set(b) - cleared} <= {"missing"}


def test_a_title_that_is_put_right_was_right_from_the_first(counties: Told) -> None:
    con, bodies = counties
    a, b, c = bodies["put right"].values()
    assert [status(con, one) for one in (a, b, c)] == ["on_time", "on_time", "missing"]
    assert status(con, a, 2021) == "missing"  # it was never the report of that year
    assert found(con, "D03") == []
    assert str(duty(con, a)["not_after"].date()) == "2023-03-05"


def test_an_address_that_keeps_an_old_day_for_a_new_report_loses_no_old_report(
    counties: Told,
) -> None:
    con, bodies = counties
    assert status(con, bodies["old day"]["甲"], 2021) == "on_time"
