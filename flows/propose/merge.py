"""Puts what is new in a proposal into a source file that is there, and touches nothing else.

The file belongs to the person who reviewed it: comments, corrections and rulings stay as they are,
nothing is taken out, and what was decided otherwise is not proposed again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.propose.naming import core_name
from flows.propose.proposal import Proposal, ProposedColumn, ProposedFiler
from flows.propose.render import column_text, filer_text
from flows.propose.site import page_id
from flows.sources.model import Filer, Source

_HEADER = re.compile(r"^\s*\[\[?\s*([a-z_.]+)\s*\]\]?\s*(?:#.*)?$")
_TRAILING = re.compile(r"^\s*(?:#.*)?$")


@dataclass
class Merged:
    """The text with the new parts, and what was in the file but not in the proposal."""

    text: str
    new_filers: list[str] = field(default_factory=list)
    new_columns: list[str] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)


def merge(text: str, source: Source, proposal: Proposal) -> Merged:
    """Insert the proposal's new filers and columns; `source` is what `text` says."""
    merged = Merged(text)
    known: set[tuple[str, str]] = {(page_id(c.url), c.kind) for c in source.columns()}
    proposed: set[tuple[str, str]] = {(page_id(c.url), c.kind) for c in proposal.columns}
    merged.not_found = [
        f"{column.url} ({column.kind})"
        for column in source.columns()
        if (page_id(column.url), column.kind) not in proposed
    ]
    lines = text.splitlines()
    insertions: list[tuple[int, str]] = []
    for column in _new(proposal.county.columns, known):
        insertions.append((_end_of_county(lines), column_text("county.column", column)))
        merged.new_columns.append(column.url)
    ends = _ends(lines, "filer")
    by_filer = _matches(source, proposal)
    for filer, number in by_filer:
        columns = _new(filer.columns, known)
        if number is None:
            filer.columns = columns
            insertions.append((_end_of_filers(lines), filer_text(filer)))
            merged.new_filers.append(filer.name)
        else:
            insertions += [(ends[number], column_text("filer.column", c)) for c in columns]
        merged.new_columns += [column.url for column in columns]
    merged.text = _with(lines, insertions) if insertions else text
    return merged


def _new(columns: list[ProposedColumn], known: set[tuple[str, str]]) -> list[ProposedColumn]:
    return [column for column in columns if (page_id(column.url), column.kind) not in known]


def _matches(source: Source, proposal: Proposal) -> list[tuple[ProposedFiler, int | None]]:
    """Each proposed filer with its place in the file: by its id, else by any of its names."""
    county = source.county.name
    places: dict[str, int] = {}
    for place, filer in enumerate(source.filers):
        for name in _names(filer):
            places.setdefault(core_name(name, county), place)
    ids = {filer.id: place for place, filer in enumerate(source.filers)}
    matched: list[tuple[ProposedFiler, int | None]] = []
    taken = set(ids)
    for proposed in proposal.filers:
        number: int | None = places.get(core_name(proposed.name, county))
        if number is None and not _is_slug(proposed.id):
            number = ids.get(proposed.id)
        if number is None:
            proposed.id = _free(proposed.id, taken)
            taken.add(proposed.id)
            names = {name for filer in source.filers for name in _names(filer)}
            proposed.aliases = [alias for alias in proposed.aliases if alias not in names]
        matched.append((proposed, number))
    return matched


def _names(filer: Filer) -> list[str]:
    return [filer.name, *(alias.name for alias in filer.aliases)]


def _is_slug(filer_id: str) -> bool:
    """A slug may be another body's by chance; an NBS code is not."""
    return "-" in filer_id


def _free(filer_id: str, taken: set[str]) -> str:
    number, free = 1, filer_id
    while free in taken:
        number += 1
        free = f"{filer_id}-{number}"
    return free


def _headers(lines: list[str]) -> list[tuple[int, str]]:
    return [(n, match[1]) for n, line in enumerate(lines) if (match := _HEADER.match(line))]


def _ends(lines: list[str], table: str) -> list[int]:
    """The line behind each table of that name, its own columns and values included."""
    headers = _headers(lines)
    ends = []
    for place, (_, name) in enumerate(headers):
        if name != table:
            continue
        behind = [n for n, other in headers[place + 1 :] if not other.startswith(f"{table}.")]
        ends.append(_without_tail(lines, behind[0] if behind else len(lines)))
    return ends


def _without_tail(lines: list[str], end: int) -> int:
    """Comments before the next table belong to that table."""
    while end > 0 and _TRAILING.match(lines[end - 1]):
        end -= 1
    return end


def _end_of_county(lines: list[str]) -> int:
    return _ends(lines, "county")[0]


def _end_of_filers(lines: list[str]) -> int:
    """Behind the last filer, before the rulings."""
    ends = _ends(lines, "filer")
    return ends[-1] if ends else _end_of_county(lines)


def _with(lines: list[str], insertions: list[tuple[int, str]]) -> str:
    behind: dict[int, list[str]] = {}
    for place, text in insertions:
        behind.setdefault(place, []).append(text)
    out: list[str] = []
    for number in range(len(lines) + 1):
        for text in behind.get(number, []):
            out += ["", *text.splitlines()]
        if number < len(lines):
            out.append(lines[number])
    return "\n".join(out) + "\n"
