"""Tables that have lost their cells: read where they can be told apart, else not at all."""

from __future__ import annotations

import io
import random
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.parse.attachment import read_attachment
from flows.parse.disclosure import no_tables, read_disclosure
from flows.parse.disclosure_splits import cut_with_sum
from flows.parse.document import Document, Figure
from flows.parse.page import read_page
from tests.parse.disclosure_pages import APPLICANTS, DISPUTES, GROUPS, RESULTS

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "pages"
Rows = dict[str, list[int]]


def agreeing(dice: random.Random, form: int = 2021, most: int = 40) -> Rows:
    """Random requests that agree with themselves, by row; persons first, total last."""
    members = [row for group in GROUPS[form].values() for row in group]
    results = ["granted", "granted_in_part", *members]
    kinds = [[0] * 6 for _ in results]
    for kind in kinds:
        for column in range(6):
            kind[column] = dice.choice([0, 0, 0, dice.randint(0, most)])
    handled = [sum(kind[column] for kind in kinds) for column in range(6)]
    carried_in = [dice.choice([0, dice.randint(0, 3)]) for _ in range(6)]
    carried_over = [dice.randint(max(0, carried_in[n] - handled[n]), 4) + 0 for n in range(6)]
    received = [handled[n] + carried_over[n] - carried_in[n] for n in range(6)]
    rows = dict(zip(results, kinds, strict=True))
    rows |= {"received": received, "carried_in": carried_in}
    rows |= {"handled": handled, "carried_over": carried_over}
    return {row: [*values, sum(values)] for row, values in rows.items()}


def printed3(rows: Rows, between: str = "", form: int = 2021) -> str:
    """Table 3 with `between` where cells met."""

    def line(label: str, row: str) -> str:
        return between.join([label, *map(str, rows[row])])

    header = ["(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)", "申请人情况"]
    header += ["自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织"]
    parts = [*header, "法律服务机构", "其他"]
    parts.append(line("一、本年新收政府信息公开申请数量", "received"))
    parts.append(line("二、上年结转政府信息公开申请数量", "carried_in"))
    parts += ["三、本年度办理结果", line("（一）予以公开", "granted")]
    note = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    parts.append(line(note, "granted_in_part"))
    for name, members in GROUPS[form].items():
        parts.append(name)
        for number, (row, label) in enumerate(members.items(), start=1):
            parts.append(line(f"{number}.{label}", row))
    parts += [line("（七）总计", "handled"), line("四、结转下年度继续办理", "carried_over")]
    return between.join(parts) + between + "四、政府信息公开行政复议、行政诉讼情况"


def printed4(values: list[int], between: str = "") -> str:
    results = list(RESULTS.values())
    parts = ["行政复议", "行政诉讼", *results, "未经复议直接起诉", "复议后起诉", *results * 2]
    return between.join([*parts, *map(str, values), "五、存在的主要问题及改进情况"])


def read(text: str, table: int) -> tuple[dict[tuple[str, str], float | None], str]:
    figures, tables = read_disclosure(no_tables, f"二、情况\n{text}\n2023年")
    state = next(t.state for t in tables if t.table == table)
    return {(f.row, f.column): f.value for f in figures if f.table == table}, state


def wanted(rows: Rows) -> dict[tuple[str, str], float]:
    return {
        (row, column): float(value)
        for row, values in rows.items()
        for column, value in zip(APPLICANTS, values, strict=True)
    }


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 10**6), form=st.sampled_from([2021, 2024]), most=st.integers(1, 3000))
def test_figures_with_something_between_them_are_read(seed: int, form: int, most: int) -> None:
    rows = agreeing(random.Random(seed), form, most)
    for between in (" ", "\n", "\t"):
        assert read(printed3(rows, between, form), 3) == (wanted(rows), "read")


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 10**6), form=st.sampled_from([2021, 2024]), most=st.integers(1, 300))
def test_figures_that_run_together_are_read_rightly_or_not_at_all(
    seed: int, form: int, most: int
) -> None:
    rows = agreeing(random.Random(seed), form, most)
    found, state = read(printed3(rows, "", form), 3)
    assert (found, state) in ((wanted(rows), "read"), ({}, "unread"))


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_wrong_figure_that_runs_together_is_never_made_right(seed: int) -> None:
    dice = random.Random(seed)
    rows = agreeing(dice)
    row, column = dice.choice(list(rows)), dice.randrange(7)
    rows[row][column] += dice.randint(1, 30)
    found, state = read(printed3(rows), 3)
    assert (found, state) == ({}, "unread")


def test_small_figures_that_run_together_are_read() -> None:
    rows = agreeing(random.Random(1), most=0)
    rows = {row: [0] * 7 for row in rows}
    for row in ("received", "granted", "handled"):
        rows[row] = [28, 0, 0, 0, 0, 0, 28]
    assert read(printed3(rows), 3) == (wanted(rows), "read")


def test_a_row_with_too_few_figures_is_left_out() -> None:
    rows = agreeing(random.Random(2))
    text = printed3(rows, " ").replace("2.重复申请 ", "2.重复申请 — 约")
    found, state = read(text, 3)
    assert state == "partly"
    assert {row for row, _ in found} == set(rows) - {"declined_repeated"}


@pytest.mark.parametrize(
    ("digits", "cut"),
    [
        ("280000028", [28, 0, 0, 0, 0, 0, 28]),
        ("0000000", [0] * 7),
        ("1200004", None),  # no sum
        ("000000", None),  # a cell too few
        ("0000000000000000000000000", None),
        ("12a", None),
    ],
)
def test_digits_are_cut_where_only_one_cut_is_left(digits: str, cut: list[int] | None) -> None:
    assert cut_with_sum(digits, 7) == cut


