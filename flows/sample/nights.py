"""The nights of the sample county, in the order in which they are run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.sample.server import Failure, SampleServer
from flows.sample.site import BEIJING


@dataclass(frozen=True)
class Night:
    """One night: its clock, what is special about it, and which paths fail while it runs."""

    as_of: datetime
    story: str
    failures: tuple[tuple[str, Failure], ...] = ()

    def prepare(self, server: SampleServer) -> None:
        """Put the site into the state of this night."""
        server.day = self.as_of.date()
        server.recover()
        for prefix, how in self.failures:
            server.fail(prefix, how)


def _at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T02:30:00").replace(tzinfo=BEIJING)


NIGHTS: tuple[Night, ...] = (
    Night(_at("2026-02-20"), "first reading, weeks before the deadline"),
    Night(_at("2026-03-30"), "the day before the last day: some have published since"),
    Night(_at("2026-04-02"), "the deadline has passed: who is missing can now be said"),
    Night(
        _at("2026-04-03"),
        "part of the site is down, one column answers with a block page",
        (
            ("/jz/cyz/", "error"),
            ("/jz/jcz/", "error"),
            ("/bm/czj/xxgk/fzzfjsndbg/", "blocked"),
        ),
    ),
    Night(
        _at("2026-04-09"),
        "a late report, a back-dated one, an edited one, one withdrawn, one off its list",
    ),
)
