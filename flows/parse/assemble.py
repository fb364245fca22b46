"""Putting a document together from its parts; the same for pages, texts and attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.parse.dates import day_in_url
from flows.parse.disclosure import Tables, no_tables, read_disclosure
from flows.parse.document import (
    AttachmentLink,
    DateRead,
    DateSource,
    Document,
    MetaTag,
    PageKind,
    Section,
)
from flows.parse.furniture import own_lines
from flows.parse.items import items_of_section
from flows.parse.lines import Line, storable_lines
from flows.parse.measures import (
    count_figures,
    count_points,
    count_years,
    find_markers,
    text_digest,
)
from flows.parse.numbers import whole_headings
from flows.parse.outline import Node, Outline, read_outline
from flows.parse.places import find_places
from flows.parse.signoff import apart, day_under_title, find_sign_off
from flows.parse.text import collapse, count_chars, storable
from flows.parse.titles import split_document_number
from flows.parse.verdict import judge

_BEST: tuple[DateSource, ...] = ("metadata", "displayed", "meta_tag", "listing", "url")
_ANNEX_LINE = re.compile(r"^\s*附件?\s*\d{0,2}\s*[::]")


@dataclass
class Parts:
    """What was found on a page or in a file, before it is judged."""

    kind: PageKind
    lines: list[Line]
    title: str | None = None
    url: str | None = None
    family: str = "generic"
    encoding: str | None = None
    site_name: str | None = None
    breadcrumb: list[str] = field(default_factory=list)
    meta_tags: list[MetaTag] = field(default_factory=list)
    dates: list[DateRead] = field(default_factory=list)
    index_number: str | None = None
    document_number: str | None = None
    publisher: str | None = None
    attachments: list[AttachmentLink] = field(default_factory=list)
    media_type: str | None = None
    told: dict[str, str] = field(default_factory=dict)  # what facts were read from, by name
    tables: Tables = no_tables  # asked for only where the report is one with statutory tables


def assemble(parts: Parts) -> Document:
    """Build the document: own text, sign-off, outline, sections, measures, verdict."""
    title, glued_number = split_document_number(collapse(storable(parts.title or "")))
    body = own_lines(storable_lines(parts.lines), title or None)
    title = title or collapse(body.title or "")
    lines = apart(whole_headings(body.lines))
    sign_off = find_sign_off(lines)
    end_line = _end_line(lines, sign_off.at if sign_off else len(lines))
    outline = read_outline(lines, end_line)
    dates = list(parts.dates)
    if (day := day_in_url(parts.url)) is not None:
        dates.append(DateRead(source="url", meaning="published", date=day, text=parts.url or ""))
    if sign_off and sign_off.day:
        dates.append(
            DateRead(source="signature", meaning="written", date=sign_off.day, text=sign_off.text)
        )
    under = day_under_title(body.above, lines)
    if under and not any(d.meaning == "written" for d in dates):
        dates.append(under)
    published = best_date(dates)
    opening = outline.text[: outline.opening_end] if outline.nodes else outline.text[:1500]
    verdict = judge(
        title=title or None,
        printed_title=body.title,
        opening=opening,
        text=outline.text,
        headings=[node.heading for node in outline.nodes if node.level == 1],
        breadcrumb=parts.breadcrumb,
        url=parts.url,
        published_year=published.date.year if published else None,
    )
    year = verdict.report_year
    sections = [_section(node, outline, verdict.report_kind, year) for node in outline.nodes]
    is_disclosure = verdict.report_kind == "disclosure"
    figures, tables = read_disclosure(parts.tables, outline.text) if is_disclosure else ([], [])
    written = next((d.date for d in dates if d.meaning == "written"), None)
    document = Document(
        kind=parts.kind,
        family=parts.family,
        encoding=parts.encoding,
        site_name=parts.site_name,
        breadcrumb=parts.breadcrumb,
        title=title or None,
        meta_tags=parts.meta_tags,
        is_report=verdict.report_kind is not None,
        report_kind=verdict.report_kind,
        may_be_report=verdict.may_be_report,
        why_not=verdict.why_not,
        filer_name=verdict.filer_name,
        report_year=verdict.report_year,
        report_year_source=verdict.report_year_source,
        title_years=verdict.title_years,
        name_form=verdict.name_form,
        published_on=published.date if published else None,
        published_on_source=published.source if published else None,
        written_on=written,
        index_number=parts.index_number,
        document_number=parts.document_number or glued_number or body.document_number,
        publisher=parts.publisher,
        sign_off=sign_off.body if sign_off else None,
        dates=dates,
        sections=sections,
        outline_confidence=outline.confidence,
        outline_reason=outline.reason,
        attachments=parts.attachments,
        media_type=parts.media_type,
        text=outline.text,
        text_chars=count_chars(outline.text),
        text_sha256=text_digest(
            title, (f"{s.path}{s.number}{s.heading}" for s in sections), outline.text
        )
        if outline.text
        else None,
        years=count_years(outline.folded),
        markers=find_markers(outline.text, verdict.filer_name),
        figures=figures,
        tables=tables,
        places=find_places(outline.text, verdict.filer_name)
        if verdict.report_kind == "rule_of_law" or verdict.may_be_report
        else [],
    )
    document.told.update(parts.told)
    if document.document_number and not parts.document_number:
        document.told["document_number"] = "title" if glued_number else "line under the title"
    return document


def best_date(dates: Sequence[DateRead]) -> DateRead | None:
    """Return the publication date that counts: block, displayed, meta tag, listing, address."""
    for source in _BEST:
        for date in dates:
            if date.source == source and date.meaning == "published":
                return date
    return None


def _end_line(lines: Sequence[Line], end: int) -> int:
    """Move the end of the last section before the list of annexes above the sign-off."""
    at = min(end, len(lines))
    for index in range(at - 1, max(-1, at - 10), -1):
        if _ANNEX_LINE.match(lines[index].text):
            return index
        if len(lines[index].text) > 80:
            break
    return at


def _section(node: Node, outline: Outline, kind: str | None, year: int | None) -> Section:
    text, folded = outline.text, outline.folded
    own = text[node.text_start : node.text_end].strip()
    own_folded = folded[node.text_start : node.text_end]
    whole = text[node.start : node.end]
    report_kind = "disclosure" if kind == "disclosure" else "rule_of_law"
    items = items_of_section(
        node.heading,
        folded[node.text_start : node.end],
        node.level,
        "disclosure" if report_kind == "disclosure" else "rule_of_law",
        year,
    )
    return Section(
        path=node.path,
        level=node.level,
        number=node.printed,
        heading=node.heading,
        item=items[0].item,
        items=items,
        text=own,
        start=node.start,
        end=node.end,
        char_count=count_chars(whole),
        point_count=count_points(own),
        # A point of one sentence is all heading: its figures are the section's.
        figure_count=count_figures(node.heading) + count_figures(own_folded.strip()),
        years=count_years(f"{node.heading}\n{own_folded}", papers=True),
        run_in=node.run_in,
    )
