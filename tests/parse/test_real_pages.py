"""Every real page of the shared cases gives exactly the facts that are expected of it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from flows.parse.decode import decode
from flows.parse.inspection import inspection
from flows.parse.page import read_page_strictly

CASES = Path(__file__).resolve().parents[3] / "shared/cases/pages"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="shared/cases is not in this checkout")
CASE_LIST = json.loads((CASES / "cases.json").read_text("utf-8")) if CASES.is_dir() else []

_NAMES = ("title", "site_name", "filer_name", "publisher")
_POINT = re.compile(r"^[一二三四五六七八九十]+是")


@lru_cache(maxsize=64)
def facts_of(file: str, url: str | None) -> dict[str, Any]:
    return inspection(read_page_strictly((CASES / file).read_bytes(), url))


def squeeze(value: Any) -> Any:
    return re.sub(r"\s+", "", value) if isinstance(value, str) else value


def holds(key: str, wanted: Any, facts: dict[str, Any], payload: bytes) -> bool:
    """Compare one key as cases/README.md says."""
    if key == "headings":
        return same_headings(wanted, facts["sections"])
    if key == "dates":
        read = {(d["source"], d["date"]) for d in facts["dates"]}
        return all((d["source"], d["date"]) in read for d in wanted)
    if key == "entries":
        read_entries = [(e["url"], squeeze(e["title"]), e["listed_on"]) for e in facts["entries"]]
        return read_entries == [(e["url"], squeeze(e["title"]), e["listed_on"]) for e in wanted]
    if key == "attachments":
        return {a["url"] for a in facts["attachments"]} == {a["url"] for a in wanted}
    if key == "pages_include":
        return set(wanted) <= set(facts["pages"])
    if key == "text_contains":
        return all(part in decode(payload)[0] for part in wanted)
    if key == "breadcrumb":
        return [squeeze(step) for step in facts[key]] == [squeeze(step) for step in wanted]
    if key in _NAMES:
        return bool(squeeze(facts[key]) == squeeze(wanted))
    if key == "is_report":
        # A sister report may be a report of another kind.
        rule_of_law = facts["is_report"] and facts["report_kind"] == "rule_of_law"
        return bool(rule_of_law == wanted)
    return bool(facts[key] == wanted)


def same_headings(wanted: list[list[str]], sections: list[dict[str, Any]]) -> bool:
    read = [(s["path"], squeeze(s["heading"])) for s in sections if not _POINT.match(s["heading"])]
    expected = [(path, squeeze(heading)) for path, heading in wanted]
    return len(read) == len(expected) and all(
        path == where and (heading.startswith(words) or (words.startswith(heading) and heading))
        for (where, heading), (path, words) in zip(read, expected, strict=True)
    )


def holds_with_optional(case: dict[str, Any], key: str, wanted: Any, facts: dict[str, Any]) -> bool:
    payload = (CASES / case["file"]).read_bytes()
    if key == "attachments":
        optional = set(case["expect"].get("attachments_optional") or ())
        read = {a["url"] for a in facts["attachments"]}
        needed = {a["url"] for a in wanted}
        return needed <= read <= needed | optional
    return holds(key, wanted, facts, payload)


def shown(key: str, facts: dict[str, Any]) -> list[str]:
    """The strings that a must_not rule looks at."""
    if key == "entries_titles":
        return [e["title"] for e in facts["entries"]]
    if key == "entries_urls":
        return [e["url"] for e in facts["entries"]]
    if key == "headings":
        return [s["heading"] for s in facts["sections"]]
    if key == "attachments":
        return [f"{a['url']} {a['name']}" for a in facts["attachments"]]
    value = facts[key]
    return [str(v) for v in value] if isinstance(value, list) else [str(value or "")]


def every(part: str) -> list[Any]:
    return [
        pytest.param(case, key, value, id=f"{case['file']}-{key}")
        for case in CASE_LIST
        for key, value in (case.get(part) or {}).items()
        if key != "attachments_optional"
    ]


@pytest.mark.parametrize("case", CASE_LIST, ids=lambda c: c["file"])
def test_every_case_is_read_and_tested(case: dict[str, Any]) -> None:
    facts = facts_of(case["file"], case["url"])
    keys = {key for part in ("expect", "accept", "must_not") for key in case.get(part) or {}}
    known = {*facts, "headings", "pages_include", "attachments_optional", "text_contains"}
    assert keys <= known | {"entries_titles", "entries_urls"}


@pytest.mark.parametrize("case,key,wanted", every("expect"))
def test_expected_fact(case: dict[str, Any], key: str, wanted: Any) -> None:
    facts = facts_of(case["file"], case["url"])
    got = facts["sections"] if key == "headings" else facts.get(key)
    assert holds_with_optional(case, key, wanted, facts), f"read {got!r}, wanted {wanted!r}"


@pytest.mark.parametrize("case,key,wanted", every("accept"))
def test_accepted_fact(case: dict[str, Any], key: str, wanted: list[Any]) -> None:
    facts = facts_of(case["file"], case["url"])
    got = facts["sections"] if key == "headings" else facts.get(key)
    right = any(holds_with_optional(case, key, one, facts) for one in wanted)
    assert right, f"read {got!r}, accepted {wanted!r}"


@pytest.mark.parametrize("case,key,banned", every("must_not"))
def test_fact_that_must_not_be(case: dict[str, Any], key: str, banned: list[str]) -> None:
    strings = shown(key, facts_of(case["file"], case["url"]))
    found = [(word, text) for word in banned for text in strings if word in text]
    assert not found
