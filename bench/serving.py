"""A site in a process of its own, so that serving does not slow down what is measured."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection

from bench.invented import site
from flows.sample.server import SampleServer


def _serve(n_bodies: int, years: int, pipe: Connection) -> None:
    pages = site(n_bodies, years)
    with SampleServer(date(2026, 4, 2), lambda _day: pages) as server:
        pipe.send(server.url)
        pipe.recv()


@contextmanager
def served(n_bodies: int, years: int) -> Iterator[str]:
    """Yields the address of a site with `n_bodies` columns and `years` reports in each."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(n_bodies, years, theirs)
    )
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join()
