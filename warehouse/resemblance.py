"""Measuring two texts against each other: shared shingles, counted, and the passages they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from warehouse.shingles import (
    SHINGLE,
    Codes,
    Hashes,
    Places,
    as_text,
    distinct,
    folded_codes,
    once,
    shingles,
)

#: So many passages, the longest, and so much of each are kept as evidence.
MOST_PASSAGES = 5
_MOST_TEXT = 300
#: A run of characters that stands more often in a text is a set phrase, and in a text that
#: repeats itself a thousand times over it would be paired a million times.
_MOST_OFTEN = 20


@dataclass(frozen=True)
class Text:
    """A text made ready to be compared.

    `own` says of each shingle whether it lies outside the boilerplate; None where there is none.
    """

    codes: Codes
    places: Places
    runs: Hashes
    distinct_runs: Hashes
    own: NDArray[np.bool_] | None

    @cached_property
    def own_runs(self) -> Hashes:
        """The different shingles outside the boilerplate."""
        return self.distinct_runs if self.own is None else once(self.runs[self.sorted_places])

    @cached_property
    def own_places(self) -> Places:
        """Where the shingles outside the boilerplate begin."""
        return np.arange(len(self.runs)) if self.own is None else np.flatnonzero(self.own)

    @cached_property
    def sorted_places(self) -> Places:
        """The same in the order of their shingles."""
        return self.own_places[np.argsort(self.runs[self.own_places])]


@dataclass(frozen=True)
class Shared:
    """How many different shingles two texts have, and how many of them both."""

    shingles_a: int
    shingles_b: int
    shared: int

    @property
    def jaccard(self) -> float:
        """Shared over all; 0 for two empty texts."""
        return self.shared / max(self.shingles_a + self.shingles_b - self.shared, 1)

    @property
    def containment(self) -> float:
        """Shared over those of the shorter text."""
        return self.shared / max(min(self.shingles_a, self.shingles_b), 1)


@dataclass(frozen=True)
class Passage:
    """A stretch that two texts share, with its offsets in either of them as it is kept."""

    char_count: int
    start_a: int
    end_a: int
    start_b: int
    end_b: int
    text: str


def prepare(text: str, boilerplate: Iterable[tuple[int, int]] = ()) -> Text:
    """Make a text ready; `boilerplate` are spans of the characters that are compared."""
    codes, places = folded_codes(text)
    runs = shingles(codes)
    own = None
    for start, end in boilerplate:
        if own is None:
            own = np.ones(len(runs), np.bool_)
        # A shingle that reaches into boilerplate is none of the body's own words either.
        own[max(start - SHINGLE + 1, 0) : end] = False
    return Text(codes, places, runs, distinct(runs), own)


def count_shared(a: Hashes, b: Hashes) -> Shared:
    """Compare two sets of shingles, each ascending and without repetition."""
    both = np.concatenate((a, b))
    both.sort(kind="stable")  # merges two ascending runs, in half the time of looking them up
    return Shared(len(a), len(b), int(np.count_nonzero(both[1:] == both[:-1])))


def _found(wanted: Hashes, among: Hashes) -> tuple[Places, NDArray[np.bool_]]:
    """For each of the ascending `wanted`: where it belongs in `among`, and whether it is there."""
    at = np.searchsorted(among, wanted, "left")
    there = at < len(among)
    there[there] = among[at[there]] == wanted[there]
    return at, there


def shared_passages(a: Text, b: Text, least: int) -> list[Passage]:
    """The longest stretches of at least `least` characters outside the boilerplate.

    They do not overlap; the longest come first, and of the same length the first in `a`.
    """
    at_a, at_b = _meetings(a, b)
    if not len(at_a):
        return []
    # By how far apart the two places are, then by the first: a stretch's shingles stand in a row.
    apart = np.sort(((at_a - at_b) << 32) + at_a)
    begins = np.flatnonzero(np.concatenate(([True], np.diff(apart) != 1)))
    lengths = np.diff(np.append(begins, len(apart))) + SHINGLE - 1
    long = lengths >= max(least, SHINGLE)
    first = apart[begins[long]]
    starts_a = first & 0xFFFFFFFF
    starts_b = starts_a - (first >> 32)
    found = sorted(
        zip((-lengths[long]).tolist(), starts_a.tolist(), starts_b.tolist(), strict=True)
    )
    return [_passage(a, b, -length, i, j) for length, i, j in _apart(found)]


def _meetings(a: Text, b: Text) -> tuple[Places, Places]:
    """Where the same shingle stands in both texts: places in `a` and places in `b`, in pairs."""
    # Looking up ascending numbers takes a fifth of the time of numbers in any order.
    all_a, all_b = a.sorted_places, b.sorted_places
    runs_a, runs_b = a.runs[all_a], b.runs[all_b]
    first, meets = _found(runs_a, runs_b)
    all_a, first = all_a[meets], first[meets]
    often = np.searchsorted(runs_b, runs_a[meets], "right") - first
    few = often <= _MOST_OFTEN
    all_a, first, often = all_a[few], first[few], often[few]
    nth = np.arange(often.sum()) - np.repeat(np.cumsum(often) - often, often)
    return np.repeat(all_a, often), all_b[np.repeat(first, often) + nth]


def _apart(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of (−length, place, place) those that overlap none before them, up to the number kept."""
    taken: list[tuple[int, int, int]] = []
    for length, i, j in found:
        if all(
            (i - length <= i2 or i2 - length2 <= i) and (j - length <= j2 or j2 - length2 <= j)
            for length2, i2, j2 in taken
        ):
            taken.append((length, i, j))
            if len(taken) == MOST_PASSAGES:
                break
    return taken


def _passage(a: Text, b: Text, length: int, i: int, j: int) -> Passage:
    words = as_text(a.codes[i : i + min(length, _MOST_TEXT)])
    return Passage(
        length,
        int(a.places[i]),
        int(a.places[i + length - 1]) + 1,
        int(b.places[j]),
        int(b.places[j + length - 1]) + 1,
        words if length <= _MOST_TEXT else f"{words}…",
    )
