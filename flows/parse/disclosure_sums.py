"""The arithmetic of table 3, by which a text without cells proves that it was cut rightly."""

from __future__ import annotations

from collections.abc import Mapping

from flows.parse.disclosure_terms import FORMS
from flows.parse.document import Figure

_FORM = FORMS[3]


def agrees(figures: Mapping[tuple[str, str], Figure]) -> bool:
    """Whether in every column 一 + 二 = 三(七) + 四, and the results sum to 三(七).

    False where one of these rows is not there.
    """
    for column in _FORM.columns:
        value = {row: _value(figures, row, column.code) for row in _rows(figures)}
        balance = [value.get(row) for row in ("received", "carried_in", "handled", "carried_over")]
        if None in balance:
            return False
        received, carried_in, handled, carried_over = (one or 0 for one in balance)
        results = sum(_result(row.code, value) for row in _FORM.rows if row.part_of == "handled")
        if received + carried_in != handled + carried_over or results != handled:
            return False
    return True


def _rows(figures: Mapping[tuple[str, str], Figure]) -> set[str]:
    return {row for row, _ in figures}


def _value(figures: Mapping[tuple[str, str], Figure], row: str, column: str) -> float | None:
    figure = figures.get((row, column))
    return figure.value if figure else None


def _result(code: str, value: Mapping[str, float | None]) -> float:
    own = value.get(code)
    if own is not None:
        return own
    return sum(value.get(row.code) or 0 for row in _FORM.rows if row.part_of == code)
