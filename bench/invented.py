"""Invented pages and sites of the sizes that are measured."""

from __future__ import annotations

from datetime import date, timedelta

from flows.sample.bodies import COUNTY_NAME, Body
from flows.sample.families import chongqing
from flows.sample.families.look import Article, Column, Row
from flows.sample.resource import Resource
from flows.sample.texts import Wish, compose

_FIRST, _SECOND = "澄霁筠棣棠荇苕旌", "砚川坪湾屿塘岭桥"
_COLUMN = "法治政府建设年度报告"


def bodies(count: int) -> list[Body]:
    """Invented towns, up to 64."""
    names = [f"{one}{two}镇" for one in _FIRST for two in _SECOND]
    return [
        Body(
            id=f"990101{100 + number}", name=f"{name}人民政府", full=f"{COUNTY_NAME}{name}人民政府",
            level="township", we=name, whole="全镇", grass="村", folder=f"/jz/t{number}",
            family="chongqing",
        )
        for number, name in enumerate(names[:count])
    ]  # fmt: skip


def title_of(body: Body, year: int) -> str:
    """The title of its report."""
    return f"{body.full}关于{year}年度法治政府建设情况的报告"


def day_of(body: Body, year: int) -> date:
    """The day on which its report is published."""
    return date(year + 1, 2, 1) + timedelta(days=int(body.id[-2:]) % 20)


def article(body: Body, year: int, size: int = 0) -> bytes:
    """A report page; menus before and after the text fill it up to about `size` bytes."""
    shown = day_of(body, year)
    html = chongqing.article(
        Article(
            title=title_of(body, year),
            crumbs=("首页", "街镇", body.name, "政务公开", _COLUMN),
            column_name=_COLUMN,
            blocks=compose(body, "rule_of_law", year, Wish(plan_year=year + 1)),
            shown=shown,
            written=shown - timedelta(days=2),
            publisher=body.full,
            index_number=f"11990101910000000A/{year + 1}-00001",
        )
    )
    return _furnished(html, size).encode()


def _furnished(html: str, size: int) -> str:
    """Real pages are mostly menus: nested lists of links and style attributes."""
    menu = []
    missing = size - len(html.encode())
    number = 0
    while missing > 0:
        number += 1
        item = (
            f'<li class="nav-item"><div class="box"><a href="/zwgk/lm{number}/" target="_blank" '
            f'style="color:#333;line-height:24px">栏目{number}</a></div></li>\n'
        )
        menu.append(item)
        missing -= len(item.encode())
    half = len(menu) // 2
    head, foot = "".join(menu[:half]), "".join(menu[half:])
    html = html.replace("<body>\n", f'<body>\n<div class="nav"><ul>{head}</ul></div>\n', 1)
    return html.replace("</body>", f'<div class="footer"><ul>{foot}</ul></div>\n</body>')


def site(n_bodies: int, years: int, size: int = 20_000) -> dict[str, Resource]:
    """A site of `n_bodies` columns with `years` reports each."""
    out: dict[str, Resource] = {
        "/robots.txt": Resource(b"User-agent: *\nDisallow:\n", "text/plain")
    }
    for body in bodies(n_bodies):
        rows = []
        for year in range(2025, 2025 - years, -1):
            href = f"./{year + 1}02/t{year + 1}0201_{year}.html"
            title = f"{body.full}关于{year}年度法治政府建设情况的报告"
            rows.append(Row(href, title, date(year + 1, 2, 1)))
            out[f"{body.folder}/bg/{href[2:]}"] = Resource(article(body, year, size))
        crumbs = ("首页", "街镇", body.name, _COLUMN)
        column = Column(f"{body.folder}/bg/", _COLUMN, crumbs, rows)
        out[column.path] = Resource(chongqing.listing_page(column, 0, 1).encode())
    return out


def source_text(url: str, n_bodies: int) -> str:
    """The registry of `site`, without any pause between requests."""
    parts = [
        f'[county]\ncode = "990101"\nname = "{COUNTY_NAME}"\nprovince = "示例省"\nsite = "{url}/"\n'
        "first_report_year = 2021\ndelay_seconds = 0.0\nallow_private_network = true\n"
    ]
    parts += [
        f'[[filer]]\nid = "{body.id}"\nname = "{body.name}"\nlevel = "township"\n'
        f'[[filer.column]]\nurl = "{url}{body.folder}/bg/"\n'
        for body in bodies(n_bodies)
    ]
    return "\n".join(parts)
