"""Which date counts, what is said about dates that disagree, and what our own nights prove."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sql.asking import Built, checks_of, duty, every, found, one, status
from tests.sql.world import World

JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")
METADATA, SHOWN, TAG = "metadata", "displayed", "meta_tag"


def dated(*dates: tuple[str, str], listed: str | None = None) -> tuple[Any, str | None]:
    """(source, day)… of a page, and the day beside its entry."""
    return [
        (s, "published", d) if s != "signature" else (s, "written", d) for s, d in dates
    ], listed


# Dates of one page → (published_on, source, checks).
ONE_NIGHT: dict[str, tuple[Any, tuple[str | None, str | None], set[tuple[str, str]]]] = {
    "all agree": (
        dated((METADATA, "2023-03-01"), (SHOWN, "2023-03-01"), listed="2023-03-01"),
        ("2023-03-01", METADATA),
        set(),
    ),
    "one day apart": (
        dated((METADATA, "2023-03-02"), (SHOWN, "2023-03-01")),
        ("2023-03-02", METADATA),
        set(),
    ),
    "two days apart": (
        dated((SHOWN, "2023-03-01"), (TAG, "2023-03-03")),
        ("2023-03-01", SHOWN),
        {("D02", "warning")},
    ),
    "the metadata block before all": (
        dated((SHOWN, "2023-03-01"), (METADATA, "2023-03-20"), listed="2023-02-01"),
        ("2023-03-20", METADATA),
        {("D02", "warning")},
    ),
    "the list before the address": (
        dated(("url", "20230305"), listed="2023-03-04"),
        ("2023-03-04", "listing"),
        {("D01", "info")},
    ),
    "the address alone": (dated(("url", "20230305")), ("2023-03-05", "url"), {("D01", "info")}),
    "the month of an address is no day": (
        dated(("url", "202303")),
        (None, None),
        {("D01", "error")},
    ),
    "the sign-off does not date the publication": (
        dated(("signature", "2023-03-01")),
        (None, None),
        {("D01", "info")},
    ),
    "no date": (dated(), (None, None), {("D01", "error")}),
    "written after": (
        dated((SHOWN, "2023-02-10"), ("signature", "2023-02-11")),
        ("2023-02-10", SHOWN),
        {("D04", "warning")},
    ),
    "written after the day for filing": (
        dated((SHOWN, "2023-03-30"), ("signature", "2023-03-29")),
        ("2023-03-30", SHOWN),
        {("T03", "warning")},
    ),
    "written on the same day": (
        dated((SHOWN, "2023-02-10"), ("signature", "2023-02-10")),
        ("2023-02-10", SHOWN),
        set(),
    ),
    "before the year was over": (
        dated((SHOWN, "2022-12-31")),
        ("2022-12-31", SHOWN),
        {("T06", "warning"), ("N01", "warning")},
    ),
    "on the first day after the year": (dated((SHOWN, "2023-01-01")), ("2023-01-01", SHOWN), set()),
    "later than it was seen": (dated((SHOWN, "2023-06-01")), (None, None), {("D02", "warning")}),
}


def _day(source: str, day: str) -> tuple[str, str]:
    """An address prints its day without dashes, and maybe only the month."""
    if source != "url":
        return day, day
    full = day if len(day) == 8 else day + "01"
    return f"{full[:4]}-{full[4:6]}-{full[6:]}", f"/{day[:6]}/t{day}_1.html" if len(
        day
    ) == 8 else f"/{day}/1"


@pytest.fixture(scope="module")
def one_night() -> Iterator[Built]:
    world = World()
    bodies, lists, pages = {}, {}, {}
    for number, (name, ((dates, listed), _, _)) in enumerate(ONE_NIGHT.items()):
        body = bodies[name] = world.body(f"甲{number}镇人民政府")
        read = [
            {"source": s, "meaning": m, "date": _day(s, d)[0], "text": _day(s, d)[1]}
            for s, m, d in dates
        ]
        written = [one["date"] for one in read if one["meaning"] == "written"]
        lists[body.column] = [body.entry(listed)]
        pages[body.page()] = body.report(None, written_on=next(iter(written), None)).model_validate(
            body.report(None, written_on=next(iter(written), None)).model_dump() | {"dates": read}
        )
    world.night("2023-05-01", lists, pages)
    con = world.build()
    yield con, bodies
    con.close()


@pytest.mark.parametrize("name", ONE_NIGHT)
def test_the_best_date_counts(one_night: Built, name: str) -> None:
    con, b = one_night
    row = duty(con, b[name])
    assert (row["published_on"], row["published_on_source"]) == ONE_NIGHT[name][1]
    assert row["status"] == ("undated" if ONE_NIGHT[name][1][0] is None else "on_time")
    # the invented pages have no meta tags, few problems and the usual name
    others = {("N03", "info"), ("K06", "info"), ("W07", "info")}
    assert checks_of(con, b[name]) - others == ONE_NIGHT[name][2]


@pytest.mark.parametrize(
    ("name", "end"), [("no date", "shows no day"), ("the address alone", "; 2023-03-05 by its url")]
)
def test_a_page_without_a_day_says_what_else_dates_it(
    one_night: Built, name: str, end: str
) -> None:
    con, b = one_night
    said = con.execute(
        "select message from checks.offender where check_id = 'D01' and filer_id = ?",
        [b[name].filer_id],
    ).fetchall()
    assert len(said) == 1
    assert said[0][0].endswith(end)


@pytest.mark.parametrize(
    ("name", "check_id", "shown"),
    [
        ("the list before the address", "D01", ["listing", "url", "first_seen"]),
        ("before the year was over", "T06", ["displayed", "first_seen"]),
        ("written after the day for filing", "T03", ["displayed", "first_seen", "signature"]),
    ],
)
def test_the_evidence_holds_every_date_the_best_first(
    one_night: Built, name: str, check_id: str, shown: list[str]
) -> None:
    con, b = one_night
    row = one(
        con,
        "select evidence from checks.offender where check_id = ? and filer_id = ?",
        check_id,
        b[name].filer_id,
    )
    dates = json.loads(row["evidence"])["dates"]
    assert [date["source"] for date in dates] == shown
    assert {date["url"] for date in dates} == {b[name].page()}
    assert all(date["first_seen_at"].startswith("2023-05-01") for date in dates)


@pytest.fixture(scope="module")
def nights() -> Iterator[Built]:
    """Baseline on 20 March; 2 April, 10 April and 20 April follow."""
    world = World()
    names = (
        "D03 error",
        "D03 warning",
        "three days",
        "baseline",
        "undated early",
        "undated late",
        "undated between",
        "edited",
        "moved page",
        "second column",
        "late and back-dated copy",
        "unsound before",
        "doubtful before",
    )
    b = {name: world.body(f"甲{n}镇人民政府") for n, name in enumerate(names)}
    second = b["second column"].column + "2/"
    source = world.sources[0]["filers"][names.index("second column")]
    source["columns"].append(
        {"url": second, "kind": "rule_of_law", "valid_from": None, "valid_to": None}
    )
    empty: dict[str, Any] = {body.column: [JUNK] for body in b.values()} | {
        second: {"reason": "timeout"}
    }

    def stands(name: str, day: str | None = None, number: int = 1) -> dict[str, Any]:
        return {b[name].column: [JUNK, b[name].entry(day, number=number)]}

    def opens(name: str, day: str | None, number: int = 1) -> dict[str, Any]:
        return {b[name].page(number): b[name].report(day)}

    world.night(
        "2023-03-20",
        empty
        | stands("baseline")
        | stands("edited")
        | stands("moved page")
        | stands("late and back-dated copy"),
        opens("baseline", "2023-02-01")
        | opens("edited", "2023-03-01")
        | opens("moved page", "2023-03-05")
        | opens("late and back-dated copy", "2023-03-20"),
    )
    world.night(
        "2023-03-28",
        stands("undated early")
        | {
            b["unsound before"].column: {"reason": "timeout"},
            b["doubtful before"].column: [
                JUNK,
                ("http://www.qy.gov.cn/d.html", "法治政府建设情况", None),
            ],
        },
        opens("undated early", None),
    )
    world.night(
        "2023-04-02",
        {b["unsound before"].column: [JUNK]}
        | stands("moved page", number=2)
        | {b["doubtful before"].column: [JUNK]},
        opens("edited", "2023-03-30")
        | {b["moved page"].page(): 404}
        | opens("moved page", "2023-04-02", number=2),
    )
    late = (
        "D03 error",
        "D03 warning",
        "three days",
        "undated late",
        "second column",
        "unsound before",
        "doubtful before",
    )
    days = {
        "D03 error": "2023-03-29",
        "D03 warning": "2023-04-05",
        "three days": "2023-04-07",
        "undated late": None,
        "second column": "2023-03-15",
        "unsound before": "2023-03-30",
        "doubtful before": "2023-04-09",
    }
    world.night("2023-04-10")
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for name in late:
        lists |= stands(name)
        pages |= opens(name, days[name])
    world.night("2023-04-11", lists, pages)
    con = world.build()
    yield con, b
    con.close()


def test_back_dating_is_shown_with_both_observations(nights: Built) -> None:
    con, b = nights
    assert status(con, b["D03 error"]) == "on_time"  # as claimed
    row = one(
        con,
        "select * from checks.offender where check_id = 'D03' and filer_id = ?",
        b["D03 error"].filer_id,
    )
    evidence = json.loads(row["evidence"])
    assert row["severity"] == "error"
    assert (evidence["not_before"][:10], evidence["not_after"][:10]) == ("2023-04-10", "2023-04-11")


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("D03 warning", ["warning"]),
        ("three days", []),
        ("baseline", []),
        ("second column", []),
        ("unsound before", ["error"]),
        ("doubtful before", []),
        ("edited", []),
        ("moved page", []),
    ],
)
def test_back_dating_needs_sound_observations(
    nights: Built, name: str, severity: list[str]
) -> None:
    con, b = nights
    assert found(con, "D03", b[name]) == severity


def test_the_first_reading_of_a_column_says_nothing_about_before(nights: Built) -> None:
    con, b = nights
    assert duty(con, b["baseline"])["not_before"] is None
    assert str(duty(con, b["baseline"])["not_after"].date()) == "2023-03-20"


def test_every_column_of_the_body_bounds_the_time(nights: Built) -> None:
    con, b = nights
    assert duty(con, b["second column"])["not_before"] is None


def test_an_undated_report_may_be_proven(nights: Built) -> None:
    con, b = nights
    early, late = duty(con, b["undated early"]), duty(con, b["undated late"])
    assert (early["status"], early["proven"]) == ("undated", "on_time")
    assert (late["status"], late["proven"]) == ("undated", "late")


def test_a_later_change_of_a_date_moves_no_status(nights: Built) -> None:
    con, b = nights
    assert duty(con, b["edited"])["published_on"] == "2023-03-01"
    assert found(con, "D02", b["edited"]) == ["warning"]


def test_of_several_pages_the_earliest_date_counts(nights: Built) -> None:
    con, b = nights
    row = duty(con, b["moved page"])
    assert (row["published_on"], row["status"], row["removed_at"]) == (
        "2023-03-05",
        "on_time",
        None,
    )
    assert found(con, "W04", b["moved page"]) == ["info"]


def test_every_date_is_kept_with_its_source(nights: Built) -> None:
    con, b = nights
    rows = every(
        con,
        "select e.* from core.date_evidence e join core.report r using (report_id) "
        "where r.filer_id = ? order by first_seen_at, source",
        b["edited"].filer_id,
    )
    assert [(row["source"], row["meaning"], str(row["date"])) for row in rows] == [
        ("first_seen", "observed", "2023-03-20"),
        ("metadata", "published", "2023-03-01"),
        ("metadata", "published", "2023-03-30"),
    ]


@pytest.mark.parametrize("new_address", [False, True])
def test_a_migration_of_the_site_accuses_nobody(new_address: bool) -> None:
    world = World()
    b = [world.body(f"甲{n}镇人民政府") for n in range(8)]
    world.night(
        "2023-04-05",
        {x.column: [x.entry()] for x in b},
        {x.page(): x.report("2023-04-03") for x in b},
    )
    number = 2 if new_address else 1
    moved = b[:6]
    pages: dict[str, Any] = {x.page(number): x.report("2023-03-01") for x in moved}
    if new_address:
        pages |= {x.page(): 404 for x in moved}
    world.night("2023-06-01", {x.column: [x.entry(number=number)] for x in moved}, pages)
    con = world.build()
    findings = every(con, "select check_id, filer_id from checks.offender where check_id like 'D%'")
    assert findings == [{"check_id": "D02", "filer_id": None}]
    assert {duty(con, x)["published_on"] for x in b} == {"2023-04-03"}
    assert {status(con, x) for x in b} == {"late"}


def test_four_moved_dates_are_no_migration() -> None:
    world = World()
    b = [world.body(f"甲{n}镇人民政府") for n in range(5)]
    world.night(
        "2023-04-05",
        {x.column: [x.entry()] for x in b},
        {x.page(): x.report("2023-03-03") for x in b},
    )
    world.night("2023-06-01", {}, {x.page(): x.report("2023-03-30") for x in b[:4]})
    con = world.build()
    assert found(con, "D02") == ["warning"] * 4
