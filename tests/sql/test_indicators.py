"""Indicators: what is counted, out of what, and what is left out of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sql.asking import Built, every, one
from tests.sql.pages import section, whole
from tests.sql.world import Body, World

NIGHT = "2023-04-09T02:30"
TABLES = (
    "publication", "timeliness", "findability", "naming", "length", "figures", "item", "structure",
)  # fmt: skip


@pytest.fixture(scope="module")
def town() -> Iterator[Built]:
    """Ten towns and a street office of one county, with every status there is."""
    world = World(first_report_year=2021)
    names = "甲乙丙丁戊己庚辛壬癸"
    bodies = {name: world.body(f"{name}镇人民政府") for name in names}
    street = bodies["街"] = world.body("子街道办事处", "subdistrict")
    last = bodies["壬"]
    short = whole()[:1]
    turned = [whole()[2], *whole()[:2], whole()[3]]
    reports: dict[str, tuple[str | None, dict[str, Any]]] = {
        "甲": ("2023-03-31", {}),
        "乙": ("2023-04-01", {"sections": turned}),
        "丙": ("2023-04-02", {"sections": short}),
        "丁": (None, {}),
        "戊": ("2023-02-21", {"title": "青岩县戊镇2022年法治政府建设年度报告"}),
    }
    lists: dict[str, Any] = {body.column: [] for body in bodies.values()}
    pages: dict[str, Any] = {}
    for name, (day, facts) in reports.items():
        lists[bodies[name].column] = [bodies[name].entry(title=facts.get("title"))]
        pages[bodies[name].page()] = bodies[name].report(day, **facts)
    # 己: nothing in its column. 庚: its column answers with nothing. 辛: may stay secret. 壬: only
    # attested. 癸: its page does not open.
    lists[bodies["庚"].column] = {"reason": "login"}
    lists[bodies["癸"].column] = [bodies["癸"].entry("2023-03-03")]
    pages[bodies["癸"].page()] = 500
    world.ruling(filer=bodies["辛"].filer_id, exempt="涉密")
    world.ruling(filer=last.filer_id, attested_on="2023-03-20", where="某报")
    lists[street.column] = [street.entry()]
    pages[street.page()] = street.report("2023-01-11")
    world.night(NIGHT, lists, pages)
    con = world.build()
    yield con, bodies
    con.close()


def row(built: Built, table: str, level: str = "township", year: int = 2022) -> dict[str, Any]:
    return one(
        built[0],
        f"select * from mart.indicator_{table} where level = ? and report_year = ?",
        level,
        year,
    )


def test_denominators_stand_in_every_table_and_leave_out_who_may_stay_secret(town: Built) -> None:
    for table in TABLES:
        rows = every(
            town[0],
            "select distinct n_obliged, n_observable, n_found "
            f"from mart.indicator_{table} where level = 'township' and report_year = 2022",
        )
        assert rows == [{"n_obliged": 9, "n_observable": 8, "n_found": 7}], table


def test_publication_is_counted_out_of_what_can_be_told_with_its_bounds(town: Built) -> None:
    got = row(town, "publication")
    assert (got["n_missing"], got["n_unobserved"], got["n_attested"]) == (1, 1, 1)
    assert got["publication_rate"] == pytest.approx(7 / 8)
    assert got["publication_rate_low"] == pytest.approx(7 / 9)
    assert got["publication_rate_high"] == pytest.approx(8 / 9)


def test_boundary_and_undated_count_on_neither_side_of_the_on_time_rate(town: Built) -> None:
    got = row(town, "timeliness")
    assert (got["n_on_time"], got["n_boundary"], got["n_late"]) == (4, 1, 1)
    assert (got["n_undated"], got["n_missing"], got["n_dated"]) == (1, 1, 6)
    assert got["on_time_rate"] == pytest.approx(4 / 6)
    assert got["on_time_rate_of_found"] == pytest.approx(4 / 5)
    assert (got["median_days_late"], got["max_days_late"]) == (2, 2)


def test_ten_day_periods_end_with_the_month_and_add_up(town: Built) -> None:
    rows = every(
        town[0],
        "select period, period_to::varchar as last, n_published, n_late, n_by_then, days_after_due "
        "from mart.indicator_lateness where level = 'township' and report_year = 2022",
    )
    assert [tuple(one.values()) for one in rows] == [
        ("2023-02下旬", "2023-02-28", 1, 0, 1, -38),
        ("2023-03上旬", "2023-03-10", 1, 0, 2, -30),
        ("2023-03中旬", "2023-03-20", 1, 0, 3, -20),
        ("2023-03下旬", "2023-03-31", 1, 0, 4, -10),
        ("2023-04上旬", "2023-04-10", 2, 1, 6, 1),
    ]


def test_a_page_that_does_not_open_is_found_and_not_open(town: Built) -> None:
    got = row(town, "findability")
    assert (got["n_here"], got["n_in_own_column"], got["n_open"]) == (6, 6, 5)
    assert got["open_share"] == pytest.approx(5 / 6)
    assert got["column_share"] == 1


def test_naming_asks_for_name_year_and_body(town: Built) -> None:
    got = row(town, "naming")
    assert (got["n_titled"], got["n_standard_name"], got["n_one_year"]) == (6, 1, 6)
    assert got["naming_rate"] == pytest.approx(1 / 6)


def test_structure_tells_items_order_and_uniformity_apart(town: Built) -> None:
    got = row(town, "structure")
    assert (got["n_judged"], got["n_items"], got["n_in_order"], got["n_conform"]) == (5, 4, 4, 3)
    assert got["usual_outline"] == "achievements problems leadership plans"
    assert got["n_usual_outline"] == 3
    assert got["uniformity"] == pytest.approx(3 / 5)


def test_items_that_lack_are_counted_of_the_reports_with_an_outline(town: Built) -> None:
    rows = every(
        town[0],
        "select item, n_judged, n_lacking, n_section from mart.indicator_item "
        "where level = 'township' and report_year = 2022",
    )
    assert {one["item"]: tuple(one.values())[1:] for one in rows} == {
        "achievements": (5, 0, 5),
        "problems": (5, 1, 4),
        "causes": (5, 1, 4),
        "leadership": (5, 1, 4),
        "plans": (5, 1, 4),
    }


def test_innovation_at_the_top_counts_with_achievements() -> None:
    world = World()
    body = world.body()
    sections = [
        section("主要举措", "做" * 94, items=("achievements",)),
        section("创新亮点", "新" * 94, path="2", number="二、", items=("innovation",)),
        section("存在的不足", "因" * 93, path="3", number="三、", items=("problems",)),
        section("下年安排", "将" * 94, path="4", number="四、", items=("plans",)),
    ]
    world.night(NIGHT, {body.column: [body.entry()]}, {body.page(): body.report(sections=sections)})
    with world.build() as con:
        rows = every(con, "select item, median_share, n_with_share from mart.indicator_item")
    shares = {one["item"]: one["median_share"] for one in rows}
    assert shares["achievements"] == pytest.approx(0.5)
    assert shares["plans"] == pytest.approx(0.25)
    assert shares["leadership"] is None


def test_length_and_figures_are_of_texts_that_were_read(town: Built) -> None:
    length, figures = row(town, "length"), row(town, "figures")
    assert length["n_read"] == figures["n_read"] == 5
    assert length["n_short"] == 0
    assert length["min_chars"] <= length["median_chars"] <= length["max_chars"]
    assert figures["median_figures_per_1000"] > 1 and figures["few_share"] == 0


def test_levels_are_told_apart_and_soft_duties_say_so(town: Built) -> None:
    got = row(town, "publication", "subdistrict")
    assert (got["n_obliged"], got["binding"], got["publication_rate"]) == (1, False, 1)


def test_before_the_last_day_has_passed_there_is_no_rate() -> None:
    world = World()
    early, waiting = world.body("甲镇人民政府"), world.body("乙镇人民政府")
    world.night(
        "2023-04-01T23:59",
        {early.column: [early.entry()], waiting.column: []},
        {early.page(): early.report("2023-03-01")},
    )
    with world.build() as con:
        got = one(con, "select * from mart.indicator_publication")
    assert (got["n_obliged"], got["n_observable"], got["n_found"]) == (2, 0, 1)
    assert got["n_pending"] == 1
    assert got["publication_rate"] is None


def change(con: Any, indicator: str) -> dict[str, Any]:
    return one(
        con,
        "select value, value_before, change, n_measured, n_measured_before "
        "from mart.indicator_change where indicator = ? and report_year = 2022",
        indicator,
    )


def test_change_is_to_the_year_before_and_null_where_that_cannot_be_told() -> None:
    world = World(first_report_year=2021)
    bodies: list[Body] = [world.body(f"{name}镇人民政府") for name in "甲乙"]
    lists, pages = {}, {}
    for number, body in enumerate(bodies):
        years = [2022] if number else [2022, 2021]
        lists[body.column] = [body.entry(year=year, number=year) for year in years]
        for year in years:
            day = f"{year + 1}-03-0{year - 2020}"
            pages[body.page(year)] = body.report(day, year)
    world.night(NIGHT, lists, pages)
    with world.build() as con:
        assert change(con, "publication.publication_rate") == {
            "value": 1, "value_before": 0.5, "change": 0.5, "n_measured": 2, "n_measured_before": 2,
        }  # fmt: skip
        late = change(con, "timeliness.median_days_late")
        assert (late["value"], late["change"], late["n_measured"]) == (None, None, 0)
        first = one(
            con,
            "select * from mart.indicator_change "
            "where indicator = 'length.median_chars' and report_year = 2021",
        )
        assert first["value"] is not None and first["value_before"] is None


def test_every_indicator_is_in_the_table_of_changes(town: Built) -> None:
    rows = every(town[0], "select distinct split_part(indicator, '.', 1) as t "
                          "from mart.indicator_change")  # fmt: skip
    assert {one["t"] for one in rows} == set(TABLES)
    doubled = every(
        town[0],
        "select indicator from mart.indicator_change "
        "group by indicator, item, county_code, report_kind, level, report_year "
        "having count(*) > 1",
    )
    assert doubled == []
