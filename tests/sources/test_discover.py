"""Discovery on small invented sites: what is a column, whose it is, and what could not be seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.exits import Unreadable, WrongUsage
from flows.propose.discover import Request, discover
from flows.sample.resource import Resource
from flows.settings import Settings
from tests.sources.small_site import (
    CODE,
    DAY,
    as_source,
    columns,
    listing,
    page,
    reports,
    serve,
    walk,
)

TOWNS = [("甲镇", "/jz/jia/"), ("乙镇", "/jz/yi/"), ("丙乡", "/jz/bing/")]
COLUMN = "法治政府建设年度报告"


def town(slug: str, name: str, *titles: str) -> dict[str, str]:
    """A town's home page and its column."""
    return {
        f"/jz/{slug}/": page((COLUMN, f"/jz/{slug}/fzbg/"), name=name, crumbs=f"首页 > {name}"),
        f"/jz/{slug}/fzbg/": listing(COLUMN, f"首页 > 街镇 > {name} > {COLUMN}", *titles),
    }


HOME = {"/": page(("街镇", "/jz/")), "/jz/": page(*TOWNS, name="街镇")}


def test_towns_are_followed_to_their_columns(tmp_path: Path) -> None:
    pages = {
        **HOME,
        **town("jia", "甲镇", *reports("样县甲镇人民政府", 2025, 2024)),
        **town("yi", "乙镇", *reports("样县乙镇人民政府", 2023)),
        **town("bing", "丙乡"),
    }
    with serve(pages) as server:
        source = as_source(walk(server), tmp_path)
        assert columns(source, server) == {
            ("/jz/jia/fzbg/", "rule_of_law", "甲镇人民政府"),
            ("/jz/yi/fzbg/", "rule_of_law", "乙镇人民政府"),
            ("/jz/bing/fzbg/", "rule_of_law", "丙乡人民政府"),
        }
        assert len(server.requests) == len(set(server.requests))
    assert source.county.first_report_year == 2023
    assert source.county.name == "样县"


def test_names_are_matched_to_codes_and_towns_nobody_links_to_are_listed(tmp_path: Path) -> None:
    units = tmp_path / "units"
    units.mkdir()
    rows = [f"{CODE}1{n:02},{name},{CODE},样县,样省" for n, name in enumerate(["甲镇", "丁乡"])]
    text = "\n".join(["code,name,county_code,county_name,province", *rows])
    (units / "990000.csv").write_text(text, "utf-8")
    pages = {**HOME, **town("jia", "甲镇", *reports("样县甲镇人民政府", 2025))}
    with serve(pages) as server:
        found = walk(server, units=(units,), code=None)
    ids = {filer.name: filer.id for filer in found.proposal.filers}
    assert ids["甲镇人民政府"] == f"{CODE}100"
    assert ids["丁乡人民政府"] == f"{CODE}101"
    assert ids["乙镇人民政府"] == f"{CODE}-yi"
    notes = {filer.name: " ".join(filer.notes) for filer in found.proposal.filers}
    assert "met no link" in notes["丁乡人民政府"]
    assert "not on the list" in notes["乙镇人民政府"]
    assert as_source(found, tmp_path).county.code == CODE


def test_a_column_of_many_bodies_is_shared_and_says_for_whom_it_would_speak(tmp_path: Path) -> None:
    titles = [f"样县{name}人民政府2025年法治政府建设年度报告" for name, _ in TOWNS[:2]]
    pages = {
        **HOME,
        "/": page(("街镇", "/jz/"), (COLUMN, "/fzbg/")),
        "/fzbg/": listing(COLUMN, f"首页 > 政务公开 > {COLUMN}", *titles),
    }
    with serve(pages) as server:
        found = walk(server)
        assert columns(as_source(found, tmp_path), server) == {("/fzbg/", "rule_of_law", None)}
    warning = found.proposal.county.columns[0].notes[2]
    assert "counts for every filer" in warning
    assert "丙乡人民政府" in warning
    assert "甲镇" not in warning


def test_one_column_for_each_year_is_one_column(tmp_path: Path) -> None:
    crumbs = f"首页 > 政务公开 > {COLUMN}"
    pages = {
        "/": page((COLUMN, "/fzbg/")),
        "/fzbg/": page(
            *((f"{year}年", f"/fzbg/{year}/") for year in (2025, 2024, 2023)),
            name=COLUMN,
            crumbs=crumbs,
        ),
    }
    for year in (2025, 2024, 2023):
        titles = reports("样县人民政府", year)
        pages[f"/fzbg/{year}/"] = listing(f"{year}年", f"{crumbs} > {year}年", *titles)
    with serve(pages) as server:
        source = as_source(walk(server), tmp_path)
        assert columns(source, server) == {("/fzbg/", "rule_of_law", "样县人民政府")}
    assert source.county.first_report_year == 2023


