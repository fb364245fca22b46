"""Forms met on real pages that told something false, or nothing: one case a form."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sql.asking import found, one, status
from tests.sql.pages import report, section, whole
from tests.sql.world import SITE, World

SHARED = f"{SITE}/xzjd/"


def _page(world: World, page: Any, title: str) -> None:
    world.night("2023-04-02T03:00", {SHARED: [(f"{SHARED}1.html", title, None)]})
    world.night("2023-04-03T03:00", pages={f"{SHARED}1.html": page})


@pytest.mark.parametrize(
    ("county", "body", "level", "unit"),
    [
        ("青岩县", "东门街道办事处", "subdistrict", "青岩县人民政府东门街道办事处"),
        ("青岩县", "东门街道办事处", "subdistrict", "重庆市青岩县人民政府东门街道办事处"),
        ("青岩县", "北城街街道办事处", "subdistrict", "青岩县人民政府北城街街道办事处"),
        ("云石土家族苗族自治县", "清水镇人民政府", "township", "云石县清水镇人民政府"),
        ("云石土家族苗族自治县", "清水镇人民政府", "township", "重庆市云石县清水镇"),
        ("云石蒙古自治县", "云石蒙古自治县司法局", "department", "云石县司法局"),
        ("云石各族自治县", "水利局", "department", "云石水利局"),
        ("云石满族自治旗", "清水镇人民政府", "township", "云石旗清水镇人民政府"),
        ("云石彝族自治县", "云石彝族自治县人民政府", "county_government", "云石县人民政府"),
        ("云石彝族自治县", "云石彝族自治县人民政府", "county_government", "云石县"),
    ],
)
def test_a_body_is_known_by_the_name_in_use(county: str, body: str, level: str, unit: str) -> None:
    """In a column of all towns the title alone tells whose report it is."""
    world = World(name=county)
    world.shared(SHARED)
    filer = world.filer("500999101", body, level)
    world.filer("500999102", "白鹤镇人民政府")
    title = f"{unit}关于2022年度法治政府建设情况的报告"
    _page(world, report(title, publisher=unit, sign_off=unit), title)
    con = world.build()
    assert status(con, filer) == "on_time"
    assert found(con, "N04") == []
    assert found(con, "X01") == []


def test_a_town_of_another_county_stays_a_strange_one() -> None:
    world = World(name="云石土家族苗族自治县")
    world.shared(SHARED)
    filer = world.filer("500999101", "清水镇人民政府")
    title = "石云县清水镇人民政府关于2022年度法治政府建设情况的报告"
    _page(world, report(title), title)
    con = world.build()
    assert status(con, filer) != "on_time"


@pytest.mark.parametrize(
    ("signed", "severities"),
    [
        ("中共青岩县清水镇委员会青岩县清水镇人民政府", []),
        ("中共青岩县清水镇委员会清水镇人民政府", []),
        ("中共青岩县白鹤镇委员会青岩县白鹤镇人民政府", ["warning"]),
    ],
)
def test_party_and_government_sign_on_one_line(signed: str, severities: list[str]) -> None:
    world = World()
    body = world.body()
    world.filer("500999900", "白鹤镇人民政府")
    page = body.report(sign_off=signed)
    world.night("2023-04-02T03:00", {body.column: [body.entry()]}, {body.page(): page})
    assert found(world.build(), "N04", body) == severities


@pytest.mark.parametrize(
    ("heading", "item", "severities"),
    [
        ("2021年法治政府建设基本情况", "achievements", ["warning"]),
        ("2021年度存在的不足", "problems", ["warning"]),
        ("2021年党政主要负责人履行职责情况", "leadership", ["warning"]),
        ("2022年法治政府建设基本情况", "achievements", []),
        ("2021-2022年法治政府建设情况", "achievements", []),
        ("《法治政府建设实施纲要(2021-2025年)》落实情况", "achievements", []),
        ("2021年反馈问题整改情况", "achievements", []),
        ("2021年以来工作开展情况", "achievements", []),
        ("2021年创新做法", "innovation", []),
        ("2023年工作情况", "achievements", []),
        ("主要举措和成效", "achievements", []),
    ],
)
def test_a_heading_on_another_year_than_the_title(
    heading: str, item: str, severities: list[str]
) -> None:
    """The text may name its own year most often and still have an old year's heading."""
    world = World()
    body = world.body()
    sections = [section(heading, "做了许多工作。" * 120, items=(item,)), *whole()[1:]]
    page = body.report(sections=sections, years=[{"year": 2022, "count": 9}])
    world.night("2023-04-02T03:00", {body.column: [body.entry()]}, {body.page(): page})
    con = world.build()
    assert found(con, "N02", body) == severities
    if severities:
        evidence = one(con, "select evidence from checks.offender where check_id = 'N02'")
        assert heading in evidence["evidence"]
