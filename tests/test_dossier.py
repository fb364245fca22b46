"""The dossier: everything about one duty in one file, and nothing of a page comes alive in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from flows.dossier import gather
from flows.dossier_page import Language, page
from flows.exits import WrongUsage
from flows.parse.document import Marker
from tests.published_world import publish
from tests.sql.pages import section, whole
from tests.sql.world import Body, World

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Body]]]:
    world = World(first_report_year=2021)
    names = {"late": "甲镇", "missing": "乙镇", "edited": "丙镇", "hostile": "丁镇"}
    bodies = {key: world.body(f"{name}人民政府") for key, name in names.items()}
    hostile = bodies["hostile"]
    first = [*whole(), section("其他", "旧的一句话在这里。", path="5", items=("other",))]
    second = [*whole(), section("其他", "新的一句话在这里。", path="5", items=("other",))]
    lists = {body.column: [body.entry()] for body in bodies.values()}
    lists[bodies["missing"].column] = []
    pages = {
        bodies["late"].page(): bodies["late"].report("2023-04-09"),
        bodies["edited"].page(): bodies["edited"].report("2023-03-01", sections=first),
        hostile.page(): hostile.report(
            "2023-03-01",
            sections=[*whole(), section("其他", HOSTILE, path="5", items=("other",))],
            publisher=HOSTILE,
            markers=[Marker(marker="leadership", word=HOSTILE, offset=0)],
        ),
    }
    world.night("2023-04-09T02:30", lists, pages)
    edited = {bodies["edited"].page(): bodies["edited"].report("2023-03-01", sections=second)}
    world.night("2023-04-10T02:30", lists, edited)
    home = tmp_path_factory.mktemp("dossier")
    with world.build() as con:
        publish(con, home)
    yield home, bodies


def dossier(
    world: tuple[Path, dict[str, Body]], key: str, language: Language = "zh"
) -> BeautifulSoup:
    home, bodies = world
    gathered = gather(home, bodies[key].filer_id, "rule_of_law", 2022)
    return BeautifulSoup(page(gathered, language), "lxml")


def section_of(soup: BeautifulSoup, heading: str) -> str:
    """Text of everything below a heading, up to the next."""
    begin = next(one for one in soup.find_all("h2") if heading in one.get_text())
    parts = []
    for one in begin.find_next_siblings():
        if one.name == "h2":
            break
        parts.append(one.get_text(" "))
    return " ".join(" ".join(parts).split())


def test_verdict_findings_evidence_and_dates_are_shown(
    world: tuple[Path, dict[str, Body]],
) -> None:
    soup = dossier(world, "late")
    assert "逾期 公开日期 2023-04-09，比截止日 2023-03-31 晚 9 天。" in section_of(soup, "结论")
    findings = section_of(soup, "全部发现")
    assert "T02 逾期公开" in findings and "比截止日 2023-03-31 晚 9 天" in findings
    assert "首次观测" in section_of(soup, "日期证据")
    assert "2023-04-09" in section_of(soup, "日期证据")
    assert world[1]["late"].column in str(soup)


def test_the_rule_on_the_day_and_the_basis_of_a_check_are_said(
    world: tuple[Path, dict[str, Body]],
) -> None:
    soup = dossier(world, "late")
    assert "第二十四条或第二十五条" in section_of(soup, "结论")
    assert "依据：法治政府建设年度报告：《法治政府建设与责任落实督察工作规定》" in section_of(
        soup, "全部发现"
    )
    english = dossier(world, "late", "en")
    assert "(art. 24 or 25, disputed)" in section_of(english, "Verdict")
    assert "basis: 厅字〔2019〕28号: 每年4月1日之前公开" in section_of(english, "findings")


@pytest.mark.parametrize("key", ["late", "missing", "edited"])
def test_no_english_is_left_in_it(world: tuple[Path, dict[str, Body]], key: str) -> None:
    soup = dossier(world, key)
    assert soup.html is not None and soup.html["lang"] == "zh-CN"
    for address in soup.find_all(["style", "code", "pre", "a"]):
        address.decompose()
    for words in ("current.duckdb", "r1.duckdb", "run-1", "run-2"):
        for one in soup.find_all(string=re.compile(re.escape(words))):
            one.replace_with(str(one).replace(words, ""))
    left = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"https?://\S+", "", soup.get_text(" "))))
    assert left <= {"WARC", "SHA", "SQL", "DuckDB"}


def test_no_chinese_label_is_left_in_the_english_one(
    world: tuple[Path, dict[str, Body]],
) -> None:
    soup = dossier(world, "late", "en")
    labels = [one.get_text() for one in soup.find_all(["h2", "dt", "th", "summary"])]
    assert labels and not [one for one in labels if re.search(r"[一-龥]", one)]
    assert "dated 2023-04-09" in section_of(soup, "findings")


def test_evidence_does_not_say_again_what_the_verdict_and_the_dates_say(
    world: tuple[Path, dict[str, Body]],
) -> None:
    evidence = dossier(world, "late").select_one(".finding details")
    assert evidence is not None
    told = evidence.get_text(" ")
    assert "截止日" not in told and "见“日期证据”" in told
    assert "逾期天数 9" in told and "存档摘要" in told


def test_the_words_that_decided_are_marked_in_the_text(
    world: tuple[Path, dict[str, Body]],
) -> None:
    soup = dossier(world, "late")
    marked = {one.get_text() for one in soup.select(".report mark")}
    assert "由于" in marked and any("第一责任人" in words for words in marked)
    body = gather(world[0], world[1]["late"].filer_id, "rule_of_law", 2022).versions[-1]["text"]
    shown = soup.select_one("div.report:not(.diff)")
    assert shown is not None
    for label in shown.find_all("sup"):
        label.decompose()
    assert shown.get_text() == body


def test_a_missing_report_says_where_was_looked_and_never_unpublished(
    world: tuple[Path, dict[str, Body]],
) -> None:
    soup = dossier(world, "missing")
    words = section_of(soup, "结论")
    assert "未找到 截至 2023-04-10 02:30，在所列的全部栏目中未找到" in words
    assert world[1]["missing"].column in section_of(soup, "全部发现")
    assert "2023-04-10" in section_of(soup, "栏目观测记录")
    headings = [one.get_text() for one in soup.find_all("h2")]
    assert "存档正文" not in headings and "日期证据" not in headings, "nothing can stand there"
    assert "不等于没有公开" in soup.get_text()


def test_versions_show_what_was_changed(world: tuple[Path, dict[str, Body]]) -> None:
    soup = dossier(world, "edited")
    assert [one.get_text() for one in soup.select(".diff del")] == ["旧"]
    assert [one.get_text() for one in soup.select(".diff ins")] == ["新"]
    assert "W05" in section_of(soup, "全部发现")


def test_nothing_of_a_page_comes_alive_and_nothing_is_loaded(
    world: tuple[Path, dict[str, Body]],
) -> None:
    soup = dossier(world, "hostile")
    assert "<script>alert(1)</script>" in soup.get_text()
    assert soup.find_all(["script", "img", "iframe", "link", "object", "form"]) == []
    assert not re.search(r"""\son\w+=|src=|url\(|@import""", re.sub(r">[^<]*<", "><", str(soup)))
    assert all(str(one["href"]).startswith(("http://", "https://")) for one in soup.find_all("a"))
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None and "default-src 'none'" in str(policy["content"])


def test_how_to_derive_it_again_is_said(world: tuple[Path, dict[str, Body]]) -> None:
    home, bodies = world
    gathered = gather(home, bodies["missing"].filer_id, "rule_of_law", 2022)
    words = section_of(dossier(world, "missing"), "如何复核")
    assert f"fazhi verify {gathered.duty['report_id']}" in words
    assert "sql/checks/T01.sql" in words


def test_a_body_is_found_by_its_name_and_an_alias(world: tuple[Path, dict[str, Body]]) -> None:
    home, bodies = world
    by_name = gather(home, "甲镇人民政府", "rule_of_law", 2022)
    assert by_name.duty["filer_id"] == bodies["late"].filer_id


@pytest.mark.parametrize(
    ("filer", "year", "why"),
    [("无此镇", 2022, "no body"), ("甲镇人民政府", 2015, "owes no rule_of_law report")],
)
def test_what_is_not_published_is_refused(
    world: tuple[Path, dict[str, Body]], filer: str, year: int, why: str
) -> None:
    with pytest.raises(WrongUsage, match=why):
        gather(world[0], filer, "rule_of_law", year)
