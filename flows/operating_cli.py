"""`fazhi backfill`, `doctor` and `notify`: for the person who runs the nights."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from flows import exits
from flows.command_settings import command_settings

AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="ISO-TIME", help="The run's clock; without offset it is Beijing time. Default: now."
    ),
]


def backfill(
    county: Annotated[
        list[str], typer.Option("--county", metavar="CODE", help="The county; repeatable.")
    ],
    years: Annotated[
        list[str] | None,
        typer.Option(
            metavar="YEARS",
            help="Report years, such as 2019-2021 or 2019,2021; default all since the county's "
            "first report year.",
        ),
    ] = None,
    as_of: AsOf = None,
) -> int:
    """Collect a county now and fetch the reports of these years whole."""
    from flows.backfilling import run_backfill

    settings, clock = command_settings(), read_moment("--as-of", as_of)
    return run_backfill(settings, counties=county, years=years or [], as_of=clock)


def doctor(
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print only what is wrong; for cron.")
    ] = False,
    network: Annotated[
        bool, typer.Option("--network", help="Also connect once to the site of each county.")
    ] = False,
) -> int:
    """Check whether this machine can run its nights and whether it does, and say what to do."""
    from flows.doctor import examine
    from flows.show import print_line, terminal

    settings = command_settings()
    results = examine(settings, network=network)
    wrong = [result for result in results if result.level == "wrong"]
    if quiet:
        exits.complain([f"{r.name}: {r.found}; {r.remedy}" for r in wrong])
    else:
        for result in results:
            remedy = f"; {result.remedy}" if result.remedy else ""
            line = f"{result.level:<5}  {result.name}: {result.found}{remedy}"
            print_line(terminal(), line)
    return exits.NOTHING_PUBLISHED if wrong else exits.OK


def notify(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the message and send nothing.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="ISO-TIME",
            help="Tell what changed since this clock; default: since the night before the last.",
        ),
    ] = None,
) -> None:
    """Tell what changed: send what has not been told yet, or print it."""
    from flows.notification import message_since, send, tell_what_changed

    settings, moment = command_settings(), read_moment("--since", since)
    if not (dry_run or settings.notify):
        raise exits.WrongUsage("FAZHI_NOTIFY is not set; set it, or add --dry-run")
    if dry_run or moment:
        message, _ = message_since(settings, moment)
        if message and not dry_run:
            send(settings.notify, message.title, message.body)
    else:
        message = tell_what_changed(settings)
    if message is None:
        typer.echo("nothing to tell", err=True)
        return
    typer.echo(f"{message.title}\n\n{message.body}", nl=False)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (backfill, doctor, notify):
        app.command()(command)


def read_moment(option: str, text: str | None) -> datetime | None:
    """A time given with an option, in Beijing time where it names no offset."""
    from flows.run_folder import SHANGHAI

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise exits.WrongUsage(
            f"{option} {text!r} is no time; write it as 2026-04-02T02:30 or 2026-04-02T02:30+08:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
