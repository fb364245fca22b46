"""Whole Documents a second, against a bare tree of the page and against trafilatura."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from bench.invented import article, bodies
from bench.table import Measured
from flows.parse.page import read_page

PAGES = Path(__file__).resolve().parents[2] / "shared/cases/pages"
REAL = PAGES / "html_article"
_TURNS = 15
_ARTICLE, _COLUMN = "http://127.0.0.1/a/t20260201_1.html", "http://127.0.0.1/a/"


def measure() -> Iterator[Measured | str]:
    real = [page.read_bytes() for page in sorted(REAL.glob("*.html"))]
    sizes = [len(page) for page in real] or [12_000, 15_000, 22_000, 82_000, 94_000, 198_000]
    body = bodies(1)[0]
    invented = [article(body, 2020 + number, size) for number, size in enumerate(sizes)]
    if real:
        yield from _compare("real pages", real)
    else:
        yield f"real pages skipped: {REAL} is not in this checkout"
    yield from _compare("invented pages", invented)
    lists = [page.read_bytes() for page in sorted((PAGES / "html_list").glob("*.html"))]
    if lists:
        ours, tree = _rates(lists, _column, _tree)
        yield Measured(f"Listings, {len(lists)} real pages", ours, tree,
                       "BeautifulSoup(page, 'lxml')", "pages/s", 2)  # fmt: skip


def _compare(what: str, pages: list[bytes]) -> Iterator[Measured | str]:
    name = f"Documents, {len(pages)} {what}"
    try:
        from trafilatura import bare_extraction
    except ImportError:
        ours, tree = _rates(pages, _article, _tree)
        yield Measured(name, ours, tree, "BeautifulSoup(page, 'lxml')", "docs/s", 3)
        yield "trafilatura skipped: install the extra `bench`"
        return
    ours, tree, theirs = _rates(pages, _article, _tree, bare_extraction)
    yield Measured(name, ours, tree, "BeautifulSoup(page, 'lxml')", "docs/s", 3)
    read = sum(len(getattr(bare_extraction(page), "text", None) or "") >= 200 for page in pages)
    yield f"    trafilatura gives a text of 200 characters or more for {read} of {len(pages)}"
    yield Measured(name, ours, theirs, "trafilatura.bare_extraction", "docs/s", 10)


def _article(page: bytes) -> object:
    return read_page(page, _ARTICLE)


def _column(page: bytes) -> object:
    return read_page(page, _COLUMN)


def _tree(page: bytes) -> object:
    return BeautifulSoup(page, "lxml")


def _rates(pages: list[bytes], *readers: Callable[[bytes], object]) -> list[float]:
    """Pages a second of the processor, for each reader over all the pages.

    The readers take turns and the best turn of each counts, so that other work on the machine
    does not make one of them look slow; each page weighs as much as the time it takes.
    """
    best = [float("inf")] * len(readers)
    for _ in range(_TURNS):
        for number, read in enumerate(readers):
            began = time.process_time()
            for page in pages:
                read(page)
            best[number] = min(best[number], time.process_time() - began)
    return [len(pages) / seconds for seconds in best]
