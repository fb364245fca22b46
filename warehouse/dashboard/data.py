"""Questions to the published file: the statements of sql/dashboard, and their answers as rows.

Answers are kept for as long as the same release is published.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from warehouse.dashboard.published import Reader, Release
from warehouse.sqlfiles import PROJECT, SQL

Row = dict[str, Any]

#: Answers kept; the pages limit their rows, so that each is small.
_KEPT_ANSWERS = 400


def home() -> Path:
    """The folder that holds `current.duckdb`; `fazhi dashboard` hands it over in FAZHI_HOME."""
    return Path(os.environ.get("FAZHI_HOME") or PROJECT / "warehouse" / "data").expanduser()


@st.cache_resource(show_spinner=False)
def reader(folder: str) -> Reader:
    """The one reader of a folder in this process."""
    return Reader(Path(folder))


@cache
def statement(name: str) -> str:
    """The text of sql/dashboard/<name>.sql."""
    return (SQL / "dashboard" / f"{name}.sql").read_text("utf-8").strip()


@st.cache_data(show_spinner=False, max_entries=_KEPT_ANSWERS)
def _answer(folder: str, release: Release, name: str, values: dict[str, Any]) -> list[Row]:
    names, rows = reader(folder).ask(statement(name), values)
    return [dict(zip(names, row, strict=True)) for row in rows]


def forget() -> None:
    """Ask everything anew, as a server does that has just begun."""
    _answer.clear()


def rows(name: str, **values: Any) -> list[Row]:
    """All rows of a statement. Raises WarehouseError, never gives nothing for an error."""
    folder = str(home())
    release = reader(folder).look()
    return _answer(folder, release, name, values)


def row(name: str, **values: Any) -> Row | None:
    """The first row of a statement; None when there is none."""
    found = rows(name, **values)
    return found[0] if found else None


def has_table(name: str) -> bool:
    """Whether the release holds a table, written as schema.table."""
    return bool(rows("has_table", table=name))
