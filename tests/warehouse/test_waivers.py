"""A waived finding stays in the tables, raises no alarm, and alarms again when the waiver ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.archived_nights import ArchivedNight, whole_night
from warehouse.database import open_published

YEAR = 2022  # of the only finding of a night with one page


def waive(night: ArchivedNight, **says: Any) -> None:
    """Put a waiver into the registry that the night keeps."""
    path = night.folder / "sources.json"
    sources = json.loads(path.read_text("utf-8"))
    waiver = {"check": "T01", "filer": None, "year": None, "kind": None, "by": "办公室", "on": None}
    sources[0]["waivers"] = [waiver | {"reason": "已约定", "until": "2023-04-06"} | says]
    path.write_text(json.dumps(sources), "utf-8")


def shown(home: Path) -> list[tuple[Any, ...]]:
    with open_published(home) as con:
        return con.execute(
            "select filer_id, report_year, closed_at, waived_until, waiver from checks.finding "
            "order by all"
        ).fetchall()


def filer_of(home: Path, sql: Path) -> str:
    night = ArchivedNight(home, "2023-04-05", 1).write()
    whole_night(night, sql)
    ((filer_id, *_),) = shown(home)
    return str(filer_id)


def test_a_waiver_holds_to_its_last_day_and_ends_by_itself(home: Path, sql: Path) -> None:
    filer_id = filer_of(home, sql)
    for day, until in (("2023-04-06", date(2023, 4, 6)), ("2023-04-07", None)):
        night = ArchivedNight(home, day, 1).write()
        waive(night, filer=filer_id)
        whole_night(night, sql)
        ((_, _, closed_at, waived_until, waiver),) = shown(home)
        assert (closed_at, waived_until) == (None, until)
        assert waiver == ("已约定 (办公室)" if until else None)


@pytest.mark.parametrize(
    ("says", "holds"),
    [
        ({}, True),
        ({"year": YEAR}, True),
        ({"year": YEAR + 1}, False),
        ({"check": "T02"}, False),
        ({"kind": "disclosure"}, False),
        ({"filer": "nobody"}, False),
        ({"until": "2023-04-05"}, False),
    ],
)
def test_a_waiver_is_for_what_it_names(
    home: Path, sql: Path, says: dict[str, Any], holds: bool
) -> None:
    filer_id = filer_of(home, sql)
    night = ArchivedNight(home, "2023-04-06", 1).write()
    waive(night, **({"filer": filer_id} | says))
    whole_night(night, sql)
    ((_, _, _, waived_until, _),) = shown(home)
    assert (waived_until is not None) == holds
