"""The findings page: what the checks found, filtered, searched and handed out."""

from __future__ import annotations

import streamlit as st

from warehouse.dashboard import data, downloads
from warehouse.dashboard.markup import note
from warehouse.dashboard.state import View, choose, turn, type_in
from warehouse.dashboard.views.common import (
    Row,
    check_title,
    choose_or_all,
    county_names,
    findings_table,
    heading,
    nothing,
    show_evidence,
)

#: Findings on one page.
SIZE = 50
KINDS = ("rule_of_law", "disclosure")
SEVERITIES = ("error", "warning", "info")
STATES = ("open", "closed", "all")
#: Findings that somebody waived: left out as `fazhi findings` leaves them out, or not.
WAIVED = ("hidden", "shown", "only")


def show(view: View) -> None:
    """Draw the page."""
    say = view.say
    heading(say("findings.heading"), level=1)
    counties = county_names(view)
    checks = {
        row["check_id"]: f"{row['check_id']} {check_title(view, row['check_id'])}"
        for row in data.rows("checks")
    }
    with st.container(horizontal=True, key="choices"):
        county = choose_or_all(
            view, "county", list(counties), {code: f"{n} {code}" for code, n in counties.items()}
        )
        year = choose_or_all(view, "year", [str(r["report_year"]) for r in data.rows("all_years")])
        kind = choose_or_all(view, "kind", KINDS, {one: say(f"kind.{one}") for one in KINDS})
        severity = choose_or_all(
            view, "severity", SEVERITIES, {one: say(f"severity.{one}") for one in SEVERITIES}
        )
        check = choose_or_all(view, "check", list(checks), checks)
        state = choose(
            "state", say("choose.state"), STATES,
            lambda one: say("app.all" if one == "all" else f"findings.{one}"),
        )  # fmt: skip
        waived = choose(
            "waived", say("choose.waived"), WAIVED, lambda one: say(f"findings.waived_{one}")
        )
        words = type_in("words", say("choose.words"), say("choose.words_hint"))
    wanted = {
        "county": county, "year": int(year or 0), "kind": kind, "severity": severity,
        "check_id": check, "state": state, "waived": waived, "words": words,
        # The published message is English; a title is searched in the visitor's language.
        "titled": [one for one in checks if words and words.lower() in checks[one].lower()],
    }  # fmt: skip
    count = data.row("finding_count", **wanted) or {}
    st.html(note(_counted(view, count)))
    skip = turn("rows", count["n_findings"], SIZE, of=str(wanted))
    found = data.rows("findings", **wanted, size=SIZE, skip=skip)
    if not found:
        nothing(view)
        return
    st.html(findings_table(view, found, with_filer=True))
    downloads.offer(
        view, "findings", "fazhi_findings", count["n_findings"],
        **wanted, size=downloads.LIMIT, skip=0,
    )  # fmt: skip
    heading(say("findings.evidence"))
    show_evidence(view, found)


def _counted(view: View, count: Row) -> str:
    """How many match, and how many more would if the waived ones were shown."""
    words = view.say("findings.count", **count)
    for name in ("n_waived", "n_hidden"):
        if count[name]:
            words += view.say(f"findings.{name}", n=count[name])
    return words
