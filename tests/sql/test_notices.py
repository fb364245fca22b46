"""What people are told after a night, and when: driven by the tables and the as-of clock alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from flows.notices.message import last_told_by_tables, read_notices
from tests.sql.asking import every, one
from tests.sql.world import Body, World, moment

#: The nights of the story, always at 02:30; after those with a star it is asked what there is to
#: tell. The other nights are there to be the night before, or to be skipped.
NIGHTS = (
    "2026-01-31*", "2026-02-01*", "2026-02-02", "2026-02-08", "2026-02-09*", "2026-02-27",
    "2026-03-02*", "2026-03-19", "2026-03-20*", "2026-04-01", "2026-04-02*", "2026-04-30",
    "2026-05-01*",
)  # fmt: skip
LAST = "2026-05-01"
#: A county in which reports come and go; one where nothing ever happens; one that is hard to see;
#: one whose columns go down. Beside them one for each of LENGTHS that goes down as a whole.
LIVELY, QUIET, DIM, FAILING = "青岩县", "墨溪县", "雾谷县", "云岭县"
#: So many nights in a row, up to the last one, a column or a whole county is down.
LENGTHS = range(1, 9)
LIVELY_BODIES = ("on time", "late", "missing", "gone in April", "gone in May", "not asked for",
                 "not asked for until gone")  # fmt: skip
DOWN = {"reason": "timeout"}


def told(
    con: duckdb.DuckDBPyConnection, since: str | None = "before"
) -> dict[str, list[dict[str, Any]]]:
    """Rows by notice since the night before the last, or since a moment."""
    start = last_told_by_tables(con) if since == "before" else moment(since) if since else None
    return {notice.notice_id: list(map(dict, notice.rows)) for notice in read_notices(con, start)}


class Story:
    """A spring in several counties, played and built night by night."""

    def __init__(self) -> None:
        world = self.world = World(first_report_year=2024)
        self.bodies = {name: world.body(f"{name}镇人民政府") for name in LIVELY_BODIES}
        for code, name in (("500998", QUIET), ("500997", DIM), ("500996", FAILING)):
            world.add_county(code, name, first_report_year=2025)
        self.bodies["quiet"] = world.body(county=1)
        world.filer("500997190", "无栏镇人民政府", "township", [], county=2)
        for name in ("失联", "断续", "疑似", "正常"):
            self.bodies[name] = world.body(f"{name}镇人民政府", county=2)
        self.down = [world.body(f"第{n}镇人民政府", county=3) for n in LENGTHS]
        for n in LENGTHS:
            world.add_county(f"50080{n}", f"停电{n}县", first_report_year=2025)
        self.in_failed = [world.body(county=3 + n) for n in LENGTHS]
        self.built: dict[str, duckdb.DuckDBPyConnection] = {}
        for number, night in enumerate(NIGHTS):
            self._play(night.rstrip("*"), down_from=len(NIGHTS) - number)
            if night.endswith("*"):
                self.built[night.rstrip("*")] = world.build()

    def _play(self, day: str, down_from: int) -> None:
        """One night; what is down for at least `down_from` nights up to the last is down in it."""
        lists, pages = self._happens(day)
        failed = {}
        for n, column, county in zip(LENGTHS, self.down, self.in_failed, strict=True):
            if n >= down_from:
                lists |= {column.column: DOWN, county.column: DOWN}
                failed[f"50080{n}"] = "no column observed (timeout)"
        self.world.night(f"{day}T02:30", lists, pages)
        self.world.rows["run"][-1] |= {
            "counties": [source["county"]["code"] for source in self.world.sources],
            "failed": failed,
        }

    def _happens(self, day: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Lists and pages that are others than the night before."""
        b = self.bodies
        if day == "2026-01-31":
            return self._begins()
        if day == "2026-02-01":
            for name in ("not asked for", "not asked for until gone"):
                del self.world.pages[b[name].page()]  # listed, but asked for on another night
            return {b["断续"].column: DOWN}, {}
        if day == "2026-03-02":
            return self._files(b["on time"], "2026-03-01")
        if day == "2026-04-02":
            return self._withdraws(b["gone in April"])
        if day == "2026-04-30":
            return {}, {b["not asked for until gone"].page(): 404}
        if day == "2026-05-01":
            lists, pages = self._files(b["late"], "2026-04-30")
            gone, answers = self._withdraws(b["gone in May"])
            empty: dict[str, Any] = {b["not asked for until gone"].column: []}
            return lists | gone | empty, pages | answers
        return {}, {}

    def _begins(self) -> tuple[dict[str, Any], dict[str, Any]]:
        other = ("春季农技培训会", "2026-01-05")
        lists: dict[str, Any] = {
            column["url"]: [(f"{column['url']}x.html", *other)]
            for _, _, column in self.world.columns()
        }
        lists[self.bodies["失联"].column] = DOWN
        unread = self.bodies["疑似"]
        lists[unread.column] = [unread.entry("2026-01-20", title="年度法治政府建设情况")]
        pages = {}
        for number, name in enumerate(LIVELY_BODIES, 1):
            body, day = self.bodies[name], f"2025-03-0{number}"
            lists[body.column] = [body.entry(day, 2024)]
            if name.startswith("gone"):  # a list that loses more than half is not believed
                lists[body.column].append((f"{body.column}x.html", *other))
            pages[body.page()] = body.report(day, 2024)
        return lists, pages

    def _files(self, body: Body, day: str) -> tuple[dict[str, Any], dict[str, Any]]:
        entries = [body.entry(day, 2025, number=2), *self.world.lists[body.column].entries]
        return {body.column: entries}, {body.page(2): body.report(day, 2025)}

    def _withdraws(self, body: Body) -> tuple[dict[str, Any], dict[str, Any]]:
        return {body.column: self.world.lists[body.column].entries[1:]}, {body.page(): 404}

    def of_body(self, night: str, notice: str, name: str) -> list[dict[str, Any]]:
        """What a notice tells of a body since the night before."""
        rows = told(self.built[night]).get(notice, [])
        return [row for row in rows if row["filer"] == self.bodies[name].name]

    def of_county(
        self, night: str, notice: str, county: str, since: str = "before"
    ) -> list[dict[str, Any]]:
        rows = told(self.built[night], since).get(notice, [])
        return [row for row in rows if row["county"] == county]


