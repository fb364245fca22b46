"""Where the rows of a command go: the terminal, standard output, or a file."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.exits import WrongUsage
from flows.published import Question
from flows.show import print_line, show, terminal
from flows.tabular import as_csv, as_json

#: Formats of `--format`; the last two are for files as well.
FORMATS = ("table", "json", "csv", "xlsx")


def hand_out(question: Question, home: Path, form: str | None, output: Path | None) -> None:
    """Show the rows to a person, or write all their columns in the format asked for.

    Without a format the ending of the file decides. Raises WrongUsage when format and file do not
    go together, WarehouseError when the rows cannot be read or written.
    """
    if output is not None:
        _to_file(question, home, form, output)
    elif form == "xlsx":
        raise WrongUsage("xlsx is not for the terminal; add -o FILE.xlsx")
    elif form in ("csv", "json"):
        rows = question.ask(home)
        sys.stdout.write(as_csv(rows) if form == "csv" else as_json(rows))
    else:
        rows = question.ask(home)
        console = terminal()
        show(console, rows.select(question.shown), question.name, "nothing matches")
        if rows.rows:
            print_line(console, f"{len(rows.rows)} rows; --format json shows every column")


def _to_file(question: Question, home: Path, form: str | None, output: Path) -> None:
    ending = output.suffix.removeprefix(".").lower()
    if ending not in FORMATS[1:] or form not in (None, ending):
        wanted = form if form in FORMATS[1:] else "csv"
        raise WrongUsage(
            f"{output}: its ending is its format; name it like {question.name}.{wanted}"
        )
    output.parent.mkdir(parents=True, exist_ok=True)
    if ending == "json":
        output.write_text(as_json(question.ask(home)), "utf-8")
    else:
        question.save(home, output)
