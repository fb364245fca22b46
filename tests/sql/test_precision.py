"""Forms met on real pages that told something false, or nothing: one case a form."""

from __future__ import annotations

from typing import Any

import pytest

from flows.parse.document import Document, YearCount
from flows.parse.page import read_page
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
        ("青岩县", "后坪苗族土家族乡人民政府", "township", "青岩县后坪乡人民政府"),
        ("青岩县", "后坪乡人民政府", "township", "青岩县后坪苗族土家族乡人民政府"),
        ("青岩县", "石城满族镇人民政府", "township", "石城镇"),
        ("青岩县", "新市街道办事处", "subdistrict", "青岩县新市街"),
        ("青岩县", "人力资源和社会保障局", "department", "青岩县人社局"),
        ("青岩县", "青岩县住房和城乡建设局", "department", "县住建局"),
        ("青岩县", "卫生健康委员会", "department", "青岩卫健委"),
        ("青岩县", "教育体育局", "department", "青岩县教体局"),
        ("青岩县", "经济和信息化委员会", "department", "青岩县经信委"),
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


@pytest.mark.parametrize("unit", ["青岩县建设局", "青岩县保障局", "青岩县人防局", "青岩县人社中心"])
def test_what_is_no_abbreviation_stays_unknown(unit: str) -> None:
    world = World()
    world.shared(SHARED)
    filers = [
        world.filer("500999101", "人力资源和社会保障局", "department"),
        world.filer("500999102", "住房和城乡建设局", "department"),
    ]
    title = f"{unit}关于2022年度法治政府建设情况的报告"
    _page(world, report(title), title)
    con = world.build()
    assert {status(con, filer).partition(":")[0] for filer in filers} == {"unobserved"}


def test_an_abbreviation_of_two_bodies_names_neither() -> None:
    world = World()
    world.shared(SHARED)
    filers = [
        world.filer("500999101", "教育体育局", "department"),
        world.filer("500999102", "教育和体制改革局", "department"),
    ]
    title = "青岩县教体局关于2022年度法治政府建设情况的报告"
    _page(world, report(title), title)
    con = world.build()
    assert {status(con, filer).partition(":")[0] for filer in filers} == {"unobserved"}


def test_a_body_of_the_very_name_comes_before_an_abbreviation() -> None:
    world = World()
    world.shared(SHARED)
    whole_name = world.filer("500999101", "教育体育局", "department")
    short = world.filer("500999102", "教育局", "department")
    title = "青岩县教育局关于2022年度法治政府建设情况的报告"
    _page(world, report(title), title)
    con = world.build()
    assert status(con, short) == "on_time"
    assert status(con, whole_name) == "missing"


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


def _without(*items: str) -> list[Any]:
    return [one for one in whole() if not set(items) & {read.item for read in one.items}]


@pytest.mark.parametrize(
    ("words", "check", "severities"),
    [
        ([("problems", "还存在执法力量不足")], "K02", []),
        ([("problems", "还存在执法力量不足")], "K06", ["info"]),
        ([], "K02", ["error"]),
        ([("plans", "下一步,我镇将继续")], "K05", ["info"]),
        ([("plans", "2023年,我镇将进一步")], "K05", []),
        ([("plans", "明年,我镇将进一步")], "K05", []),
        # A year that is not the next one plans nothing.
        ([("plans", "2022年,我镇将进一步")], "K05", ["error"]),
        ([], "K05", ["error"]),
    ],
)
def test_a_sentence_under_another_heading_is_not_nothing(
    words: list[tuple[str, str]], check: str, severities: list[str]
) -> None:
    """One paragraph at the end of a text often tells what fell short and what comes next."""
    world = World()
    body = world.body()
    markers = [{"marker": name, "word": word, "offset": 9} for name, word in words]
    page = body.report(sections=_without("problems", "plans"), markers=markers)
    world.night("2023-04-02T03:00", {body.column: [body.entry()]}, {body.page(): page})
    assert found(world.build(), check, body) == severities


def test_the_last_paragraph_of_a_page_is_read_to_its_sentences() -> None:
    lines = [
        "一、主要举措和成效",
        "全年召开会议4次，办理案件32件，开展培训6次，党政主要负责人履行第一责任人职责。",
        "二、普法宣传情况",
        "开展讲座16场，发放资料5000余份。",
        "我镇工作虽然取得了一定成绩，但还存在执法力量不足等问题。2023年，我镇将继续加强队伍建设。",
    ]
    title = "清水镇2022年度法治政府建设情况报告"
    text = "".join(f"<p>{line}</p>" for line in lines)
    page = (
        f'<html><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="PubDate" content="2023-02-01 09:00"></head><body><h1>{title}</h1>'
        f'<div class="article-content">{text}</div></body></html>'
    )
    world = World()
    body = world.body()
    document = read_page(page.encode(), body.page())
    assert isinstance(document, Document)
    world.night("2023-04-02T03:00", {body.column: [body.entry()]}, {body.page(): document})
    con = world.build()
    assert [found(con, check, body) for check in ("K01", "K02", "K04", "K05")] == [[], [], [], []]


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("执法人员身兼数职，流动频繁，导致执法力量不足。", []),
        ("普法经费受限于财力，宣传方式单一。", []),
        ("问题的产生主要在于学习不够系统。", []),
        ("执法力量不足，普法方式单一。", ["warning"]),
        ("要因地制宜，因此有待改进。", ["warning"]),
    ],
)
def test_a_cause_is_told_in_many_words(text: str, severities: list[str]) -> None:
    world = World()
    body = world.body()
    problems = section("存在的问题", text, path="2", items=("problems",))
    sections = [whole()[0], problems, *whole()[2:]]
    page = body.report(sections=sections)
    world.night("2023-04-02T03:00", {body.column: [body.entry()]}, {body.page(): page})
    assert found(world.build(), "K03", body) == severities


@pytest.mark.parametrize(
    ("own", "done", "severities"),
    [
        (1, [], []),
        (1, [(2022, 1), (2023, 1)], []),
        (1, [(2023, 2)], ["warning"]),
        # A text that never names its own year may be the next year's under a wrong title.
        (0, [], ["warning"]),
    ],
)
def test_the_next_year_of_plans_and_sign_off_is_not_the_year_of_the_text(
    own: int, done: list[tuple[int, int]], severities: list[str]
) -> None:
    """Plans and the day of the sign-off name it more often than a short text its own year."""
    world = World()
    body = world.body()
    years = [YearCount(year=year, count=count) for year, count in done]
    first = whole()[0].model_copy(update={"years": years})
    told = [YearCount(year=2022, count=1)] * own + [YearCount(year=2023, count=3)]
    page = body.report(sections=[first, *whole()[1:]], years=told)
    world.night("2023-04-02T03:00", {body.column: [body.entry()]}, {body.page(): page})
    assert found(world.build(), "N02", body) == severities
