"""A county that fails is asked again in the same night; known articles are spared out of season."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows.backfilling import read_years
from flows.counties import CountyJob, EachCounty, do_counties
from flows.exits import WrongUsage
from flows.night import run_night
from flows.replay import rebuild
from flows.sample.server import SampleServer
from flows.sample.site import BEIJING
from tests.night.harness import digests, few, query, scalar

JUNE = datetime(2026, 6, 1, 2, 30, tzinfo=BEIJING)


@pytest.fixture
def site() -> SampleServer:
    return SampleServer(JUNE.date())


def test_a_county_that_comes_back_in_the_night_is_complete_and_so_is_its_replay(
    tmp_path: Path, site: SampleServer
) -> None:
    with site:
        settings = few(tmp_path, site.url)
        site.fail("/", "drop")

        def recovers(step: str, _words: str) -> None:
            if step == "collect":
                told.append(step)

        told: list[str] = []
        asked = site.requests

        class Recovering(list[str]):
            def append(self, path: str) -> None:
                super().append(path)
                if len(self) == 9:  # all that the first attempt asks for
                    site.recover()

        site.requests = Recovering(asked)
        result = run_night(settings, as_of=JUNE, report=recovers)
    assert result.status == "complete"
    folder = tmp_path / "archive" / result.run_id
    assert {path.name for path in folder.glob("990101.*")} >= {
        "990101.warc.gz", "990101.captures.jsonl", "990101.2.warc.gz", "990101.2.captures.jsonl",
    }  # fmt: skip
    observed = query(tmp_path, "select distinct observed from mart.column_observation")
    assert observed == [(True,)]
    before = digests(tmp_path)
    rebuild(settings, from_archive=True)
    assert digests(tmp_path) == before


def test_an_attempt_that_raises_is_made_again_and_our_own_disk_is_not_the_countys_fault(
    tmp_path: Path, site: SampleServer
) -> None:
    seen: list[tuple[str, int]] = []

    def each(error: Exception) -> EachCounty:
        def work(jobs: Sequence[CountyJob]) -> list[tuple[str, BaseException | None]]:
            seen.extend((job.code, job.attempt) for job in jobs)
            return [(job.code, error if job.attempt < 3 else None) for job in jobs]

        return work

    with site:
        settings = few(tmp_path, site.url)
        jobs: list[CountyJob] = []

        def keep(given: Sequence[CountyJob]) -> list[tuple[str, BaseException | None]]:
            jobs.extend(given)
            return [(job.code, None) for job in given]

        run_night(settings, as_of=JUNE, each_county=keep)
    assert do_counties(jobs, each(RuntimeError("a worker died")), 3, timedelta(0)) == {}
    assert seen == [("990101", 1), ("990101", 2), ("990101", 3)]
    seen.clear()
    failed = do_counties(jobs, each(OSError(28, "no space")), 3, timedelta(0))
    assert list(failed) == ["990101"]
    assert seen == [("990101", 1)]


def test_a_night_that_is_over_asks_nobody_and_accuses_nobody(
    tmp_path: Path, site: SampleServer
) -> None:
    with site:
        settings = few(tmp_path, site.url).model_copy(update={"night_minutes": 1e-9})
        result = run_night(settings, as_of=JUNE)
        assert site.requests == []
    assert result.status == "partial"
    assert set(query(tmp_path, "select distinct status, reason from mart.filing_status")) == {
        ("unobserved", "not_observed")
    }
    reasons = query(tmp_path, "select distinct reason from mart.column_observation")
    assert reasons == [("budget",)]


@pytest.mark.slow
def test_out_of_season_a_known_article_is_asked_for_once_a_week_and_the_lists_every_night(
    tmp_path: Path, site: SampleServer
) -> None:
    with site:
        settings = few(tmp_path, site.url)
        run_night(settings, as_of=JUNE)
        whole = [p for p in site.requests if p != "/robots.txt"]
        listed = query(tmp_path, "select distinct url from raw.capture where role = 'listing'")
        lists = {url.removeprefix(site.url) for (url,) in listed}
        articles = set(whole) - lists
        reports = query(tmp_path, "select report_id, removed_at from core.report order by 1")
        site.requests.clear()
        for night in range(1, 8):
            run_night(settings, as_of=JUNE + timedelta(days=night))
        asked = [p for p in site.requests if p != "/robots.txt"]
        for path in lists:
            assert asked.count(path) == 7
        assert {asked.count(path) for path in articles} == {1}
        after = query(tmp_path, "select report_id, removed_at from core.report order by 1")
        assert after == reports
        opened = scalar(tmp_path, "select count(*) from checks.finding where opened_at > ?", JUNE)
        assert opened == 0
        site.requests.clear()
        run_night(settings, as_of=JUNE + timedelta(days=8), whole_years=[2024])
        fetched = query(
            tmp_path,
            """select distinct c.url, c.status from raw.capture c
               join ref.clock k on c.run_id = k.run_id join core.report_location l on l.url = c.url
               join core.report r using (report_id) where r.report_year = 2024""",
        )
    assert len(fetched) == 3
    assert {status for _, status in fetched} == {200}, "whole, without a condition"


def test_years_of_a_backfill() -> None:
    assert read_years(["2019-2021", "2023,2024"], 2025) == [2019, 2020, 2021, 2023, 2024]
    assert read_years([], 2025) == []
    for wrong in ("2021-2019", "2026", "two", "19"):
        with pytest.raises(WrongUsage):
            read_years([wrong], 2025)
    assert date(2026, 6, 1) == JUNE.date()
