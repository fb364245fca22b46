"""The sample site on one day: every path that answers and what it answers with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import cache
from zoneinfo import ZoneInfo

from flows.sample import pages
from flows.sample.attachment import docx_of
from flows.sample.bodies import (
    BODIES,
    BY_SLUG,
    SHARED_DISCLOSURE,
    Body,
    Kind,
    column_family,
    column_path,
)
from flows.sample.families import LOOKS
from flows.sample.families.look import Article, Column, Row
from flows.sample.navigation import navigation
from flows.sample.resource import Resource
from flows.sample.story import PUBLICATIONS, Publication
from flows.sample.texts import Block, compose

BEIJING = ZoneInfo("Asia/Shanghai")
_COLUMN_NAMES: dict[Kind, str] = {
    "rule_of_law": "法治政府建设年度报告",
    "disclosure": "政府信息公开工作年度报告",
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@cache
def site_on(day: date) -> dict[str, Resource]:
    """Path to resource on `day` (Asia/Shanghai). A path that is not there answers 404.

    A path may carry a query; without one it stands for every query.
    """
    site = {
        "/": Resource(pages.home_page().encode()),
        "/robots.txt": Resource(b"User-agent: *\nDisallow: /search/\n", "text/plain"),
    }
    site.update(navigation())
    for number, publication in enumerate(PUBLICATIONS, start=1):
        if _is_online(publication, day) and not publication.broken:
            site.update(_article(publication, number, day))
    for slug, kind, path in _columns():
        site.update(_column(slug, kind, path, day))
    return site


def _columns() -> Iterator[tuple[str, Kind, str]]:
    """Every column of the site once, with a body that publishes in it."""
    seen = set()
    for slug in BY_SLUG:
        for kind in _COLUMN_NAMES:
            path = column_path(slug, kind)
            if path and path not in seen:
                seen.add(path)
                yield slug, kind, path


def _is_online(publication: Publication, day: date) -> bool:
    begun = publication.online_from is None or publication.online_from <= day
    return begun and (publication.online_until is None or day < publication.online_until)


def is_listed(publication: Publication, day: date) -> bool:
    """Whether its column shows it on that day."""
    listed = publication.listed_until is None or day < publication.listed_until
    return listed and _is_online(publication, day)


def article_path(publication: Publication, number: int) -> str:
    column = column_path(publication.slug, publication.kind)
    assert column is not None, f"{publication.slug} has no column to publish in"
    look = LOOKS[column_family(publication.slug, publication.kind)]
    return look.address(column, number, publication.url_day or publication.shown)


def _crumbs(body: Body, column_name: str) -> tuple[str, ...]:
    if body.level == "department":
        return ("首页", "部门", body.name, "信息公开", column_name)
    if body.level == "county_government":
        return ("首页", "政务公开", "政府信息公开目录", column_name)
    return ("首页", "街镇", body.name, "政务公开", "政府信息公开目录", column_name)


def _blocks(publication: Publication, day: date) -> list[Block]:
    if publication.title:
        return [_heading_or_text(text) for text in publication.paragraphs]
    wish = publication.wish
    if publication.edited_on and day >= publication.edited_on:
        wish = replace(wish, edited=True)
    return compose(publication.body, publication.kind, publication.year, wish)


def _heading_or_text(text: str) -> Block:
    return Block("heading" if text[1:2] == "、" else "paragraph", text)


def _article(publication: Publication, number: int, day: date) -> dict[str, Resource]:
    body = publication.body
    path = article_path(publication, number)
    column_name = _COLUMN_NAMES[publication.kind]
    blocks = _blocks(publication, day)
    files: dict[str, Resource] = {}
    attachment = None
    changed = max(filter(None, (publication.shown, publication.online_from)), default=None)
    if publication.edited_on and day >= publication.edited_on:
        changed = publication.edited_on
    if publication.attachment_only:
        name = f"P02{4000 + number}.docx"
        files[f"{path.rpartition('/')[0]}/{name}"] = Resource(
            docx_of(publication.headline(), blocks), _DOCX, _http_date(changed)
        )
        attachment, blocks = (f"./{name}", f"{publication.headline()}.docx"), []
    article = Article(
        title=publication.headline(),
        crumbs=_crumbs(body, column_name),
        column_name=column_name,
        blocks=blocks,
        shown=publication.shown if publication.dated_page else None,
        written=publication.wish.written_on,
        publisher=body.full,
        index_number=_index_number(body, publication, number),
        attachment=attachment,
    )
    look = LOOKS[column_family(publication.slug, publication.kind)]
    text = look.article(article).encode(look.encoding)
    return {path: Resource(text, look.content_type, _http_date(changed)), **files}


def _index_number(body: Body, publication: Publication, number: int) -> str:
    owner = f"11990101{9100 + BODIES.index(body):04d}00000A"[:18]
    year = publication.shown.year if publication.shown else publication.year + 1
    return f"{owner}/{year}-{number:05d}"


def _column(slug: str, kind: Kind, path: str, day: date) -> dict[str, Resource]:
    name = _COLUMN_NAMES[kind]
    crumbs = (
        ("首页", "街镇", "政府信息公开目录", name)
        if path == SHARED_DISCLOSURE
        else _crumbs(BY_SLUG[slug], name)
    )
    if (slug, kind) == ("slj", "rule_of_law"):
        return {path: Resource(pages.script_listing(name, crumbs).encode())}
    column = Column(path, name, crumbs, _rows(kind, path, day))
    return LOOKS[column_family(slug, kind)].listing(column)


def _rows(kind: Kind, path: str, day: date) -> Sequence[Row]:
    """Entries of one column, newest first; the undated ones keep the place of their year."""
    listed = []
    for number, publication in enumerate(PUBLICATIONS, start=1):
        own = column_path(publication.slug, publication.kind) == path
        if own and publication.kind == kind and is_listed(publication, day):
            place = publication.shown or date(publication.year + 1, 3, 1)
            href = article_path(publication, number)
            listed.append((place, -number, Row(href, publication.headline(), publication.shown)))
    listed.sort(key=lambda item: item[:2], reverse=True)
    return [row for _, _, row in listed]


def _http_date(day: date | None) -> str | None:
    if day is None:
        return None
    moment = datetime.combine(day, time(9, 30), BEIJING).astimezone(UTC)
    return format_datetime(moment, usegmt=True)
