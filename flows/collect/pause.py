"""Politeness: how long a host is left alone between two requests.

The pause follows the server's own latency, so that a struggling server is asked less often. An
error never shortens it: errors are fast, and a server that fails needs more rest, not less.
"""

from __future__ import annotations

import threading
import time

LATENCY_FACTOR = 5.0
LONGEST_PAUSE = 30.0


class Pause:
    """The pause after each request to one host, in seconds.

    `least` is the pause of the source file; 0 is legal for loopback only and means no pause at
    all. A Crawl-delay raises it, also above the usual longest pause.
    """

    def __init__(self, least: float) -> None:
        self.least = least
        self.seconds = least

    def raise_to(self, least: float) -> None:
        self.least = max(self.least, least)
        self.seconds = max(self.seconds, self.least)

    def after(self, fetch_seconds: float, *, well: bool) -> float:
        """The pause to keep after a fetch that took so long and went well or not."""
        if self.least == 0:
            return 0.0
        followed = min(max(LATENCY_FACTOR * fetch_seconds, self.least), LONGEST_PAUSE)
        followed = max(followed, self.least)
        self.seconds = followed if well else max(self.seconds, followed)
        return self.seconds


class Turn:
    """A host's single file: who holds `lock` may send a request once `ready_at` has come.

    Shared by all counties of the process: two counties on one host must not be two visitors.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.ready_at = 0.0  # on time.monotonic()

    def wait_seconds(self) -> float:
        return max(0.0, self.ready_at - time.monotonic())

    def rest(self, seconds: float) -> None:
        """Leave the host alone for so long from now on, or longer if that was said before."""
        self.ready_at = max(self.ready_at, time.monotonic() + seconds)


_turns: dict[str, Turn] = {}
_turns_lock = threading.Lock()


def turn_of(host: str) -> Turn:
    """The one Turn of a host."""
    with _turns_lock:
        return _turns.setdefault(host, Turn())
