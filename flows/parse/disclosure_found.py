"""What was found of one table of a disclosure report, and how much it can be relied on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flows.parse.disclosure_cells import Reading
from flows.parse.disclosure_terms import Form, Named
from flows.parse.document import Figure, StatutoryTable

#: A cell as read: its column, its printed text, what it says.
Told = tuple[Named, str, Reading]


@dataclass
class Found:
    """Figures of one form by row and column; says itself what is in doubt."""

    form: Form
    damaged: bool = False  # some row or cell could not be told
    contradicted: bool = False  # two tables of the page say different things
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    _part: dict[tuple[str, str], int] = field(default_factory=dict)
    _doubtful: set[str] = field(default_factory=set)
    _unknown: int = 0

    def add(self, row: Named, told: Iterable[Told], part: int = 0) -> None:
        """Add the figures of a row that stand in the table with the number `part`.

        The same row twice is no harm while it says the same (a page with a copy for telephones).
        """
        for column, text, reading in told:
            figure = Figure(
                table=self.form.number,
                row=row.code,
                row_label=row.label,
                column=column.code,
                column_label=column.label,
                value=reading.value,
                text=text,
                is_empty=reading.is_empty,
            )
            key = (row.code, column.code)
            other = self.figures.setdefault(key, figure)
            place = self._part.setdefault(key, part)
            self.damaged |= reading.is_unclear
            if (other.value, other.is_empty) != (figure.value, figure.is_empty):
                self.damaged = True
                self.contradicted |= place != part
                self._doubtful.add(row.code)

    def add_unknown(self, label: str, told: Iterable[Told]) -> None:
        """Add a row that the form does not know."""
        self._unknown += 1
        row = Named(f"unknown_{self._unknown}", label)
        self.add(row, told)
        self.damaged = True

    def result(self) -> list[Figure]:
        """The figures that are not in doubt."""
        if self.contradicted:
            return []
        return [figure for key, figure in self.figures.items() if key[0] not in self._doubtful]

    def state(self) -> StatutoryTable | None:
        """What to say of a table of which something was found; None if nothing was."""
        number = self.form.number
        if self.contradicted:
            return StatutoryTable(table=number, state="unread", reason="contradiction")
        if self.result():
            return StatutoryTable(table=number, state="partly" if self.damaged else "read")
        if self.damaged:
            return StatutoryTable(table=number, state="unread", reason="layout")
        return None
