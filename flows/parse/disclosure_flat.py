"""Figures of the three tables from a text that has lost its cells.

A row is read only where its label is followed by exactly as many figures as its table has
columns. Figures that run into each other are believed only where they can be cut in one way, and,
in table 3, where the whole table then agrees with itself. Anything else stays unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from flows.parse.disclosure_cells import Reading, read_cell
from flows.parse.disclosure_found import Found
from flows.parse.disclosure_splits import all_zero, cut_with_sum
from flows.parse.disclosure_sums import agrees
from flows.parse.disclosure_terms import FORMS, Form, Named
from flows.parse.text import fold

_REMARK = re.compile(r"\((?![一二三四五六七八九十]{1,3}\))[^()]{0,80}\)")
_BETWEEN = "[\"'“”‘’、,。;:()《》·/]*"
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_FIGURES = re.compile(r"[\d.,+/\-—–]+")
_ORDINAL = re.compile(r"\d[.、]$")
_NUMBER = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.,]$")
_PARAGRAPH = re.compile(r"第二十条第\(?[一二三四五六七八九十]{1,2}\)?项")
_HEADER_BEFORE, _LONGEST_TABLE, _LONGEST_GAP = 200, 3000, 60


@dataclass(frozen=True)
class _Text:
    """A text without white space; `breaks` are the places where some stood."""

    squeezed: str
    breaks: list[int]

    def pieces(self, start: int, end: int) -> list[str]:
        """The parts of a stretch between white space."""
        inner = self.breaks[bisect_left(self.breaks, start + 1) : bisect_left(self.breaks, end)]
        marks = [start, *inner, end]
        pairs = pairwise(marks)
        return [self.squeezed[a:b] for a, b in pairs if a < b]

    def is_break(self, at: int) -> bool:
        """Whether white space stood before this place."""
        index = bisect_left(self.breaks, at)
        return index < len(self.breaks) and self.breaks[index] == at


@dataclass(frozen=True)
class _Label:
    named: Named | None  # None for words that only part one row from the next
    start: int
    end: int
    is_column: bool = False


def read_flat(text: str, number: int) -> Found:
    """Read one table from a text; what is found has `damaged` set if rows could not be told."""
    form = FORMS[number]
    found = Found(form)
    lean = _squeeze(text)
    if number == 2:
        _read_disclosed(lean, found)
    elif number == 3:
        _read_requests(lean, found)
    else:
        _read_disputes(lean, found)
    return found


def _squeeze(text: str) -> _Text:
    parts = _REMARK.sub("", fold(text)).split()
    breaks, length = [], 0
    for part in parts:
        breaks.append(length)
        length += len(part)
    return _Text("".join(parts), breaks)


# -- table 2: a row of column labels, then rows, several times ---------------------------------


def _read_disclosed(text: _Text, found: Found) -> None:
    columns: list[Named] = []
    labels = list(_labels(text.squeezed, found.form, 0, len(text.squeezed), columns=True))
    if not labels:
        return
    behind = [*(label.start for label in labels[1:]), len(text.squeezed)]
    before: _Label | None = None
    for label, end in zip(labels, behind, strict=True):
        if before is None or label.start - before.end > _LONGEST_GAP or label.named is None:
            columns = []
        if label.is_column and label.named:
            columns = [] if before and not before.is_column else columns
            columns.append(label.named)
        elif label.named and columns:
            _add(found, label.named, columns, _disclosed(text, label.end, end, len(columns)))
        before = label


def _disclosed(text: _Text, start: int, end: int, count: int) -> list[str] | None:
    match = _FIGURES.match(text.squeezed, start, end)
    if match is None:
        return None
    pieces = text.pieces(start, match.end())
    if len(pieces) == count:
        return pieces
    zeros = all_zero(pieces[0], count) if len(pieces) == 1 else None
    return list(map(str, zeros)) if zeros else None


# -- table 3 -----------------------------------------------------------------------------------


def _read_requests(text: _Text, found: Found) -> None:
    form = found.form
    stretch = _requests_stretch(text.squeezed, form)
    if stretch is None:
        return
    glued = False
    labels = list(_labels(text.squeezed, form, *stretch))
    if not labels:
        return
    stretch_end = min(stretch[1] + _LONGEST_GAP, len(text.squeezed))
    behind = [*(label.start for label in labels[1:]), stretch_end]
    ordinal, group = 0, None
    for index, (label, end) in enumerate(zip(labels, behind, strict=True)):
        if label.named is None:
            continue
        is_group = label.named.code in form.groups
        group, ordinal = (label.named.code, 0) if is_group else (group, ordinal + 1)
        named = label.named
        if named.part_of in form.groups - {"handled"} and named.part_of != group:
            found.damaged = True  # it stands where the form does not have it
            continue
        is_last = index == len(labels) - 1
        end = _figures_end(text, label.end, end) if is_last else _without_number(text, end, ordinal)
        pieces = text.pieces(label.end, end)
        if not pieces and is_group:
            continue
        if len(pieces) == 1 and len(form.columns) > 1:
            cut = cut_with_sum(pieces[0], len(form.columns))
            pieces, glued = (list(map(str, cut)) if cut else []), True
        _add(found, named, list(form.columns), pieces)
    if glued and (found.damaged or not agrees(found.figures)):
        found.figures.clear()
        found.damaged = True


def _requests_stretch(squeezed: str, form: Form) -> tuple[int, int] | None:
    """From the first row of table 3 to behind its last label, where its header stands before."""
    for match in _pattern(form.row("received")).finditer(squeezed):
        header = squeezed[max(0, match.start() - _HEADER_BEFORE) : match.start()]
        if all(column.label in header for column in form.columns):
            last = _pattern(form.row("carried_over")).search(
                squeezed, match.end(), match.end() + _LONGEST_TABLE
            )
            return (match.start(), last.end()) if last else None
    return None


def _without_number(text: _Text, end: int, ordinal: int) -> int:
    """Move an end before the number of the label behind it."""
    squeezed = text.squeezed
    start = max(0, end - 4)
    if match := _NUMBER.search(squeezed, start, end):
        return match.start()
    if not _ORDINAL.search(squeezed, start, end):
        return end
    for first in (end - 2, end - 3):
        if text.is_break(first) and squeezed[first : end - 1].isdigit():
            return first
    # Without white space only the number that is due can be told from the figures before it.
    due = end - len(str(ordinal + 1)) - 1
    return due if squeezed[due : end - 1] == str(ordinal + 1) else end


def _figures_end(text: _Text, start: int, end: int) -> int:
    match = _FIGURES.match(text.squeezed, start, end)
    return match.end() if match else start


# -- table 4 -----------------------------------------------------------------------------------


def _read_disputes(text: _Text, found: Found) -> None:
    form = found.form
    results = "".join(column.label for column in form.columns)
    review, direct, after = (row.label for row in form.rows)
    groups = f"{direct}{after}"
    header = f"{review}行政诉讼(?:{results}{groups}{results * 2}|{groups}{results * 3})"
    match = re.search(header, text.squeezed)
    if match is None:
        return
    size, end = len(form.columns), _figures_end(text, match.end(), len(text.squeezed))
    pieces = text.pieces(match.end(), end)
    if len(pieces) == 1:
        cut = cut_with_sum(pieces[0], size, len(form.rows))
        pieces = list(map(str, cut)) if cut else []
    if len(pieces) != size * len(form.rows):
        found.damaged = True
        return
    for number, row in enumerate(form.rows):
        _add(found, row, list(form.columns), pieces[number * size : (number + 1) * size])


# -- all ---------------------------------------------------------------------------------------


def _add(found: Found, row: Named, columns: list[Named], pieces: list[str] | None) -> None:
    told = [
        (column, piece, read_cell(piece, column))
        for column, piece in zip(columns, pieces or (), strict=False)
    ]
    if not pieces or len(pieces) != len(columns) or any(_is_unclear(one) for _, _, one in told):
        found.damaged = True
        return
    found.add(row, told)


def _is_unclear(reading: Reading) -> bool:
    return reading.is_unclear


def _labels(
    squeezed: str, form: Form, start: int, end: int, *, columns: bool = False
) -> Iterator[_Label]:
    """Every label of the form in a stretch, in order; of two at one place the longer."""
    hits: list[_Label] = []
    for named in form.rows:
        hits += [_Label(named, *m.span()) for m in _pattern(named).finditer(squeezed, start, end)]
    if columns:
        for named in form.columns:
            found = _pattern(named).finditer(squeezed, start, end)
            hits += [_Label(named, *m.span(), is_column=True) for m in found]
        hits += [_Label(None, *m.span()) for m in _PARAGRAPH.finditer(squeezed, start, end)]
    for over in form.over:
        hits += [_Label(None, *m.span()) for m in re.finditer(over, squeezed[:end])]
    last = start
    for label in sorted(hits, key=lambda one: (one.start, -one.end)):
        if label.start >= last:
            yield label
            last = label.end


@lru_cache(maxsize=256)
def _pattern(named: Named) -> re.Pattern[str]:
    """The label with any punctuation between its characters; the longest wording first."""
    words = sorted({named.label, *named.also}, key=len, reverse=True)
    spelled = (_BETWEEN.join(_LETTER.findall(word)) for word in words)
    return re.compile(f"(?:{'|'.join(spelled)})[\"'”’:]*")
