"""What the parser reads: the shapes that every other stage relies on.

All models are frozen facts: absent means None or an empty list, never a guess. Offsets count
characters (Unicode code points) of `Document.text`, the visible text that the warehouse keeps.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

#: Raise by one whenever the reading of any page may change: the next night then reads every
#: archived payload again, so that all documents in the warehouse were read by the same code.
PARSER_VERSION = 2

PageKind = Literal["article", "listing", "script_list", "attachment", "blocked", "other"]
ReportKind = Literal["rule_of_law", "disclosure"]
Item = Literal[
    "achievements", "innovation", "problems", "causes", "leadership", "plans", "other", "theme"
]
DateSource = Literal["metadata", "displayed", "meta_tag", "listing", "url", "signature"]
DateMeaning = Literal["published", "written"]


class Fact(BaseModel):
    """Base of all models: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TitleReading(Fact):
    """What a title alone says (of an article or of an entry in a listing)."""

    report_kind: ReportKind | None = None  # set when the title passes as a report of that kind
    why_not: str | None = None  # why it does not: "interpretation", "notice", "no_keyword", …
    may_be_report: bool = False  # it is a report, or the title alone cannot rule it out
    report_year: int | None = None
    years: list[int] = Field(default_factory=list)  # every year named, in order, doc number apart
    unit: str | None = None  # the body as written; of a joint title the government's
    document_number: str | None = None  # 发文字号 glued to the title
    name_form: str | None = None  # what it calls itself: 法治政府建设年度报告, 情况的报告, …


class DateRead(Fact):
    """One date with the place it was read from."""

    source: DateSource
    meaning: DateMeaning
    date: date
    text: str  # the words it was read from, e.g. "发布日期：2023-02-08"


class ItemRead(Fact):
    """Why a section counts as an item."""

    item: Item
    words: str  # the words that decided it
    decided_by: Literal["heading", "content"]


class YearCount(Fact):
    year: int
    count: int


class Section(Fact):
    """One node of the outline.

    `text` is the section's own text without heading and subsections; `char_count` counts heading
    line (with number), text and subsections without white space.
    """

    path: str  # position among siblings, "2.1.3"
    level: int  # depth in the outline, 1 = top
    number: str  # as printed: "一、", "（二）", "3."
    heading: str  # without number and final full stop
    item: Item
    items: list[ItemRead]  # first is the main one; never empty
    text: str
    start: int  # offset of the heading's number in Document.text
    end: int  # offset behind the last character, subsections included
    char_count: int
    point_count: int  # 一是 / 二是 points in `text`
    figure_count: int  # facts with a figure in `text`, list numbers and years not counted
    years: list[YearCount]  # years named in heading and `text`
    run_in: bool  # heading and text shared one line and were split (K09)


class AttachmentLink(Fact):
    url: str
    name: str


class MetaTag(Fact):
    name: str  # as printed
    content: str  # "" when present but empty


class Marker(Fact):
    """A word that SQL judges by, and where it stands in Document.text."""

    marker: str  # e.g. "leadership", "other_level" (乡 words in a 镇), see parse/terms.toml
    word: str
    offset: int


class Figure(Fact):
    """One cell of a statutory table of a disclosure report (2, 3 or 4, by its heading).

    A printed 0 has value 0; an empty cell has none and `is_empty`; a text that is no figure has
    none and is not empty; a cell that is not there has no Figure. Codes are those of
    parse/disclosure.toml; rows that the form does not know are unknown_1, unknown_2, …
    """

    table: int
    row: str
    row_label: str  # as the form words it; as printed for an unknown row
    column: str
    column_label: str
    value: float | None = None  # a count, or an amount in 10,000 yuan
    text: str = ""  # as printed
    is_empty: bool = False


class StatutoryTable(Fact):
    """Whether a disclosure report has one of its three tables, and how far it could be read.

    `partly`: some cells, rows or columns could not be told. `unread`: the page has the words of
    the table, or pictures in its place, and no figure of it was read. `absent`: nothing of it.
    """

    table: int
    state: Literal["read", "partly", "unread", "absent"]
    reason: str | None = None  # flattened, layout, picture, contradiction


