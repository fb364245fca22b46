"""The `fazhi` command. Results go to standard output, everything else to standard error.

Prefect is imported only by the commands that run a flow, and only after its defaults are set and
the warehouse is known to be free: its start alone takes longer than the other commands do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows import evidence_cli, exits, operating_cli, sources_cli
from flows.command_settings import command_settings
from flows.prefect_defaults import apply_prefect_defaults

if TYPE_CHECKING:
    from flows.published import Filter, Question

app = typer.Typer(
    name="fazhi",
    help="Watches whether public bodies publish their annual reports on rule-of-law government.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(
    help="The registry of who must publish, and where.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(sources_app, name="sources")
sources_cli.add_to(sources_app)


# A repeatable option needs an Enum; typer takes no list of Literal.
class Kind(StrEnum):
    """Kinds of report."""

    rule_of_law = "rule_of_law"
    disclosure = "disclosure"


class Severity(StrEnum):
    """Severities of a finding."""

    error = "error"
    warning = "warning"
    info = "info"


TableFormat = Literal["table", "csv", "json", "xlsx"]
FactFormat = Literal["table", "json"]
ExportFormat = Literal["parquet", "csv", "xlsx"]

Counties = Annotated[
    list[str] | None, typer.Option("--county", metavar="CODE", help="Only this county; repeatable.")
]
Years = Annotated[
    list[int] | None,
    typer.Option("--year", metavar="YEAR", help="Only this report year; repeatable."),
]
Form = Annotated[
    TableFormat | None,
    typer.Option("--format", help="table, or the suffix of the file if one is given."),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")
]


@app.command()
def nightly(
    county: Counties = None,
    as_of: operating_cli.AsOf = None,
) -> int:
    """Run one night over the sources and publish what it found."""
    from flows.night_shown import run_and_show

    settings = command_settings()
    clock = operating_cli.read_moment("--as-of", as_of)
    return run_and_show(settings, counties=county or [], as_of=clock)


@app.command()
def demo() -> int:
    """Run several nights over the invented sample county, offline, and show what came out."""
    from flows.show import terminal

    settings = command_settings()
    apply_prefect_defaults(settings.home)
    from flows.sample.demo import run_demo

    return run_demo(settings, terminal())


@app.command()
def status(
    county: Counties = None,
    year: Years = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only this kind; repeatable.")] = None,
    form: Form = None,
    output: Output = None,
) -> None:
    """Show every duty with its verdict: on time, late, missing, pending, unobserved."""
    from flows import published

    wanted = published.Filter(county or [], year or [], kind or [])
    _hand_out(published.status(wanted), wanted, form, output)


@app.command()
def findings(
    county: Counties = None,
    year: Years = None,
    severity: Annotated[
        list[Severity] | None, typer.Option(help="Only this severity; repeatable.")
    ] = None,
    waived: Annotated[
        bool, typer.Option("--waived", help="Show the waived ones too, see [[waiver]].")
    ] = False,
    form: Form = None,
    output: Output = None,
) -> None:
    """Show the open findings with their evidence, the worst first."""
    from flows import published

    wanted = published.Filter(county or [], year or [], severities=severity or [])
    _hand_out(published.findings(wanted, waived=waived), wanted, form, output)


@app.command()
def inspect(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE-or-URL",
            help="A saved page, a text, an address, or a capture of the archive.",
        ),
    ],
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="The address the page is said to have.")
    ] = None,
    form: Annotated[FactFormat, typer.Option("--format")] = "table",
    no_findings: Annotated[
        bool, typer.Option("--no-findings", help="Do not ask the checks, which takes seconds.")
    ] = False,
) -> None:
    """Show what the parser reads from one page, and where each fact came from."""
    from flows import inspected, inspecting
    from flows.parse.document import Document
    from flows.parse.page import read_page
    from flows.show import terminal

    payload = inspecting.payload_of(source, url, command_settings())
    page = read_page(payload.body, payload.url, payload.content_type)
    if form == "json":
        sys.stdout.write(inspected.as_json(page))
        return
    inspected.show_page(terminal(), page)
    if isinstance(page, Document) and not no_findings:
        from flows.page_findings import findings_of

        inspected.show_findings(terminal(), findings_of(page, payload.url))


@sources_app.command("check")
def sources_check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Default: the folder FAZHI_SOURCES.")
    ] = None,
) -> None:
    """Validate the registry and show what it holds."""
    from flows.show import show, terminal
    from flows.sources.registry import load_sources
    from flows.tabular import Rows

    sources = load_sources(folder or command_settings().sources)
    rows = []
    for source in sources:
        owners = {column.filer_id for column in source.columns()}
        without = 0 if None in owners else sum(filer.id not in owners for filer in source.filers)
        kinds = ", ".join(source.county.kinds)
        rows.append(
            [source.county.code, source.county.name, source.county.first_report_year, kinds,
             len(source.filers), len(source.columns()), without]
        )  # fmt: skip
    columns = ["county", "name", "first year", "kinds", "filers", "columns", "without column"]
    show(terminal(), Rows(columns, rows), "sources", "")


@app.command()
def rebuild(
    from_archive: Annotated[
        bool,
        typer.Option("--from-archive", help="Drop the database and read the archive again."),
    ] = False,
) -> None:
    """Rebuild core, mart and checks, offline, and publish them as of the last run."""
    from flows import replay

    typer.echo(replay.rebuild(command_settings(), from_archive=from_archive))


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
    form: Annotated[ExportFormat, typer.Option("--format")] = "parquet",
) -> None:
    """Hand out the published tables as files, one for each table."""
    from warehouse.database import open_published
    from warehouse.export import export_tables

    with open_published(command_settings().home) as con:
        for path in export_tables(con, folder, form):
            typer.echo(path)


@app.command()
def dashboard(
    address: Annotated[
        str, typer.Option(metavar="HOST", help="Where to listen; default: this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8501,
) -> None:
    """Look at the published tables in a browser, until stopped."""
    from flows.dashboard_cli import run_dashboard

    run_dashboard(command_settings().home, address, port)


@app.command()
def serve() -> None:
    """Run the nightly on its schedule (02:30 Asia/Shanghai) until stopped."""
    from flows import serving

    serving.serve(command_settings())


evidence_cli.add_to(app)
operating_cli.add_to(app)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code; never shows a traceback unless asked to."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code (see docs/commands.md)."""
    debug = os.environ.get("FAZHI_DEBUG", "").lower() in ("1", "true", "yes", "on")
    exits.log_to_terminal(debug=debug)
    command = typer.main.get_command(app)
    try:
        outcome = command.main(
            list(sys.argv[1:] if arguments is None else arguments),
            prog_name="fazhi",
            standalone_mode=False,
        )
    except (typer.Abort, KeyboardInterrupt):
        outcome = exits.INTERRUPTED
    except typer.TyperException as wrong:
        return exits.wrong_usage(wrong)
    except Exception as error:
        return exits.report_error(error, debug=debug)
    if outcome == exits.INTERRUPTED:
        exits.complain(["interrupted; the next night completes what was begun"])
    return outcome if isinstance(outcome, int) else exits.OK


def _hand_out(
    question: Question, wanted: Filter, form: TableFormat | None, output: Path | None
) -> None:
    from flows.handing_out import hand_out
    from flows.published import require_counties

    home = command_settings().home
    require_counties(home, wanted.counties)
    hand_out(question, home, form, output)


if __name__ == "__main__":
    main()
