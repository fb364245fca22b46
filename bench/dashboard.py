"""From a changed widget to the last element drawn, median of ten, beside the plain SQL.

The server is warm, and every change asks for something that was not asked before: where a page has
fewer choices than changes, another server begins anew. The clock is the browser's: from the press
to the last element or letter that it drew before it came to rest. Needs chromium.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from bench import large
from bench.table import Measured
from tests.dashboard.browser import Visitor, browser, find_chromium, served
from warehouse.dashboard import data
from warehouse.dashboard.published import Reader
from warehouse.dashboard.strings import speaker
from warehouse.dashboard.views import sources
from warehouse.sqlfiles import PROJECT

CHANGES = 10
#: Seconds of one size; see the docs.
SMALL, LARGE = 1.0, 2.0
#: Milliseconds without anything drawn after which a page has come to rest.
_REST = 600
#: Notes, by the browser's clock, the last press and the last thing drawn: elements, and letters
#: of charts, which are no elements.
_CLOCK = """
window.drawn = window.pressed = performance.now();
new MutationObserver(() => { window.drawn = performance.now(); }).observe(
    document, {subtree: true, childList: true, characterData: true, attributes: true});
document.addEventListener("pointerdown", () => { window.pressed = performance.now(); }, true);
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (...all) {
    window.drawn = performance.now();
    return fillText.apply(this, all);
};
"""


@dataclass(frozen=True)
class Choices:
    """A widget of a page, and what is chosen in it one after the other.

    `shown` are the words in the widget, `values` what the address says for them.
    """

    page: str
    name: str
    label: str
    shown: Sequence[str]
    values: Sequence[str]


def measure() -> Iterator[Measured | str]:
    """A line for each page, over the demo's published file and over the large one."""
    if find_chromium() is None:
        yield "dashboard: not measured, no chromium on this machine"
        return
    with TemporaryDirectory() as folder:
        demo, big = Path(folder) / "demo", Path(folder) / "large"
        environment = {**os.environ, "FAZHI_HOME": str(demo)}
        call = [sys.executable, "-m", "flows.cli", "demo"]
        subprocess.run(call, env=environment, check=True, capture_output=True)
        yield "dashboard over the demo"
        yield from lines(demo, of_demo(demo), SMALL)
        big.mkdir()
        n_reports = large.write(big, (demo / "current.duckdb").resolve())
        yield f"dashboard over {n_reports:,} reports"
        yield from lines(big, of_counties(big), LARGE)


def of_demo(home: Path) -> list[Choices]:
    """Widgets of the pages over one county."""
    say = speaker("en")
    bodies = _column(home, "select filer_id, name from ref.filer order by filer_id")
    years = _column(home, "select distinct report_year, report_year from mart.filing_status")
    checks = _column(home, "select distinct check_id, check_id from checks.finding")
    states = [(one, say(f"state.{one}")) for one in sources.STATES]
    return [
        _choices("county", "year", say("choose.year"), years),
        _choices("filer", "filer", say("choose.filer"), bodies),
        _choices("report", "filer", say("choose.filer"), bodies),
        _choices("findings", "check", say("choose.check"), checks),
        _choices("sources", "health", say("choose.health"), states),
    ]


def of_counties(home: Path) -> list[Choices]:
    """The county widget of every page."""
    say = speaker("en")
    counties = _column(
        home,
        "select county_code, name || ' ' || county_code from ref.county "
        f"order by hash(county_code) limit {CHANGES + 1}",
    )
    return [
        _choices(page, "county", say("choose.county"), counties)
        for page in ("county", "filer", "report", "findings", "sources")
    ]


def lines(home: Path, pages: Sequence[Choices], aim: float) -> Iterator[Measured]:
    """One line for each page of a home."""
    with browser() as chrome:
        for page in pages:
            took = _changes(chrome, home, page)
            sql = _sql_seconds(home, page)
            what = f"{page.page}: another {page.label.lower()} (plain SQL {sql:.2f} s)"
            median = statistics.median(took)
            yield Measured(what, median, None, "", "s", aim=aim, at_most=True)


def _choices(page: str, name: str, label: str, options: Sequence[tuple[str, str]]) -> Choices:
    ordered = sorted(options)
    return Choices(page, name, label, [o[1] for o in ordered], [o[0] for o in ordered])


def _column(home: Path, sql: str) -> list[tuple[str, str]]:
    reader = Reader(home)
    reader.look()
    return [(str(value), str(words)) for value, words in reader.ask(sql, {})[1]]


def _changes(chrome: Browser, home: Path, page: Choices) -> list[float]:
    took: list[float] = []
    while len(took) < CHANGES:
        with served(home) as base:
            visitor = Visitor(chrome.new_page(viewport={"width": 1366, "height": 768}), base)
            visitor.page.add_init_script(_CLOCK)
            visitor.open(f"page={page.page}&{page.name}={page.values[0]}&lang=en")
            for place in range(1, min(len(page.shown), CHANGES + 1)):
                took.append(_change(visitor, page, place))
            visitor.page.close()
    return took[:CHANGES]


def _change(visitor: Visitor, page: Choices, place: int) -> float:
    """Choose in the widget; seconds from the press to the last thing drawn."""
    shown = page.shown[place]
    visitor.page.get_by_role("combobox", name=page.label).fill(shown)
    option = visitor.page.get_by_role("option").filter(has_text=shown).first
    option.wait_for()
    _rest(visitor)
    option.click()
    # Without this a server that has not begun yet would be taken for one that has come to rest.
    visitor.page.wait_for_url(re.compile(f"[?&]{page.name}={re.escape(page.values[place])}(&|$)"))
    visitor.drawn()
    _rest(visitor)
    return float(visitor.page.evaluate("window.drawn - window.pressed")) / 1000


def _rest(visitor: Visitor) -> None:
    visitor.page.wait_for_function(
        "() => document.querySelector('.stApp').dataset.testScriptState !== 'running' && "
        f"!document.querySelector('[data-stale=true]') && performance.now() - drawn > {_REST} && "
        f"performance.now() - pressed > {_REST}"
    )


def _sql_seconds(home: Path, page: Choices) -> float:
    """Median seconds of what the page asks for a change, asked in DuckDB alone."""
    reader = Reader(home)
    reader.look()
    took = []
    before = _asked(home, page, page.values[0])
    for value in page.values[1 : CHANGES + 1]:
        after = _asked(home, page, value)
        began = time.perf_counter()
        for sql, values in after:
            if (sql, values) not in before:
                reader.ask(sql, values)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _asked(home: Path, page: Choices, value: str) -> list[tuple[str, dict[str, Any]]]:
    """The statements that a page asks when a value is chosen, as Streamlit draws it."""
    asked: list[tuple[str, dict[str, Any]]] = []
    ask = Reader.ask

    def noted(self: Reader, sql: str, values: dict[str, Any]) -> Any:
        asked.append((sql, values))
        return ask(self, sql, values)

    data.forget()
    with patch.dict(os.environ, FAZHI_HOME=str(home)), patch.object(Reader, "ask", noted):
        app = AppTest.from_file(
            str(PROJECT / "warehouse" / "dashboard" / "app.py"), default_timeout=60
        )
        for name, one in {"page": page.page, page.name: value, "lang": "en"}.items():
            app.query_params[name] = one
        app.run()
    return asked
