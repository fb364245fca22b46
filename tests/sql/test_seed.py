"""The real page that began it all gives exactly its findings, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.parse.document import Document
from flows.parse.page import read_page
from tests.sql.asking import checks_of, duty, every, one
from tests.sql.world import World

SEED = Path(__file__).resolve().parents[3] / "shared/cases/seed"
COLUMN = "http://www.cqwx.gov.cn/zwgk/fzzfjsndbg/"


@pytest.mark.skipif(not SEED.is_dir(), reason="shared/cases is not in this checkout")
def test_the_seed_page_gives_its_findings_and_no_others() -> None:
    expected = json.loads((SEED / "expected.json").read_text("utf-8"))
    payload = (SEED / expected["source"]["file"]).read_bytes()
    page = read_page(payload, f"{COLUMN}1.html", "text/plain; charset=utf-8")
    assert isinstance(page, Document)
    world = World(code="500238", name="巫溪县")
    town = world.filer("500238111", "塘坊镇人民政府", columns=[COLUMN])
    world.night(
        "2023-04-05",
        {COLUMN: [(f"{COLUMN}1.html", expected["title"], None)]},
        {f"{COLUMN}1.html": page},
    )
    con = world.build()
    everything = every(con, "select check_id, severity from checks.offender")
    assert sorted((row["check_id"], row["severity"]) for row in everything) == sorted(
        (f["check_id"], f["severity"]) for f in expected["findings"]
    )
    assert len(checks_of(con, town)) == len(everything)
    row = duty(con, town)
    assert (row["status"], row["published_on"]) == ("on_time", expected["published_on"])
    assert one(con, "select char_count from core.report")["char_count"] == expected["n_chars_total"]
