"""Title and date of pages with known facts, read by us and by trafilatura with htmldate."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.invented import article, bodies, day_of, title_of
from bench.table import Measured
from flows.parse.page import read_page

CASES = Path(__file__).resolve().parents[2] / "shared/cases/pages"
_FOLDERS = ("html_article", "html_fragments", "html_vendor_template", "encoding")
_FIELDS = ("title", "published_on")
_NAMES = {"title": "title", "published_on": "date"}


@dataclass(frozen=True)
class _Case:
    payload: bytes
    url: str | None
    right: dict[str, list[str | None]]  # field → every answer that is right


def measure() -> Iterator[Measured | str]:
    try:
        import htmldate
        import trafilatura
    except ImportError:
        yield "accuracy skipped: install the extra `bench`"
        return

    def theirs(case: _Case) -> dict[str, str | None]:
        found = trafilatura.bare_extraction(case.payload, url=case.url, with_metadata=True)
        text = case.payload.decode("utf-8", "replace")
        day = htmldate.find_date(text, url=case.url, original_date=True)
        return {"title": getattr(found, "title", None), "published_on": day}

    cases = list(_real())
    if cases:
        yield from _compare("real pages", cases, [theirs(case) for case in cases])
    else:
        yield f"accuracy on real pages skipped: {CASES} is not in this checkout"
    cases = list(_invented())
    yield from _compare("invented pages", cases, [theirs(case) for case in cases])


def _compare(
    what: str, cases: Sequence[_Case], others: Sequence[dict[str, str | None]]
) -> Iterator[Measured]:
    own = [_ours(case) for case in cases]
    for fields in (*((field,) for field in _FIELDS), _FIELDS):
        asked = [number for number, case in enumerate(cases) if set(fields) <= set(case.right)]
        name = " and ".join(_NAMES[field] for field in fields)
        yield Measured(
            f"{name.capitalize()} read right, {len(asked)} {what}",
            _share(cases, own, asked, fields), _share(cases, others, asked, fields),
            "trafilatura, htmldate", "%", 1,
        )  # fmt: skip


def _share(
    cases: Sequence[_Case],
    read: Sequence[dict[str, str | None]],
    asked: Sequence[int],
    fields: Sequence[str],
) -> float:
    """The share of pages, in per cent, of which all these fields were read right."""
    good = sum(
        all(_bare(read[n][field]) in map(_bare, cases[n].right[field]) for field in fields)
        for n in asked
    )
    return 100 * good / max(1, len(asked))


def _bare(value: str | None) -> str | None:
    return re.sub(r"\s+", "", value) if value else None


def _ours(case: _Case) -> dict[str, str | None]:
    page = read_page(case.payload, case.url)
    day = getattr(page, "published_on", None)
    return {"title": page.title, "published_on": day.isoformat() if day else None}


def _real() -> Iterator[_Case]:
    if not CASES.is_dir():
        return
    for case in json.loads((CASES / "cases.json").read_text("utf-8")):
        right: dict[str, list[str | None]] = {}
        for field in _FIELDS:
            if field in case.get("expect", {}):
                right[field] = [case["expect"][field]]
            elif field in (case.get("accept") or {}):
                right[field] = case["accept"][field]
        if right and case["file"].startswith(_FOLDERS) and case["file"].endswith(".html"):
            yield _Case((CASES / case["file"]).read_bytes(), case["url"], right)


def _invented() -> Iterator[_Case]:
    for number, body in enumerate(bodies(12)):
        year = 2019 + number % 6
        right: dict[str, list[str | None]] = {
            "title": [title_of(body, year)],
            "published_on": [day_of(body, year).isoformat()],
        }
        yield _Case(article(body, year, 20_000), None, right)
