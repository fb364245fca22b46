"""`fazhi inspect`: the bytes of one file, one address or one capture; no warehouse is touched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from flows.archived_page import find_capture, names_capture
from flows.collect.address import is_loopback_name
from flows.collect.fetcher import Asked, Scope
from flows.collect.session import Manners
from flows.collect.unkept import unkept_fetcher
from flows.exits import Unreadable, WrongUsage
from flows.settings import Settings
from flows.sources.address import check_url, host_of
from flows.sources.model import DEFAULT_DELAY


@dataclass(frozen=True)
class Payload:
    """What is to be read, and where it is said to come from."""

    body: bytes
    url: str | None
    content_type: str | None = None


def payload_of(source: str, url: str | None, settings: Settings) -> Payload:
    """A file's bytes, what an address answers, or what a night archived.

    Raises WrongUsage for a file or address that cannot be meant, Unreadable when none answers.
    """
    if "://" in source:
        return _fetched(source, url, settings)
    path = Path(source)
    if path.is_file():
        return Payload(path.read_bytes(), url)
    if names_capture(source):
        capture, body = find_capture(settings.archive, source)
        return Payload(body, url or capture.final_url or capture.url, capture.content_type)
    raise WrongUsage(f"{source}: no such file; give a file, or an address with http://")


def _fetched(source: str, url: str | None, settings: Settings) -> Payload:
    """Ask for one address as politely as a night would."""
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
    with unkept_fetcher(scope, once) as fetcher:
        fetched = fetcher.fetch(Asked(source, "article"))
    capture, body = fetched.capture, fetched.body
    if body is None:
        why = (
            capture.error_detail or capture.error or f"it answered {capture.status} without a page"
        )
        raise Unreadable(f"{source}: {why}; check the address, or save the page and give the file")
    return Payload(body, url or capture.final_url or source, capture.content_type)