def test_the_documents_of_a_list_are_not_asked_for_whatever_their_addresses(
    tmp_path: Path,
) -> None:
    rows = "".join(
        f'<tr><td><a href="show.asp?id={40 + n}">{title}</a></td><td>2026-3-{n + 1}</td></tr>'
        for n, title in enumerate(reports("样县甲镇人民政府", 2025, 2024, 2023))
    )
    column = (
        f"<html><head><title>{COLUMN}</title></head><body>"
        f"<div>当前位置：首页 &gt;&gt; 甲镇 &gt;&gt; {COLUMN}</div>"
        f"<table>{rows}</table></body></html>"
    )
    town_page = page((COLUMN, "/jz/jia/list.asp?classid=7"), name="甲镇")
    with serve({**HOME, "/jz/jia/": town_page, "/jz/jia/list.asp": column}) as server:
        source = as_source(walk(server), tmp_path)
        assert columns(source, server) == {
            ("/jz/jia/list.asp?classid=7", "rule_of_law", "甲镇人民政府")
        }
        assert not any("show.asp" in path for path in server.requests)


def test_a_column_with_a_vague_name_is_known_by_its_entries(tmp_path: Path) -> None:
    titles = reports("样县人民政府", 2025, 2024)
    pages = {
        "/": page(("年度报告", "/ndbg/")),
        "/ndbg/": listing("年度报告", "首页 > 政务公开 > 年度报告", *titles),
    }
    with serve(pages) as server:
        found = walk(server)
        assert columns(as_source(found, tmp_path), server) == {
            ("/ndbg/", "rule_of_law", "样县人民政府")
        }
    assert "confidence medium: by its entries" in found.proposal.columns[0].notes[1]


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("法治政府建设工作要点", ["样县2025年法治政府建设工作要点"]),
        ("法治政府建设年度报告解读", ["《样县2025年法治政府建设年度报告》解读"]),
        ("法治政府建设", ["关于做好2025年度法治政府建设情况报告工作的通知"]),
        ("年度报告", ["样县甲公司2025年年度报告", "样县乙公司2025年年度报告"]),
        ("政府信息公开", ["关于印发某办法的通知", "关于调整某小组的通知"]),
    ],
)
def test_look_alikes_are_not_proposed(name: str, titles: list[str]) -> None:
    pages = {"/": page((name, "/x/")), "/x/": listing(name, f"首页 > {name}", *titles)}
    with serve(pages) as server:
        assert walk(server).proposal.columns == []


def test_a_link_that_promises_a_column_and_opens_something_else_is_told() -> None:
    pages = {
        "/": page((COLUMN, "/a/"), ("政府信息公开年报", "/b/"), ("法治政府建设情况报告", "/c.pdf")),
        "/a/": listing("通知公告", "首页 > 通知公告", "关于放假的通知", "关于停水的通知"),
    }
    with serve(pages) as server:
        found = walk(server)
        assert "/c.pdf" not in server.requests
    assert found.proposal.columns == []
    assert any("no entry is a report" in line for line in found.told)
    assert any("政府信息公开年报" in line and "status 404" in line for line in found.told)
    assert any("one document" in line and "/c.pdf" in line for line in found.told)


def test_the_menu_of_a_town_does_not_make_the_countys_column_its_own(tmp_path: Path) -> None:
    pages = {
        **HOME,
        "/jz/jia/": page((COLUMN, "/fzbg/"), name="甲镇"),
        "/fzbg/": listing(
            COLUMN, f"首页 > 政务公开 > {COLUMN}", *reports("样县人民政府", 2025, 2024)
        ),
    }
    with serve(pages) as server:
        found = walk(server)
        owned = columns(as_source(found, tmp_path), server)
    assert owned == {("/fzbg/", "rule_of_law", "样县人民政府")}
    (column,) = found.proposal.columns
    assert "way says 甲镇人民政府" in column.notes[1]


