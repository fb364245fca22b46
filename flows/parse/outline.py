"""The numbered outline of a report, read as a grammar: the sequence decides, not the look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from flows.parse.heading_end import find_heading_end
from flows.parse.lines import Line
from flows.parse.numbers import (
    STYLES,
    Number,
    NumberedText,
    Style,
    begins_with_heading_words,
    find_numbers,
    follows_boundary,
)
from flows.parse.plain_headings import find_plain_headings
from flows.parse.stray_headings import begin_again, outer_headings, with_strays
from flows.parse.text import collapse

Confidence = Literal["high", "low", "none"]
_GAP, _TWICE, _LATE_START = 0.9, 1.5, 0.9  # what a break in the sequence costs
_TEXT_BEHIND = 30  # characters behind a heading that is more than an entry of a list
_FEW_LINES = 4  # a text in so few lines has lost its line breaks
_MAX_NODES = 2000
_LONGEST_BARE = 40  # characters of a heading whose number has no mark


@dataclass
class Node:
    """One heading with its place; offsets are into the text."""

    number: Number
    printed: str
    heading: str
    text_start: int
    start: int
    end: int
    run_in: bool
    path: str
    level: int
    children: list[Node] = field(default_factory=list)

    @property
    def text_end(self) -> int:
        """Where the node's own text ends: at its first subsection."""
        return self.children[0].start if self.children else self.end


@dataclass(frozen=True)
class Outline:
    """The headings in order of the text, and how sure the reading is."""

    text: str
    folded: str  # the same, width-folded: same offsets
    nodes: list[Node]  # flat, in order
    confidence: Confidence
    reason: str | None
    opening_end: int  # where the first heading starts; the end of the text without any


@dataclass(frozen=True)
class _Chain:
    numbers: list[Number]
    irregular: str | None = None


def read_outline(lines: Sequence[Line], end_line: int | None = None) -> Outline:
    """Read the outline of the lines up to `end_line`, where the sign-off begins."""
    source = find_numbers(lines)
    end = len(source.text)
    if end_line is not None and end_line < len(lines):
        end = max(0, source.starts[end_line] - 1) if end_line else 0
    numbers = [n for n in source.numbers if n.start < end]
    reader = _Reader(source)
    top = reader.top_chain(numbers)
    style = top.numbers[0].style if top else None
    if style is None or (style != "chinese" and style != "part") or begin_again(style, numbers):
        plain = find_plain_headings(source, lines, end)
        outer = outer_headings(style, numbers, source, plain) if style else []
        if not outer and style != "chinese" and style != "part":
            outer = plain
        if outer:
            lost = outer[0].start == outer[0].end
            top = _Chain(outer, "headings_without_number" if lost else "number_repeated")
            numbers = _with(numbers, outer)
            reader = _Reader(source)
    if top is None:
        why = "no_headings" if source.text else "no_text"
        return Outline(source.text, source.folded, [], "none", why, end)
    found = with_strays(top.numbers, numbers, source, end)
    if len(found) > len(top.numbers):
        numbers = _with(numbers, found)
        top = _Chain(found, top.irregular or "number_missing")
    nodes = reader.nodes(top, numbers, end, "", 1)
    flat = list(_flatten(nodes))
    confidence, reason = reader.judge(top, numbers, flat)
    return Outline(source.text, source.folded, flat, confidence, reason, flat[0].start)


def _with(numbers: list[Number], outer: list[Number]) -> list[Number]:
    """Put outer numbers of a changed style in the place of what was printed there."""
    starts = {number.start for number in outer}
    kept = [number for number in numbers if number.start not in starts]
    return sorted((*kept, *outer), key=lambda number: number.start)


