"""The bodies of the invented county and the columns they publish in.

云岭县 of 示例省 and everything in it is made up; code 990101 is in no code list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

COUNTY_CODE = "990101"
COUNTY_NAME = "云岭县"
PROVINCE = "示例省"
#: Duties are judged from this report year on.
FIRST_REPORT_YEAR = 2023

#: Number of the site that every question of a gkmlpt interface carries.
GKMLPT_SITE = 990041

Level = Literal["county_government", "department", "township", "subdistrict", "committee"]
Kind = Literal["rule_of_law", "disclosure"]
#: Whose software made the pages; flows/sample/families has a module for each.
Family = Literal["chongqing", "classic", "hanweb", "hanweb_older", "ucap", "tables", "gkmlpt"]


@dataclass(frozen=True)
class Body:
    """A filer: `id` and `name` as in the registry, `full` as titles name it, `we` and `whole` as
    its texts call it, `folder` its place on the site. Where its family has addresses of its own
    kind, `home`, `directory` and `columns` say them; else they follow from the folder."""

    id: str
    name: str
    full: str
    level: Level
    we: str
    whole: str
    grass: str
    folder: str
    family: Family
    aliases: tuple[str, ...] = ()
    home: str = ""
    directory: str = ""
    columns: Mapping[Kind, str] = field(default_factory=dict)


def _town(number: str, name: str, slug: str) -> Body:
    kind = name[-1]
    return Body(
        id=COUNTY_CODE + number,
        name=f"{name}人民政府",
        full=f"{COUNTY_NAME}{name}人民政府",
        level="township",
        we=name,
        whole=f"全{kind}",
        grass="村",
        folder=f"/jz/{slug}/zwgk/zfxxgkml",
        family="chongqing",
        aliases=(name,),
    )


def _department(slug: str, name: str) -> Body:
    return Body(
        id=f"{COUNTY_CODE}-{slug}",
        name=f"{COUNTY_NAME}{name}",
        full=f"{COUNTY_NAME}{name}",
        level="department",
        we="我局",
        whole="全局",
        grass="基层所",
        folder=f"/bm/{slug}/xxgk",
        family="classic",
        aliases=(f"县{name}",),
    )


_USUAL: dict[str, Body] = {
    "xzf": Body(
        id=f"{COUNTY_CODE}-xzf",
        name=f"{COUNTY_NAME}人民政府",
        full=f"{COUNTY_NAME}人民政府",
        level="county_government",
        we=COUNTY_NAME,
        whole="全县",
        grass="镇村",
        folder="/zwgk/zfxxgkml",
        family="chongqing",
    ),
    "sfj": _department("sfj", "司法局"),
    "czj": _department("czj", "财政局"),
    "mzj": _department("mzj", "民政局"),
    "slj": _department("slj", "水利局"),
    "wlj": _department("wlj", "文化和旅游局"),
    "yjj": _department("yjj", "应急管理局"),
    "jqjd": Body(
        id=f"{COUNTY_CODE}001",
        name="旌桥街道办事处",
        full=f"{COUNTY_NAME}旌桥街道办事处",
        level="subdistrict",
        we="旌桥街道",
        whole="辖区",
        grass="社区",
        folder="/jz/jqjd/zwgk/zfxxgkml",
        family="chongqing",
        aliases=("旌桥街道",),
    ),
    "cyz": _town("100", "澄砚镇", "cyz"),
    "jcz": _town("101", "霁川镇", "jcz"),
    "ypz": _town("102", "筠坪镇", "ypz"),
    "dwz": _town("103", "棣湾镇", "dwz"),
    "tyz": _town("104", "棠屿镇", "tyz"),
    "xtx": _town("200", "荇塘乡", "xtx"),
    "tlx": _town("201", "苕岭乡", "tlx"),
    "gyy": Body(
        id=f"{COUNTY_CODE}-gyy",
        name="云岭工业园区管理委员会",
        full="云岭工业园区管理委员会",
        level="committee",
        we="园区",
        whole="园区",
        grass="企业",
        folder="/gyy/zwgk/zfxxgkml",
        family="chongqing",
        aliases=("云岭工业园区管委会", "云岭工业园区"),
    ),
}


def _on(
    slug: str, family: Family, home: str, directory: str, rule_of_law: str, disclosure: str = ""
) -> Body:
    """A body on a site of another family than its kind usually has."""
    columns: dict[Kind, str] = {"rule_of_law": rule_of_law}
    if disclosure:
        columns["disclosure"] = disclosure
    return replace(_USUAL[slug], family=family, home=home, directory=directory, columns=columns)


def _ucap(slug: str, root: str, channel: int) -> Body:
    return _on(
        slug,
        "ucap",
        f"{root}/index.shtml",
        f"{root}/c{channel}/zfxxgk.shtml",
        f"{root}/c{channel + 3}/zwgklist.shtml",
        f"{root}/c{channel + 7}/zwgklist.shtml",
    )


def _hanweb(slug: str, family: Family, root: str, channel: int) -> Body:
    home, directory, rule_of_law = (
        f"{root}/col/col{channel + step}/index.html" for step in (0, 1, 14)
    )
    return _on(slug, family, home, directory, rule_of_law)


def _tables(slug: str, number: int) -> Body:
    root = f"/jz/{slug}"
    return _on(
        slug, "tables", f"{root}/", f"{root}/gk/index.htm", f"{root}/gk/list.asp?classid={number}"
    )


def _gkmlpt(slug: str, number: int) -> Body:
    root = f"/jz/{slug}"
    interface = f"{root}/gkmlpt/api/all/{number}?page=1&sid={GKMLPT_SITE}"
    return _on(slug, "gkmlpt", f"{root}/", f"{root}/gkmlpt/index", interface)


BY_SLUG: dict[str, Body] = {
    **_USUAL,
    "sfj": _ucap("sfj", "/bm/sfj", 108801),
    "mzj": _ucap("mzj", "/mzj", 109201),  # not below /bm/ like the other departments
    "cyz": _hanweb("cyz", "hanweb", "/jz/cyz", 1229100),
    "tyz": _hanweb("tyz", "hanweb_older", "", 1229140),  # all over the county's own site
    "xtx": _tables("xtx", 71),
    "tlx": _tables("tlx", 64),
    "jqjd": _gkmlpt("jqjd", 5512),
}
BODIES: tuple[Body, ...] = tuple(BY_SLUG.values())

#: All towns and the subdistrict publish their disclosure reports in one column of the county.
SHARED_DISCLOSURE = "/zwgk/zfxxgkml/xzjd/zfxxgknb/"
#: 文化和旅游局 has no column for rule-of-law reports that anybody knows of.
WITHOUT_COLUMN = frozenset({"wlj"})


def column_path(slug: str, kind: Kind) -> str | None:
    """Address of the column a body publishes in; None where none is known."""
    body = BY_SLUG[slug]
    if kind == "disclosure" and body.level in ("township", "subdistrict"):
        return SHARED_DISCLOSURE
    if kind == "rule_of_law" and slug in WITHOUT_COLUMN:
        return None
    names: dict[Kind, str] = {"rule_of_law": "fzzfjsndbg", "disclosure": "zfxxgknb"}
    return body.columns.get(kind) or f"{body.folder}/{names[kind]}/"


def column_family(slug: str, kind: Kind) -> Family:
    """Whose software shows the column a body publishes in: a shared one is the county's."""
    shared = column_path(slug, kind) == SHARED_DISCLOSURE
    return BY_SLUG["xzf" if shared else slug].family