def test_departments_and_committees_are_told_from_services_and_the_party() -> None:
    names = ["县财政局", "司法局", "样县发展和改革委员会", "样县工业园区管委会", "县委办公室"]
    names += ["县人民法院", "办事服务中心", "示例市财政局"]
    pages = {
        "/": page(("部门", "/bm/")),
        "/bm/": page(*((name, f"/bm/b{n}x/") for n, name in enumerate(names)), name="部门"),
    }
    with serve(pages) as server:
        filers = walk(server).proposal.filers
    assert {filer.name: filer.level for filer in filers} == {
        "样县人民政府": "county_government",
        "样县财政局": "department",
        "样县司法局": "department",
        "样县发展和改革委员会": "department",
        "样县工业园区管理委员会": "committee",
    }


def test_frames_are_part_of_the_page(tmp_path: Path) -> None:
    pages = {
        "/": page(extra='<iframe src="/menu.html"></iframe>'),
        "/menu.html": page((COLUMN, "/fzbg/")),
        "/fzbg/": listing(COLUMN, f"首页 > {COLUMN}", *reports("样县人民政府", 2025)),
    }
    with serve(pages) as server:
        assert len(walk(server).proposal.columns) == 1


def test_more_beside_a_heading_is_named_by_it(tmp_path: Path) -> None:
    more = f'<div><h3>{COLUMN}</h3><a href="/fzbg/">更多&gt;&gt;</a></div>'
    pages = {
        "/": page(extra=more),
        "/fzbg/": listing(COLUMN, f"首页 > {COLUMN}", *reports("样县人民政府", 2025)),
    }
    with serve(pages) as server:
        (column,) = walk(server).proposal.columns
    assert column.notes[0] == f"found by: {COLUMN}"


class TestWhatCouldNotBeSeen:
    def told(self, home: str) -> str:
        with serve({"/": home}) as server:
            return "\n".join(walk(server).told)

    def test_a_menu_that_a_script_fills(self) -> None:
        script = '<script>$.getJSON("/menu.json", m => $("#menu").html(draw(m)))</script>'
        told = self.told(page(extra=f'<ul id="menu" class="menu"></ul>{script}'))
        assert 'a script fills (<ul id="menu"' in told

    def test_a_template_left_in_the_page(self) -> None:
        rows = '<ul><li v-for="d in depts"><a :href="d.url">{{d.name}}</a></li></ul>'
        told = self.told(page(extra=f'{rows}<script src="/vue.js"></script>'))
        assert "a list of links that a script fills" in told

    def test_a_link_that_only_a_script_opens(self) -> None:
        link = '<p><a href="javascript:open(3)">部门</a></p><script>function open(n) {}</script>'
        assert "“部门” leads nowhere without a script" in self.told(page(extra=link))

    def test_a_page_without_anything(self) -> None:
        home = (
            '<html><head><title>样省样县人民政府网</title></head><body><div id="app"></div>'
            '<script src="/app.js"></script></body></html>'
        )
        assert "nothing without its scripts" in self.told(home)

    def test_nothing_is_told_of_a_menu_that_opens_on_a_click(self) -> None:
        menu = (
            '<ul><li><a href="javascript:;">部门</a><ul><li><a href="/bm/">县财政局</a></li></ul>'
            "</li></ul><script>fold()</script>"
        )
        assert "部门” leads" not in self.told(page(extra=menu))

    def test_it_stands_in_the_proposal_too(self) -> None:
        with serve({"/": page(extra='<ul class="menu"></ul><script src="/m.js"></script>')}) as s:
            notes = walk(s).proposal.notes
        assert any("empty menu" in note for note in notes)


