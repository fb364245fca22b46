"""Worlds drawn at random: no verdict accuses falsely, and none that can be given is withheld."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import duckdb
import pytest

from tests.sql.asking import every
from tests.sql.random_judge import Judge
from tests.sql.random_worlds import Drawn, draw
from tests.sql.world import World

SEEDS = (1,)
MORE_SEEDS = (2, *range(22, 27))


def verdicts(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], tuple[Any, ...]]:
    rows = every(con, "select * from mart.filing_status where report_kind = 'rule_of_law'")
    return {
        (row["filer_id"], row["report_year"]): (
            row["status"], row["published_on"], row["days_late"], row["reason"], row["proven"]
        )
        for row in rows
    }  # fmt: skip


def judge(drawn: Drawn, until: int) -> tuple[Judge, dict[tuple[str, int], tuple[Any, ...]]]:
    """The judge of the verdicts after a night, and the verdicts."""
    with drawn.cut(until).build() as con:
        return Judge(drawn, con, until), verdicts(con)


def judged_truly(seed: int, bodies: int = 60) -> None:
    drawn = draw(seed, bodies)
    sure, _ = judge(drawn, len(drawn.nights) - 1)
    assert list(sure.faults()) == []
    # and there was something to judge: duties that leave the judge in no doubt
    assert sure.n_plainly_missing > 3 and sure.n_clear > 5


def taken_back(before: dict[Any, Any], after: dict[Any, Any], sure: Judge) -> list[Any]:
    """Duties whose report was found, and which a later night accuses of more than it did.

    What the list alone dates may turn out late when its page is opened: T02 is no error then.
    """
    worse = {
        "on_time": {"late", "missing", "pending"},
        "boundary": {"late", "missing", "pending"},
        "late": {"missing", "pending"},
        "undated": {"missing", "pending"},
    }
    return [
        (key, was, after[key])
        for key, was in before.items()
        if key in after
        and after[key][0] in worse.get(was[0], set())
        and (after[key][0] != "late" or "T02" in sure.errors.get(key, set()))
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_verdicts_bear_out_the_truth(seed: int) -> None:
    judged_truly(seed, bodies=45)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MORE_SEEDS)
def test_more_verdicts_bear_out_the_truth(seed: int) -> None:
    judged_truly(seed)


@pytest.mark.slow
def test_what_a_night_has_found_no_later_night_takes_back() -> None:
    drawn = draw(3, bodies=30)
    before: dict[tuple[str, int], tuple[Any, ...]] = {}
    for until in range(len(drawn.nights)):
        sure, now = judge(drawn, until)
        assert list(sure.faults()) == []
        assert taken_back(before, now, sure) == []
        before = now


def shuffled(world: World, seed: int) -> World:
    """The same rows in another order."""
    order = random.Random(seed)
    for rows in world.rows.values():
        order.shuffle(rows)
    return world


def doubled(world: World, night: int) -> World:
    """A night played a second time within the day: the same answers, an hour later."""
    run = sorted(world.rows["run"], key=lambda row: row["as_of"])[night]
    again = f"{run['run_id']}-again"
    for name, rows in world.rows.items():
        rows += [
            row | {"run_id": again, **_an_hour_later(row)}
            for row in rows
            if name != "document" and row["run_id"] == run["run_id"]
        ]
    return world


def _an_hour_later(row: dict[str, Any]) -> dict[str, Any]:
    times = ("as_of", "started_at", "finished_at", "fetched_at")
    return {name: row[name] + timedelta(hours=1) for name in times if name in row}


def test_the_order_of_rows_and_a_night_played_twice_change_no_verdict() -> None:
    drawn = draw(4, bodies=8)
    last = len(drawn.nights) - 1
    with drawn.cut(last).build() as con:
        told = verdicts(con)
    with shuffled(doubled(drawn.cut(last), last // 2), 4).build() as con:
        assert verdicts(con) == told
