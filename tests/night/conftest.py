"""One run of the sample's five nights for all tests that only look at its result."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from tests.night.harness import Told, run_story


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    home = tmp_path_factory.mktemp("told")
    with SampleServer(NIGHTS[0].as_of.date()) as server:
        yield run_story(home, server)


@pytest.fixture
def server() -> Iterator[SampleServer]:
    """The sample site as it is two days after the deadline."""
    with SampleServer(NIGHTS[2].as_of.date()) as running:
        yield running
