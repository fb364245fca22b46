"""Whose report a page is, for which year, and which report of a body counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sql.asking import Built, duty, every, found, one, status
from tests.sql.pages import report
from tests.sql.world import SITE, World

SHARED = f"{SITE}/xzjd/"
DISCLOSED = f"{SITE}/gk/"
ALIAS = {"name": "旧河乡", "valid_from": None, "valid_to": "2021-12-31"}

# Unit in a title in the shared column → body of the registry.
NAMES = {
    "青岩县清水镇人民政府": "清水镇",
    "清水镇": "清水镇",
    "重庆市青岩县清水镇人民政府": "清水镇",
    "清水镇人民政府办公室": "清水镇",
    "中共青岩县清水镇委员会": "清水镇",
    "清水镇党委": "清水镇",
    "中共东门街道工作委员会": "街道",
    "东门街道党工委": "街道",
    "中共青岩县委员会": None,
    "青岩县人民政府": "县",
    "青岩县": "县",
    "县人民政府": "县",
    "重庆市青岩县人民政府": "县",
    "青岩县司法局": "司法局",
    "县司法局": "司法局",
    "青岩司法局": "司法局",
    "司法局": "司法局",
    "东门街道办事处": "街道",
    "东门街道": "街道",
    "青岩县东门街道办": "街道",
    "青岩县发展改革委": "发改委",
    "青岩县发展和改革委员会": "发改委",
    "工业园区管委会": "管委会",
    "新河镇人民政府": "新河镇",
    "墨溪县清水镇人民政府": "邻县清水镇",
    "无名镇人民政府": None,
    "县政府办公室": None,
}


@pytest.fixture(scope="module")
def named() -> Iterator[Built]:
    world = World(first_report_year=2020)
    world.add_county("500998", "墨溪县")
    b = {
        "清水镇": world.body("清水镇人民政府", aliases=[]),
        "县": world.body("青岩县人民政府", "county_government"),
        "司法局": world.body("青岩县司法局", "department"),
        "街道": world.body("东门街道办事处", "subdistrict"),
        "发改委": world.body("青岩县发展和改革委员会", "department"),
        "管委会": world.body("青岩县工业园区管理委员会", "committee"),
        "新河镇": world.body("新河镇人民政府", aliases=[ALIAS]),
        "市监局": world.body("青岩县市场监督管理局", "department"),
    }
    b["邻县清水镇"] = world.body("清水镇人民政府", county=1)
    world.shared(SHARED)
    world.shared({"url": DISCLOSED, "kind": "disclosure"})
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    lists[SHARED] = []
    for number, unit in enumerate(NAMES):
        url, title = f"{SHARED}{number}.html", f"{unit}2022年度法治政府建设情况报告"
        lists[SHARED].append((url, title, "2023-02-01"))
        pages[url] = report(title, "2023-02-01")
    old = f"{SHARED}alias.html"
    lists[SHARED].append((old, "旧河乡2020年度法治政府建设情况报告", "2021-02-01"))
    world.night("2023-05-01", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize("number", range(len(NAMES)), ids=list(NAMES))
def test_a_name_in_a_title_finds_its_body(named: Built, number: int) -> None:
    con, b = named
    row = one(con, "select * from core.page_identity where url = ?", f"{SHARED}{number}.html")
    expected = list(NAMES.values())[number]
    assert row["filer_id"] == (b[expected].filer_id if expected else None)
    assert row["verdict"] == ("report" if expected else "doubtful")


def test_an_old_name_counts_for_its_years(named: Built) -> None:
    con, b = named
    assert status(con, b["新河镇"], 2020) == "on_time"


def test_an_unknown_body_is_shown_for_the_registry(named: Built) -> None:
    con, _ = named
    units = {
        row["subject"] for row in every(con, "select * from checks.offender where check_id = 'X01'")
    }
    assert units == {"无名镇人民政府", "县政府办公室", "中共青岩县委员会"}


def test_addresses_of_one_report_are_its_locations(named: Built) -> None:
    con, b = named
    rows = every(
        con,
        "select * from core.report_location l join core.report r using (report_id) "
        "where r.filer_id = ?",
        b["司法局"].filer_id,
    )
    assert len(rows) == 4
    assert all(row["in_own_column"] and row["listed"] for row in rows)
    assert (
        one(con, "select count(*) as n from core.report where filer_id = ?", b["司法局"].filer_id)[
            "n"
        ]
        == 1
    )


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Built]:
    """Reports in columns that are not their body's."""
    world = World()
    b = {n: world.body(f"{n}镇人民政府") for n in ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛")}
    world.shared({"url": DISCLOSED, "kind": "disclosure"})
    untitled = "关于2022年度法治政府建设情况的报告"
    disclosed = f"青岩县{b['丁'].name}2022年度法治政府建设情况报告"
    lists = {body.column: [] for body in b.values()} | {
        # 乙's report stands in 甲's column only; 甲's own is named by nobody in the title
        b["甲"].column: [
            b["甲"].entry("2023-03-01", title=untitled),
            (b["甲"].page(2), b["乙"].title(), "2023-03-02"),
        ],
        # another county's body, or one that is not registered: the column's owner
        b["丙"].column: [b["丙"].entry("2023-03-01", title="无名局2022年度法治政府建设情况报告")],
        DISCLOSED: [(f"{DISCLOSED}1.html", disclosed, "2023-03-01")],
        # the breadcrumb names a body that the title does not: it may be the owner's all the same
        b["戊"].column: [b["戊"].entry("2023-03-01", title=untitled)],
        # named by nobody and by its owner: the owner's own counts
        b["庚"].column: [
            b["庚"].entry("2023-04-20", number=1),
            b["庚"].entry("2023-01-01", number=2, title="无名局2022年度法治政府建设情况报告"),
        ],
        # listed alone, never opened
        b["辛"].column: [b["辛"].entry("2023-03-01")],
    }
    pages = {
        b["甲"].page(): report(untitled, "2023-03-01"),
        b["甲"].page(2): b["乙"].report("2023-03-02"),
        b["丙"].page(): report("无名局2022年度法治政府建设情况报告"),
        f"{DISCLOSED}1.html": report(disclosed),
        b["戊"].page(): report(
            untitled, "2023-03-01", breadcrumb=["首页", "青岩县人民政府", "己镇", "公开"]
        ),
        b["庚"].page(1): b["庚"].report("2023-04-20"),
        b["庚"].page(2): report("无名局2022年度法治政府建设情况报告", "2023-01-01"),
        b["辛"].page(): 404,
    }
    world.night("2023-05-01", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize(
    ("name", "expected", "source"),
    [
        ("甲", "on_time", "column"),
        ("乙", "on_time", "title"),
        ("丙", "on_time", "column_despite_title"),
        ("丁", "on_time", "title"),
        ("戊", "unobserved: unread_entry", None),
        ("己", "on_time", "breadcrumb"),
        ("庚", "late", "title"),
        ("辛", "on_time", "title"),
    ],
)
def test_a_report_counts_for_its_body_wherever_it_stands(
    elsewhere: Built, name: str, expected: str, source: str | None
) -> None:
    con, b = elsewhere
    assert status(con, b[name]) == expected
    sources = every(
        con, "select filer_source from core.report where filer_id = ?", b[name].filer_id
    )
    assert [row["filer_source"] for row in sources] == ([source] if source else [])


def test_a_report_in_a_wrong_column_is_said_to_be_there(elsewhere: Built) -> None:
    con, b = elsewhere
    assert found(con, "N05") == ["warning"]  # 丁's among the disclosure reports
    own = every(con, "select filer_id from core.report where not in_own_column order by 1")
    assert [row["filer_id"] for row in own] == sorted(b[n].filer_id for n in "乙丁己")
    assert found(con, "W01") == ["warning"] * 3


def test_an_entry_alone_is_a_report_without_text(elsewhere: Built) -> None:
    con, b = elsewhere
    row = one(con, "select * from core.report where filer_id = ?", b["辛"].filer_id)
    assert (row["version_count"], row["text_source"], str(row["published_on"])) == (
        0,
        None,
        "2023-03-01",
    )
    assert row["published_on_source"] == "listing"
    checks = {
        r["check_id"]
        for r in every(
            con,
            "select check_id from checks.offender "
            "where filer_id = ? and report_kind = 'rule_of_law'",
            b["辛"].filer_id,
        )
    }
    assert checks == {"W03"}


def test_the_year_comes_from_the_title_and_else_from_the_page() -> None:
    world = World(first_report_year=2020)
    town = world.body()
    bare = "法治政府建设情况报告"
    world.night(
        "2023-05-01",
        {
            town.column: [
                town.entry("2023-03-01", 2022, 1),
                town.entry("2022-03-01", number=2, title=bare),
                town.entry("2021-03-01", number=3, title=bare),
            ]
        },
        {
            town.page(1): town.report("2023-03-01", report_year=2020, report_year_source="opening"),
            town.page(2): report(
                bare,
                None,
                report_kind="rule_of_law",
                is_report=True,
                report_year=2021,
                report_year_source="opening",
            ),
            town.page(3): report(bare, None, report_kind="rule_of_law", is_report=True),
        },
    )
    con = world.build()
    rows = every(con, "select report_year, report_year_source from core.report order by 1")
    assert [(row["report_year"], row["report_year_source"]) for row in rows] == [
        (2020, "published"),
        (2021, "opening"),
        (2022, "title"),
    ]
    assert duty(con, town, 2020)["published_on"] == "2021-03-01"
    assert len(found(con, "N01")) == 2


def test_an_address_may_carry_another_report_every_year() -> None:
    world = World(first_report_year=2021)
    town = world.body()
    world.night(
        "2022-05-01",
        {town.column: [town.entry(None, 2021)]},
        {town.page(): town.report("2022-03-01", 2021)},
    )
    world.night(
        "2023-05-01",
        {town.column: [town.entry(None, 2022)]},
        {town.page(): town.report("2023-04-20", 2022)},
    )
    con = world.build()
    assert (status(con, town, 2021), status(con, town, 2022)) == ("on_time", "late")
    row = duty(con, town, 2022)
    assert (str(row["not_before"].date()), str(row["not_after"].date())) == (
        "2022-05-01",
        "2023-05-01",
    )
    assert found(con, "W05") == [] and found(con, "W04") == []
