"""Telling people what a night found, through the apprise addresses of FAZHI_NOTIFY.

A message that cannot be sent never fails a night: what was published stays published, and what was
to be told is told after the next night. What was told last is kept in `<home>/notified.json`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flows.exits import explain
from flows.notices.message import (
    Message,
    clock_of,
    compose,
    last_told_by_tables,
    read_notices,
    read_words,
)
from flows.run_folder import write_whole
from flows.settings import Settings
from warehouse.database import open_published
from warehouse.lock import AlreadyRunning

logger = logging.getLogger(__name__)

TOLD = "notified.json"


def notify_of_night(settings: Settings) -> None:
    """Tell what the published tables say has changed since the last message; never raises."""
    if not settings.notify:
        return
    try:
        tell_what_changed(settings)
    except Exception:
        logger.warning("nobody was told of this night", exc_info=True)


def tell_what_changed(settings: Settings) -> Message | None:
    """Send the message, if there is one, and remember up to which night people know.

    Raises WarehouseError when nothing is published.
    """
    message, until = message_since(settings, told_until(settings.home))
    if message is None or send(settings.notify, message.title, message.body):
        write_whole(settings.home / TOLD, json.dumps({"as_of": until.isoformat()}))
    return message


def message_since(settings: Settings, since: datetime | None) -> tuple[Message | None, datetime]:
    """What is to be told of the time after `since`, and up to which clock that goes.

    Without `since` it is the time since the whole night before the last. Raises WarehouseError
    when nothing is published.
    """
    with open_published(settings.home) as con:
        clock = clock_of(con)
        if clock is None:
            raise AssertionError("a release without a run is never published")
        notices = read_notices(con, since or last_told_by_tables(con))
        return compose(notices, clock[1], settings.notify_language), clock[1]


def told_until(home: Path) -> datetime | None:
    """Clock of the last night that was told; None when that is not known."""
    try:
        return datetime.fromisoformat(json.loads((home / TOLD).read_text("utf-8"))["as_of"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def notified_of_failure(settings: Settings) -> Iterator[None]:
    """Send a message when the block raises, except that another night is at work."""
    try:
        yield
    except AlreadyRunning:
        raise
    except Exception as error:
        title = read_words(settings.notify_language)["failed_title"]
        send(settings.notify, title, "\n".join(explain(error)[1]))
        raise


def send(addresses: Sequence[str], title: str, body: str) -> bool:
    """Send one message to every address; whether one of them took it. What goes wrong is logged.

    An address holds a token: it is never logged, only its place in FAZHI_NOTIFY.
    """
    if not addresses:
        return False
    import apprise  # it knows a hundred services and takes its time to load them

    taken = False
    for place, address in enumerate(addresses, 1):
        try:
            target = apprise.Apprise()
            sent = target.add(address) and target.notify(title=title, body=body)
        except Exception as error:
            logger.warning("FAZHI_NOTIFY: address %d: %s", place, type(error).__name__)
        else:
            taken = taken or bool(sent)
            if not sent:
                logger.warning("FAZHI_NOTIFY: address %d was not reached; check it", place)
    return taken
