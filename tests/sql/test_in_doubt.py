"""Days and columns that leave a doubt: what they do not prove is not said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.document import Document
from tests.sql.asking import Built, duty, found, status
from tests.sql.pages import report
from tests.sql.world import SITE, World

JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
NAMES = (
    "secret and late", "secret and in time", "corrected late", "corrected in time", "late",
    "list in time, page late", "dated before its year", "dated before its year alone",
    "permanent address", "former parent",
)  # fmt: skip


@pytest.fixture(scope="module")
def doubted() -> Iterator[Built]:
    world = World()
    b = {name: world.body(f"甲{n}镇人民政府") for n, name in enumerate(NAMES)}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}

    def stands(name: str, page: str | None, listed: str | None = None, mark: str = "") -> None:
        body = b[name]
        title = f"{body.title()}{mark}"
        lists[body.column] = [JUNK, body.entry(listed, title=title)]
        pages[body.page()] = body.report(page, title=title, source="displayed")

    for name in ("secret and late", "secret and in time"):
        world.ruling(b[name].filer_id, exempt="涉密")
    stands("secret and late", "2023-05-20")
    stands("secret and in time", "2023-03-20")
    stands("corrected late", "2023-05-20", mark="（更正版）")
    stands("corrected in time", "2023-03-20", mark="（更正版）")
    stands("late", "2023-05-20", "2023-05-20")
    stands("list in time, page late", "2023-05-20", "2023-02-10")
    stands("dated before its year", "1970-01-01", "2023-05-10")
    stands("dated before its year alone", "2021-12-31")
    permanent, moved = b["permanent address"], b["former parent"]
    unready = report(
        "法治政府建设年度报告", None, is_report=False, may_be_report=False, report_kind=None,
        why_not="column", report_year=None,
    )  # fmt: skip
    lists[permanent.column] = [JUNK, permanent.entry(title="法治政府建设年度报告")]
    first = f"某经济技术开发区{moved.name}关于2022年度法治政府建设情况的报告"
    lists[moved.column] = [
        JUNK, moved.entry(title=first), moved.entry("2023-05-10", number=2),
    ]  # fmt: skip
    pages[moved.page()] = report(first, "2023-02-01")
    pages[moved.page(2)] = moved.report("2023-05-10")
    world.night(
        "2022-05-05", {permanent.column: lists[permanent.column]}, {permanent.page(): unready}
    )
    world.night("2023-06-05", lists, pages | {permanent.page(): permanent.report("2023-05-20")})
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize(
    ("name", "expected", "published"),
    [
        ("secret and late", "unobserved: exempt", "2023-05-20"),
        ("secret and in time", "on_time", "2023-03-20"),
        ("corrected late", "undated", None),
        ("corrected in time", "on_time", "2023-03-20"),
        ("late", "late", "2023-05-20"),
        ("list in time, page late", "late", "2023-05-20"),
        ("dated before its year", "late", "2023-05-10"),
        ("dated before its year alone", "undated", None),
        # what an address showed before it held the report is no sight of the report
        ("permanent address", "late", "2023-05-20"),
        # the copy of February names the body by a parent that it no longer has
        ("former parent", "on_time", "2023-02-01"),
    ],
)
def test_a_day_says_what_it_can(
    doubted: Built, name: str, expected: str, published: str | None
) -> None:
    con, b = doubted
    assert (status(con, b[name]), duty(con, b[name])["published_on"]) == (expected, published)


def test_late_by_one_day_and_in_time_by_another_is_a_warning(doubted: Built) -> None:
    con, b = doubted
    assert found(con, "T02", b["late"]) == ["error"]
    assert found(con, "T02", b["list in time, page late"]) == ["warning"]
    ((message,),) = con.execute(
        "select message from checks.offender where check_id = 'T02' and filer_id = ?",
        [b["list in time, page late"].filer_id],
    ).fetchall()
    assert message.endswith("; another of its dates is 2023-02-10")


@pytest.mark.parametrize(
    ("last_seen", "expected"),
    [
        ("2023-03-18", "missing"),
        ("2023-02-18", "unobserved: not_observed"),
        (None, "unobserved: not_observed"),
    ],
)
def test_a_column_that_ended_while_reports_were_due_was_seen_at_its_end(
    last_seen: str | None, expected: str
) -> None:
    """It was given up on 20 March: the report may have been published there and not moved."""
    world = World()
    old, new = f"{SITE}/old/", f"{SITE}/new/"
    columns: list[str | dict[str, Any]] = [
        {"url": old, "valid_to": "2023-03-20"}, {"url": new, "valid_from": "2023-03-15"},
    ]  # fmt: skip
    town = world.filer(columns=columns)
    if last_seen:
        world.night(last_seen, {old: [JUNK], new: [JUNK]})
    world.night("2023-04-05", {old: {"reason": "not_asked"}, new: [JUNK]})
    con = world.build()
    assert status(con, town) == expected
    if expected == "missing":
        assert str(duty(con, town)["observed_at"].date()) == "2023-04-05"


def test_a_body_whose_columns_have_all_ended_is_not_missing() -> None:
    world = World()
    town = world.filer(columns=[{"url": f"{SITE}/old/", "valid_to": "2023-03-20"}])
    world.night("2023-03-19", {f"{SITE}/old/": [JUNK]})
    world.night("2023-04-05", {f"{SITE}/old/": {"reason": "not_asked"}})
    assert status(world.build(), town) == "unobserved: no_column"


@pytest.mark.parametrize(
    ("day", "words", "listed", "expected"),
    [
        ("2023-06-05", "更新时间：2023-06-05 浏览次数：3", None, ("undated", None)),
        ("2023-06-05", "更新时间：2023年6月5日", "2023-03-01", ("on_time", "2023-03-01")),
        ("2023-06-05", "打印时间：2023-06-05", None, ("undated", None)),
        ("2023-03-05", "更新时间：2023-03-05", None, ("on_time", "2023-03-05")),
        (
            "2023-05-05",
            "发布时间：2023-05-05 更新时间：2023-06-05",
            None,
            ("late", "2023-05-05"),
        ),
    ],
)
def test_a_day_of_updating_makes_nobody_late(
    day: str, words: str, listed: str | None, expected: tuple[str, str | None]
) -> None:
    world = World()
    town = world.body()
    date = {"source": "displayed", "meaning": "published", "date": day, "text": words}
    page = Document.model_validate(town.report(None).model_dump() | {"dates": [date]})
    world.night("2023-06-05", {town.column: [town.entry(listed)]}, {town.page(): page})
    con = world.build()
    assert (status(con, town), duty(con, town)["published_on"]) == expected


@pytest.mark.parametrize(
    ("valid_from", "expected"),
    [(None, "missing"), ("2023-04-01", "missing"), ("2023-04-10", "unobserved: no_column")],
)
def test_a_column_that_was_opened_after_the_day_alone_makes_nobody_missing(
    valid_from: str | None, expected: str
) -> None:
    """The report was due before it was there, and may have stood where nobody looks any more."""
    world = World()
    town = world.filer(columns=[{"url": f"{SITE}/new/", "valid_from": valid_from}])
    world.night("2023-05-05", {f"{SITE}/new/": [JUNK]})
    assert status(world.build(), town) == expected


def test_late_by_the_address_alone_is_a_warning() -> None:
    world = World()
    town = world.body()
    date = {"source": "url", "meaning": "published", "date": "2023-05-10", "text": "t20230510_1"}
    page = Document.model_validate(town.report(None).model_dump() | {"dates": [date]})
    world.night("2023-06-05", {town.column: [town.entry()]}, {town.page(): page})
    con = world.build()
    assert (status(con, town), found(con, "T02", town)) == ("late", ["warning"])


@pytest.mark.parametrize(
    ("listed", "expected"),
    [(None, ("on_time", "2023-01-15")), ("2023-01-16", ("on_time", "2023-01-16"))],
)
def test_a_day_with_last_years_number_counts_after_the_others(
    listed: str | None, expected: tuple[str, str]
) -> None:
    """2022-01-15 was typed in January 2023; the address has the day of the software."""
    world = World()
    town = world.body()
    dates = [
        {"source": "displayed", "meaning": "published", "date": "2022-01-15", "text": "1-15"},
        {"source": "url", "meaning": "published", "date": "2023-01-15", "text": "t20230115_1"},
    ]
    page = Document.model_validate(town.report(None).model_dump() | {"dates": dates})
    world.night("2023-06-05", {town.column: [town.entry(listed)]}, {town.page(): page})
    con = world.build()
    assert (status(con, town), duty(con, town)["published_on"]) == expected


@pytest.mark.parametrize(
    ("night", "listed", "expected"),
    [
        ("2023-03-10", None, ["warning"]),
        ("2023-04-10", None, ["error"]),
        ("2023-04-10", "2023-03-05", ["warning"]),
        ("2023-03-10", "2022-03-05", ["error"]),
    ],
)
def test_late_where_a_page_that_may_be_the_report_was_there_in_time_is_a_warning(
    night: str, listed: str | None, expected: list[str]
) -> None:
    world = World()
    town = world.body()
    vague = town.entry(listed, number=2, title="法治政府建设情况")
    world.night(night, {town.column: [JUNK, vague]}, {town.page(2): 500})
    world.night(
        "2023-06-05", {town.column: [JUNK, vague, town.entry()]},
        {town.page(): town.report("2023-05-20")},
    )  # fmt: skip
    con = world.build()
    assert (status(con, town), found(con, "T02", town)) == ("late", expected)
