"""No page, however broken, raises, hangs or fills the memory."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.parse.blocked import why_blocked
from flows.parse.column import ListingPage, read_column
from flows.parse.document import Document, Listing
from flows.parse.listing import read_listing
from flows.parse.page import read_page, read_page_strictly
from flows.parse.tree import parse_html
from tests.parse.disclosure_pages import page as disclosure_page
from tests.parse.listing_pages import COLUMN, TRS_ROW, datastore, page, rows, trs

SECONDS = 10.0  # of the processor: other work on the machine is not the reader's
SHAPES = [
    trs(3),
    page(f"<ul class='list'>{rows(TRS_ROW)}</ul>"),
    page(f"<table>{rows('<tr><td><a href={file}>{title}</a></td><td>{day}</td></tr>')}</table>"),
    page(
        f"<script type='text/xml'>{datastore([('/art/a.html', '报告', '2024-01-01')], 9)}</script>"
    ),
    b'{"articles": [{"title": "a", "url": "http://h/1.html", "date": "2024-01-01"}], "total": 3}',
]
DEEP = 10_000
EXTREMES = {
    "deep divs": b"<html><body>" + b"<div>" * DEEP + b"x",
    "deep divs with links": b"<div><a href='1.html'>abcdefgh</a>" * DEEP,
    "deep lists": b"<ul><li><a href='2024/t20240101_1.html'>abcdefgh</a>" * DEEP,
    "deep tables": b"<table><tr><td>" * DEEP + b"<a href='x1234.html'>y</a>",
    "deep spans": b"<span>" * DEEP + "暂无".encode(),
    "links in links": b"<table>" + b"<tr><td><a href='1234.html'>abcdefgh<table>" * 500,
    "many links": b"<ul>"
    + b"<li><a href='t20240101_%d.html'>abcdefgh</a>2024-01-01</li>" % 7 * 60_000,
    "one line": b"<p>" + b"a" * 4_000_000 + b"</p>",
    "blanks behind a slash": b"<ul><li><a href='1.html'>/" + b"\n" * 200_000 + b"x</a></li></ul>",
    "digits": b"<ul><li><a href='1'>" + b"2024-01-0" * 400_000 + b"</a></li></ul>",
    "brackets": b"[{" * 200_000,
    "json starts": b"<script>handlebars " + b'[{"' * 200_000,
    "nested json": b'{"a":' * 100_000,
    "unclosed records": b"<datastore>" + b"<record><![CDATA[" * 50_000,
    "pager calls": b"<ul></ul>" + b"createPageHTML(99999,0,'index','html');" * 20_000,
    "comments": b"<!-- <li><a " * 50_000,
    "spaces": b"<div>" + b" " * 4_000_000 + b"</div>",
    "rows in a comment": b"<!-- " + b"<li>" * 100_000 + b"-->",
    "blanks in a given title": b"<ul><li><a href='1.html' title='%sx'>abcdefgh</a></li></ul>"
    % (b" " * 100_000),
    "points in a title": b"<ul><li><a href='1.html'>" + b"." * 100_000 + b"x</a></li></ul>",
    "labels behind a text": "<h1>甲镇2024年法治政府建设情况的报告</h1><div class='TRS_Editor'><p>"
    f"一、概述。{'来源：' * 20_000} x</p></div>".encode(),
    "blanks in a title": b"<ul><li><a href='1.html'>x" + b" \n" * 500_000 + b"y</a></li></ul>",
}


def read_within(payload: bytes) -> None:
    start = time.process_time()
    read_page(payload, COLUMN)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("payload", EXTREMES.values(), ids=EXTREMES)
def test_extreme_pages_are_read_in_time(payload: bytes) -> None:
    read_within(payload)
    text = payload.decode("utf-8", "replace")
    root = parse_html(text)
    if root is not None:
        start = time.process_time()
        why_blocked(root, text, COLUMN)
        read_listing(root, text, COLUMN)
        assert time.process_time() - start < SECONDS


def mutate(payload: bytes, chance: random.Random) -> bytes:
    """One way in which a page arrives broken."""
    cut, other = chance.randrange(len(payload)), chance.choice(SHAPES)
    way = chance.randrange(7)
    if way == 0:
        return payload[:cut]
    if way == 1:
        return payload[:cut] + other[chance.randrange(len(other)) :]
    if way == 2:
        return payload.decode("utf-8", "replace").encode(
            chance.choice(["gb18030", "utf-16", "big5"]), "replace"
        )
    if way == 3:
        return payload[:cut] + b"<div>" * chance.randrange(2000) + payload[cut:]
    if way == 4:
        return payload[:cut] + chance.randbytes(200) + payload[cut:]
    if way == 5:
        damaged = bytearray(payload)
        for _ in range(30):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        return bytes(damaged)
    return payload[cut:] + payload[:cut]


def test_mutated_listing_pages_never_raise() -> None:
    chance = random.Random(20260401)
    for _ in range(300):
        payload = mutate(chance.choice(SHAPES), chance)
        text = payload.decode("utf-8", "replace")
        root = parse_html(text)
        if root is not None:
            why_blocked(root, text, COLUMN)
            read_listing(root, text, COLUMN)
        read_page(payload, COLUMN)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=600), st.sampled_from(SHAPES), st.integers(0, 3000))
def test_any_bytes_in_a_page_never_raise(junk: bytes, shape: bytes, at: int) -> None:
    read_page(junk, COLUMN)
    read_page(shape[:at] + junk + shape[at:], COLUMN)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3000))
def test_a_page_cut_anywhere_is_never_complete_and_never_provably_empty(at: int) -> None:
    whole = trs(1)
    found = read_page(whole[: min(at, len(whole) - 20)], COLUMN)
    column = read_column([ListingPage(COLUMN, 200, found)])
    assert not column.complete and not column.provably_empty
    if isinstance(found, Listing):
        assert found.reason


def test_an_unknown_row_before_a_second_header_of_a_disclosure_table() -> None:
    """Found by `make fuzz`: the row was read with the columns of the later header."""
    rows = (
        "<td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td>",
        "<td>规章</td><td>0</td><td>0</td><td>0</td>",
        "<td>行政规范性文件</td><td>1</td><td>0</td><td>3</td>",
        "<td>其他文件</td><td>1</td><td>0</td><td>3</td>",
        "<td>信息内容</td><td>本年处理决定数量</td>",
        "<td>行政许可</td><td>12</td>",
        "<td>行政处罚</td><td>3</td>",
    )
    table = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    read = read_page_strictly(disclosure_page({2: table}), COLUMN)
    assert isinstance(read, Document)
    told = {(figure.row, figure.column): figure.value for figure in read.figures}
    assert told["permits", "decisions"] == 12
    assert told["unknown_1", "in_force"] == 3


def test_a_disclosure_report_without_a_word_of_its_tables() -> None:
    """Found by `make fuzz`: no label at all was one end too many."""
    read = read_page_strictly(disclosure_page({}, headings=("一、概述",)), COLUMN)
    assert isinstance(read, Document)
    assert read.figures == []
