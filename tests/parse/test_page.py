"""What a payload is, decided by the payload."""

from __future__ import annotations

import pytest

from flows.parse.document import Document, Listing
from flows.parse.inspection import inspection
from flows.parse.page import MAX_HTML_BYTES, read_page
from tests.parse.listing_pages import COLUMN, DAYS, HOST, TITLES, TRS_ROW, WANTED, page, rows, trs

BODY = "".join(
    f"<p>{n}、推进依法行政工作情况</p><p>全镇认真落实各项法治建设任务，共办理案件{n}件，开展宣传活动{n}场次。</p>"
    for n in ("一", "二", "三", "四")
)
ARTICLE_URL = COLUMN + "202401/t20240119_1300.html"


def article(inside: str = BODY, more: str = "", head: str = "") -> bytes:
    main = f"""<h1>{TITLES[0]}</h1><div class="info">发布日期：2024-01-19 来源：云岭镇</div>
<div class="view TRS_UEDITOR trs_paper_default">{inside}</div>{more}"""
    return page(main, head=head)


def test_a_list_is_a_listing_and_says_so_in_json() -> None:
    facts = inspection(read_page(trs(2), COLUMN))
    assert facts["kind"] == "listing" and facts["family"] == "trs_chongqing"
    assert [(e["url"], e["title"], e["listed_on"]) for e in facts["entries"]] == WANTED
    assert facts["pages"] == [f"{COLUMN}index_1.html"]
    assert facts["is_report"] is False and facts["sections"] == []
    assert facts["site_name"] == "青溪县人民政府"


def test_json_has_every_key_for_every_kind_of_page() -> None:
    keys = {
        *("kind", "family", "encoding", "site_name", "breadcrumb", "title", "is_report"),
        *("report_kind", "why_not", "filer_name", "report_year", "published_on", "written_on"),
        *("index_number", "document_number", "publisher", "dates", "sections", "attachments"),
        *("entries", "pages"),
    }
    for payload in (trs(1), article(), b"", b"<html><body>x</body></html>"):
        assert keys <= set(inspection(read_page(payload, COLUMN)))


def test_an_article_is_an_article_although_it_lists_related_documents() -> None:
    related = f'<h3>相关文件</h3><ul class="list">{rows(TRS_ROW)}</ul>'
    found = read_page(article(more=related), ARTICLE_URL)
    assert isinstance(found, Document) and found.kind == "article"


def test_an_article_with_a_pager_call_is_an_article() -> None:
    call = '<script>createPageHTML(1, 0, "t20240119_1300", "html")</script>'
    assert read_page(article(more=call), ARTICLE_URL).kind == "article"
    assert read_page(article(more=call)).kind == "article"


def test_a_paged_article_is_an_article() -> None:
    pager = "".join(f'<a href="t20240119_1300_{n}.html">【{n}】</a>' for n in (1, 2, 3))
    more = f'<div>{pager}<a href="t20240119_1300_1.html">下一页</a></div>'
    assert read_page(article(more=more), ARTICLE_URL).kind == "article"


def test_an_article_is_known_by_its_meta_tag() -> None:
    head = f'<meta name="articletitle" content="{TITLES[0]}">'
    payload = article(head=head).replace(b"TRS_UEDITOR trs_paper_default", b"x")
    assert read_page(payload, f"{HOST}/show.php?id=7").kind == "article"


def test_too_large_is_recorded_and_not_parsed() -> None:
    found = read_page(b"<html>" + b"x" * MAX_HTML_BYTES, COLUMN)
    assert (found.kind, found.reason) == ("other", "too_large")


@pytest.mark.parametrize("payload", [b"\x00\x01\x02\x03" * 500, bytes(range(256)) * 40])
def test_binary_is_not_read(payload: bytes) -> None:
    assert read_page(payload, COLUMN).kind in ("other", "attachment")


def test_a_listing_after_the_end_of_the_document_is_read() -> None:
    text = (
        trs(1).decode().replace('<div class="container">', '</body></html><div class="container">')
    )
    found = read_page(text.encode(), COLUMN)
    assert isinstance(found, Listing) and len(found.entries) == 3


def test_a_listing_without_an_address_keeps_what_it_shows() -> None:
    found = read_page(trs(1))
    assert isinstance(found, Listing)
    assert [str(e.listed_on) for e in found.entries] == DAYS
