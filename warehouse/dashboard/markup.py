"""HTML for the parts that a page draws itself: tables, tiles, letters, links.

Everything that comes from the published file is escaped here and nowhere else; addresses become
links only when they are http or https.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from typing import NewType
from urllib.parse import urlsplit

from warehouse.colours import INK, PAPER

Html = NewType("Html", str)

DASH = Html('<span class="none">–</span>')


def text(value: object) -> Html:
    """A value as a person reads it; absent is a dash."""
    if value is None or value == "":
        return DASH
    if isinstance(value, datetime):
        return Html(
            f'<span class="nb">{value:%Y-%m-%d}</span> <span class="nb">{value:%H:%M}</span>'
        )
    if isinstance(value, date):
        return Html(f'<span class="nb">{value.isoformat()}</span>')
    if isinstance(value, float):
        return Html(f"{value:,.2f}".rstrip("0").rstrip("."))
    if isinstance(value, int):
        return Html(f"{value:,}")
    return Html(escape(str(value)))


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Parts one after the other."""
    return Html(between.join(parts))


def view_link(address: str, words: object, *, title: str = "") -> Html:
    """A link to another view of the dashboard."""
    hint = f' title="{escape(title)}"' if title else ""
    return Html(f'<a href="{escape(address)}" target="_self"{hint}>{text(words)}</a>')


def web_link(address: str | None, words: object = None) -> Html:
    """A link to a page of a site; other schemes than http and https stay text."""
    if not address:
        return DASH
    shown = text(words if words is not None else address.removeprefix("http://"))
    try:
        is_web = urlsplit(address).scheme in ("http", "https")
    except ValueError:
        is_web = False
    if not is_web:
        return shown
    return Html(
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"{shown}</a>"
    )


def badge(status: str, words: str) -> Html:
    """A status in words on its colour."""
    style = f"background:{PAPER.get(status, '#eee')};color:{INK.get(status, '#222')}"
    return Html(f'<span class="badge {escape(status)}" style="{style}">{escape(words)}</span>')


def table(
    names: Sequence[str], rows: Iterable[Sequence[Html]], *, label: str, kind: str = ""
) -> Html:
    """A table that scrolls sideways on a narrow screen; `label` is what it is called."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(
        "<tr>"
        + "".join(
            # On a phone each cell carries the name of its column.
            f'<td data-label="{escape(name)}"><div>{value}</div></td>'
            for name, value in zip(names, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return Html(
        f'<div class="scroll"><table class="rows {kind}" aria-label="{escape(label)}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def tile(label: str, value: str, below: str = "", *, status: str = "", name: str = "") -> Html:
    """A number with what it counts above and out of what below."""
    style = f' style="border-left-color:{PAPER[status]}"' if status in PAPER else ""
    return Html(
        f'<div class="tile"{style} data-name="{escape(name)}"><div class="label">{escape(label)}'
        f'</div><div class="value">{escape(value)}</div><div class="below">{escape(below)}</div>'
        "</div>"
    )


def tiles(parts: Iterable[Html]) -> Html:
    """Tiles in as many columns as fit."""
    return Html(f'<div class="tiles">{join(parts)}</div>')


def facts(pairs: Iterable[tuple[str, Html]]) -> Html:
    """Names and values under one another."""
    return Html(
        '<dl class="facts">'
        + "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in pairs)
        + "</dl>"
    )


def note(words: str, kind: str = "note") -> Html:
    """A paragraph of plain words."""
    return Html(f'<p class="{kind}">{escape(words)}</p>')
