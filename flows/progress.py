"""Who is told what a night is doing: nobody, unless the command shows it on a terminal.

A night runs through Prefect's engine and its threads, which hand on no callable of ours; so the
listener is one for the process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Told what is being done: (county or step, words). Called from several threads.
Report = Callable[[str, str], None]
#: The words that end a step.
DONE = "done"


def _nobody(step: str, words: str) -> None:
    """Nothing is shown."""


_listener: Report = _nobody
_wants_all = False


def tell(step: str, words: str, *, passing: bool = False) -> None:
    """Say what a step is doing, to whoever listens; `passing` is of interest for a moment only."""
    if _wants_all or not passing:
        _listener(step, words)


@contextmanager
def reporting_to(listener: Report, *, all_of_it: bool) -> Iterator[None]:
    """Tell `listener` within the block, and nobody after it; passing words only if it wants all."""
    global _listener, _wants_all
    before = _listener, _wants_all
    _listener, _wants_all = listener, all_of_it
    try:
        yield
    finally:
        _listener, _wants_all = before
