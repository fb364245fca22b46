"""`fazhi inspect`: what the parser reads from one file or one address; no warehouse is touched."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console

from flows.collect.address import is_loopback_name
from flows.collect.archive import ArchiveWriter
from flows.collect.captures import CaptureLog
from flows.collect.fetcher import Asked, Fetcher, Scope
from flows.collect.known import Known
from flows.collect.session import Manners
from flows.exits import Unreadable, WrongUsage
from flows.parse.inspection import inspection
from flows.parse.page import read_page
from flows.safe_text import without_controls
from flows.settings import Settings
from flows.show import print_line, show, words
from flows.sources.address import check_url, host_of
from flows.sources.model import DEFAULT_DELAY
from flows.tabular import Rows

TEXT_SHOWN = 60  # characters of a section's text in the table


@dataclass(frozen=True)
class Payload:
    """What is to be read, and where it is said to come from."""

    body: bytes
    url: str | None
    content_type: str | None = None


def payload_of(source: str, url: str | None, settings: Settings) -> Payload:
    """A file's bytes, or what an address answers.

    Raises WrongUsage for a file or address that cannot be meant, Unreadable when none answers.
    """
    if "://" in source:
        return _fetched(source, url, settings)
    path = Path(source)
    if not path.is_file():
        raise WrongUsage(f"{source}: no such file; give a file, or an address with http://")
    return Payload(path.read_bytes(), url)


def _fetched(source: str, url: str | None, settings: Settings) -> Payload:
    """Ask for one address as politely as a night would; what it writes is thrown away."""
    try:
        host = host_of(check_url(source))
    except ValueError as wrong:
        raise WrongUsage(str(wrong)) from None
    ours = is_loopback_name(urlsplit(source).hostname or "")
    if not ours and not settings.contact:
        raise WrongUsage("FAZHI_CONTACT is not set; set it to your mail or web address")
    name = host.removeprefix("www.")
    scope = Scope(
        run_id="inspect",
        county_code="page",
        hosts={host, name, f"www.{name}"},
        manners=Manners(DEFAULT_DELAY, allow_private_network=ours),
        columns_on=Counter(),
    )
    once = replace(settings.limits, retries=0)  # somebody waits, and can call again
    with TemporaryDirectory(prefix="fazhi-") as folder:
        archive = Path(folder)
        with (
            ArchiveWriter(archive, scope.run_id, scope.county_code) as writer,
            CaptureLog(archive / "captures.jsonl") as log,
            Fetcher(scope, once, Known(), writer, log) as fetcher,
        ):
            fetched = fetcher.fetch(Asked(source, "article"))
    capture, body = fetched.capture, fetched.body
    if body is None:
        why = (
            capture.error_detail or capture.error or f"it answered {capture.status} without a page"
        )
        raise Unreadable(f"{source}: {why}; check the address, or save the page and give the file")
    return Payload(body, url or capture.final_url or source, capture.content_type)


def facts(payload: Payload) -> dict[str, Any]:
    """Everything read, under the keys of `fazhi inspect --format json`."""
    return inspection(read_page(payload.body, payload.url, payload.content_type))


def as_json(read: Mapping[str, Any]) -> str:
    return json.dumps(read, ensure_ascii=False, indent=1) + "\n"


def show_facts(console: Console, read: Mapping[str, Any]) -> None:
    """The facts for a person: single values first, then a table for each list."""
    lists = {key: value for key, value in read.items() if _is_table(value)}
    single = [[key, _one_line(value)] for key, value in read.items() if key not in lists]
    show(console, Rows(["fact", "value"], single), "page", "nothing was read")
    for key, rows in lists.items():
        columns = list(rows[0])
        cells = [[_short(column, row[column]) for column in columns] for row in rows]
        print_line(console, "")
        show(console, Rows([f"{key}: {columns[0]}", *columns[1:]], cells), key, "")


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _one_line(value: Any) -> str:
    if isinstance(value, list):
        return " > ".join(words(part) for part in value) or "–"
    return words(value)


def _short(column: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_item(part) for part in value)
    text = words(value)
    return text[:TEXT_SHOWN] + "…" if column == "text" and len(text) > TEXT_SHOWN else text


def _item(part: Any) -> str:
    if isinstance(part, dict):
        return without_controls(" ".join(str(value) for value in part.values()))
    return words(part)
