"""The evidence of a finding for people: its keys named, its codes in words, its addresses as links.

What the keys are called in Chinese stands in evidence.toml. In English they say it themselves; so
does, in Chinese, what a newer file has and this version has no words for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from warehouse.dashboard.markup import Html, facts, join, table, text, web_link
from warehouse.dashboard.messages import reason, ruling
from warehouse.dashboard.strings import CODES, Say

_BEIJING = ZoneInfo("Asia/Shanghai")
#: A time as the checks write it: that of Beijing.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: A time as servers send it (RFC 9110).
_HEADER = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
#: Places in a text: its passages are marked there, and nobody counts characters.
_PLACES = frozenset({"offset", "start_a", "end_a", "start_b", "end_b", "this_report"})
_SHARES = ("share", "_share", "_share_limit", "jaccard", "containment")
#: The group of strings.toml that has the words of a key's codes.
_GROUPS = {
    "basis": "basis", "deadline_basis": "basis", "meaning": "meaning", "depth": "depth",
    "report_year_source": "year_source",
}  # fmt: skip


def shown(evidence: Mapping[str, Any], language: str, say: Say) -> Html:
    """Single values under their names, then a table for each list of things."""
    told = Told(language, say)
    told_apart = {
        name: [_without(one, evidence) for one in things]
        for name, value in evidence.items()
        if (things := _things(value))
    }
    pairs = [
        (told.name(name), told.value(name, value))
        for name, value in evidence.items()
        if name not in told_apart and not _is_left_out(name, value)
    ]
    tables = [
        Html(f"<p>{escape(told.name(name))}</p>{told.table(name, rows)}")
        for name, rows in told_apart.items()
    ]
    return join([facts(pairs), *tables])


def plain(evidence: Mapping[str, Any], language: str, say: Say) -> str:
    """The same as text, a line for each value and each thing of a list."""
    told, colon = Told(language, say), "：" if language == "zh" else ": "
    comma = "，" if language == "zh" else ", "

    def line(values: Mapping[str, Any]) -> str:
        pairs = [(name, value) for name, value in values.items() if not _is_left_out(name, value)]
        return comma.join(
            f"{told.name(name)}{colon}{_text(told.value(name, value))}" for name, value in pairs
        )

    lines = []
    for name, value in evidence.items():
        if things := _things(value):
            lines.append(f"{told.name(name)}{colon}")
            rows = enumerate((_without(one, evidence) for one in things), 1)
            lines += [f"{number}. {line(one)}" for number, one in rows]
        elif not _is_left_out(name, value):
            lines.append(line({name: value}))
    return "\n".join(lines)


@cache
def words() -> dict[str, dict[str, str]]:
    """Group → key or code → Chinese; the group `label` has what the keys are called."""
    return tomllib.loads(Path(__file__).with_name("evidence.toml").read_text("utf-8"))


class Told:
    """Names and values in the language of the reader."""

    def __init__(self, language: str, say: Say) -> None:
        self._chinese = language == "zh"
        self._say = say

    def name(self, key: str) -> str:
        """What a key is called."""
        plain = key.replace("_", " ")
        return words()["label"].get(key, plain) if self._chinese else plain

    def table(self, name: str, rows: list[dict[str, Any]]) -> Html:
        """A list of things, without the columns in which nothing stands."""
        keys = [
            key
            for key in dict.fromkeys(key for row in rows for key in row)
            if not all(_is_left_out(key, row.get(key)) for row in rows)
        ]
        cells = [[self.value(key, row.get(key)) for key in keys] for row in rows]
        if len(keys) == 1:
            return join([Html(f"<div>{value}</div>") for (value,) in cells])
        return table([self.name(key) for key in keys], cells, label=self.name(name))

    def value(self, name: str, value: Any) -> Html:
        """The value of a key as a person reads it."""
        if isinstance(value, bool):
            return text(self._say("app.yes" if value else "app.no"))
        if isinstance(value, list):
            return self._listed(name, value)
        if isinstance(value, dict):
            return shown(value, "zh" if self._chinese else "en", self._say)
        if isinstance(value, float):
            share = name.endswith(_SHARES)
            return text(f"{100 * value:.1f}%" if share else f"{value:g}")
        if value is None or value == "":
            return text(None)
        return self._word(name, str(value))

    def _listed(self, name: str, values: list[Any]) -> Html:
        if things := _things(values):  # inside a thing: a line for each, no table in a table
            return join([self._line(one) for one in things], "<br>")
        between = "<br>" if _is_long(name, values) else escape(self._say("app.comma"))
        return join([self.value(name, one) for one in values], between)

    def _line(self, thing: Mapping[str, Any]) -> Html:
        """The words and numbers of a thing, without ids."""
        told = [
            self.value(key, value)
            for key, value in thing.items()
            if not isinstance(value, bool) and not key.endswith("_id")
            and not _is_left_out(key, value)
        ]  # fmt: skip
        return join(told, " ")

    def _word(self, name: str, value: str) -> Html:
        if value.startswith(("http://", "https://")):
            return web_link(value)
        if name.endswith("sha256"):
            return Html(f"<code>{escape(value)}</code>")
        if _DAY.fullmatch(value):
            return Html(f'<span class="nb">{value}</span>')
        if (moment := _moment(value)) is not None:
            return text(moment)
        return text(self._code(name, value))

    def _code(self, name: str, value: str) -> str:
        if name in ("reason", "last_error"):
            return reason(value, self._say)
        if name == "ruling":
            return ruling(value, self._say)
        own = words().get(name)
        if own is not None and value in own:
            return own[value] if self._chinese else value.replace("_", " ")
        group = _GROUPS.get(name, "source" if name.endswith("source") else "")
        return self._say(f"{group}.{value}") if group in CODES else value


def _moment(value: str) -> datetime | None:
    """A time as the checks write it, or as a server sends it, in Beijing time."""
    try:
        if _MOMENT.fullmatch(value):
            return datetime.fromisoformat(value)
        if _HEADER.fullmatch(value):
            return parsedate_to_datetime(value).astimezone(_BEIJING)
    except (ValueError, OverflowError):
        return None  # a thirtieth of February is no time; it is shown as it was sent
    return None


def _things(value: Any) -> list[dict[str, Any]]:
    """The rows of a list of objects; nothing for any other value."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return value
    return []


def _without(thing: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """A thing without what already stands above all of them, such as their page."""
    return {key: value for key, value in thing.items() if above.get(key) != value}


def _is_left_out(name: str, value: Any) -> bool:
    """Whether there is nothing to show, or only a place in the text."""
    return name in _PLACES or value is None or value in ("", [], {})


def _text(drawn: Html) -> str:
    """Without markup; of a link the whole address stays."""
    plain = re.sub(r"<[^>]*>", " ", re.sub(r'<a href="([^"]*)".*?</a>', r"\1", drawn))
    return " ".join(unescape(plain).split())


def _is_long(name: str, values: Iterable[Any]) -> bool:
    """Whether each stands on a line of its own: addresses, digests, sentences."""
    return name.endswith("sha256") or any(isinstance(one, str) and len(one) > 20 for one in values)
