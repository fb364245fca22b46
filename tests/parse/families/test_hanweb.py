"""大汉 Hanweb: datastores in the page and answers of dataproxy.jsp."""

from __future__ import annotations

import pytest

from flows.parse.page import read_page_strictly
from tests.parse.listing_pages import (
    ART_LINES,
    ART_WANTED,
    HOST,
    datastore,
    entries,
    listing,
    page,
)


def test_hanweb_rows_in_a_script_of_the_page() -> None:
    store = datastore(ART_LINES, None)
    main = f"""<div id="123"><script type="text/xml">{store}</script></div>
<script>$('#123').jpage({{showmode:'1', perPage:15, totalRecord:3, groupSize:3}});</script>"""
    found = listing(page(main), f"{HOST}/col/col77/index.html")
    assert found.family == "hanweb"
    assert entries(found) == ART_WANTED
    assert found.pages == [] and found.pages_announced == 1 and not found.partial


def test_hanweb_next_group_is_followed_and_counted() -> None:
    extra = (
        '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;columnid=77'
        '&unitid=123&permissiontype=0"></a>]]></nextgroup>'
    )
    main = f"""<div id="123"><script
type="text/xml">{datastore(ART_LINES, None, extra)}</script></div>
<script>$('#123').jpage({{perPage:1, totalRecord:8, groupSize:3}});</script>"""
    found = listing(page(main), f"{HOST}/col/col77/index.html")
    assert found.pages == [
        f"{HOST}/module/web/jpage/dataproxy.jsp?page=1&columnid=77&unitid=123&permissiontype=0"
    ]
    assert found.pages_announced == 3


def test_hanweb_further_groups_are_asked_by_the_parameters_of_the_page() -> None:
    main = f"""<div id="123"><script type="text/xml">{datastore(ART_LINES, None)}</script></div>
<script>var param_123 = {{col:1, webid:9, path:'/', columnid:77, unitid:'123', permissiontype:0}};
$('#123').jpage({{perPage:1, totalRecord:7, groupSize:3,
proxyUrl:'/module/jpage/dataproxy.jsp'}});</script>"""
    found = listing(page(main), f"{HOST}/col/col77/index.html")
    assert len(found.pages) == 2 and found.pages_announced == 3
    assert found.pages[0].startswith(f"{HOST}/module/jpage/dataproxy.jsp?")
    assert "startrecord=4" in found.pages[0] and "endrecord=6" in found.pages[0]
    assert "columnid=77" in found.pages[0] and "unitid=123" in found.pages[0]


@pytest.mark.parametrize(
    "script",
    [
        """var param_123 = {"col":"1","webid":"9","path":"/","columnid":"77","unitid":"123"};
$('#123').jpage({"perPage":"1","totalRecord":"7","groupSize":"3"});""",
        """$('#123').jpage({perPage:1, totalRecord:7, groupSize:3,
ajaxParam:{col:1,webid:9,path:'/',columnid:77,unitid:'123',webname:'青溪县'}});""",
    ],
    ids=["quoted names", "within the call"],
)
def test_hanweb_parameters_are_read_in_every_form(script: str) -> None:
    main = f"""<div id="123"><script type="text/xml">{datastore(ART_LINES, None)}</script></div>
<script>{script}</script>"""
    found = listing(page(main), f"{HOST}/col/col77/index.html")
    assert len(found.pages) == 2 and found.pages_announced == 3 and not found.partial
    for given in ("startrecord=4", "endrecord=6", "columnid=77", "unitid=123", "webid=9"):
        assert given in found.pages[0]
    assert "totalRecord" not in found.pages[0]


@pytest.mark.parametrize("asked", ["startrecord=4&endrecord=6", "startrecord=4&endrecord=5"])
def test_the_last_dataproxy_answer_of_a_column_is_whole(asked: str) -> None:
    # Fewer rows than the total, for the others came before; answers may overlap.
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?{asked}&perpage=1&columnid=77"
    found = listing(datastore(ART_LINES, 5).encode(), url)
    assert entries(found) == ART_WANTED
    assert found.pages == [] and not found.partial


def test_a_dataproxy_answer_names_the_next_one() -> None:
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=3&perpage=1&columnid=77"
    found = listing(datastore(ART_LINES, 8).encode(), url)
    assert entries(found) == ART_WANTED
    assert ["startrecord=4" in found.pages[0], "startrecord=7" in found.pages[1]] == [True, True]
    assert found.pages_announced == 3


def test_a_dataproxy_answer_without_records_says_that_it_is_empty() -> None:
    found = listing(datastore([], 0).encode(), f"{HOST}/module/web/jpage/dataproxy.jsp?columnid=77")
    assert found.entries == [] and found.provably_empty


def test_a_store_that_does_not_say_how_many_records_there_are_is_partial() -> None:
    store = datastore(ART_LINES, None)
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?columnid=77"
    assert listing(store.encode(), url).partial
    for call in ("", "<script>$('#1').jpage({totalRecord:total, perPage:3});</script>"):
        main = f'<div id="1"><script type="text/xml">{store}</script></div>{call}'
        found = listing(page(main), f"{HOST}/col/col77/index.html")
        assert entries(found) == ART_WANTED and found.partial


def test_an_answer_with_fewer_records_than_its_total_is_partial() -> None:
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&columnid=77"
    assert listing(datastore(ART_LINES, 5).encode(), url).partial
    assert not listing(datastore(ART_LINES, 3).encode(), url).partial


def test_an_answer_without_records_that_counts_some_is_no_list() -> None:
    found = read_page_strictly(datastore([], 5).encode(), f"{HOST}/module/jpage/dataproxy.jsp?a=1")
    assert (found.kind, found.reason) == ("other", "data_without_list")


def test_the_store_of_the_column_is_read_and_not_that_of_a_side_box() -> None:
    news = [
        (f"/art/2024/1/{n}/art_9_{n}.html", f"青溪县召开第{n}次会议", f"2024-01-0{n}")
        for n in range(1, 9)
    ]
    stores = "".join(
        f'<div id="{n}"><script type="text/xml">{datastore(lines, None)}</script></div>'
        f"<script>$('#{n}').jpage({{perPage:15,totalRecord:{len(lines)}}});</script>"
        for n, lines in ((1, news), (2, ART_LINES), (3, news[:2]))
    )
    found = listing(page(stores), f"{HOST}/col/col77/index.html")
    assert entries(found) == ART_WANTED and not found.partial


def test_rows_beside_a_pager_that_asks_for_more_are_partial() -> None:
    rows = "".join(f'<li><a href="{u}">{t}</a><b>{d}</b></li>' for u, t, d in ART_LINES)
    script = "<script>$('#9').jpage({totalRecord:30, perPage:3});</script>"
    found = listing(
        page(f"<ul>{rows}</ul><div id='9'></div>{script}"), f"{HOST}/col/col77/index.html"
    )
    assert entries(found) == ART_WANTED and found.partial


def test_the_last_of_groups_that_name_the_next_one_is_whole() -> None:
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?page=1&columnid=77&unitid=123"
    found = listing(datastore(ART_LINES, None).encode(), url)
    assert found.pages == [] and not found.partial
