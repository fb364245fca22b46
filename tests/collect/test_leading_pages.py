"""Columns whose address shows nothing but where the list stands, walked over a real socket."""

from __future__ import annotations

from collections.abc import Callable

from flows.collect.archive import read_payload
from flows.collect.captures import Capture
from flows.collect.reading import listing_page
from flows.parse.column import read_column
from flows.parse.document import ColumnReading
from tests.collect.conftest import MakeSite
from tests.collect.site import Reply
from tests.collect.test_county import Collected, article, collect, listing, source

__all__ = ["collect"]  # the fixture

REFRESH = '<html><head><meta http-equiv="refresh" content="0;url={}"></head><body></body></html>'


def page(markup: str) -> Reply:
    return Reply(200, markup.encode("gb18030"), {"Content-Type": "text/html"})


def replayed(night: Collected) -> ColumnReading:
    """The column as the archive alone tells it."""

    def body(capture: Capture) -> bytes | None:
        if not capture.stored or capture.length is None or capture.sha256 is None:
            return None
        return read_payload(
            night.archive, capture.warc_file or "", capture.warc_offset or 0,
            capture.length, capture.sha256,
        )  # fmt: skip

    return read_column([listing_page(c, body(c)) for c in night.rows("listing")])


def test_a_refresh_is_followed_to_the_list_and_its_reports(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site(
        {
            "/a/": page(REFRESH.format("list/")),
            "/a/list/": listing(2025, 2024),
            "/a/list/2025.html": article(2025),
            "/a/list/2024.html": article(2024),
        }
    )
    night = collect(source(site.url, f"{site.url}/a/"))
    assert site.paths() == ["/a/", "/a/list/", "/a/list/2025.html", "/a/list/2024.html"]
    assert {c.column_url for c in night.captures if c.role != "robots"} == {f"{site.url}/a/"}
    assert [(c.url, c.parent_url) for c in night.rows("listing")] == [
        (f"{site.url}/a/", None),
        (f"{site.url}/a/list/", f"{site.url}/a/"),
    ]
    column = replayed(night)
    assert column.complete and [entry.url for entry in column.entries] == [
        f"{site.url}/a/list/2025.html",
        f"{site.url}/a/list/2024.html",
    ]


def test_a_frame_that_robots_txt_forbids_is_not_asked_for_and_the_column_not_read(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    frames = '<html><frameset><frame src="/x/list.asp" name="main"></frameset></html>'
    rules = Reply(200, b"User-agent: *\nDisallow: /x/", {"Content-Type": "text/plain"})
    site = make_site({"/robots.txt": rules, "/a/": page(frames), "/x/list.asp": listing(2025)})
    night = collect(source(site.url, f"{site.url}/a/"))
    assert site.paths() == ["/a/"]
    column = replayed(night)
    assert column.reason == "page_2: robots"
    assert not column.complete and not column.provably_empty


def test_a_frame_that_is_sent_elsewhere_leaves_the_column_unread(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    frames = '<html><frameset><frame src="list/index.asp" name="main"></frameset></html>'
    site = make_site(
        {
            "/a/": page(frames),
            "/a/list/index.asp": Reply(302, headers={"Location": "/news/"}),
            "/news/": listing(2025),
        }
    )
    column = replayed(collect(source(site.url, f"{site.url}/a/")))
    assert column.reason == "page_2: redirected" and column.entries == []
