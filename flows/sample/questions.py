"""The example questions with their answers on the sample county, as a page of the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.night import run_night
from flows.published import ask
from flows.sample.county import write_source
from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from flows.settings import PROJECT, Settings
from flows.show import words
from flows.tabular import Rows

EXAMPLES = PROJECT / "sql" / "examples"
#: Rows and characters of a cell that the page shows.
ROWS = 12
CELL = 90
#: What differs from one run of the sample to the next: its port, digests of pages that hold
#: addresses, the random end of the names of runs.
_PASSING = (
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://sample"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "…"),
    (re.compile(r"\b(\d{8}T\d{6})-[0-9a-f]{6}\b"), r"\1"),
)
_AUDIENCES = {
    "supervisor": "The office that supervises the duty asks",
    "journalist": "A journalist or watchdog asks",
    "researcher": "A researcher asks",
}
_HEAD = """# Questions

Every question is one file in `sql/examples` and runs as it stands on the published file:

```sh
duckdb -readonly warehouse/data/current.duckdb < sql/examples/01_late_and_missing.sql
```

The answers below are those of the invented sample county after the five nights of `make demo`;
`http://sample` stands for its address. Long tables and cells are cut here, not in the answer.
"""


def questions_page(home: Path) -> str:
    """The page, answered by the file published in `home`. Raises WarehouseError."""
    parts = [_HEAD]
    for audience, heading in _AUDIENCES.items():
        parts.append(f"\n## {heading}\n")
        parts += [
            _question(home, file)
            for file in sorted(EXAMPLES.glob("*.sql"))
            if f"\n-- For a {audience}.\n" in file.read_text("utf-8")
        ]
    return "".join(parts)


def sample_page() -> str:
    """The page, from nights run for it over the sample county."""
    with TemporaryDirectory(prefix="fazhi-questions-") as name:
        home = Path(name)
        with SampleServer(NIGHTS[0].as_of.date()) as server:
            write_source(home / "sources", server.url)
            for night in NIGHTS:
                night.prepare(server)
                run_night(Settings(home=home, sources=home / "sources"), as_of=night.as_of)
            return questions_page(home)


def _question(home: Path, file: Path) -> str:
    text = file.read_text("utf-8")
    header = [line for line in text.splitlines() if line.startswith("--")]
    question = header[0].removeprefix("--").strip()
    remarks = " ".join(line.removeprefix("--").strip() for line in header[2:]).strip()
    lines = [f"\n### {question}", "", f"`sql/examples/{file.name}`", ""]
    if remarks:
        lines += [remarks, ""]
    return "\n".join([*lines, *_answer(ask(home, text))]) + "\n"


def _answer(rows: Rows) -> list[str]:
    if not rows.rows:
        return ["No row in the sample."]
    lines = ["| " + " | ".join(rows.columns) + " |", "|" + "---|" * len(rows.columns)]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in rows.rows[:ROWS]]
    if (more := len(rows.rows) - ROWS) > 0:
        lines += ["", f"… and {more} more."]
    return lines


def _cell(value: object) -> str:
    shown = words(value)
    for pattern, instead in _PASSING:
        shown = pattern.sub(instead, shown)
    if len(shown) > CELL:
        shown = shown[: CELL - 1] + "…"
    return shown.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
