"""A 200 that is not the page is recognised; a complete page with odd scripts is not one."""

from __future__ import annotations

import pytest

from flows.parse.document import Listing
from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import COLUMN, HOST, TRS_ROW, page, rows, trs


def bare(body: str, title: str = "", head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


BLOCKED = {
    "challenge that shows nothing": (
        bare(
            "",
            head='<meta content="x" r="m"><script r="m">$_ts=window["$_ts"];$_ts.cd="q"</script>',
        ),
        "waf_challenge",
    ),
    "cookie challenge": (
        bare(
            "<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>"
        ),
        "waf_challenge",
    ),
    "captcha": (bare("<h1>请完成安全验证</h1><div id=c></div>", "安全验证"), "waf_challenge"),
    "just a moment": (bare("<div>Checking</div>", "Just a moment..."), "waf_challenge"),
    "refused": (bare("<h1>访问被拒绝</h1><p>您的访问请求存在威胁，已被拦截</p>"), "waf_refused"),
    "403 text": (
        bare("<center><h1>403 Forbidden</h1></center><hr>nginx", "403 Forbidden"),
        "waf_refused",
    ),
    "firewall": (bare("<p>网站防火墙提醒您：请求过于频繁</p>"), "waf_refused"),
    "login": (
        bare(
            "<form>用户名<input name=u>密码<input type=password name=p><button>登录</button>"
            "</form>",
            "用户登录",
        ),
        "login",
    ),
    "suspended": (bare("<h2>网站已暂停</h2><p>该网站已关闭，请联系管理员</p>"), "suspended"),
    "maintenance": (bare("<p>网站正在维护中，请稍后访问</p>"), "suspended"),
}
OTHER = {
    "404 with status 200": (
        bare("<h1>404 Not Found</h1><p>nginx</p>", "404 Not Found"),
        "soft_404",
    ),
    "page gone, in the furniture of the site": (
        page("<div><p>抱歉，您访问的页面不存在或已被删除！</p></div>"),
        "soft_404",
    ),
    "404 title in the furniture": (
        page("<div>x</div>").replace(
            "法治政府建设年度报告_青溪县人民政府".encode(), "404错误页面".encode()
        ),
        "soft_404",
    ),
    "script that only leaves": (
        bare("<script>window.location.href='/index.html'</script>"),
        "redirect_only",
    ),
    "meta refresh": (
        bare("", head='<meta http-equiv="refresh" content="0;url=/">'),
        "redirect_only",
    ),
    "frames": (
        b'<html><frameset cols="1,2"><frame src="a"><frame src="b"></frameset></html>',
        "frameset",
    ),
    "nothing": (b"", "empty"),
    "blanks": (b" \r\n ", "empty"),
}


@pytest.mark.parametrize("payload,reason", BLOCKED.values(), ids=BLOCKED)
def test_walls_are_blocked(payload: bytes, reason: str) -> None:
    found = read(payload, COLUMN)
    assert (found.kind, found.reason) == ("blocked", reason)


@pytest.mark.parametrize("payload,reason", OTHER.values(), ids=OTHER)
def test_what_is_not_the_page_is_other(payload: bytes, reason: str) -> None:
    found = read(payload, COLUMN)
    assert (found.kind, found.reason) == ("other", reason)


@pytest.mark.parametrize("path", ["/", "/index.html", "/index.shtml", "", "/pc/index.html"])
def test_the_home_page_in_place_of_a_column_is_no_listing(path: str) -> None:
    found = read(trs(1), HOST + path)
    assert (found.kind, found.reason) == ("other", "home_page")


def test_a_channel_page_with_many_lists_is_no_listing() -> None:
    boxes = "".join(
        f'<div class="box"><h3>栏目{n}<a href="/c{n}/">更多</a></h3><ul>'
        + "".join(
            f'<li><a href="/c{n}/202401/t2024010{d}_{n}{d}.html">青溪县第{n}类第{d}号公开信息</a>'
            f"<span>2024-01-0{d}</span></li>"
            for d in range(1, 6)
        )
        + "</ul></div>"
        for n in range(6)
    )
    assert read(page(boxes), COLUMN).kind == "other"


def test_an_anti_robot_script_on_a_complete_page_is_no_block_page() -> None:
    head = '<meta content="x" r="m"><script r="m">$_ts=window["$_ts"];$_ts.cd="qWN"</script>'
    found = read(page(f'<ul class="list">{rows(TRS_ROW)}</ul>', head=head), COLUMN)
    assert isinstance(found, Listing) and len(found.entries) == 3


def test_a_login_box_on_an_ordinary_page_is_no_login_page() -> None:
    box = "<form>用户<input><input type=password></form>"
    news = "<p>" + "政务服务网用户登录说明文字" * 40 + "</p>"
    found = read(page(f'{box}<ul class="list">{rows(TRS_ROW)}</ul>{news}'), COLUMN)
    assert isinstance(found, Listing)


def test_a_listing_that_names_missing_pages_in_a_title_is_a_listing() -> None:
    title = "关于网站部分页面不存在问题的说明"
    row = f'<li><a href="./202401/t20240119_9.html">{title}</a><span>2024-01-19</span></li>'
    assert isinstance(read(page(f'<ul class="list">{row}</ul>'), COLUMN), Listing)
