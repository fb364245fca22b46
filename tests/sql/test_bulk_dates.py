"""Days that many reports of a site share, because the site was built anew, date none of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from flows.parse.document import Document
from tests.sql.asking import duty, found, one, status
from tests.sql.world import Body, World

JUNK = ("http://www.qy.gov.cn/xw/1.html", "全县法治工作动态", "2022-05-01")


YEARS = (2019, 2020, 2021, 2022)


class Sites:
    """A county with a site of its own for every case, watched from the night after it is added."""

    def __init__(self) -> None:
        self.world = World(first_report_year=2019)
        self.bodies: dict[str, list[Body]] = {}
        self.lists: dict[str, Any] = {}
        self.pages: dict[str, Any] = {}

    def add(self, case: str, n_bodies: int) -> list[Body]:
        place = len(self.bodies) + 1
        self.world.add_county(
            f"{500900 + place}", f"{'甲乙丙丁'[place - 1]}水县",
            site=f"http://www.site{place}.gov.cn/", first_report_year=2019,
        )  # fmt: skip
        self.bodies[case] = [
            self.world.body(f"甲{n}镇人民政府", county=place) for n in range(n_bodies)
        ]
        return self.bodies[case]

    def night(self, day: str) -> None:
        self.world.night(day, self.lists, self.pages)
        self.lists, self.pages = {}, {}


def late(sites: Sites, case: str, n_bodies: int, years: tuple[int, ...]) -> None:
    """Late reports of the first one, or of all; the second body has one for 2021 too."""
    b = sites.add(case, n_bodies)
    sites.lists |= {body.column: [JUNK] for body in b}
    for body in b if len(years) == 1 else b[:1]:
        sites.lists[body.column] = [body.entry(year=year, number=year) for year in years]
        sites.pages |= {body.page(year): body.report("2023-05-10", year) for year in years}
    sites.lists[b[1].column] = [*sites.lists[b[1].column], b[1].entry(year=2021, number=2021)]
    sites.pages[b[1].page(2021)] = b[1].report("2023-05-10", 2021)


def built_anew(sites: Sites) -> None:
    """A site that was built anew before anybody looked: its own days, on three days running."""
    b = sites.add("built anew", 6)
    for n, body in enumerate(b):
        day = f"2023-09-{10 + n % 3}"
        sites.lists[body.column] = [body.entry(day, year, year) for year in YEARS]
        sites.pages |= {
            body.page(year): body.report(day, year, source="displayed") for year in YEARS
        }
    # what another place still says counts
    url = {"source": "url", "meaning": "published", "date": "2021-03-05", "text": "/t20210305_1"}
    shown = {"source": "displayed", "meaning": "published", "date": "2023-09-10", "text": "9-10"}
    sites.pages[b[0].page(2020)] = Document.model_validate(
        b[0].report(None, 2020).model_dump() | {"dates": [shown, url]}
    )


Told = tuple[duckdb.DuckDBPyConnection, dict[str, list[Body]]]


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    sites = Sites()
    moving = sites.add("moving", 10)
    sites.lists = {x.column: [x.entry()] for x in moving[:7]}
    sites.lists |= {x.column: {"reason": "timeout"} for x in moving[7:]}
    sites.pages = {x.page(): x.report("2023-03-03") for x in moving[:7]}
    sites.night("2023-04-05")
    late(sites, "all late", 6, (2022,))
    late(sites, "catching up", 2, YEARS)
    sites.night("2023-06-05")
    sites.lists = {x.column: [x.entry(number=2)] for x in moving}
    sites.pages = {x.page(2): x.report("2023-09-10") for x in moving}
    sites.night("2023-09-11")
    built_anew(sites)
    sites.night("2023-10-05")
    # a column that is registered later shows the same days
    place = list(sites.bodies).index("built anew") + 1
    new = sites.world.body("乙镇人民政府", county=place)
    sites.bodies["registered later"] = [new]
    sites.lists = {new.column: [new.entry("2023-09-11")]}
    sites.pages = {new.page(): new.report("2023-09-11")}
    sites.night("2023-11-05")
    with sites.world.build() as con:
        yield con, sites.bodies


def test_days_that_reports_of_several_years_share_date_none_of_them(told: Told) -> None:
    con, bodies = told
    b, (new,) = bodies["built anew"], bodies["registered later"]
    assert {status(con, body, year) for body in b for year in (2019, 2021, 2022)} == {"undated"}
    assert duty(con, b[0], 2020)["published_on"] == "2021-03-05"
    assert status(con, new) == "undated"
    assert [found(con, "T02", body) for body in (*b, new)] == [[]] * 7
    moved = "select * from checks.offender where check_id = 'D02' and county_code = ?"
    shown = one(con, moved, b[0].filer_id[:6])
    assert shown["filer_id"] is None and "25 reports" in shown["message"]


def test_reports_first_read_while_the_site_moves_are_not_dated_by_the_move(told: Told) -> None:
    con, bodies = told
    known, new = bodies["moving"][:7], bodies["moving"][7:]
    assert {status(con, x) for x in known} == {"on_time"}
    assert {status(con, x) for x in new} == {"undated"}


def test_a_county_that_is_late_is_late(told: Told) -> None:
    """Many bodies with one year on one day are no move of a site."""
    con, bodies = told
    assert {status(con, body) for body in bodies["all late"]} == {"late"}


def test_a_body_that_catches_up_is_late(told: Told) -> None:
    """Nor is one body with many years on one day."""
    con, bodies = told
    assert {status(con, bodies["catching up"][0], year) for year in YEARS} == {"late"}
