"""The ways of the sample site from its home page to its columns, as HTML by path.

Like real sites it also leads astray: look-alike columns, a dead link, a link to another place, a
list of the newest reports on the way.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from flows.sample.bodies import (
    BODIES,
    BY_SLUG,
    SHARED_DISCLOSURE,
    WITHOUT_COLUMN,
    Body,
    column_path,
)
from flows.sample.pages import SITE_NAME

#: (words, address) of a link.
Link = tuple[str, str]
_RULE_OF_LAW, _DISCLOSURE = "法治政府建设年度报告", "政府信息公开年报"
_MENU = (
    '<div class="header"><a href="/">首页</a><a href="/zwgk/">政务公开</a>'
    '<a href="/hdjl/">互动交流</a></div>'
)
OPEN, TOWNS, DEPARTMENTS, DIRECTORY = "/zwgk/", "/jz/", "/bm/", "/zwgk/zfxxgkml/"


def navigation() -> dict[str, str]:
    """Path to HTML of every page that only leads on."""
    site = {
        OPEN: _page(
            "政务公开",
            ("首页", "政务公开"),
            [
                ("政府信息公开目录", DIRECTORY),
                ("街镇政府信息公开", TOWNS),
                ("部门政府信息公开", DEPARTMENTS),
                ("依申请公开", "/zwgk/ysqgk/"),
                ("政务公开示范区", "/zwgk/sfq/"),
                ("示例省人民政府", "http://www.shilisheng.example.cn/"),
            ],
        ),
        DIRECTORY: _page(
            "政府信息公开目录",
            ("首页", "政务公开", "政府信息公开目录"),
            [
                (_RULE_OF_LAW, "./fzzfjsndbg/"),
                ("法治政府建设工作要点", "./fzzfgzyd/"),
                (_DISCLOSURE, "./zfxxgknb/"),
                ("街镇政府信息公开年报", SHARED_DISCLOSURE),
                ("公开指南", "./gkzn/"),
            ],
        ),
        TOWNS: _page("街镇", ("首页", "街镇"), list(_units("township", "subdistrict"))),
        DEPARTMENTS: _page("部门", ("首页", "部门"), list(_units("department", "committee"))),
    }
    for slug, body in BY_SLUG.items():
        if body.level != "county_government":
            site.update(_of_body(slug, body))
    return site


def _units(*levels: str) -> Iterator[Link]:
    for body in BODIES:
        if body.level in levels:
            yield body.aliases[0], _home(body)


def _home(body: Body) -> str:
    """/jz/cyz/ of /jz/cyz/zwgk/zfxxgkml."""
    parts = body.folder.split("/")
    return f"/{'/'.join(parts[1 : 2 if parts[1] == 'gyy' else 3])}/"


def _of_body(slug: str, body: Body) -> dict[str, str]:
    """A body's own page and its directory of information."""
    home, directory = _home(body), f"{body.folder}/"
    crumbs = ("首页", "部门" if body.level in ("department", "committee") else "街镇", body.name)
    columns = [("政府信息公开指南", f"{directory}zn/")]
    own = column_path(slug, "rule_of_law")
    if own is not None:
        columns.append((_RULE_OF_LAW, own))
    elif slug in WITHOUT_COLUMN:
        columns.append((_RULE_OF_LAW, f"{directory}fzzfjsndbg/"))  # answers 404
    columns.append((_DISCLOSURE, column_path(slug, "disclosure") or SHARED_DISCLOSURE))
    return {
        home: _page(body.name, crumbs, [("机构职能", f"{home}jgzn/"), ("政务公开", directory)]),
        directory: _page("政府信息公开目录", (*crumbs, "政务公开"), columns),
    }


def _page(name: str, crumbs: Sequence[str], links: Sequence[Link]) -> str:
    items = "".join(f'<li><a href="{href}">{html.escape(text)}</a></li>' for text, href in links)
    path = " &gt; ".join(f'<a href="/">{html.escape(crumb)}</a>' for crumb in crumbs)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(name)}_{SITE_NAME}</title>\n"
        f'<meta name="SiteName" content="{SITE_NAME}">\n</head>\n<body>\n{_MENU}\n'
        f'<div class="dqwz">您当前的位置：{path}</div>\n<div class="gkml"><ul>{items}</ul></div>\n'
        "</body>\n</html>\n"
    )
