"""The seed page gives exactly the facts of its expected.json."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.parse.document import Document
from flows.parse.plain_text import read_text

SEED = Path(__file__).resolve().parents[3] / "shared" / "cases" / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="shared/cases is not in this checkout")


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((SEED / "expected.json").read_text("utf-8"))
    return facts


@pytest.fixture(scope="module")
def document(expected: dict[str, Any]) -> Document:
    return read_text((SEED / expected["source"]["file"]).read_text("utf-8"))


def test_identity(document: Document, expected: dict[str, Any]) -> None:
    assert document.title == expected["title"]
    assert document.breadcrumb == expected["breadcrumb"]
    assert document.is_report == expected["is_report"]
    assert document.report_kind == "rule_of_law"
    assert document.filer_name == expected["filer"]["name_in_title"]
    assert document.report_year == expected["report_year"]
    assert document.report_year_source == expected["year_source"]
    assert document.name_form == expected["title_name_form"]


def test_dates_and_what_is_absent(document: Document, expected: dict[str, Any]) -> None:
    assert document.published_on == date.fromisoformat(expected["published_on"])
    assert document.published_on_source == "displayed"
    assert [read.text for read in document.dates] == ["日期:2023-02-08"]
    for name in ("written_on", "document_number", "index_number", "publisher", "sign_off"):
        assert getattr(document, name) == expected[name]
    assert document.attachments == []


def test_places_of_dates(document: Document, expected: dict[str, Any]) -> None:
    assert document.dates[0].text.startswith(expected["published_on_label"])
    sources = {read.source for read in document.dates}
    for key, source in (("meta_date", "meta_tag"), ("url_date", "url"), ("meta_block", "metadata")):
        assert bool(expected[key]) == (source in sources)
    assert bool(expected["attachment_only"]) == (not document.sections)


def test_sections(document: Document, expected: dict[str, Any]) -> None:
    assert len(document.sections) == len(expected["sections"])
    for read, wanted in zip(document.sections, expected["sections"], strict=True):
        heading = wanted.get("heading_clean", wanted["heading"])
        assert f"{read.number}{read.heading}" == heading
        assert (read.path, read.level) == (str(wanted["ord"]), wanted["level"])
        assert read.item == wanted["item"]
        assert read.char_count == wanted["n_chars"]
        assert read.run_in == ("heading_run_in" in wanted)
        squeezed = "".join(read.text.split()).removeprefix(wanted.get("heading_run_in", ""))
        assert squeezed.startswith(wanted["body_starts"])
        assert squeezed.endswith(wanted["body_ends"])
    assert sum(s.char_count for s in document.sections) == expected["n_chars_total"]


def test_opening_without_the_copy_of_the_title(
    document: Document, expected: dict[str, Any]
) -> None:
    opening = document.text[: document.sections[0].start]
    assert opening.startswith(expected["preamble"]["text_starts"])
    assert len("".join(opening.split())) == expected["preamble"]["n_chars"]
    for dropped in expected["dropped"]["footer"]:
        assert dropped not in document.text


def test_measures(document: Document, expected: dict[str, Any]) -> None:
    assert [m.word for m in document.markers if m.marker == "other_level"] == ["全乡", "乡司法所"]
    assert not [m for m in document.markers if m.marker in ("leadership", "cause")]
    assert document.years == []
    figures = sum(section.figure_count for section in document.sections)
    assert 1000 * figures / expected["n_chars_total"] < 1
    for marker in document.markers:
        assert document.text[marker.offset :].startswith(marker.word)


def test_outline_is_sure(document: Document) -> None:
    assert (document.outline_confidence, document.outline_reason) == ("high", None)


def test_shares_of_the_items(document: Document, expected: dict[str, Any]) -> None:
    total = sum(section.char_count for section in document.sections)
    read = {
        item: sum(s.char_count for s in document.sections if s.item == item)
        for item in ("achievements", "innovation", "problems", "causes", "plans", "other")
    }
    wanted = dict(expected["shares_percent"])
    assert wanted.pop("achievements_plus_innovation") == round(
        100 * (read["achievements"] + read["innovation"]) / total, 1
    )
    assert {item: round(100 * read[item] / total, 1) for item in wanted} == wanted
    for item in ("achievements", "problems", "causes", "plans", "other"):
        assert bool(read[item]) == expected["items"][item]


def test_words_and_figures(document: Document, expected: dict[str, Any]) -> None:
    sections = "".join(document.text[s.start : s.end] for s in document.sections)
    for word, counted in expected["occurrences"].items():
        assert sections.count(word) == counted["sections"], word
    assert sorted(set(re.findall(r"\d+", sections))) == expected["digit_groups_in_sections"]
    assert [read.year for read in document.years] == expected["years_in_text"]
    heads = (document.text[s.start : s.end].partition("\n")[0] for s in document.sections)
    body = len("".join(sections.split())) - sum(len("".join(head.split())) for head in heads)
    assert body == expected["n_chars_total_body"]
