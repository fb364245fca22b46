"""A night of 200 pages without pauses: what share of it is not collecting; pages a second."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.invented import source_text
from bench.serving import served
from bench.table import Measured
from flows.collect.county import collect_county
from flows.counties import CountyJob
from flows.night import run_night
from flows.parsing import parse_county
from flows.settings import Settings

BODIES, YEARS = 40, 5
PAGES = BODIES * YEARS + BODIES


def measure() -> Iterator[Measured | str]:
    with served(BODIES, YEARS) as url:
        collecting, whole, steps = min((_night(url) for _ in range(2)), key=lambda taken: taken[1])
        yield Measured(
            f"night of {BODIES * YEARS} pages: share outside collect",
            (whole - collecting) / whole, None, "", "", 0.25, at_most=True,
        )  # fmt: skip
        yield "    seconds: " + ", ".join(f"{step} {took:.2f}" for step, took in steps.items())
        theirs = _scrapy(url)
        if isinstance(theirs, str):
            yield theirs
            return
        yield Measured(
            f"pages collected and archived ({PAGES})",
            PAGES / collecting, theirs, "Scrapy, bare crawl", "pages/s", 1,
        )  # fmt: skip


def _night(url: str) -> tuple[float, float, dict[str, float]]:
    """Seconds spent collecting, in the whole night, and in each step of it."""
    collecting = parsing = 0.0
    marks: list[tuple[str, float]] = []

    def tell(step: str, _words: str) -> None:
        marks.append((step, time.perf_counter()))

    def timed(jobs: Sequence[CountyJob]) -> Iterable[tuple[str, BaseException | None]]:
        nonlocal collecting, parsing
        for job in jobs:
            began = time.perf_counter()
            collect_county(job.source, job.folder.run_id, job.folder.archive, job.known, job.limits)
            collected = time.perf_counter()
            parse_county(job.folder, job.source, job.staging, job.archived)
            collecting += collected - began
            parsing += time.perf_counter() - collected
            yield job.source.county.code, None

    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        sources.mkdir()
        (sources / "990101.toml").write_text(source_text(url, BODIES), "utf-8")
        settings = Settings(home=Path(folder), sources=sources)
        began = time.perf_counter()
        run_night(settings, as_of=datetime(2026, 4, 2, tzinfo=UTC), each_county=timed, report=tell)
        ended = time.perf_counter()
    at = dict(reversed(marks))  # when each step was first told of
    steps = {
        "collect": collecting,
        "parse": parsing,
        "load": at["build"] - at["load"],
        "build": at["publish"] - at["build"],
        "publish": ended - at["publish"],
    }
    return collecting, ended - began, steps


def _scrapy(url: str) -> float | str:
    """Pages a second of a bare crawl of the same site, or why it was not run."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        done = subprocess.run(
            [sys.executable, "-m", "bench.scrapy_crawl", url, str(BODIES), out.name],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            return "Scrapy skipped: install the extra `bench`"
        crawled = json.loads(Path(out.name).read_text("utf-8"))
    assert crawled["pages"] == PAGES, crawled
    return float(crawled["pages"] / crawled["seconds"])
