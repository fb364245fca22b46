"""Is this page a report, of which kind, whose and for which year: title first, then the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from flows.parse.document import ReportKind, TitleReading
from flows.parse.items import items_of_heading
from flows.parse.kinds import KINDS
from flows.parse.measures import count_years
from flows.parse.numerals import arabic_years
from flows.parse.report_column import names_kind
from flows.parse.text import close_gaps, fold
from flows.parse.titles import read_title
from flows.parse.units import is_body

YearSource = Literal["title", "opening", "text", "published"]
_OPENING, _ABOUT_CHARS = 600, 20_000
# How often the text of a report at least names its subject.
_LEAST_OWN = 2  # of the fixed headings of a kind
_LEAST_NAMED, _CHARS_A_NAMING = 3, 600
_REPORT_ITEMS = {"achievements", "problems", "plans", "leadership"}
_OPENING_YEAR = re.compile(
    r"(?<!\d)(20[0-4]\d)\s*年度?[^。;]{0,24}?(?:法治|依法|信息公开|工作|情况|报告|以来)"
)
_REPORTS = re.compile(r"(?:汇报|报告|总结|公布|公开)如下|年度报告|情况报告")
_SUBJECT = re.compile("法治|依法行政")
_STOP = re.compile("[。;!?:,]")
_TO_ALL = re.compile("各[^。:]{1,60}:")
_FIRST_LINES, _LONGEST_TITLE = 3, 60
# Reasons that only say that the title does not name the subject; the page may.
_WEAK = {"no_keyword", "no_report_word"}
# Reasons that a title printed in the text gives for the whole page.
_TELLING = {"not_annual", "plan", "notice", "interpretation", "other_report", "opinion", "guidance"}


@dataclass(frozen=True)
class Verdict:
    """The judgement on a document; absent facts are None."""

    report_kind: ReportKind | None = None
    may_be_report: bool = False
    why_not: str | None = None
    filer_name: str | None = None
    report_year: int | None = None
    report_year_source: YearSource | None = None
    title_years: list[int] = field(default_factory=list)
    name_form: str | None = None


def judge(
    *,
    title: str | None,
    printed_title: str | None,
    opening: str,
    text: str,
    headings: Sequence[str],
    breadcrumb: Sequence[str],
    url: str | None,
    published_year: int | None,
) -> Verdict:
    """Judge a document. `headings` are those of the outermost sections."""
    reading = read_title(title or "")
    printed = read_title(printed_title) if printed_title else None
    if printed and _is_open(reading) and (printed.report_kind or _is_collection(printed)):
        reading = _join(reading, printed)
    elif printed and reading.report_kind and _are_one(reading, printed):
        reading = _fill(reading, printed)
    kind = reading.report_kind
    why = reading.why_not
    if kind is None and _is_open(reading) and (other := _says_otherwise(title or "", opening)):
        return Verdict(may_be_report=other == "list", why_not=other, title_years=reading.years)
    if kind is None and _is_open(reading):
        evidence = _Evidence(opening, headings, breadcrumb, text, url or "")
        kind = _kind_of_text(reading, evidence)
        why = None if kind or reading.may_be_report else why
        if kind is None and reading.may_be_report:
            why = "undecided"
    may_be = kind is not None or reading.may_be_report
    year, source = _report_year(reading, opening, text, published_year) if may_be else (None, None)
    return Verdict(
        report_kind=kind,
        may_be_report=may_be,
        why_not=None if kind else why,
        filer_name=reading.unit if may_be else None,
        report_year=year,
        report_year_source=source,
        title_years=reading.years,
        name_form=reading.name_form,
    )


def _is_open(reading: TitleReading) -> bool:
    if reading.report_kind is not None or _is_collection(reading):
        return False
    return reading.may_be_report or reading.why_not in _WEAK


def _is_collection(reading: TitleReading) -> bool:
    """Reports of many bodies in one: they stay in doubt, whatever the page shows."""
    return reading.may_be_report and reading.why_not == "list"


def _are_one(page: TitleReading, printed: TitleReading) -> bool:
    """Whether two titles of a page may name one report: of one kind, and of no two years."""
    years = {year for year in (page.report_year, printed.report_year) if year}
    return page.report_kind == printed.report_kind and len(years) <= 1


def _says_otherwise(title: str, opening: str) -> str | None:
    """Why a page whose title leaves it open is none: its own first lines name something else.

    The title that the text prints may be a look-alike's; a circular to all offices tells how
    others did.
    """
    for line in opening.split("\n")[:_FIRST_LINES]:
        text = close_gaps(fold(line))
        if len(text) > _LONGEST_TITLE or _STOP.search(text):
            break
        printed = read_title(line)
        if _is_collection(printed):
            return printed.why_not
        if _SUBJECT.search(text) and not _is_open(printed) and printed.why_not in _TELLING:
            return printed.why_not
    if title.endswith("通报") and _TO_ALL.match(close_gaps(fold(opening))):
        return "notice"
    return None


def _join(page: TitleReading, printed: TitleReading) -> TitleReading:
    """The title printed in the text decides; what it leaves out stands in the page's."""
    return printed.model_copy(
        update={
            "unit": printed.unit or page.unit,
            "report_year": printed.report_year or page.report_year,
            "years": printed.years or page.years,
        }
    )


