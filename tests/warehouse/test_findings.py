"""Findings over time: opened, kept, closed, reopened; replayed from the archive the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from tests.warehouse.archived_nights import ArchivedNight, whole_night
from warehouse.build import build
from warehouse.database import open_published, open_writer
from warehouse.findings import build_findings, new_events
from warehouse.load import finish_run, load_night


def findings(home: Path) -> list[tuple[Any, ...]]:
    with open_published(home) as con:
        return con.execute(
            "select report_year, opened_at, closed_at, message, evidence from checks.finding "
            "order by report_year"
        ).fetchall()


def events(night: ArchivedNight) -> list[str]:
    lines = (night.folder / "events.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["event"] for line in lines]


def test_history_of_a_finding_that_goes_and_comes_back(home: Path, sql: Path) -> None:
    days = [("2023-04-05", 3), ("2023-04-06", 3), ("2023-04-07", 1), ("2023-04-08", 2)]
    nights = [ArchivedNight(home, day, pages).write() for day, pages in days]
    seen = []
    for night in nights:
        whole_night(night, sql)
        seen.append(findings(home))
    assert [events(night) for night in nights] == [
        ["opened"] * 3, [], ["closed"] * 2, ["reopened"],
    ]  # fmt: skip
    assert seen[1] == seen[0], "an unchanged night changes no finding"
    (gone, back, stayed) = seen[3]
    assert (gone[0], back[0], stayed[0]) == (2020, 2021, 2022)
    assert gone[2].isoformat() == "2023-04-07T02:30:00+08:00"
    assert gone[3].startswith("listed: ") and json.loads(gone[4]) == {"position": 3}
    assert back[2] is None and stayed[2] is None
    assert {row[1].isoformat() for row in seen[3]} == {"2023-04-05T02:30:00+08:00"}


def test_warehouse_rebuilt_from_the_archive_has_the_same_findings(home: Path, sql: Path) -> None:
    nights = [
        ArchivedNight(home, "2023-04-05", 3).write(),
        ArchivedNight(home, "2023-04-06", 1).write(),
        ArchivedNight(home, "2023-04-07", 2).write(),
    ]
    for night in nights:
        whole_night(night, sql)
    with open_writer(home) as con:
        before = con.execute("select * from checks.finding").fetchall()
    (home / "fazhi.duckdb").unlink()
    with open_writer(home) as con:
        for night in reversed(nights):  # the order of loading is not the order of the nights
            load_night(con, home / "archive", home / "staging", night.run_id)
            finish_run(con, home / "archive", night.run_id)
        build(con, sql)
        build_findings(con)
        assert con.execute("select * from checks.finding").fetchall() == before
        assert len(before) == 3


def test_asking_again_gives_the_same_events(night: ArchivedNight, sql: Path) -> None:
    whole_night(night, sql)
    with open_writer(night.home) as con:
        again = list(new_events(con, night.run_id))
    written = (night.folder / "events.jsonl").read_text("utf-8").splitlines()
    assert again == [json.loads(line) for line in written]


def test_message_of_an_open_finding_is_the_present_one(home: Path, sql: Path) -> None:
    first = ArchivedNight(home, "2023-04-05", 1).write()
    second = ArchivedNight(home, "2023-04-06", 1).write()
    second.lines(
        second.staging / "990101.listing.jsonl", [second.entry(0) | {"title": "改名的报告"}]
    )
    for night in (first, second):
        whole_night(night, sql)
    assert [row[3] for row in findings(home)] == ["listed: 改名的报告"]
    third = ArchivedNight(home, "2023-04-07", 0).write()
    whole_night(third, sql)
    (row,) = findings(home)
    assert row[3] == "listed: 改名的报告" and row[2] is not None


def test_run_without_events_is_made_up_for_by_the_next(home: Path, sql: Path) -> None:
    """A night that was cut off between load and events leaves them to the next one."""
    cut = ArchivedNight(home, "2023-04-05", 2).write()
    with open_writer(home) as con:
        load_night(con, home / "archive", home / "staging", cut.run_id)
    whole_night(ArchivedNight(home, "2023-04-06", 2).write(), sql)
    assert [row[1].isoformat()[:10] for row in findings(home)] == ["2023-04-06"] * 2


def test_finding_has_one_row(night: ArchivedNight, sql: Path) -> None:
    whole_night(night, sql)
    with duckdb.connect(str(night.home / "fazhi.duckdb"), read_only=True) as con:
        counts = con.execute(
            "select count(*), count(distinct finding_id) from checks.finding"
        ).fetchone()
    assert counts == (3, 3)
