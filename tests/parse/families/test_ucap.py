"""开普 UCAP: pages counted from one."""

from __future__ import annotations

from tests.parse.listing_pages import HOST, listing, page, rows


def test_ucap_pages_are_counted_from_one() -> None:
    row = '<li><a href="/qx/c100/{day}/174.shtml">{title}</a><b>{day}</b></li>'
    markup = f"<ul class='list'>{rows(row)}</ul><div id='page_div'></div>"
    call = "<script>createPageHTML('page_div',3, 1,'xlist','shtml',45);</script>"
    found = listing(page(markup, script=call), f"{HOST}/qx/c100/xlist.shtml")
    assert found.family == "ucap"
    assert found.pages == [f"{HOST}/qx/c100/xlist_2.shtml", f"{HOST}/qx/c100/xlist_3.shtml"]
    assert found.pages_announced == 3 and not found.partial
