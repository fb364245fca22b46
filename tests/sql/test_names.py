"""N03, N04 and X01: what a report is called, and whose it is by every place that names a body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sql.asking import Built, every, found, one
from tests.sql.pages import report
from tests.sql.world import SITE, Body, World
from warehouse.sqlfiles import SQL, read_sql

# What follows the year in the title → N03.
NAMES = {
    "法治政府建设年度报告": [],
    "年度法治政府建设情况的报告": ["info"],
    "年法治政府建设工作报告": ["info"],
    "年度法治政府建设年度报告": [],
}
COUNTY_OFFICE = "青岩县人民政府办公室"
# Facts of a page of 清水镇 → N04.
PLACES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "title alone": ({}, []),
    "all the same": (
        {
            "breadcrumb": [
                "首页",
                "乡镇街道",
                "{town}人民政府",
                "政务公开",
                "法治政府建设年度报告",
            ],
            "publisher": "{town}",
            "sign_off": "青岩县{town}人民政府",
        },
        [],
    ),
    "party and government": (
        {"sign_off": "中共{town}委员会 {town}人民政府", "publisher": "中共青岩县{town}委员会"},
        [],
    ),
    "an office of the town": ({"publisher": "{town}党政办公室"}, []),
    "a room in the house": ({"publisher": "党政综合办公室"}, []),
    "the county office": ({"publisher": COUNTY_OFFICE}, ["warning"]),
    "another town signs": ({"sign_off": "青岩县别镇人民政府"}, ["warning"]),
    "another town's path": ({"breadcrumb": ["首页", "别镇人民政府", "公开"]}, ["warning"]),
    "the county's path": ({"breadcrumb": ["首页", "青岩县人民政府", "政务公开", "乡镇街道"]}, []),
    "the city's path": ({"breadcrumb": ["重庆市人民政府", "政务公开"]}, []),
    "an unknown town's path": ({"breadcrumb": ["首页", "无名镇人民政府"]}, ["warning"]),
}


@pytest.fixture(scope="module")
def named() -> Iterator[Built]:
    world = World()
    b: dict[str, Body] = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    world.filer("500999", "青岩县人民政府", "county_government")
    world.filer("500999900", "别镇人民政府", columns=[f"{SITE}/900/"])
    for number, name in enumerate(NAMES):
        body = b[name] = world.body(f"甲{number}镇人民政府")
        title = f"青岩县甲{number}镇人民政府关于2022{name}"
        if name == "法治政府建设年度报告":
            title = f"青岩县甲{number}镇人民政府{name}(2022年)"
        lists[body.column] = [(body.page(), title, None)]
        pages[body.page()] = body.report(title=title)
    for number, (name, (facts, _)) in enumerate(PLACES.items()):
        town = f"丙{number}镇"
        body = b[name] = world.body(f"{town}人民政府")
        facts = json.loads(json.dumps(facts).replace("{town}", town))
        lists[body.column] = [body.entry()]
        pages[body.page()] = body.report(**facts)
    body = b["unknown title"] = world.body("丁镇人民政府")
    title = "青岩县戊镇人民政府关于2022年度法治政府建设情况的报告"
    lists[body.column] = [(body.page(), title, None)]
    pages[body.page()] = report(title)
    body = b["renamed"] = world.body(
        "新镇人民政府",
        valid_from="2001-01-01",
        aliases=[{"name": "老镇", "valid_from": "2001-01-01", "valid_to": "2020-05-31"}],
    )
    body_title = "青岩县老镇人民政府关于2022年度法治政府建设情况的报告"
    lists[body.column] = [(body.page(), body_title, None), body.entry(year=2023, number=2)]
    pages[body.page()] = report(body_title)
    pages[body.page(2)] = body.report("2024-03-01", 2023)
    world.night("2024-05-01", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize("name", NAMES)
def test_what_a_report_is_called(named: Built, name: str) -> None:
    con, b = named
    assert found(con, "N03", b[name]) == NAMES[name]


def test_only_a_verified_rule_of_the_province_makes_a_wrong_name_an_error(named: Built) -> None:
    con, b = named
    check = read_sql(SQL / "checks" / "N03.sql").body
    con.execute("begin")
    con.execute(
        "insert into ref.naming_rule values "
        "('rule_of_law', '重庆市', '法治政府建设年度报告', null, true, false, '指引')"
    )
    by_filer = f"select filer_id, severity from ({check}) where report_year = 2022"
    assert {severity for _, severity in con.execute(by_filer).fetchall()} == {"info"}
    con.execute("update ref.naming_rule set verified = true where province = '重庆市'")
    judged = dict(con.execute(by_filer).fetchall())
    con.execute("rollback")
    assert judged[b["年法治政府建设工作报告"].filer_id] == "error"
    assert b["年度法治政府建设年度报告"].filer_id not in judged


@pytest.mark.parametrize("name", PLACES)
def test_whose_report_it_is_by_every_place(named: Built, name: str) -> None:
    con, b = named
    assert found(con, "N04", b[name]) == PLACES[name][1]


def test_evidence_shows_every_place_with_its_words(named: Built) -> None:
    con, b = named
    row = one(
        con,
        "select message, evidence from checks.offender where check_id = 'N04' and filer_id = ?",
        b["the county office"].filer_id,
    )
    places = {one["source"]: one for one in json.loads(row["evidence"])["places"]}
    assert places["title"]["agrees"] and not places["publisher"]["agrees"]
    assert places["publisher"]["names"][0]["name"] == COUNTY_OFFICE
    assert COUNTY_OFFICE in row["message"]


def test_a_title_of_an_unknown_body_disagrees_with_the_column(named: Built) -> None:
    con, b = named
    assert found(con, "N04", b["unknown title"]) == ["warning"]
    rows = every(con, "select subject from checks.offender where check_id = 'X01'")
    assert "青岩县戊镇人民政府" in {row["subject"] for row in rows}


def test_a_name_that_the_body_no_longer_has_is_shown(named: Built) -> None:
    con, b = named
    row = one(
        con,
        "select subject, report_year, severity from checks.offender "
        "where check_id = 'X01' and filer_id = ?",
        b["renamed"].filer_id,
    )
    assert tuple(row.values()) == ("青岩县老镇人民政府", 2022, "info")
