"""The charts keep to the schema of Vega-Lite, hold their rows, and say a status by its letter."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import altair as alt
import pytest
from altair.utils import schemapi

from warehouse.dashboard import charts
from warehouse.dashboard.strings import LANGUAGES, speaker

DUE = [{"due_on": date(2026, 3, 31), "n_due": 3}]
PUBLISHED = [
    {"filer_name": name, "level": "township", "status": status, "published_on": date(2026, *day),
     "due_on": date(2026, 3, 31), "boundary_on": date(2026, 4, 1), "days_late": late}
    for name, status, day, late in (
        ("甲镇", "on_time", (2, 5), None), ("乙镇", "on_time", (2, 5), None),
        ("丙镇", "on_time", (2, 6), None), ("丁镇", "late", (4, 20), 20),
    )
]  # fmt: skip
YEARS = [{"report_year": 2025, "status": "on_time", "n_duties": 90},
         {"report_year": 2025, "status": "late", "n_duties": 1},
         {"report_year": 2025, "status": "missing", "n_duties": 0}]  # fmt: skip
WEEKS = [{"week": -3, "status": "on_time", "n_reports": 5},
         {"week": 1, "status": "late", "n_reports": 2}]  # fmt: skip
DUTY = {"due_on": date(2026, 3, 31), "not_before": datetime(2026, 2, 1, 2, 30, tzinfo=UTC),
        "not_after": datetime(2026, 2, 9, 2, 30, tzinfo=UTC)}  # fmt: skip
DATES = [{"date": date(2026, 2, 5), "source": "metadata", "meaning": "published", "text": "<b>"}]
COUNTIES: list[dict[str, Any]] = [
    {"name": "甲县", "on_time_rate": 0.5, "n_on_time": 1, "n_known": 2},
    {"name": "乙县", "on_time_rate": None, "n_on_time": 0, "n_known": 0},
]


def drawn(lang: str) -> dict[str, dict[str, Any]]:
    say = speaker(lang)
    with schemapi.debug_mode(True):  # every part is held against the schema
        return {
            "publications": charts.publications(PUBLISHED, DUE, say),
            "by_year": charts.by_year(YEARS, say),
            "lateness": charts.lateness(WEEKS, say),
            "witnesses": charts.witnesses(DATES, DUTY, say),
            "counties": charts.counties(COUNTIES, say),
        }


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    parts = [spec, *spec.get("layer", [])]
    return [row for part in parts for row in part.get("data", {}).get("values", [])]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_keeps_to_the_schema_and_holds_its_rows(lang: str) -> None:
    for name, spec in drawn(lang).items():
        alt.Chart.from_dict(spec)  # raises where it breaks the schema
        assert rows(spec), name
        assert '"name": "rows_' not in json.dumps(spec), name
    assert '"<b>"' in json.dumps(drawn(lang)["witnesses"])


def test_a_status_is_told_by_a_letter_where_it_has_room_and_in_every_legend() -> None:
    specs = drawn("zh")
    told = {row["status"]: row["told"] for row in rows(specs["by_year"])}
    assert told == {"on_time": "按 90", "late": ""}  # and no duty, no row
    for name in ("publications", "by_year", "lateness"):
        scale = json.dumps(specs[name], ensure_ascii=False)
        assert '"domain": ["按 按时", "逾 逾期"]' in scale, name


def test_points_that_would_lie_upon_one_another_step_aside() -> None:
    lanes = {row["filer_name"]: row["lane"] for row in rows(drawn("en")["publications"])
             if "lane" in row}  # fmt: skip
    assert len({lanes[name] for name in ("甲镇", "乙镇", "丙镇")}) == 3
    assert lanes["丁镇"] == 0


def test_the_time_between_our_own_observations_is_grey_only_where_both_are_known() -> None:
    assert any("to" in row for row in rows(drawn("zh")["witnesses"]))
    alone = charts.witnesses(DATES, DUTY | {"not_before": None}, speaker("zh"))
    assert not any("to" in row for row in rows(alone))
