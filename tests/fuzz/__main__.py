"""Read many broken pages in two processes: python -m tests.fuzz [COUNT] [SEED].

A page that raises, takes too long or too much memory is named by its number; `--only NUMBER`
reads it alone, with the whole traceback. Exit code 1 if there was any.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from flows.parse.page import read_page_strictly
from tests.fuzz.mutants import mutant
from tests.fuzz.reading import MEBIBYTES, SECONDS, trouble

COUNT, WORKERS = 20_000, 2
_SPACE = 2 * MEBIBYTES * 1024 * 1024  # of addresses: libraries take more than they fill
_HANGS = 6 * SECONDS  # on the wall, for the machine may be busy
_SPAWN = multiprocessing.get_context("spawn")


@dataclass
class Tally:
    """What came out so far."""

    done: int = 0
    slowest: tuple[float, int] = (0.0, 0)
    largest: tuple[float, int] = (0.0, 0)
    troubles: list[str] = field(default_factory=list)

    def add(self, number: int, said: str | None, took: float, peak: float) -> None:
        self.done += 1
        self.slowest = max(self.slowest, (took, number))
        self.largest = max(self.largest, (peak, number))
        if said is not None:
            self.troubles.append(f"{number}: {said}")
            print(self.troubles[-1], flush=True)


def _work(numbers: range, seed: int, pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_SPACE, _SPACE))
    for number in numbers:
        pipe.send((number, *trouble(number, seed)))
    pipe.send(None)


class Worker:
    """One process; begun anew behind a page that kills or hangs it."""

    def __init__(self, numbers: range, seed: int) -> None:
        self.left, self.seed = numbers, seed
        self.process: BaseProcess | None = None
        self.begin()

    def begin(self) -> None:
        self.pipe, theirs = _SPAWN.Pipe(duplex=False)
        self.process = _SPAWN.Process(target=_work, args=(self.left, self.seed, theirs))
        self.process.start()
        theirs.close()
        self.heard = time.monotonic()

    def poll(self, tally: Tally) -> None:
        """Take what was read; a silent process is ended, and its page counted as trouble."""
        assert self.process is not None
        try:
            while self.pipe.poll(0.05):
                message = self.pipe.recv()
                self.heard = time.monotonic()
                if message is None:
                    self.left = self.left[:0]
                    self.process.join()
                    return
                tally.add(*message)
                self.left = self.left[1:]
        except EOFError:
            self.skip(tally, "ended the process")
            return
        if time.monotonic() - self.heard > _HANGS:
            self.process.kill()
            self.skip(tally, f"hung for {_HANGS:.0f} s")

    def skip(self, tally: Tally, why: str) -> None:
        assert self.process is not None
        self.process.join()
        tally.add(self.left[0], why, 0.0, 0.0)
        self.left = self.left[1:]
        if self.left:
            self.begin()


def main(count: int = COUNT, seed: int = 0) -> int:
    tally = Tally()
    workers = [Worker(range(first, count, WORKERS), seed) for first in range(WORKERS)]
    told = 0
    while any(worker.left for worker in workers):
        for worker in workers:
            if worker.left:
                worker.poll(tally)
        if tally.done - told >= 2000:
            told = tally.done
            print(f"{told} of {count} pages", flush=True)
    print(
        f"{tally.done} broken pages (seed {seed}): {len(tally.troubles)} troubles; "
        f"slowest {tally.slowest[0]:.2f} s (page {tally.slowest[1]}), "
        f"most memory {tally.largest[0]:.0f} MiB (page {tally.largest[1]})"
    )
    return 1 if tally.troubles else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--only"]:
        alone = mutant(*map(int, sys.argv[2:]))
        print(read_page_strictly(alone.payload, alone.url).model_dump_json(indent=1)[:4000])
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
