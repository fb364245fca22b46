"""Days as pages, addresses and signatures write them."""

from __future__ import annotations

from datetime import date

import pytest

from flows.parse.dates import day_in_url, first_day, only_day


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-08",
        "2023-02-08 10:09",
        "2023-02-08-23:59:59",
        "2023-2-8",
        "2023/02/08",
        "2023.02.08",
        "2023年2月8日",
        "2023年02月08日08:18",
        "2023 年 2 月 8 日",
        "２０２３年２月８日",
        "二〇二三年二月八日",
        "2023-02-08T10:01:19",
    ],
)
def test_forms_of_one_day(text: str) -> None:
    read = first_day(text)
    assert read is not None
    assert read[0] == date(2023, 2, 8)
    assert only_day(text) == date(2023, 2, 8)


@pytest.mark.parametrize(
    "text", ["2023-13-01", "2023年2月30日", "1.1:50.3", "20230208", "", "2023"]
)
def test_what_is_no_day(text: str) -> None:
    assert first_day(text) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.example/zwgk/202302/t20230208_1164.html", date(2023, 2, 8)),
        ("http://a.example/art/2023/2/8/art_1_2.html", date(2023, 2, 8)),
        ("http://a.example/n1/2019/0615/c1-3.html", date(2019, 6, 15)),
        ("http://a.example/202302/content_1.html", None),
        ("http://a.example/content/post_1642550.html", None),
        ("http://a.example/t20231308_1.html", None),
        (None, None),
    ],
)
def test_day_in_an_address(url: str | None, day: date | None) -> None:
    assert day_in_url(url) == day


@pytest.mark.parametrize(
    "text",
    [
        "'24年1月20日",
        "24年1月20日",
        "24.1.20",
        "01/20/2025",
        "20/01/2025",
        "Jan 20, 2025",
        "20 January 2025",
    ],
)
def test_days_of_two_digits_or_in_english_are_not_read(text: str) -> None:
    assert first_day(text) is None and only_day(text) is None


def test_a_moment_that_nobody_formatted_is_read() -> None:
    read = first_day("Mon Jan 20 10:09:00 CST 2025")
    assert read is not None
    assert (read[0], read[1]) == (date(2025, 1, 20), 0)
    assert first_day("Mon Jan 32 10:09:00 CST 2025") is None
