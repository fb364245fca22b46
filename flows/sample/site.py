"""The sample site on one day: every path that answers and what it answers with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    column_path,
)
from flows.sample.navigation import navigation
from flows.sample.pages import Article, Row
from flows.sample.story import PUBLICATIONS, Publication
from flows.sample.texts import Block, compose

BEIJING = ZoneInfo("Asia/Shanghai")
#: Rows on one listing page.
PAGE_SIZE = {"chongqing": 8, "classic": 15}
_EXTENSION = {"chongqing": "html", "classic": "shtml"}
_COLUMN_NAMES: dict[Kind, str] = {
    "rule_of_law": "法治政府建设年度报告",
    "disclosure": "政府信息公开工作年度报告",
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Resource:
    """What one path answers with."""

    body: bytes
    content_type: str = _HTML
    last_modified: str | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


@cache
def site_on(day: date) -> dict[str, Resource]:
    """Path to resource on `day` (Asia/Shanghai). A path that is not there answers 404."""
    site = {
        "/": _html(pages.home_page()),
        "/robots.txt": Resource(b"User-agent: *\nDisallow: /search/\n", "text/plain"),
    }
    site.update({path: _html(page) for path, page in navigation().items()})
    for number, publication in enumerate(PUBLICATIONS, start=1):
        if _is_online(publication, day) and not publication.broken:
            site.update(_article(publication, number, day))
    for body, kind, path in _columns():
        site.update(_column(body, kind, path, day))
    return site


def _columns() -> Iterator[tuple[Body, Kind, str]]:
    """Every column of the site once, with a body whose look it has."""
    yield BODIES[0], "disclosure", SHARED_DISCLOSURE
    for slug, body in BY_SLUG.items():
        for kind in _COLUMN_NAMES:
            path = column_path(slug, kind)
            if path and path != SHARED_DISCLOSURE:
                yield body, kind, path


def _is_online(publication: Publication, day: date) -> bool:
    begun = publication.online_from is None or publication.online_from <= day
    return begun and (publication.online_until is None or day < publication.online_until)


def _is_listed(publication: Publication, day: date) -> bool:
    listed = publication.listed_until is None or day < publication.listed_until
    return listed and _is_online(publication, day)


def article_path(publication: Publication, number: int) -> str:
    column = column_path(publication.slug, publication.kind)
    assert column is not None, f"{publication.slug} has no column to publish in"
    extension = _EXTENSION[publication.body.family]
    day = publication.url_day or publication.shown
    if day is None:
        return f"{column}ndbg/content_{4000 + number}.{extension}"
    return f"{column}{day:%Y%m}/t{day:%Y%m%d}_{4000 + number}.{extension}"


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
    render = pages.chongqing_article if body.family == "chongqing" else pages.classic_article
    return {path: _html(render(article), _http_date(changed)), **files}


def _index_number(body: Body, publication: Publication, number: int) -> str:
    owner = f"11990101{9100 + BODIES.index(body):04d}00000A"[:18]
    year = publication.shown.year if publication.shown else publication.year + 1
    return f"{owner}/{year}-{number:05d}"


def _column(body: Body, kind: Kind, path: str, day: date) -> dict[str, Resource]:
    name = _COLUMN_NAMES[kind]
    crumbs = (
        ("首页", "街镇", "政府信息公开目录", name)
        if path == SHARED_DISCLOSURE
        else _crumbs(body, name)
    )
    if path == column_path("slj", "rule_of_law"):
        return {path: _html(pages.script_listing(name, crumbs))}
    rows = _rows(kind, path, day)
    size = PAGE_SIZE[body.family]
    count = max(1, -(-len(rows) // size))
    render = pages.chongqing_listing if body.family == "chongqing" else pages.classic_listing
    listing = {}
    for page in range(count):
        shown = render(name, crumbs, rows[page * size : (page + 1) * size], page, count)
        index = f"index_{page}" if page else "index"
        listing[f"{path}{index}.{_EXTENSION[body.family]}"] = _html(shown)
    return {path: listing[f"{path}index.{_EXTENSION[body.family]}"], **listing}


def _rows(kind: Kind, path: str, day: date) -> Sequence[Row]:
    """Entries of one column, newest first; the undated ones keep the place of their year."""
    listed = []
    for number, publication in enumerate(PUBLICATIONS, start=1):
        own = column_path(publication.slug, publication.kind) == path
        if own and publication.kind == kind and _is_listed(publication, day):
            place = publication.shown or date(publication.year + 1, 3, 1)
            href = "./" + article_path(publication, number).removeprefix(path)
            listed.append((place, -number, Row(href, publication.headline(), publication.shown)))
    listed.sort(key=lambda item: item[:2], reverse=True)
    return [row for _, _, row in listed]


def _html(text: str, last_modified: str | None = None) -> Resource:
    return Resource(text.encode(), _HTML, last_modified)


def _http_date(day: date | None) -> str | None:
    if day is None:
        return None
    moment = datetime.combine(day, time(9, 30), BEIJING).astimezone(UTC)
    return format_datetime(moment, usegmt=True)
