"""What earlier nights saw, as the next one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.archived_nights import COLUMN, COUNTY, ArchivedNight
from warehouse.database import open_writer
from warehouse.known import (
    GONE_NIGHTS,
    archived_before,
    attachments_known,
    captures_to_reread,
    last_as_of,
    listed_before,
    pages_seen,
    run_statuses,
)
from warehouse.load import load_night


def load(home: Path, *nights: ArchivedNight) -> duckdb.DuckDBPyConnection:
    con = open_writer(home)
    for night in nights:
        load_night(con, home / "archive", home / "staging", night.run_id)
    return con


def nights_on(home: Path, *days: str) -> list[ArchivedNight]:
    return [ArchivedNight(home, day, 2).write() for day in days]


def captured(night: ArchivedNight, *changes: dict[str, Any]) -> None:
    rows = [night.capture(0) | change for change in changes]
    night.lines(night.folder / f"{COUNTY}.captures.jsonl", rows)


def test_first_night_knows_nothing(home: Path) -> None:
    with open_writer(home) as con:
        assert last_as_of(con) is None
        assert (pages_seen(con), listed_before(con), run_statuses(con)) == ({}, {}, {})
        assert archived_before(con, 1).documents == frozenset()


def test_page_is_known_as_it_was_when_last_fetched_whole(home: Path) -> None:
    first, second, third = nights_on(home, "2023-04-05", "2023-04-06", "2023-04-07")
    captured(second, {"sha256": "b" * 64, "etag": '"new"', "stored": False})
    captured(third, {"status": 304, "sha256": "b" * 64, "etag": None, "stored": False})
    with load(home, first, second, third) as con:
        page = pages_seen(con, COUNTY)[first.address(0)]
        assert (page.sha256, page.etag) == ("b" * 64, '"new"')
        assert page.fetched_whole_at.isoformat() == "2023-04-06T02:31:00+08:00"
        assert pages_seen(con, "990999") == {}
        assert last_as_of(con) == page.fetched_whole_at.replace(day=7, minute=30)


@pytest.mark.parametrize(
    "failed", [{"status": 503}, {"status": None, "error": "timeout"}, {"status": 404}]
)
def test_answer_without_the_page_is_not_remembered(home: Path, failed: dict[str, Any]) -> None:
    first, second = nights_on(home, "2023-04-05", "2023-04-06")
    captured(second, failed | {"sha256": None, "stored": False})
    with load(home, first, second) as con:
        assert pages_seen(con)[first.address(0)].sha256 == first.digest(0)


def test_address_once_listed_is_asked_for_until_it_was_gone_for_some_nights(home: Path) -> None:
    days = [f"2023-04-{day:02}" for day in range(5, 6 + GONE_NIGHTS)]
    nights = nights_on(home, *days)
    first = nights[0]
    for night in nights[1:]:
        night.lines(night.staging / f"{COUNTY}.listing.jsonl", [night.entry(1)])
        captured(night, {"status": 404, "sha256": None, "stored": False})
    with load(home, *nights[:-1]) as con:
        assert listed_before(con, COUNTY) == {COLUMN: {first.address(0), first.address(1)}}
    with load(home, *nights) as con:
        assert listed_before(con, COUNTY) == {COLUMN: {first.address(1)}}


def test_entry_that_cannot_be_a_report_is_not_asked_for(home: Path) -> None:
    (night,) = nights_on(home, "2023-04-05")
    rows = [night.entry(0), night.entry(1) | {"may_be_report": False}]
    night.lines(night.staging / f"{COUNTY}.listing.jsonl", rows)
    with load(home, night) as con:
        assert listed_before(con) == {COLUMN: {night.address(0)}}


def test_places_of_payloads_and_documents_already_read(home: Path) -> None:
    (night,) = nights_on(home, "2023-04-05")
    with load(home, night) as con:
        before = archived_before(con, 1)
        assert before.places[night.digest(1)] == (f"{night.run_id}/{COUNTY}.warc.gz", 1000, 100)
        assert (night.digest(0), night.address(0)) in before.documents
        assert archived_before(con, 2).documents == frozenset()
        assert captures_to_reread(con, 1) == []
        rows = captures_to_reread(con, 2)
    assert [row["url"] for row in rows] == [night.address(0), night.address(1)]
    assert set(rows[0]) == set(night.capture(0))


def test_files_that_hang_on_an_article(home: Path) -> None:
    (night,) = nights_on(home, "2023-04-05")
    with load(home, night) as con:
        assert attachments_known(con, COUNTY)[night.address(0)] == [f"{COLUMN}0.pdf"]


def test_status_of_every_run(home: Path) -> None:
    (night,) = nights_on(home, "2023-04-05")
    with load(home, night) as con:
        assert run_statuses(con) == {night.run_id: "loaded"}
