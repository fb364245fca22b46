"""Files that the dashboard hands out, in the words of its pages: titles, codes, messages, evidence.

In English a file has the names and codes of the published tables, which other programs know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from warehouse.dashboard import evidence
from warehouse.dashboard.messages import message, reason, ruling
from warehouse.dashboard.strings import CODES, Say, speaker, table
from warehouse.workbook import Wording

#: The group of words that a column's codes have.
_GROUPS = {
    "level": "level", "report_kind": "kind", "status": "status", "proven": "status",
    "published_on_source": "source", "deadline_basis": "basis", "severity": "severity",
    "state": "state",
}  # fmt: skip


def wording(language: str) -> Wording | None:
    """How a file is worded in a language; None where it keeps the names of the tables."""
    if language == "en":
        return None
    say = speaker(language)
    return Wording(
        titles=lambda column: table().get(f"file.{column}", {}).get(language, column),
        row=lambda row: {name: _worded(name, row, language, say) for name in row},
    )


def _worded(name: str, row: Mapping[str, Any], language: str, say: Say) -> Any:
    value = row[name]
    if value is None:
        return None
    if isinstance(value, bool):
        return say("app.yes" if value else "app.no")
    if name in ("reason", "last_error"):
        return reason(value, say)
    match name:
        case "message":
            return message(dict(row), language, say)
        case "evidence":
            return evidence.plain(json.loads(value), language, say)
        case "ruling":
            return ruling(value, say)
        case "check_id":
            title = table().get(f"check.{value}", {}).get(language, "")
            return f"{value} {title}".rstrip()
    group = _GROUPS.get(name)
    return say(f"{group}.{value}") if group in CODES else value
