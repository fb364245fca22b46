"""A warehouse of 100,000 or a million invented reports: time and memory of every stage.

`python -m bench.warehouse [--size 100k|1m] [--folder FOLDER] [--keep]`. The lines are generated
before and are kept in FOLDER (default `build/bench`, which git ignores) for the next time; the
warehouse is removed again unless `--keep` is given.

Seconds of the clock depend on what else the machine does; seconds of the processors, both together,
hardly do. A peak of memory is that of a stage's process and its workers together.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import lines, scale
from bench.scale import Took
from bench.table import Measured
from warehouse.database import CURRENT, RELEASES, WORKING
from warehouse.sqlfiles import PROJECT

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
FOLDER = PROJECT / "build" / "bench"
#: What a million reports may take to be built and checked.
_MINUTES, _GIGABYTES = 10, 12
#: And any one query of an analyst.
_QUERY_SECONDS = 2.0
_BUILT = ("build", "checks")


def measure(
    size: str = "100k", folder: Path = FOLDER, *, keep: bool = False
) -> Iterator[Measured | str]:
    """A line for each stage, then the sums beside their aims."""
    home = folder / size
    home.mkdir(parents=True, exist_ok=True)
    reports = lines.write(home, SIZES[size])
    _remove(home)
    yield f"{reports:,} reports of {len(lines.YEARS)} years, two nights"
    took = {}
    for stage in scale.STAGES:
        took[stage] = scale.run(stage, home)
        if stage != "examples":
            yield _line(stage, took[stage], took.get("read"), reports)
    yield Measured(
        "rows loaded, against bare DuckDB, processors",
        reports / took["load"].cpu, reports / took["bare"].cpu, "create table as read_json",
        "reports/s", 0.5,
    )  # fmt: skip
    yield from _aims(took, reports)
    yield from _growth(folder, size, took, reports)
    yield from _queries(took["examples"])
    if not keep:
        _remove(home)


def _line(stage: str, took: Took, read: Took | None, reports: int) -> str:
    told = ", ".join(f"{number:,.0f} {name}" for name, number in took.told.items())
    beside = f"{took.cpu / read.cpu:>6.1f}× reading once" if read else ""
    each = took.cpu / reports * 1e6
    return (
        f"{stage:<9} {took.wall:>8.1f} s  {took.cpu:>8.1f} s of processors  {each:>6.0f} µs each "
        f"{took.peak_mb:>7,.0f} MB  {beside:<22} {told}"
    )


def _aims(took: dict[str, Took], reports: int) -> Iterator[Measured]:
    minutes = sum(took[stage].wall for stage in _BUILT) / 60
    share = reports / SIZES["1m"]
    yield Measured(
        "built and checked, the share of a million reports",
        minutes, _MINUTES * share, "minutes", "minutes", 1.0, at_most=True,
    )  # fmt: skip
    peak = max(took[stage].peak_mb for stage in _BUILT) / 1024
    yield Measured(
        "peak of memory meanwhile", peak, float(_GIGABYTES), "GB at most", "GB", 1.0, at_most=True
    )


def _growth(folder: Path, size: str, took: dict[str, Took], reports: int) -> Iterator[Measured]:
    """Processor time a report, against the next smaller size that was measured here before."""
    spent = sum(took[stage].cpu for stage in _BUILT) / reports * 1e6
    note = folder / "measured.json"
    known: dict[str, float] = json.loads(note.read_text()) if note.exists() else {}
    known[size] = spent
    note.write_text(json.dumps(known))
    smaller = [one for one in SIZES if one in known and SIZES[one] < SIZES[size]]
    if smaller:
        # Linear, but for the caches of the processor, which the larger tables no longer fit.
        yield Measured(
            "time a report, built and checked",
            spent, known[smaller[-1]], f"at {smaller[-1]}", "µs", 1.5, at_most=True,
        )  # fmt: skip


def _queries(examples: Took) -> Iterator[Measured]:
    slowest = sorted(examples.told, key=examples.told.__getitem__, reverse=True)
    for name in slowest[:5]:
        yield Measured(
            f"sql/examples/{name}.sql",
            examples.told[name], None, "", "s", _QUERY_SECONDS, at_most=True,
        )  # fmt: skip


def _remove(home: Path) -> None:
    """The warehouse; the lines stay."""
    for path in (*home.glob(f"{WORKING}*"), home / CURRENT, home / "bare.duckdb", home / RELEASES):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for events in home.glob("archive/*/events.jsonl"):
        events.unlink()


def main(arguments: Sequence[str] | None = None) -> None:
    asked = argparse.ArgumentParser(prog="bench.warehouse")
    asked.add_argument("--size", choices=SIZES, default="100k")
    asked.add_argument("--folder", type=Path, default=FOLDER)
    asked.add_argument("--keep", action="store_true")
    given = asked.parse_args(arguments)
    for result in measure(given.size, given.folder, keep=given.keep):
        print(result.line() if isinstance(result, Measured) else result, flush=True)


if __name__ == "__main__":
    main()
