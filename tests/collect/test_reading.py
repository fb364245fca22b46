"""What an exchange says, where the address that answered matters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.collect.captures import Capture
from flows.collect.reading import listing_page, page_address, read_capture

SITE = "http://www.example.gov.cn"
PAGE = "<html><head><title>单位信息</title></head><body><p>欢迎</p></body></html>".encode()


def capture(role: str, url: str, final_url: str | None = None, status: int = 200) -> Capture:
    return Capture(
        run_id="20260402T023000-000000",
        county_code="990101",
        role=role,
        column_url=None,
        parent_url=None,
        url=url,
        final_url=final_url,
        fetched_at=datetime(2026, 4, 2, tzinfo=UTC),
        elapsed_ms=1,
        status=status,
        sha256="0" * 64,
        length=len(PAGE),
        content_type="text/html",
        etag=None,
        last_modified=None,
        stored=True,
        warc_file=None,
        warc_offset=None,
        error=None,
        error_detail=None,
    )


@pytest.mark.parametrize(
    "final",
    [
        f"{SITE}/zwgk/fzzfndbg/",
        f"{SITE}/zwgk/fzzfndbg/index.html",
        "https://example.gov.cn/zwgk/fzzfndbg/",
    ],
)
def test_a_column_that_answers_from_its_own_folder_is_read(final: str) -> None:
    asked = capture("listing", f"{SITE}/zwgk/fzzfndbg", final)
    assert listing_page(asked, PAGE).page is not None


@pytest.mark.parametrize(
    "final", [f"{SITE}/", f"{SITE}/zwgk/", "http://other.example/zwgk/fzzfndbg/"]
)
def test_a_column_sent_elsewhere_is_not_read(final: str) -> None:
    page = listing_page(capture("listing", f"{SITE}/zwgk/fzzfndbg/", final), PAGE)
    assert (page.page, page.error) == (None, "redirected")


def test_a_listing_whose_record_is_damaged_is_not_read() -> None:
    page = listing_page(capture("listing", f"{SITE}/a/"), None)
    assert (page.page, page.error) == (None, "damaged_record")


def test_an_article_sent_to_the_front_page_is_gone() -> None:
    read = read_capture(capture("article", f"{SITE}/a/t20260101_1.html", f"{SITE}/"), PAGE)
    assert (read.kind, read.reason) == ("other", "home_page")


def test_the_fragment_asked_for_stays_in_the_address() -> None:
    asked = capture("listing", f"{SITE}/gkmlpt/index#1234", f"{SITE}/gkmlpt/index")
    assert page_address(asked) == f"{SITE}/gkmlpt/index#1234"
