"""What is known already is asked for changes only, and whole now and then."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from flows.collect.fetcher import Role
from flows.collect.known import Known, KnownPage
from tests.collect.conftest import MakeSite, StartNight
from tests.collect.site import Reply, Request

PAGE = "<p>云岭镇人民政府</p>".encode()


def known(url: str, body: bytes, *, days_ago: float = 1, etag: str | None = '"v1"') -> Known:
    at = datetime.now(UTC) - timedelta(days=days_ago)
    page = KnownPage(sha(body), len(body), etag, "Mon, 02 Feb 2026 00:00:00 GMT", at)
    return Known(pages={url: page})


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def unchanged(request: Request) -> Reply:
    same = request.headers.get("if-none-match") == '"v1"'
    return Reply(304) if same else Reply(200, PAGE, {"ETag": '"v1"'})


def test_a_known_article_is_asked_for_changes_only(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({"/a": unchanged})
    url = f"{site.url}/a"
    night = start_night(site.host, known=known(url, PAGE))
    fetched = night.get(url)
    assert fetched.body is None
    capture = night.captures[-1]
    assert (capture.status, capture.stored, capture.error) == (304, False, None)
    assert (capture.sha256, capture.length) == (sha(PAGE), len(PAGE))
    assert capture.etag == '"v1"'
    sent = site.requests[-1].headers
    assert sent["if-modified-since"] == "Mon, 02 Feb 2026 00:00:00 GMT"


@pytest.mark.parametrize(
    ("role", "days_ago"), [("listing", 1.0), ("article", 30.1), ("attachment", 31.0)]
)
def test_listings_always_and_the_rest_once_in_thirty_days_come_whole(
    start_night: StartNight, make_site: MakeSite, role: Role, days_ago: float
) -> None:
    site = make_site({"/a": unchanged})
    url = f"{site.url}/a"
    night = start_night(site.host, known=known(url, PAGE, days_ago=days_ago))
    fetched = night.get(url, role)  # an identical payload is a reference, but its body is handed on
    assert fetched.body == PAGE
    capture = fetched.capture
    assert (capture.status, capture.stored) == (200, False)
    assert capture.sha256 == sha(PAGE) and capture.warc_offset is not None


def test_a_changed_article_is_stored(start_night: StartNight, make_site: MakeSite) -> None:
    site = make_site({"/a": Reply(200, b"<p>new</p>")})
    url = f"{site.url}/a"
    night = start_night(site.host, known=known(url, PAGE))
    assert night.body(night.get(url).capture) == b"<p>new</p>"


def test_a_304_that_was_not_asked_for_is_no_answer(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({"/a": Reply(304), "/b": Reply(302, b"", {"Location": "/a"})})
    night = start_night(site.host, known=known(f"{site.url}/b", PAGE))
    for path in ("/a", "/b"):
        capture = night.get(site.url + path).capture
        assert (capture.error, capture.sha256) == ("unexpected_304", None)
    # The condition belongs to the address known, not to where it leads.
    assert "if-none-match" in site.requests[-2].headers
    assert "if-none-match" not in site.requests[-1].headers
