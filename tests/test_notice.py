"""The circular: who is named, who must not be, and what each name rests on."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from flows.exits import WrongUsage
from flows.notice_draft import Draft, draft
from flows.notice_layout import lay_out
from tests.published_world import publish
from tests.sql.pages import section, whole
from tests.sql.world import SITE, Body, World

NIGHT, COUNTY = "2023-04-09T02:30", "500999"
#: Counties beside it, each for one thing that must name nobody, or name him as he is called.
WAIVED, UNSURE, SLIP, MARKUP = "500991", "500992", "500993", "500994"
MISSING, LATE, LACKING, ASIDE = 1, 2, 3, 4
NO_LEADERSHIP = [one for one in whole() if one.items[0].item != "leadership"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Body]]]:
    """One town for each thing that may be said, and a street office that no rule binds."""
    world = World()
    names = {
        "on time": "甲镇", "boundary": "乙镇", "late": "丙镇", "undated": "丁镇",
        "missing": "戊镇", "unobserved": "己镇", "exempt": "庚镇", "attested": "辛镇",
        "lacking": "壬镇", "doubtful": "癸镇", "scripted": "子镇",
    }  # fmt: skip
    bodies = {key: world.body(f"{name}人民政府") for key, name in names.items()}
    street = bodies["soft"] = world.body("丑街道办事处", "subdistrict")
    none = bodies["no column"] = world.body("寅镇人民政府", columns=[])
    reports: dict[str, tuple[str | None, dict[str, Any]]] = {
        "on time": ("2023-03-31", {}),
        "boundary": ("2023-04-01", {}),
        "late": ("2023-04-03", {}),
        "undated": (None, {}),
        "lacking": ("2023-03-02", {"sections": NO_LEADERSHIP}),
        # Shortcomings without a cause are a warning: nobody is named for it.
        "doubtful": ("2023-03-02", {"sections": [
            *[one for one in whole() if one.items[0].item != "problems"],
            section("存在的不足", "认识不够。", path="2", items=("problems",)),
        ]}),
    }  # fmt: skip
    lists: dict[str, Any] = {body.column: [] for body in bodies.values() if body is not none}
    pages: dict[str, Any] = {}
    for key, (day, facts) in reports.items():
        lists[bodies[key].column] = [bodies[key].entry()]
        pages[bodies[key].page()] = bodies[key].report(day, **facts)
    lists[bodies["unobserved"].column] = {"reason": "login"}
    lists[bodies["scripted"].column] = {"reason": "script_list", "kind": "script_list"}
    lists[street.column] = []
    beside(world, lists, pages)
    world.ruling(filer=bodies["exempt"].filer_id, exempt="涉密")
    world.ruling(filer=bodies["attested"].filer_id, attested_on="2023-03-20", where="某报")
    world.night(NIGHT, lists, pages)
    home = tmp_path_factory.mktemp("notice")
    with world.build() as con:
        publish(con, home)
    yield home, bodies


def beside(world: World, lists: dict[str, Any], pages: dict[str, Any]) -> None:
    """Towns of other counties: missing, late, named for another year or in odd letters."""

    def town(code: str, name: str, **county: Any) -> Body:
        codes = [source["county"]["code"] for source in world.sources]
        if code not in codes:
            world.add_county(code, **county)
            codes.append(code)
        place = codes.index(code)
        number = 101 + len(world.sources[place]["filers"])
        body = Body(f"{code}{number}", f"{name}人民政府", f"{SITE}/{code}/{number}/")
        world.filer(body.filer_id, body.name, columns=[body.column], county=place)
        lists[body.column] = []
        return body

    for code, name in ((WAIVED, "清水镇"), (MARKUP, "<b>&镇"), (SLIP, "乙镇")):
        town(code, name, first_report_year=2021 if code == SLIP else 2022)
    late, slip = town(UNSURE, "清水镇"), town(SLIP, "甲镇")
    lists |= {late.column: [late.entry()], slip.column: [slip.entry(year=2021)]}
    # Published for 2022 with the title of 2021.
    years = [{"year": 2022, "count": 5}, {"year": 2023, "count": 2}]
    pages |= {
        late.page(): late.report("2023-04-03"),
        slip.page(): slip.report("2023-03-12", year=2021, years=years),
    }


@pytest.fixture
def changed(world: tuple[Path, dict[str, Body]], tmp_path: Path) -> Path:
    """The same home, for a test that changes its findings."""
    return Path(shutil.copytree(world[0], tmp_path / "home", symlinks=True))


@pytest.fixture(scope="module")
def circular(world: tuple[Path, dict[str, Body]]) -> Draft:
    return draft(world[0], COUNTY, 2022)


def named(circular: Draft, part: int) -> set[str]:
    return {row[1].removesuffix("人民政府") for row in circular.parts[part].rows}


def test_only_binding_duties_with_a_sure_finding_are_named(circular: Draft) -> None:
    assert named(circular, MISSING) == {"戊镇"}
    assert named(circular, LATE) == {"丙镇"}
    assert named(circular, LACKING) == {"壬镇"}
    everything = repr(circular)
    assert "丑街道" not in everything, "no rule binds a street office"
    assert "甲镇" not in everything, "on time and whole"


def test_days_late_begin_on_the_second_of_april(circular: Draft) -> None:
    (row,) = circular.parts[LATE].rows
    assert row[2] == "2023年4月3日"
    assert row[4] == "3日"


def test_what_is_no_reproach_stands_apart_and_says_so(circular: Draft) -> None:
    aside = circular.parts[ASIDE]
    assert "不属于对有关单位的批评" in aside.paragraphs[0]
    said = {line.rpartition("：")[0]: line.rpartition("：")[2] for line in aside.paragraphs[1:]}
    assert {key[:12]: names for key, names in said.items()} == {
        "公开日期为规定所称之日（"[:12]: "乙镇人民政府。",
        "检索到报告、未读到公开日期的"[:12]: "丁镇人民政府。",
        "因未登记栏目，未能完成检索，不作结论的"[:12]: "寅镇人民政府。",
        "因栏目未能打开或者未能完整读取"[:12]: "己镇人民政府。",
        "因栏目列表由脚本生成、无法读取"[:12]: "子镇人民政府。",
        "已登记依法可以不公开的"[:12]: "庚镇人民政府。",
        "网站未检索到、已由人工认定以"[:12]: "辛镇人民政府。",
        "报告中“原因”一项有待人工核对的"[:12]: "癸镇人民政府。",
    }


def test_the_overview_adds_up(circular: Draft) -> None:
    (said,) = circular.parts[0].paragraphs
    # 12 towns, 庚 apart: 甲 辛 壬 癸 on time, 丙 late, 戊 not found, 乙 丁 己 子 寅 set aside.
    assert "共11个" in said and "检索到报告的7个" in said
    assert "及以前的4个" in said and "晚于规定期限的1个" in said
    assert "未检索到报告的1个" in said and "另行核实的5个" in said


def test_nothing_is_called_unpublished_and_the_time_of_the_data_is_said(circular: Draft) -> None:
    words = repr(circular)
    for accusation in ("未公开", "没有公开", "不公开年度", "拒不", "抄袭"):
        assert accusation not in words
    assert "2023年4月9日02:30（北京时间）" in circular.opening[0]
    assert "未检索到2022年度" in circular.parts[MISSING].paragraphs[0]


def test_the_annex_gives_address_date_and_digest_for_every_name(
    circular: Draft, world: tuple[Path, dict[str, Body]]
) -> None:
    home, bodies = world
    rows = {row[1].removesuffix("人民政府"): row for row in circular.annex.rows}
    assert set(rows) == {"戊镇", "丙镇", "壬镇"}
    assert bodies["missing"].column in rows["戊镇"][3]
    # The digest is that of the first list without it; the list of names has the last look.
    assert "2023年4月9日02:30检索，期满后首次未检索到" in rows["戊镇"][3]
    assert bodies["late"].page() in rows["丙镇"][3] and "所标日期2023年4月3日" in rows["丙镇"][3]
    with duckdb.connect(str((home / "current.duckdb").resolve()), read_only=True) as con:
        (digest,) = con.execute(
            "select page_sha256 from core.report where url = ?", [bodies["late"].page()]
        ).fetchone() or ("",)
    assert f"SHA-256：{digest}" in rows["丙镇"][3]
    assert "SHA-256：" in rows["壬镇"][3]


def test_a_waived_finding_names_nobody(changed: Path) -> None:
    assert named(draft(changed, WAIVED, 2022), MISSING) == {"清水镇"}
    with duckdb.connect(str(changed / "releases" / "r1.duckdb")) as con:
        con.execute("update checks.finding set waived_until = '2023-12-31' where check_id = 'T01'")
    got = draft(changed, WAIVED, 2022)
    assert named(got, MISSING) == set()
    assert "已登记暂缓提醒的：清水镇人民政府。" in got.parts[ASIDE].paragraphs
    assert "清水镇" not in repr(got.annex)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"also_dated": "2023-03-01"}, "各处所标日期不一，是否晚于期限须先核实的"),
        ({}, "未检索到报告或者所标日期晚于期限，依据尚不充分的"),
    ],
)
def test_who_is_late_by_an_unsure_finding_is_told_apart(
    changed: Path, more: dict[str, str], said: str
) -> None:
    assert named(draft(changed, UNSURE, 2022), LATE) == {"清水镇"}
    with duckdb.connect(str(changed / "releases" / "r1.duckdb")) as con:
        con.execute(
            "update checks.finding set severity = 'warning', "
            "evidence = json_merge_patch(evidence, ?) where check_id = 'T02'",
            [json.dumps(more)],
        )
    got = draft(changed, UNSURE, 2022)
    assert named(got, LATE) == set()
    assert f"{said}：清水镇人民政府。" in got.parts[ASIDE].paragraphs
    assert "另行核实的1个" in got.parts[0].paragraphs[0]


@pytest.mark.parametrize("sure", [False, True])
def test_a_slip_in_the_year_of_a_title_names_nobody(changed: Path, sure: bool) -> None:
    """Published for 2022 with the title of 2021: late for the one, not to be told for the other.

    Late for 2021 is a warning already; it would name nobody as an error either.
    """
    if sure:
        with duckdb.connect(str(changed / "releases" / "r1.duckdb")) as con:
            con.execute("update checks.finding set severity = 'error' where check_id = 'T02'")
    for year, part in ((2021, LATE), (2022, MISSING)):
        got = draft(changed, SLIP, year)
        assert "甲镇" not in named(got, part)
        assert any("甲镇人民政府。" in line for line in got.parts[ASIDE].paragraphs)
        assert named(got, MISSING) == {"乙镇"}, "the silent one is named all the same"
        assert "甲镇" not in repr(got.annex)


def test_before_the_last_day_nobody_is_missing(tmp_path: Path) -> None:
    world = World()
    body = world.body()
    world.night("2023-04-01T12:00", {body.column: []})
    with world.build() as con:
        publish(con, tmp_path)
    got = draft(tmp_path, COUNTY, 2022)
    assert got.parts[MISSING].rows == [] and got.parts[MISSING].paragraphs == ["无。"]
    assert "尚未届满" in got.parts[0].paragraphs[0]
    assert any("清水镇" in line for line in got.parts[ASIDE].paragraphs)


def test_a_year_without_duties_is_refused(world: tuple[Path, dict[str, Body]]) -> None:
    with pytest.raises(WrongUsage, match="no binding duty"):
        draft(world[0], COUNTY, 2017)


def test_no_english_stands_in_what_the_office_reads_of_the_rule(circular: Draft) -> None:
    said = next(line for line in circular.notes if line.startswith("期限依据"))
    assert "第二十四条或第二十五条" in said
    assert "art." not in said and "disputed" not in said


def test_no_word_of_the_title_is_broken_over_two_lines(circular: Draft) -> None:
    lines = circular.title.splitlines()
    assert [lines[0][-4:], lines[1]] == ["年度报告", "公开情况的通报"]
    assert len(lines[0]) <= 20  # as many of 22 point fit into 156 mm


def test_the_file_is_laid_out_after_the_standard(circular: Draft, tmp_path: Path) -> None:
    lay_out(circular, tmp_path / "sub" / "n.docx")
    file = Document(str(tmp_path / "sub" / "n.docx"))
    page = file.sections[0]
    assert [round(one.mm) for one in (page.page_width, page.page_height) if one] == [210, 297]
    margins = [page.top_margin, page.bottom_margin, page.left_margin, page.right_margin]
    assert [round(one.mm) for one in margins if one] == [37, 35, 28, 26]
    title = next(one for one in file.paragraphs if one.text == circular.title)
    assert title.runs[0].font.size == Pt(22) and title.alignment == 1
    body = next(one for one in file.paragraphs if one.text == circular.opening[0])
    assert body.runs[0].font.size == Pt(16)
    assert body.paragraph_format.line_spacing == Pt(28)
    fonts: Any = body.runs[0].element.rPr
    assert fonts.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert file.settings.odd_and_even_pages_header_footer
    for footer in (page.footer, page.even_page_footer):
        assert "PAGE" in footer._element.xml and footer.paragraphs[0].text == "—  —"
    assert len(file.tables) == 5  # the box of notes, three lists, the annex


def test_no_english_stands_in_the_file(circular: Draft, tmp_path: Path) -> None:
    lay_out(circular, tmp_path / "n.docx")
    file = Document(str(tmp_path / "n.docx"))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(one.text for one in file.paragraphs), *cells])
    assert "期满后首次未检索到" in words
    left = re.sub(r"http://\S+|SHA-256：[0-9a-f]*|r1\.duckdb|SHA-256值", "", words)
    assert re.findall(r"[A-Za-z]{2,}", left) == []


def test_names_with_markup_stay_text(world: tuple[Path, dict[str, Body]], tmp_path: Path) -> None:
    lay_out(draft(world[0], MARKUP, 2022), tmp_path / "n.docx")
    with zipfile.ZipFile(tmp_path / "n.docx") as file:
        assert "&lt;b&gt;&amp;镇" in file.read("word/document.xml").decode()
