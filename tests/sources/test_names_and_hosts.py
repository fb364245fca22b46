"""Names of bodies and hosts of a site, apart from any walk."""

from __future__ import annotations

import pytest

from flows.propose.identity import _ABOVE, _NAME
from flows.propose.naming import core_name, full_name, is_sure, is_unit_name, level_of
from flows.propose.site import SiteHosts, page_id
from flows.propose.words import kinds_named, way_of


@pytest.mark.parametrize(
    ("name", "core", "level", "full"),
    [
        ("样县人民政府", "", "county_government", "样县人民政府"),
        ("县政府", "", "county_government", "样县人民政府"),
        ("样省样县人民政府", "", "county_government", "样县人民政府"),
        ("甲镇", "甲镇", "township", "甲镇人民政府"),
        ("样县甲镇人民政府", "甲镇", "township", "甲镇人民政府"),
        ("中共样县甲镇委员会 样县甲镇人民政府", "甲镇", "township", "甲镇人民政府"),
        ("乙街道办", "乙街道", "subdistrict", "乙街道办事处"),
        ("县财政局", "财政局", "department", "样县财政局"),
        ("样县民政局", "民政局", "department", "样县民政局"),
        ("市场监督管理局", "市场监督管理局", "department", "样县市场监督管理局"),
        ("样市公安局样县分局", "样市公安局样县分局", "department", "样县样市公安局样县分局"),
        ("丙工业园区管委会", "丙工业园区管委会", "committee", "丙工业园区管理委员会"),
    ],
)
def test_forms_of_a_name_are_one_body(name: str, core: str, level: str, full: str) -> None:
    assert core_name(name, "样县") == core
    assert level_of(name, "样县") == level
    if "分局" not in name:
        assert full_name(name, "样县") == full


@pytest.mark.parametrize(
    "text",
    ["街镇", "新闻中心", "一网通办", "县委办公室", "样省财政厅", "县法院", "样市财政局", "更多"],
)
def test_what_is_no_body_that_files(text: str) -> None:
    assert not is_unit_name(text, "样县")


def test_a_name_is_sure_by_itself_or_only_in_a_list() -> None:
    assert is_sure("样县财政局", "样县")
    assert is_sure("甲镇人民政府", "样县")
    assert not is_sure("财政局", "样县")
    assert not is_sure("别县人民政府", "样县")


@pytest.mark.parametrize(
    ("title", "province", "name"),
    [
        ("样省样县人民政府网", "样省", "样县"),
        ("重庆市忠县人民政府网", "重庆市", "忠县"),
        ("石柱土家族自治县人民政府网", None, "石柱土家族自治县"),
        ("某某市样县人民政府门户网站", None, "样县"),
        ("中国样县政府网", None, "样县"),
    ],
)
def test_the_countys_name_is_read_from_that_of_its_site(
    title: str, province: str | None, name: str
) -> None:
    match = _NAME.search(title)
    assert match is not None
    assert (match["province"], _ABOVE.sub("", match["name"])) == (province, name)


def test_a_site_is_its_host_and_those_below_it() -> None:
    hosts = SiteHosts("www.yangxian.gov.cn", ["other.example.cn"])
    for host in ("www.yangxian.gov.cn", "yangxian.gov.cn", "zwgk.yangxian.gov.cn"):
        assert host in hosts
    assert "other.example.cn" in hosts
    for host in (
        "yangxian2.gov.cn",
        "www.gov.cn",
        "xyangxian.gov.cn",
        "gov.cn",
        "yangxian.gov.cn:8",
    ):
        assert host not in hosts


@pytest.mark.parametrize(
    "host", ["www.gov.cn", "www.cq.gov.cn", "127.0.0.1:8000", "yang.gov.cn:81"]
)
def test_a_domain_that_many_share_brings_no_other_host(host: str) -> None:
    hosts = SiteHosts(host)
    assert host in hosts
    assert "www.yangxian.gov.cn" not in hosts
    assert "a." + host not in hosts


def test_two_addresses_of_one_page_are_one() -> None:
    here = "http://www.yangxian.example.cn/jz/"
    assert page_id(here) == page_id("https://yangxian.example.cn/jz/index.html")
    assert page_id(here) != page_id(here + "index_1.html")
    assert page_id(here + "?a=1") != page_id(here)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("法治政府建设年度报告", ["rule_of_law"]),
        ("法治政府建设情况", ["rule_of_law"]),
        ("法治政府建设（年度报告）", ["rule_of_law"]),
        ("政府信息公开年报", ["disclosure"]),
        ("政府信息公开工作年度报告", ["disclosure"]),
        ("法治政府建设工作要点", []),
        ("法治政府建设年度报告解读", []),
        ("政府信息公开指南", []),
        ("政府工作报告", []),
    ],
)
def test_columns_are_known_by_their_names(name: str, kinds: list[str]) -> None:
    assert kinds_named(name) == kinds


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("街镇", "units"),
        ("镇街政务公开", "units"),
        ("部门", "units"),
        ("政务公开", "open"),
        ("法定主动公开内容", "open"),
        ("法治政府建设", "near"),
        ("依申请公开", None),
        ("互动交流", None),
        ("新闻动态", None),
    ],
)
def test_only_links_that_promise_a_way_are_followed(text: str, way: str | None) -> None:
    assert way_of(text) == way
