"""Nights that are really killed: what is published stays whole, the next night repairs it all."""

from __future__ import annotations

import random
import shutil
import signal
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

pytestmark = pytest.mark.slow

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
        count_calls(control, KILLED_AT)
        after_killed = _judged(control)
        # A night over pages that are known already makes the fewest calls.
        calls = count_calls(control, KILLED_AT)
        server.day = NEXT.as_of.date()
        run_night(settings_for(control, control / "sources"), as_of=NEXT.as_of)
        yield Ready(home, server, calls, _judged(home), after_killed, _judged(control))


def _copy(home: Path, into: Path) -> Path:
    shutil.copytree(home, into, symlinks=True, dirs_exist_ok=True)
    return into


def _check_next_night(ready: Ready, home: Path) -> None:
    """The next night is whole, and nothing of the killed ones is lost, doubled or half read."""
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


#: Where one home's nights are killed, one after the other: a step and a share of its writing
#: calls. What the night before left is repaired in `start`, which is then longer than usual.
CHAINS: dict[str, tuple[tuple[str, float], ...]] = {
    "collect": tuple(("collect", share) for share in (0.0, 0.15, 0.4, 0.6, 0.8, 0.95, 1.0)),
    "load": tuple(("load", share) for share in (0.0, 0.5, 1.0)),
    "build": tuple(("build", share) for share in (0.0, 0.5, 1.0)),
    "publish": tuple(("publish", share) for share in (0.0, 0.3, 0.6, 0.9, 1.0)),
    "repair": (("collect", 0.7), *(("start", share) for share in (0.9, 1.1, 1.3, 1.5))),
}


@pytest.mark.parametrize("chain", CHAINS)
def test_killed_night_after_night_at_a_writing_call(
    ready: Ready, tmp_path: Path, chain: str
) -> None:
    home = _copy(ready.home, tmp_path / "home")
    ready.server.day = KILLED.as_of.date()
    for step, share in CHAINS[chain]:
        assert ready.calls[step] > 20, f"hardly a writing call in {step}: {ready.calls}"
        process, _pipe = start(home, KILLED_AT, (step, max(1, round(ready.calls[step] * share))))
        process.join()
        assert process.exitcode == -signal.SIGKILL, f"not killed at {share} of {step}"
        assert _judged(home) in (ready.before, ready.after_killed), "old or new, nothing between"
    _check_next_night(ready, home)


def test_killed_night_after_night_at_any_moment(ready: Ready, tmp_path: Path) -> None:
    home = _copy(ready.home, tmp_path / "home")
    ready.server.day = KILLED.as_of.date()
    dice = random.Random(20260402)  # fixed: the same moments in every run
    for step in ("collect", "load", "build", "build", "publish", "publish"):
        kill_during(home, KILLED_AT, step, dice.random() * 0.4)
        assert _judged(home) in (ready.before, ready.after_killed), "old or new, nothing between"
    _check_next_night(ready, home)
