"""How often a known article is asked for: every night in the season, weekly in the rest of it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from flows.collect.known import KnownPage
from flows.collect.revisit import Revisits

ADDRESSES = [f"http://qingxi.example/{n}.html" for n in range(200)]


def page(answered_on: date | None, days_whole: int = 1) -> KnownPage:
    whole_at = datetime.now(UTC) - timedelta(days=days_whole)
    return KnownPage("aa", 10, None, None, whole_at, None, answered_on)


@pytest.mark.parametrize(
    ("today", "daily"),
    [
        (date(2026, 1, 14), False),
        (date(2026, 1, 15), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
    ],
)
def test_known_articles_are_due_every_night_of_the_season(today: date, daily: bool) -> None:
    known = page(today - timedelta(days=1))
    due = [url for url in ADDRESSES if Revisits().is_due(url, known, today)]
    assert (len(due) == len(ADDRESSES)) is daily
    assert due


def test_in_the_rest_of_the_year_each_is_due_once_a_week_and_the_nights_are_alike() -> None:
    monday = date(2026, 6, 1)
    asked: Counter[str] = Counter()
    for day in range(7):
        tonight = monday + timedelta(days=day)
        due = [u for u in ADDRESSES if Revisits().is_due(u, page(tonight), tonight)]
        assert 10 < len(due) < 50
        asked.update(due)
    assert set(asked.values()) == {1}
    assert len(asked) == len(ADDRESSES)


def test_an_article_is_due_when_nights_were_missed_or_it_was_not_had_or_not_whole_for_long() -> (
    None
):
    today = date(2026, 6, 3)
    url = next(u for u in ADDRESSES if not Revisits().is_due(u, page(today), today))
    assert Revisits().is_due(url, page(today - timedelta(days=7)), today)
    assert Revisits().is_due(url, page(None), today)
    assert Revisits().is_due(url, None, today)
    assert Revisits().is_due(url, page(today, days_whole=30), today)


def test_a_season_may_run_over_the_turn_of_the_year() -> None:
    winter = Revisits(daily_from=(12, 1), daily_until=(2, 28))
    url = next(
        u for u in ADDRESSES if not winter.is_due(u, page(date(2026, 6, 3)), date(2026, 6, 3))
    )
    assert winter.is_due(url, page(date(2026, 1, 5)), date(2026, 1, 5))
    assert winter.is_due(url, page(date(2026, 12, 5)), date(2026, 12, 5))
