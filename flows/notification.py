"""Telling people how a night ended, through the apprise addresses of FAZHI_NOTIFY.

A message that cannot be sent never fails a night: what was published stays published.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flows.exits import explain
from flows.night import NightResult
from warehouse.lock import AlreadyRunning

logger = logging.getLogger(__name__)


def notify_of_night(addresses: Sequence[str], result: NightResult) -> None:
    """Send the verdicts of a night by county, and what failed."""
    lines = []
    for night in result.counties:
        counts = [f"{count} {status}" for status, count in night.duties.items() if count]
        lines.append(f"{night.name} {night.report_kind} {night.report_year}: {', '.join(counts)}")
    lines += [f"failed: {code}: {why}" for code, why in result.failed.items()]
    how = "partly failed" if result.failed else "complete"
    send(addresses, f"fazhi: night of {result.as_of:%Y-%m-%d} {how}", "\n".join(lines))


@contextmanager
def notified_of_failure(addresses: Sequence[str]) -> Iterator[None]:
    """Send a message when the block raises, except that another night is at work."""
    try:
        yield
    except AlreadyRunning:
        raise
    except Exception as error:
        send(addresses, "fazhi: nothing was published", "\n".join(explain(error)[1]))
        raise


def send(addresses: Sequence[str], title: str, body: str) -> None:
    """Send one message to every address; what goes wrong is logged.

    An address holds a token: it is never logged, only its place in FAZHI_NOTIFY.
    """
    if not addresses:
        return
    import apprise  # it knows a hundred services and takes its time to load them

    for place, address in enumerate(addresses, 1):
        try:
            target = apprise.Apprise()
            sent = target.add(address) and target.notify(title=title, body=body)
        except Exception as error:
            logger.warning("FAZHI_NOTIFY: address %d: %s", place, type(error).__name__)
        else:
            if not sent:
                logger.warning("FAZHI_NOTIFY: address %d was not reached; check it", place)
