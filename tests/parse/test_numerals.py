"""Chinese numerals: list numbers, years and dates."""

from __future__ import annotations

import pytest

from flows.parse.numerals import arabic_dates, arabic_years, list_number
from flows.parse.years import named_years, year_span


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("", None), ("甲", None)],
)
def test_list_number(numeral: str, value: int | None) -> None:
    assert list_number(numeral) == value


@pytest.mark.parametrize("zero", "〇○零ＯO0")
def test_year_in_chinese_numerals_with_any_zero(zero: str) -> None:
    assert arabic_years(f"二{zero}二二年度") == "2022年度"


def test_years_keep_their_place() -> None:
    text = "在二〇二二年里"
    assert len(arabic_years(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("二〇二三年一月十五日", "2023年1月15日"),
        ("二○二三年十二月三十一日", "2023年12月31日"),
        ("二〇二三年十月十日", "2023年10月10日"),
    ],
)
def test_date_in_chinese_numerals(written: str, digits: str) -> None:
    assert arabic_dates(written) == digits


def test_named_years_leave_document_numbers_out() -> None:
    assert [year for year, _, _ in named_years("云政发〔2021〕1号2020年和2022 年")] == [2020, 2022]


def test_year_span() -> None:
    assert year_span("（2021—2025年）") == (2021, 2025)
    assert year_span("2022年度") is None
