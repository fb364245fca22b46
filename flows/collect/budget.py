"""What is left of a county's night."""

from __future__ import annotations

import time

from flows.collect.limits import Limits


class Budget:
    """Counts requests and time. Every attempt is a request: robots, redirects and retries too."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._end = time.monotonic() + limits.max_seconds
        self.requests = 0

    def seconds_left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def spend(self) -> None:
        self.requests += 1

    def why_spent(self) -> str | None:
        """Which bound of the night is reached; None while there is something left."""
        if self.requests >= self._limits.max_requests:
            return f"the night's {self._limits.max_requests:,} requests are used up"
        if self.seconds_left() <= 0:
            return f"the night's {self._limits.max_seconds:,.0f} seconds are used up"
        return None
