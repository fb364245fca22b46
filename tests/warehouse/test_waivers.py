"""A waived finding stays in the tables, raises no alarm, and alarms again when the waiver ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.archived_nights import FILER, ArchivedNight, whole_night
from warehouse.database import open_published

YEARS = (2020, 2021, 2022)  # of the findings of a night with three pages
LAST_DAY = "2023-04-06"
#: What waivers of one night name, and the findings that each is for.
NAMED: dict[str, tuple[dict[str, Any], set[int]]] = {
    "year": ({"year": 2022}, {2022}),
    "other year": ({"year": 2023}, set()),
    "other check": ({"check": "T02"}, set()),
    "other kind": ({"kind": "disclosure"}, set()),
    "other body": ({"filer": "nobody"}, set()),
    "ended": ({"until": "2023-04-07"}, set()),
}
Shown = dict[int, tuple[Any, Any, Any]]


def waivers(night: ArchivedNight, *said: dict[str, Any]) -> None:
    """Put waivers into the registry that the night keeps."""
    path = night.folder / "sources.json"
    sources = json.loads(path.read_text("utf-8"))
    usual = {"check": "T01", "filer": FILER, "year": None, "kind": None, "by": "办公室", "on": None}
    usual |= {"reason": "已约定", "until": LAST_DAY}
    sources[0]["waivers"] = [usual | says for says in said]
    path.write_text(json.dumps(sources), "utf-8")


def shown(home: Path) -> Shown:
    with open_published(home) as con:
        rows = con.execute(
            "select report_year, closed_at, waived_until, waiver from checks.finding"
        ).fetchall()
    assert sorted(year for year, *_ in rows) == list(YEARS)
    return {year: (closed_at, until, waiver) for year, closed_at, until, waiver in rows}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory, sql: Path) -> dict[str, Shown]:
    """What four nights publish: before any waiver, its last day, the day after, and with many."""
    home = tmp_path_factory.mktemp("waivers") / "home"
    many = [{"reason": name, "until": "2023-04-08"} | says for name, (says, _) in NAMED.items()]
    days: dict[str, list[dict[str, Any]]] = {
        "2023-04-05": [], LAST_DAY: [{}], "2023-04-07": [{}], "2023-04-08": many
    }  # fmt: skip
    seen = {}
    for day, said in days.items():
        night = ArchivedNight(home, day).write()
        waivers(night, *said)
        whole_night(night, sql)
        seen[day] = shown(home)
    return seen


def test_a_waiver_holds_to_its_last_day_and_ends_by_itself(nights: dict[str, Shown]) -> None:
    waived = (None, date(2023, 4, 6), "已约定 (办公室)")
    assert nights["2023-04-05"] == dict.fromkeys(YEARS, (None, None, None))
    assert nights[LAST_DAY] == dict.fromkeys(YEARS, waived)
    assert nights["2023-04-07"] == dict.fromkeys(YEARS, (None, None, None))


@pytest.mark.parametrize("name", NAMED)
def test_a_waiver_is_for_what_it_names(nights: dict[str, Shown], name: str) -> None:
    waiver = f"{name} (办公室)"
    found = {year for year, row in nights["2023-04-08"].items() if row[2] == waiver}
    assert found == NAMED[name][1]
