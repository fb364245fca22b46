import threading
import time

import pytest

from flows.collect.pause import Pause, turn_of
from flows.collect.session import Manners
from tests.collect.conftest import StartNight
from tests.collect.site import Reply, Site


def test_the_pause_follows_the_latency_between_its_bounds() -> None:
    pause = Pause(2.0)
    assert pause.after(0.1, well=True) == 2.0
    assert pause.after(1.0, well=True) == 5.0
    assert pause.after(20.0, well=True) == 30.0
    assert pause.after(0.1, well=True) == 2.0


def test_an_error_never_shortens_the_pause_and_may_lengthen_it() -> None:
    pause = Pause(2.0)
    pause.after(3.0, well=True)
    assert pause.after(0.01, well=False) == 15.0
    assert pause.after(4.0, well=False) == 20.0


def test_a_crawl_delay_raises_the_pause_even_above_the_usual_longest() -> None:
    pause = Pause(2.0)
    pause.raise_to(45.0)
    assert pause.after(0.1, well=True) == 45.0
    pause.raise_to(1.0)
    assert pause.after(0.1, well=True) == 45.0


def test_without_a_least_pause_there_is_none() -> None:
    assert Pause(0.0).after(3.0, well=False) == 0.0


def test_a_host_is_never_asked_sooner_than_its_pause(
    start_night: StartNight, make_site: type[Site]
) -> None:
    site = make_site({f"/{n}": Reply(200 if n % 2 else 500, b"x") for n in range(6)})

    night = start_night(site.host, manners=Manners(0.15, allow_private_network=True))
    for n in range(6):
        night.get(f"{site.url}/{n}")
    starts = [request.began for request in site.requests]
    ends = [request.ended for request in site.requests]
    gaps = [start - end for start, end in zip(starts[1:], ends, strict=False)]
    assert len(gaps) == 6
    assert min(gaps) >= 0.14


def test_a_slow_host_is_asked_less_often(start_night: StartNight, make_site: type[Site]) -> None:
    site = make_site({"/slow": Reply(200, b"x", wait=0.1), "/next": Reply(200, b"x")})

    night = start_night(site.host, manners=Manners(0.01, allow_private_network=True))
    night.get(f"{site.url}/slow")
    night.get(f"{site.url}/next")
    assert site.requests[2].began - site.requests[1].ended >= 0.45


@pytest.mark.parametrize("same", [True, False])
def test_two_visitors_of_one_host_share_its_turn(same: bool) -> None:
    assert (turn_of("a.example") is turn_of("a.example" if same else "b.example")) is same


def test_two_counties_on_one_host_are_one_visitor(
    start_night: StartNight, make_site: type[Site]
) -> None:
    site = make_site({f"/{n}": Reply(200, b"x", wait=0.02) for n in range(5)})
    nights = [start_night(site.host, folder=f"archive{n}") for n in range(2)]
    workers = [
        threading.Thread(
            target=lambda night=night: [night.get(f"{site.url}/{n}") for n in range(5)]
        )
        for night in nights
    ]
    began = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(site.paths()) == 10
    assert site.most_at_once == 1
    assert time.monotonic() - began >= 0.2
