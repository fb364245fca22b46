"""The dossier as one HTML file: it loads nothing, runs nothing, and shows page text as text.

It is wholly in one language. Codes and columns are called as on the dashboard.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Literal

from flows.dossier import Dossier, Row
from warehouse.dashboard import evidence, passages
from warehouse.dashboard.changes import changes
from warehouse.dashboard.markup import Html, badge, facts, join, note, table, text, web_link
from warehouse.dashboard.messages import message, reason
from warehouse.dashboard.strings import speaker
from warehouse.dashboard.strings import table as strings

Language = Literal["zh", "en"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_TAGS = {"zh": "zh-CN", "en": "en"}
#: What the verdict says of the duty; evidence that says the same does not say it again.
_OF_DUTY = ("due_on", "boundary_on", "local_due_on", "deadline_basis", "verified", "binding")


def page(dossier: Dossier, language: Language = "zh") -> str:
    """The whole file."""
    return _Page(dossier, language).whole()


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("dossier.toml").read_text("utf-8"))


class _Page:
    """The parts of one dossier, in one language."""

    def __init__(self, dossier: Dossier, language: Language) -> None:
        self._of = dossier
        self._language = language
        self._say = speaker(language)
        self._told = evidence.Told(language, self._say)

    def whole(self) -> str:
        duty = self._of.duty
        kind = self._say(f"kind.{duty['report_kind']}")
        title = self._says("title", name=duty["filer_name"], year=duty["report_year"], kind=kind)
        parts = [self._head(title), self._verdict(), self._findings()]
        if self._of.report is None:
            parts.append(self._observations())
        else:
            parts += [
                self._dates(), self._observations(), self._addresses(), self._items(),
                self._text(), self._versions(),
            ]  # fmt: skip
        parts.append(self._derive())
        css = Path(__file__).with_name("dossier.css").read_text("utf-8")
        return (
            f'<!DOCTYPE html>\n<html lang="{_TAGS[self._language]}"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="referrer" content="no-referrer">'
            f"<title>{escape(title)}</title><style>\n{css}</style></head><body>\n"
            + "\n".join(parts)
            + "\n</body></html>\n"
        )

    def _says(self, key: str, group: str = "says", **values: Any) -> str:
        template = _words()[group][key][self._language]
        return template.format(**values) if values else template

    def _paragraph(self, key: str, kind: str = "", **values: Any) -> Html:
        return note(self._says(key, **values), kind)

    def _heading(self, key: str) -> Html:
        return Html(f"<h2>{escape(self._says(key, 'heading'))}</h2>")

    def _label(self, key: str) -> str:
        """What a fact is called: in our own words, or as on the dashboard."""
        own = key in _words()["label"]
        return self._says(key, "label") if own else self._say(f"column.{key}")

    def _code(self, group: str, value: str | None) -> Html:
        """A code of the published tables in words."""
        return text(None if value is None else self._say(f"{group}.{value}"))

    def _yes(self, value: bool | None) -> Html:
        return text(None if value is None else self._say("app.yes" if value else "app.no"))

    def _rows(self, label: str, names: Iterable[str], rows: Iterable[list[Html]]) -> Html:
        built = list(rows)
        if not built:
            return self._paragraph("nothing")
        head = [self._label(name) for name in names]
        return table(head, built, label=self._says(label, "heading"), kind=label)

    def _head(self, title: str) -> Html:
        duty = self._of.duty
        as_of = self._paragraph(
            "as_of", county=duty["county_name"] or "", as_of=f"{duty['as_of']:%Y-%m-%d %H:%M}"
        )
        return join([Html(f"<h1>{escape(title)}</h1>"), as_of, self._paragraph("reply", "note")])

    def _verdict(self) -> Html:
        duty, report = self._of.duty, self._of.report or {}
        parts = [self._heading("verdict"), self._sentence()]
        late = duty["days_late"]
        days = text(None if late is None else self._say("app.days", n=late))
        pairs = [
            ("due_on", text(duty["due_on"])),
            ("published_on", text(duty["published_on"])),
            ("source", self._code("source", duty["published_on_source"])),
            ("days_late", days),
            ("boundary_on", text(duty["boundary_on"])),
            ("local_due_on", text(duty["local_due_on"])),
            ("written_on", text(report.get("written_on"))),
            ("not_before", text(duty["not_before"])),
            ("not_after", text(duty["not_after"])),
            ("observed_at", text(duty["observed_at"])),
            ("removed_at", text(duty["removed_at"])),
            ("proven", self._code("status", duty["proven"])),
            ("ruling", self._told.value("ruling", duty["ruling"])),
            ("basis", self._code("basis", duty["deadline_basis"])),
            ("binding", self._yes(duty["binding"])),
            ("verified", self._yes(duty["verified"])),
            ("title", text(report.get("title"))),
            ("address", web_link(duty["url"] or report.get("url"))),
            ("document_number", text(report.get("document_number"))),
            ("index_number", text(report.get("index_number"))),
            ("publisher", text(report.get("publisher"))),
            ("sign_off", text(report.get("sign_off"))),
            ("length", text(report.get("char_count"))),
            ("report_id", Html(f"<code>{escape(duty['report_id'])}</code>")),
            ("release", text(self._of.release)),
        ]
        nothing = text(None)
        return join([*parts, facts((self._label(n), v) for n, v in pairs if v != nothing)])

    def _sentence(self) -> Html:
        """The status, and what it says of this body, in a sentence."""
        duty = self._of.duty
        if not duty["is_duty"]:
            return self._paragraph("no_duty")
        status = duty["status"]
        seen = duty["observed_at"]
        values = {
            "observed_at": f"{seen:%Y-%m-%d %H:%M}" if seen else "–",
            "reason": reason(duty["reason"], self._say) if duty["reason"] else "–",
        }
        said = self._says(status, "verdict", **{**duty, **values})
        return Html(f"<p>{badge(status, self._say(f'status.{status}'))} {escape(said)}</p>")

    def _findings(self) -> Html:
        parts = [self._heading("findings")]
        for is_closed, rows in groupby(self._of.findings, lambda row: row["closed_at"] is not None):
            if is_closed:
                parts.append(self._paragraph("closed"))
            parts += [self._finding(row) for row in rows]
        return join(parts if self._of.findings else [*parts, self._paragraph("none_open")])

    def _finding(self, row: Row) -> Html:
        severity, check, closed = row["severity"], row["check_id"], row["closed_at"]
        name = self._of_check("check", check, row["title"])
        basis = self._of_check("check_basis", check, row["basis"])
        said = str(row["message"])
        if self._language != "en":
            said = message(row, self._language, self._say)
        times = [(self._label("opened"), text(row["opened_at"]))]
        if closed is not None:
            times.append((self._label("closed"), text(closed)))
        if row.get("waived_until"):
            told = text(f"{row['waived_until']} · {row['waiver']}")
            times.append((self._label("waived_until"), told))
        sep = "：" if self._language == "zh" else ": "
        shown = " · ".join(f"{escape(label)}{sep}{value}" for label, value in times)
        return Html(
            f'<div class="{"finding" if closed is None else "finding closed"}"'
            f' id="{escape(row["finding_id"])}">'
            f"<p>{badge(severity, self._say(f'severity.{severity}'))} "
            f"<b>{escape(check)}</b> {escape(name)}</p>"
            f"<p>{escape(said)}</p>"
            f"<p>{escape(self._label('basis'))}{sep}{escape(basis)}</p><p>{shown}</p>"
            f"<details{'' if closed is not None else ' open'}>"
            f"<summary>{escape(self._label('evidence'))}</summary>{self._evidence(row)}"
            "</details></div>"
        )

    def _of_check(self, group: str, check: str, published: str | None) -> str:
        """Words for a check; in English the published ones."""
        return strings().get(f"{group}.{check}", {}).get(self._language) or published or ""

    def _evidence(self, row: Row) -> Html:
        """What the finding rests on, without what this file says elsewhere word for word."""
        read: dict[str, Any] = json.loads(row["evidence"] or "{}")
        for name in _OF_DUTY:
            if name in read and _plain(read[name]) == _plain(self._of.duty[name]):
                del read[name]
        known = {_key(one) for one in self._of.dates}
        said_below = bool(read.get("dates")) and all(_key(one) in known for one in read["dates"])
        if said_below:
            del read["dates"]
        shown = evidence.shown(read, self._language, self._say)
        return join([shown, self._paragraph("see_dates")]) if said_below else shown

    def _dates(self) -> Html:
        pages = {row["url"] for row in self._of.dates}
        names = ["meaning", "date", "source", "words", "first_seen", "as_first_read"]
        rows = [
            [
                self._code("meaning", row["meaning"]), text(row["date"]),
                self._code("source", row["source"]),
                self._told.value("words", None if row["text"] == row["url"] else row["text"]),
                text(row["first_seen_at"]), self._yes(row["as_first_read"]),
                *([] if len(pages) == 1 else [web_link(row["url"])]),
            ]
            for row in self._of.dates
        ]  # fmt: skip
        above = [Html(f"<p>{web_link(url)}</p>") for url in pages if len(pages) == 1]
        if len(pages) != 1:
            names.append("address")
        return join([self._heading("dates"), *above, self._rows("dates", names, rows)])

    def _observations(self) -> Html:
        parts = [self._heading("observations")]
        names = ("seen_night", "whole", "entries", "reason", "run")
        for column, nights in groupby(self._of.observations, lambda row: row["column_url"]):
            rows = [
                [
                    text(row["as_of"]), self._yes(row["observed"]), text(row["n_entries"]),
                    text(reason(row["reason"], self._say) if row["reason"] else None),
                    text(row["run_id"]),
                ]
                for row in nights if row["as_of"] is not None
            ]  # fmt: skip
            parts += [Html(f"<h3>{web_link(column)}</h3>"), self._rows("observations", names, rows)]
        return join(parts if self._of.observations else [*parts, self._paragraph("nothing")])

    def _addresses(self) -> Html:
        rows = [
            [
                web_link(row["url"]), web_link(row["column_url"]), self._yes(row["in_own_column"]),
                self._yes(row["listed"]), text(row["first_listed_at"]), text(row["last_seen_at"]),
                text(row["unlisted_at"]),
            ]
            for row in self._of.locations
        ]  # fmt: skip
        names = ("address", "column", "own_column", "listed", "first_listed", "last_listed",
                 "unlisted")  # fmt: skip
        return join([self._heading("addresses"), self._rows("addresses", names, rows)])

    def _items(self) -> Html:
        comma = self._say("app.comma")
        rows = [
            [
                self._code("item", row["item"]),
                self._yes(row["present"]),
                self._code("depth", str(row["depth"])),
                text(None if row["char_share"] is None else f"{100 * row['char_share']:.1f}%"),
                text(comma.join(sorted({one["words"] for one in row["evidence"] or []}))),
            ]
            for row in self._of.items
        ]
        names = ("item", "present", "depth", "share", "words")
        return join([self._heading("items"), self._rows("items", names, rows)])

    def _text(self) -> Html:
        parts = [self._heading("text")]
        body = self._of.versions[-1]["text"] if self._of.versions else None
        if not body:
            return join([*parts, self._paragraph("no_text")])
        spans = passages.of_items(self._of.items, body)
        for row in self._of.findings:
            if row["closed_at"] is None:
                spans += passages.of_evidence(row["evidence"], body, row["check_id"])
        shown = passages.marked(body, spans)
        marks = [self._paragraph("marks")] if spans else []
        return join([*parts, *marks, Html(f'<div class="report">{shown}</div>')])

    def _versions(self) -> Html:
        versions = self._of.versions
        rows = [
            [
                text(row["version"]), text(row["first_seen_at"]), text(row["last_seen_at"]),
                web_link(row["url"]), _digest(row["payload_sha256"]),
            ]
            for row in versions
        ]  # fmt: skip
        names = ("version", "first_seen", "last_seen", "address", "digest")
        parts = [self._heading("versions"), self._rows("versions", names, rows)]
        if len(versions) == 1:
            parts.append(self._paragraph("one_version"))
        for before, after in pairwise(versions):
            said = self._says("changed", "label", a=before["version"], b=after["version"])
            parts.append(Html(f"<h3>{escape(said)}</h3>"))
            if before["text"] is None or after["text"] is None:
                parts.append(self._paragraph("text_gone"))
            else:
                shown = changes(before["text"], after["text"], self._say)
                parts.append(self._paragraph("too_long") if shown is None else shown)
        return join(parts)

    def _derive(self) -> Html:
        files = sorted({f"sql/checks/{row['check_id']}.sql" for row in self._of.findings})
        listed = "".join(f"<li><code>{escape(name)}</code></li>"
                         for name in ("sql/mart/filing_status.sql", *files))  # fmt: skip
        rows = [
            [
                web_link(row["url"]), text(row["fetched_at"]), text(row["length"]),
                _digest(row["sha256"]), text(row["warc_file"]), text(row["warc_offset"]),
            ]
            for row in self._of.captures
        ]  # fmt: skip
        names = ("address", "fetched", "bytes", "digest", "archive_file", "offset")
        command = f"fazhi verify {self._of.duty['report_id']}"
        return join([
            self._heading("derive"),
            self._paragraph("verify"),
            Html(f"<pre>{escape(command)}</pre>"),
            self._paragraph("by_hand"),
            Html(f"<ul>{listed}</ul>"),
            self._heading("captures"),
            self._rows("captures", names, rows),
        ])  # fmt: skip


def _digest(sha256: str | None) -> Html:
    return Html(f"<code>{escape(sha256)}</code>") if sha256 else text(None)


def _plain(value: object) -> object:
    """A value of a table as evidence has it: days as text."""
    return value if value is None or isinstance(value, bool) else str(value)


def _key(date: Row) -> tuple[str, ...]:
    """What makes a date of the evidence the same as one of the table."""
    return tuple(str(date[name]) for name in ("source", "meaning", "date", "url"))
