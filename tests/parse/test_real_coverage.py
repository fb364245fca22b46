"""A real case that no test reads is found here, however it came to be left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.parse import test_real_pages, test_real_titles, test_seed

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="shared/cases is not in this checkout")
_FACTS = (
    test_real_pages.test_expected_fact,
    test_real_pages.test_accepted_fact,
    test_real_pages.test_fact_that_must_not_be,
)


def values_of(test: Callable[..., None]) -> list[Any]:
    """The values that a parametrised test is called with."""
    marks: list[pytest.Mark] = getattr(test, "pytestmark", [])
    (mark,) = [mark for mark in marks if mark.name == "parametrize"]
    values = mark.args[1]
    return [value if isinstance(value, dict) else value.values for value in values]


def rows_of(name: str) -> list[str]:
    """The rows of a list as its lines: a quotation mark must not swallow any."""
    return (CASES / name).read_text("utf-8").splitlines()[1:]


def test_every_file_of_the_cases_is_a_case() -> None:
    pages = CASES / "pages"
    files = {path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()}
    listed = json.loads((pages / "cases.json").read_text("utf-8"))
    assert {case["file"] for case in listed} == files - {"cases.json"}


def test_every_fact_of_every_case_is_tested() -> None:
    listed = json.loads((CASES / "pages/cases.json").read_text("utf-8"))
    apart = {"attachments_optional"}  # widens what `attachments` accepts
    wanted = {
        (part, case["file"], key)
        for case in listed
        for part in ("expect", "accept", "must_not")
        for key in case.get(part) or {}
        if key not in apart
    }
    read = {
        (part, case["file"], key)
        for part, test in zip(("expect", "accept", "must_not"), _FACTS, strict=True)
        for case, key, _ in values_of(test)
    }
    assert wanted
    assert wanted == read
    assert {case["file"] for case in listed} == {file for _, file, _ in wanted}


@pytest.mark.parametrize(
    ("name", "test"),
    [
        ("titles.tsv", test_real_titles.test_listed_title),
        ("headings.tsv", test_real_titles.test_listed_heading),
        ("real-pages.tsv", test_real_titles.test_title_of_a_real_page),
    ],
)
def test_every_row_of_a_list_is_tested(name: str, test: Callable[..., None]) -> None:
    firsts = [next(iter(row.values())) for row in values_of(test)]
    assert firsts == [line.split("\t")[0] for line in rows_of(name)]


def test_the_seed_is_tested() -> None:
    expected = json.loads((CASES / "seed/expected.json").read_text("utf-8"))
    files = {path.name for path in (CASES / "seed").iterdir()}
    assert files == {"expected.json", expected["source"]["file"]}
    tests = (Path(test_seed.__file__), Path(test_seed.__file__).parents[1] / "sql/test_seed.py")
    source = "".join(path.read_text("utf-8") for path in tests)
    # Words about the file, facts that no reading of the page gives, findings that are not there.
    told = {"counting", "breadcrumb_label", "county", "deadline", "not_expected", "not_testable"}
    assert {key for key in expected if f'"{key}"' not in source} <= told
