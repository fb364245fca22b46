"""K06 to K09 and R03: what a text weighs and whose places it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.document import Document, Section
from flows.parse.page import read_page
from tests.sql.asking import Built, found, one
from tests.sql.pages import attachment, report, section, whole
from tests.sql.world import Answer, Body, World

FILE = "http://www.qy.gov.cn/f/1.pdf"


def shares(achievements: int, problems: int, other: int) -> list[Section]:
    """Main sections of so many characters."""
    sizes = (("主要成效", "achievements", achievements), ("存在的问题", "problems", problems))
    made = [
        section(heading, "由" * (size - 6), path=str(n), items=(item,))
        for n, (heading, item, size) in enumerate(sizes, 1)
        if size
    ]
    return [*made, section("其他", "他" * (other - 4), path="3")]


def figures(*counts: int) -> list[Section]:
    return [
        one.model_copy(update={"figure_count": count})
        for one, count in zip(whole(), counts, strict=True)
    ]


def sized(chars: int) -> dict[str, Any]:
    return {"sections": [section("主要成效", "做" * (chars - 6), items=("achievements",))]}


# check, facts → severities
TEXTS: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "shares as usual": ("K06", {"sections": shares(700, 100, 200)}, []),
    "just enough on problems": ("K06", {"sections": shares(700, 50, 250)}, []),
    "too little on problems": ("K06", {"sections": shares(700, 49, 251)}, ["info"]),
    "just enough praise": ("K06", {"sections": shares(750, 100, 150)}, []),
    "too much praise": ("K06", {"sections": shares(751, 100, 149)}, ["info"]),
    "no part on problems": ("K06", {"sections": shares(700, 0, 300)}, []),
    "at the floor": ("K07", sized(800), []),
    "under the floor": ("K07", sized(799), ["warning"]),
    "short, but the text goes on": ("K07", sized(700) | {"text_chars": 900}, []),
    "figures enough": ("K08", {"sections": figures(1, 0, 0, 0)}, []),
    "no figures": ("K08", {"sections": figures(0, 0, 0, 0)}, ["warning"]),
    "headings in order": ("K09", {}, []),
    "a main heading runs on": (
        "K09",
        {"sections": [section("成效显著", "做", run_in=True), *whole()[1:]]},
        ["info"],
    ),
    "a lower heading runs on": (
        "K09",
        {"sections": [*whole(), section("普法", path="1.1", number="（一）", run_in=True)]},
        [],
    ),
    "a broken number": (
        "K09",
        {"sections": [*whole(), section("普法", path="1.1", number="一)")]},
        ["info"],
    ),
    "a heading is missing": ("K09", {"outline_reason": "number_missing"}, ["info"]),
}


@pytest.fixture(scope="module")
def texts() -> Iterator[Built]:
    world = World()
    b: dict[str, Body] = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for number, (name, (_, facts, _)) in enumerate(TEXTS.items()):
        body = b[name] = world.body(f"甲{number}镇人民政府")
        lists[body.column] = [body.entry()]
        pages[body.page()] = body.report(**facts)
    body = b["the text is in a file"] = world.body("乙镇人民政府")
    lists[body.column] = [body.entry()]
    pages[body.page()] = body.report(attachments=[attachment(FILE)], **sized(700))
    pages[FILE] = Answer(report("附件", None, kind="attachment", **sized(2000)), parent="x")
    # 40 subdistricts of like lengths, one of them with half of the usual and one just over it
    for number in range(40):
        length = {0: 1_999, 1: 2_000}.get(number, 4_000 + number % 2)
        body = b[f"street {number}"] = world.body(f"丙{number}街道办事处", "subdistrict")
        lists[body.column] = [body.entry()]
        pages[body.page()] = body.report(**sized(length))
    world.night("2023-05-01", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_text_weighs(texts: Built, name: str) -> None:
    con, b = texts
    check, _, severities = TEXTS[name]
    assert found(con, check, b[name]) == severities


def test_a_short_page_whose_file_holds_the_text_is_not_short(texts: Built) -> None:
    con, b = texts
    assert found(con, "K07", b["the text is in a file"]) == []


def test_among_the_shortest_only_the_far_shorter_is_shown(texts: Built) -> None:
    con, b = texts
    short = {name for name in b if name.startswith("street") and found(con, "K07", b[name])}
    assert short == {"street 0"}
    assert found(con, "K07", b["street 0"]) == ["info"]


def page(town: str, sentences: str) -> Document:
    """A page of an invented town, read by the parser."""
    html = f"""<html><head><title>报告</title></head><body><h1>青岩县{town}人民政府关于2022年度
    法治政府建设情况的报告</h1><div class="TRS_Editor"><p>发布日期:2023-03-01</p>
    <p>一、主要举措和成效</p><p>今年以来,我单位做了许多工作,开展培训12次。{sentences}</p>
    <p>{"做了许多工作。" * 40}</p>
    <p>二、存在的不足和原因</p><p>由于认识不够,还有差距。</p>
    <p>三、主要负责人履行第一责任人职责情况</p><p>主要负责人履行第一责任人职责。</p>
    <p>四、2023年主要安排</p><p>2023年继续努力做好各项工作。</p></div></body></html>"""
    read = read_page(html.encode(), "http://www.qy.gov.cn/1.html", "text/html; charset=utf-8")
    assert isinstance(read, Document)
    return read


# Sentences in the report of {town} (a 镇 of 青岩县) → words that accuse it.
SENTENCES: dict[str, tuple[str, list[str]]] = {
    "its own name": ("{town}党委政府高度重视,青岩县委、县政府领导有力。", []),
    "another town of the registry": ("流水镇党委政府高度重视法治工作。", ["流水镇"]),
    "another town of the list": ("加强领导。塘坊镇坚持依法行政。", ["塘坊镇"]),
    "another county above it": ("在巫溪县委、县政府的坚强领导下,开展工作。", ["巫溪县"]),
    "its county above it": ("在青岩县委、县政府的坚强领导下,开展工作。", []),
    "a neighbour": ("{town}与流水镇交界,两镇联合执法。", []),
    "a model": ("赴流水镇学习法治政府建设经验。学习借鉴塘坊镇政府做法。", []),
    "one of a list": ("组织流水镇、塘坊镇政府干部参训。", []),
    "another county met": ("与巫溪县司法局共同部署调解。", []),
    "a court next door": ("流水镇法庭审理案件。", []),
    "inside a longer name": ("大流水镇党委政府高度重视。", []),
    "all of the 乡": ("全乡干部学法,乡司法所配备齐全。", ["乡司法所", "全乡"]),
    "乡村 is a word": ("推进乡村振兴和乡镇建设,全域乡风文明。", []),
}


@pytest.fixture(scope="module")
def places() -> Iterator[Built]:
    world = World()
    b: dict[str, Body] = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    world.filer("500999900", "流水镇人民政府")
    for number, (name, (sentences, _)) in enumerate(SENTENCES.items()):
        town = f"甲{'乙丙丁戊己庚辛壬癸子丑寅卯'[number]}镇"
        body = b[name] = world.body(f"{town}人民政府")
        lists[body.column] = [body.entry()]
        pages[body.page()] = page(town, sentences.replace("{town}", town))
    body = b["was a 乡"] = world.body("辰巳镇人民政府", aliases=[_alias("辰巳乡")])
    lists[body.column] = [body.entry()]
    pages[body.page()] = page("辰巳镇", "全乡干部学法。")
    body = b["the county"] = world.body("司法局", "department")
    lists[body.column] = [body.entry()]
    pages[body.page()] = body.report(
        places=page("某镇", "流水镇党委政府高度重视。塘坊镇坚持依法行政。").places
    )
    world.night("2023-05-01", lists, pages)
    con = world.build()
    yield con, b
    con.close()


def _alias(name: str) -> dict[str, Any]:
    return {"name": name, "valid_from": None, "valid_to": None}


def words_of(built: Built, name: str) -> list[str]:
    con, b = built
    if not found(con, "R03", b[name]):
        return []
    row = one(
        con,
        "select o.message, o.evidence, d.document.text as text from checks.offender o "
        "inner join core.report_main m using (report_id) "
        "inner join raw.document d on m.text_url = d.url and m.text_sha256 = d.sha256 "
        "where o.check_id = 'R03' and o.filer_id = ?",
        b[name].filer_id,
    )
    evidence = json.loads(row["evidence"])
    hits = evidence["places"] + evidence["words_of_another_level"]
    if name != "the county":
        assert all(row["text"][hit["offset"] :].startswith(hit["word"]) for hit in hits)
    return sorted({hit["word"] for hit in hits})


@pytest.mark.parametrize("name", SENTENCES)
def test_a_place_that_is_not_its_own(places: Built, name: str) -> None:
    assert words_of(places, name) == SENTENCES[name][1]


def test_a_town_that_was_a_xiang_may_say_so(places: Built) -> None:
    assert words_of(places, "was a 乡") == []


def test_a_department_may_name_the_towns_of_its_county_and_no_others(places: Built) -> None:
    assert words_of(places, "the county") == ["塘坊镇"]
