"""A night over real pages, from bytes on loopback to the published tables."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from flows.night import run_night
from flows.sample.resource import Resource
from flows.sample.server import SampleServer
from tests.night.harness import (
    CASES,
    at,
    findings,
    fixed,
    listing,
    query,
    settings_for,
    source_of,
    statuses,
)

needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="shared/cases is not in this checkout")

PINGTAN = "/zwgk/zfxxgk/dfbmptlj/ptzhsyqbm/ptzhsyqhzs/zfxxgknb/"
DAYS = {
    2016: "2017-01-11",
    2017: "2018-01-09",
    2018: "2019-01-16",
    2019: "2020-01-19",
    2020: "2021-01-27",
    2021: "2022-01-19",
    2022: "2023-01-09",
    2023: "2024-01-30",
    2024: "2025-01-24",
    2025: "2026-01-30",
}


def _pingtan() -> dict[str, Resource]:
    page = CASES / "pages/html_list/pingtan_zfxxgknb_list_EXCERPT.html"
    article = CASES / "pages/html_article/pingtan_104906_zfxxgk_2025_EXCERPT.html"
    return {
        PINGTAN: Resource(page.read_bytes(), "text/html"),
        f"{PINGTAN}202601/t20260130_104906.htm": Resource(article.read_bytes(), "text/html"),
    }


@needs_cases
def test_ten_real_disclosure_reports_nine_of_them_known_by_their_entry_alone(
    tmp_path: Path,
) -> None:
    with SampleServer(date(2026, 4, 2), fixed(_pingtan())) as server:
        sources = tmp_path / "sources"
        sources.mkdir()
        text = source_of(
            "350128",
            "平潭综合实验区",
            server.url,
            [("350128-xzspj", "平潭综合实验区行政审批局", "department", "")],
            year=2019,
        ).replace("[[filer]]", 'kinds = ["disclosure"]\n\n[[filer]]')
        text += f'[[filer.column]]\nurl = "{server.url}{PINGTAN}"\nkind = "disclosure"\n'
        (sources / "350128.toml").write_text(text, encoding="utf-8")
        settings = settings_for(tmp_path, sources)
        for day in ("2026-04-02T02:30", "2026-04-03T02:30"):
            result = run_night(settings, as_of=at(day))
            assert result.status == "complete"
    reports = query(
        tmp_path,
        """select report_year, published_on, version_count, removed_at from core.report
           where report_kind = 'disclosure' and filer_id = '350128-xzspj' order by 1""",
    )
    assert [(year, day.isoformat()) for year, day, *_ in reports] == list(DAYS.items())
    assert {year for year, _, versions, _ in reports if versions} == {2025}
    assert {removed for *_, removed in reports} == {None}
    duties = statuses(tmp_path)
    assert {key[2]: row["status"] for key, row in duties.items()} == dict.fromkeys(
        range(2019, 2026), "on_time"
    )
    found = [(f["check"], f["year"]) for f in findings(tmp_path) if f["check"] in ("W03", "W04")]
    assert sorted(found) == [("W03", year) for year in range(2016, 2025)]
    assert query(tmp_path, "select distinct observed, reason from mart.column_observation") == [
        (False, "partial")
    ] or query(tmp_path, "select distinct reason from mart.column_observation") == [("partial",)]


@needs_cases
def test_the_seed_page_gives_exactly_its_findings_and_no_others(tmp_path: Path) -> None:
    expected = json.loads((CASES / "seed/expected.json").read_text("utf-8"))
    column = "/jz/tfz/zwgk/fzzfjsndbg/"
    site = {
        column: listing([("./content_7.html", expected["title"], "2023-02-08")]),
        f"{column}content_7.html": Resource(
            (CASES / "seed/wuxi-tangfang-2022.txt").read_bytes(), "text/plain; charset=utf-8"
        ),
    }
    with SampleServer(date(2023, 4, 5), fixed(site)) as server:
        sources = tmp_path / "sources"
        sources.mkdir()
        filer = ("500238111", "塘坊镇人民政府", "township", column)
        text = source_of("500238", "巫溪县", server.url, [filer], year=2022)
        (sources / "500238.toml").write_text(text, encoding="utf-8")
        run_night(settings_for(tmp_path, sources), as_of=at("2023-04-05T02:30"))
    duty = statuses(tmp_path)["500238111", "rule_of_law", 2022]
    assert duty["status"] == expected["deadline"]["publication_status"]
    assert duty["published_on"].isoformat() == expected["published_on"]
    found = sorted((f["check"], f["severity"]) for f in findings(tmp_path, every=True))
    assert found == sorted((f["check_id"], f["severity"]) for f in expected["findings"])
    sections = query(
        tmp_path, "select path, char_count, item from core.section where level = 1 order by 1"
    )
    assert sections == [(str(s["ord"]), s["n_chars"], s["item"]) for s in expected["sections"]]
