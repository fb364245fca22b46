"""An article page: from the tree of a page to a document."""

from __future__ import annotations

import re

from lxml import etree

from flows.parse import links
from flows.parse.annexes import files_of_viewers, find_attachments, is_annex_line
from flows.parse.assemble import Parts, assemble
from flows.parse.breadcrumb import read_breadcrumb
from flows.parse.container import find_container
from flows.parse.dates import first_day
from flows.parse.disclosure_grid import tables_of_element
from flows.parse.document import DateRead, Document
from flows.parse.head import Head, read_head
from flows.parse.header import header_lines, index_behind_title, read_header, without_labels
from flows.parse.lines import Line, lines_of_element
from flows.parse.metadata import (
    Fields,
    compact_day,
    merged,
    own_publisher,
    read_fields,
    stamps_under_title,
    unlabelled_dates,
)
from flows.parse.page_title import PageTitle, find_title
from flows.parse.surroundings import Surroundings, surroundings
from flows.parse.terms import META_PUBLISHED, META_SOURCE
from flows.parse.text import collapse, squeeze
from flows.parse.units import is_body
from flows.parse.view import View, look
from flows.parse.zones import FURNITURE, MAIN

_TOLD = ("index_number", "document_number")  # fields that are told with their words
_HARDLY_ANY = 200  # characters of a page that only shows a file, with what stands round it
_MUCH_AROUND, _MOST_AROUND = 400, 1200  # characters beside the text in the region of its files
_FIRST_LINES, _SHORT_LINE = 12, 200
_CLOCK = re.compile(r"(?:时间|日期)\s*:?\s*\d")  # a label that says no more


def read_article(
    root: etree._Element,
    text: str,
    url: str | None = None,
    *,
    view: View | None = None,
    head: Head | None = None,
    encoding: str | None = None,
    family: str = "generic",
) -> Document | None:
    """Read a page as an article; None if it shows none (no title, no text, no file).

    `text` is the decoded page that `root` was parsed from; `view` is what `look(root)` gave, where
    it is known already.
    """
    head = head or read_head(root)
    view = view or look(root)
    breadcrumb = read_breadcrumb(root, view)
    container = find_container(view)
    title = find_title(view, head, container, breadcrumb)
    lines = lines_of_element(container)
    name = title.text or read_header(lines).title
    around = surroundings(view, container, title, name)
    regions, base = _regions(container, title.element, view), links.base_of(root, url)
    attachments = find_attachments(regions, base, view)
    if not attachments and view.text(container) < _HARDLY_ANY:
        attachments = files_of_viewers(regions, base)
    fields = _read_fields(around, view, container, lines)
    dates = list(fields.dates)
    if not any(date.meaning == "published" for date in dates):
        found = unlabelled_dates(around.under_title[:25])
        found = found or stamps_under_title(around.behind_title)
        dates.extend(found[:1] or fields.updated[:1])
    dates.extend(_meta_dates(head))
    names = [link.name for link in attachments]
    lines = [line for line in lines if not is_annex_line(line.text, names)]
    publisher, publisher_from = _publisher(fields, head)
    if not _is_article(name, lines, dates, bool(attachments)):
        return None
    return assemble(
        Parts(
            kind="article",
            lines=_text_lines(lines, name),
            title=name,
            url=url,
            family=family,
            encoding=encoding,
            site_name=head.site_name,
            breadcrumb=breadcrumb,
            meta_tags=head.metas,
            dates=_unique(dates),
            index_number=fields.value("index_number"),
            document_number=fields.value("document_number"),
            publisher=publisher,
            attachments=attachments,
            media_type="text/html",
            tables=lambda: tables_of_element(container, view),
            told=_told(fields, title, head, publisher_from),
        )
    )


def _read_fields(
    around: Surroundings, view: View, container: etree._Element, lines: list[Line]
) -> Fields:
    """Read the labels above the text and on its top; a day also behind it."""
    lines = [line for line in lines if squeeze(line.text) not in around.foreign]
    top = header_lines(lines)
    first = lines[: max(_FIRST_LINES, len(top))]
    shown = [line.text for line in first if len(line.text) < _SHORT_LINE]
    fields = read_fields([*around.before, *shown])
    # Boxes side by side are one line; there a label may hang on the value before it.
    pieces = _pieces_of(view, container, top, around.foreign)
    if len(pieces) > len(top):
        fields = merged(fields, read_fields([*around.before, *pieces]))
    if around.above_title and any(date.meaning == "published" for date in fields.dates):
        _prefer_near(fields, read_fields(around.above_title))
    if not any(date.meaning == "published" for date in fields.dates):
        last = [line.text for line in lines[-4:] if len(line.text) < 100]
        _add_published(fields, read_fields([*last, *around.behind]))
    return fields


