"""Answers of listing interfaces in JSON, of whatever words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import HOST, WANTED, entries, listing

ROWS = [{"title": t, "url": u, "publishDate": d} for u, t, d in WANTED]
FIRST = f"{HOST}/api/list?pageNo=1&pageSize=3"


def answer(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "value",
    [
        {"rows": ROWS, "total": 7},
        {"code": 200, "data": {"list": ROWS, "totalPage": 3}},
        {"data": {"records": ROWS, "total": "7", "pages": 3, "current": 1}},
        {"result": {"page": {"content": ROWS, "totalElements": 7}}},
    ],
)
def test_further_pages_are_asked_by_the_number_in_the_address(value: Any) -> None:
    found = listing(answer(value), FIRST)
    assert entries(found) == WANTED
    assert found.pages == [FIRST.replace("pageNo=1", f"pageNo={n}") for n in (2, 3)]
    assert found.pages_announced == 3 and not found.partial


def test_an_answer_with_all_entries_is_whole() -> None:
    found = listing(answer({"rows": ROWS, "total": 3}), f"{HOST}/api/list")
    assert found.pages == [] and found.pages_announced == 1 and not found.partial


@pytest.mark.parametrize("value", [ROWS, {"rows": ROWS}, {"rows": ROWS, "total": 7}])
def test_an_answer_that_may_be_a_part_is_partial(value: Any) -> None:
    found = listing(answer(value), f"{HOST}/api/list")
    assert entries(found) == WANTED
    assert found.partial and found.pages == [] and found.pages_announced is None


def test_only_an_empty_list_that_is_counted_is_empty() -> None:
    assert listing(answer({"data": {"rows": [], "total": 0}}), FIRST).provably_empty
    others: list[Any] = [{"data": None, "total": 0}, {"rows": []}, {"rows": [], "total": 5}]
    for value in others:
        assert read(answer(value), FIRST).reason == "data_without_list"
