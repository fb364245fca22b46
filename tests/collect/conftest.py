"""A night's fetcher over sites on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.collect import pause
from flows.collect.archive import ArchiveWriter, read_payload
from flows.collect.captures import Capture, CaptureLog, read_captures
from flows.collect.fetcher import Asked, Fetched, Fetcher, Role, Scope
from flows.collect.known import Known
from flows.collect.limits import Limits
from flows.collect.session import Manners
from tests.collect.site import Route, Site

RUN = "20260402T023000-0a1b2c"
COUNTY = "990001"
#: Short enough for tests; everything else as in a real night.
QUICK = Limits(
    connect_timeout=5.0, read_timeout=5.0, response_seconds=5.0, retries=1, backoff_seconds=0.05
)


@dataclass
class Night:
    """A fetcher with its archive folder; `captures` and `body` read what it left there."""

    fetcher: Fetcher
    archive_dir: Path

    def get(self, url: str, role: Role = "article") -> Fetched:
        return self.fetcher.fetch(Asked(url, role, "http://column.example/"))

    @property
    def captures(self) -> list[Capture]:
        return read_captures(self.archive_dir / RUN / f"{COUNTY}.captures.jsonl")

    def body(self, capture: Capture) -> bytes:
        assert capture.stored and capture.warc_file is not None and capture.warc_offset is not None
        assert capture.length is not None and capture.sha256 is not None
        return read_payload(
            self.archive_dir,
            capture.warc_file,
            capture.warc_offset,
            capture.length,
            capture.sha256,
        )


StartNight = Callable[..., Night]
MakeSite = Callable[..., Site]


@pytest.fixture
def start_night(tmp_path: Path) -> Iterator[StartNight]:
    """Start a night that may ask the given hosts; keyword arguments vary limits and manners."""
    with ExitStack() as stack:

        def start(
            *hosts: str,
            limits: Limits = QUICK,
            known: Known | None = None,
            manners: Manners | None = None,
            folder: str = "archive",
        ) -> Night:
            archive_dir = tmp_path / folder
            archive = stack.enter_context(ArchiveWriter(archive_dir, RUN, COUNTY))
            log = stack.enter_context(CaptureLog(archive_dir / RUN / f"{COUNTY}.captures.jsonl"))
            scope = Scope(
                RUN, COUNTY, set(hosts), manners or Manners(0.0, allow_private_network=True)
            )
            fetcher = Fetcher(scope, limits, known or Known(), archive, log)
            return Night(stack.enter_context(fetcher), archive_dir)

        yield start


@pytest.fixture(autouse=True)
def forget_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port of loopback may come again; its earlier site's rest must not hold for the next."""
    monkeypatch.setattr(pause, "_turns", {})


@pytest.fixture
def make_site() -> Iterator[Callable[..., Site]]:
    sites: list[Site] = []

    def make(routes: dict[str, Route] | None = None, address: str = "127.0.0.1") -> Site:
        sites.append(Site(routes, address))
        return sites[-1]

    yield make
    for site in sites:
        site.close()
