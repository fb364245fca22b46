"""`fazhi demo`: the sample county's nights through the real flow, and what came out of them.

The demo keeps its home like any other county office would: archive, working file, releases. A file
named `demo` marks the home as the demo's own, so that running it again may clear it and a home with
real nights is never touched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from flows import exits
from flows.night import NightResult
from flows.nightly import run_nightly
from flows.published import Filter, ask, status
from flows.sample.bodies import COUNTY_NAME
from flows.sample.county import write_source
from flows.sample.home import SOURCES, prepare_home
from flows.sample.nights import NIGHTS, Night
from flows.sample.questions import EXAMPLES
from flows.sample.server import SampleServer
from flows.settings import PROJECT, Settings, variable
from flows.show import print_line, show
from flows.tabular import Rows
from warehouse.database import CURRENT, RELEASES
from warehouse.lock import writer_lock

#: Rows of an example that are printed; the file itself gives all of them.
ROWS_SHOWN = 12


def run_demo(settings: Settings, console: Console) -> int:
    """Run the sample's nights into `settings.home` and show the result; returns the exit code.

    Replaces what an earlier demo left there. Raises WrongUsage when the home holds real nights and
    AlreadyRunning when a night is at work in it.
    """
    with writer_lock(settings.home):
        prepare_home(settings.home)
    last = NIGHTS[-1]
    with SampleServer(NIGHTS[0].as_of.date()) as server:
        print_line(console, f"{COUNTY_NAME} (invented) is served at {server.url} for this demo")
        sources = settings.home / SOURCES
        write_source(sources, server.url)
        settings = settings.model_copy(update={"sources": sources})
        with _environment(settings):
            for number, night in enumerate(NIGHTS, start=1):
                night.prepare(server)
                result = run_nightly(settings, as_of=night.as_of)
                print_line(console, _told(number, night, result))
    console.print()
    year = last.as_of.year - 1
    duties = status(Filter(years=[year]))
    shown = duties.ask(settings.home).select(duties.shown)
    show(console, shown, f"report year {year} as of {last.as_of:%Y-%m-%d}", "no duty")
    for example in sorted(EXAMPLES.glob("*.sql"))[:3]:
        _show_example(console, settings.home, example)
    _show_files(console, settings.home)
    return exits.OK


@contextmanager
def _environment(settings: Settings) -> Iterator[None]:
    """The flow reads its settings from the environment, like a scheduled one."""
    ours = {variable("home"): str(settings.home), variable("sources"): str(settings.sources)}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _told(number: int, night: Night, result: NightResult) -> str:
    lines = [f"night {number}, {night.as_of:%Y-%m-%d}: {night.story}"]
    for county in result.counties:
        duties = ", ".join(f"{count} {name}" for name, count in county.duties.items() if count)
        seen = f"{county.observed} of {county.columns} columns observed"
        lines.append(f"    {county.report_kind} {county.report_year}: {duties} ({seen})")
    return "\n".join(lines)


def _show_example(console: Console, home: Path, file: Path) -> None:
    text = file.read_text("utf-8")
    question = text.splitlines()[0].removeprefix("--").strip()
    rows = ask(home, text)
    console.print()
    print_line(console, f"{question}  ({file.relative_to(PROJECT)})")
    show(console, Rows(rows.columns, rows.rows[:ROWS_SHOWN]), "", "no row")
    if len(rows.rows) > ROWS_SHOWN:
        print_line(console, f"… and {len(rows.rows) - ROWS_SHOWN} more")


def _show_files(console: Console, home: Path) -> None:
    console.print()
    for name, words in (
        (CURRENT, "the published tables, for anybody to query"),
        (RELEASES, "the releases; going back is moving the link"),
        ("archive", "every exchange as WARC, from which all of it can be rebuilt"),
    ):
        print_line(console, f"{home / name}\n    {words}")
    fazhi = _as_called()
    print_line(
        console,
        f"see all duties with `{fazhi} status`, what was found with `{fazhi} findings`, "
        f"and all of it in a browser with `{fazhi} dashboard`",
    )


def _as_called() -> str:
    """The command as the next line in the same terminal needs it: it is seldom on the path."""
    command = Path(sys.executable).with_name("fazhi")
    here = Path.cwd()
    return str(command.relative_to(here) if command.is_relative_to(here) else command)
