"""Choices and tables that several pages share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import floor
from typing import Any

import streamlit as st

from warehouse.dashboard import data, evidence
from warehouse.dashboard.markup import Html, badge, facts, note, table, text, view_link
from warehouse.dashboard.messages import message
from warehouse.dashboard.state import View, choose
from warehouse.dashboard.strings import table as strings
from warehouse.errors import WarehouseError

Row = dict[str, Any]


def county_names(view: View) -> dict[str, str]:
    """Code → name of every county. Raises WarehouseError when there is none."""
    names = {row["county_code"]: row["name"] for row in data.rows("counties")}
    if not names:
        raise WarehouseError(view.say("failure.no_county"), "run `fazhi nightly`")
    return names


def choose_county(view: View) -> tuple[str, str]:
    """Code and name of the county chosen."""
    names = county_names(view)
    code = choose(
        "county", view.say("choose.county"), list(names), lambda one: f"{names[one]} {one}"
    )
    return code, names[code]


def choose_or_all(
    view: View, name: str, options: Sequence[str], words: dict[str, str] | None = None
) -> str:
    """A choice whose first option, the empty text, means all."""
    shown = {"": view.say("app.all"), **(words or {})}
    return choose(name, view.say(f"choose.{name}"), ["", *options], lambda one: shown.get(one, one))


def check_title(view: View, check_id: str) -> str:
    """What a check is called; in English its published title."""
    chinese = strings().get(f"check.{check_id}", {})
    if view.language in chinese:
        return chinese[view.language]
    titles = {row["check_id"]: row["title"] for row in data.rows("checks")}
    return str(titles.get(check_id, check_id))


def check_basis(view: View, check_id: str) -> str:
    """What a check rests on; in English as it is published."""
    chinese = strings().get(f"check_basis.{check_id}", {})
    if view.language in chinese:
        return chinese[view.language]
    bases = {row["check_id"]: row["basis"] for row in data.rows("checks")}
    return str(bases.get(check_id) or "")


def status_badge(view: View, row: Row) -> Html:
    """The status of a duty in words, with its reason."""
    words = view.say(f"status.{row['status']}")
    if row.get("reason"):
        words += f" · {view.say('reason.' + row['reason'])}"
    if row.get("proven"):
        words += f" · {view.say('status.' + row['proven'])}?"
    return badge(row["status"], words)


def findings_table(view: View, found: Sequence[Row], *, with_filer: bool) -> Html:
    """Findings with links to the bodies and reports they are about."""
    say = view.say
    names = ["severity", "check", *(["filer"] if with_filer else []), "year", "message", "opened",
             "closed"]  # fmt: skip
    return table(
        [say(f"column.{name}") for name in names],
        [
            [
                badge(row["severity"], say(f"severity.{row['severity']}")),
                Html(f"<b>{text(row['check_id'])}</b> {text(check_title(view, row['check_id']))}"),
                *([_filer(view, row)] if with_filer else []),
                _year(view, row),
                _message(view, row),
                text(row["opened_at"].date()),
                text(row["closed_at"].date() if row["closed_at"] else None),
            ]
            for row in found
        ],
        label=say("page.findings"),
        kind="findings with_filer" if with_filer else "findings",
    )


def show_evidence(view: View, found: Sequence[Row]) -> None:
    """The evidence of a finding that the visitor picks."""
    by_id = {row["finding_id"]: row for row in found}

    def words(one: str) -> str:
        if not one:
            return view.say("findings.none")
        return f"{by_id[one]['check_id']} {message(by_id[one], view.language, view.say)}"[:120]

    picked = choose("finding", view.say("findings.evidence_of"), ["", *by_id], words)
    if picked:
        read = json.loads(by_id[picked]["evidence"] or "{}")
        basis = (view.say("column.basis"), text(check_basis(view, by_id[picked]["check_id"])))
        st.html(Html(facts([basis]) + evidence.shown(read, view.language, view.say)))


def heading(words: str, *, level: int = 2) -> None:
    """A heading of a page (1) or of a part of it."""
    st.html(Html(f"<h{level}>{text(words)}</h{level}>"))


def chart(drawn: dict[str, Any], words: str) -> None:
    """A chart, with words for those who cannot see it."""
    st.vega_lite_chart(drawn, theme=None, alt=words)


def nothing(view: View) -> None:
    """Says in words that there are no rows."""
    st.html(note(view.say("app.nothing")))


def percent(view: View, share: float | None) -> str:
    """A share in percent; a dash where it cannot be told."""
    if share is None:
        return "–"
    # Half a tenth is rounded up, as people do; f"{6.25:.1f}" would say 6.2.
    tenths = floor(1000 * share + 0.5)
    return view.say("app.percent", percent=f"{tenths / 10:.1f}".removesuffix(".0"))


def _message(view: View, row: Row) -> Html:
    """What it says, and until when and why somebody waived it."""
    said = text(message(row, view.language, view.say))
    if row["waived_until"] is None:
        return said
    words = view.say("findings.waived_until", day=row["waived_until"])
    return Html(
        f'{said}<br>{badge("waived", words)} <span class="none">{text(row["waiver"])}</span>'
    )


def _filer(view: View, row: Row) -> Html:
    if not row["filer_id"]:
        return text(None)
    name = row["filer_name"] or row["filer_id"]
    return view_link(view.link("filer", filer=row["filer_id"], county=row["county_code"]), name)


def _year(view: View, row: Row) -> Html:
    year = Html(f'<span class="nb">{row["report_year"]}</span>')
    if row["report_year"] is None:
        return text(None)
    if not row["report_id"]:
        return year
    address = view.link("report", report=row["report_id"])
    return view_link(address, str(row["report_year"]), title=view.say("page.report"))
