"""From a changed widget to the last element drawn, median of ten, beside the plain SQL.

The server is warm, and every change asks for something that was not asked before. Needs chromium.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import large
from bench.table import Measured
from tests.dashboard.browser import Visitor, browser, find_chromium, served
from tests.dashboard.invented import published
from warehouse.dashboard.data import statement
from warehouse.dashboard.published import Reader

CHANGES = 10
#: Statements of the county page, and what they are given; the county is another one each time.
_COUNTY = (
    "years", "totals", "median_late", "pending", "filer_count", "grid", "publications",
    "due_days", "lateness", "by_year", "by_county",
)  # fmt: skip


def measure() -> Iterator[Measured | str]:
    """A line for each page, on the small file and on the large one."""
    if find_chromium() is None:
        yield "dashboard: not measured, no chromium on this machine"
        return
    with TemporaryDirectory() as folder:
        small = Path(folder) / "small"
        small.mkdir()
        published(small)
        yield "dashboard over the invented nights of the tests"
        yield from _pages(small, ["500998", "500999"], aim=1.0)
        big = Path(folder) / "large"
        big.mkdir()
        n_reports = large.write(big, (small / "current.duckdb").resolve())
        yield f"dashboard over {n_reports:,} reports"
        yield from _pages(big, [f"{100_000 + 7 * i:06d}" for i in range(1, 100)], aim=2.0)


def _pages(home: Path, counties: list[str], aim: float) -> Iterator[Measured]:
    sql = _sql_seconds(home, counties)
    with served(home) as base, browser() as chrome:
        visitor = Visitor(chrome.new_page(viewport={"width": 1366, "height": 768}), base)
        for page in ("county", "filer", "report", "findings", "sources"):
            visitor.open(f"page={page}&county={counties[0]}&lang=en")
            took = [_change(visitor, counties[(n + 1) % len(counties)]) for n in range(CHANGES)]
            beside = f" (plain SQL {sql:.2f} s)" if page == "county" else ""
            yield Measured(
                f"{page}: another county{beside}",
                statistics.median(took),
                None,
                "",
                "s",
                aim=aim,
                at_most=True,
            )


def _change(visitor: Visitor, county: str) -> float:
    """Choose a county in the widget; seconds until all is drawn."""
    box = visitor.page.get_by_role("combobox", name="County")
    box.fill(county)
    option = visitor.page.get_by_role("option").filter(has_text=re.compile(rf"{county}$")).first
    option.wait_for()
    # A mark on what is drawn now: it is gone once the new foot is there.
    visitor.page.evaluate("document.querySelector('.foot').classList.add('old')")
    began = time.perf_counter()
    option.click()
    visitor.page.wait_for_url(re.compile(f"county={county}"))
    visitor.page.wait_for_function(
        "() => !document.querySelector('[data-stale=true]') && "
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'running' && "
        "document.querySelector('.stApp').getAttribute('data-test-script-state') !== 'running'"
    )
    visitor.drawn()
    return time.perf_counter() - began


def _sql_seconds(home: Path, counties: list[str]) -> float:
    """Median seconds of the county page's statements, asked one after the other."""
    reader = Reader(home)
    reader.look()
    took = []
    for county in counties[-CHANGES:]:
        values: dict[str, Any] = {
            "county": county, "kind": "rule_of_law", "year": 2022, "size": 100, "skip": 0,
        }  # fmt: skip
        began = time.perf_counter()
        for name in _COUNTY:
            sql = statement(name)
            reader.ask(sql, {one: values[one] for one in set(re.findall(r"\$(\w+)", sql))})
        took.append(time.perf_counter() - began)
    return statistics.median(took)
