"""Work on texts spread over the processors: Python's own threads would take turns."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from threading import Thread
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")

#: More of them would wait for the one process that reads and writes the database.
_MOST = 4


def processors() -> int:
    """How many processes share the work."""
    return min(os.cpu_count() or 1, _MOST)


def spread(work: Callable[[Part], Done], parts: Iterable[Part]) -> Iterator[Done]:
    """`work` of each part, in their order. Only a few parts are taken ahead, so memory is bounded.

    A single part, a usual night, is done here: starting a process takes longer. `work` and the
    parts must be picklable.
    """
    waiting = iter(parts)
    head = list(islice(waiting, 2))
    count = processors()
    if len(head) < 2 or count < 2:
        yield from map(work, chain(head, waiting))
        return
    # Not forked: DuckDB's threads hold locks that no copy of the process would ever see released.
    context = multiprocessing.get_context("spawn")
    ahead: deque[Future[Done]] = deque()
    with ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent) as pool:
        for part in chain(head, waiting):
            ahead.append(pool.submit(work, part))
            if len(ahead) > count:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _end_with_parent() -> None:
    """Let this worker end when the process that it works for is killed: it would wait for ever."""

    def watch() -> None:
        if parent := multiprocessing.parent_process():
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()