class _Reader:
    """Reads level by level; remembers how far each style of number has run."""

    def __init__(self, source: NumberedText) -> None:
        self.source = source
        self.last: dict[Style, int] = {}
        self.glued = False
        self.irregular: str | None = None
        self.count = 0

    def top_chain(self, numbers: list[Number]) -> _Chain | None:
        for style in STYLES:
            own = [n for n in numbers if n.style == style]
            clear = self.chain([n for n in own if n.at_start], 0)
            full = clear
            if any(not n.at_start for n in own):
                full = self.chain(own, 0)
            if full and clear and len(full.numbers) <= len(clear.numbers):
                full = clear
            chain = full
            if chain is None or (len(chain.numbers) < 2 and not _is_sure(chain, style)):
                continue
            inline = sum(1 for n in chain.numbers if not n.at_start)
            mostly = inline * 2 > len(chain.numbers)
            if mostly and style != "chinese" and len(self.source.starts) > _FEW_LINES:
                continue
            self.glued = mostly
            return chain
        return self.bare_chain(numbers)

    def bare_chain(self, numbers: list[Number]) -> _Chain | None:
        """Headings that all lost the mark behind their number (一 主要举措和成效)."""
        own = [n for n in numbers if n.style == "chinese" and n.bare and self.is_short(n)]
        counted = [n.value for n in own] == list(range(1, len(own) + 1))
        return _Chain(own, "numbers_without_mark") if len(own) >= 3 and counted else None

    def is_short(self, number: Number) -> bool:
        """Whether the line of a number is no longer than a heading and no sentence."""
        line = self.source.folded[number.end : self.source.line_end(number.line)]
        return len(line) <= _LONGEST_BARE and "。" not in line

    def chain(self, numbers: list[Number], before: int) -> _Chain | None:
        """Find the best sequence 1, 2, 3 … (or on from `before`) among numbers of one style."""
        best: dict[int, tuple[float, int]] = {}
        back: list[int | None] = [None] * len(numbers)
        scores: list[float] = []
        for index, number in enumerate(numbers):
            weight = self.weight(numbers, index)
            strong = number.at_start and not number.bare
            ways: list[tuple[float, int | None]] = []
            runs_on = before > 0 and number.value == before + 1 and number.at_start
            if runs_on or (number.value == 1 and not number.bare):
                ways.append((weight, None))
            elif number.value == 2 and strong:
                ways.append((weight - _LATE_START, None))
            for value, cost in (
                (number.value - 1, 0.0),
                (number.value - 2, _GAP),
                (number.value, _TWICE),
            ):
                if value in best and (not cost or (strong and numbers[best[value][1]].at_start)):
                    ways.append((best[value][0] + weight - cost, best[value][1]))
            if not ways or weight <= 0:
                scores.append(float("-inf"))
                continue
            score, previous = max(ways, key=lambda way: way[0])
            scores.append(score)
            back[index] = previous
            if number.value not in best or score > best[number.value][0]:
                best[number.value] = (score, index)
        if not best:
            return None
        at: int | None = max(best.values())[1]
        chosen: list[Number] = []
        while at is not None:
            chosen.append(numbers[at])
            at = back[at]
        chosen.reverse()
        return _Chain(chosen, _irregularity(chosen, before))

    def weight(self, numbers: list[Number], index: int) -> float:
        number = numbers[index]
        folded = self.source.folded
        known = number.style == "chinese" and begins_with_heading_words(folded, number.end) > 1
        if number.at_start:
            weight = 0.4 if number.bare else 1.0
        elif number.style == "chinese" and not known and not follows_boundary(folded, number.start):
            return 0.0
        else:
            weight = 0.5
        if known:
            weight += 0.5
        following = numbers[index + 1].start if index + 1 < len(numbers) else len(folded)
        if following - number.end > _TEXT_BEHIND:
            weight += 0.3
        return weight

    def nodes(
        self, chain: _Chain, numbers: list[Number], end: int, path: str, level: int
    ) -> list[Node]:
        """Make the nodes of one level and, inside each, of the levels below."""
        self.irregular = self.irregular or chain.irregular
        found: list[Node] = []
        ranks = {number: rank for rank, number in enumerate(chain.numbers)}
        for number, rank in ranks.items():
            if self.count >= _MAX_NODES:
                break
            self.count += 1
            last = rank + 1 >= len(chain.numbers)
            stop = end if last else chain.numbers[rank + 1].start
            place = f"{path}.{rank + 1}" if path else str(rank + 1)
            self.last[number.style] = number.value
            inner = [n for n in numbers if number.start < n.start < stop]
            lower = STYLES[STYLES.index(number.style) + 1 :]
            children = self.children(number, inner, stop, place, level, lower)
            found.append(self.node(number, stop, children, place, level))
        return found

    def children(
        self,
        parent: Number,
        inner: list[Number],
        stop: int,
        path: str,
        level: int,
        styles: Sequence[Style],
    ) -> list[Node]:
        if level >= len(STYLES):
            return []
        for rank, style in enumerate(styles):
            own = [n for n in inner if n.style == style and self.may_be_inside(parent, n)]
            if not own:
                continue
            chain = self.chain(own, self.last.get(style, 0))
            if chain is None or not self.holds(chain):
                continue
            first = chain.numbers[0].start
            early = [n for n in inner if n.start < first]
            nodes = self.children(parent, early, first, path, level, styles[rank + 1 :])
            later = self.nodes(chain, inner, stop, path, level + 1)
            return _numbered_on(nodes, later, path)
        return []

    def may_be_inside(self, parent: Number, number: Number) -> bool:
        """Inside a line a number counts in a text without line breaks, or glued to a heading."""
        if number.at_start or self.glued:
            return True
        between = self.source.folded[parent.end : number.start]
        return number.line == parent.line and "。" not in between and len(between) <= 60

    def holds(self, chain: _Chain) -> bool:
        first = chain.numbers[0]
        inline = sum(1 for n in chain.numbers if not n.at_start)
        if first.bare:
            return False
        return self.glued or not inline or inline * 2 <= len(chain.numbers) + 1

    def node(self, number: Number, stop: int, children: list[Node], path: str, level: int) -> Node:
        text, folded = self.source.text, self.source.folded
        line_end = min(self.source.line_end(number.line), children[0].start if children else stop)
        line_end = min(line_end, stop)
        end = find_heading_end(folded[number.end : line_end], outermost=level == 1)
        heading = text[number.end : number.end + end.heading]
        stop = number.start + len(text[number.start : stop].rstrip())
        return Node(
            number=number,
            printed=collapse(text[number.start : number.end]),
            heading=_bare(collapse(heading)),
            text_start=min(number.end + end.text, stop),
            start=number.start,
            end=stop,
            run_in=end.run_in,
            path=path,
            level=level,
            children=children,
        )

    def judge(
        self, top: _Chain, numbers: list[Number], flat: list[Node]
    ) -> tuple[Confidence, str | None]:
        used = {node.number for node in flat}
        # Numbers of a style that makes headings here, and of the two outer styles, must have a
        # place; in a text of notes and lists the others may stand anywhere.
        styles = {"chinese", "chinese_bracket", *(number.style for number in used)}
        left = [n for n in numbers if n.style in styles and n.at_start and not n.bare]
        left = [n for n in left if n not in used]
        if self.glued:
            return "low", "no_line_breaks"
        if self.irregular:
            return "low", self.irregular
        if len(top.numbers) == 1:
            return "low", "single_heading"
        if left:
            return "low", "unplaced_headings"
        return "high", None