def test_digits_that_can_be_cut_in_two_ways_are_not() -> None:
    # 1 + 11 = 12, and 11 + 1 = 12.
    assert cut_with_sum("11112", 3) is None


def test_reviews_and_lawsuits_are_read() -> None:
    values = [12, 3, 0, 1, 16, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0]
    keys = [(row, column) for row in DISPUTES for column in RESULTS]
    expected = dict(zip(keys, map(float, values), strict=True))
    assert read(printed4(values, " "), 4) == (expected, "read")
    assert read(printed4([0] * 15), 4) == (dict.fromkeys(keys, 0.0), "read")
    # Figures that do not sum run together in a way that nobody can undo.
    assert read(printed4([1, *[0] * 14]), 4) == ({}, "unread")
    assert read(printed4(values[:-1], " "), 4) == ({}, "unread")


def test_what_was_disclosed_is_read_where_it_can_be_told() -> None:
    text = (
        "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000"
        "行政规范性文件15621第二十条第（五）项信息内容本年处理决定数量行政许可37"
        "第二十条第（六）项信息内容本年处理决定数量行政处罚0行政强制2"
        "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费1.5三、收到和处理"
    )
    found, state = read(text, 2)
    assert state == "partly"  # 15621 may be cut in many ways
    assert found == {
        ("rules", "issued"): 0,
        ("rules", "repealed"): 0,
        ("rules", "in_force"): 0,
        ("permits", "decisions"): 37,
        ("penalties", "decisions"): 0,
        ("coercion", "decisions"): 2,
        ("fees", "charged"): 1.5,
    }
    apart = text.replace("15621", " 15 6 21 ").replace("规章000", "规章 0 0 0 ")
    found, state = read(apart, 2)
    assert state == "read"
    assert found["normative_documents", "in_force"] == 21


def test_words_of_the_tables_in_a_text_are_no_table() -> None:
    text = "本年新收政府信息公开申请数量为3件，其中自然人3件，总计3件。行政许可12件，行政复议1件。"
    figures, tables = read_disclosure(no_tables, text)
    assert figures == []
    assert {t.state for t in tables} == {"absent"}


def word_file(rows: list[list[str]], merged: list[tuple[int, int, int, int]]) -> bytes:
    document = docx.Document()
    document.add_paragraph("青岩县清水镇人民政府2023年政府信息公开工作年度报告")
    for heading in ("一、总体情况", "二、主动公开政府信息情况"):
        document.add_paragraph(heading)
        document.add_paragraph("本机关依法公开政府信息，扎实推进各项工作，回应社会关切。" * 3)
    table = document.add_table(len(rows), max(map(len, rows)))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            table.cell(number, place).text = text
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_tables_of_a_word_file_are_read_with_their_merged_cells() -> None:
    columns = ["自然人", *list(APPLICANTS.values())[1:]]
    payload = word_file(
        [
            ["", "", *columns],
            ["一、本年新收政府信息公开申请数量", "", "1", "", "0", "0", "0", "0", "1"],
            ["（三）不予公开", "1.属于国家秘密", "1", "", "", "", "", "", "1"],
            ["", "2.其他法律行政法规禁止公开", "2", "", "", "", "", "", "2"],
        ],
        [(1, 0, 1, 1), (2, 0, 3, 0)],
    )
    read = read_attachment(payload)
    assert isinstance(read, Document)
    assert read.tables[1].state == "read"
    found = {(f.row, f.column): f for f in read.figures}
    assert found["received", "person"].value == 1
    assert found["received", "company"].is_empty
    assert found["refused_by_law", "total"].value == 2
    assert len(found) == 21


def figures_of(path: str) -> tuple[list[Figure], list[str]]:
    file = CASES / path
    if not file.exists():
        pytest.skip("the case files are not there")
    document = read_page(file.read_bytes())
    assert isinstance(document, Document)
    assert document.report_kind == "disclosure"
    return document.figures, [table.state for table in document.tables]


def test_a_real_page_with_two_of_its_tables() -> None:
    figures, states = figures_of("html_article/pingtan_104906_zfxxgk_2025_EXCERPT.html")
    assert states == ["read", "read", "absent"]
    assert [(f.table, f.row, f.column, f.value) for f in figures] == [
        (2, "normative_documents", "issued", 3),
        (2, "normative_documents", "repealed", 0),
        (2, "normative_documents", "in_force", 24),
        *(
            (3, "received", column, 6 if column in ("person", "total") else 0)
            for column in APPLICANTS
        ),
    ]


def test_a_real_page_whose_cells_run_together() -> None:
    figures, states = figures_of("text_repo/pingtan_96946_zfxxgk_2024_page.txt")
    # Its table 4 does not sum, so its figures cannot be told apart; nor can 15621 in table 2.
    assert states == ["partly", "read", "unread"]
    persons = {f.row: f.value for f in figures if f.table == 3 and f.column == "person"}
    assert len(persons) == 25
    assert {row: value for row, value in persons.items() if value} == {
        "received": 28,
        "granted": 18,
        "granted_in_part": 6,
        "unable_not_held": 4,
        "handled": 28,
    }
    assert {f.row for f in figures if f.table == 2} == {
        *("rules", "permits", "penalties", "coercion", "fees"),
    }
