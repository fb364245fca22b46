"""Days and columns that leave a doubt: what they do not prove is not said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.document import Document
from tests.sql.asking import Built, duty, found, status
from tests.sql.pages import report
from tests.sql.world import SITE, Body, World

JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
NAMES = (
    "secret and late", "secret and in time", "corrected late", "corrected in time", "late",
    "list in time, page late", "dated before its year", "dated before its year alone",
    "permanent address", "former parent",
)  # fmt: skip
EARLY, AFTER_THE_DAY, LAST = "2023-03-10", "2023-04-10", "2023-06-05"


def shown(day: str, words: str, source: str = "displayed") -> dict[str, str]:
    return {"source": source, "meaning": "published", "date": day, "text": words}


UPDATED_AND_LISTED = [shown("2023-06-05", "更新时间：2023年6月5日")]
#: 2022-01-15 was typed in January 2023; the address has the day of the software.
LAST_YEARS_NUMBER = [shown("2022-01-15", "1-15"), shown("2023-01-15", "t20230115_1", "url")]
# What a page shows, the day in the list → status, day of publication.
SHOWN: dict[str, tuple[list[dict[str, str]], str | None, tuple[str, str | None]]] = {
    "updated late": (
        [shown("2023-06-05", "更新时间：2023-06-05 浏览次数：3")], None, ("undated", None),
    ),
    "updated late, listed in time": (UPDATED_AND_LISTED, "2023-03-01", ("on_time", "2023-03-01")),
    "printed late": ([shown("2023-06-05", "打印时间：2023-06-05")], None, ("undated", None)),
    "updated in time": (
        [shown("2023-03-05", "更新时间：2023-03-05")], None, ("on_time", "2023-03-05"),
    ),
    "published late, updated later": (
        [shown("2023-05-05", "发布时间：2023-05-05 更新时间：2023-06-05")],
        None, ("late", "2023-05-05"),
    ),
    "last year's number": (LAST_YEARS_NUMBER, None, ("on_time", "2023-01-15")),
    "last year's number, listed": (LAST_YEARS_NUMBER, "2023-01-16", ("on_time", "2023-01-16")),
    "late by the address alone": (
        [shown("2023-05-10", "t20230510_1", "url")], None, ("late", "2023-05-10"),
    ),
}  # fmt: skip
# Night on which a page that may be the report was listed, and its day there → T02 of the late one.
VAGUE: dict[str, tuple[str, str | None, list[str]]] = {
    "there in time": (EARLY, None, ["warning"]),
    "there late": (AFTER_THE_DAY, None, ["error"]),
    "there late, listed with a day in time": (AFTER_THE_DAY, "2023-03-05", ["warning"]),
    "there in time, listed with a day of the year before": (EARLY, "2022-03-05", ["error"]),
}


@pytest.fixture(scope="module")
def doubted() -> Iterator[Built]:
    world = World()
    names = [*NAMES, *SHOWN, *VAGUE]
    b = {name: world.body(f"甲{n}镇人民政府") for n, name in enumerate(names)}
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
    for name, (dates, listed, _) in SHOWN.items():
        body = b[name]
        lists[body.column] = [body.entry(listed)]
        pages[body.page()] = Document.model_validate(
            body.report(None).model_dump() | {"dates": dates}
        )
    world.night(
        "2022-05-05",
        {permanent.column: lists[permanent.column]},
        {permanent.page(): unready},
        asks={permanent.column},
    )
    for night in (EARLY, AFTER_THE_DAY):
        seen: dict[str, Any] = {}
        answers: dict[str, Any] = {}
        for name, (since, listed, _) in VAGUE.items():
            if since == night:
                body = b[name]
                vague = body.entry(listed, number=2, title="法治政府建设情况")
                seen[body.column] = [JUNK, vague]
                answers[body.page(2)] = 500
                lists[body.column] = [JUNK, vague, body.entry()]
                pages[body.page()] = body.report("2023-05-20")
        world.night(night, seen, answers, asks=set(seen))
    world.night(LAST, lists, pages | {permanent.page(): permanent.report("2023-05-20")})
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


@pytest.mark.parametrize("name", SHOWN)
def test_a_day_of_updating_or_of_the_address_or_of_last_year_counts_after_the_others(
    doubted: Built, name: str
) -> None:
    con, b = doubted
    assert (status(con, b[name]), duty(con, b[name])["published_on"]) == SHOWN[name][2]


def test_late_by_the_address_alone_is_a_warning(doubted: Built) -> None:
    con, b = doubted
    assert found(con, "T02", b["late by the address alone"]) == ["warning"]


@pytest.mark.parametrize("name", VAGUE)
def test_late_where_a_page_that_may_be_the_report_was_there_in_time_is_a_warning(
    doubted: Built, name: str
) -> None:
    con, b = doubted
    assert (status(con, b[name]), found(con, "T02", b[name])) == ("late", VAGUE[name][2])


# The last night on which a column was seen that was given up on 20 March → status.
ENDED = {
    "2023-03-18": "missing",
    "2023-02-18": "unobserved: not_observed",
    None: "unobserved: not_observed",
}
# The day on which the only column was opened → status.
OPENED = {None: "missing", "2023-04-01": "missing", "2023-04-10": "unobserved: no_column"}


@pytest.fixture(scope="module")
def columns() -> Iterator[Built]:
    """Columns that ended or were opened while reports were due; none shows a report."""
    world = World()
    b: dict[str, Body] = {}
    for n, last_seen in enumerate(ENDED):
        urls: list[str | dict[str, Any]] = [
            {"url": f"{SITE}/old{n}/", "valid_to": "2023-03-20"},
            {"url": f"{SITE}/new{n}/", "valid_from": "2023-03-15"},
        ]
        b[f"ended {last_seen}"] = world.body(f"甲{n}镇人民政府", columns=urls)
    ended = f"{SITE}/all/"
    b["all ended"] = world.body(columns=[{"url": ended, "valid_to": "2023-03-20"}])
    nights = {last_seen: n for n, last_seen in enumerate(ENDED) if last_seen}
    for night in sorted(nights):
        seen = {f"{SITE}/{which}{nights[night]}/": [JUNK] for which in ("old", "new")}
        world.night(night, seen, asks=set(seen))
    world.night("2023-03-19", {ended: [JUNK]}, asks={ended})
    stay = {f"{SITE}/new{n}/": [JUNK] for n in range(len(ENDED))}
    world.night("2023-04-05", stay, asks=set(stay))
    opened = {f"{SITE}/opened{n}/": [JUNK] for n in range(len(OPENED))}
    for n, (column, valid_from) in enumerate(zip(opened, OPENED, strict=True)):
        b[f"opened {valid_from}"] = world.body(
            f"乙{n}镇人民政府", columns=[{"url": column, "valid_from": valid_from}]
        )
    world.night("2023-05-05", opened, asks=set(opened))
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize("last_seen", ENDED)
def test_a_column_that_ended_while_reports_were_due_was_seen_at_its_end(
    columns: Built, last_seen: str | None
) -> None:
    """It was given up on 20 March: the report may have been published there and not moved."""
    con, b = columns
    town = b[f"ended {last_seen}"]
    assert status(con, town) == ENDED[last_seen]
    if ENDED[last_seen] == "missing":
        assert str(duty(con, town)["observed_at"].date()) == "2023-04-05"


def test_a_body_whose_columns_have_all_ended_is_not_missing(columns: Built) -> None:
    con, b = columns
    assert status(con, b["all ended"]) == "unobserved: no_column"


@pytest.mark.parametrize("valid_from", OPENED)
def test_a_column_that_was_opened_after_the_day_alone_makes_nobody_missing(
    columns: Built, valid_from: str | None
) -> None:
    """The report was due before it was there, and may have stood where nobody looks any more."""
    con, b = columns
    assert status(con, b[f"opened {valid_from}"]) == OPENED[valid_from]
