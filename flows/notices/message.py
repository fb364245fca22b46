"""One message about what changed since the last: facts by SQL, words from a file of its language.

Each file of `sql/notices` is a question to the published tables whose rows are worth telling; the
variable `since` is the clock of the last night that was told. Only the as-of clock counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.run_folder import SHANGHAI
from flows.safe_text import without_controls
from warehouse.dashboard.messages import reason, why_failed
from warehouse.dashboard.strings import Say, speaker
from warehouse.errors import explained
from warehouse.sqlfiles import SQL, read_sql

#: The notices in the order of a message.
ORDER = (
    "county_failed", "first_night", "newly_late", "withdrawn", "reminder", "unjudgeable",
    "source_down", "newly_published",
)  # fmt: skip
#: Lines of one notice in a message; the rest is counted.
MOST_LINES = 20
#: Characters of one line: services refuse what is too long, and nobody reads it.
MOST_CHARACTERS = 500


@dataclass(frozen=True)
class Notice:
    """Rows worth telling; each is columns by name, of which `how` chooses the words."""

    notice_id: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Message:
    """What is sent: one line, and the text below it."""

    title: str
    body: str


def last_told_by_tables(con: duckdb.DuckDBPyConnection) -> datetime | None:
    """Clock of the whole night before the last one; None when there was none."""
    (before,) = con.execute(
        """
        select max(run.as_of)
        from raw.run as run cross join ref.clock as clock
        where run.as_of < clock.as_of and run.status in ('complete', 'partial')
        """
    ).fetchone() or (None,)
    return before if isinstance(before, datetime) else None


def clock_of(con: duckdb.DuckDBPyConnection) -> tuple[str, datetime] | None:
    """Run and as-of time of the last night; None before the first."""
    row = con.execute("select run_id, as_of from ref.clock").fetchone()
    return (str(row[0]), row[1]) if row else None


def read_notices(con: duckdb.DuckDBPyConnection, since: datetime | None) -> list[Notice]:
    """Everything worth telling since then; None means that nothing was told before."""
    told = f"timestamptz '{since.isoformat()}'" if since else "null::timestamptz"
    found = []
    with explained("cannot read the notices", "run `fazhi rebuild` with this version of fazhi"):
        con.execute(f"set variable since = {told}")
        for notice_id in ORDER:
            cursor = con.execute(read_sql(SQL / "notices" / f"{notice_id}.sql").body)
            names = [str(column[0]) for column in cursor.description or []]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            if rows:
                found.append(Notice(notice_id, rows))
    return found


def read_words(language: str) -> dict[str, Any]:
    """The words of a language, `zh` or `en`."""
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))


def compose(notices: Sequence[Notice], as_of: datetime, language: str) -> Message | None:
    """The message of these notices; None when there is nothing to tell."""
    if not notices:
        return None
    words = read_words(language)
    shorts, parts = [], []
    for notice in notices:
        texts = words["notice"][notice.notice_id]
        n = len(notice.rows)
        shorts.append(texts["short"].format(n=n))
        say = speaker(language)
        lines = [_line(texts["lines"], row, words, say) for row in notice.rows[:MOST_LINES]]
        if n > MOST_LINES:
            lines.append(words["more"].format(n=n - MOST_LINES))
        parts.append("\n".join([texts["head"].format(n=n), *(f"- {line}" for line in lines)]))
    moment = as_of.astimezone(SHANGHAI)
    parts.append(words["ending"].format(as_of=f"{moment:%Y-%m-%d %H:%M}"))
    what = ("，" if language == "zh" else ", ").join(shorts)
    return Message(
        words["title"].format(day=f"{moment:%Y-%m-%d}", what=what), "\n\n".join(parts) + "\n"
    )


def _line(
    texts: Mapping[str, str], row: Mapping[str, Any], words: Mapping[str, Any], say: Say
) -> str:
    shown = {
        name: words["absent"] if value is None else without_controls(str(value))
        for name, value in row.items()
    }
    if "filer" in row and row["filer"] is None:  # a column of several bodies
        shown["filer"] = ""
    if row.get("reason") is not None:
        shown["reason"] = _why(shown["reason"], say)
    if row.get("url") is None:
        shown["url"] = ""
    if "report_kind" in row:
        shown["kind"] = words["kind"].get(row["report_kind"], shown["report_kind"])
    line = " ".join(texts[row["how"]].format_map(shown).split())
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"


def _why(code: str, say: Say) -> str:
    """Why a county or a column failed, in words as on the dashboard."""
    of_county = why_failed(code, say)
    return reason(code, say) if of_county == code else of_county
