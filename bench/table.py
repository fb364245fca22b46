"""One printed line for each measurement, and the clock they are taken with."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """A rate or a share of ours beside that of something known.

    `aim` is what `ours / theirs` (or the share itself) should reach; `at_most` turns it round.
    """

    what: str
    ours: float
    theirs: float | None
    against: str
    unit: str
    aim: float | None = None
    at_most: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs if self.theirs else self.ours

    def line(self) -> str:
        theirs = "" if self.theirs is None else f"{self.theirs:,.1f} {self.against}"
        ratio = f"{self.ratio:.2f}" + ("" if self.theirs is None else "×")
        if self.aim is None:
            verdict = ""
        else:
            reached = self.ratio <= self.aim if self.at_most else self.ratio >= self.aim
            sign = "≤" if self.at_most else "≥"
            verdict = f"aim {sign} {self.aim:g}  {'reached' if reached else 'MISSED'}"
        ours = f"{self.ours:>9,.1f} {self.unit}" if self.unit else ""
        return f"{self.what:<52} {ours:<18} {theirs:<38} {ratio:>7}  {verdict}"


def seconds(work: Callable[[], object], least: float = 1.0, rounds: int = 3) -> float:
    """Seconds one call takes: the best of at least `rounds` calls and `least` seconds in all."""
    best = float("inf")
    spent = 0.0
    done = 0
    while done < rounds or spent < least:
        began = time.perf_counter()
        work()
        took = time.perf_counter() - began
        best, spent, done = min(best, took), spent + took, done + 1
    return best
