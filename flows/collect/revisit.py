"""When an article that was read before is asked for again.

Listing pages are asked for every night. The articles behind them change seldom: around the deadline
each is asked for every night, in the rest of the year once a week, each on a weekday of its own so
that the nights are alike. An article that is not asked for leaves no capture row, which says
nothing about it: it is neither seen nor gone.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flows.collect.known import KnownPage


@dataclass(frozen=True)
class Revisits:
    """How often; days of the year are (month, day) in Asia/Shanghai and both ends are daily."""

    daily_from: tuple[int, int] = (1, 15)
    daily_until: tuple[int, int] = (4, 30)
    every_days: int = 7  # in the rest of the year
    whole_after_days: int = 30

    def is_due(self, url: str, page: KnownPage | None, today: date) -> bool:
        """Whether to ask for an article tonight; `today` is the as-of day of the run.

        One never seen, or whose last answer was not the article, is due every night.
        """
        if page is None or page.answered_on is None or self._is_daily(today):
            return True
        if (today - page.answered_on).days >= self.every_days:
            return True
        if datetime.now(UTC) - page.fetched_whole_at >= timedelta(days=self.whole_after_days):
            return True
        return (today.toordinal() - zlib.crc32(url.encode())) % self.every_days == 0

    def _is_daily(self, today: date) -> bool:
        day = (today.month, today.day)
        if self.daily_from <= self.daily_until:
            return self.daily_from <= day <= self.daily_until
        return day >= self.daily_from or day <= self.daily_until
