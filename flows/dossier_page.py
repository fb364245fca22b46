"""The dossier as one HTML file: it loads nothing, runs nothing, and shows page text as text.

Chinese first with English beside it; codes and columns are called as on the dashboard.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from flows.dossier import Dossier, Row
from warehouse.dashboard import passages
from warehouse.dashboard.changes import changes
from warehouse.dashboard.markup import Html, badge, facts, join, table, text, web_link
from warehouse.dashboard.messages import message
from warehouse.dashboard.strings import speaker

_ZH, _EN = speaker("zh"), speaker("en")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(dossier: Dossier) -> str:
    """The whole file."""
    duty = dossier.duty
    title = _says("title", name=duty["filer_name"], year=duty["report_year"],
                  kind=lambda say: say(f"kind.{duty['report_kind']}"))  # fmt: skip
    parts = [
        _head(dossier, title),
        _verdict(dossier),
        _findings(dossier),
        _items(dossier),
        _text(dossier),
        _versions(dossier),
        _dates(dossier),
        _addresses(dossier),
        _observations(dossier),
        _derive(dossier),
    ]
    css = Path(__file__).with_name("dossier.css").read_text("utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{escape(title[0])}</title><style>\n{css}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("dossier.toml").read_text("utf-8"))


def _says(key: str, group: str = "says", **values: Any) -> tuple[str, str]:
    """The words of a key in both languages; a value may be a function of the language."""
    out = []
    for language, say in (("zh", _ZH), ("en", _EN)):
        filled = {n: v(say) if callable(v) else v for n, v in values.items()}
        template = _words()[group][key][language]
        out.append(template.format(**filled) if filled else template)
    return out[0], out[1]


def _both(words: tuple[str, str]) -> Html:
    return Html(f'{escape(words[0])} <span class="en">{escape(words[1])}</span>')


def _paragraph(key: str, kind: str = "", **values: Any) -> Html:
    zh, en = _says(key, **values)
    mark = f' class="{kind}"' if kind else ""
    return Html(f'<p{mark}>{escape(zh)}<br><span class="en">{escape(en)}</span></p>')


def _heading(key: str) -> Html:
    return Html(f"<h2>{_both(_says(key, 'heading'))}</h2>")


def _label(key: str) -> str:
    """What a fact is called, in both languages: as on the dashboard, or in our own words."""
    if key in _words()["label"]:
        return " ".join(_says(key, "label"))
    return f"{_ZH(f'column.{key}')} {_EN(f'column.{key}')}"


def _code(group: str, value: str | None) -> Html:
    """A code of the published tables in words."""
    if value is None:
        return text(None)
    return _both((_ZH(f"{group}.{value}"), _EN(f"{group}.{value}")))


def _yes(value: bool | None) -> Html:
    if value is None:
        return text(None)
    return text(_ZH("app.yes") + " yes" if value else _ZH("app.no") + " no")


def _rows(names: Iterable[str], rows: Iterable[list[Html]], label: str) -> Html:
    built = list(rows)
    if not built:
        return _paragraph("nothing")
    return table([_label(name) for name in names], built, label=label)


def _head(dossier: Dossier, title: tuple[str, str]) -> Html:
    duty = dossier.duty
    parts = [
        f"<h1>{escape(title[0])}</h1>",
        f'<p class="en">{escape(title[1])}</p>',
        _paragraph("as_of", as_of=f"{duty['as_of']:%Y-%m-%d %H:%M}"),
        _paragraph("reply", "note"),
    ]
    return Html("".join(parts))


def _verdict(dossier: Dossier) -> Html:
    duty, report = dossier.duty, dossier.report or {}
    parts: list[Html] = [_heading("verdict")]
    if duty["is_duty"]:
        status = duty["status"]
        words = f"{_ZH(f'status.{status}')} {_EN(f'status.{status}')}"
        meaning = (_ZH(f"meaning_of.{status}"), _EN(f"meaning_of.{status}"))
        parts.append(Html(f"<p>{badge(status, words)} {_both(meaning)}</p>"))
    else:
        parts.append(_paragraph("no_duty"))
    days = ("due_on", "boundary_on", "local_due_on", "published_on", "days_late", "not_before",
            "not_after", "observed_at", "removed_at")  # fmt: skip
    pairs = [(_label(name), text(duty[name])) for name in days]
    pairs[4:4] = [(_label("source"), _code("source", duty["published_on_source"]))]
    pairs += [
        (_label("reason"), _code("reason", duty["reason"])),
        (_label("proven"), _code("status", duty["proven"])),
        (_label("binding"), _yes(duty["binding"])),
        (_label("basis"), _code("basis", duty["deadline_basis"])),
        (_label("verified"), _yes(duty["verified"])),
        (_label("ruling"), text(duty["ruling"])),
        (_label("title"), text(report.get("title"))),
        (_label("report"), web_link(duty["url"] or report.get("url"))),
        (_label("written_on"), text(report.get("written_on"))),
        (_label("document_number"), text(report.get("document_number"))),
        (_label("index_number"), text(report.get("index_number"))),
        (_label("publisher"), text(report.get("publisher"))),
        (_label("sign_off"), text(report.get("sign_off"))),
        (_label("length"), text(report.get("char_count"))),
        (_label("report_id"), Html(f"<code>{escape(duty['report_id'])}</code>")),
        (_label("release"), text(dossier.release)),
    ]
    return join([*parts, facts(pairs)])


def _findings(dossier: Dossier) -> Html:
    parts = [_heading("findings")]
    parts += [_finding(row) for row in dossier.findings] or [_paragraph("none_open")]
    return join(parts)


def _finding(row: Row) -> Html:
    severity = row["severity"]
    words = f"{_ZH(f'severity.{severity}')} {_EN(f'severity.{severity}')}"
    name = _ZH(f"check.{row['check_id']}")
    said = message(row, "zh", _ZH)
    english = str(row["message"])
    state = ""
    if row["closed_at"] is not None:
        state = f" · {_both(_says('closed'))} {text(row['closed_at'])}"
    if row.get("waived_until"):
        words = f"{_label('waived_until')} {row['waived_until']}: {row['waiver']}"
        state += f"<br>{escape(words)}"
    evidence = json.dumps(json.loads(row["evidence"] or "{}"), ensure_ascii=False, indent=1)
    kind = "finding closed" if row["closed_at"] is not None else "finding"
    same = "" if said == english else f'<br><span class="en">{escape(english)}</span>'
    return Html(
        f'<div class="{kind}" id="{escape(row["finding_id"])}">'
        f"<p>{badge(severity, words)} <b>{escape(row['check_id'])}</b> "
        f"{_both((name, row['title'] or ''))}</p>"
        f"<p>{escape(said)}{same}</p>"
        f"<p>{escape(_label('basis'))}: {text(row['basis'])}</p>"
        f"<p>{escape(_label('opened'))}: {text(row['opened_at'])}{state}</p>"
        f"<details open><summary>{escape(_label('evidence'))}</summary>"
        f"<pre>{escape(evidence)}</pre></details></div>"
    )


def _items(dossier: Dossier) -> Html:
    rows = [
        [
            _code("item", row["item"]),
            _yes(row["present"]),
            _code("depth", str(row["depth"])),
            text(None if row["char_share"] is None else f"{100 * row['char_share']:.1f} %"),
            text("、".join(sorted({one["words"] for one in row["evidence"] or []}))),
        ]
        for row in dossier.items
    ]
    names = ("item", "present", "depth", "share", "words")
    return join([_heading("items"), _rows(names, rows, "items")])


def _text(dossier: Dossier) -> Html:
    parts = [_heading("text")]
    body = dossier.versions[-1]["text"] if dossier.versions else None
    if not body:
        return join([*parts, _paragraph("no_text")])
    spans = passages.of_items(dossier.items, body)
    for row in dossier.findings:
        if row["closed_at"] is None:
            spans += passages.of_evidence(row["evidence"], body, row["check_id"])
    shown = passages.marked(body, spans)
    return join([*parts, _paragraph("marks"), Html(f'<div class="report">{shown}</div>')])


def _versions(dossier: Dossier) -> Html:
    rows = [
        [
            text(row["version"]), text(row["first_seen_at"]), text(row["last_seen_at"]),
            web_link(row["url"]), Html(f"<code>{escape(row['payload_sha256'] or '')}</code>"),
        ]
        for row in dossier.versions
    ]  # fmt: skip
    names = ("version", "first_seen", "last_seen", "report", "digest")
    parts = [_heading("versions"), _rows(names, rows, "versions")]
    if len(dossier.versions) == 1:
        parts.append(_paragraph("one_version"))
    for before, after in zip(dossier.versions, dossier.versions[1:], strict=False):
        parts.append(Html(f"<h3>{before['version']} → {after['version']}: "
                          f"{escape(_label('changed'))}</h3>"))  # fmt: skip
        if before["text"] is None or after["text"] is None:
            parts.append(_paragraph("text_gone"))
        else:
            shown = changes(before["text"], after["text"], _ZH)
            parts.append(_paragraph("too_long") if shown is None else shown)
    return join(parts)


def _dates(dossier: Dossier) -> Html:
    rows = [
        [
            _code("meaning", row["meaning"]), text(row["date"]), _code("source", row["source"]),
            text(row["text"]), web_link(row["url"]), text(row["first_seen_at"]),
            _yes(row["as_first_read"]),
        ]
        for row in dossier.dates
    ]  # fmt: skip
    names = ("meaning", "date", "source", "words", "report", "first_seen", "as_first_read")
    return join([_heading("dates"), _rows(names, rows, "dates")])


def _addresses(dossier: Dossier) -> Html:
    rows = [
        [
            web_link(row["url"]), web_link(row["column_url"]), _yes(row["in_own_column"]),
            _yes(row["listed"]), text(row["first_listed_at"]), text(row["last_seen_at"]),
            text(row["unlisted_at"]),
        ]
        for row in dossier.locations
    ]  # fmt: skip
    names = ("report", "column", "own_column", "listed", "first_listed", "last_listed", "unlisted")
    return join([_heading("addresses"), _rows(names, rows, "addresses")])


def _observations(dossier: Dossier) -> Html:
    rows = [
        [
            web_link(row["column_url"]), text(row["as_of"]), _yes(row["observed"]),
            text(row["n_entries"]), _code("reason", row["reason"]), text(row["run_id"]),
        ]
        for row in dossier.observations
    ]  # fmt: skip
    names = ("column", "as_of", "observed", "entries", "reason", "run")
    return join([_heading("observations"), _rows(names, rows, "observations")])


def _derive(dossier: Dossier) -> Html:
    files = sorted({f"sql/checks/{row['check_id']}.sql" for row in dossier.findings})
    listed = "".join(f"<li><code>{escape(name)}</code></li>"
                     for name in ("sql/mart/filing_status.sql", *files))  # fmt: skip
    rows = [
        [
            web_link(row["url"]), text(row["fetched_at"]), text(row["length"]),
            Html(f"<code>{escape(row['sha256'] or '')}</code>"),
            text(row["warc_file"]), text(row["warc_offset"]),
        ]
        for row in dossier.captures
    ]  # fmt: skip
    names = ("report", "as_of", "bytes", "digest", "archive_file", "offset")
    command = f"fazhi verify {dossier.duty['report_id']}"
    return join([
        _heading("derive"),
        _paragraph("verify"),
        Html(f"<pre>{escape(command)}</pre>"),
        _paragraph("by_hand"),
        Html(f"<ul>{listed}</ul>"),
        _heading("captures"),
        _rows(names, rows, "captures"),
    ])  # fmt: skip
