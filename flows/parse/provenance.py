"""Where each fact of a page was read, in words for a person."""

from __future__ import annotations

from flows.parse.document import DateMeaning, DateSource, Document, Page
from flows.parse.titles import read_title

_PLACES: dict[DateSource, str] = {
    "metadata": "metadata block",
    "displayed": "displayed",
    "meta_tag": "meta tag",
    "listing": "listing",
    "url": "address",
    "signature": "sign-off",
}
_YEAR_PLACES = {
    "title": "title",
    "opening": "opening of the text",
    "text": "year named most in the text",
    "published": "year before that of publication",
}


def sources_of(page: Page) -> dict[str, str]:
    """Return for each fact of `fazhi inspect` that is there the place it was read from."""
    told = {"encoding": "bytes", "family": "address and marks of the page"}
    if page.site_name:
        told["site_name"] = "meta tag"
    if page.breadcrumb:
        told["breadcrumb"] = "path printed on the page"
    if page.title:
        printed = page.breadcrumb and page.title == page.breadcrumb[-1]
        told["title"] = "path printed on the page" if printed else "meta tag"
    if isinstance(page, Document):
        told |= _of_document(page)
    return told


def _of_document(document: Document) -> dict[str, str]:
    told = {
        name: page_words
        for name, page_words in document.told.items()
        if name != "title" and getattr(document, name)
    }
    if document.title:
        told["title"] = document.told.get("title", "first lines of the text")
    reading = read_title(document.title or "")
    if document.report_kind:
        by_title = reading.report_kind == document.report_kind
        told["report_kind"] = "title" if by_title else "column, opening and headings"
        told["is_report"] = told["report_kind"]
    if document.why_not:
        told["why_not"] = "title"
    if document.filer_name:
        told["filer_name"] = "title"
    if document.report_year_source:
        told["report_year"] = _YEAR_PLACES[document.report_year_source]
    return (
        told
        | _of_day(document, "published_on", "published")
        | _of_day(document, "written_on", "written")
    )


def _of_day(document: Document, name: str, meaning: DateMeaning) -> dict[str, str]:
    day = getattr(document, name)
    for read in document.dates:
        fits = meaning == "written" or read.source == document.published_on_source
        if day is not None and (read.date, read.meaning) == (day, meaning) and fits:
            return {name: f"{_PLACES[read.source]} “{read.text}”"}
    return {}
