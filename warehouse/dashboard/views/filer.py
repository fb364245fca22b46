"""The filer page: one body, how it stood in each year, and what that rests on."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from warehouse.dashboard import charts, data, downloads, evidence
from warehouse.dashboard.changes import changes
from warehouse.dashboard.markup import Html, facts, join, note, table, text, view_link, web_link
from warehouse.dashboard.messages import reason, ruling
from warehouse.dashboard.state import View, choose
from warehouse.dashboard.views.common import (
    Row,
    chart,
    choose_county,
    findings_table,
    heading,
    nothing,
    status_badge,
)


def show(view: View) -> None:
    """Draw the page."""
    say = view.say
    with st.container(horizontal=True, key="choices"):
        code, _ = choose_county(view)
        names = {row["filer_id"]: row["name"] for row in data.rows("filers", county=code)}
        if not names:
            nothing(view)
            return
        filer_id = choose("filer", say("choose.filer"), list(names), names.__getitem__)
        years = data.rows("filer_years", filer=filer_id)
        kinds = list(dict.fromkeys(row["report_kind"] for row in years))
        kind = year = ""
        if kinds:
            kind = choose("kind", say("choose.kind"), kinds, lambda one: say(f"kind.{one}"))
            own = [str(row["report_year"]) for row in years if row["report_kind"] == kind]
            year = choose("year", say("choose.year"), own)
    _who(view, filer_id)
    heading(say("filer.years"))
    _years(view, years)
    downloads.offer(view, "filer_years", f"fazhi_{filer_id}", len(years), filer=filer_id)
    duty = next(
        (row for row in years if (row["report_kind"], str(row["report_year"])) == (kind, year)),
        None,
    )
    if duty is not None:
        _witnesses(view, duty)
        _versions(view, duty)
    heading(say("filer.findings"))
    found = data.rows("findings_about", filer=filer_id, report="")
    if found:
        st.html(findings_table(view, found, with_filer=False))
        downloads.offer(
            view, "findings_about", f"fazhi_findings_{filer_id}", len(found),
            filer=filer_id, report="",
        )  # fmt: skip
    else:
        nothing(view)
    _columns(view, filer_id, code)


def _who(view: View, filer_id: str) -> None:
    say = view.say
    body = data.row("filer", filer=filer_id) or {}
    heading(say("filer.heading", county=body["county_name"], name=body["name"]), level=1)
    alive = f"{body['valid_from'] or '…'} – {body['valid_to'] or '…'}"
    shown = [(say("filer.id"), text(filer_id)),
             (say("column.level"), text(say(f"level.{body['level']}")))]  # fmt: skip
    for name, value in (
        ("aliases", body["aliases"]),
        ("basis", body["obligation_basis"]),
        ("alive", alive if body["valid_from"] or body["valid_to"] else None),
    ):
        if value:
            shown.append((say(f"filer.{name}"), text(value)))
    st.html(facts(shown))


def _years(view: View, years: list[Row]) -> None:
    say = view.say
    names = ["year", "kind", "status", "due_on", "published_on", "source", "days_late", "evidence",
             "report"]  # fmt: skip
    st.html(
        table(
            [say(f"column.{name}") for name in names],
            [
                [
                    text(str(row["report_year"])),
                    text(say(f"kind_short.{row['report_kind']}")),
                    status_badge(view, row),
                    text(row["due_on"]),
                    text(row["published_on"]),
                    text(_source(view, row)),
                    text(row["days_late"]),
                    _evidence(view, row),
                    _report(view, row),
                ]
                for row in years
            ],
            label=say("filer.years"),
            kind="years",
        )
    )


def _source(view: View, row: Row) -> str | None:
    source = row["published_on_source"]
    return view.say(f"source.{source}") if source else None


def _evidence(view: View, row: Row) -> Html:
    """When it was looked for and seen, the rule, and what a person ruled."""
    say = view.say
    parts = [
        Html(f"{text(say(f'column.{name}'))} {text(row[name])}")
        for name in ("not_before", "not_after", "observed_at", "first_missed_at", "removed_at",
                     "local_due_on")
        if row[name] is not None
    ]  # fmt: skip
    if row["ruling"] is not None:
        parts.append(Html(f"{text(say('column.ruling'))} {text(ruling(row['ruling'], say))}"))
    basis = say(f"basis.{row['deadline_basis']}") if row["deadline_basis"] else ""
    if basis and not row["binding"]:
        basis += say("filer.not_binding")
    parts.append(Html(f'<span class="none">{text(basis)}</span>'))
    return join(parts, "<br>")


def _report(view: View, row: Row) -> Html:
    links = []
    if row["report_id"]:
        address = view.link("report", report=row["report_id"])
        links.append(view_link(address, view.say("page.report")))
    if row["url"]:
        links.append(web_link(row["url"], view.say("report.page")))
    return join(links, "<br>") or text(None)


def _witnesses(view: View, duty: Row) -> None:
    say = view.say
    heading(say("filer.witnesses", year=duty["report_year"]))
    dates = data.rows("dates", report=duty["report_id"]) if duty["report_id"] else []
    if not dates and duty["not_after"] is None:
        st.html(note(say("filer.no_witness")))
        return
    chart(charts.witnesses(dates, duty, say), say("filer.witnesses", year=duty["report_year"]))
    st.html(note(say("filer.witnesses_note")))
    names = ["source", "meaning", "date", "words", "first_seen"]
    told = evidence.Told(view.language, say)
    st.html(
        table(
            [say(f"column.{name}") for name in names],
            [
                [
                    web_link(row["url"], say(f"source.{row['source']}")),
                    text(say(f"meaning.{row['meaning']}")),
                    text(row["date"]),
                    told.value("words", row["text"]),
                    text(row["first_seen_at"]),
                ]
                for row in dates
            ],
            label=say("filer.witnesses", year=duty["report_year"]),
        )
    )


def _versions(view: View, duty: Row) -> None:
    say = view.say
    heading(say("filer.versions"))
    versions = data.rows("versions", report=duty["report_id"]) if duty["report_id"] else []
    if len(versions) < 2:
        st.html(note(say("filer.one_version" if versions else "filer.no_version")))
        return
    names = ["version", "first_seen", "last_seen", "digest"]
    st.html(
        table(
            [say(f"column.{name}") for name in names],
            [
                [text(row["version"]), text(row["first_seen_at"]), text(row["last_seen_at"]),
                 text(row["text_sha256"][:16])]
                for row in versions
            ],
            label=say("filer.versions"),
        )
    )  # fmt: skip
    pairs = {str(new["version"]): (old, new) for old, new in pairwise(versions)}
    picked = max(pairs)
    if len(pairs) > 1:
        picked = choose("version", say("filer.versions"), list(reversed(pairs)))
    old, new = pairs[picked]
    heading(say("filer.diff", a=old["version"], b=new["version"]))
    drawn = changes(_text(old), _text(new), say)
    st.html(drawn if drawn is not None else note(say("filer.diff_cut")))


def _text(version: Row) -> str:
    read = data.row("text", sha256=version["payload_sha256"], url=version["url"]) or {}
    return "\n".join(part for part in (read.get("page_title"), read.get("page_text")) if part)


def _columns(view: View, filer_id: str, county: str) -> None:
    say = view.say
    heading(say("filer.columns"))
    rows = data.rows("filer_columns", filer=filer_id, county=county)
    if not rows:
        st.html(note(say("reason.no_column")))
        return
    st.html(
        table(
            [say(f"column.{name}") for name in ("column", "kind", "observed", "reason")],
            [
                [web_link(row["column_url"]), text(say(f"kind_short.{row['report_kind']}")),
                 text(row["last_believed_at"]),
                 text(reason(row["last_error"], say) if row["last_error"] else None)]
                for row in rows
            ],
            label=say("filer.columns"),
        )
    )  # fmt: skip
