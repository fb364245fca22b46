"""Rows as files: CSV and Excel, written only when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from warehouse.dashboard import data
from warehouse.dashboard.markup import note
from warehouse.dashboard.state import View
from warehouse.dashboard.wording import wording
from warehouse.export import export_query

#: Rows in one download; whole tables are handed out by `fazhi export`.
LIMIT = 100_000

_MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def offer(view: View, name: str, file: str, n_rows: int, **values: Any) -> None:
    """Two buttons that hand out the rows of a statement; `file` is the name without ending."""
    with st.container(horizontal=True, key=f"downloads_{name}"):
        for ending in ("csv", "xlsx"):
            st.download_button(
                view.say(f"app.download_{ending}"),
                data=_writer(name, ending, values, view.language),
                file_name=f"{file}.{ending}",
                mime=_MIME[ending],
                key=f"{name}_{ending}",
                on_click="ignore",
            )
    if n_rows > LIMIT:
        st.html(note(view.say("app.cut_rows", limit=f"{LIMIT:,}", n=f"{n_rows:,}")))


def written(name: str, ending: str, values: dict[str, Any], language: str = "en") -> bytes:
    """The file itself, worded as the page. Raises WarehouseError when the rows cannot be read."""
    reader = data.reader(str(data.home()))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rows.{ending}"
        with reader.cursor() as cursor:
            export_query(cursor, data.statement(name), path, values, wording(language))
        return path.read_bytes()


def _writer(name: str, ending: str, values: dict[str, Any], language: str) -> Callable[[], bytes]:
    return lambda: written(name, ending, values, language)
