"""The registry of sources: one TOML file for each county, read and validated together.

A folder with a single mistake is refused as a whole, with every mistake named: a county that
silently dropped out would look like a county without duties.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.sources.complaint import describe
from flows.sources.consistency import complaints, shared_complaints
from flows.sources.model import Alias, Column, County, Filer, RegisteredColumn, Ruling, Source

__all__ = [
    "Alias",
    "Column",
    "County",
    "Filer",
    "InvalidSources",
    "RegisteredColumn",
    "Ruling",
    "Source",
    "load_sources",
    "read_source",
]


class InvalidSources(ValueError):
    """The registry cannot be used; `problems` holds one "file: key: what; remedy" each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load_sources(folder: Path) -> list[Source]:
    """Every source of a folder, in order of county code.

    Raises InvalidSources naming every mistake in every file.
    """
    if not folder.is_dir():
        raise InvalidSources([f"{folder}: no such folder; set FAZHI_SOURCES to the source files"])
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise InvalidSources([f"{folder}: no *.toml in it; add one file for each county"])
    named: list[tuple[str, Source]] = []
    problems: list[str] = []
    for file in files:
        try:
            named.append((file.name, read_source(file)))
        except InvalidSources as invalid:
            problems += invalid.problems
    for name, (key, what) in shared_complaints(named):
        problems.append(f"{name}: {key}: {what}")
    if problems:
        raise InvalidSources(problems)
    return sorted((source for _, source in named), key=lambda source: source.county.code)


def read_source(file: Path) -> Source:
    """One source file; raises InvalidSources naming every mistake in it."""
    text = ""
    try:
        # Editors on Windows put a byte order mark before the text, which TOML does not allow.
        text = file.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError:
        raise InvalidSources([f"{file.name}: text: not UTF-8; save the file as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidSources([f"{file.name}: {_syntax_error(str(error), text)}"]) from None
    except OSError as error:
        remedy = "check the file and its permissions"
        raise InvalidSources([f"{file.name}: file: {error.strerror}; {remedy}"]) from None
    wrong = _plural_keys(table)
    try:
        source = Source.model_validate(_with_model_names(table))
    except ValidationError as invalid:
        wrong += [describe(error, table) for error in invalid.errors()]
    else:
        wrong += list(complaints(source))
    if wrong:
        raise InvalidSources([f"{file.name}: {key}: {what}" for key, what in wrong])
    return source


def _syntax_error(said: str, text: str) -> str:
    """Key and words of a TOML error; one at the end of the text gets its last line."""
    match = re.search(r" \(at line (\d+), column \d+\)$", said)
    line = match[1] if match else str(len(text.splitlines()))
    what = said[: match.start()] if match else said.removesuffix(" (at end of document)")
    return f"line {line}: {what}; correct the TOML there"


#: A TOML table is named in the singular because each [[filer]] is one; the model holds lists.
PLURALS = {"filer": "filers", "ruling": "rulings", "waiver": "waivers", "column": "columns"}


def _with_model_names(table: Mapping[str, Any]) -> dict[str, Any]:
    renamed = {PLURALS.get(key, key): value for key, value in table.items()}
    renamed.setdefault("filers", [])
    if isinstance(renamed.get("county"), dict):
        renamed["county"] = _with_columns(renamed["county"])
    if isinstance(renamed["filers"], list):
        renamed["filers"] = [_with_columns(filer) for filer in renamed["filers"]]
    return renamed


def _with_columns(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    return {PLURALS.get(key, key) if key == "column" else key: v for key, v in part.items()}


def _plural_keys(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The model's own names are unknown keys in a file, which the model alone would let pass."""
    wrong = []
    for singular in ("filer", "ruling", "waiver"):
        if PLURALS[singular] in table:
            plural = PLURALS[singular]
            wrong.append((plural, f"unknown key; write each as [[{singular}]]"))
    filers = table.get("filer")
    parts = [("county", table.get("county"))]
    parts += [("filer", part) for part in (filers if isinstance(filers, list) else [])]
    for name, part in parts:
        if isinstance(part, dict) and "columns" in part:
            wrong.append((f"{name}.columns", f"unknown key; write each as [[{name}.column]]"))
    return wrong
