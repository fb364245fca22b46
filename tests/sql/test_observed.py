"""Which answers of a column are believed, night after night."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sql.asking import Built, every, found, one
from tests.sql.world import World

NIGHTS = [f"2023-05-{day:02d}T02:30" for day in range(1, 7)]


def shows(count: int, *, other: str = "", title: str = "工作动态", **reading: Any) -> Any:
    """A list of so many entries; `other` tells addresses apart, {n} in `title` is counted."""
    from tests.sql.world import Listed

    entries: list[tuple[str, str, str | None]] = [
        (f"http://www.qy.gov.cn/e/{other}{n}.html", title.format(n=n), "2022-06-01")
        for n in range(count)
    ]
    return Listed(entries=entries, reading=reading)


FAILS = {"reason": "timeout"}
UNPROVEN: dict[str, Any] = {
    "kind": "listing",
    "provably_empty": False,
    "complete": True,
    "reason": None,
}

# Answers of six nights → whether the column was observed in each: o observed, p partial, - not.
HISTORIES: dict[str, tuple[list[Any], str]] = {
    "with entries from the first night": ([shows(3)], "oooooo"),
    "half of the entries is enough": ([shows(4), shows(2)], "oooooo"),
    "fewer than half, the same for three nights": ([shows(8), shows(3)], "o--ooo"),
    "fewer than half, another answer each night": (
        [shows(8), shows(3), shows(3, other="x"), shows(3, other="y"), shows(2), shows(1)],
        "o-----",
    ),
    "three nights with a failed one between": (
        [shows(8), shows(3), shows(3), FAILS, shows(3), shows(3)],
        "o-----",
    ),
    "after the believed fall the fall is the measure": (
        [shows(8), shows(3), shows(3), shows(3), shows(2), shows(8)],
        "o--ooo",
    ),
    "another list in its place": (
        [shows(4, title="甲{n}"), *(shows(20, other=x, title=f"{x}{{n}}") for x in "uvwxy")],
        "o-----",
    ),
    "another list in its place, the same for three nights": (
        [shows(4, title="甲{n}"), shows(20, other="u", title="要闻{n}")],
        "o--ooo",
    ),
    "the same entries at new addresses": (
        [shows(4, title="甲{n}"), shows(4, other="u", title="甲{n}")],
        "oooooo",
    ),
    "the same addresses under new titles": (
        [shows(4, title="甲{n}"), shows(4, title="乙{n}")],
        "oooooo",
    ),
    "a first page that rolls on": (
        [
            shows(4, other=x, title=f"{x}{{n}}", reason="partial", partial=True)
            for x in ("t", "u", "v", "w", "x", "y")
        ],
        "pppppp",
    ),
    "none where there were some": ([shows(2), shows(0)], "o-----"),
    "none where a failed reading had shown some": (
        [shows(2, reason="page_2: timeout", complete=False), shows(0)],
        "------",
    ),
    "provably empty from the first night": ([shows(0)], "oooooo"),
    "empty, but not provably": ([shows(0, **UNPROVEN)], "------"),
    "empty, then filled": ([shows(0), shows(1)], "oooooo"),
    "never reached": ([FAILS], "------"),
    "fails and comes back": ([shows(2), FAILS, FAILS, shows(2)], "o--ooo"),
    "a first reading cut short": (
        [shows(2, reason="page_2: timeout", complete=False), shows(4)],
        "-ooooo",
    ),
    "a first page without the others": ([shows(2, reason="partial", partial=True)], "pppppp"),
    "a block page": ([{"kind": "blocked", "reason": "blocked: waf_challenge"}], "------"),
    "a list that only a script fills": (
        [{"kind": "script_list", "reason": "script_list"}],
        "------",
    ),
}


@pytest.fixture(scope="module")
def watched() -> Iterator[Built]:
    world = World()
    bodies = {name: world.body(f"甲{n}镇人民政府") for n, name in enumerate(HISTORIES)}
    for night, as_of in enumerate(NIGHTS):
        lists = {
            bodies[name].column: answers[night]
            for name, (answers, _) in HISTORIES.items()
            if night < len(answers)
        }
        world.night(as_of, lists)
    con = world.build()
    yield con, bodies
    con.close()


@pytest.mark.parametrize("name", HISTORIES)
def test_a_column_is_observed(watched: Built, name: str) -> None:
    con, bodies = watched
    rows = every(
        con,
        "select observed, believed from mart.column_observation "
        "where column_url = ? order by as_of",
        bodies[name].column,
    )
    letters = ["o" if r["observed"] else "p" if r["believed"] else "-" for r in rows]
    assert "".join(letters) == HISTORIES[name][1]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none where there were some", "entries_gone"),
        ("fewer than half, another answer each night", "fewer_entries"),
        ("another list in its place", "other_entries"),
        ("empty, but not provably", "empty_not_proven"),
        ("never reached", "timeout"),
        ("a first page without the others", "partial"),
        ("a block page", "blocked: waf_challenge"),
        ("with entries from the first night", None),
    ],
)
def test_an_unobserved_column_says_why(watched: Built, name: str, reason: str | None) -> None:
    con, bodies = watched
    row = one(
        con, "select last_error from mart.source_health where column_url = ?", bodies[name].column
    )
    assert row["last_error"] == reason


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("none where there were some", ["warning"]),
        ("provably empty from the first night", ["warning"]),
        ("never reached", ["warning"]),
        ("fails and comes back", []),
        ("with entries from the first night", []),
        ("a first page without the others", []),
        ("after the believed fall the fall is the measure", []),
    ],
)
def test_a_silent_column_is_a_finding(watched: Built, name: str, severity: list[str]) -> None:
    con, bodies = watched
    assert found(con, "W02", bodies[name]) == severity


def test_health_counts_the_nights_in_a_row(watched: Built) -> None:
    con, bodies = watched
    row = one(
        con,
        "select * from mart.source_health where column_url = ?",
        bodies["none where there were some"].column,
    )
    assert (row["consecutive_failures"], row["n_entries"]) == (5, 2)
    assert str(row["last_observed_at"].date()) == "2023-05-01"


def test_one_miss_is_a_flicker_and_an_unasked_night_is_none() -> None:
    world = World()
    town, other = world.body("甲镇人民政府"), world.body("乙镇人民政府")
    world.night("2023-05-01", {town.column: shows(2), other.column: shows(2)})
    world.night("2023-05-02", {town.column: FAILS})
    world.night("2023-05-03", {other.column: shows(1)}, asks={other.column})
    con = world.build()
    assert found(con, "W02", town) == ["info"]
    rows = every(
        con,
        "select observed, reason from mart.column_observation where column_url = ? order by as_of",
        town.column,
    )
    assert [row["reason"] for row in rows] == [None, "timeout", "not_asked"]
    assert not found(con, "W02", other)


def test_two_runs_of_one_night_are_not_two_nights() -> None:
    world = World()
    town = world.body()
    world.night("2023-05-01T02:30", {town.column: shows(8)})
    for hour in (2, 3, 4):
        world.night(f"2023-05-02T0{hour}:30", {town.column: shows(3)})
    con = world.build()
    rows = every(con, "select observed from mart.column_observation order by as_of")
    assert [row["observed"] for row in rows] == [True, False, False, False]