def _bare(heading: str) -> str:
    """A heading without stops and marks round it; a quote stays where it has its other half."""
    heading = heading.strip(" 。．.;；:：,，、*#")
    return heading if "“" in heading or "《" in heading else heading.rstrip('”"》')


def _is_sure(chain: _Chain, style: Style) -> bool:
    first = chain.numbers[0]
    return style == "chinese" and first.at_start and not first.bare


def _irregularity(chosen: list[Number], before: int) -> str | None:
    first = chosen[0].value
    if first != 1 and first != before + 1:
        return "first_number_missing"
    for one, other in pairwise(chosen):
        if other.value == one.value:
            return "number_repeated"
        if other.value != one.value + 1:
            return "number_missing"
    return None


def _numbered_on(nodes: list[Node], later: list[Node], path: str) -> list[Node]:
    """Siblings of two styles under one heading are counted through."""
    if not nodes:
        return later
    shifted = [_moved(node, path, len(nodes) + rank + 1) for rank, node in enumerate(later)]
    return [*nodes, *shifted]


def _moved(node: Node, path: str, position: int) -> Node:
    place = f"{path}.{position}" if path else str(position)
    inner = [_moved(child, place, rank + 1) for rank, child in enumerate(node.children)]
    return replace(node, path=place, children=inner)


def _flatten(nodes: list[Node]) -> list[Node]:
    flat: list[Node] = []
    for node in nodes:
        flat.append(node)
        flat.extend(_flatten(node.children))
    return flat