class TestManners:
    def test_what_robots_txt_forbids_is_not_asked_for_and_told(self) -> None:
        pages = {**HOME, **town("jia", "甲镇", *reports("样县甲镇人民政府", 2025))}
        with serve(pages, robots="User-agent: *\nDisallow: /jz/jia/\n") as server:
            found = walk(server)
            assert not any(path.startswith("/jz/jia/") for path in server.requests)
        assert any(line.startswith("robots") and "/jz/jia/" in line for line in found.told)

    def test_other_hosts_are_told_and_never_asked(self) -> None:
        with serve({"/": page(name="别处")}) as other:
            links = (
                (COLUMN, f"{other.url}/fzbg/"),
                ("部门", "http://10.0.0.8/bm/"),
                ("政府信息公开年报", "http://www.bieren.example.cn/nb/"),
            )
            with serve({"/": page(*links)}) as server:
                found = walk(server)
            assert other.requests == []
        assert found.pages == 1
        assert any("--host www.bieren.example.cn" in line for line in found.told)

    def test_a_redirect_to_another_host_is_not_followed(self) -> None:
        with serve({"/": page()}) as other:
            leave = f'<meta http-equiv="refresh" content="0;url={other.url}/">'
            with serve({"/": page((COLUMN, "/a/")), "/a/": leave}) as server:
                assert walk(server).proposal.columns == []
            assert other.requests == []

    def test_the_bound_of_pages_holds_and_is_told(self) -> None:
        pages = {**HOME, **town("jia", "甲镇"), **town("yi", "乙镇"), **town("bing", "丙乡")}
        with serve(pages) as server:
            found = walk(server, pages=4)
            assert len(server.requests) == 5  # robots.txt is no page
        assert "the bound of 4 pages" in found.told[0]

    def test_the_bound_of_depth_holds_and_is_told(self) -> None:
        pages = {**HOME, **town("jia", "甲镇", *reports("样县甲镇人民政府", 2025))}
        with serve(pages) as server:
            found = walk(server, depth=2)
            assert "/jz/jia/fzbg/" not in server.requests
        assert any("deeper than 2" in line for line in found.told)

    def test_endless_new_addresses_end_at_the_bound(self) -> None:
        with serve({"/": page(("部门", "/bm/?p=1"))}) as server:
            resource = server.site(DAY)["/"]
            body = page(*((f"部门{n}", f"/bm/{n}{n}/") for n in range(60)), name="部门").encode()
            every = type(resource)(body)
            server.site = lambda day: _Everything(resource, every)
            found = walk(server, pages=30)
            assert len(server.requests) <= 32
        assert any("bound" in line for line in found.told)

    def test_a_site_that_goes_down_is_left_alone_and_what_was_read_is_proposed(self) -> None:
        pages = {
            "/": page((COLUMN, "/fzbg/"), ("街镇", "/jz/")),
            "/fzbg/": listing(COLUMN, f"首页 > {COLUMN}", *reports("样县人民政府", 2025)),
            "/jz/": page(*((f"甲{n}镇", f"/jz/t{n}/") for n in "一二三四五六七八"), name="街镇"),
        }
        with serve(pages) as server:
            server.fail("/jz/t", "drop")
            found = walk(server)
            assert len([p for p in server.requests if p.startswith("/jz/t")]) < 8
        assert [c.kind for c in found.proposal.columns] == ["rule_of_law"]
        assert found.told[0].startswith("stopped: ")

    def test_a_site_that_does_not_answer_is_unreadable(self) -> None:
        with serve({}) as server, pytest.raises(Unreadable, match="status 404"):
            walk(server)

    def test_a_public_site_needs_a_contact_and_a_private_one_is_refused(self) -> None:
        with pytest.raises(WrongUsage, match="FAZHI_CONTACT"):
            discover(Request("http://www.yangxian.example.cn/", DAY), Settings())
        with pytest.raises(WrongUsage, match="private network"):
            discover(Request("http://192.168.1.1/", DAY), Settings(contact="a@example.org"))
        with pytest.raises(WrongUsage, match="not a web address"):
            discover(Request("ftp://www.yangxian.example.cn/", DAY), Settings())

    def test_a_site_that_does_not_say_whose_it_is_asks_for_the_code(self) -> None:
        with serve({"/": page()}) as server, pytest.raises(WrongUsage, match="--code"):
            walk(server, code=None)


class _Everything(dict[str, Resource]):
    """Every path answers."""

    def __init__(self, home: Resource, other: Resource) -> None:
        super().__init__({"/": home})
        self.other = other

    def get(self, path: str, default: Any = None) -> Any:
        return default if path == "/robots.txt" else super().get(path, self.other)


def test_what_pages_say_cannot_break_out_of_a_comment(tmp_path: Path) -> None:
    evil = '县财政局\x1b[31m\n[county]\ncode = "1"'
    pages = {
        "/": page(("部门", "/bm/"), (COLUMN, "/fzbg/"), (f"{COLUMN}\u202e", "/x/")),
        "/bm/": page((evil, "/bm/a/"), ('"]\\', "/bm/b/"), ("县司法局", "/bm/c/")),
        "/fzbg/": listing(COLUMN, f"首页 > {COLUMN}", *reports("样县人民政府", 2025)),
    }
    with serve(pages) as server:
        source = as_source(walk(server), tmp_path)
    assert source.county.code == CODE