def _prefer_near(fields: Fields, above: Fields) -> None:
    """Put a day under the title before one that stands above it outside a block.

    There the clock of the site has its place, and what else a page may show.
    """
    if above.is_block:
        return
    far = [date for date in fields.dates if _is_among(date, above.dates)]
    near = [date for date in fields.dates if not _is_among(date, above.dates)]
    is_info = above.value("source") is not None  # the line of facts stands above the title
    clocks = [] if is_info else [date for date in far if _CLOCK.match(date.text)]
    fields.dates[:] = [*near, *(date for date in far if date not in clocks)]


def _is_among(date: DateRead, dates: list[DateRead]) -> bool:
    return any((date.date, date.text) == (other.date, other.text) for other in dates)


def _pieces_of(
    view: View, container: etree._Element, top: list[Line], foreign: frozenset[str]
) -> list[str]:
    """The pieces of text that the first lines of a container were made of."""
    left = sum(len(squeeze(line.text)) for line in top)
    pieces: list[str] = []
    for piece in view.pieces[slice(*view.span(container))]:
        if left <= 0:
            break
        if (words := squeeze(piece)) not in foreign:
            pieces.append(piece)
            left -= len(words)
    return pieces


def _region(container: etree._Element, title: etree._Element | None, view: View) -> etree._Element:
    """The container with what hangs on it (a list of files below the text)."""
    region = container
    own = view.weight(container)
    title_at = view.span(title)[0] if title is not None else None
    for ancestor in container.iterancestors():
        if ancestor.tag in ("body", "html"):
            break
        more = view.weight(ancestor) - own
        if more > _MOST_AROUND:
            break
        region = ancestor
        start, end = view.span(ancestor)
        if title_at is not None and start <= title_at < end and more > _MUCH_AROUND:
            break
    return region


def _regions(
    container: etree._Element, title: etree._Element | None, view: View
) -> list[etree._Element]:
    """The region of the text and small boxes right behind it."""
    region = _region(container, title, view)
    regions = [region]
    for box in region.itersiblings():
        if not isinstance(box.tag, str):
            continue
        if view.zone.get(box, MAIN) >= FURNITURE or view.weight(box) > _MUCH_AROUND:
            break
        regions.append(box)
    return regions


def _add_published(fields: Fields, others: Fields) -> None:
    fields.dates.extend(date for date in others.dates if date.meaning == "published")
    fields.updated.extend(others.updated)
    for name, value in others.values.items():
        fields.values.setdefault(name, value)
    for name, words in others.told.items():
        fields.told.setdefault(name, words)


def _meta_dates(head: Head) -> list[DateRead]:
    content = head.meta(*META_PUBLISHED)
    read = (first_day(content) or compact_day(content)) if content else None
    if read is None:
        return []
    return [DateRead(source="meta_tag", meaning="published", date=read[0], text=content or "")]


def _publisher(fields: Fields, head: Head) -> tuple[str | None, str]:
    """The block's publisher; else the source, where it is a public body and no newspaper.

    Returned with the words it was read from.
    """
    if publisher := fields.value("publisher"):
        return publisher, fields.told["publisher"]
    tagged = head.meta(*META_SOURCE)
    if printed := own_publisher(fields):
        return printed, fields.told["source"]
    if tagged and is_body(tagged):
        return collapse(tagged), "meta tag"
    return None, ""


def _told(fields: Fields, title: PageTitle, head: Head, publisher: str) -> dict[str, str]:
    """What the labelled facts, the title and the publisher were read from."""
    told = {name: words for name, words in fields.told.items() if name in _TOLD}
    if publisher:
        told["publisher"] = publisher
    places = []
    if title.text and any(
        tag.content and squeeze(tag.content) == squeeze(title.text) for tag in head.metas
    ):
        places.append("meta tag")
    if title.element is not None:
        mark = title.element.get("class") or title.element.get("id")
        places.append(f"<{title.element.tag}>" + (f" {mark}" if mark else ""))
    elif title.text and not places:
        places.append("<title>")
    told["title"] = ", ".join(places) or "first lines of the text"
    return told


def _text_lines(lines: list[Line], title: str | None) -> list[Line]:
    """The lines of a container without the title and the labels that may stand on its top."""
    start = index_behind_title(lines, title) if title else 0
    return without_labels(lines[start:])


def _unique(dates: list[DateRead]) -> list[DateRead]:
    kept: dict[tuple[str, str, object], DateRead] = {}
    for date in dates:
        kept.setdefault((date.source, date.meaning, date.date), date)
    return list(kept.values())


def _is_article(
    title: str | None, lines: list[Line], dates: list[DateRead], has_files: bool
) -> bool:
    text = "".join(line.text for line in lines)
    sentences = text.count("。") >= 2 and len(text) >= 80
    if title:
        return sentences or has_files or bool(dates) or ("。" in text and len(text) >= 200)
    return sentences or (has_files and bool(dates)) or any(line.table for line in lines)
