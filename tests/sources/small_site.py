"""A small invented site for one test: pages by path, served on loopback."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flows.propose.discover import Discovery, Request, discover
from flows.propose.render import source_text
from flows.propose.walk import Bounds
from flows.sample.resource import Resource
from flows.sample.server import SampleServer
from flows.settings import Settings
from flows.sources.registry import Source, read_source

DAY = date(2026, 4, 2)
SITE = "样省样县人民政府网"
CODE = "990001"


def page(*links: tuple[str, str], name: str = "", crumbs: str = "", extra: str = "") -> str:
    """A page that leads on; `extra` is further markup."""
    items = "".join(f'<li><a href="{url}">{html.escape(text)}</a></li>' for text, url in links)
    path = f'<div class="dqwz">您当前的位置：{crumbs}</div>' if crumbs else ""
    return (
        f'<html><head><title>{name or SITE}</title><meta name="SiteName" content="{SITE}"></head>'
        f'<body>{path}<div class="gkml"><ul>{items}</ul></div>{extra}</body></html>'
    )


def listing(name: str, crumbs: str, *titles: str, extra: str = "") -> str:
    """A column of the Chongqing family; entries are dated in March, the first in 2026."""
    rows = "".join(
        f'<li><a href="./{2026 - n}03/t{2026 - n}0310_{500 + n}.html" title="{title}">{title}</a>'
        f"<span>{2026 - n}-03-10</span></li>"
        for n, title in enumerate(titles)
    )
    return (
        f'<html><head><title>{name}_{SITE}</title><meta name="SiteName" content="{SITE}">'
        f'<meta name="ColumnName" content="{name}"></head><body>'
        f'<div class="dqwz">您当前的位置：{crumbs}</div><div class="zwxl-main">'
        f'<ul class="zwxl-list">{rows}</ul></div>{extra}</body></html>'
    )


def reports(body: str, *years: int) -> list[str]:
    return [f"{body}{year}年法治政府建设年度报告" for year in years]


def serve(pages: Mapping[str, str | bytes], robots: str = "") -> SampleServer:
    site = {
        path: Resource(text.encode() if isinstance(text, str) else text)
        for path, text in pages.items()
    }
    if robots:
        site["/robots.txt"] = Resource(robots.encode(), "text/plain")
    return SampleServer(DAY, lambda day: site)


def walk(
    server: SampleServer, path: str = "/", *, pages: int = 200, depth: int = 8, **special: Any
) -> Discovery:
    request = Request(server.url + path, DAY, code=CODE, bounds=Bounds(pages, depth))
    return discover(replace(request, **special), Settings())


def as_source(found: Discovery, folder: Path) -> Source:
    file = folder / "proposed.toml"
    file.write_text(source_text(found.proposal), "utf-8")
    return read_source(file)


def columns(source: Source, server: SampleServer) -> set[tuple[str, str, str | None]]:
    """(path, kind, name of the owner) of every column."""
    names = {filer.id: filer.name for filer in source.filers}
    return {
        (c.url.removeprefix(server.url), c.kind, names[c.filer_id] if c.filer_id else None)
        for c in source.columns()
    }
