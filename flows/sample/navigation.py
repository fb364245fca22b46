"""The ways of the sample site from its home page to its columns, each in its family's own form.

Like real sites it also leads astray: look-alike columns, a dead link, a link to another place, a
list of the newest reports on the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.sample.bodies import (
    BODIES,
    BY_SLUG,
    SHARED_DISCLOSURE,
    WITHOUT_COLUMN,
    Body,
    column_path,
)
from flows.sample.families import LOOKS
from flows.sample.families.look import Link, Menu
from flows.sample.resource import Resource

_RULE_OF_LAW, _DISCLOSURE = "法治政府建设年度报告", "政府信息公开年报"
OPEN, TOWNS, DEPARTMENTS, DIRECTORY = "/zwgk/", "/jz/", "/bm/", "/zwgk/zfxxgkml/"


def navigation() -> dict[str, Resource]:
    """Path to answer of every page that only leads on."""
    county = [
        Menu(
            OPEN,
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
        Menu(
            DIRECTORY,
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
        Menu(TOWNS, "街镇", ("首页", "街镇"), list(_units("township", "subdistrict"))),
        Menu(DEPARTMENTS, "部门", ("首页", "部门"), list(_units("department", "committee"))),
    ]
    site: dict[str, Resource] = {}
    for menu in county:
        site.update(LOOKS["chongqing"].menu(menu))
    for slug, body in BY_SLUG.items():
        if body.level != "county_government":
            for menu in _of_body(slug, body):
                site.update(LOOKS[body.family].menu(menu))
    return site


def _units(*levels: str) -> Iterator[Link]:
    for body in BODIES:
        if body.level in levels:
            yield body.aliases[0], _home(body)


def _home(body: Body) -> str:
    """/jz/cyz/ of /jz/cyz/zwgk/zfxxgkml, where the body's family names no other."""
    parts = body.folder.split("/")
    return body.home or f"/{'/'.join(parts[1 : 2 if parts[1] == 'gyy' else 3])}/"


def _of_body(slug: str, body: Body) -> tuple[Menu, Menu]:
    """A body's own page and its directory of information."""
    home, directory = _home(body), body.directory or f"{body.folder}/"
    below = directory.rpartition("/")[0]
    crumbs = ("首页", "部门" if body.level in ("department", "committee") else "街镇", body.name)
    columns = [("政府信息公开指南", f"{below}/zn/")]
    own = column_path(slug, "rule_of_law")
    if own is not None:
        columns.append((_RULE_OF_LAW, own))
    elif slug in WITHOUT_COLUMN:
        columns.append((_RULE_OF_LAW, f"{below}/fzzfjsndbg/"))  # answers 404
    columns.append((_DISCLOSURE, column_path(slug, "disclosure") or SHARED_DISCLOSURE))
    duties = f"{home.rpartition('/')[0]}/jgzn/"
    return (
        Menu(home, body.name, crumbs, [("机构职能", duties), ("政务公开", directory)]),
        Menu(directory, "政府信息公开目录", (*crumbs, "政务公开"), columns),
    )
