"""`fazhi notice`, `dossier` and `verify`: what leaves the house, and what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows import exits
from flows.command_settings import command_settings


def notice(
    county: Annotated[str, typer.Option("--county", metavar="CODE", help="The county.")],
    year: Annotated[int, typer.Option("--year", metavar="YEAR", help="The report year.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Default: notice-CODE-YEAR.docx, here."
        ),
    ] = None,
) -> None:
    """Draft the circular on who published when and with what, in Chinese, for a person to edit."""
    from flows.notice_draft import draft
    from flows.notice_layout import lay_out
    from flows.published import require_counties

    file = _ending(output or Path(f"notice-{county}-{year}.docx"), ".docx")
    home = command_settings().home
    require_counties(home, [county])
    lay_out(draft(home, county, year), file)
    typer.echo(file)


def dossier(
    filer: Annotated[str, typer.Argument(metavar="FILER", help="The body: its id or its name.")],
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The report year.")],
    kind: Annotated[
        Literal["rule_of_law", "disclosure"], typer.Option("--kind", help="The kind of report.")
    ] = "rule_of_law",
    language: Annotated[
        Literal["zh", "en"], typer.Option("--language", help="Its language.")
    ] = "zh",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Default: dossier-ID-YEAR-KIND.html, here."
        ),
    ] = None,
) -> None:
    """Write all that is known of one body's duty for one year into one HTML file."""
    from flows.dossier import gather
    from flows.dossier_page import page

    gathered = gather(command_settings().home, filer, kind, year)
    name = f"dossier-{gathered.duty['filer_id']}-{year}-{kind}.html"
    file = _ending(output or Path(name), ".html")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(gathered, language), "utf-8")
    typer.echo(file)


def verify(
    report_id: Annotated[
        str, typer.Argument(metavar="REPORT_ID", help="As core.report and `fazhi dossier` show it.")
    ],
) -> int:
    """Derive a verdict again from the archived bytes, offline; 1 if it does not hold."""
    from flows.show import print_line, terminal
    from flows.verify import verify as derive
    from flows.verify import verify_lines

    verdict = derive(command_settings(), report_id)
    for line in verify_lines(verdict):
        print_line(terminal(), line)
    return exits.OK if verdict.holds else exits.NOTHING_PUBLISHED


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (notice, dossier, verify):
        app.command()(command)


def _ending(file: Path, ending: str) -> Path:
    if file.suffix.lower() != ending:
        raise exits.WrongUsage(f"{file}: name it with the ending {ending}")
    return file
