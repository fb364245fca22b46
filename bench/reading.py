"""Whole Documents a second, against a bare tree of the page and against trafilatura."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from bench.invented import article, bodies
from bench.table import Measured, seconds
from flows.parse.page import read_page

PAGES = Path(__file__).resolve().parents[2] / "shared/cases/pages"
REAL = PAGES / "html_article"
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
        ours = _rate(lists, lambda page: read_page(page, _COLUMN))
        tree = _rate(lists, lambda page: BeautifulSoup(page, "lxml"))
        yield Measured(f"Listings, {len(lists)} real pages", ours, tree,
                       "BeautifulSoup(page, 'lxml')", "pages/s", 2)  # fmt: skip


def _compare(what: str, pages: list[bytes]) -> Iterator[Measured | str]:
    ours = _rate(pages, lambda page: read_page(page, _ARTICLE))
    tree = _rate(pages, lambda page: BeautifulSoup(page, "lxml"))
    name = f"Documents, {len(pages)} {what}"
    yield Measured(name, ours, tree, "BeautifulSoup(page, 'lxml')", "docs/s", 3)
    try:
        from trafilatura import bare_extraction
    except ImportError:
        yield "trafilatura skipped: install the extra `bench`"
        return
    read = sum(len(getattr(bare_extraction(page), "text", None) or "") >= 200 for page in pages)
    yield f"    trafilatura gives a text of 200 characters or more for {read} of {len(pages)}"
    yield Measured(name, ours, _rate(pages, bare_extraction), "trafilatura.bare_extraction",
                   "docs/s", 10)  # fmt: skip


def _rate(pages: list[bytes], read: object) -> float:
    """Pages a second over all of them, each weighted by the time it takes."""
    assert callable(read)
    return len(pages) / seconds(lambda: [read(page) for page in pages])
