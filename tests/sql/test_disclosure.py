"""The tables of disclosure reports, from pages with tables to findings: F01 to F07."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.disclosure_terms import FORMS
from flows.parse.document import Document
from flows.parse.page import read_page
from tests.parse.disclosure_pages import APPLICANTS, DISPUTES, HEADINGS, Shape, Writer, page
from tests.sql.asking import Built, every, one
from tests.sql.world import SITE, Listed, World

Figures = dict[tuple[str, str], str]

#: Requests that agree with themselves: 9 + 1 = 8 + 2.
RIGHT = {
    "received": (6, 3),
    "carried_in": (1, 0),
    "granted": (3, 1),
    "refused_process": (2, 1),
    "other_rest": (1, 0),
    "handled": (6, 2),
    "carried_over": (1, 1),
}


def requests(*, filled: bool = True, **changes: tuple[int, int]) -> Figures:
    """Table 3: persons, companies and their total; every other cell a zero, or empty."""
    codes = [row.code for row in FORMS[3].rows]
    cells = {(code, column): "0" for code in codes for column in APPLICANTS} if filled else {}
    for row, (person, company) in (RIGHT | changes).items():
        cells |= {
            (row, "person"): str(person),
            (row, "company"): str(company),
            (row, "total"): str(person + company),
        }
    return cells


def disputes(**rows: tuple[int, ...]) -> Figures:
    """Table 4: the five figures of each group."""
    columns = ("upheld", "corrected", "other", "pending", "total")
    return {
        (row, column): str(value)
        for row in DISPUTES
        for column, value in zip(columns, rows.get(row, (0,) * 5), strict=True)
    }


def tables(
    table3: Figures | None = None, table4: Figures | None = None, shape: Shape | None = None
) -> dict[int, str]:
    writer = Writer(shape or Shape())
    return {
        2: writer.table2({("rules", "issued"): "0"}),
        3: writer.table3(requests() if table3 is None else table3),
        4: writer.table4(disputes() if table4 is None else table4),
    }


def without(cells: Figures, *keys: tuple[str, str]) -> Figures:
    return {key: value for key, value in cells.items() if key not in keys}


def no_table(number: int, **more: str) -> dict[int, str]:
    return {n: text for n, text in tables().items() if n != number} | {
        int(n.removeprefix("t")): text for n, text in more.items()
    }


PICTURE = '<p><img src="./W0202401.png"></p>'
ATTACHED = '<p>附件：<a href="./P0202401.docx">年度报告.docx</a></p>'

# What the page of 2023 shows → its F-findings.
PAGES: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    "all agrees": ({"tables": tables()}, set()),
    "trial form": (
        {"tables": tables(requests(other=(1, 0)), shape=Shape(form=2019))},
        set(),
    ),
    "trial form, a result too few": (
        {"tables": tables(shape=Shape(form=2019))},
        {("F03", "warning")},
    ),
    "newer form": ({"tables": tables(shape=Shape(form=2024))}, set()),
    "empty for zero": ({"tables": tables(requests(filled=False))}, set()),
    "an empty form": ({"tables": tables({}, {})}, set()),
    "one more received": ({"tables": tables(requests(received=(7, 3)))}, {("F01", "warning")}),
    "one more carried over": (
        {"tables": tables(requests(carried_over=(1, 2)))},
        {("F01", "warning")},
    ),
    "an empty cell may hold the difference": (
        {"tables": tables(without(requests(), ("carried_in", "person"), ("carried_in", "total")))},
        {("F01", "info")},
    ),
    "an empty cell on the larger side holds nothing": (
        {
            "tables": tables(
                without(
                    requests(carried_over=(0, 1)), ("carried_over", "person"), ("granted", "other")
                )
                | {("carried_in", "person"): "0", ("received", "person"): "5"}
                | {("received", "total"): "8", ("carried_in", "total"): "0"}
            )
        },
        {("F01", "warning")},
    ),
    "total of a row": (
        {"tables": tables(requests() | {("granted", "total"): "5"})},
        {("F02", "warning"), ("F03", "warning")},
    ),
    "empty total of a row": (
        {"tables": tables(without(requests(), ("granted_in_part", "total"), ("granted", "total")))},
        {("F02", "info"), ("F03", "info")},
    ),
    "results": (
        {"tables": tables(requests(granted=(2, 1)))},
        {("F03", "warning")},
    ),
    "words in place of a figure are not judged": (
        {"tables": tables(requests() | {("granted", "person"): "约3", ("granted", "total"): "9"})},
        set(),
    ),
    "a row that is not known leaves the results unjudged": (
        {
            "tables": tables()
            | {3: Writer(Shape()).table3(requests(granted=(2, 1))).replace("重复申请", "重复的")}
        },
        set(),
    ),
    "reviews": (
        {"tables": tables(table4=disputes(review=(1, 0, 0, 0, 0)))},
        {("F05", "warning")},
    ),
    "reviews agree": ({"tables": tables(table4=disputes(review=(1, 2, 3, 4, 10)))}, set()),
    "an empty total of lawsuits": (
        {
            "tables": tables(
                table4=without(disputes(direct_suit=(2, 0, 0, 0, 2)), ("direct_suit", "total"))
            )
        },
        {("F05", "info")},
    ),
    "no table 3": ({"tables": no_table(3)}, {("F06", "warning")}),
    "a picture of table 3": ({"tables": no_table(3, t3=PICTURE)}, {("F06", "info")}),
    "no table 3 but a file": ({"tables": no_table(3), "more": ATTACHED}, {("F06", "info")}),
    "five headings": (
        {
            "tables": tables(),
            "headings": [*HEADINGS[:4], "五、其他需要报告的事项"],
        },
        {("F07", "warning")},
    ),
    "other words in the headings": (
        {
            "tables": tables(),
            "headings": ["一、基本情况", *HEADINGS[1:4], "五、存在的主要不足", HEADINGS[5]],
        },
        set(),
    ),
}


def title(name: str, year: int) -> str:
    return f"青岩县{name}{year}年政府信息公开工作年度报告"


def document(name: str, year: int = 2023, **facts: Any) -> Document:
    shown = facts.pop("tables")
    read = read_page(page(shown, title(name, year), **facts))
    assert isinstance(read, Document)
    return read


@pytest.fixture(scope="module")
def judged() -> Iterator[Built]:
    world = World(kinds=["disclosure"], first_report_year=2022)
    bodies = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for number, (case, (facts, _)) in enumerate(PAGES.items()):
        name = f"第{number}局"
        column = f"{SITE}/d{number}/"
        body = bodies[case] = world.body(
            name, "department", columns=[{"url": column, "kind": "disclosure"}]
        )
        lists[column] = [(f"{column}1.html", title(name, 2023), "2024-01-20")]
        pages[f"{column}1.html"] = document(body.name, **facts)
    world.night("2024-03-01", lists, pages)
    con = world.build()
    yield con, bodies
    con.close()


@pytest.mark.parametrize("case", PAGES)
def test_a_page_is_judged(judged: Built, case: str) -> None:
    con, bodies = judged
    rows = every(
        con,
        "select check_id, severity from checks.offender where filer_id = ? and check_id ^@ 'F'",
        bodies[case].filer_id,
    )
    assert {(row["check_id"], row["severity"]) for row in rows} == PAGES[case][1]


def evidence(con: Any, body: Any, check_id: str) -> tuple[str, dict[str, Any]]:
    row = one(
        con,
        "select message, evidence from checks.offender where filer_id = ? and check_id = ?",
        body.filer_id,
        check_id,
    )
    return row["message"], json.loads(row["evidence"])


def test_the_evidence_names_the_cells(judged: Built) -> None:
    con, bodies = judged
    message, told = evidence(con, bodies["one more received"], "F01")
    assert message.endswith("自然人 (8 against 7) and 1 more")
    first = told["cells"][0]
    assert (first["cell"], first["left_sum"], first["right_sum"]) == ("自然人", 8, 7)
    assert {term["label"]: term["value"] for term in first["left_terms"]} == {
        "本年新收政府信息公开申请数量": 7,
        "上年结转政府信息公开申请数量": 1,
    }
    assert told["sha256"]


def test_a_subtotal_that_differs_from_its_parts_is_named(judged: Built) -> None:
    con, bodies = judged
    message, _ = evidence(con, bodies["total of a row"], "F02")
    assert "予以公开 (5 against 4)" in message


def test_a_missing_heading_and_a_missing_table_are_named(judged: Built) -> None:
    con, bodies = judged
    assert evidence(con, bodies["five headings"], "F07")[1]["missing"] == [
        "存在的主要问题及改进情况"
    ]
    message, told = evidence(con, bodies["no table 3"], "F06")
    assert message.endswith("shows nothing of the table 收到和处理政府信息公开申请情况")
    assert told["table_no"] == 3


def test_zero_empty_and_missing_are_kept_apart(judged: Built) -> None:
    con, bodies = judged
    rows = every(
        con,
        "select f.value, f.is_empty, f.row_label, f.column_label, f.text "
        "from core.disclosure_figure f join core.report r using (report_id) "
        "where r.filer_id = ? and table_no = 2 and row_code in ('rules', 'other_services')",
        bodies["all agrees"].filer_id,
    )
    assert [(row["value"], row["is_empty"], row["text"]) for row in rows] == [
        (0, False, "0"),
        (None, True, ""),
        (None, True, ""),
    ]
    assert rows[0]["row_label"] == "规章"


# What the reports of two years say → F04 of the second.
YEARS: dict[str, tuple[Figures | None, Figures, str | None]] = {
    "as carried over": (requests(carried_over=(1, 0)), requests(), None),
    "another number": (requests(carried_over=(2, 0)), requests(), "warning"),
    "empty and zero are the same": (
        without(requests(carried_over=(1, 0)), ("carried_over", "other")),
        requests(),
        None,
    ),
    "an empty cell may hold it": (
        without(requests(carried_over=(1, 0)), ("carried_over", "person")),
        requests(),
        "info",
    ),
    "words are not judged": (
        requests(carried_over=(1, 0)) | {("carried_over", "company"): "见附件"},
        requests(),
        None,
    ),
    "no table before": (None, requests(), None),
}


@pytest.fixture(scope="module")
def years() -> Iterator[Built]:
    world = World(kinds=["disclosure"], first_report_year=2022)
    bodies = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for number, (case, (before, now, _)) in enumerate(YEARS.items()):
        name, column = f"第{number}局", f"{SITE}/d{number}/"
        bodies[case] = world.body(
            name, "department", columns=[{"url": column, "kind": "disclosure"}]
        )
        shown = no_table(3) if before is None else tables(before)
        lists[column] = Listed(
            [
                (f"{column}{year}.html", title(name, year), f"{year + 1}-01-20")
                for year in (2023, 2022)
            ]
        )
        pages[f"{column}2022.html"] = document(name, 2022, tables=shown)
        pages[f"{column}2023.html"] = document(name, 2023, tables=tables(now))
    town = bodies["a town"] = world.body(columns=[{"url": f"{SITE}/t/", "kind": "disclosure"}])
    old = bodies["before the format"] = world.body(
        "旧局", "department", columns=[{"url": f"{SITE}/o/", "kind": "disclosure"}]
    )
    for body, year, column in ((town, 2023, f"{SITE}/t/"), (old, 2018, f"{SITE}/o/")):
        lists[column] = [(f"{column}1.html", title(body.name, year), f"{year + 1}-01-20")]
        pages[f"{column}1.html"] = document(body.name, year, tables={}, headings=HEADINGS[:3])
    world.night("2024-03-01", lists, pages)
    con = world.build()
    yield con, bodies
    con.close()


@pytest.mark.parametrize("case", YEARS)
def test_what_a_year_carries_in_is_what_the_year_before_carried_over(
    years: Built, case: str
) -> None:
    con, bodies = years
    rows = every(
        con,
        "select severity, report_year from checks.offender where filer_id = ? and check_id = 'F04'",
        bodies[case].filer_id,
    )
    severity = YEARS[case][2]
    assert [tuple(row.values()) for row in rows] == ([(severity, 2023)] if severity else [])


def test_what_does_not_bind_is_for_information(years: Built) -> None:
    con, bodies = years
    rows = every(
        con,
        "select check_id, severity, subject from checks.offender "
        "where filer_id = ? and check_id ^@ 'F' order by all",
        bodies["a town"].filer_id,
    )
    assert [tuple(row.values()) for row in rows] == [
        ("F06", "info", "table 2"),
        ("F06", "info", "table 3"),
        ("F06", "info", "table 4"),
        ("F07", "info", ""),
    ]


def test_reports_before_the_format_are_not_measured_by_it(years: Built) -> None:
    con, bodies = years
    rows = every(
        con,
        "select check_id from checks.offender where filer_id = ? and check_id ^@ 'F'",
        bodies["before the format"].filer_id,
    )
    assert rows == []


def test_the_labels_of_the_reader_and_of_the_warehouse_are_the_same(years: Built) -> None:
    con, _ = years
    known = every(
        con, "select table_no, axis, code, name, part_of from ref.disclosure_label order by all"
    )
    read = [
        (number, axis, one.code, one.label, one.part_of)
        for number, form in FORMS.items()
        for axis, named in (("column", form.columns), ("row", form.rows))
        for one in named
    ]
    assert {tuple(row.values()) for row in known} == set(read)
    assert len(known) == len(read)
