"""The example questions: enough of them, for everybody, and answered in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.sample.questions import EXAMPLES, questions_page
from tests.night.harness import PROJECT, Told, query

FILES = sorted(EXAMPLES.glob("*.sql"))
PAGE = PROJECT / "docs" / "questions.md"
#: Questions to which the sample has no answer, and should have none.
EMPTY = {"16_similar_texts.sql"}


def test_there_are_twenty_questions_and_each_is_somebodys() -> None:
    asked = [re.findall(r"^-- For a (\w+)\.$", file.read_text("utf-8"), re.M) for file in FILES]
    assert len(FILES) >= 20
    assert all(len(one) == 1 for one in asked)
    assert {one for (one,) in asked} == {"supervisor", "journalist", "researcher"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_question_is_answered_as_it_stands(told: Told, file: Path) -> None:
    rows = query(told.home, file.read_text("utf-8"))
    assert bool(rows) != (file.name in EMPTY)


def test_the_page_of_questions_is_current(told: Told) -> None:
    assert PAGE.read_text("utf-8") == questions_page(told.home), "call `make docs`"


def test_the_page_shows_every_question_and_nothing_that_passes() -> None:
    page = PAGE.read_text("utf-8")
    assert re.findall(r"^`sql/examples/(.+)`$", page, re.M) and all(
        f"`sql/examples/{file.name}`" in page for file in FILES
    )
    assert not re.search(r"127\.0\.0\.1|[0-9a-f]{64}|T\d{6}-[0-9a-f]{6}", page)
