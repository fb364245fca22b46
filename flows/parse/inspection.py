"""What was read from one page as the JSON object of `fazhi inspect`."""

from __future__ import annotations

from typing import Any

from flows.parse.document import Document, Listing, Page


def inspection(page: Page) -> dict[str, Any]:
    """Return the object that `fazhi inspect --format json` prints; absent facts are null."""
    document = page if isinstance(page, Document) else None
    listing = page if isinstance(page, Listing) else None
    facts: dict[str, Any] = {
        "kind": page.kind,
        "family": page.family,
        "encoding": page.encoding,
        "reason": page.reason,
        "site_name": page.site_name,
        "breadcrumb": list(page.breadcrumb),
        "title": page.title,
    }
    facts.update(_document_facts(document))
    facts["entries"] = [
        {"url": e.url, "title": e.title, "listed_on": _day(e.listed_on)}
        for e in (listing.entries if listing else ())
    ]
    facts["pages"] = [*listing.pages, *listing.subcolumns] if listing else []
    return facts


def _document_facts(document: Document | None) -> dict[str, Any]:
    names = (
        *("report_kind", "why_not", "filer_name", "report_year", "index_number"),
        *("document_number", "publisher"),
    )
    if document is None:
        empty: dict[str, Any] = dict.fromkeys(names)
        empty |= {"is_report": False, "published_on": None, "written_on": None}
        lists: dict[str, Any] = {"dates": [], "sections": [], "attachments": []}
        return empty | lists | {"tables": [], "figures": []}
    facts: dict[str, Any] = {name: getattr(document, name) for name in names}
    facts["is_report"] = document.is_report
    facts["published_on"] = _day(document.published_on)
    facts["written_on"] = _day(document.written_on)
    facts["dates"] = [
        {"source": d.source, "date": _day(d.date), "text": d.text} for d in document.dates
    ]
    facts["sections"] = [
        {
            "path": s.path,
            "level": s.level,
            "number": s.number,
            "heading": s.heading,
            "item": s.item,
            "items": [i.item for i in s.items],
            "text": s.text,
            "char_count": s.char_count,
        }
        for s in document.sections
    ]
    facts["attachments"] = [{"url": a.url, "name": a.name} for a in document.attachments]
    facts["tables"] = [table.model_dump() for table in document.tables]
    facts["figures"] = [figure.model_dump() for figure in document.figures]
    return facts


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
