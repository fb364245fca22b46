"""One host's session: one request at a time, with pauses, retries and bounds."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from flows.collect.address import Resolver, is_loopback_name
from flows.collect.agent import user_agent
from flows.collect.body import ACCEPT_ENCODING, BodyFault, decode, read_raw
from flows.collect.budget import Budget
from flows.collect.connect import GuardedAdapter
from flows.collect.exchange import Exchange
from flows.collect.failure import NO_ANSWER, PASSING, failure_of
from flows.collect.gate import Gate, Watchdog
from flows.collect.limits import Limits
from flows.collect.pause import Pause, turn_of

logger = logging.getLogger(__name__)

#: The server asks for patience.
BUSY = frozenset({429, 503})
#: A site that sets more is not keeping a session but filling our requests.
MOST_COOKIES = 50


@dataclass(frozen=True)
class Manners:
    """How the source says its hosts may be asked."""

    delay_seconds: float
    allow_private_network: bool = False
    tls: str | None = None


class HostSession:
    """Asks one host. `get` never raises for anything that a site does."""

    def __init__(
        self, host: str, manners: Manners, limits: Limits, budget: Budget, watchdog: Watchdog
    ) -> None:
        self.host = host
        self.pause = Pause(manners.delay_seconds)
        self.down: tuple[str, str] | None = None  # why it is left alone: error code, words
        self._limits = limits
        self._budget = budget
        self._watchdog = watchdog
        self._turn = turn_of(host)
        # Where no pause is needed, which is loopback only, no long back-off is either.
        longest = limits.backoff_seconds if self.pause.least > 0 else 0.1
        self._backoff_seconds = min(limits.backoff_seconds, longest)
        self._failures = 0  # requests in a row that nothing answered, retries included
        self._gate = Gate(Resolver(manners.allow_private_network))
        self._http = requests.Session()
        # Neither a proxy nor a .netrc of the environment may come between us and the host judged.
        self._http.trust_env = False
        self._http.headers = requests.structures.CaseInsensitiveDict(
            {
                "User-Agent": user_agent(limits.contact),
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept-Language": "zh-CN,zh;q=0.9",
                "Accept-Encoding": ACCEPT_ENCODING,
                "Connection": "keep-alive",
            }
        )
        adapter = GuardedAdapter(self._gate, manners.tls)
        self._http.mount("http://", adapter)
        self._http.mount("https://", adapter)
        if not limits.contact and not is_loopback_name(host):
            remedy = "set FAZHI_CONTACT to an address that a site can write to"
            self.down = "no_contact", f"no contact is set; {remedy}"

    def close(self) -> None:
        self._http.close()
        self._gate.close()

    def slow_down(self, least: float) -> None:
        """Keep at least so many seconds between requests, also before the next one."""
        self.pause.raise_to(least)
        self._turn.rest(self.pause.least)

    def get(self, url: str, conditions: dict[str, str] | None = None) -> Exchange:
        """Ask for one address without following redirects; `error` says why there is no body.

        429, 503 and broken connections are tried again with back-off, but a host that has just
        failed gets one attempt for each further address until it answers again.
        """
        attempts = 1 + (self._limits.retries if self._failures == 0 else 0)
        for attempt in range(1, attempts + 1):
            exchange = self._take_turn(url, conditions or {}, attempt)
            if exchange.status not in BUSY and exchange.error not in PASSING:
                break
            if attempt < attempts:
                logger.info("%s: %s, trying again", url, exchange.error or exchange.status)
        self._judge(exchange)
        return exchange

    def _take_turn(self, url: str, conditions: dict[str, str], attempt: int) -> Exchange:
        """One attempt when the host is free and rested, and the rest that it earns the host."""
        if not self._turn.lock.acquire(timeout=self._budget.seconds_left()):
            return Exchange(url, _now(), error="budget", error_detail="others were asking the host")
        try:
            refused = self._why_not_now()
            if refused is not None:
                return Exchange(url, _now(), error=refused[0], error_detail=refused[1])
            if wait := self._turn.wait_seconds():
                time.sleep(wait)
            exchange = self._exchange(url, conditions)
            well = exchange.error is None and exchange.status is not None and exchange.status < 400
            self._turn.rest(self.pause.after(exchange.elapsed, well=well))
            if exchange.status in BUSY or exchange.error in PASSING:
                backoff = self._backoff_seconds * 2 ** (attempt - 1)
                self._turn.rest(max(backoff, _asked_to_wait(exchange)))
            return exchange
        finally:
            self._turn.lock.release()

    def _why_not_now(self) -> tuple[str, str] | None:
        if self.down is not None:
            return self.down
        spent = self._budget.why_spent()
        if spent is not None:
            return "budget", spent
        wait = self._turn.wait_seconds()
        if wait >= self._budget.seconds_left():
            return "budget", f"the host must rest {wait:,.0f} s, longer than the night has left"
        return None

    def _judge(self, exchange: Exchange) -> None:
        """Leave the host alone once it failed too often in a row."""
        if exchange.error not in NO_ANSWER and exchange.status not in BUSY:
            self._failures = 0
            return
        self._failures += 1
        self._gate.close()
        if self._failures >= self._limits.host_failures:
            words = exchange.error or f"status {exchange.status}"
            words = f"{self._failures} requests in a row failed, the last with: {words}"
            self.down = "host_down", words
            logger.warning("%s: left alone for tonight: %s", self.host, words)

    def _exchange(self, url: str, conditions: dict[str, str]) -> Exchange:
        """One attempt."""
        self._budget.spend()
        exchange = Exchange(url, _now())
        began = time.monotonic()
        self._watchdog.watch(
            self._gate, min(self._limits.response_seconds, self._budget.seconds_left())
        )
        try:
            self._send(exchange, conditions)
        except Exception as error:
            exchange.error, exchange.error_detail = failure_of(error)
        finally:
            self._watchdog.leave()
        if self._gate.was_cut:
            exchange.body = None
            exchange.error = "timeout"
            exchange.error_detail = f"no whole answer in {self._limits.response_seconds:g} s"
        exchange.elapsed = time.monotonic() - began
        return exchange

    def _send(self, exchange: Exchange, conditions: dict[str, str]) -> None:
        request = self._http.prepare_request(
            requests.Request("GET", exchange.url, headers=conditions)
        )
        exchange.url = request.url or exchange.url
        exchange.request_line = f"GET {request.path_url} HTTP/1.1"
        exchange.request_headers = [("Host", urlsplit(exchange.url).netloc)]
        exchange.request_headers += [(name, str(value)) for name, value in request.headers.items()]
        timeout = (self._limits.connect_timeout, self._limits.read_timeout)
        # Session.send would read the body of a redirect; only its cookies are wanted from it.
        adapter = self._http.get_adapter(exchange.url)
        response = adapter.send(request, stream=True, timeout=timeout, verify=True, proxies={})
        try:
            raw = response.raw
            self._gate.acknowledge()
            exchange.peer = self._gate.peer
            exchange.protocol = "HTTP/1.0" if raw.version == 10 else "HTTP/1.1"
            exchange.status, exchange.reason = response.status_code, raw.reason or ""
            exchange.headers = list(raw.headers.items())
            self._keep_cookies(response)
            received = bytearray()
            try:
                chunked = exchange.header("transfer-encoding") is not None
                announced = None if chunked else exchange.header("content-length")
                if exchange.status in (204, 304):
                    announced = None
                read_raw(raw, received, self._limits.max_body_bytes, announced)
            except BodyFault as fault:
                if fault.error == "too_large":
                    received.clear()
                raise
            finally:
                exchange.payload = bytes(received)
            coding = exchange.header("content-encoding")
            exchange.body = decode(exchange.payload, coding, self._limits.max_decoded_bytes)
        finally:
            response.close()

    def _keep_cookies(self, response: requests.Response) -> None:
        if "set-cookie" in response.headers:
            self._http.cookies.update(response.cookies)
            if len(self._http.cookies) > MOST_COOKIES:
                self._http.cookies.clear()


def _asked_to_wait(exchange: Exchange) -> float:
    """Seconds of a Retry-After header, as a number or a date; 0 without one."""
    words = exchange.header("retry-after") or ""
    if words.isascii() and words.isdigit():
        return float(words)
    try:
        until = parsedate_to_datetime(words)
    except ValueError:
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - _now()).total_seconds())


def _now() -> datetime:
    return datetime.now(UTC)
