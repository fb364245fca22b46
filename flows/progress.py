"""Who is told what a night is doing: nobody, unless the command shows it on a terminal.

A night runs through Prefect's engine and its threads, which hand on no callable of ours; so the
listener is one for the process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Told what is being done: (county or step, words). Called from several threads.
Report = Callable[[str, str], None]


def _nobody(step: str, words: str) -> None:
    """Nothing is shown."""


_listener: Report = _nobody


def tell(step: str, words: str) -> None:
    """Say what a step is doing, to whoever listens."""
    _listener(step, words)


@contextmanager
def reporting_to(listener: Report) -> Iterator[None]:
    """Tell `listener` within the block, and nobody after it."""
    global _listener
    before, _listener = _listener, listener
    try:
        yield
    finally:
        _listener = before
