"""The roster of an office as a source file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from flows.cli import run
from flows.exits import WrongUsage
from flows.propose.render import source_text
from flows.propose.roster import Request, propose_from_roster
from flows.sources.registry import InvalidSources, Source, read_source

TODAY = date(2026, 4, 2)
HOST = "http://www.yangxian.example.cn"
CHINESE = [
    ["单位名称", "级别", "栏目地址"],
    ["样县人民政府", "县政府", f"{HOST}/zwgk/fzbg/"],
    ["样县财政局", "部门", f"{HOST}/bm/czj/fzbg/"],
    ["甲镇", "镇", f"{HOST}/jz/jia/fzbg/"],
    ["乙街道办事处", "街镇", ""],
    ["样县工业园区管委会", "管委会", f"{HOST}/gyq/fzbg/"],
]
ENGLISH = [
    ["Name", "Level", "Column address"],
    ["样县人民政府", "county_government", f"{HOST}/zwgk/fzbg/"],
    ["样县财政局", "department", f"{HOST}/bm/czj/fzbg/"],
    ["甲镇", "township", f"{HOST}/jz/jia/fzbg/"],
    ["乙街道办事处", "subdistrict", None],
    ["样县工业园区管委会", "committee", f"{HOST}/gyq/fzbg/"],
]


def csv_text(rows: list[list[Any]]) -> str:
    return "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows)


def write(folder: Path, rows: list[list[Any]], kind: str) -> Path:
    if kind == "xlsx":
        file = folder / "roster.xlsx"
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(file)
        return file
    file = folder / "roster.csv"
    file.write_bytes(csv_text(rows).encode(kind))
    return file


def imported(file: Path, **special: Any) -> Source:
    given = {"code": "990001", "name": "样县", "province": "样省", **special}
    text = source_text(propose_from_roster(Request(file, TODAY, **given)))
    out = file.with_name("out.toml")
    out.write_text(text, "utf-8")
    return read_source(out)


def problems(file: Path) -> list[str]:
    with pytest.raises(InvalidSources) as caught:
        imported(file)
    return caught.value.problems


@pytest.mark.parametrize("rows", [CHINESE, ENGLISH], ids=["chinese", "english"])
@pytest.mark.parametrize("kind", ["xlsx", "utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_roster_is_read_in_every_form(tmp_path: Path, rows: list[list[Any]], kind: str) -> None:
    source = imported(write(tmp_path, rows, kind))
    assert [(f.id, f.name, f.level, len(f.columns)) for f in source.filers] == [
        ("990001-xzf", "样县人民政府", "county_government", 1),
        ("990001-czj", "样县财政局", "department", 1),
        ("990001-jia", "甲镇人民政府", "township", 1),
        ("990001-body", "乙街道办事处", "subdistrict", 0),
        ("990001-gyq", "样县工业园区管理委员会", "committee", 1),
    ]
    assert source.county.site == f"{HOST}/"
    assert source.county.first_report_year == 2025


def test_more_columns_of_a_body_kinds_ids_and_aliases(tmp_path: Path) -> None:
    rows = [
        ["单位", "类别", "网址", "报告类型", "代码", "简称"],
        ["甲镇", "乡镇", f"{HOST}/a/", "法治政府建设年度报告", "990001100", "甲镇政府、老甲镇"],
        ["甲镇", "乡镇", f"{HOST}/b/", "政府信息公开年报", "", ""],
    ]
    (filer,) = imported(write(tmp_path, rows, "utf-8")).filers
    assert filer.id == "990001100"
    assert [(c.url, c.kind) for c in filer.columns] == [
        (f"{HOST}/a/", "rule_of_law"),
        (f"{HOST}/b/", "disclosure"),
    ]
    assert {alias.name for alias in filer.aliases} == {"甲镇政府", "老甲镇", "甲镇"}


def test_towns_on_the_list_of_units_tell_the_county_and_get_their_codes(tmp_path: Path) -> None:
    rows = [CHINESE[0], ["塘坊镇", "镇", f"{HOST}/t/"], ["宁厂镇人民政府", "", f"{HOST}/n/"]]
    source = imported(write(tmp_path, rows, "gbk"), code=None, name=None, province=None)
    assert (source.county.code, source.county.name) == ("500238", "巫溪县")
    assert [filer.id for filer in source.filers] == ["500238111", "500238102"]


def test_headings_above_merged_cells_and_links_as_people_make_them(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    for row in (
        ["样县年度报告公开栏目一览表"],
        [],
        ["序号", "单位名称", "级别", "栏目地址"],
        [1, "甲镇", "镇", "点击查看"],
        [2, "乙镇", None, f"{HOST}/yi/"],
    ):
        page.append(row)
    page["D4"].hyperlink = f"{HOST}/jia/"
    page["B4"].hyperlink = f"{HOST}/home/"
    page.merge_cells("C4:C5")
    page.merge_cells("A1:D1")
    file = tmp_path / "r.xlsx"
    book.save(file)
    source = imported(file)
    assert [(f.name, f.level, f.columns[0].url) for f in source.filers] == [
        ("甲镇人民政府", "township", f"{HOST}/jia/"),
        ("乙镇人民政府", "township", f"{HOST}/yi/"),
    ]


@pytest.mark.parametrize("kind", ["xlsx", "gbk"])
def test_every_mistake_is_named_with_file_row_column_and_remedy(tmp_path: Path, kind: str) -> None:
    rows = [
        CHINESE[0],
        ["甲镇", "镇", "www.x.cn"],
        ["某局", "", f"{HOST}/a/"],
        ["", "镇", f"{HOST}/b/"],
        ["丙局", "处级", f"{HOST}/c/"],
    ]
    file = write(tmp_path, rows, kind)
    said = problems(file)
    expected = [
        (2, "栏目地址", "not a web address"),
        (3, "级别", "is empty"),
        (4, "单位名称", "is empty"),
        (5, "级别", "'处级' is no level"),
    ]
    assert len(said) == len(expected)
    for line, (row, column, what) in zip(said, expected, strict=True):
        assert line.startswith(f"{file.name}: row {row}: column {column}: ")
        assert what in line
        assert ";" in line


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a", "b"], ["c", "d"]], "row 1: no header"),
        ([CHINESE[0]], "no row below the header"),
        ([CHINESE[0], CHINESE[3], CHINESE[3]], "row 3: 甲镇 has this address twice"),
        ([CHINESE[0], CHINESE[3], ["甲镇", "街道", ""]], "row 3: 甲镇 is township further up"),
        ([[*CHINESE[0], "代码"], [*CHINESE[3], "123"]], "row 2: '123' is no id"),
    ],
)
def test_what_is_wrong_with_the_table_as_a_whole(
    tmp_path: Path, rows: list[list[Any]], said: str
) -> None:
    assert any(said in line for line in problems(write(tmp_path, rows, "utf-8")))


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "neither XLSX nor CSV"),
        (b"\xff\xff\xff\x81", "neither UTF-8 nor GBK"),
        (b"", "no header"),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, payload: bytes, said: str) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(payload)
    assert said in problems(file)[0]
    assert said in "".join(problems(file))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "give an XLSX or CSV file" in problems(tmp_path / "x.csv")[0]


@pytest.mark.parametrize(
    ("special", "option"),
    [({"code": None}, "--code"), ({"name": None}, "--name"), ({"site": "x"}, "--site")],
)
def test_what_the_table_does_not_say_is_asked_for(
    tmp_path: Path, special: dict[str, Any], option: str
) -> None:
    with pytest.raises(WrongUsage, match=option):
        imported(write(tmp_path, CHINESE, "utf-8"), **special)


def test_the_command_writes_a_new_file_and_shows_a_diff_to_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAZHI_SOURCES", str(tmp_path))
    county = ["--code", "990001", "--name", "样县", "--province", "样省"]
    file = tmp_path / "yang.toml"
    roster = str(write(tmp_path, CHINESE[:4], "gbk"))
    assert run(["sources", "import", roster, *county, "-o", str(file)]) == 0
    first = file.read_text("utf-8")
    assert run(["sources", "import", roster, "--code", "990001"]) == 0
    assert "nothing new" in capsys.readouterr().err
    roster = str(write(tmp_path, CHINESE, "gbk"))
    assert run(["sources", "import", roster, "--code", "990001"]) == 0
    out, err = capsys.readouterr()
    assert '+name = "乙街道办事处"' in out
    assert "--write" in err
    assert file.read_text("utf-8") == first
    assert run(["sources", "import", roster, "--code", "990001", "--write"]) == 0
    assert len(read_source(file).filers) == 5


def test_new_bodies_that_a_shared_column_would_accuse_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAZHI_SOURCES", str(tmp_path))
    county = ["--code", "990001", "--name", "样县", "--province", "样省"]
    file = tmp_path / "yang.toml"
    first = str(write(tmp_path, CHINESE[:3], "gbk"))
    assert run(["sources", "import", first, *county, "-o", str(file)]) == 0
    shared = f'[[county.column]]\nurl = "{HOST}/xz/nb/"\nkind = "disclosure"\n\n[[filer]]'
    file.write_text(file.read_text("utf-8").replace("[[filer]]", shared, 1), "utf-8")
    own = ["甲镇", "镇", f"{HOST}/jz/jia/nb/", "政府信息公开工作年度报告"]
    rows = [[*CHINESE[0], "报告类型"], own, [*CHINESE[4], ""]]
    capsys.readouterr()
    assert run(["sources", "import", str(write(tmp_path, rows, "gbk")), "-o", str(file)]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if "shared disclosure" in line]
    assert len(said) == 1
    assert "乙街道办事处" in said[0] and "甲镇" not in said[0]


def test_an_id_that_no_address_gave_a_slug_asks_for_one(tmp_path: Path) -> None:
    file = write(tmp_path, [*CHINESE[:3], ["样县人民政府办公室", "部门", ""]], "gbk")
    request = Request(file, TODAY, code="990001", name="样县", province="样省")
    notes = {filer.id: filer.notes for filer in propose_from_roster(request).filers}
    assert notes["990001-czj"] == []
    assert "never changed" in " ".join(notes["990001-body"])


def test_the_command_leaves_with_64_for_a_roster_with_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAZHI_SOURCES", str(tmp_path))
    file = write(tmp_path, [CHINESE[0], ["甲镇", "镇", "x"]], "utf-8")
    assert run(["sources", "import", str(file), "--code", "990001"]) == 64
    assert "row 2" in capsys.readouterr().err
