"""Answers of listing interfaces in JSON, of whatever words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.parse.document import Listing
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


REFUSED = [
    {"code": 401, "msg": "未登录"},
    {"code": "500"},
    {"success": False},
    {"status": "error"},
    {"message": "系统繁忙"},
    {"error": "invalid token"},
    {"errcode": -1, "errmsg": ""},
]


@pytest.mark.parametrize("said", REFUSED)
def test_an_answer_that_tells_of_a_fault_is_no_empty_column(said: dict[str, object]) -> None:
    assert not isinstance(read(answer({**said, "data": {"list": [], "total": 0}}), FIRST), Listing)


@pytest.mark.parametrize(
    "said",
    [
        {"code": 0, "msg": "操作成功"},
        {"code": "200", "message": "ok"},
        {"success": True, "code": 1},
        {"status": "success", "msg": None},
    ],
)
def test_an_answer_that_tells_of_no_fault_is_an_empty_column(said: dict[str, object]) -> None:
    assert listing(answer({**said, "data": {"list": [], "total": 0}}), FIRST).provably_empty
