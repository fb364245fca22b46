"""A night in words and tables, for everybody who shows it: terminal and Prefect."""

from __future__ import annotations

from typing import Any

from flows.night import NightResult
from flows.safe_text import without_controls
from flows.settings import Settings
from flows.tabular import Rows
from warehouse.database import CURRENT
from warehouse.summary import STATUSES


def county_table(result: NightResult) -> Rows:
    """Each county and kind of report: the newest report year due, by status."""
    columns = ["county", "name", "kind", "year", "columns"]
    columns += [status.replace("_", " ") for status in STATUSES]
    rows = [
        [
            night.county_code,
            night.name,
            night.report_kind,
            night.report_year,
            f"{night.observed}/{night.columns}",
            *(night.duties.get(status) for status in STATUSES),
        ]
        for night in result.counties
    ]
    return Rows(columns, rows)


def summary_table(result: NightResult) -> Rows:
    """The night as a whole, one line for each fact."""
    codes = {night.county_code for night in result.counties}
    columns = sum(night.columns for night in result.counties)
    observed = sum(night.observed for night in result.counties)
    rows: list[list[Any]] = [
        ["run", result.run_id],
        ["as of", result.as_of.isoformat(timespec="minutes")],
        ["status", result.status],
        ["counties", len(codes)],
        ["counties failed", len(result.failed)],
        ["columns observed", f"{observed} of {columns}"],
    ]
    rows += [
        [status.replace("_", " "), sum(night.duties.get(status, 0) for night in result.counties)]
        for status in STATUSES
    ]
    return Rows(["fact", "value"], rows)


def as_markdown(settings: Settings, result: NightResult) -> str:
    """The summary with what failed and where the files are."""
    parts = [f"## Night of {result.as_of:%Y-%m-%d %H:%M}, {result.status}"]
    parts.append(_markdown(summary_table(result)))
    if result.failed:
        failed = Rows(["county", "why it failed"], [list(item) for item in result.failed.items()])
        parts.append(_markdown(failed))
    folder = settings.archive / result.run_id
    files = [
        ["published tables", _link(settings.home / CURRENT)],
        ["this release", _link(result.published)],
        ["archive of the night", _link(folder)],
    ]
    parts.append(_markdown(Rows(["file", "where"], files)))
    return "\n\n".join(parts) + "\n"


def _link(path: Any) -> str:
    return f"[{path}]({path.absolute().as_uri()})"


def _markdown(table: Rows) -> str:
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def _cell(value: Any) -> str:
    text = "–" if value is None else without_controls(str(value))
    return text.replace("|", "\\|").replace("<", "&lt;")