@pytest.fixture(scope="module")
def story() -> Iterator[Story]:
    whole = Story()
    yield whole
    for con in whole.built.values():
        con.close()


def test_the_first_night_is_told_in_numbers_and_nothing_of_it_as_news(story: Story) -> None:
    assert set(told(story.built["2026-01-31"], None)) == {"first_night"}


def test_unchanged_sites_are_not_told(story: Story) -> None:
    assert told(story.built["2026-02-09"]) == {}


def test_what_appeared_between_two_nights_is_newly_published(story: Story) -> None:
    found = story.of_body("2026-03-02", "newly_published", "on time")
    assert [(row["how"], row["published_on"]) for row in found] == [("on_time", date(2026, 3, 1))]
    assert not story.of_body("2026-03-02", "newly_late", "on time")


def test_what_appeared_late_is_newly_late_and_not_also_newly_published(story: Story) -> None:
    found = story.of_body(LAST, "newly_late", "late")
    assert [(row["how"], row["days_late"]) for row in found] == [("late", 30)]
    assert not story.of_body(LAST, "newly_published", "late")


def test_who_is_found_missing_is_told_once(story: Story) -> None:
    found = story.of_body("2026-04-02", "newly_late", "missing")
    assert [row["how"] for row in found] == ["missing"]
    assert not story.of_body(LAST, "newly_late", "missing")
    # nor on the very next night, whenever that is
    again = story.of_county(LAST, "newly_late", LIVELY, "2026-04-02T02:30")
    assert [row["how"] for row in again] == ["late"]