def _fill(page: TitleReading, printed: TitleReading) -> TitleReading:
    """The page's title decides; what it leaves out stands in the one printed in the text."""
    named = printed.unit if printed.unit and is_body(printed.unit) else None
    return page.model_copy(
        update={
            "unit": page.unit or named,
            "report_year": page.report_year or printed.report_year,
            "years": page.years or printed.years,
        }
    )


@dataclass(frozen=True)
class _Evidence:
    opening: str
    headings: Sequence[str]
    breadcrumb: Sequence[str]
    text: str
    url: str


def _kind_of_text(reading: TitleReading, evidence: _Evidence) -> ReportKind | None:
    """Decide by column, opening and items of the sections.

    Two of them must speak for the kind; for a title that may be a report and names a year, one
    and the subject. A title that only fails to name the subject needs the column.
    """
    start = close_gaps(fold(evidence.opening))[:_OPENING]
    items = {read.item for heading in evidence.headings for read in items_of_heading(heading)}
    items &= _REPORT_ITEMS
    headings = close_gaps(fold(" ".join(evidence.headings)))
    for kind in KINDS:
        if kind.own_headings and len(set(kind.own_headings.findall(headings))) >= _LEAST_OWN:
            return kind.id
    for kind in KINDS:
        column = any(names_kind(kind, step) for step in evidence.breadcrumb[-2:]) or bool(
            kind.column_slug.search(evidence.url)
        )
        if not column and not reading.may_be_report:
            continue
        subject = bool(kind.text_keyword.search(start))
        votes = int(column)
        votes += subject and bool(_REPORTS.search(start) or len(items) >= 2)
        if kind.id == "rule_of_law" and len(items) >= 2:
            start_of_text = fold(evidence.text[:_ABOUT_CHARS])
            named = len(kind.text_keyword.findall(start_of_text))
            about = named >= max(_LEAST_NAMED, len(start_of_text) / _CHARS_A_NAMING)
            votes += about + (about and len(items) >= 3)
        if votes >= 2 or (votes and subject and reading.may_be_report and reading.report_year):
            return kind.id
    return None


def _report_year(
    reading: TitleReading, opening: str, text: str, published_year: int | None
) -> tuple[int | None, YearSource | None]:
    if reading.report_year:
        return reading.report_year, "title"
    start = arabic_years(fold(opening))[:_OPENING]
    named = [int(match[1]) for match in _OPENING_YEAR.finditer(start)]
    if published_year:
        named = [year for year in named if year <= published_year]
    if named:
        return Counter(named).most_common(1)[0][0], "opening"
    counts = count_years(text, papers=True)
    if published_year:
        counts = [count for count in counts if count.year <= published_year]
    if counts:
        return max(counts, key=lambda count: (count.count, -count.year)).year, "text"
    if published_year:
        return published_year - 1, "published"
    return None, None
