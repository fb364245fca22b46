"""`fazhi nightly`: one night with its progress on the terminal and a summary at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.progress import TaskID as LineId

from flows import exits
from flows.night import NightResult, check_request
from flows.night_told import county_table
from flows.prefect_defaults import apply_prefect_defaults
from flows.progress import DONE, reporting_to
from flows.safe_text import without_controls
from flows.sample.home import refuse_real_night
from flows.serving import join_running_server
from flows.settings import Settings
from flows.show import print_line, show, terminal
from warehouse.database import open_writer
from warehouse.lock import writer_lock


def run_and_show(
    settings: Settings,
    *,
    counties: Sequence[str],
    as_of: datetime | None,
    whole_years: Sequence[int] = (),
) -> int:
    """Run a night; returns the exit code. `whole_years` as in `flows.night.run_night`.

    Everything that can be refused is refused before Prefect is imported, whose server takes ten
    seconds or more to start: a wrong county code, invalid sources, the demo's home, another night
    at work, an unreadable warehouse.
    """
    check_request(settings, counties)
    refuse_real_night(settings)
    with writer_lock(settings.home), open_writer(settings.home):
        pass  # it is free and can be read; the night itself takes it for good
    apply_prefect_defaults(settings.home)
    join_running_server(settings.home)
    from flows.nightly import run_nightly

    with progress(terminal(stderr=True)):
        result = run_nightly(settings, as_of=as_of, counties=counties, whole_years=whole_years)
    show_night(terminal(), result)
    return exits.SOME_COUNTY_FAILED if result.failed else exits.OK


def show_night(console: Console, result: NightResult) -> None:
    """What a person reads in the morning: each county by status, what failed and why."""
    title = f"night of {result.as_of:%Y-%m-%d %H:%M}, newest report year due"
    show(console, county_table(result), title, "no county was asked")
    for code, why in result.failed.items():
        print_line(console, f"failed: {code}: {without_controls(why)}")
    print_line(console, f"published: {result.published}")


@contextmanager
def progress(console: Console) -> Iterator[None]:
    """Show what the night is doing: a moving bar for each step on a terminal, else plain lines."""
    if not console.is_terminal:
        with reporting_to(
            lambda step, words: print_line(console, f"{step}: {words}"), all_of_it=False
        ):
            yield
        return
    columns = (
        TextColumn("{task.fields[step]}", style="bold", markup=False),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.fields[words]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        lines: dict[str, LineId] = {}

        def report(step: str, words: str) -> None:
            shown = without_controls(words)[: max(20, console.width - 50)]
            if step not in lines:
                lines[step] = bars.add_task("", total=None, step=step, words=shown)
            elif words == DONE:
                bars.update(lines[step], words=shown, total=1, completed=1)
            else:
                bars.update(lines[step], words=shown)

        with reporting_to(report, all_of_it=True):
            yield
