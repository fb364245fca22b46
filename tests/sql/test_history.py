"""Texts, withdrawal and return over the nights; and that a second look changes nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.sql.asking import duty, every, found, one, status
from tests.sql.database import empty_database, insert
from tests.sql.pages import attachment, report, section
from tests.sql.world import Answer, Body, World
from warehouse.build import build

History = tuple[duckdb.DuckDBPyConnection, dict[str, Body], World]

JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
FILE = "http://www.qy.gov.cn/f/1.docx"


def text(letter: str, body: Body, **facts: Any) -> Answer:
    """A page whose text is told apart by a letter; `payload` changes the bytes round it."""
    payload = facts.pop("payload", "")
    return Answer(
        body.report(sections=[section("主要举措和成效", letter * 200)], **facts), payload=payload
    )


def file_text(letter: str) -> Answer:
    document = report(
        "附件",
        None,
        sections=[section("主要举措和成效", letter * 200)],
        kind="attachment",
        is_report=False,
        may_be_report=False,
    )
    return Answer(document, parent="x")


# Nightly answers of the page (a letter is a text, a number an HTTP status, None: unchanged) and the
# nights (1 to 6) on which its column lists it → versions, removed_at, W04, W05.
PAGES: dict[str, tuple[list[Any], str, tuple[int, str | None, list[str], list[str]]]] = {
    "unchanged": (["a"], "123456", (1, None, [], [])),
    "A, B, A": (["a", "b", "a"], "123456", (3, None, [], ["info"])),
    "the same again": (["a", "b", "b", "b"], "123456", (2, None, [], ["info"])),
    "only the furniture changes": (["a", "a+", "a++"], "123456", (1, None, [], [])),
    "a broken night between": (["a", 500, "a"], "123456", (1, None, [], [])),
    "withdrawn": (["a", "a", 404], "12", (1, "2023-05-03", ["warning"], [])),
    "withdrawn, then off the list": (["a", "a", 410], "123", (1, "2023-05-04", ["warning"], [])),
    "off the list, still there": (["a"], "12", (1, None, ["info"], [])),
    "listed and gone": (["a", "a", 404], "123456", (1, None, [], [])),
    "withdrawn and back": (["a", "a", 404, 404, "a"], "1256", (1, None, [], [])),
    "withdrawn and back with another text": (
        ["a", "a", 404, 404, "b"],
        "1256",
        (2, None, [], ["info"]),
    ),
    "down and off the list": (["a", "a", "timeout"], "12", (1, None, ["info"], [])),
    "listed and never opened, then gone": ([404], "12", (0, "2023-05-03", ["info"], [])),
}


@pytest.fixture(scope="module")
def lived() -> Iterator[History]:
    world = World()
    b = {name: world.body(f"甲{n}镇人民政府") for n, name in enumerate(PAGES)}
    b["ended column"] = world.body(
        "乙镇人民政府",
        columns=[
            {
                "url": "http://www.qy.gov.cn/old/",
                "kind": "rule_of_law",
                "valid_from": None,
                "valid_to": "2023-05-02",
            }
        ],
    )
    b["silent column"] = world.body("丙镇人民政府")
    b["file"], b["moved"] = world.body("丁镇人民政府"), world.body("戊镇人民政府")
    old, silent, filed, moved = (b[n] for n in ("ended column", "silent column", "file", "moved"))
    thin = filed.report(sections=[], text="见附件", text_chars=3, attachments=[attachment(FILE)])
    for night in range(1, 7):
        lists: dict[str, Any] = {}
        pages: dict[str, Any] = {}
        for name, (answers, listed, _) in PAGES.items():
            shown = [b[name].entry("2023-03-01")] if str(night) in listed else []
            lists[b[name].column] = [JUNK, *shown]
            if night <= len(answers):
                answer = answers[night - 1]
                letter = answer[0] if isinstance(answer, str) and answer != "timeout" else ""
                pages[b[name].page()] = text(letter, b[name], payload=answer) if letter else answer
        if night == 1:
            lists["http://www.qy.gov.cn/old/"] = [
                ("http://www.qy.gov.cn/old/1.html", old.title(), "2023-03-01")
            ]
            lists[silent.column] = [silent.entry("2023-03-01"), JUNK]
            lists[filed.column], lists[moved.column] = [filed.entry()], [moved.entry()]
            pages |= {filed.page(): thin, FILE: file_text("a"), moved.page(): text("a", moved)}
        if night == 3:
            lists["http://www.qy.gov.cn/old/"] = {"reason": "not_asked"}
            lists[silent.column] = []  # an emptied list is no removal
            pages |= {FILE: file_text("b"), silent.page(): 404}
            lists[moved.column] = [moved.entry(number=2)]
            pages |= {moved.page(): 404, moved.page(2): text("b", moved)}
        if night == 4:
            pages[FILE] = "timeout"
        world.night(f"2023-05-{night:02d}", lists, pages)
    con = world.build()
    yield con, b, world
    con.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_over_six_nights(lived: History, name: str) -> None:
    con, b, _ = lived
    versions, removed, gone, changed = PAGES[name][2]
    row = one(con, "select * from core.report where filer_id = ?", b[name].filer_id)
    removed_at = row["removed_at"] and str(row["removed_at"].date())
    assert (row["version_count"], removed_at) == (versions, removed)
    assert (found(con, "W04", b[name]), found(con, "W05", b[name])) == (gone, changed)
    assert status(con, b[name]) == "on_time"  # a removed report keeps its status
    assert (duty(con, b[name])["removed_at"] is None) == (removed is None)


def test_versions_are_stretches_of_time(lived: History) -> None:
    con, b, _ = lived
    rows = every(
        con,
        "select v.* from core.report_version v join core.report r using (report_id) "
        "where r.filer_id = ? order by version",
        b["A, B, A"].filer_id,
    )
    assert [row["text_sha256"] == rows[0]["text_sha256"] for row in rows] == [True, False, True]
    assert [row["last_seen_at"].day for row in rows] == [1, 2, 6]


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("listed and gone", ["warning"]),
        ("withdrawn", []),
        ("off the list, still there", []),
        ("a broken night between", []),
        ("listed and never opened, then gone", []),
    ],
)
def test_a_listed_page_that_does_not_open(lived: History, name: str, broken: list[str]) -> None:
    con, b, _ = lived
    assert found(con, "W03", b[name]) == broken


def test_an_ended_column_takes_nothing_with_it(lived: History) -> None:
    con, b, _ = lived
    assert status(con, b["ended column"]) == "on_time"
    assert not found(con, "W04", b["ended column"]) and not found(con, "W02", b["ended column"])


def test_an_emptied_list_is_an_alarm_and_no_removal(lived: History) -> None:
    con, b, _ = lived
    assert (
        one(
            con,
            "select removed_at from core.report where filer_id = ?",
            b["silent column"].filer_id,
        )["removed_at"]
        is None
    )
    assert found(con, "W02", b["silent column"]) == ["warning"]
    assert found(con, "W03", b["silent column"]) == ["warning"]


def test_a_file_speaks_for_a_page_without_text(lived: History) -> None:
    con, b, _ = lived
    row = one(con, "select * from core.report where filer_id = ?", b["file"].filer_id)
    assert (row["text_source"], row["text_url"], row["version_count"]) == ("attachment", FILE, 2)
    assert (
        one(con, "select count(*) as n from core.section where report_id = ?", row["report_id"])[
            "n"
        ]
        == 1
    )
    assert found(con, "W03", b["file"]) == ["warning"]  # three nights without an answer


def test_a_page_in_place_of_a_withdrawn_one_is_the_same_report(lived: History) -> None:
    con, b, _ = lived
    row = one(con, "select * from core.report where filer_id = ?", b["moved"].filer_id)
    assert (row["page_count"], row["version_count"], row["removed_at"]) == (2, 2, None)
    assert row["url"] == b["moved"].page(2)


CHANGES_NIGHTLY = {
    "mart.filing_status": {"observed_at", "as_of"},
    "core.report": {"last_seen_at"},
    "core.report_version": {"last_seen_at"},
    "core.report_location": {"last_seen_at"},
    "core.section": set(),
    "core.attachment": set(),
    "core.date_evidence": set(),
    "mart.county_timeliness": set(),
    "mart.section_coverage": set(),
    "checks.offender": set(),
}


def content(con: duckdb.DuckDBPyConnection, table: str, without: set[str]) -> list[Any]:
    columns = f"* exclude ({', '.join(without)})" if without else "*"
    return sorted(map(str, con.execute(f"select {columns} from {table}").fetchall()))


def test_another_night_over_an_unchanged_site_changes_nothing(lived: History) -> None:
    con, _, world = lived
    seventh = World()
    seventh.__dict__.update(
        {k: (dict(v) if isinstance(v, dict) else v) for k, v in vars(world).items()}
    )
    seventh.rows = {name: list(rows) for name, rows in world.rows.items()}
    seventh.night("2023-05-07")
    again = seventh.build()
    for table, columns in CHANGES_NIGHTLY.items():
        assert content(again, table, columns) == content(con, table, columns), table


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC"])
def test_neither_the_order_of_loading_nor_the_zone_changes_a_table(
    lived: History, zone: str
) -> None:
    con, _, world = lived
    shuffled = random.Random(7)
    again = empty_database(zone)
    for name, rows in world.rows.items():
        insert(again, f"raw.{name}", shuffled.sample(rows, len(rows)))
    build(again)
    again.execute("set timezone = 'Asia/Shanghai'")
    tables = [
        f"{schema}.{table}"
        for schema, table in con.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where schema_name in ('core', 'mart')"
        ).fetchall()
    ]
    for table in [*tables, "checks.offender"]:
        assert content(again, table, set()) == content(con, table, set()), table
