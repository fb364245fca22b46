"""Pages at a column's address that hold no list and say where it stands."""

from __future__ import annotations

import pytest

from flows.parse.column import ListingPage, next_pages, read_column
from flows.parse.document import ColumnReading, Lead, Listing
from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import COLUMN, CRUMB, HOST, TITLES, entries, page, trs

LIST = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{name}</title></head><body><table width="100%">
<tr><td>·<a href="show.asp?id=41" target="_blank">{titles[0]}</a></td><td>2024-1-19</td></tr>
<tr><td>·<a href="show.asp?id=37" target="_blank">{titles[1]}</a></td><td>2023-2-8</td></tr>
</table></body></html>"""
NEWS = ["青溪县召开春季农业生产会议", "青溪县开展防汛应急演练"]


def bare(head: str = "", body: str = "") -> bytes:
    return f"<html><head><title>跳转</title>{head}</head><body>{body}</body></html>".encode()


def refresh(to: str) -> bytes:
    return bare(f'<META HTTP-EQUIV="Refresh" CONTENT="0; URL={to}">')


def frameset(*frames: str) -> bytes:
    shown = "".join(f"<frame {frame}>" for frame in frames)
    return (
        "<html><head><title>法治政府建设年度报告</title></head><frameset cols='180,*'>"
        f"{shown}<noframes><body>您的浏览器不支持框架</body></noframes></frameset></html>"
    ).encode()


def table(name: str = "", titles: list[str] = TITLES) -> bytes:
    return LIST.format(name=name, titles=titles).encode("gb18030")


def walk(site: dict[str, bytes], column: str = COLUMN) -> tuple[list[str], ColumnReading]:
    """Read a column as the collector does; the addresses asked for, and what came of it."""
    got: list[ListingPage] = []
    more = [column]
    while more:
        for url in more:
            known = url in site
            got.append(
                ListingPage(url, 200 if known else 404, read(site[url], url) if known else None)
            )
        more = next_pages(got)
    return [one.url for one in got], read_column(got)


def lead(payload: bytes, url: str = COLUMN) -> Lead | None:
    found = read(payload, url)
    return found.lead if isinstance(found, Listing) else None


LEADS = {
    "refresh": (refresh("list.asp?id=3"), f"{COLUMN}list.asp?id=3"),
    "refresh in quotes": (
        bare("<meta http-equiv=refresh content=\"3;url='./list/'\">"),
        f"{COLUMN}list/",
    ),
    "refresh to the index of the folder": (refresh("index.html"), f"{COLUMN}index.html"),
    "script": (bare("<script>window.location.href='list.html';</script>"), f"{COLUMN}list.html"),
    "script in a comment": (
        bare('<script><!--\nlocation.replace("/col/col77/index.html")\n//--></script>'),
        f"{HOST}/col/col77/index.html",
    ),
    "frameset": (
        frameset('src="left.htm" name="left"', 'src="main.asp" name="main"'),
        f"{COLUMN}main.asp",
    ),
    "one frame": (frameset('src="list.htm"'), f"{COLUMN}list.htm"),
    "frame beside a counter": (
        page(
            '<iframe src="/module/xxgk/search.jsp?infotypeId=B03"></iframe>'
            '<iframe src="/count.html"></iframe>'
        ),
        f"{HOST}/module/xxgk/search.jsp?infotypeId=B03",
    ),
    "frame on another host of the site": (
        bare(body='<iframe src="http://xxgk.qx.qingxi.example/list.html"></iframe>'),
        "http://xxgk.qx.qingxi.example/list.html",
    ),
}


@pytest.mark.parametrize(("payload", "where"), LEADS.values(), ids=LEADS)
def test_a_page_without_a_list_says_where_it_stands(payload: bytes, where: str) -> None:
    column = COLUMN if "//xxgk." not in where else "http://www.qx.qingxi.example/fznb/"
    found = lead(payload, column)
    assert found is not None and found.url == where


NO_LEADS = {
    "to the front page": refresh("/"),
    "to the folder above": refresh("../"),
    "to an article": refresh("202401/t20240119_1300.html"),
    "to itself": refresh(COLUMN),
    "to another site": refresh("http://www.baixi.example/list.html"),
    "nowhere": bare('<meta http-equiv="refresh" content="300">'),
    "for readers without scripts": bare(
        '<noscript><meta http-equiv="refresh" content="0;url=list.html"></noscript>'
    ),
    "a script that asks first": bare("<script>if(ok()){location.href='list.html'}</script>"),
    "a script that computes": bare("<script>location.href='list'+n+'.html'</script>"),
    "two scripts": bare("<script>var a=1</script><script>location='list.html'</script>"),
    "two frames": frameset('src="a.htm"', 'src="b.htm"'),
    "no frame with an address": frameset('src="about:blank"'),
    "only furniture": frameset('src="left.htm"', 'src="top.htm" name="topFrame"'),
}


@pytest.mark.parametrize("payload", NO_LEADS.values(), ids=NO_LEADS)
def test_what_cannot_be_followed_is_neither_a_list_nor_empty(payload: bytes) -> None:
    found = read(payload, COLUMN)
    assert not isinstance(found, Listing) and found.reason is not None
    asked, column = walk({COLUMN: payload})
    assert asked == [COLUMN] and not column.complete and not column.provably_empty
    assert column.reason == f"{found.kind}: {found.reason}"


def test_the_list_behind_a_redirect_is_the_column() -> None:
    asked, column = walk({COLUMN: refresh("list.htm"), f"{COLUMN}list.htm": table()})
    assert asked == [COLUMN, f"{COLUMN}list.htm"]
    assert column.complete and [entry.title for entry in column.entries] == TITLES[:2]


def test_a_redirect_to_the_index_of_the_same_folder_is_followed() -> None:
    site = {
        COLUMN: refresh("index.html"),
        f"{COLUMN}index.html": trs(2),
        f"{COLUMN}index_1.html": table(),
    }
    asked, column = walk(site)
    assert asked == list(site) and column.complete
    del site[f"{COLUMN}index_1.html"]
    assert walk(site)[1].reason == "page_3: http_404"


def test_the_list_in_a_frame_is_the_column_with_all_its_pages() -> None:
    pager = '<p>共2页 <a href="list.asp?page=2">下一页</a></p></body>'
    first = table().replace(b"</body>", pager.encode("gb18030"))
    second = table(titles=[TITLES[2], TITLES[2]]).replace(b"id=", b"id=1")
    site = {
        COLUMN: frameset('src="left.htm" name="left"', 'src="list.asp" name="main"'),
        f"{COLUMN}list.asp": first,
        f"{COLUMN}list.asp?page=2": second,
    }
    asked, column = walk(site)
    assert asked == list(site)
    assert column.complete and len(column.entries) == 4
    del site[f"{COLUMN}list.asp?page=2"]
    assert walk(site)[1].reason == "page_3: http_404"


def test_pages_told_but_not_named_behind_a_redirect_are_missed() -> None:
    pager = '<p>共3页 <a href="2.asp">下一页</a></p></body>'
    first = table().replace(b"</body>", pager.encode("gb18030"))
    site = {
        COLUMN: refresh("index.html"),
        f"{COLUMN}index.html": first,
        f"{COLUMN}2.asp": table(titles=TITLES[1:]).replace(b"id=", b"id=1"),
    }
    assert walk(site)[1].reason == "pages_missing: 2 of 3"
    site[f"{COLUMN}2.asp"] = first
    assert walk(site)[1].reason == "page_3: same_as_earlier"


def test_a_redirect_into_another_part_of_the_site_is_believed_by_what_stands_there() -> None:
    there = f"{HOST}/col/col9/index.html"
    site = {COLUMN: refresh("/col/col9/index.html"), there: table()}
    assert walk(site)[1].complete
    site[there] = table(titles=NEWS)
    column = walk(site)[1]
    assert not column.complete and column.reason == "page_2: foreign_rows"


def test_a_frame_in_a_page_that_does_not_name_the_column_is_believed_by_what_it_shows() -> None:
    outer = bare(body='<iframe src="/inc/list.asp"></iframe>')
    assert walk({COLUMN: outer, f"{HOST}/inc/list.asp": table()})[1].complete
    column = walk({COLUMN: outer, f"{HOST}/inc/list.asp": table(titles=NEWS)})[1]
    assert not column.complete and column.reason == "page_2: foreign_rows"


EMPTY = f"<html><body>{CRUMB}<ul class='gl-list'></ul></body></html>".encode()


def test_an_empty_list_behind_a_redirect_of_the_column_is_an_empty_column() -> None:
    column = walk({COLUMN: refresh("index.html"), f"{COLUMN}index.html": EMPTY})[1]
    assert column.complete and column.provably_empty


def test_an_empty_list_elsewhere_is_no_empty_column() -> None:
    nameless = b"<html><body><ul class='gl-list'></ul></body></html>"
    column = walk({COLUMN: refresh("/zzz/"), f"{HOST}/zzz/": nameless})[1]
    assert not column.complete and not column.provably_empty


def test_a_frame_that_a_script_may_change_proves_no_empty_column() -> None:
    outer = page('<iframe src="list.html"></iframe>', script="<script src='/js/site.js'></script>")
    column = walk({COLUMN: outer, f"{COLUMN}list.html": EMPTY})[1]
    assert not column.provably_empty
    shown = walk({COLUMN: outer, f"{COLUMN}list.html": table()})[1]
    assert shown.complete and len(shown.entries) == 2


def test_redirects_in_a_circle_end_and_are_no_empty_column() -> None:
    site = {
        COLUMN: refresh("a.htm"),
        f"{COLUMN}a.htm": refresh("b.htm"),
        f"{COLUMN}b.htm": refresh("a.htm"),
    }
    asked, column = walk(site)
    assert asked == list(site)
    assert not column.complete and not column.provably_empty and column.reason is not None


def test_redirects_without_end_are_given_up() -> None:
    site = {COLUMN: refresh("1.htm")} | {
        f"{COLUMN}{n}.htm": refresh(f"{n + 1}.htm") for n in range(1, 300)
    }
    asked, column = walk(site)
    assert len(asked) == 6
    assert not column.complete and not column.provably_empty


def test_a_target_that_does_not_answer_leaves_the_column_unread() -> None:
    column = walk({COLUMN: refresh("list.htm")})[1]
    assert column.reason == "page_2: http_404" and not column.provably_empty


def test_a_list_that_is_there_is_read_and_its_frame_is_not() -> None:
    own = trs().decode().replace("</ul>", '</ul><iframe src="hot.html"></iframe>', 2).encode()
    found = read(own, COLUMN)
    assert isinstance(found, Listing) and found.lead is None and len(entries(found)) == 3


def test_a_list_that_reloads_itself_is_a_list() -> None:
    again = trs().decode().replace("</head>", '<meta http-equiv="refresh" content="300"></head>')
    assert walk({COLUMN: again.encode()})[1].complete
