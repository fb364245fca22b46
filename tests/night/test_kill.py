"""Nights that are really killed: what is published stays whole, the next night repairs it all."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.night import run_night
from flows.sample.bodies import BY_SLUG, column_path
from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from flows.sample.site import site_on
from tests.night.driver import count_calls, kill_during, start
from tests.night.harness import findings, query, settings_for, source_of, statuses

FIRST, KILLED, NEXT = NIGHTS[0], NIGHTS[2], NIGHTS[4]
KILLED_AT = KILLED.as_of.strftime("%Y-%m-%dT%H:%M")
SLUGS = ("sfj", "cyz", "jcz", "ypz", "dwz")


@dataclass
class Ready:
    """A home after its first night, and what a night that nobody kills makes of the next two."""

    home: Path
    server: SampleServer
    calls: dict[str, int]
    before: Any
    after_killed: Any
    after_next: Any


def _judged(home: Path) -> tuple[Any, Any]:
    """Statuses and open findings without the times, which differ when a night is cut off."""
    duties = {
        key: (row["status"], row["published_on"], row["days_late"], row["reason"], row["url"])
        for key, row in statuses(home).items()
    }
    found = sorted(
        (f["check"], str(f["slug"]), str(f["kind"]), str(f["year"]))
        for f in findings(home, open_only=True)
    )
    return duties, found


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ready]:
    home = tmp_path_factory.mktemp("ready")
    with SampleServer(FIRST.as_of.date()) as server:
        sources = home / "sources"
        sources.mkdir()
        filers = [
            (body.id, body.name, body.level, column_path(slug, "rule_of_law") or "")
            for slug, body in BY_SLUG.items()
            if slug in SLUGS
        ]
        text = source_of("990101", "云岭县", server.url, filers, year=2023)
        (sources / "990101.toml").write_text(text, encoding="utf-8")
        run_night(settings_for(home, sources), as_of=FIRST.as_of)
        control = _copy(home, tmp_path_factory.mktemp("control"))
        server.day = KILLED.as_of.date()
        calls = count_calls(control, KILLED_AT)
        after_killed = _judged(control)
        server.day = NEXT.as_of.date()
        run_night(settings_for(control, control / "sources"), as_of=NEXT.as_of)
        yield Ready(home, server, calls, _judged(home), after_killed, _judged(control))


def _copy(home: Path, into: Path) -> Path:
    shutil.copytree(home, into, symlinks=True, dirs_exist_ok=True)
    return into


def _check_after_kill_and_next_night(ready: Ready, home: Path) -> None:
    assert _judged(home) in (ready.before, ready.after_killed), "old file or new, nothing between"
    ready.server.day = NEXT.as_of.date()
    result = run_night(settings_for(home, home / "sources"), as_of=NEXT.as_of)
    assert result.status == "complete"
    duties, found = _judged(home)
    assert duties == ready.after_next[0]
    assert found == ready.after_next[1]
    for table, key in KEYS.items():
        doubled = query(home, f"select {key} from {table} group by all having count(*) > 1")
        assert doubled == [], table
    whole = {
        resource_digest
        for day in (FIRST, KILLED, NEXT)
        for resource_digest in _digests(day.as_of.date())
    }
    read = {digest for (digest,) in query(home, "select distinct sha256 from raw.document")}
    assert read <= whole, "only whole pages were read"
    folders = sorted(p.parent.name for p in (home / "archive").glob("*/run.json"))
    assert folders == [run for (run,) in query(home, "select run_id from raw.run order by 1")]


KEYS = {
    "raw.run": "run_id",
    "raw.column_reading": "run_id, column_url",
    "raw.listing": "run_id, column_url, url",
    "raw.document": "sha256, url, parser_version",
    "raw.finding_event": "run_id, finding_id, event",
    "core.report": "filer_id, report_kind, report_year",
    "core.report_version": "report_id, version",
    "checks.finding": "finding_id",
}


def _digests(day: Any) -> set[str]:
    import hashlib

    return {hashlib.sha256(resource.body).hexdigest() for resource in site_on(day).values()}


POINTS = [
    *(("start", share) for share in (0.5,)),
    *(("collect", share) for share in (0.0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1.0)),
    *(("load", share) for share in (0.0, 0.3, 0.6, 0.8, 1.0)),
    *(("build", share) for share in (0.0, 0.3, 0.6, 0.9, 0.97, 1.0)),
    *(("publish", share) for share in (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)),
]


@pytest.mark.parametrize(("step", "share"), POINTS)
def test_killed_at_a_writing_call(ready: Ready, tmp_path: Path, step: str, share: float) -> None:
    total = ready.calls.get(step, 0)
    assert total > 0, f"no writing call in {step}: {ready.calls}"
    home = _copy(ready.home, tmp_path / "home")
    ready.server.day = KILLED.as_of.date()
    process, _pipe = start(home, KILLED_AT, (step, max(1, round(total * share))))
    process.join()
    assert process.exitcode == -9
    _check_after_kill_and_next_night(ready, home)


@pytest.mark.parametrize(
    ("step", "seed"), [("collect", 1), ("load", 2), ("build", 3), ("publish", 4), ("publish", 5)]
)
def test_killed_at_any_moment(ready: Ready, tmp_path: Path, step: str, seed: int) -> None:
    home = _copy(ready.home, tmp_path / "home")
    ready.server.day = KILLED.as_of.date()
    dice = random.Random(seed)  # a fixed seed: the same moments in every run
    if not kill_during(home, KILLED_AT, step, dice.random() * 0.3):
        pytest.fail("the night ended before it was killed: lower the delay")
    _check_after_kill_and_next_night(ready, home)


def test_killed_twice_in_a_row(ready: Ready, tmp_path: Path) -> None:
    home = _copy(ready.home, tmp_path / "home")
    for step, share in (("collect", 0.6), ("load", 0.6)):
        ready.server.day = KILLED.as_of.date()
        process, _pipe = start(home, KILLED_AT, (step, round(ready.calls[step] * share)))
        process.join()
        assert process.exitcode == -9
    _check_after_kill_and_next_night(ready, home)
