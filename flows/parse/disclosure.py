"""The three statutory tables of a disclosure report: from tables, else from the plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.parse.disclosure_disputes import read_disputes
from flows.parse.disclosure_flat import read_flat
from flows.parse.disclosure_grid import Grid
from flows.parse.disclosure_tables import read_labelled
from flows.parse.disclosure_terms import FORMS
from flows.parse.document import Figure, StatutoryTable
from flows.parse.text import fold, squeeze

#: What a page or a file gives: its tables, and whether pictures stand in its text.
Tables = Callable[[], tuple[Sequence[Grid], bool]]


def no_tables() -> tuple[Sequence[Grid], bool]:
    """The tables of a text that can have none."""
    return (), False


def read_disclosure(tables: Tables, text: str) -> tuple[list[Figure], list[StatutoryTable]]:
    """Read tables 2, 3 and 4; `text` is the whole text, where a row of a table is one line.

    Figures are in the order of the page; each of the three tables has a state.
    """
    grids, has_pictures = tables()
    told = squeeze(fold(text))
    figures: list[Figure] = []
    states: list[StatutoryTable] = []
    for number, form in FORMS.items():
        found = read_disputes(grids, form) if number == 4 else read_labelled(grids, form)
        state = found.state()
        if not found.figures:
            flat = read_flat(text, number)
            if flat.result():
                found = flat
                state = StatutoryTable(
                    table=number, state="partly" if flat.damaged else "read", reason="flattened"
                )
            elif state is None and any(sign in told for sign in form.signs):
                state = StatutoryTable(
                    table=number, state="unread", reason="layout" if grids else "flattened"
                )
        if state is None:
            state = StatutoryTable(
                table=number,
                state="unread" if has_pictures else "absent",
                reason="picture" if has_pictures else None,
            )
        figures += found.result()
        states.append(state)
    return figures, states
