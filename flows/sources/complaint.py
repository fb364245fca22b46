"""Words for what pydantic refuses in a source file: the key as written, what, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from flows.sources.model import (
    Alias,
    County,
    Filer,
    RegisteredColumn,
    Ruling,
    Source,
    Waiver,
)

SINGULAR = {"filers": "filer", "rulings": "ruling", "waivers": "waiver", "columns": "column"}
PARTS: dict[str, type[BaseModel]] = {
    "county": County,
    "filers": Filer,
    "rulings": Ruling,
    "waivers": Waiver,
    "columns": RegisteredColumn,
    "aliases": Alias,
}
#: Remedies by the beginning of pydantic's error type.
REMEDIES = {
    "string_type": "write it in quotes",
    "string_pattern_mismatch": "write six digits in quotes (GB/T 2260)",
    "string_too_short": "write the text, or leave the key out",
    "string_too_long": "shorten it",
    "date": "write a day as 2023-03-31, without quotes",
    "int": "write a whole number without quotes",
    "greater_than": "correct the number",
    "less_than": "correct the number",
    "float": "write a number without quotes",
    "bool": "write true or false without quotes",
    "list_type": "write it as a list",
    "literal_error": "use one of these",
    "model_type": "write it as a table",
}


def describe(error: ErrorDetails, table: Mapping[str, Any]) -> tuple[str, str]:
    """(key, "what; remedy") for one error; `table` is the file as read, to name the filer."""
    location = [part for part in error["loc"] if not str(part).startswith("function-")]
    key = _key(location, table)
    kind, message = error["type"], error["msg"]
    if kind == "missing":
        return key, f"is required; add it to this {_owner(location)}"
    if kind == "extra_forbidden":
        return key, f"unknown key; {_known_keys(location)}"
    if kind == "value_error":
        return key, message.removeprefix("Value error, ")
    what = message[:1].lower() + message[1:]
    shown = "" if isinstance(error["input"], dict | list) else f", not {error['input']!r}"
    remedy = next((words for start, words in REMEDIES.items() if kind.startswith(start)), None)
    return key, f"{what}{shown}; {remedy or 'correct the value'}"


def _key(location: list[int | str], table: Mapping[str, Any]) -> str:
    words: list[str] = []
    for part, following in zip(location, [*location[1:], None], strict=True):
        if isinstance(part, int):
            continue
        name = SINGULAR.get(part, part)
        if isinstance(following, int):
            name = f"{name} {following + 1}{_label(part, following, table)}"
        words.append(name)
    return ".".join(words) or "file"


def _label(part: str, index: int, table: Mapping[str, Any]) -> str:
    name = SINGULAR.get(part)
    rows = table.get(name) if name in ("filer", "ruling") else None
    row = rows[index] if isinstance(rows, list) and index < len(rows) else None
    label = row.get("id", row.get("filer")) if isinstance(row, dict) else None
    return f" ({label})" if isinstance(label, str) else ""


def _owner(location: list[int | str]) -> str:
    names = [part for part in location[:-1] if isinstance(part, str)]
    return SINGULAR.get(names[-1], names[-1]) if names else "file"


def _known_keys(location: list[int | str]) -> str:
    names = [part for part in location[:-1] if isinstance(part, str)]
    model = PARTS.get(names[-1], Source) if names else Source
    known = [SINGULAR.get(name, name) for name in model.model_fields]
    close = get_close_matches(str(location[-1]), known, n=1)
    return f"did you mean {close[0]}?" if close else f"known here are {', '.join(known)}"
