"""What a report says and lacks: a case that fires, one that does not, and the edge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.document import Marker, Section, YearCount
from tests.sql.asking import Built, checks_of, every, one
from tests.sql.pages import attachment, report, section, unread, whole
from tests.sql.world import Answer, Body, Listed, World

FILE = "http://www.qy.gov.cn/f/{}.pdf"


def without(item: str, *more: Section) -> list[Section]:
    return [one for one in whole() if one.items[0].item != item] + list(more)


def plans(
    heading: str, text: str = "继续努力。", years: list[int] | None = None, **facts: Any
) -> list[Section]:
    return without(
        "plans",
        section(
            heading,
            text,
            path="4",
            items=("plans",),
            years=[YearCount(year=year, count=1) for year in years or []],
            **facts,
        ),
    )


def problems(heading: str, text: str, items: tuple[str, ...] = ("problems",)) -> list[Section]:
    return without("problems", section(heading, text, path="2", items=items))


# Facts of a report → checks.
TEXTS: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "nothing lacks": ({}, set()),
    "no achievements": ({"sections": without("achievements")}, {("K01", "error")}),
    "achievements by their content": (
        {
            "sections": without(
                "achievements", section("依法履职", items=("achievements",), decided_by="content")
            )
        },
        set(),
    ),
    "no shortcomings": ({"sections": without("problems")}, {("K02", "error")}),
    "no cause": ({"sections": problems("存在的问题", "认识不够。")}, {("K03", "warning")}),
    "a cause in the text": ({"sections": problems("存在的问题", "究其根源,认识不够。")}, set()),
    "a cause in the heading": (
        {"sections": problems("不足和原因", "认识不够。", ("problems", "causes"))},
        set(),
    ),
    "a cause in a subsection": (
        {
            "sections": [
                *problems("存在的问题", ""),
                section("一方面", "由于认识不够。", path="2.1", number="(一)"),
            ]
        },
        set(),
    ),
    "nothing on leadership": ({"sections": without("leadership")}, {("K04", "error")}),
    "a sentence on leadership": (
        {
            "sections": without("leadership"),
            "markers": [Marker(marker="leadership", word="第一责任人", offset=3)],
        },
        set(),
    ),
    "a subsection on leadership": (
        {"sections": without("leadership", section("履职", path="1.1", items=("leadership",)))},
        set(),
    ),
    "no plans": ({"sections": without("plans")}, {("K05", "error")}),
    "plans of the report year": (
        {"sections": plans("2022年工作打算", years=[2022])},
        {("K05", "warning")},
    ),
    "plans of the right year": ({"sections": plans("2023年工作打算", years=[2023])}, set()),
    "plans for next year": ({"sections": plans("下一年度主要安排", "下一年度继续努力。")}, set()),
    "plans for the coming time": ({"sections": plans("下一步工作打算")}, {("K05", "info")}),
    "plans that look back": (
        {"sections": plans("下一步工作打算", years=[2022])},
        {("K05", "info")},
    ),
    "plans of a span of years": (
        {"sections": plans("2021-2025年规划打算", years=[2021, 2025])},
        set(),
    ),
    "an outline that was not understood": ({"sections": []}, set()),
    "an outline understood in part": (
        {"sections": without("achievements"), "outline_confidence": "low"},
        {("K01", "warning")},
    ),
    "a file that could not be read": (
        {"sections": [], "text": "见附件", "text_chars": 3},
        set(),
    ),
    "no year in the title": (
        {
            "title": "青岩县{}法治政府建设情况的报告",
            "report_year": 2022,
            "report_year_source": "opening",
        },
        {("N01", "warning")},
    ),
    "two years in the title": (
        {"title": "青岩县{}2022年法治政府建设情况及2023年工作安排的报告"},
        {("N01", "warning")},
    ),
    "published two years after": (
        {"published": "2024-03-01", "years": [YearCount(year=2022, count=5)]},
        {("N01", "warning"), ("T02", "error")},
    ),
    "published two years after, no year in the text": (
        {"published": "2024-03-01"},
        {("N01", "warning"), ("T02", "warning")},
    ),
    "another year in the text": (
        {"years": [YearCount(year=2021, count=5), YearCount(year=2022, count=2)]},
        {("N02", "warning")},
    ),
    "two years as often in the text": (
        {"years": [YearCount(year=2021, count=5), YearCount(year=2022, count=5)]},
        set(),
    ),
    "no year in the text": ({"years": []}, set()),
}
LATER = {
    "N03",
    "K06",
    "K07",
    "K08",
    "K09",
    "N04",
    "W06",
    "W07",
    "R03",
    "T05",
    "T07",
}  # tested apart


@pytest.fixture(scope="module")
def texts() -> Iterator[Built]:
    world = World()
    b: dict[str, Body] = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for number, (name, (facts, _)) in enumerate(TEXTS.items()):
        body = b[name] = world.body(f"甲{number}镇人民政府")
        facts = dict(facts)
        title = facts.pop("title", "青岩县{}关于2022年度法治政府建设情况的报告").format(body.name)
        lists[body.column] = [(body.page(), title, None)]
        pages[body.page()] = body.report(facts.pop("published", "2023-03-01"), title=title, **facts)
    street = b["street"] = world.body("东门街道办事处", "subdistrict")
    lists[street.column] = [street.entry(), street.entry(year=2018, number=2)]
    pages[street.page()] = street.report(sections=without("achievements"))
    old = b["old"] = world.body("旧镇人民政府")
    lists[old.column] = [old.entry(), old.entry(year=2018, number=2)]
    pages |= {
        old.page(): old.report(),
        old.page(2): old.report("2019-03-01", 2018, sections=without("plans")),
    }
    world.night("2024-05-01", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_judged(texts: Built, name: str) -> None:
    con, b = texts
    found = {
        (row["check_id"], row["severity"])
        for row in every(
            con,
            "select check_id, severity from checks.offender "
            "where filer_id = ? and report_year = 2022",
            b[name].filer_id,
        )
        if row["check_id"] not in LATER
    }
    assert found == TEXTS[name][1]


@pytest.mark.parametrize(
    ("name", "check_id", "lacks"),
    [("no achievements", "K01", "achievements"), ("no shortcomings", "K02", "problems")],
)
def test_a_missing_item_comes_with_the_headings_that_are_there(
    texts: Built, name: str, check_id: str, lacks: str
) -> None:
    con, b = texts
    row = one(
        con,
        "select evidence from checks.offender where filer_id = ? and check_id = ?",
        b[name].filer_id,
        check_id,
    )
    there = [f"{one.number}{one.heading}" for one in without(lacks)]
    assert json.loads(row["evidence"])["headings"] == there


def test_only_headings_at_the_top_are_listed(texts: Built) -> None:
    con, b = texts
    row = one(
        con,
        "select headings from core.report_heading_list join core.report using (report_id) "
        "where filer_id = ?",
        b["a cause in a subsection"].filer_id,
    )
    assert "一、存在的问题" in row["headings"]
    assert "(一)一方面" not in row["headings"]


def test_what_does_not_bind_is_a_warning(texts: Built) -> None:
    con, b = texts
    assert ("K01", "warning") in checks_of(con, b["street"])
    assert ("K05", "warning") in checks_of(con, b["old"])


@pytest.mark.parametrize(
    ("name", "item", "depth"),
    [
        ("nothing lacks", "leadership", 3),
        ("a subsection on leadership", "leadership", 2),
        ("a sentence on leadership", "leadership", 1),
        ("nothing on leadership", "leadership", 0),
        ("a cause in the text", "causes", 1),
        ("no cause", "causes", 0),
        ("nothing lacks", "causes", 3),
        ("achievements by their content", "achievements", 3),
        ("no plans", "plans", 0),
    ],
)
def test_depth_of_an_item(texts: Built, name: str, item: str, depth: int) -> None:
    con, b = texts
    row = one(
        con,
        "select c.* from mart.section_coverage c join core.report r using (report_id) "
        "where r.filer_id = ? and c.item = ? and r.report_year = 2022",
        b[name].filer_id,
        item,
    )
    assert (row["depth"], row["present"]) == (depth, depth > 0)
    assert (row["char_share"] is None) == (row["depth"] in (0, 1) or item == "causes")


def test_causes_come_with_their_place_in_the_text(texts: Built) -> None:
    con, b = texts
    row = one(
        con,
        "select s.cause_words, d.document.text as text from core.section s "
        "join core.report r using (report_id) join raw.document d on d.url = r.url "
        "where r.filer_id = ? and s.item = 'problems'",
        b["a cause in the text"].filer_id,
    )
    words = {hit["word"]: hit["offset"] for hit in row["cause_words"]}
    assert set(words) == {"根源", "究其"}
    assert all(row["text"][at:].startswith(word) for word, at in words.items())


ENTRIES = {  # title → fires N05 in a rule_of_law column
    "关于2022年度法治政府建设情况报告的解读": True,
    "关于报送2022年度法治政府建设情况报告的通知": True,
    "清水镇2022年政府信息公开工作年度报告": True,
    "2022年法治政府建设工作要点": True,
    "法治政府建设情况": False,
    "清水镇2022年度法治政府建设情况报告": False,
}


@pytest.fixture(scope="module")
def promised() -> Iterator[Built]:
    """Columns with other things in them; pages and files that do not open."""
    world = World()
    names = (
        "mixed",
        "login",
        "once",
        "twice",
        "scan",
        "scan beside text",
        "dead file",
        "gone entry",
    )
    b = {
        name: world.body("清水镇人民政府" if n == 0 else f"甲{n}镇人民政府")
        for n, name in enumerate(names)
    }
    lists: dict[str, Any] = {b[n].column: [b[n].entry("2023-03-01")] for n in names[1:]}
    lists[b["mixed"].column] = [
        (f"{b['mixed'].column}{n}.html", title, "2023-03-01") for n, title in enumerate(ENTRIES)
    ]
    scan = Answer(
        report("扫描件", None, sections=[], kind="attachment", error="no_text"), parent="x"
    )
    thin: dict[str, Any] = {"sections": [], "text": "见附件", "text_chars": 3}
    pages: dict[str, Any] = {b[n].page(): b[n].report() for n in ("once", "twice")}
    pages[b["login"].page()] = unread()
    pages[b["scan"].page()] = b["scan"].report(attachments=[attachment(FILE.format(1))], **thin)
    pages[b["scan beside text"].page()] = b["scan beside text"].report(
        attachments=[attachment(FILE.format(2))]
    )
    pages[b["dead file"].page()] = b["dead file"].report(attachments=[attachment(FILE.format(3))])
    pages |= {
        FILE.format(1): scan,
        FILE.format(2): scan,
        FILE.format(3): Answer(status=404, parent="x"),
    }
    world.night("2023-05-01", lists, pages)
    world.night("2023-05-02", {}, {b["twice"].page(): "timeout"})
    world.night("2023-05-03", {}, {b["once"].page(): 503})
    con = world.build()
    yield con, b
    con.close()


def test_other_things_in_the_column(promised: Built) -> None:
    con, b = promised
    rows = every(con, "select subject from checks.offender where check_id = 'N05'")
    expected = {f"{b['mixed'].column}{n}.html" for n, fires in enumerate(ENTRIES.values()) if fires}
    assert {row["subject"] for row in rows} == expected
    assert len(rows) == len(expected)


@pytest.mark.parametrize(
    ("name", "fires"),
    [
        ("login", True),
        ("once", False),
        ("twice", True),
        ("scan", True),
        ("scan beside text", False),
        ("dead file", True),
    ],
)
def test_a_promise_that_does_not_open(promised: Built, name: str, fires: bool) -> None:
    con, b = promised
    assert (("W03", "warning") in checks_of(con, b[name])) == fires


def test_a_column_of_both_kinds_may_hold_both() -> None:
    world = World()
    town = world.body("清水镇人民政府")
    world.sources[0]["filers"][0]["columns"].append(
        {"url": town.column, "kind": "disclosure", "valid_from": None, "valid_to": None}
    )
    title = "青岩县清水镇人民政府2022年政府信息公开工作年度报告"
    world.night(
        "2023-05-01",
        {town.column: Listed([town.entry("2023-01-20"), (town.page(2), title, "2023-01-20")])},
        {town.page(): town.report("2023-01-20"), town.page(2): report(title, "2023-01-20")},
    )
    con = world.build()
    assert every(con, "select * from checks.offender where check_id in ('N05', 'W01')") == []
    statuses = every(con, "select report_kind, status from mart.filing_status order by 1")
    assert [tuple(row.values()) for row in statuses] == [
        ("disclosure", "on_time"),
        ("rule_of_law", "on_time"),
    ]
