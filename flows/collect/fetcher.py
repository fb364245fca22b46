"""From an address to a capture row: hosts, robots.txt, redirects, archive.

One Fetcher serves one county in one run. `fetch` never raises for anything a site does.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, Self
from urllib.parse import urldefrag, urljoin

from flows.collect.address import why_not_asked
from flows.collect.archive import ArchiveWriter, Revisit
from flows.collect.budget import Budget
from flows.collect.captures import Capture, CaptureLog
from flows.collect.exchange import Exchange
from flows.collect.gate import Watchdog
from flows.collect.known import Known, KnownPage
from flows.collect.limits import Limits
from flows.collect.robots import Rules, read_rules, robots_url
from flows.collect.session import HostSession, Manners
from flows.sources.address import host_of

logger = logging.getLogger(__name__)

Role = Literal["robots", "listing", "article", "attachment"]
Report = Callable[[str, str], None]
#: The host was not asked, for reasons that say nothing of this address.
NOT_ASKED = frozenset({"budget", "host_down", "no_contact"})


@dataclass(frozen=True)
class Scope:
    """Which county of which run is collected, and how its hosts may be asked."""

    run_id: str
    county_code: str
    hosts: set[str]
    manners: Manners
    columns_on: Counter[str] = field(default_factory=Counter)  # number of columns by host


@dataclass(frozen=True)
class Asked:
    """One address to ask for and why it is asked."""

    url: str
    role: Role
    column_url: str | None = None
    parent_url: str | None = None
    whole: bool = False  # even where a condition could spare the body


@dataclass(frozen=True)
class Fetched:
    """A capture row with the decoded body that came; None when none came or it answered 304."""

    capture: Capture
    body: bytes | None


@dataclass
class Answer:
    """The last exchange of a chain of redirects; `offset` is where it stands in the archive."""

    exchange: Exchange
    asked_at: datetime
    seconds: float = 0.0
    offset: int | None = None
    unchanged: KnownPage | None = None  # the known page whose body this answer stands for


class Fetcher:
    """Asks for addresses, one at a time, and keeps everything that comes back."""

    def __init__(
        self,
        scope: Scope,
        limits: Limits,
        known: Known,
        archive: ArchiveWriter,
        log: CaptureLog,
        report: Report | None = None,
    ) -> None:
        self.budget = Budget(limits)
        self._scope = scope
        self._limits = limits
        self._known = known
        self._archive = archive
        self._log = log
        self._report = report
        self._watchdog = Watchdog()
        self._sessions: dict[str, HostSession] = {}
        self._rules: dict[str, Rules] = {}

    def fetch(self, asked: Asked) -> Fetched:
        """Ask for one address and write its capture row.

        An article or attachment that could not be asked for, because the night is used up or its
        host is down, gets no row: nothing was learned about it.
        """
        answer = self._follow(asked, self._known.pages.get(asked.url))
        capture = self._row(asked, answer)
        if asked.role in ("robots", "listing") or capture.error not in NOT_ASKED:
            self._log.append(capture)
        self._tell(capture)
        return Fetched(capture, None if answer.exchange.status == 304 else answer.exchange.body)

    def copy(self, capture: Capture) -> None:
        """Write a row once more under another column: both are read from the same exchange."""
        self._log.append(capture)

    def __enter__(self) -> Self:
        self._watchdog.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        for session in self._sessions.values():
            session.close()
        self._watchdog.__exit__(*exception)

    def _follow(self, asked: Asked, known: KnownPage | None) -> Answer:
        """Ask and follow redirects; every step is judged, asked politely and archived."""
        answer = Answer(Exchange(asked.url, datetime.now(UTC)), datetime.now(UTC))
        conditions = self._conditions(asked, known)
        url, refused = asked.url, None
        for hops in range(self._limits.max_redirects + 1):
            answer.exchange = exchange = self._ask(url, asked.role, {} if hops else conditions)
            answer.seconds += exchange.elapsed
            if exchange.status is None:
                return answer
            target = exchange.location()
            if target is None:
                self._keep(answer, known, conditional=bool(conditions) and hops == 0)
                return answer
            _, answer.offset = self._archive.write(exchange)
            url = _joined(exchange.url, target)
            refused = why_not_asked(url, self._scope.hosts)
            if refused is not None:
                break
        exchange.body = None
        exchange.error = "redirect"
        refused = refused or f"more than {self._limits.max_redirects} redirects"
        exchange.error_detail = f"to {url[:300]}: {refused}"
        return answer

    def _conditions(self, asked: Asked, known: KnownPage | None) -> dict[str, str]:
        """Headers that let the server answer 304; none when the page is due whole."""
        if known is None or asked.whole or asked.role not in ("article", "attachment"):
            return {}
        whole_after = timedelta(days=self._limits.revisits.whole_after_days)
        if datetime.now(UTC) - known.fetched_whole_at >= whole_after:
            return {}
        said = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in said.items() if value}

    def _ask(self, url: str, role: Role, conditions: dict[str, str]) -> Exchange:
        """One request, unless the source or robots.txt is against it."""
        refused = why_not_asked(url, self._scope.hosts)
        if refused is not None:
            return _unasked(url, "host_not_allowed", refused)
        session = self._session(url)
        if role != "robots" and session.down is None:
            refused = self._rules_of(session, url).why_not(url)
            if refused is not None:
                return _unasked(url, "robots", refused)
        return session.get(url, conditions)

    def _keep(self, answer: Answer, known: KnownPage | None, *, conditional: bool) -> None:
        """Archive the exchange that answered; an unchanged body as a reference to the old one."""
        exchange = answer.exchange
        if exchange.status == 304 and not conditional and exchange.error is None:
            exchange.error, exchange.error_detail = "unexpected_304", "no condition was sent"
        if known is not None and exchange.error is None:
            same = exchange.status == 200 and exchange.sha256 == known.sha256
            answer.unchanged = known if same or exchange.status == 304 else None
        revisit = None
        if answer.unchanged is not None:
            stored_at = answer.unchanged.stored_at or answer.unchanged.fetched_whole_at
            revisit = Revisit(exchange.url, stored_at)
        _, answer.offset = self._archive.write(exchange, revisit)

    def _session(self, url: str) -> HostSession:
        host = host_of(url)
        if host not in self._sessions:
            self._sessions[host] = HostSession(
                host, self._scope.manners, self._limits, self.budget, self._watchdog
            )
        return self._sessions[host]

    def _rules_of(self, session: HostSession, url: str) -> Rules:
        """The rules of a host, asked for before anything else of it."""
        host = session.host
        if host not in self._rules:
            self._rules[host] = Rules()  # while a redirect of robots.txt is followed
            asked = Asked(robots_url(url), "robots")
            answer = self._follow(asked, self._known.pages.get(asked.url))
            capture = self._row(asked, answer)
            self._log.append(capture)
            self._tell(capture)
            rules = read_rules(answer.exchange)
            rules = rules.within(self._limits.max_seconds, self._scope.columns_on[host])
            if rules.too_slow is None:
                session.slow_down(rules.crawl_delay)
            if rules.closed is not None and answer.exchange.error != "budget":
                private = answer.exchange.error == "private_address"
                down = ("private_address" if private else "host_down", rules.closed)
                session.down = session.down or down
            self._rules[host] = rules
        return self._rules[host]

    def _row(self, asked: Asked, answer: Answer) -> Capture:
        exchange, known = answer.exchange, answer.unchanged
        whole = exchange.error is None and exchange.body is not None
        length = len(exchange.body) if whole and exchange.body is not None else None
        return Capture(
            run_id=self._scope.run_id,
            county_code=self._scope.county_code,
            role=asked.role,
            column_url=asked.column_url,
            parent_url=asked.parent_url,
            url=asked.url,
            final_url=exchange.url if exchange.status is not None else None,
            fetched_at=answer.asked_at,
            elapsed_ms=round(answer.seconds * 1000) if answer.seconds else None,
            status=exchange.status,
            sha256=known.sha256 if known else exchange.sha256 if whole else None,
            length=known.length if known else length,
            content_type=exchange.header("content-type"),
            etag=exchange.header("etag") or (known.etag if known else None),
            last_modified=exchange.header("last-modified")
            or (known.last_modified if known else None),
            stored=whole and known is None,
            warc_file=self._archive.name if answer.offset is not None else None,
            warc_offset=answer.offset,
            error=exchange.error,
            error_detail=exchange.error_detail,
        )

    def _tell(self, capture: Capture) -> None:
        said = capture.error or str(capture.status)
        level = logging.INFO if capture.error not in (None, *NOT_ASKED) else logging.DEBUG
        logger.log(
            level,
            "%s %s: %s %s",
            self._scope.county_code,
            capture.url,
            said,
            capture.error_detail or "",
        )
        if self._report is not None:
            self._report(capture.url, said)


def _unasked(url: str, error: str, detail: str) -> Exchange:
    return Exchange(url, datetime.now(UTC), error=error, error_detail=detail)


def _joined(base: str, target: str) -> str:
    try:
        return urldefrag(urljoin(base, target)).url
    except ValueError:
        return target