class Place(Fact):
    """Characters that end like the name of a town, county or district, see parse/places.py."""

    word: str  # up to eight characters, the unit (镇, 乡, 街道, 县, 区) included
    offset: int  # of its first character in Document.text
    before: str  # a few characters on either side
    after: str


class Page(Fact):
    """What holds for every payload."""

    kind: PageKind
    family: str  # name of the site family, "generic" or "text"
    encoding: str | None = None
    reason: str | None = None  # for blocked, script_list and other: what made it so
    site_name: str | None = None
    breadcrumb: list[str] = Field(default_factory=list)
    title: str | None = None
    meta_tags: list[MetaTag] = Field(default_factory=list)
    # Where a fact stood, for a person who looks at one page: kept by no stage, part of no dump.
    _told: dict[str, str] = PrivateAttr(default_factory=dict)

    @property
    def told(self) -> dict[str, str]:
        """The words or the place that a fact was read from, by its name, as far as known."""
        return self._told


class ListingEntry(Fact):
    url: str  # absolute
    title: str  # whole title where a title= attribute has it
    listed_on: date | None = None
    title_reading: TitleReading = TitleReading()


class Lead(Fact):
    """Where a page leads that shows no list itself; its list is that of the page there."""

    url: str  # absolute, on the same site
    by: Literal["redirect", "frame"]
    sure: bool  # the page itself shows that what stands there is the column's own
    scripted: bool = False  # a script of the page might show something else in the frame


class Listing(Page):
    """One page of a column.

    `pages` holds the addresses of the further pages this page can name; `pages_announced` the
    number of pages it says there are (1 without a pager, None if it does not say).
    """

    entries: list[ListingEntry] = Field(default_factory=list)
    pages: list[str] = Field(default_factory=list)
    pages_announced: int | None = None
    subcolumns: list[str] = Field(default_factory=list)  # one folder per year: walked like pages
    partial: bool = False  # further pages exist that only a script could show
    provably_empty: bool = False  # container there, no row, and no script could fill it
    lead: Lead | None = None  # the list stands elsewhere; its address is among `subcolumns`


class Document(Page):
    """One article, attachment or plain text."""

    is_report: bool = False  # of any kind, see report_kind
    report_kind: ReportKind | None = None
    may_be_report: bool = False
    why_not: str | None = None
    filer_name: str | None = None  # as written in the title; else None
    report_year: int | None = None
    report_year_source: Literal["title", "opening", "text", "published"] | None = None
    title_years: list[int] = Field(default_factory=list)
    name_form: str | None = None
    published_on: date | None = None
    published_on_source: DateSource | None = None
    written_on: date | None = None
    index_number: str | None = None
    document_number: str | None = None
    publisher: str | None = None
    sign_off: str | None = None  # body named in the 落款
    dates: list[DateRead] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    outline_confidence: Literal["high", "low", "none"] = "none"
    outline_reason: str | None = None
    attachments: list[AttachmentLink] = Field(default_factory=list)
    media_type: str | None = None  # by the bytes
    text: str = ""  # the report's own visible text, furniture and title copies removed
    text_chars: int = 0  # of `text`, without white space
    text_sha256: str | None = None  # over title, outline and text, width-folded, no white space
    years: list[YearCount] = Field(default_factory=list)  # years named in `text`
    markers: list[Marker] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)  # the body's own names apart
    figures: list[Figure] = Field(default_factory=list)  # of a disclosure report's tables
    tables: list[StatutoryTable] = Field(default_factory=list)  # 2, 3, 4 of a disclosure report
    error: str | None = None  # attachment that could not be read: "no_text", "encrypted", …


class ColumnReading(Fact):
    """A whole column as one night read it: its listing pages taken together."""

    status: int | None  # HTTP status of the first page; None if it never answered
    kind: PageKind | None
    family: str | None
    pages_announced: int | None
    pages_read: int
    entries: list[ListingEntry]  # over all pages in order, one per address
    complete: bool  # answered in full, read as a listing, every announced page read
    partial: bool
    provably_empty: bool
    newest_first: bool  # dates never increase down the entries (and there are dates)
    oldest_listed_on: date | None
    reason: str | None  # why it is not complete, or "partial"; None if all is well
