"""The county page: how a county stands for a kind of report and a year, and how it stood before."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from warehouse.colours import INK, PAPER, STATUSES
from warehouse.dashboard import charts, data, downloads
from warehouse.dashboard.markup import Html, badge, join, note, table, text, tile, tiles, view_link
from warehouse.dashboard.messages import why_failed
from warehouse.dashboard.state import View, choose, turn
from warehouse.dashboard.views.common import (
    Row,
    chart,
    choose_county,
    heading,
    nothing,
    percent,
)

#: Bodies in one page of the grid, counties in one page of the comparison.
BODIES, COUNTIES = 100, 30


def show(view: View) -> None:
    """Draw the page."""
    say = view.say
    with st.container(horizontal=True, key="choices"):
        code, name = choose_county(view)
        years = data.rows("years", county=code)
        if not years:
            nothing(view)
            return
        kinds = list(dict.fromkeys(row["report_kind"] for row in years))
        kind = choose("kind", say("choose.kind"), kinds, lambda one: say(f"kind.{one}"))
        own = [str(row["report_year"]) for row in years if row["report_kind"] == kind]
        year = int(choose("year", say("choose.year"), own))
    heading(say("county.heading", county=name, kind=say(f"kind.{kind}"), year=year), level=1)
    _seen(view, code)
    where = {"county": code, "kind": kind, "year": year}
    _tiles(view, where)
    _countdown(view, where)
    left, right = st.columns(2)
    with left:
        _grid(view, where)
    with right:
        _charts(view, where)
    _counties(view, kind, year)


def _seen(view: View, code: str) -> None:
    """How fresh the verdicts are, and that last night told nothing of this county if so."""
    say = view.say
    failed = (data.row("clock") or {}).get("failed") or {}
    seen = (data.row("county_seen", county=code) or {}).get("last_observed_at")
    when = f"{seen:%Y-%m-%d %H:%M}" if seen else say("county.never")
    if code in failed:
        why = why_failed(failed[code], say)
        st.html(note(say("county.dead", why=why, when=when), "warn"))
    else:
        st.html(note(say("county.seen", when=when)))


def _tiles(view: View, where: Row) -> None:
    say = view.say
    total = data.row("totals", **where) or {}
    late = data.row("median_late", **where) or {}
    due = total["n_due"]
    known = total["on_time"] + total["late"] + total["missing"]
    rate = total["on_time"] / known if known else None
    parts = [
        tile(
            say("county.due"), str(due), say("county.due_below", n=total["n_binding"]), name="due"
        ),
        tile(
            say("county.rate"),
            percent(view, rate),
            _rate_below(view, total, known),
            name="rate",
        ),
    ]
    for status in STATUSES:
        n = total[status]
        share = percent(view, n / due if due else None)
        below = say("county.below", of=due, percent=share)
        if status == "late" and n:
            median = text(late["median_days_late"])
            below = say("county.late_below", median=median, of=due, percent=share)
        parts.append(
            tile(f"{say(f'letter.{status}')} · {say(f'status.{status}')}", str(n), below,
                 status=status, name=status)
        )  # fmt: skip
    st.html(tiles(parts))
    if late.get("n_removed"):
        st.html(note(say("county.removed", n=late["n_removed"])))


def _rate_below(view: View, total: Row, known: int) -> str:
    """Out of how many the rate is; before the last day it says how many may still change it."""
    if not known:
        return view.say("county.rate_none")
    words = "county.rate_pending" if total["pending"] else "county.rate_below"
    return view.say(words, n=total["on_time"], of=known, pending=total["pending"])


def _countdown(view: View, where: Row) -> None:
    """Who has not yet published, while the last day has not passed."""
    say = view.say
    heading(say("county.countdown"))
    waiting = data.rows("pending", **where)
    if not waiting:
        due = data.rows("due_days", **where)
        days = ", ".join(str(row["due_on"]) for row in due)
        st.html(note(say("county.not_pending", day=days)))
    for (day, left), group in groupby(waiting, key=lambda row: (row["due_on"], row["days_left"])):
        bodies = list(group)
        words = say(
            "county.days_left" if left >= 0 else "county.days_over",
            n=left, day=day, count=len(bodies),
        )  # fmt: skip
        names = join(
            Html(f"<li>{_filer(view, row, where)}{_local(view, row)}</li>") for row in bodies
        )
        st.html(Html(f'<p class="countdown">{text(words)}</p><ul class="names">{names}</ul>'))


def _local(view: View, row: Row) -> Html:
    if row["local_due_on"] is None:
        return Html("")
    return Html(f" ({text(view.say('county.local', day=row['local_due_on']))})")


def _filer(view: View, row: Row, where: Row) -> Html:
    address = view.link(
        "filer", filer=row["filer_id"], county=where["county"], kind=where["kind"],
        year=where["year"],
    )  # fmt: skip
    return view_link(address, row["filer_name"])


def _grid(view: View, where: Row) -> None:
    say = view.say
    heading(say("county.grid"))
    st.html(note(say("county.grid_note")) + _legend(view))
    asked = {"county": where["county"], "kind": where["kind"]}
    n_filers = (data.row("filer_count", **asked) or {})["n_filers"]
    skip = turn("bodies", n_filers, BODIES, of=tuple(asked.values()))
    cells = data.rows("grid", **asked, size=BODIES, skip=skip)
    years = sorted({row["report_year"] for row in cells})
    rows = []
    for filer_id, group in groupby(cells, key=lambda row: row["filer_id"]):
        duties = {row["report_year"]: row for row in group}
        first = next(iter(duties.values()))
        # Made once for a body: there are many cells.
        link = view.link("filer", filer=filer_id, county=where["county"], kind=where["kind"])
        cell = [_cell(view, duties.get(year), link) for year in years]
        name = view_link(link, first["filer_name"])
        rows.append(f"<tr><td>{name}</td><td class='level'>{text(say('level.' + first['level']))}"
                    f"</td>{''.join(cell)}</tr>")  # fmt: skip
    head = "".join(f'<th class="year" scope="col">{year}</th>' for year in years)
    st.html(
        f'<div class="scroll"><table class="rows grid"><thead><tr><th>{text(say("column.filer"))}'
        f"</th><th>{text(say('column.level'))}</th>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )
    downloads.offer(
        view, "grid", f"fazhi_{where['county']}_{where['kind']}", n_filers,
        **asked, size=downloads.LIMIT, skip=0,
    )  # fmt: skip


def _cell(view: View, row: Row | None, link: str) -> str:
    if row is None:
        return '<td class="cell"></td>'
    say, status = view.say, row["status"]
    hints = [f"{row['filer_name']} {row['report_year']}: {say(f'status.{status}')}"]
    if row["reason"]:
        hints.append(say(f"reason.{row['reason']}"))
    hints += [f"{say('column.due_on')} {row['due_on']}"]
    if row["published_on"]:
        hints.append(f"{say('column.published_on')} {row['published_on']}")
    if row["days_late"]:
        hints.append(f"{say('column.days_late')} {row['days_late']}")
    if row["removed_at"]:
        hints.append(say("county.grid_gone"))
    letter = say(f"letter.{status}") + ("*" if row["removed_at"] else "")
    address = f"{link}&year={row['report_year']}"
    style = f"background:{PAPER[status]};color:{INK[status]}"
    return (
        f'<td class="cell" data-status="{text(status)}"><a href="{text(address)}" target="_self" '
        f'style="{style}" title="{text("; ".join(hints))}">{text(letter)}</a></td>'
    )


def _legend(view: View) -> Html:
    parts = [
        f'<span><b style="background:{PAPER[status]};color:{INK[status]}">'
        f"{text(view.say(f'letter.{status}'))}</b>{text(view.say(f'status.{status}'))}: "
        f"{text(view.say(f'meaning_of.{status}'))}</span>"
        for status in STATUSES
    ]
    gone = f"<span><b>*</b>{text(view.say('county.grid_gone'))}</span>"
    return Html(f'<div class="legend">{"".join(parts)}{gone}</div>')


def _charts(view: View, where: Row) -> None:
    say = view.say
    heading(say("county.timeline"))
    rows = data.rows("publications", **where)
    if rows:
        due = data.rows("due_days", **where)
        chart(charts.publications(rows, due, say), say("county.timeline"))
    else:
        nothing(view)
    heading(say("county.lateness"))
    weeks = data.rows("lateness", **where)
    if weeks:
        chart(charts.lateness(weeks, say), say("county.lateness"))
    else:
        nothing(view)
    heading(say("county.years"))
    years = data.rows("by_year", county=where["county"], kind=where["kind"])
    chart(charts.by_year(years, say), say("county.years"))


def _counties(view: View, kind: str, year: int) -> None:
    say = view.say
    heading(say("county.counties"))
    st.html(note(say("county.counties_note")))
    n_counties = (data.row("county_count", kind=kind, year=year) or {})["n_counties"]
    skip = turn("rank", n_counties, COUNTIES, of=(kind, year))
    failed = (data.row("clock") or {}).get("failed") or {}
    rows = data.rows("by_county", kind=kind, year=year, size=COUNTIES, skip=skip)
    if sum(row["on_time_rate"] is not None for row in rows) > 1:
        chart(charts.counties(rows, say), say("county.counties"))
    st.html(
        table(
            [say("column.county"), say("column.due"), say("column.rate")]
            + [say(f"status.{status}") for status in STATUSES],
            [
                [
                    join([
                        view_link(
                            view.link("county", county=row["county_code"], kind=kind, year=year),
                            row["name"],
                        ),
                        badge("failed", say("state.flicker"))
                        if row["county_code"] in failed
                        else Html(""),
                    ], " "),
                    text(row["n_due"]),
                    text(f"{percent(view, row['on_time_rate'])} ({row['n_on_time']} / "
                         f"{row['n_known']})"),
                    *(text(row[f"n_{status}"]) for status in STATUSES),
                ]
                for row in rows
            ],
            label=say("county.counties"),
        )
    )  # fmt: skip
    downloads.offer(
        view, "by_county", f"fazhi_counties_{kind}_{year}", n_counties,
        kind=kind, year=year, size=downloads.LIMIT, skip=0,
    )  # fmt: skip
