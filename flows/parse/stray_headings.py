"""Outer headings that lost their number or were given one of another style.

一、 二、 3、 四、 or 一、 二、 (a line without one) 四、: the sequence says where one lacks,
the words say which line it is. Only a line that names an item of the report, and an item that no
other outer heading names, is taken. Where the numbers begin again and again, the outer headings
are those between which they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.parse.document import Item
from flows.parse.heading_end import find_heading_end
from flows.parse.items import items_of_heading
from flows.parse.numbers import Number, NumberedText, Style
from flows.parse.plain_headings import are_report, is_other_report, plain_item

_MOST_BEHIND = 3  # outer headings of another style behind the last
_ITEMS: frozenset[Item] = frozenset(
    ("achievements", "problems", "causes", "leadership", "plans", "other")
)


def begin_again(style: Style, numbers: Sequence[Number]) -> bool:
    """Whether a style of numbers begins with 1 more than once."""
    return len(_ones(style, numbers)) > 1


def _ones(style: Style, numbers: Sequence[Number]) -> list[Number]:
    return [n for n in numbers if n.style == style and n.at_start and n.value == 1 and not n.bare]


def outer_headings(
    style: Style, numbers: Sequence[Number], source: NumberedText, plain: Sequence[Number]
) -> list[Number]:
    """Return the headings around numbers of a style that begin again in each; [] if none do.

    Lines without a number around 一、 and 1. around （一）; their style is made the next outer one.
    """
    if not begin_again(style, numbers):
        return []
    first = _ones(style, numbers)[0].start
    found: list[Number] = []
    if style == "chinese":
        found = [replace(number, style="part") for number in plain]
    elif style == "chinese_bracket":
        for number in numbers:
            if number.style == "digit" and number.at_start and number.value == len(found) + 1:
                found.append(replace(number, style="chinese"))
    if len(found) < 2 or found[0].start > first:
        return []
    return found if are_report({_item(number, source) for number in found}) else []


def with_strays(
    chain: Sequence[Number], numbers: Sequence[Number], source: NumberedText, end: int
) -> list[Number]:
    """Return the outer numbers with those that were found between and behind them."""
    if not chain or chain[0].style not in ("part", "chinese") or is_other_report(source):
        return list(chain)
    named = {_item(number, source) for number in chain}
    result: list[Number] = []
    for place, number in enumerate(chain):
        result.append(number)
        following = chain[place + 1] if place + 1 < len(chain) else None
        if following is not None and following.value == number.value + 2:
            stray = _numbered(number, numbers, source, following.start, named)
            stray = stray or _plain(number, source, following, named)
            result += [stray] if stray else []
    for _ in range(_MOST_BEHIND):
        stray = _numbered(result[-1], numbers, source, end, named)
        if stray is None:
            break
        named.add(_item(stray, source))
        result.append(stray)
    return result


def _numbered(
    before: Number, numbers: Sequence[Number], source: NumberedText, stop: int, named: set[Item]
) -> Number | None:
    """The number of another style that continues the outer ones and no row of its own style."""
    last: dict[str, int] = {}  # of each style the number before, in whatever section
    for number in numbers:
        if number.start >= stop:
            break
        if not number.at_start or number.bare or number.style == before.style:
            continue
        own = last.get(number.style) == number.value - 1
        last[number.style] = number.value
        if own or number.start < before.start or number.value != before.value + 1:
            continue
        item = _item(number, source)
        if item in _ITEMS and item not in named:
            return replace(number, style=before.style)
    return None


def _plain(
    before: Number, source: NumberedText, following: Number, named: set[Item]
) -> Number | None:
    """The line without a number between two outer headings that is nothing but an item's name."""
    for line in range(before.line + 1, following.line):
        item = plain_item(source, line)
        if item in _ITEMS and item not in named:
            start = source.starts[line]
            return Number(before.style, before.value + 1, start, start, line, at_start=True)
    return None


def _item(number: Number, source: NumberedText) -> Item:
    line = source.folded[number.end : source.line_end(number.line)]
    return items_of_heading(line[: find_heading_end(line, outermost=True).heading])[0].item
