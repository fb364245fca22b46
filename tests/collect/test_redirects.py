"""Redirects and cookies: followed within the county's own hosts, never into foreign places."""

import pytest

from flows.collect import address
from flows.collect.session import Manners
from tests.collect.conftest import MakeSite, StartNight
from tests.collect.site import Reply, Request

PAGE = "<p>云岭镇人民政府</p>".encode()


def test_redirects_are_followed_within_the_allowed_hosts(
    start_night: StartNight, make_site: MakeSite
) -> None:
    other = make_site({"/页": Reply(), "/%E9%A1%B5?n=1": Reply(200, PAGE)})
    site = make_site({"/a": Reply(301, b"x", {"Location": "b c"})})
    to_other = f"{other.url}/页?n=1#top".encode().decode("latin-1")
    site.routes["/b%20c"] = Reply(307, b"", {"Location": to_other})
    night = start_night(site.host, other.host)
    capture = night.get(f"{site.url}/a").capture
    assert (capture.status, capture.error) == (200, None)
    assert capture.final_url == f"{other.url}/%E9%A1%B5?n=1"
    assert capture.url == f"{site.url}/a"
    assert night.body(capture) == PAGE


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/", "//evil.example/", "http://169.254.169.254/latest/",
        "file:///etc/passwd", "javascript:alert(1)", "http://[::1", "http://x:y/",
    ],
)  # fmt: skip
def test_redirects_to_foreign_places_are_not_followed(
    start_night: StartNight, make_site: MakeSite, target: str
) -> None:
    site = make_site({"/a": Reply(302, b"moved", {"Location": target})})
    capture = start_night(site.host).get(f"{site.url}/a").capture
    assert (capture.status, capture.error, capture.stored) == (302, "redirect", False)
    assert capture.final_url == f"{site.url}/a"


def test_a_redirect_into_a_private_network_sends_nothing(
    start_night: StartNight, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "is_private", lambda ip: ip != "127.0.0.1")
    inside = make_site({"/a": Reply(200, b"secret")}, "127.0.0.2")
    site = make_site({"/a": Reply(302, b"", {"Location": f"{inside.url}/a"})})
    night = start_night(site.host, inside.host, manners=Manners(0.0))
    assert night.get(f"{site.url}/a").capture.error == "private_address"
    assert inside.requests == []


def test_a_source_in_a_private_network_needs_leave(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({"/a": Reply(200, PAGE)})
    night = start_night(site.host, manners=Manners(0.0))
    assert night.get(f"{site.url}/a", "listing").capture.error == "private_address"
    assert site.requests == []


def test_a_redirect_loop_ends(start_night: StartNight, make_site: MakeSite) -> None:
    site = make_site({"/a": Reply(302, b"", {"Location": "/a"})})
    capture = start_night(site.host).get(f"{site.url}/a").capture
    assert capture.error == "redirect"
    assert site.paths() == ["/a"] * 6


def test_a_cookie_set_on_a_redirect_is_sent_on(
    start_night: StartNight, make_site: MakeSite
) -> None:
    def wants_cookie(request: Request) -> Reply:
        if "seen=yes" in request.headers.get("cookie", ""):
            return Reply(200, PAGE)
        return Reply(302, b"", {"Location": "/a", "Set-Cookie": "seen=yes; Path=/"})

    site = make_site({"/a": wants_cookie})
    other = make_site({"/a": Reply(200, PAGE)})
    night = start_night(site.host, other.host)
    assert night.get(f"{site.url}/a").body == PAGE
    night.get(f"{other.url}/a")
    assert "cookie" not in other.requests[-1].headers


def test_a_site_cannot_fill_requests_with_cookies(
    start_night: StartNight, make_site: MakeSite
) -> None:
    routes = {
        f"/{n}": Reply(200, PAGE, {"Set-Cookie": f"c{n}={'x' * 500}; Path=/"}) for n in range(120)
    }
    site = make_site(routes)
    night = start_night(site.host)
    for n in range(120):
        night.get(f"{site.url}/{n}")
    assert max(len(r.headers.get("cookie", "")) for r in site.requests) < 60_000
