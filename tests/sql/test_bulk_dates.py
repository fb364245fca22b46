"""Days that many reports of a site share, because the site was built anew, date none of them."""

from __future__ import annotations

from typing import Any

import pytest

from flows.parse.document import Document
from tests.sql.asking import duty, found, one, status
from tests.sql.world import World

JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")


def test_days_that_reports_of_several_years_share_date_none_of_them() -> None:
    """A site that was built anew before anybody looked: its own days, on three days running."""
    world = World(first_report_year=2019)
    b = [world.body(f"甲{n}镇人民政府") for n in range(6)]
    years = (2019, 2020, 2021, 2022)
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for n, body in enumerate(b):
        day = f"2023-09-{10 + n % 3}"
        lists[body.column] = [body.entry(day, year, year) for year in years]
        pages |= {body.page(year): body.report(day, year, source="displayed") for year in years}
    # what another place still says counts
    url = {"source": "url", "meaning": "published", "date": "2021-03-05", "text": "/t20210305_1"}
    shown = {"source": "displayed", "meaning": "published", "date": "2023-09-10", "text": "9-10"}
    pages[b[0].page(2020)] = Document.model_validate(
        b[0].report(None, 2020).model_dump() | {"dates": [shown, url]}
    )
    world.night("2023-10-05", lists, pages)
    # a column that is registered later shows the same days
    late = world.body("乙镇人民政府")
    world.night(
        "2023-11-05",
        {late.column: [late.entry("2023-09-11")]},
        {late.page(): late.report("2023-09-11")},
    )
    con = world.build()
    assert {status(con, body, year) for body in b for year in (2019, 2021, 2022)} == {"undated"}
    assert duty(con, b[0], 2020)["published_on"] == "2021-03-05"
    assert status(con, late) == "undated"
    assert found(con, "T02") == []
    told = one(con, "select * from checks.offender where check_id = 'D02'")
    assert told["filer_id"] is None and "25 reports" in told["message"]


def test_reports_first_read_while_the_site_moves_are_not_dated_by_the_move() -> None:
    world = World()
    b = [world.body(f"甲{n}镇人民政府") for n in range(10)]
    known, new = b[:7], b[7:]
    world.night(
        "2023-04-05",
        {x.column: [x.entry()] for x in known} | {x.column: {"reason": "timeout"} for x in new},
        {x.page(): x.report("2023-03-03") for x in known},
    )
    world.night(
        "2023-09-11",
        {x.column: [x.entry(number=2)] for x in b},
        {x.page(2): x.report("2023-09-10") for x in b},
    )
    con = world.build()
    assert {status(con, x) for x in known} == {"on_time"}
    assert {status(con, x) for x in new} == {"undated"}


@pytest.mark.parametrize("years", [(2022,), (2019, 2020, 2021, 2022)])
def test_a_body_that_catches_up_and_a_county_that_is_late_are_late(years: tuple[int, ...]) -> None:
    """One body with many years on one day, or many bodies with one year, are no move of a site."""
    world = World(first_report_year=2019)
    b = [world.body(f"甲{n}镇人民政府") for n in range(6 if len(years) == 1 else 2)]
    catching_up = b if len(years) == 1 else b[:1]
    lists: dict[str, Any] = {body.column: [JUNK] for body in b}
    pages: dict[str, Any] = {}
    for body in catching_up:
        lists[body.column] = [body.entry(year=year, number=year) for year in years]
        pages |= {body.page(year): body.report("2023-05-10", year) for year in years}
    lists[b[1].column] += [b[1].entry(year=2021, number=2021)]
    pages[b[1].page(2021)] = b[1].report("2023-05-10", 2021)
    world.night("2023-06-05", lists, pages)
    con = world.build()
    assert {status(con, body, year) for body in catching_up for year in years} == {"late"}
