"""Processes that read broken pages, and what came out. One that a page kills is begun anew."""

from __future__ import annotations

import multiprocessing
import resource
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from tests.fuzz.reading import MEBIBYTES, SECONDS, trouble

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
