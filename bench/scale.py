"""Stages of a whole warehouse of many reports, each in a process of its own.

`python -m bench.scale STAGE FOLDER` does one stage on the lines that `bench.lines` wrote into
FOLDER and prints what it took as JSON. A process never gives its peak of memory back, so stages
that shared one could not be told apart. With `--statements` every statement of the build is
printed with its seconds and the peak of memory while it ran (Linux only).
"""

from __future__ import annotations

import json
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb

from bench.lines import LAST, NIGHTS
from warehouse.build import build_checks, build_tables
from warehouse.database import open_published, open_writer
from warehouse.errors import transaction
from warehouse.findings import build_findings, new_events
from warehouse.load import finish_run, load_night
from warehouse.publish import publish
from warehouse.rawfiles import CAPTURE, COLUMN_READING, DOCUMENT, LISTING
from warehouse.signatures import sign_texts
from warehouse.sqlfiles import PROJECT, SQL, quoted, read_sql


@dataclass(frozen=True)
class Took:
    """One stage: seconds of the clock, of the processors, peak of memory, and what it tells."""

    wall: float
    cpu: float
    peak_mb: float
    told: dict[str, float]


def run(stage: str, folder: Path, *flags: str) -> Took:
    """Do one stage in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.scale", stage, str(folder), *flags],
        cwd=PROJECT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return Took(**json.loads(done.stdout))


def _load(folder: Path) -> dict[str, float]:
    added: dict[str, float] = {}
    with open_writer(folder) as con:
        for run_id in NIGHTS:
            for table, rows in load_night(
                con, folder / "archive", folder / "staging", run_id
            ).items():
                added[table] = added.get(table, 0) + rows
    return added


def _bare_load(folder: Path) -> dict[str, float]:
    """The same rows into tables without comments, keys or transactions of ours."""
    file = folder / "bare.duckdb"
    file.unlink(missing_ok=True)
    told: dict[str, float] = {}
    with duckdb.connect(str(file)) as con:
        for table in (CAPTURE, COLUMN_READING, LISTING, DOCUMENT):
            name = table.name.removeprefix("raw.")
            shape = _shape(table.name)
            place = "archive" if table is CAPTURE else "staging"
            lines = folder / place / "*" / f"*.{'captures' if table is CAPTURE else name}.jsonl"
            (told[table.name],) = con.execute(
                f"create table {name} as select * from read_json({quoted(str(lines))}, "
                f"format = 'newline_delimited', columns = {{{shape}}})"
            ).fetchone() or (0,)
    file.unlink()
    return told


def _shape(table: str) -> str:
    with duckdb.connect() as con:
        con.execute("create schema raw")
        con.execute(read_sql(SQL / "schema" / f"{table.replace('.', '_')}.sql").body)
        return ", ".join(
            f"{quoted(row[0])}: {quoted(row[1])}"
            for row in con.execute(f"describe {table}").fetchall()
        )


def _read(folder: Path) -> dict[str, float]:
    """Every value of every loaded row once, and some sums: what reading alone costs."""
    with open_writer(folder) as con:
        con.execute("""
            select document.report_year, count(*), sum(length(document.text)),
                sum(list_sum(list_transform(document.sections, lambda one: one.char_count))),
                bit_xor(hash(document)) as every_value
            from raw.document group by all
        """).fetchall()
        for table in ("raw.capture", "raw.listing", "raw.column_reading"):
            con.execute(
                f"select county_code, count(*), bit_xor(hash(t)) from {table} as t group by all"
            ).fetchall()
    return {}


def _sign(folder: Path) -> dict[str, float]:
    with open_writer(folder) as con:
        return {"texts": sign_texts(con)}


def _build(folder: Path) -> dict[str, float]:
    with open_writer(folder) as con:
        with transaction(con):
            build_tables(con)
        return _counts(con, "core.report", "core.section", "core.text_candidate", "mart.text_reuse")


def _checks(folder: Path) -> dict[str, float]:
    with open_writer(folder) as con:
        with transaction(con):
            build_checks(con)
        return _counts(con, "checks.offender")


def _findings(folder: Path) -> dict[str, float]:
    with open_writer(folder) as con:
        with (folder / "archive" / LAST / "events.jsonl").open("w", encoding="utf-8") as file:
            for event in new_events(con, LAST):
                file.write(json.dumps(event, ensure_ascii=False) + "\n")
        for run_id in NIGHTS:
            finish_run(con, folder / "archive", run_id)
        build_findings(con)
        return _counts(con, "checks.finding")


def _publish(folder: Path) -> dict[str, float]:
    with open_writer(folder) as con:
        release = publish(con, folder, "bench", keep=1)
    return {"bytes": release.stat().st_size}


def _examples(folder: Path) -> dict[str, float]:
    """Seconds of every query in sql/examples, all of its rows; showing them is the client's."""
    told = {}
    with open_published(folder) as con:
        for file in sorted((SQL / "examples").glob("*.sql")):
            began = time.perf_counter()
            query = file.read_text("utf-8").rstrip().removesuffix(";")
            con.execute(f"create or replace temp table answer as ({query})")
            told[file.stem] = time.perf_counter() - began
    return told


def _counts(con: duckdb.DuckDBPyConnection, *tables: str) -> dict[str, float]:
    return {
        table: (con.execute(f"select count(*) from {table}").fetchone() or (0,))[0]
        for table in tables
    }


STAGES: dict[str, Callable[[Path], dict[str, float]]] = {
    "bare": _bare_load,
    "load": _load,
    "read": _read,
    "sign": _sign,
    "build": _build,
    "checks": _checks,
    "findings": _findings,
    "publish": _publish,
    "examples": _examples,
}


class _Statements(logging.Handler):
    """Prints each statement's seconds of the processors and the peak of memory in it."""

    def __init__(self) -> None:
        super().__init__()
        self.spent = _processor_seconds()

    def emit(self, record: logging.LogRecord) -> None:
        before, self.spent = self.spent, _processor_seconds()
        peak = 0
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                peak = int(line.split()[1]) // 1024
        Path("/proc/self/clear_refs").write_text("5")
        print(
            f"{self.spent - before:>7.1f} s {peak:>7,} MB  {record.getMessage()}",
            file=sys.stderr, flush=True,
        )  # fmt: skip


class _Peak:
    """The most memory that this process and its workers held together, looked at all the time.

    Not what the system notes of a worker: that begins with the memory of the process it came from.
    """

    def __init__(self) -> None:
        self.mb = 0.0
        self._over = Event()
        self._watch = Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Peak:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.2):
            self.mb = max(self.mb, sum(map(_resident_mb, ("self", *_workers()))))


def _workers() -> Iterator[str]:
    """The processes that this one has started; none where there is no /proc."""
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            yield from task.read_text().split()


def _resident_mb(process: str) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def _processor_seconds() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


def main(arguments: Sequence[str]) -> None:
    stage, folder, *flags = arguments
    if "--statements" in flags:
        logger = logging.getLogger("warehouse")
        logger.addHandler(_Statements())
        logger.setLevel(logging.DEBUG)
    began, spent = time.perf_counter(), _processor_seconds()
    with _Peak() as peak:
        told = STAGES[stage](Path(folder))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took: dict[str, Any] = {
        "wall": time.perf_counter() - began,
        "cpu": _processor_seconds() - spent,
        "peak_mb": max(own / 1024, peak.mb),
        "told": told,
    }
    print(json.dumps(took))


if __name__ == "__main__":
    main(sys.argv[1:])
