"""robots.txt: what a host allows tonight.

4xx or a web page instead of the file means no rules. A server that fails on it, or does not
answer, is not asked for anything else that night.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from protego import Protego

from flows.collect.agent import AGENT
from flows.collect.exchange import Exchange

#: What RFC 9309 wants read at least; rules further down are not looked for.
MOST_BYTES = 500 * 1024
#: Faults that say nothing about the server's health: it answered, but not with rules.
NO_RULES = frozenset({"redirect", "too_large"})


@dataclass(frozen=True)
class Rules:
    """`closed`: the host failed on the file; `too_slow`: its Crawl-delay is beyond the night."""

    parsed: Protego | None = None
    closed: str | None = None
    too_slow: str | None = None

    @property
    def crawl_delay(self) -> float:
        """Least pause the host asks for, in seconds; 0 without one."""
        return float(self.parsed.crawl_delay(AGENT) or 0.0) if self.parsed else 0.0

    def why_not(self, url: str) -> str | None:
        """Why the address may not be asked for; None when it may."""
        if self.too_slow is not None:
            return self.too_slow
        if self.parsed is None or self.parsed.can_fetch(url, AGENT):
            return None
        return "robots.txt disallows it"

    def within(self, seconds: float, columns: int) -> Rules:
        """The rules of a night of so many seconds in which so many columns are to be read."""
        if self.crawl_delay * max(columns, 1) <= seconds:
            return self
        words = f"a Crawl-delay of {self.crawl_delay:g} s for each of {columns} columns"
        return replace(self, too_slow=f"{words} is more than the night's {seconds:g} s")


def robots_url(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read_rules(answer: Exchange) -> Rules:
    """What the answer to the request for robots.txt means; never raises."""
    if answer.error in NO_RULES:
        return Rules()
    if answer.error is not None:
        return Rules(closed=f"robots.txt: {answer.error}: {answer.error_detail}")
    status = answer.status or 0
    if status >= 500 or status == 429:
        return Rules(closed=f"robots.txt answered {status}")
    if status != 200 or answer.body is None:
        return Rules()
    text = answer.body[:MOST_BYTES].decode("utf-8-sig", "replace").lstrip()
    if text.startswith("<"):
        return Rules()
    try:
        return Rules(Protego.parse(text))
    except Exception as error:
        return Rules(closed=f"robots.txt cannot be read: {type(error).__name__}: {error}")
