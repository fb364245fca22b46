"""`fazhi sources discover` and `import`: source files proposed for a person to review."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows import exits
from flows.command_settings import command_settings

if TYPE_CHECKING:
    from flows.propose.proposal import Proposal
    from flows.propose.walk import Report
    from flows.settings import Settings

Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Propose into this file."),
]
Write = Annotated[bool, typer.Option("--write", help="Write also where a file is already there.")]
Code = Annotated[str | None, typer.Option(metavar="CODE", help="The county's code (GB/T 2260).")]
Name = Annotated[str | None, typer.Option(metavar="NAME", help="The county's name.")]
Province = Annotated[str | None, typer.Option(metavar="NAME", help="The county's province.")]
Units = Annotated[
    list[Path] | None,
    typer.Option(metavar="DIR", help="Further lists of towns with their codes; repeatable."),
]


def discover(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="The county's home page or disclosure page.")
    ],
    output: Output = None,
    write: Write = False,
    code: Code = None,
    name: Name = None,
    province: Province = None,
    host: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A further host of the county; repeatable."),
    ] = None,
    units: Units = None,
    pages: Annotated[int, typer.Option(min=1, max=20_000, help="Most pages asked for.")] = 1000,
    depth: Annotated[int, typer.Option(min=1, max=20, help="Most links from the first page.")] = 8,
) -> None:
    """Find a county's bodies and report columns on its site, and propose a source file."""
    from flows.propose.discover import Request
    from flows.propose.discover import discover as walk
    from flows.propose.walk import Bounds

    settings = command_settings()
    request = Request(
        url,
        datetime.now().astimezone().date(),
        code,
        name,
        province,
        tuple(host or ()),
        tuple(units or ()),
        Bounds(pages, depth),
    )
    with _progress() as report:
        found = walk(request, settings, report)
    bodies, columns = len(found.proposal.filers), len(found.proposal.columns)
    exits.complain([f"{found.pages:,} pages read: {bodies} bodies, {columns} columns"])
    exits.complain([f"not seen or not taken: {line}" for line in found.told])
    _hand_over(found.proposal, settings, output, write)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The roster, XLSX or CSV.")],
    output: Output = None,
    write: Write = False,
    code: Code = None,
    name: Name = None,
    province: Province = None,
    site: Annotated[str | None, typer.Option(metavar="URL", help="The county's home page.")] = None,
    first_year: Annotated[
        int | None,
        typer.Option(min=2000, max=2100, help="The report year from which duties are judged."),
    ] = None,
    units: Units = None,
) -> None:
    """Make a source file of the roster that an office keeps (name, level, column address)."""
    from flows.propose.handing_over import county_file
    from flows.propose.roster import Request, propose_from_roster

    settings = command_settings()
    known = county_file(settings.sources, output, code)
    today = datetime.now().astimezone().date()
    request = Request(
        file, today, code, name, province, site, first_year, tuple(units or ()), known
    )
    _hand_over(propose_from_roster(request), settings, output, write)


def add_to(app: typer.Typer) -> None:
    """Give the group of commands these two as well."""
    app.command("discover")(discover)
    app.command("import")(import_)


def _hand_over(proposal: Proposal, settings: Settings, output: Path | None, write: bool) -> None:
    from flows.propose.handing_over import hand_over, show

    outcome = hand_over(proposal, settings.sources, output, write=write)
    show(outcome)
    exits.complain(outcome.said)


@contextmanager
def _progress() -> Iterator[Report | None]:
    """A moving line on a terminal; nothing for everybody else."""
    from flows.safe_text import without_controls
    from flows.show import terminal

    console = terminal(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.completed} pages, {task.fields[waiting]} waiting", style="bold"),
        BarColumn(bar_width=20),
        TimeElapsedColumn(),
        TextColumn("{task.fields[url]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None, waiting=0, url="")

        def report(read: int, waiting: int, url: str) -> None:
            shown = without_controls(url)[: max(20, console.width - 60)]
            bar.update(task, completed=read, total=read + waiting, waiting=waiting, url=shown)

        yield report
