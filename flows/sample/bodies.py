"""The bodies of the invented county and the columns they publish in.

云岭县 of 示例省 and everything in it is made up; code 990101 is in no code list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

COUNTY_CODE = "990101"
COUNTY_NAME = "云岭县"
PROVINCE = "示例省"
#: Duties are judged from this report year on.
FIRST_REPORT_YEAR = 2023

Level = Literal["county_government", "department", "township", "subdistrict", "committee"]
Kind = Literal["rule_of_law", "disclosure"]
#: Look of the pages: the Chongqing family, the family with createPageHTML.
Family = Literal["chongqing", "classic"]


@dataclass(frozen=True)
class Body:
    """A filer: `id` and `name` as in the registry, `full` as titles name it, `we` and `whole` as
    its texts call it, `folder` its place on the site."""

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


BODIES: tuple[Body, ...] = (
    Body(
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
    _department("sfj", "司法局"),
    _department("czj", "财政局"),
    _department("mzj", "民政局"),
    _department("slj", "水利局"),
    _department("wlj", "文化和旅游局"),
    _department("yjj", "应急管理局"),
    Body(
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
    _town("100", "澄砚镇", "cyz"),
    _town("101", "霁川镇", "jcz"),
    _town("102", "筠坪镇", "ypz"),
    _town("103", "棣湾镇", "dwz"),
    _town("104", "棠屿镇", "tyz"),
    _town("200", "荇塘乡", "xtx"),
    _town("201", "苕岭乡", "tlx"),
    Body(
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
)
BY_SLUG: dict[str, Body] = {
    **{
        body.folder.split("/")[2]: body for body in BODIES if body.folder.startswith(("/bm", "/jz"))
    },
    "xzf": BODIES[0],
    "gyy": BODIES[-1],
}

#: All towns and the subdistrict publish their disclosure reports in one column of the county.
SHARED_DISCLOSURE = "/zwgk/zfxxgkml/xzjd/zfxxgknb/"
#: 文化和旅游局 has no column for rule-of-law reports that anybody knows of.
WITHOUT_COLUMN = frozenset({"wlj"})


def column_path(slug: str, kind: Kind) -> str | None:
    """Folder of the column a body publishes in; None where none is known."""
    body = BY_SLUG[slug]
    if kind == "disclosure":
        if body.level in ("township", "subdistrict"):
            return SHARED_DISCLOSURE
        return f"{body.folder}/zfxxgknb/"
    if slug in WITHOUT_COLUMN:
        return None
    return f"{body.folder}/fzzfjsndbg/"