def test_a_withdrawn_report_is_told_once(story: Story) -> None:
    for night, name in (("2026-04-02", "gone in April"), (LAST, "gone in May")):
        assert [row["report_year"] for row in story.of_body(night, "withdrawn", name)] == [2024]
    assert not story.of_body(LAST, "withdrawn", "gone in April")


def test_a_column_that_is_down_is_told_on_some_nights_also_when_one_was_skipped(
    story: Story,
) -> None:
    def heard(since: str) -> list[int]:
        return [row["nights"] for row in story.of_county(LAST, "source_down", FAILING, since)]

    assert heard("before") == [3, 7]
    assert heard("2026-04-02T02:30") == [3, 4, 7, 8]
    assert heard("2026-03-20T02:30") == [3, 4, 5, 6, 7, 8]


def test_a_county_that_fails_is_told_at_once_and_its_columns_are_not_told_beside_it(
    story: Story,
) -> None:
    con = story.built[LAST]
    assert [row["nights"] for row in told(con)["county_failed"]] == [1, 3, 7]
    skipped = told(con, "2026-04-02T02:30")["county_failed"]
    assert [row["nights"] for row in skipped] == [1, 2, 3, 4, 7, 8]
    beside = {row["county"] for row in told(con)["source_down"]}
    assert not [county for county in beside if county.startswith("停电")]


@pytest.mark.parametrize(
    ("now", "how", "days"),
    [
        ("2026-02-01", "before", 58),
        ("2026-03-02", "before", 29),  # the night of 1 March was missed
        ("2026-03-20", "before", 11),
        ("2026-04-02", "after", 2),
        ("2026-05-01", "after", 31),
        ("2026-02-09", None, None),
    ],
)
def test_the_deadline_is_told_on_its_days(
    story: Story, now: str, how: str | None, days: int | None
) -> None:
    rows = story.of_county(now, "reminder", QUIET)
    assert [(row["how"], row["days"]) for row in rows] == ([(how, days)] if how else [])
    if how:
        assert rows[0]["filers"] == story.bodies["quiet"].name


def test_from_february_on_it_is_told_who_could_not_be_judged(story: Story) -> None:
    rows = told(story.built["2026-02-01"])["unjudgeable"]
    assert {row["filer"]: row["how"] for row in rows} == {
        "无栏镇人民政府": "no_column",
        "失联镇人民政府": "never_observed",
        "断续镇人民政府": "not_observed",
        "疑似镇人民政府": "unread_entry",
    }


@pytest.mark.parametrize(
    ("night", "since", "count"),
    [
        ("2026-02-09", "2026-02-02T02:30", 4),
        ("2026-02-09", "before", 0),
        ("2026-03-02", "before", 4),  # since the night of 27 February
        ("2026-03-20", "before", 0),
        ("2026-03-20", "2026-03-14T02:30", 4),
        ("2026-03-20", "2026-03-15T02:30", 0),  # six weeks after 1 February
    ],
)
def test_who_could_not_be_judged_is_told_a_week_apart(
    story: Story, night: str, since: str, count: int
) -> None:
    assert len(story.of_county(night, "unjudgeable", DIM, since)) == count


def test_an_article_that_is_not_asked_for_is_not_gone(story: Story) -> None:
    before, after = story.built["2026-01-31"], story.built[LAST]
    body = story.bodies["not asked for"].filer_id
    report = "select * exclude (last_seen_at) from core.report where filer_id = ?"
    assert one(after, report, body) == one(before, report, body)
    where = "select listed from core.report_location where url = ?"
    assert one(after, where, story.bodies["not asked for"].page())["listed"]
    gone = "select * from checks.offender where check_id in ('W03', 'W04', 'W05') and filer_id = ?"
    assert not every(after, gone, body)
    withdrawn = story.bodies["not asked for until gone"].filer_id
    assert one(after, report, withdrawn)["version_count"] == 1
