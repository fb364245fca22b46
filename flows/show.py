"""Tables on the terminal: styled for a person who looks, plain aligned lines for everything else.

Nothing that a page says is taken for markup or for a control sequence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.safe_text import without_controls
from flows.tabular import Rows

STYLES: Mapping[str, str] = {
    "on_time": "green",
    "boundary": "yellow",
    "late": "red",
    "missing": "bold red",
    "undated": "magenta",
    "unobserved": "dim",
    "pending": "cyan",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
}


def terminal(*, stderr: bool = False) -> Console:
    """Standard output, or standard error, as a person's terminal or as a plain stream."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def show(console: Console, table: Rows, title: str, nothing: str) -> None:
    """Print the rows, or `nothing` (a sentence) when there are none."""
    if not table.rows:
        console.print(Text(nothing))
    elif console.is_terminal:
        console.print(_styled(table, title))
    else:
        print_plain(console, table)


def print_plain(console: Console, table: Rows) -> None:
    """Aligned columns, two blanks between them; one line for each row, however long."""
    lines = [[without_controls(name) for name in table.columns]]
    lines += [[words(value) for value in row] for row in table.rows]
    widths = [max(cell_len(line[place]) for line in lines) for place in range(len(table.columns))]
    for line in lines:
        cells = [c + " " * (w - cell_len(c)) for c, w in zip(line, widths, strict=True)]
        print_line(console, "  ".join(cells).rstrip())


def print_line(console: Console, text: str) -> None:
    """One line as it is: no markup, no styles, no wrapping."""
    console.print(Text(text), soft_wrap=True, highlight=False)


def words(value: Any) -> str:
    """A value as a person reads it; absent is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return without_controls(str(value))


def _styled(table: Rows, title: str) -> Table:
    drawn = Table(title=Text(title), title_justify="left", header_style="bold")
    for place, name in enumerate(table.columns):
        numeric = _is_numeric([row[place] for row in table.rows])
        wide = name in ("message", "url", "reason", "title")
        drawn.add_column(
            Text(without_controls(name)),
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=not wide,
        )
    for row in table.rows:
        shown = [words(value) for value in row]
        drawn.add_row(*(Text(text, style=STYLES.get(text, "")) for text in shown))
    return drawn


def _is_numeric(values: Sequence[Any]) -> bool:
    present = [value for value in values if value is not None]
    return bool(present) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in present
    )
