"""Findings over time: opened, kept, closed, reopened; replayed from the archive the same."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

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


@dataclass(frozen=True)
class Story:
    """Nights played one after the other, and the findings that each published."""

    home: Path
    nights: list[ArchivedNight]
    seen: list[list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, sql: Path) -> Story:
    """The third night sees two new titles; then two pages are gone, and one comes back."""
    home = tmp_path_factory.mktemp("story") / "home"
    days = [("2023-04-05", 3), ("2023-04-06", 3), ("2023-04-07", 3), ("2023-04-08", 1)]
    nights = [ArchivedNight(home, day, pages).write() for day, pages in [*days, ("2023-04-09", 2)]]
    renamed = [nights[2].entry(n) | ({} if n == 1 else {"title": f"改名{n}"}) for n in range(3)]
    nights[2].lines(nights[2].staging / "990101.listing.jsonl", renamed)
    seen = []
    for night in nights:
        whole_night(night, sql)
        seen.append(findings(home))
    return Story(home, nights, seen)


def test_history_of_a_finding_that_goes_and_comes_back(story: Story) -> None:
    assert [events(night) for night in story.nights] == [
        ["opened"] * 3, [], [], ["closed"] * 2, ["reopened"],
    ]  # fmt: skip
    assert story.seen[1] == story.seen[0], "an unchanged night changes no finding"
    (gone, back, stayed) = story.seen[4]
    assert (gone[0], back[0], stayed[0]) == (2020, 2021, 2022)
    assert gone[2].isoformat() == "2023-04-08T02:30:00+08:00"
    assert json.loads(gone[4]) == {"position": 3}
    assert back[2] is None and stayed[2] is None
    assert {row[1].isoformat() for row in story.seen[4]} == {"2023-04-05T02:30:00+08:00"}


def test_message_of_an_open_finding_is_the_present_one_and_a_closed_one_keeps_its_last(
    story: Story,
) -> None:
    usual = [
        f"listed: 柳湾镇人民政府{year}年度法治政府建设情况的报告" for year in (2020, 2021, 2022)
    ]
    messages = [[row[3] for row in seen] for seen in story.seen]
    assert messages[:2] == [usual, usual]
    assert messages[2] == ["listed: 改名2", usual[1], "listed: 改名0"]
    assert messages[3] == messages[4] == ["listed: 改名2", *usual[1:]]
    assert [row[2] is None for row in story.seen[3]] == [False, False, True]


def test_warehouse_rebuilt_from_the_archive_has_the_same_findings(
    story: Story, tmp_path: Path, sql: Path
) -> None:
    home = Path(shutil.copytree(story.home, tmp_path / "home", symlinks=True))
    with open_writer(home) as con:
        before = con.execute("select * from checks.finding").fetchall()
    (home / "fazhi.duckdb").unlink()
    with open_writer(home) as con:
        for night in reversed(story.nights):  # loaded in another order than the nights'
            load_night(con, home / "archive", home / "staging", night.run_id)
            finish_run(con, home / "archive", night.run_id)
        build(con, sql)
        build_findings(con)
        assert con.execute("select * from checks.finding").fetchall() == before
        assert len(before) == 3


def test_asking_again_gives_the_same_events(published: ArchivedNight) -> None:
    with open_writer(published.home) as con:
        again = list(new_events(con, published.run_id))
    written = (published.folder / "events.jsonl").read_text("utf-8").splitlines()
    assert len(again) == 3
    assert again == [json.loads(line) for line in written]


def test_run_without_events_is_made_up_for_by_the_next(home: Path, sql: Path) -> None:
    """A night that was cut off between load and events leaves them to the next one."""
    cut = ArchivedNight(home, "2023-04-05", 2).write()
    with open_writer(home) as con:
        load_night(con, home / "archive", home / "staging", cut.run_id)
    whole_night(ArchivedNight(home, "2023-04-06", 2).write(), sql)
    assert [row[1].isoformat()[:10] for row in findings(home)] == ["2023-04-06"] * 2


def test_finding_has_one_row(story: Story) -> None:
    with duckdb.connect(str(story.home / "fazhi.duckdb"), read_only=True) as con:
        counts = con.execute(
            "select count(*), count(distinct finding_id) from checks.finding"
        ).fetchone()
    assert counts == (3, 3)
