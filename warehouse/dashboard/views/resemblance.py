"""Two similar reports side by side; a part of the report page."""

from __future__ import annotations

import streamlit as st

from warehouse.dashboard import data, passages
from warehouse.dashboard.markup import Html, note, table, text, view_link
from warehouse.dashboard.state import View, choose
from warehouse.dashboard.views.common import Row, heading, percent

#: The table of similar pairs; a release without it simply shows no such part.
PAIRS = "mart.text_reuse"


def show_similar(view: View, report: Row, body: str) -> None:
    """List the similar reports, and show the one that is chosen beside this one."""
    if not data.has_table(PAIRS):
        return
    say = view.say
    heading(say("report.similar"))
    pairs = {row["report_id"]: row for row in data.rows("similar", report=report["report_id"])}
    if not pairs:
        st.html(note(say("report.no_similar")))
        return
    st.html(note(say("report.similar_note")))
    st.html(
        table(
            [say(f"column.{name}") for name in ("filer", "year", "jaccard", "containment")],
            [
                [
                    view_link(view.link("report", report=row["report_id"]), row["filer_name"]),
                    text(str(row["report_year"])),
                    text(percent(view, row["jaccard"])),
                    text(percent(view, row["containment"])),
                ]
                for row in pairs.values()
            ],
            label=say("report.similar"),
        )
    )

    def words(one: str) -> str:
        return f"{pairs[one]['filer_name']} {pairs[one]['report_year']}"

    other = pairs[choose("beside", say("report.similar_choice"), list(pairs), words)]
    read = data.row("text", sha256=other["payload_sha256"], url=other["text_url"]) or {}
    there = read.get("page_text") or ""
    ours, theirs = passages.shared_sentences(body, there)
    with st.container(key="beside"):
        columns = st.columns(2)
    for column, name, shown, spans in zip(
        columns, (say("report.this"), words(other["report_id"])), (body, there),
        (ours, theirs), strict=True,
    ):  # fmt: skip
        with column:
            heading(name)
            st.html(Html(f'<div class="report">{passages.marked(shown, spans)}</div>'))
