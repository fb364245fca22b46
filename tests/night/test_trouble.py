"""Nights that go wrong: each costs its own county's night and accuses nobody."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.night import run_night
from flows.sample.bodies import BY_SLUG, column_path
from flows.sample.nights import NIGHTS
from flows.sample.server import Failure, SampleServer
from flows.settings import Settings
from tests.night.harness import (
    at,
    findings,
    fixed,
    listing,
    query,
    run_story,
    scalar,
    settings_for,
    source_of,
    statuses,
)

AFTER_DEADLINE = NIGHTS[2].as_of
SLUGS = ("sfj", "cyz", "jcz")


def few(home: Path, url: str, code: str = "990101", name: str = "云岭县") -> Settings:
    """Settings of a county with three filers whose site is at `url`."""
    sources = home / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    filers = [
        (body.id.replace("990101", code), body.name, body.level, column_path(slug, "rule_of_law"))
        for slug, body in BY_SLUG.items()
        if slug in SLUGS
    ]
    text = source_of(code, name, url, [(i, n, v, c or "") for i, n, v, c in filers], year=2023)
    (sources / f"{code}.toml").write_text(text, encoding="utf-8")
    return settings_for(home, sources)


@pytest.fixture
def dead_url() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def said(home: Path) -> dict[object, object]:
    return {key: row["status"] for key, row in statuses(home).items()}


def test_a_site_that_is_down_on_the_first_night_accuses_nobody(
    tmp_path: Path, dead_url: str
) -> None:
    result = run_night(few(tmp_path, dead_url), as_of=AFTER_DEADLINE)
    assert result.status == "partial"
    assert set(said(tmp_path).values()) == {"unobserved"}
    assert {row["reason"] for row in statuses(tmp_path).values()} == {"not_observed"}
    readings = query(tmp_path, "select observed, reason from mart.column_observation")
    assert len(readings) == len(SLUGS)
    assert not any(observed for observed, _ in readings)
    assert {f["check"] for f in findings(tmp_path)} == {"W02"}


@pytest.mark.parametrize("how", ["error", "missing", "blocked", "empty", "drop"])
def test_a_site_that_fails_after_the_deadline_takes_nothing_back(
    tmp_path: Path, server: SampleServer, how: Failure
) -> None:
    settings = few(tmp_path, server.url)
    run_night(settings, as_of=AFTER_DEADLINE)
    before = said(tmp_path)
    reports = query(tmp_path, "select report_id, removed_at from core.report order by all")
    server.fail("/bm/", how)
    server.fail("/jz/", how)
    run_night(settings, as_of=AFTER_DEADLINE + timedelta(days=1))
    assert said(tmp_path) == before
    assert query(tmp_path, "select report_id, removed_at from core.report order by all") == reports
    opened = [f["check"] for f in findings(tmp_path) if f["opened_at"] != AFTER_DEADLINE]
    assert opened == ["W02"] * len(SLUGS)
    last = query(
        tmp_path,
        """select o.observed from mart.column_observation o join raw.run r using (run_id)
           where r.as_of = (select max(as_of) from raw.run)""",
    )
    assert last == [(False,)] * len(SLUGS)


@pytest.mark.parametrize("how", ["blocked", "missing", "error"])
def test_a_site_that_never_showed_its_lists_never_makes_anybody_missing(
    tmp_path: Path, server: SampleServer, how: Failure
) -> None:
    settings = few(tmp_path, server.url)
    server.fail("/bm/", how)
    server.fail("/jz/", how)
    for day in range(3):
        run_night(settings, as_of=AFTER_DEADLINE + timedelta(days=day))
    assert set(said(tmp_path).values()) == {"unobserved"}
    assert scalar(tmp_path, "select count(*) from core.report") == 0
    assert {(f["check"], f["severity"]) for f in findings(tmp_path)} == {("W02", "warning")}


def test_one_county_that_fails_leaves_the_others_published(
    tmp_path: Path, server: SampleServer, dead_url: str
) -> None:
    few(tmp_path, server.url)
    settings = few(tmp_path, dead_url, "990102", "雾渡县")
    result = run_night(settings, as_of=AFTER_DEADLINE)
    assert result.status == "partial"
    of_county = dict(
        query(
            tmp_path,
            "select county_code, list(distinct status order by status) "
            "from mart.filing_status group by 1",
        )
    )
    assert "on_time" in of_county["990101"]
    assert of_county["990102"] == ["unobserved"]
    assert "990102" in scalar(tmp_path, "select map_keys(failed) from raw.run")


def test_a_host_that_never_answers_ends_within_its_budget(
    tmp_path: Path, server: SampleServer
) -> None:
    settings = few(tmp_path, server.url).model_copy(
        update={"connect_seconds": 0.5, "read_seconds": 0.5, "response_seconds": 1.0,
                "county_minutes": 4 / 60}
    )  # fmt: skip
    server.fail("/", "hang")
    began = time.monotonic()
    result = run_night(settings, as_of=AFTER_DEADLINE)
    assert time.monotonic() - began < 15
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


def test_a_night_earlier_than_the_last_one_is_refused(tmp_path: Path, server: SampleServer) -> None:
    from flows.night import UsageFault

    settings = few(tmp_path, server.url)
    run_night(settings, as_of=AFTER_DEADLINE)
    with pytest.raises(UsageFault):
        run_night(settings, as_of=AFTER_DEADLINE - timedelta(days=1))
    assert scalar(tmp_path, "select count(*) from raw.run") == 1


def test_an_emptied_list_is_an_alarm_and_no_removal(tmp_path: Path, server: SampleServer) -> None:
    told = run_story(tmp_path, server, NIGHTS[2:3])
    server.fail(column_path("cyz", "rule_of_law") or "", "empty")
    for day in range(1, 5):
        run_night(told.settings, as_of=AFTER_DEADLINE + timedelta(days=day))
    assert said(tmp_path) == {k: row["status"] for k, row in told.statuses[0].items()}
    assert scalar(tmp_path, "select count(*) from core.report where removed_at is not null") == 0
    assert [f["check"] for f in findings(tmp_path) if f["slug"] == "cyz" and f["check"] != "N05"] \
        == ["W02"]  # fmt: skip


def test_the_archive_is_complete_when_the_night_is_over(
    tmp_path: Path, server: SampleServer
) -> None:
    run_night(few(tmp_path, server.url), as_of=at("2026-04-02T02:30"))
    assert list((tmp_path / "archive").rglob("*.open")) == []
    asked = scalar(tmp_path, "select count(*) from raw.capture")
    assert asked == len(server.requests)
    shutil.rmtree(tmp_path / "staging", ignore_errors=True)
    run_night(few(tmp_path, server.url), as_of=at("2026-04-03T02:30"))
