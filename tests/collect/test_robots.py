from dataclasses import replace

import pytest

from flows.collect.session import Manners
from tests.collect.conftest import QUICK, MakeSite, StartNight
from tests.collect.site import Reply, Site, closed_port

RULES = b"User-agent: *\nDisallow: /secret/\n\nUser-agent: fazhi\nDisallow: /ours/\n"
PAGE = Reply(200, b"<p>page</p>")


def robots_site(make_site: MakeSite, robots: Reply) -> Site:
    return make_site({"/robots.txt": robots, "/a": PAGE, "/ours/a": PAGE, "/secret/a": PAGE})


def test_rules_for_our_name_hold_and_a_disallowed_page_is_not_asked(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = robots_site(make_site, Reply(200, RULES, {"Content-Type": "text/plain"}))
    night = start_night(site.host)
    assert night.get(f"{site.url}/ours/a").capture.error == "robots"
    assert night.get(f"{site.url}/a").capture.status == 200
    assert night.get(f"{site.url}/secret/a").capture.status == 200
    assert [r.path for r in site.requests] == ["/robots.txt", "/a", "/secret/a"]
    assert [c.role for c in night.captures] == ["robots", "article", "article", "article"]
    assert night.body(night.captures[0]) == RULES


@pytest.mark.parametrize(
    "robots",
    [
        Reply(404, b"gone"),
        Reply(403, RULES),
        Reply(401, RULES),
        Reply(200, b"\xef\xbb\xbf \n<!DOCTYPE html><html>User-agent: *\nDisallow: /</html>"),
        Reply(200, b""),
        Reply(200, b"\xff\xfe\x00\x01 not a text at all"),
    ],
)
def test_no_file_or_a_web_page_in_its_place_means_no_rules(
    start_night: StartNight, make_site: MakeSite, robots: Reply
) -> None:
    site = robots_site(make_site, robots)
    assert start_night(site.host).get(f"{site.url}/ours/a").capture.status == 200


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_server_that_fails_on_it_is_not_asked_for_anything_else(
    start_night: StartNight, make_site: MakeSite, status: int
) -> None:
    site = robots_site(make_site, Reply(status, RULES))
    night = start_night(site.host)
    captures = [night.get(f"{site.url}/a", "listing").capture for _ in range(3)]
    assert {c.error for c in captures} == {"host_down"}
    assert f"robots.txt answered {status}" in str(captures[0].error_detail)
    assert site.paths() == []


def test_a_host_that_does_not_answer_gets_quick_rows(start_night: StartNight) -> None:
    host = closed_port()
    night = start_night(host)
    assert {night.get(f"http://{host}/{n}", "listing").capture.error for n in range(40)} == {
        "host_down"
    }
    assert night.fetcher.budget.requests == 2
    assert [c.error for c in night.captures] == ["connect", *["host_down"] * 40]


def test_a_longer_crawl_delay_wins(start_night: StartNight, make_site: MakeSite) -> None:
    site = make_site({"/robots.txt": Reply(200, b"User-agent: *\nCrawl-delay: 0.3\n"), "/a": PAGE})
    night = start_night(site.host, manners=Manners(0.01, allow_private_network=True))
    night.get(f"{site.url}/a")
    assert site.requests[1].began - site.requests[0].ended >= 0.29


def test_a_crawl_delay_beyond_the_night_is_a_refusal(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({"/robots.txt": Reply(200, b"User-agent: *\nCrawl-delay: 90\n"), "/a": PAGE})
    night = start_night(site.host, limits=replace(QUICK, max_seconds=60))
    capture = night.get(f"{site.url}/a").capture
    assert capture.error == "robots"
    assert "Crawl-delay" in str(capture.error_detail)
    assert site.paths() == []


def test_robots_is_followed_through_a_redirect(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = robots_site(make_site, Reply(302, b"", {"Location": "/rules"}))
    site.routes["/rules"] = Reply(200, RULES)
    assert start_night(site.host).get(f"{site.url}/ours/a").capture.error == "robots"


def test_the_target_of_a_redirect_is_judged_too(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = robots_site(make_site, Reply(200, RULES))
    site.routes["/a"] = Reply(302, b"", {"Location": "/ours/a"})
    assert start_night(site.host).get(f"{site.url}/a").capture.error == "robots"
    assert "/ours/a" not in site.paths()
