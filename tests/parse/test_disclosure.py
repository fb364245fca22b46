"""The three tables of disclosure reports on whole pages: every shape, nothing, zero, and none."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.parse.disclosure_terms import FORMS
from flows.parse.document import Document, StatutoryTable
from flows.parse.page import read_page
from tests.parse.disclosure_pages import (
    APPLICANTS,
    BLOCKS,
    DISPUTES,
    GROUPS,
    RESULTS,
    Shape,
    Writer,
    page,
)

SHAPES = {
    "as the form has it": Shape(),
    "trial form of 2019": Shape(form=2019),
    "newer rows": Shape(form=2024),
    "upright words": Shape(vertical=True),
    "labels over two paragraphs": Shape(two_paragraphs=True),
    "cells that do not reach down": Shape(fallen_rowspans=True),
    "groups on lines of their own": Shape(own_lines=True),
    "labels in one cell": Shape(one_cell=True),
    "full-width figures": Shape(wide=True),
    "a table over two pages": Shape(split_after=9),
    "a table over two pages, header again": Shape(split_after=9, header_again=True),
    "results without numbers": Shape(numbers=False),
    "table 4 by rows": Shape(by_rows=True),
    "a copy for telephones": Shape(two_copies=True),
    "header cells": Shape(tag="th"),
}


def keys_of(form: int) -> dict[int, list[tuple[str, str]]]:
    """Every cell of the three tables of a form."""
    rows3 = ["received", "carried_in", "granted", "granted_in_part", "handled", "carried_over"]
    rows3 += [row for members in GROUPS[form].values() for row in members]
    rows3 += ["other"] if form == 2019 else []
    blocks = BLOCKS[2019 if form == 2019 else 2021]
    return {
        2: [(row, column) for _, columns, rows in blocks for row in rows for column in columns],
        3: [(row, column) for row in rows3 for column in APPLICANTS],
        4: [(row, column) for row in DISPUTES for column in RESULTS],
    }


def read(shape: Shape, cells: dict[int, dict[tuple[str, str], str]]) -> Document:
    writer = Writer(shape)
    tables = {
        2: writer.table2(cells[2]),
        3: writer.table3(cells[3]),
        4: writer.table4(cells[4]),
    }
    read = read_page(page(tables, copies=2 if shape.two_copies else 1))
    assert isinstance(read, Document)
    assert read.report_kind == "disclosure"
    return read


def shown(document: Document, table: int) -> dict[tuple[str, str], str | float | None]:
    """What was read: a figure, "" for an empty cell, None for words."""
    return {
        (f.row, f.column): "" if f.is_empty else f.value
        for f in document.figures
        if f.table == table
    }


@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
@given(seed=st.integers(0, 10**6))
@pytest.mark.parametrize("name", SHAPES)
def test_random_figures_are_read_back_from_every_shape(name: str, seed: int) -> None:
    shape, dice = SHAPES[name], random.Random(seed)
    printed = ["", "0", "0", "1", "7", "28", "3222", "1,204", "474339"]
    cells = {
        table: {key: text for key in keys if (text := dice.choice(printed))}
        for table, keys in keys_of(shape.form).items()
    }
    # 251000 of an unknown unit is no figure.
    cells[2].pop(("procurement", "purchased"), None)
    document = read(shape, cells)
    for table, keys in keys_of(shape.form).items():
        wanted = {
            key: float(cells[table][key].replace(",", "")) if key in cells[table] else ""
            for key in keys
        }
        assert shown(document, table) == wanted, table
    assert [t.state for t in document.tables] == ["read"] * 3


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    shape=st.builds(
        Shape,
        form=st.sampled_from([2019, 2021, 2024]),
        vertical=st.booleans(),
        two_paragraphs=st.booleans(),
        fallen_rowspans=st.booleans(),
        own_lines=st.booleans(),
        one_cell=st.booleans(),
        wide=st.booleans(),
        split_after=st.sampled_from([0, 4, 15]),
        header_again=st.booleans(),
        by_rows=st.booleans(),
        two_copies=st.booleans(),
        tag=st.sampled_from(["td", "th"]),
    ),
    seed=st.integers(0, 99),
)
def test_random_shapes_are_read(shape: Shape, seed: int) -> None:
    keys = keys_of(shape.form)
    cells = {
        table: {key: str(seed * 31 + n) for n, key in enumerate(all_keys) if n % 5}
        for table, all_keys in keys.items()
    }
    cells[2].pop(("procurement", "purchased"), None)
    document = read(shape, cells)
    for table, all_keys in keys.items():
        wanted = {key: float(cells[table][key]) if key in cells[table] else "" for key in all_keys}
        assert shown(document, table) == wanted


def test_zero_empty_and_missing_are_three_things() -> None:
    writer = Writer(Shape())
    rows = writer.table3({("received", "person"): "0", ("received", "total"): "/"})
    document = read_page(page({3: rows}))
    assert isinstance(document, Document)
    figures = {(f.row, f.column): f for f in document.figures}
    zero, empty = figures["received", "person"], figures["received", "company"]
    assert (zero.value, zero.is_empty, zero.text) == (0, False, "0")
    assert (empty.value, empty.is_empty) == (None, True)
    dash = figures["received", "total"]
    assert (dash.value, dash.is_empty, dash.text) == (None, True, "/")
    assert ("other", "person") not in figures
    assert [(t.table, t.state) for t in document.tables] == [
        (2, "absent"),
        (3, "read"),
        (4, "absent"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "is_empty"),
    [
        ("12", 12, False),
        ("１２", 12, False),
        ("1，204", 1204, False),
        ("12件", 12, False),
        ("—", None, True),
        ("无", None, True),
        ("约30", None, False),
        ("3 4", None, False),
        ("-3", None, False),
        ("2.5", None, False),
        ("见附件", None, False),
    ],
)
def test_a_cell_is_a_figure_nothing_or_words(
    text: str, value: float | None, is_empty: bool
) -> None:
    writer = Writer(Shape())
    cells = {("permits", "decisions"): text}
    document = read_page(page({2: writer.table2(cells)}))
    assert isinstance(document, Document)
    (figure,) = (f for f in document.figures if (f.row, f.column) == ("permits", "decisions"))
    assert (figure.value, figure.is_empty) == (value, is_empty)
    unclear = value is None and not is_empty
    assert document.tables[0].state == ("partly" if unclear else "read")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.5", 12.5),
        ("125000元", 12.5),
        ("12.5万元", 12.5),
        ("0.3亿元", 3000),
        ("0", 0),
    ],
)
def test_amounts_are_in_ten_thousand_yuan(text: str, value: float) -> None:
    document = read_page(page({2: Writer(Shape()).table2({("fees", "charged"): text})}))
    assert isinstance(document, Document)
    (figure,) = (f for f in document.figures if f.row == "fees")
    assert figure.value == value


@pytest.mark.parametrize(
    ("text", "value"), [("251000元", 25.1), ("0", 0), ("251000", None), ("3万元", 3)]
)
def test_an_amount_without_a_unit_is_no_figure(text: str, value: float | None) -> None:
    writer = Writer(Shape(form=2019))
    document = read_page(page({2: writer.table2({("procurement", "purchased"): text})}))
    assert isinstance(document, Document)
    (figure,) = (f for f in document.figures if f.column == "purchased")
    assert figure.value == value


def test_an_increase_may_be_negative() -> None:
    writer = Writer(Shape(form=2019))
    document = read_page(page({2: writer.table2({("permits", "change"): "-3"})}))
    assert isinstance(document, Document)
    (figure,) = (f for f in document.figures if (f.row, f.column) == ("permits", "change"))
    assert figure.value == -3


def test_figures_on_another_grid_than_their_labels_go_by_order() -> None:
    rows = (
        "<table><tr><td>信息内容</td><td>本年制发件数</td><td colspan=2>本年废止件数</td>"
        "<td>现行有效件数</td></tr><tr><td>规章</td><td colspan=2>1</td><td>2</td><td>3</td></tr>"
        "<tr><td>行政规范性文件</td><td>4</td><td>5</td></tr></table>"
    )
    document = read_page(page({2: rows}))
    assert isinstance(document, Document)
    assert shown(document, 2) == {
        ("rules", "issued"): 1,
        ("rules", "repealed"): 2,
        ("rules", "in_force"): 3,
    }
    # Two figures under three labels belong to nobody.
    assert document.tables[0].state == "partly"


def test_figures_without_labels_above_them_are_not_read() -> None:
    rows = "<table><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>"
    document = read_page(page({2: rows}))
    assert isinstance(document, Document)
    assert document.figures == []
    assert document.tables[0] == StatutoryTable(table=2, state="unread", reason="layout")


def test_a_header_that_is_not_understood_does_not_leave_figures_to_the_one_before() -> None:
    table = Writer(Shape()).table2({("permits", "decisions"): "8"})
    document = read_page(page({2: table.replace("本年处理决定数量", "上报项目", 1)}))
    assert isinstance(document, Document)
    assert ("permits", "decisions") not in shown(document, 2)
    assert ("penalties", "decisions") in shown(document, 2)
    assert document.tables[0].state == "partly"


def test_a_row_that_the_form_does_not_know_is_kept_and_named() -> None:
    table = Writer(Shape()).table3({("declined_repeated", "total"): "4"})
    document = read_page(page({3: table.replace("重复申请", "其他不予处理的申请")}))
    assert isinstance(document, Document)
    (figure,) = (f for f in document.figures if f.row == "unknown_1" and f.column == "total")
    assert (figure.value, figure.row_label) == (4, "2.其他不予处理的申请")
    assert document.tables[1].state == "partly"


def test_two_tables_that_say_different_things_are_not_read() -> None:
    writer = Writer(Shape())
    table = writer.table4({("review", "upheld"): "1"}) + writer.table4({("review", "upheld"): "2"})
    document = read_page(page({4: table}))
    assert isinstance(document, Document)
    assert document.figures == []
    assert document.tables[2] == StatutoryTable(table=4, state="unread", reason="contradiction")


def test_a_picture_may_be_the_table() -> None:
    document = read_page(page({3: '<p><img src="./W020240120.png"></p>'}))
    assert isinstance(document, Document)
    assert document.tables[1] == StatutoryTable(table=3, state="unread", reason="picture")


def test_an_icon_is_no_picture_of_a_table() -> None:
    document = read_page(page({3: '<p><img src="/images/icon_pdf.png">附件</p>'}))
    assert isinstance(document, Document)
    assert document.tables[1].state == "absent"


def test_what_a_reader_does_not_see_is_not_read() -> None:
    table = Writer(Shape()).table4({("review", "upheld"): "1"})
    document = read_page(page({4: f'<div style="display:none">{table}</div>'}))
    assert isinstance(document, Document)
    assert document.figures == []


def test_other_reports_have_no_such_tables() -> None:
    table = Writer(Shape()).table4({("review", "upheld"): "1"})
    title = "青岩县清水镇人民政府关于2023年度法治政府建设情况的报告"
    document = read_page(page({4: table}, title))
    assert isinstance(document, Document)
    assert (document.report_kind, document.figures, document.tables) == ("rule_of_law", [], [])


def test_no_label_names_two_rows_unless_its_group_tells_them_apart() -> None:
    for form in FORMS.values():
        for key, rows in form.row_keys.items():
            assert len(rows) == 1 or key in form.vague, key
        codes = [row.code for row in form.rows]
        assert len(set(codes)) == len(codes)
        assert {row.part_of for row in form.rows} <= {*codes, None}


def test_a_broken_grid_breaks_nothing() -> None:
    table = Writer(Shape()).table3({("received", "total"): "4"})
    for old, new in (
        ('colspan="3"', 'colspan="9999999"'),
        ('rowspan="3"', 'rowspan="0"'),
        ('colspan="7"', 'colspan="x"'),
        ("</td>", ""),
        ("<tr>", ""),
    ):
        document = read_page(page({3: table.replace(old, new)}))
        assert isinstance(document, Document)


def test_shapes_are_not_all_the_same() -> None:
    assert Writer(Shape()).table3({}) != Writer(replace(Shape(), own_lines=True)).table3({})


@pytest.mark.parametrize(
    "table",
    [
        "<tr><td rowspan=999 colspan=999>总计<td>其他<td>自然人</tr>" * 4000,
        "<tr><td>结果维持<td>结果纠正<td>尚未审结</tr>" + f"<tr>{'<td>1' * 60}</tr>" * 2000,
        f"<tr>{'<td>自然人<td>商业企业' * 30}</tr>" * 2000,
        "<tr><td>一、本年新收政府信息公开申请数量" + "<td>1" * 5000,
        "<table><tr><td>结果维持" * 400,
    ],
)
def test_a_huge_table_costs_no_time(table: str) -> None:
    before = time.process_time()
    document = read_page(page({3: f"<table>{table}</table>"}))
    assert time.process_time() - before < 10
    assert isinstance(document, Document)
    assert document.figures == []
