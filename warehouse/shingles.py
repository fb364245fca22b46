"""What of a text is compared: its characters, its 5-character shingles, sentences and figures.

Everything counts in characters of the text as it is compared: width-folded, without white space
and invisible marks. Pure functions; the same text gives the same numbers on any machine.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from threading import local

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]

#: Length of the pieces that are compared (`ref.threshold`, R01 shingle, names the same number).
SHINGLE = 5
#: Raise by one whenever a signature would come out differently: `build` then signs anew.
SIGNATURE_VERSION = 1
#: MinHash values of a signature: 48 bands of 4 rows.
N_MINHASH = 192
#: Shorter pieces between two stops are headings and list numbers, found in every report.
SHORTEST_SENTENCE = 10

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_SENTENCE_END = re.compile("[。!?;…]+")
_DIGITS = re.compile(r"\d+")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?[余多]?")
# Dates, list numbers and the numbers of documents, articles and meetings are no figures.
_NO_FIGURE_AFTER = frozenset("年月日号条款项届时点章节〕])、.-/:")
_NO_FIGURE_BEFORE = frozenset("〔[(第.-/:")
_BEFORE, _AFTER = re.compile("[\u4e00-\u9fff]*$"), re.compile("[%\u4e00-\u9fff]*")
_STEP = np.uint64(0x9E3779B97F4A7C15)
#: Shingles at a time: most texts in one go, and a long one in 3 MB.
_CHUNK = 4096


class _Own(local):
    """Room to compute in, for each thread: asking for it anew takes longer than computing."""

    def __init__(self) -> None:
        self.room = np.empty((N_MINHASH, _CHUNK), np.uint32)


_own = _Own()


def folded_codes(text: str) -> tuple[Codes, Places]:
    """The characters that are compared, and where each stands in `text`."""
    codes = _fold_table()[np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)]
    places = np.flatnonzero(codes)
    return codes[places], places


def folded(text: str) -> str:
    """The text as it is compared."""
    return as_text(folded_codes(text)[0])


def as_text(codes: Codes) -> str:
    """Characters as a string."""
    return codes.astype("<u4").tobytes().decode("utf-32-le")


def distinct(numbers: Hashes) -> Hashes:
    """The numbers in ascending order, each once."""
    return once(np.sort(numbers))  # np.unique takes ten times as long


def once(ordered: Hashes) -> Hashes:
    """Numbers in ascending order, without repetition."""
    first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]


def shingles(codes: Codes) -> Hashes:
    """A 64-bit number for each run of 5 characters, in the order of the text.

    Two different runs get the same number with a chance of 2**-64, so that what is counted with
    these numbers is as good as counted with the runs themselves.
    """
    count = len(codes) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    wide = codes.astype(np.uint64)
    numbers = wide[:count].copy()
    for offset in range(1, SHINGLE):
        numbers *= _STEP
        numbers += wide[offset : offset + count]
    # The finalizer of MurmurHash3: a bijection after which every bit is as good as any other.
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53)):
        numbers ^= numbers >> np.uint64(shift)
        numbers *= np.uint64(factor)
    numbers ^= numbers >> np.uint64(33)
    return numbers


def minhash(of: Hashes) -> Codes:
    """The MinHash signature of a set of shingles; empty for the empty set.

    datasketch's scheme `affine32` (h → a·h + b mod 2**32 with odd a). Not datasketch itself: fed
    with 32-bit numbers it takes three times as long, and with texts, its usual way, twenty times.
    """
    if not len(of):
        return np.empty(0, np.uint32)
    factors, addends = _permutations()
    short = (of >> np.uint64(32)).astype(np.uint32)
    least = np.full(N_MINHASH, np.iinfo(np.uint32).max, np.uint32)
    room = _own.room
    for start in range(0, len(short), _CHUNK):
        some = short[start : start + _CHUNK]
        moved = np.multiply(some, factors, out=room[:, : len(some)])
        moved += addends
        np.minimum(least, moved.min(axis=1), out=least)
    return least


@dataclass(frozen=True)
class Sentence:
    """A sentence of at least `SHORTEST_SENTENCE` characters, with the stop that ends it.

    `number` is the same for sentences that differ in their digits only: last year's figures in
    the same words are the same sentence.
    """

    number: int
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a folded text. Lines do not end one: a digest of the text knows no lines."""
    found = []
    start = 0
    for stop in [*_SENTENCE_END.finditer(text), None]:
        words_end, end = (stop.start(), stop.end()) if stop else (len(text), len(text))
        if words_end - start >= SHORTEST_SENTENCE:
            words = _DIGITS.sub("0", text[start:words_end])
            digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
            found.append(Sentence(int.from_bytes(digest, "little"), start, end))
        start = end
    return found


def figures(text: str) -> list[str]:
    """The figures of a folded text with the words round them, sorted, each once.

    Only those that could not well be the same by chance: two digits at least, and not 100 %.
    """
    found = set()
    for figure in _FIGURE.finditer(text):
        start, end = figure.span()
        words = figure.group()
        digits = sum(map(str.isdigit, words))
        after = _AFTER.match(text, end, end + 2)
        if (
            digits < 2
            or (start and text[start - 1] in _NO_FIGURE_BEFORE)
            or not after
            or not after.group()
            or after.group()[0] in _NO_FIGURE_AFTER
            or (words == "100" and after.group()[0] == "%")
        ):
            continue
        before = _BEFORE.search(text[max(start - 4, 0) : start])
        told = before.group() if before else ""
        if len(told) >= 2 or digits >= 3:
            found.add(f"{told}{words}{after.group()}")
    return sorted(found)


@cache
def _fold_table() -> Codes:
    """Code → code as it is compared; 0 for what is left out."""
    table = np.arange(0x110000, dtype=np.uint32)
    table[0xFF01:0xFF5F] -= 0xFEE0
    table[0xFE55] = ord(":")
    blank = [code for code in range(0x3001) if chr(code).isspace()]
    table[[*blank, *map(ord, _INVISIBLE)]] = 0
    return table


@cache
def _permutations() -> tuple[Codes, Codes]:
    """Odd factors and addends, the same for ever: drawn from SHA-256, not from a library."""
    drawn = b"".join(
        hashlib.sha256(f"fazhi minhash {number}".encode()).digest()
        for number in range(N_MINHASH // 4 + 1)
    )
    numbers = np.frombuffer(drawn, "<u4").astype(np.uint32)
    return numbers[:N_MINHASH, None] | np.uint32(1), numbers[N_MINHASH : 2 * N_MINHASH, None]
