"""Read many broken pages in two processes: python -m tests.fuzz [COUNT] [SEED].

A page that raises, takes too long or too much memory is named by its number; `--only NUMBER SEED`
reads it alone, with the whole traceback. Exit code 1 if there was any.
"""

from __future__ import annotations

import sys

from flows.parse.page import read_page_strictly
from tests.fuzz.mutants import mutant
from tests.fuzz.pool import Tally, Worker

COUNT, WORKERS = 20_000, 2


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
