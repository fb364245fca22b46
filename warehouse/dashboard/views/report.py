"""The report page: the text of one report, its outline and items, and what findings rest on."""

from __future__ import annotations

import streamlit as st

from warehouse.dashboard import archived, data, passages
from warehouse.dashboard.markup import (
    Html,
    badge,
    facts,
    join,
    note,
    table,
    text,
    view_link,
    web_link,
)
from warehouse.dashboard.state import View, choose, settle
from warehouse.dashboard.views.common import (
    Row,
    choose_county,
    findings_table,
    heading,
    nothing,
    percent,
    status_badge,
)
from warehouse.dashboard.views.resemblance import show_similar
from warehouse.errors import WarehouseError

#: Characters shown; nobody reads more in a browser, and the page stays quick.
LONGEST = 200_000


def show(view: View) -> None:
    """Draw the page."""
    say = view.say
    report_id = _chosen(view)
    if report_id is None:
        nothing(view)
        return
    report = data.row("report", report=report_id)
    if report is None:
        raise WarehouseError(say("failure.no_report", id=report_id), "")
    found = data.rows("findings_about", filer="", report=report_id)
    heading(report["title"] or report_id, level=1)
    _facts(view, report)
    read = None
    if report["payload_sha256"]:
        read = data.row("text", sha256=report["payload_sha256"], url=report["text_url"])
    body = ((read or {}).get("page_text") or "")[:LONGEST]
    items = data.rows("items", report=report_id)
    sections = data.rows("sections", report=report_id)
    left, right = st.columns([3, 2])
    with right:
        _items(view, items)
        heading(say("filer.findings"))
        if found:
            st.html(findings_table(view, found, with_filer=False))
        else:
            nothing(view)
        _outline(view, sections)
    with left:
        _text(view, body, items, sections, found)
    _where(view, report)
    show_similar(view, report, body)


def _chosen(view: View) -> str | None:
    """The report that the address names, else the one that is chosen by county, body and year."""
    say = view.say
    asked = st.query_params.get("report")
    if asked and asked != st.session_state.get("chosen_report"):
        row = data.row("report", report=asked)
        if row is None:
            raise WarehouseError(say("failure.no_report", id=asked), "")
        # The other choices follow the report.
        for name, value in (("county", row["county_code"]), ("filer", row["filer_id"])):
            st.session_state[f"chosen_{name}"] = st.session_state[f"widget_{name}"] = value
            st.query_params[name] = value
    with st.container(horizontal=True, key="choices"):
        county, _ = choose_county(view)
        names = {row["filer_id"]: row["name"] for row in data.rows("filers", county=county)}
        if not names:
            return None
        filer = choose("filer", say("choose.filer"), list(names), names.__getitem__)
        reports = {row["report_id"]: row for row in data.rows("reports", filer=filer)}
        if not reports:
            settle("report", "")
            return None

        def words(one: str) -> str:
            return f"{reports[one]['report_year']} {say('kind.' + reports[one]['report_kind'])}"

        return choose("report", say("choose.report"), list(reports), words)


def _facts(view: View, report: Row) -> None:
    say = view.say
    shown = [
        (say("column.filer"), view_link(
            view.link("filer", filer=report["filer_id"], county=report["county_code"],
                      kind=report["report_kind"], year=report["report_year"]),
            report["filer_name"] or report["filer_id"])),
        (say("column.kind"), text(say(f"kind.{report['report_kind']}"))),
        (say("column.year"), text(f"{report['report_year']} "
                                  f"({say('year_source.' + report['report_year_source'])})")),
        (say("column.status"), status_badge(view, report) if report["status"] else text(None)),
        (say("column.due_on"), text(report["due_on"])),
        (say("column.published_on"), text(_published(view, report))),
        (say("report.page"), web_link(report["url"])),
    ]  # fmt: skip
    for name in ("written_on", "document_number", "index_number", "publisher", "sign_off",
                 "removed_at"):  # fmt: skip
        if report[name]:
            shown.append((say(f"column.{name}"), text(report[name])))
    shown += [
        (say("column.length"), text(say("report.chars", n=f"{report['char_count'] or 0:,}"))),
        (say("column.first_seen"), text(report["first_seen_at"])),
        (say("column.last_seen"), text(report["last_seen_at"])),
    ]
    st.html(facts(shown))
    _capture(view, report)


def _published(view: View, report: Row) -> str | None:
    if report["published_on"] is None:
        return None
    source = view.say(f"source.{report['published_on_source']}")
    return f"{report['published_on']} ({source})"


