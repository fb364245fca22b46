"""Judges the verdicts about a random world by its truth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from flows.parse.document import Document
from tests.sql.asking import every
from tests.sql.random_pages import SURE, Copy, short
from tests.sql.random_worlds import DUE, FIRST, UNSOUND, Column, Drawn
from tests.sql.world import SHANGHAI

#: How the days of a page may be wrong in a way that no other day of it gives away.
FALSE_DAYS = ("wrong", "contradicting", "list")
#: Answers of a column that is well or tells nothing at all.
CALM = {"whole", "down", "robots", "blocked", "unasked", "script"}

Key = tuple[str, int]


class Judge:
    """Compares the verdicts after a night with the truth; `faults` says what is wrong."""

    def __init__(self, drawn: Drawn, con: duckdb.DuckDBPyConnection, until: int) -> None:
        self.drawn, self.until = drawn, until
        self.today = drawn.nights[until]
        self.rows = every(con, "select * from mart.filing_status where report_kind = 'rule_of_law'")
        self.errors: dict[Key, set[str]] = {}
        for row in every(
            con,
            "select filer_id, report_year, check_id from checks.offender "
            "where severity = 'error' and check_id in ('T01', 'T02', 'D03') "
            "and report_kind = 'rule_of_law' and filer_id is not null",
        ):
            key = (row["filer_id"], row["report_year"])
            self.errors.setdefault(key, set()).add(row["check_id"])
        self.columns: dict[Key, list[str]] = {}
        for row in every(con, "select * from core.filing_column"):
            for year in DUE:
                used = (row["valid_from"] or date.min) <= self.today
                if used and (row["valid_to"] or date.max) >= date(year + 1, 1, 1):
                    self.columns.setdefault((row["filer_id"], year), []).append(row["column_url"])
        self.n_plainly_missing = self.n_clear = 0

    def faults(self) -> Iterator[str]:
        for row in self.rows:
            key = (row["filer_id"], row["report_year"])
            day, copies = self.drawn.truth.get(key), self.drawn.seen(*key, self.until)
            said = {*self._missing(row, key, copies, day)}
            if not self._slipped_into(key):
                said |= {*self._late(row, key, copies, day), *self._dated(row, key, copies, day)}
            for fault in sorted(said):
                pages = [(one.mode, one.form, one.url) for one in copies]
                told = (str(row["status"]), str(row["published_on"]), row["reason"])
                yield f"{fault}: {key} truly {day}, told {told}, {pages}"

    def _missing(
        self, row: dict[str, Any], key: Key, copies: Sequence[Copy], day: date | None
    ) -> Iterator[str]:
        if row["status"] == "missing":
            if any(self._told(one) for one in copies):
                yield "missing, though some list showed it"
            columns = self.columns.get(key, [])
            if not columns or any(self._blind(url, key[1]) for url in columns):
                yield "missing in a column that nobody saw whole"
            if china_day(row["first_missed_at"]) <= row["boundary_on"]:
                yield "missing by an observation before the day"
        elif "T01" in self.errors.get(key, set()):
            yield "T01 without missing"
        if self.today <= row["boundary_on"] and row["status"] in ("missing", "unobserved"):
            yield "judged before the day"
        if day is None and not copies and self._plain(key):
            self.n_plainly_missing += 1
            if row["status"] != "missing":
                yield "not missing, though nothing is there"

    def _late(
        self, row: dict[str, Any], key: Key, copies: Sequence[Copy], day: date | None
    ) -> Iterator[str]:
        own = [one for one in copies if not one.also]
        by_error = "T02" in self.errors.get(key, set())
        first = self._first(own)
        if row["status"] == "late" and first and first <= row["boundary_on"]:
            yield "late, though seen in time"
        if by_error and day is None:
            yield "late, though never published"
        elif by_error and day and day <= row["boundary_on"]:
            if any(self._honest(one) for one in own):
                yield "late by error, though an honest day is in time"
            elif all(one.mode not in FALSE_DAYS for one in own) and row["published_on"] >= FIRST:
                yield "late by the day of a site's move"
        if own and day and all(self._clear(one) for one in copies):
            self.n_clear += 1
            expected = "on_time" if day <= row["due_on"] else "late"
            expected = "boundary" if day == row["boundary_on"] else expected
            if (row["status"], row["published_on"]) != (expected, day):
                yield f"not {expected}"
            elif expected == "late" and row["binding"] and not by_error:
                yield "late without T02"

    def _dated(
        self, row: dict[str, Any], key: Key, copies: Sequence[Copy], day: date | None
    ) -> Iterator[str]:
        if (row["days_late"] is not None) != (row["status"] == "late"):
            yield "days_late of what is not late"
        elif row["days_late"] not in (None, (row["published_on"] or FIRST) - row["due_on"]):
            days = row["days_late"]
            if row["due_on"] + timedelta(days) != row["published_on"]:
                yield "wrong days_late"
        if row["proven"] == "on_time" and day and day > row["due_on"]:
            yield "proven in time, though late"
        first = self._first([one for one in copies if self._told(one) and not one.also])
        if first and row["not_before"] and first <= china_day(row["not_before"]):
            if day and day <= row["boundary_on"] and row["proven"] == "late":
                yield "proven late, though seen before"
            if "D03" in self.errors.get(key, set()):
                yield "back-dated, though seen before"

    # what the truth is worth

    def _nights(self, copy: Copy) -> list[int]:
        """Nights on which some list showed it."""
        shown = enumerate(self.drawn.shown[: self.until + 1])
        return [night for night, listed in shown if copy.url in listed]

    def _first(self, copies: Sequence[Copy]) -> date | None:
        return min((self.drawn.nights[self._nights(one)[0]] for one in copies), default=None)

    def _read(self, copy: Copy) -> list[tuple[int, Document]]:
        """Nights on which the page was read: it is asked from the first night it was listed."""
        nights = range(self._nights(copy)[0], self.until + 1)
        answers = [(night, copy.answers[night]) for night in nights]
        return [(night, page) for night, page in answers if isinstance(page, Document)]

    def _told(self, copy: Copy) -> bool:
        """Whether a list or a page says whose it is, of what year, or leaves it open to the end."""
        read = self._read(copy)
        last = self.drawn.shown[self._nights(copy)[-1]][copy.url]
        if copy.form in SURE:
            titles = [page.title or "" for _, page in read]
            return any(short(copy.body) in one for one in [*titles, last])
        if copy.form in ("slip", "slip up"):
            # the text tells of the slip, unless title and day agree on another year
            true_day = copy.mode not in FALSE_DAYS and self._honest(copy)
            return bool(read) and true_day and copy.day.year == copy.year + 1
        return bool(read) or copy.url in self.drawn.shown[self.until]

    def _slipped_into(self, key: Key) -> bool:
        """Whether a report of the body for another year names this one in its title."""
        return any(
            one.body.filer_id == key[0] and one.year != key[1] and f"{key[1]}年" in one.links[0]
            for one in self.drawn.copies
        )

    def _honest(self, copy: Copy) -> bool:
        """Whether the first reading of page or list carries the true day."""
        said = {copy.listed_on[self._nights(copy)[0]]}
        for _, page in self._read(copy)[:1]:
            if copy.mode != "month":
                said |= {one.date.isoformat() for one in page.dates}
        return copy.day.isoformat() in said

    def _clear(self, copy: Copy) -> bool:
        """A plain title, no fault, and one true day wherever there is one, a page's among them."""
        if copy.mode != "clear" or copy.form not in SURE[:3] or copy.faulty or copy.also:
            return False
        first, read = self._nights(copy)[0], self._read(copy)
        if not read or read[0][0] != first:
            return False
        page, listed = read[0][1], copy.listed_on[first]
        days = {one.date for one in page.dates}
        if listed:
            days.add(date.fromisoformat(listed))
        return days == {copy.day} and any(one.source != "url" for one in page.dates)

    def _blind(self, url: str, year: int) -> bool:
        """Whether no answer of the column after the day that it was due shows a whole list."""
        answers = self.drawn.columns[url].answers[: self.until + 1]
        after = zip(self.drawn.nights, answers, strict=False)
        return all(answer in UNSOUND for night, answer in after if night > DUE[year])

    def _plain(self, key: Key) -> bool:
        """Columns that were read whole and calm after the day, with nothing that may be it."""
        columns = [self.drawn.columns[url] for url in self.columns.get(key, [])]
        others = [one for year in DUE for one in self.drawn.seen(key[0], year, self.until)]
        if any(one.faulty for one in others):
            return False
        return bool(columns) and all(self._calm(column, key[1]) for column in columns)

    def _calm(self, column: Column, year: int) -> bool:
        answers = column.answers[: self.until + 1]
        if column.vague or not {*answers} <= CALM:
            return False
        nights = list(enumerate(self.drawn.nights))
        if any(not one.shown[n] for one in column.copies for n, day in nights if day >= one.day):
            return False
        judged_from = DUE[year] + timedelta(2)
        return any(
            answer == "whole" and night >= judged_from
            for night, answer in zip(self.drawn.nights, answers, strict=False)
        )


def china_day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
