"""Broken pages, each made from a number alone: the same number is the same page for ever."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from flows.sample.site import site_on

REAL = Path(__file__).resolve().parents[3] / "shared/cases/pages"
DEEP = 10_000
_LONGEST = 3_000_000  # bytes of a broken page; above 5,000,000 none is read anyway
_TAGS = (
    b"<div>",
    b"<table><tr><td>",
    b"<ul><li>",
    b"<span>",
    b"<p>",
    b"<a href='x1.html'>",
    b"<b>",
)
_RUNS: tuple[bytes, ...] = (
    b" ",
    b"\n",
    b"0",
    b"2024-01-0",
    "（一）".encode(),
    "一、".encode(),
    b"<",
    b"&#",
    b"[{",
)
_RUNS += (b'{"title":"', "一是".encode(), "年".encode(), b"<!--", b"<script>", "：".encode(), b"1.")
_ENCODINGS = ("gb18030", "utf-16", "utf-16-be", "big5", "utf-8-sig", "shift_jis", "utf-32")


@dataclass(frozen=True)
class Mutant:
    """A broken page and the address it is said to have."""

    payload: bytes
    url: str


@lru_cache(maxsize=1)
def seeds() -> tuple[bytes, ...]:
    """The pages of the sample site and, where they are, the real ones."""
    site = site_on(date(2026, 4, 3))
    made = {resource.body for resource in site.values()}
    real = [p.read_bytes() for p in sorted(REAL.rglob("*.*")) if p.suffix != ".json"]
    return (*sorted(made), *real)


def mutant(number: int, seed: int = 0) -> Mutant:
    """Return a page that was broken in one to three ways."""
    chance = random.Random(f"{seed}/{number}")
    page = chance.choice(seeds())
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        page = chance.choice(_WAYS)(page or b"<p>", chance)[:_LONGEST]
    name = chance.choice(("", "202401/t20240105_1.html", "index.html", "col/col12/index.html"))
    return Mutant(page, f"http://www.a.example/jz/{name}")


def _cut(page: bytes, chance: random.Random) -> bytes:
    return page[: chance.randrange(len(page))]


def _splice(page: bytes, chance: random.Random) -> bytes:
    other = chance.choice(seeds())
    return page[: chance.randrange(len(page))] + other[chance.randrange(len(other) or 1) :]


def _recode(page: bytes, chance: random.Random) -> bytes:
    text = page.decode(chance.choice(("utf-8", "gb18030", "latin-1")), "replace")
    return text.encode(chance.choice(_ENCODINGS), "replace")


def _nest(page: bytes, chance: random.Random) -> bytes:
    at, tag = chance.randrange(len(page)), chance.choice(_TAGS)
    return page[:at] + tag * chance.choice((50, 1000, DEEP)) + page[at:]


def _litter(page: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(page))
    return page[:at] + chance.randbytes(chance.choice((20, 500, 20_000))) + page[at:]


def _flip(page: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(page)
    for _ in range(chance.choice((3, 30, 300))):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _turn(page: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(page))
    return page[at:] + page[:at]


def _drop(page: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(page))
    return page[:at] + page[at + chance.randrange(2000) :]


def _repeat(page: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(page))
    piece = page[at : at + chance.randrange(1, 2000)]
    return page[:at] + piece * chance.choice((2, 20, 500)) + page[at:]


def _run(page: bytes, chance: random.Random) -> bytes:
    at, run = chance.randrange(len(page)), chance.choice(_RUNS)
    return page[:at] + run * chance.choice((10, 1000, 100_000)) + page[at:]


def _unclose(page: bytes, chance: random.Random) -> bytes:
    sign, instead = chance.choice(
        ((b"</", b"<"), (b">", b""), (b'"', b""), (b"<", b""), (b"\n", b""), (b"<p", b"<a"))
    )
    return page.replace(sign, instead, chance.choice((1, 20, -1)))


def _shuffle(page: bytes, chance: random.Random) -> bytes:
    parts = page.split(b">")
    at = chance.randrange(len(parts))
    some = parts[at : at + 200]
    chance.shuffle(some)
    return b">".join([*parts[:at], *some, *parts[at + 200 :]])


_WAYS: Sequence[Callable[[bytes, random.Random], bytes]] = (
    *(_cut, _splice, _recode, _nest, _litter, _flip, _turn, _drop, _repeat, _run, _unclose),
    _shuffle,
)