def _capture(view: View, report: Row) -> None:
    """The archived bytes that the text was read from."""
    say = view.say
    if not report["payload_sha256"]:
        return
    sha256 = report["payload_sha256"]
    capture = data.row("captures", url=report["text_url"], sha256=sha256)
    if capture is None:
        return
    words = say(
        "report.captured_at", when=f"{capture['fetched_at']:%Y-%m-%d %H:%M}",
        file=capture["warc_file"], offset=f"{capture['warc_offset']:,}", sha256=sha256,
    )  # fmt: skip
    home = data.home()
    if not archived.is_here(home, capture["warc_file"]):
        st.html(note(f"{say('report.captured')}: {words} {say('report.no_capture')}"))
        return
    st.html(note(f"{say('report.captured')}: {words}"))
    st.download_button(
        say("report.download_capture"),
        data=lambda: archived.payload(home, capture["warc_file"], capture["warc_offset"], sha256),
        file_name=archived.file_name(sha256, capture["content_type"]),
        # Never shown as a page of this site, whatever it holds.
        mime="application/octet-stream",
        key="capture",
        on_click="ignore",
    )


def _items(view: View, items: list[Row]) -> None:
    say = view.say
    heading(say("report.items"))
    if not items:
        st.html(note(say("report.no_items")))
        return
    names = ["item", "present", "depth", "share"]
    st.html(
        table(
            [say(f"column.{name}") for name in names],
            [
                [
                    Html(f'<span title="{text(row["name"])}">{text(say("item." + row["item"]))}'
                         "</span>"),
                    _presence(view, row["present"]),
                    text(say(f"depth.{row['depth']}")),
                    text(percent(view, row["char_share"])),
                ]
                for row in items
            ],
            label=say("report.items"),
            kind="items",
        )
    )  # fmt: skip


def _presence(view: View, present: bool) -> Html:
    word = "present" if present else "absent"
    return badge(word, view.say(f"presence.{word}"))


def _outline(view: View, sections: list[Row]) -> None:
    say = view.say
    heading(say("report.outline"))
    if not sections:
        st.html(note(say("report.no_outline")))
        return
    lines = join(
        Html(
            f'<li style="padding-left:{1.2 * (row["level"] - 1):.1f}em">'
            f"{text(row['number'])}{text(row['heading'])} "
            f'<span class="none">{text("、".join(say(f"item.{one}") for one in row["items"]))}'
            f" · {text(say('report.chars', n=row['char_count']))}</span></li>"
        )
        for row in sections
    )
    st.html(Html(f'<ul class="outline">{lines}</ul>'))


def _text(view: View, body: str, items: list[Row], sections: list[Row], found: list[Row]) -> None:
    say = view.say
    heading(say("report.text"))
    if not body:
        st.html(note(say("report.no_text")))
        return
    st.html(note(say("report.text_note")))
    spans = passages.of_items(items, body)
    for row in found:
        if row["closed_at"] is None:
            spans += passages.of_evidence(row["evidence"], body, row["check_id"])
    tags = {}
    for row in sections:
        start = row["start_offset"]
        wanted = body.find(row["heading"] or row["number"], start)
        end = wanted + len(row["heading"] or row["number"])
        if wanted >= 0 and end - start < 300:
            spans.append(passages.Span(start, end, "heading"))
        if row["level"] == 1:
            tags[start] = "、".join(say(f"item.{one}") for one in row["items"])
    st.html(Html(f'<div class="report">{passages.marked(body, spans, tags)}</div>'))
    if len(body) == LONGEST:
        st.html(note(say("report.text_cut", n=f"{LONGEST:,}")))


def _where(view: View, report: Row) -> None:
    say = view.say
    heading(say("report.locations"))
    rows = data.rows("locations", report=report["report_id"])
    st.html(
        table(
            [say("report.page"), say("column.column"), say("column.own_column"),
             say("column.listed")],
            [
                [web_link(row["url"]), web_link(row["column_url"]),
                 _yes(view, row["in_own_column"]), _yes(view, row["listed"])]
                for row in rows
            ],
            label=say("report.locations"),
        )
    )  # fmt: skip
    files = data.rows("attachments", report=report["report_id"])
    if files:
        heading(say("report.attachments"))
        st.html(
            table(
                [say("column.name"), say("column.length"), say("column.error")],
                [
                    [web_link(row["url"], row["name"] or row["url"]), text(row["text_chars"]),
                     text(row["error"])]
                    for row in files
                ],
                label=say("report.attachments"),
            )
        )  # fmt: skip


def _yes(view: View, value: bool | None) -> Html:
    return text(None) if value is None else text(view.say("app.yes" if value else "app.no"))
