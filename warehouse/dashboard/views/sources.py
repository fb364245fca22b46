"""The sources page: whether the sites were seen, when, and how the last night went."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from warehouse.colours import INK, PAPER
from warehouse.dashboard import data, downloads
from warehouse.dashboard.markup import (
    badge,
    facts,
    note,
    table,
    text,
    tile,
    tiles,
    view_link,
    web_link,
)
from warehouse.dashboard.messages import reason as reason_in_words
from warehouse.dashboard.messages import why_failed
from warehouse.dashboard.state import View, turn
from warehouse.dashboard.views.common import Row, choose_or_all, county_names, heading, nothing

#: Columns on one page.
SIZE = 50
STATES = ("failing", "flicker", "never", "partial", "empty", "ok", "ended")


def show(view: View) -> None:
    """Draw the page."""
    say = view.say
    heading(say("sources.heading"), level=1)
    counties = county_names(view)
    _last_run(view, counties)
    with st.container(horizontal=True, key="choices"):
        county = choose_or_all(
            view, "county", list(counties), {code: f"{n} {code}" for code, n in counties.items()}
        )
        state = choose_or_all(view, "health", STATES, {one: say(f"state.{one}") for one in STATES})
    states = {row["state"]: row["n_columns"] for row in data.rows("column_states", county=county)}
    total = sum(states.values())
    heading(say("sources.states"))
    st.html(
        tiles(
            tile(say(f"state.{one}"), str(states.get(one, 0)), say("sources.of_columns", of=total),
                 status=one, name=one)
            for one in STATES
        )
    )  # fmt: skip
    _columns(view, county, state, states.get(state, 0) if state else total)
    _observations(view, county, counties)
    _runs(view)


def _last_run(view: View, counties: dict[str, str]) -> None:
    say = view.say
    heading(say("sources.last_run"))
    run = data.row("clock")
    if run is None:
        nothing(view)
        return
    st.html(
        facts(
            [
                (say("column.run"), text(run["run_id"])),
                (say("column.as_of"), text(run["as_of"])),
                (say("column.status"), badge(run["status"], say(f"run.{run['status']}"))),
                (say("column.took"), text(_took(view, run))),
                (say("column.counties"), text(_counties(view, run))),
                (say("column.counts"), text(_counts(view, run))),
            ]
        )
    )
    if run["failed"]:
        st.html(
            table(
                [say("sources.failed"), say("column.reason")],
                [
                    [text(f"{counties.get(code, code)} {code}"), text(why_failed(why, say))]
                    for code, why in run["failed"].items()
                ],
                label=say("sources.failed"),
            )
        )


def _counts(view: View, run: Row) -> str:
    counts = (run["counts"] or {}).items()
    return view.say("app.comma").join(f"{view.say(f'count.{name}')} {n:,}" for name, n in counts)


def _counties(view: View, run: Row) -> str:
    """How many counties it went to, and how many of them failed as a whole."""
    asked, failed = len(run["counties"] or []), len(run["failed"] or {})
    if failed:
        return view.say("sources.counties_failed", n=asked, failed=failed)
    return str(asked)


def _took(view: View, run: Row) -> str:
    if run["finished_at"] is None or run["started_at"] is None:
        return view.say("sources.not_finished")
    minutes = (run["finished_at"] - run["started_at"]).total_seconds() / 60
    return view.say("sources.minutes", n=f"{minutes:,.1f}")


def _columns(view: View, county: str, state: str, n_columns: int) -> None:
    say = view.say
    heading(say("sources.columns"))
    skip = turn("rows", n_columns, SIZE, of=(county, state))
    rows = data.rows("columns", county=county, state=state, size=SIZE, skip=skip)
    if not rows:
        nothing(view)
        return
    names = ["state", "county", "filer", "kind", "column", "entries", "asked", "observed",
             "failures", "since", "reason"]  # fmt: skip
    st.html(
        table(
            [say(f"column.{name}") for name in names],
            [
                [
                    badge(row["state"], say(f"state.{row['state']}")),
                    text(row["county_name"]),
                    view_link(view.link("filer", filer=row["filer_id"], county=row["county_code"]),
                              row["filer_name"]) if row["filer_id"] else text(None),
                    text(say(f"kind_short.{row['report_kind']}")),
                    web_link(row["column_url"]),
                    text(row["n_entries"]),
                    text(row["last_asked_at"]),
                    text(row["last_observed_at"]),
                    text(row["consecutive_failures"]),
                    text(row["failing_since"].date() if row["failing_since"] else None),
                    text(_reason(view, row["last_error"])),
                ]
                for row in rows
            ],
            label=say("sources.columns"),
            kind="columns",
        )
    )  # fmt: skip
    downloads.offer(
        view, "columns", "fazhi_columns", n_columns,
        county=county, state=state, size=downloads.LIMIT, skip=0,
    )  # fmt: skip


def _reason(view: View, reason: str | None) -> str | None:
    return reason_in_words(reason, view.say) if reason else None


def _observations(view: View, county: str, counties: dict[str, str]) -> None:
    say = view.say
    heading(say("sources.observations"))
    if not county and len(counties) > 1:
        st.html(note(say("sources.not_all")))
        return
    county = county or next(iter(counties))
    st.html(note(say("sources.observations_note")))
    rows = data.rows("observations", county=county)
    nights = sorted({row["as_of"] for row in rows})
    head = "".join(f'<th class="year" scope="col">{night:%m-%d}</th>' for night in nights)
    lines = []
    by_column = groupby(rows, key=lambda row: (row["filer_name"], row["report_kind"],
                                               row["column_url"]))  # fmt: skip
    for (name, kind, url), group in by_column:
        seen = {row["as_of"]: row for row in group}
        cells = "".join(_night(view, seen.get(night)) for night in nights)
        lines.append(
            f'<tr><td><span title="{text(url)}">{text(name or url)}</span></td>'
            f'<td class="level">{text(say(f"kind_short.{kind}"))}</td>{cells}</tr>'
        )
    st.html(
        f'<div class="scroll"><table class="rows grid"><thead><tr>'
        f"<th>{text(say('column.filer'))}</th><th>{text(say('column.kind'))}</th>{head}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def _night(view: View, row: Row | None) -> str:
    if row is None or row["reason"] == "not_asked":
        return '<td class="cell">–</td>'
    word = "observed" if row["observed"] else "partial" if row["believed"] else "failed"
    colour = {"observed": "ok", "partial": "partial", "failed": "failing"}[word]
    hint = " · ".join(_hints(view, row))
    return (
        f'<td class="cell" title="{text(hint)}" style="background:{PAPER[colour]};'
        f'color:{INK[colour]}">{text(view.say(f"letters.{word}"))}</td>'
    )


def _hints(view: View, row: Row) -> Iterable[str]:
    yield f"{row['as_of']:%Y-%m-%d}"
    yield f"{view.say('column.entries')} {row['n_entries']}"
    if row["reason"]:
        yield str(_reason(view, row["reason"]))


def _runs(view: View) -> None:
    say = view.say
    heading(say("sources.runs"))
    names = ["as_of", "run", "status", "took", "counties", "counts"]
    st.html(
        table(
            [say(f"column.{name}") for name in names],
            [
                [
                    text(row["as_of"]),
                    text(row["run_id"]),
                    badge(row["status"], say(f"run.{row['status']}")),
                    text(_took(view, row)),
                    text(_counties(view, row)),
                    text(_counts(view, row)),
                ]
                for row in data.rows("runs")
            ],
            label=say("sources.runs"),
        )
    )
