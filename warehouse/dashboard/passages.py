"""Which passages of a text a finding or an item rests on, from the offsets in its evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from warehouse.dashboard.markup import Html

#: Keys of evidence that hold words of the text, beside `offset`.
_WORDS = ("words", "word", "heading", "passage", "sentence", "text")
#: How far behind the offset the words may begin: the offset is that of the section's number.
_REACH = 60
#: A passage given without an offset is looked for only when it is this long.
_LONG = 8
#: An offset that has no words beside it marks so many characters at most, to the line's end.
_LINE = 60


@dataclass(frozen=True)
class Span:
    """A stretch of the text, what kind it is (a class of style.css) and its small label."""

    start: int
    end: int
    kind: str
    label: str = ""


def of_evidence(evidence: str | None, text: str, label: str) -> list[Span]:
    """The passages that the evidence of a finding (JSON) names."""
    try:
        read = json.loads(evidence or "null")
    except ValueError:
        return []
    found = {span for one in _objects(read) if (span := _place(one, text)) is not None}
    return [Span(start, end, "finding", label) for start, end in sorted(found)]


def of_items(items: Iterable[dict[str, Any]], text: str) -> list[Span]:
    """The words that decided which items are there."""
    found = {
        span
        for item in items
        for one in item["evidence"] or []
        if (span := _place(one, text)) is not None
    }
    return [Span(start, end, "item") for start, end in sorted(found)]


def marked(text: str, spans: Iterable[Span], tags: dict[int, str] | None = None) -> Html:
    """The text with its spans marked; `tags` are small labels shown before an offset."""
    spans = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    tags = tags or {}
    places = {0, len(text), *tags, *(s.start for s in spans), *(s.end for s in spans)}
    cuts = sorted(place for place in places if 0 <= place <= len(text))
    parts = []
    for start, end in pairwise(cuts):
        if start in tags:
            parts.append(f'<span class="tag">{escape(tags[start])}</span>')
        over = [span for span in spans if span.start <= start and end <= span.end]
        parts.append(_dressed(escape(text[start:end]), over))
        labels = sorted({span.label for span in over if span.end == end and span.label})
        parts += [f"<sup>{escape(label)}</sup>" for label in labels]
    return Html("".join(parts))


def shared_sentences(one: str, other: str, least: int = 10) -> tuple[list[Span], list[Span]]:
    """The sentences of at least `least` characters that stand in both texts, as spans of each."""
    ours, theirs = list(_sentences(one)), list(_sentences(other))
    common = {words for _, _, words in ours if len(words) >= least} & {w for _, _, w in theirs}
    return (
        [Span(start, end, "same") for start, end, words in ours if words in common],
        [Span(start, end, "same") for start, end, words in theirs if words in common],
    )


def _dressed(words: str, over: list[Span]) -> str:
    kinds = {span.kind for span in over}
    if "heading" in kinds:
        words = f'<span class="heading">{words}</span>'
    for kind in ("finding", "item", "same"):
        if kind in kinds:
            return f'<mark class="{kind}">{words}</mark>'
    return words


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _objects(one)


def _place(one: dict[str, Any], text: str) -> tuple[int, int] | None:
    offset = one.get("offset")
    words = next((w for key in _WORDS if isinstance(w := one.get(key), str) and w), "")
    if isinstance(offset, int) and not isinstance(offset, bool) and 0 <= offset < len(text):
        at = text.find(words, offset, offset + len(words) + _REACH) if words else -1
        if at < 0 and words.strip() and (late := words.lstrip("一二三四五六七八九十、（）() ")):
            at, words = text.find(late, offset, offset + len(late) + _REACH), late
        if at >= 0:
            return at, at + len(words)
        line = text.find("\n", offset)
        return offset, min(line if line > offset else len(text), offset + _LINE)
    if len(words) >= _LONG and (at := text.find(words)) >= 0:
        return at, at + len(words)
    return None


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for place, sign in enumerate(text):
        if sign in "。；！？\n":
            words = text[start : place + 1].strip()
            if words:
                yield start, place + 1, words
            start = place + 1
    if words := text[start:].strip():
        yield start, len(text), words
