"""Nights that go wrong: each costs its own county's night and accuses nobody."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.night import NightResult, UsageFault, run_night
from flows.sample.bodies import column_path
from flows.sample.nights import NIGHTS
from flows.sample.server import Failure, SampleServer
from tests.night.harness import (
    FEW,
    few,
    findings,
    fixed,
    listing,
    query,
    scalar,
    settings_for,
    source_of,
    statuses,
)

pytestmark = pytest.mark.slow

AFTER_DEADLINE = NIGHTS[2].as_of


@dataclass
class Seen:
    """A home that has seen three filers' columns in full, two days after the deadline."""

    home: Path
    server: SampleServer

    def night(self, days_later: int) -> NightResult:
        settings = settings_for(self.home, self.home / "sources")
        return run_night(settings, as_of=AFTER_DEADLINE + timedelta(days=days_later))


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    home = tmp_path_factory.mktemp("first")
    with SampleServer(AFTER_DEADLINE.date()) as server:
        run_night(few(home, server.url), as_of=AFTER_DEADLINE)
        yield Seen(home, server)


@pytest.fixture
def seen(first_night: Seen, tmp_path: Path) -> Iterator[Seen]:
    """A copy of that home, for one test to spoil."""
    home = tmp_path / "home"
    shutil.copytree(first_night.home, home, symlinks=True)
    first_night.server.recover()
    yield Seen(home, first_night.server)
    first_night.server.recover()


@pytest.fixture
def dead_url() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def said(home: Path) -> dict[Any, str]:
    return {key: row["status"] for key, row in statuses(home).items()}


def reports(home: Path) -> list[tuple[Any, ...]]:
    return query(home, "select report_id, published_on, removed_at from core.report order by all")


@pytest.mark.parametrize("how", ["error", "missing", "blocked", "empty", "drop"])
def test_a_site_that_fails_after_the_deadline_takes_nothing_back(seen: Seen, how: Failure) -> None:
    before = said(seen.home), reports(seen.home)
    seen.server.fail("/bm/", how)
    seen.server.fail("/jz/", how)
    result = seen.night(1)
    assert result.status == "partial"
    assert (said(seen.home), reports(seen.home)) == before
    opened = [f["check"] for f in findings(seen.home) if f["opened_at"] != AFTER_DEADLINE]
    assert opened == ["W02"] * len(FEW)
    last = query(
        seen.home,
        """select o.observed from mart.column_observation o join raw.run r using (run_id)
           where r.as_of = (select max(as_of) from raw.run)""",
    )
    assert last == [(False,)] * len(FEW)


def test_an_emptied_list_is_never_believed(seen: Seen) -> None:
    before = said(seen.home), reports(seen.home)
    seen.server.fail(column_path("cyz", "rule_of_law") or "", "empty", exact=True)
    for day in (1, 2, 3):  # three nights alike would be believed of a list that only shrank
        seen.night(day)
    assert (said(seen.home), reports(seen.home)) == before
    alarms = [f for f in findings(seen.home) if f["opened_at"] != AFTER_DEADLINE]
    assert [(f["check"], f["slug"], f["severity"]) for f in alarms] == [("W02", "cyz", "warning")]


def test_a_site_that_never_showed_its_lists_never_makes_anybody_missing(
    tmp_path: Path, server: SampleServer
) -> None:
    settings = few(tmp_path, server.url)
    failures: tuple[Failure, ...] = ("blocked", "missing", "error")
    for day, how in enumerate(failures):
        server.fail("/bm/", how)
        server.fail("/jz/", how)
        run_night(settings, as_of=AFTER_DEADLINE + timedelta(days=day))
    assert {(row["status"], row["reason"]) for row in statuses(tmp_path).values()} == {
        ("unobserved", "not_observed")
    }
    assert reports(tmp_path) == []
    assert {(f["check"], f["severity"]) for f in findings(tmp_path)} == {("W02", "warning")}


def test_one_county_that_is_down_leaves_the_others_published(
    tmp_path: Path, server: SampleServer, dead_url: str
) -> None:
    few(tmp_path, server.url)
    settings = few(tmp_path, dead_url, "990102", "雾渡县")
    result = run_night(settings, as_of=AFTER_DEADLINE)
    assert result.status == "partial"
    assert list(result.failed) == ["990102"]
    of_county = query(
        tmp_path, "select distinct county_code, status, reason from mart.filing_status"
    )
    assert ("990101", "on_time", None) in of_county
    assert [row for row in of_county if row[0] == "990102"] == [
        ("990102", "unobserved", "not_observed")
    ]
    readings = query(
        tmp_path,
        """select observed from mart.column_observation
           where column_url like ? || '%'""",
        dead_url,
    )
    assert readings == [(False,)] * len(FEW), "each column has its row"


def test_a_host_that_never_answers_ends_within_its_budget(
    tmp_path: Path, server: SampleServer
) -> None:
    hasty = {"connect_seconds": 0.5, "read_seconds": 0.5, "response_seconds": 1.0}
    settings = few(tmp_path, server.url).model_copy(update=hasty | {"county_minutes": 4 / 60})
    server.fail("/", "hang")
    began = time.monotonic()
    result = run_night(settings, as_of=AFTER_DEADLINE)
    assert time.monotonic() - began < 20
    assert result.status == "partial"
    assert set(said(tmp_path).values()) == {"unobserved"}


def test_a_report_seen_only_as_an_unreadable_entry_is_not_missing(tmp_path: Path) -> None:
    column = "/jz/cyz/fzzfjsndbg/"
    site = {column: listing([("./1.html", "年度法治政府建设情况", "2026-03-01")])}
    with SampleServer(date(2026, 4, 2), fixed(site)) as own:
        sources = tmp_path / "sources"
        sources.mkdir()
        filer = ("990101100", "澄砚镇人民政府", "township", column)
        (sources / "990101.toml").write_text(
            source_of("990101", "云岭县", own.url, [filer], year=2025), encoding="utf-8"
        )
        run_night(settings_for(tmp_path, sources), as_of=AFTER_DEADLINE)
    (row,) = statuses(tmp_path).values()
    assert (row["status"], row["reason"]) == ("unobserved", "unread_entry")


def test_a_night_earlier_than_the_last_one_is_refused(seen: Seen) -> None:
    with pytest.raises(UsageFault):
        seen.night(-1)
    assert scalar(seen.home, "select count(*) from raw.run") == 1


def test_the_archive_is_complete_when_the_night_is_over(first_night: Seen) -> None:
    home = first_night.home
    assert list((home / "archive").rglob("*.open")) == []
    captures = query(home, "select role, count(*) from raw.capture group by 1")
    assert dict(captures)["listing"] == len(FEW) + 2, "two columns have two pages"
    stored = query(home, "select distinct warc_file from raw.capture where warc_file is not null")
    assert [(home / "archive" / name).is_file() for (name,) in stored] == [True]
