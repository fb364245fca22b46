"""What a person knows and no page says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sql.asking import Built, duty, found, status
from tests.sql.pages import report
from tests.sql.world import Body, World

RULINGS = {  # ruling → status without any report in the column
    "attested in time": ({"attested_on": "2023-03-20", "where": "县报"}, "on_time"),
    "attested late": ({"attested_on": "2023-04-09", "where": "县报"}, "late"),
    "secret": ({"exempt": "涉密"}, "unobserved: exempt"),
    "filed": ({"filed_on": "2023-02-20"}, "missing"),
    "filed late": ({"filed_on": "2023-03-20"}, "missing"),
    "a page never seen": ({"url": "http://www.qy.gov.cn/elsewhere.html"}, "undated"),
    "a page under another title": ({"url": "{page}"}, "on_time"),
    "none": (None, "missing"),
    "a page that is not it": ({"not_url": "{page}"}, "missing"),
    "a doubtful page that is not it": ({"not_url": "{page}"}, "missing"),
    "attested before the page": ({"attested_on": "2023-03-20", "where": "县报"}, "on_time"),
}


@pytest.fixture(scope="module")
def ruled() -> Iterator[Built]:
    world = World()
    b: dict[str, Body] = {}
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    for number, (name, (says, _)) in enumerate(RULINGS.items()):
        body = b[name] = world.body(f"甲{number}镇人民政府")
        lists[body.column] = []
        if says:
            world.ruling(
                body.filer_id,
                2022,
                "rule_of_law",
                **{k: v.format(page=body.page()) for k, v in says.items()},
            )
    odd, wrong, doubt = (
        b[n]
        for n in (
            "a page under another title",
            "a page that is not it",
            "a doubtful page that is not it",
        )
    )
    both = b["attested before the page"]
    lists |= {
        odd.column: [odd.entry("2023-03-01", title="本镇一年回顾")],
        wrong.column: [wrong.entry("2023-03-01")],
        doubt.column: [doubt.entry("2023-03-01", title="法治政府建设情况")],
        both.column: [both.entry("2023-04-20")],
    }
    pages |= {
        odd.page(): report("本镇一年回顾", "2023-03-01"),
        wrong.page(): wrong.report(),
        both.page(): both.report("2023-04-20"),
        doubt.page(): 500,
    }
    world.night("2023-05-01", lists, pages)
    con = world.build()
    yield con, b
    con.close()


@pytest.mark.parametrize("name", RULINGS)
def test_a_ruling_is_a_fact(ruled: Built, name: str) -> None:
    con, b = ruled
    says, expected = RULINGS[name]
    assert status(con, b[name]) == expected
    ruling = duty(con, b[name])["ruling"]
    assert (ruling is None) == (says is None)
    if says:
        assert next(iter(says)) in ruling and "张三" in ruling and "已核实" in ruling


def test_the_day_attested_is_the_day_of_publication(ruled: Built) -> None:
    con, b = ruled
    row = duty(con, b["attested late"])
    assert (row["published_on"], row["published_on_source"], row["days_late"]) == (
        "2023-04-09",
        "ruling",
        9,
    )
    assert duty(con, b["attested before the page"])["published_on"] == "2023-03-20"
    assert found(con, "T02", b["attested late"]) == ["error"]


def test_a_day_of_filing_decides_whether_it_was_filed_late(ruled: Built) -> None:
    con, b = ruled
    assert found(con, "T03", b["filed late"]) == ["warning"] and not found(con, "T03", b["filed"])
