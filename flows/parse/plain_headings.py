"""Headings that a report prints without any number: lines that are nothing but an item's name.

Looked for only where no outer number is there; then （一） and 1. would be taken for the outermost
headings, and the items named on the lines between them would be missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.document import Item
from flows.parse.items import items_of_heading
from flows.parse.kinds import KINDS
from flows.parse.lines import Line
from flows.parse.numbers import Number, NumberedText

_SHORTEST, _LONGEST = 4, 30  # characters of such a line
_LEAST_TEXT = 8  # characters behind it, before the next
_MOST_LINES = 3000  # no report has as many
_SENTENCE = re.compile(r"[。;:,!?…]|\.{2,}")
_OTHER_HEADINGS = [kind.own_headings for kind in KINDS if kind.own_headings]
_DONE, _AHEAD = {"achievements", "innovation", "leadership"}, {"problems", "plans"}


def is_other_report(source: NumberedText) -> bool:
    """Whether the headings of another kind of report are there; some of their names are ours."""
    return any(pattern.search(source.folded) for pattern in _OTHER_HEADINGS)


def are_report(items: set[Item]) -> bool:
    """Whether headings of these items tell what was done and what is to be done."""
    return bool(items & _DONE and items & _AHEAD)


def plain_item(source: NumberedText, line: int) -> Item:
    """Return the item that a line names, and does nothing else; theme if it names none."""
    text = source.folded[source.starts[line] : source.line_end(line)].strip().removesuffix(":")
    if not _SHORTEST <= len(text) <= _LONGEST or _SENTENCE.search(text):
        return "theme"
    return items_of_heading(text)[0].item


def find_plain_headings(source: NumberedText, lines: Sequence[Line], end: int) -> list[Number]:
    """Return the headings as numbers of no width, counted through; [] if they make no outline."""
    if len(source.starts) > _MOST_LINES or is_other_report(source):
        return []
    numbered = {number.line for number in source.numbers if number.at_start and not number.bare}
    same = len(lines) == len(source.starts)
    found: list[tuple[int, int, int, Item]] = []
    for line, start in enumerate(source.starts):
        if start >= end or line in numbered or (same and lines[line].table):
            continue
        item = plain_item(source, line)
        if item != "theme":
            found.append((line, start, source.line_end(line), item))
    ends = [start for _, start, _, _ in found[1:]] + [end][: len(found)]
    kept = [
        (line, start, item)
        for (line, start, stop, item), until in zip(found, ends, strict=True)
        if until - stop > _LEAST_TEXT
    ]
    if not are_report({item for _, _, item in kept}):
        return []
    return [
        Number("chinese", value, start, start, line, at_start=True)
        for value, (line, start, _) in enumerate(kept, 1)
    ]
