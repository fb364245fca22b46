"""Columns that are kept for the reports by their own name, and entries that only name a body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.parse.document import TitleReading
from flows.parse.kinds import KINDS, Kind
from flows.parse.text import close_gaps, fold
from flows.parse.titles import read_title

_REPORTS = re.compile(r"报告|年报|情况")
_LONGEST_NAME = 24
_YEAR = re.compile(r"^20\d\d年?度?|(?<!\d)20\d\d年?度?$")
_BODY = re.compile(
    r"(?:人民政府|政府|办事处|管理委员会|管委会|委员会|街道|[镇乡局厅]|办公室|[县市区州旗]委|中心|开发区|园区|新区)$"
)
_NO_NAME = re.compile(r"关于|召开|举行|开展|工作|会议|指南|目录|公告|通知|[。,;:!?《》]")


def names_kind(kind: Kind, step: str) -> bool:
    """Tell whether a column of this name is kept for reports of the kind."""
    step = close_gaps(fold(step))
    subject = kind.keyword.search(step) or kind.near_keyword.search(step)
    return bool(subject) and bool(_REPORTS.search(step))


def is_of_reports(steps: Iterable[str], url: str) -> bool:
    """Tell whether the last steps of a path or the address name a column of reports."""
    named = list(steps)
    return any(
        kind.column_slug.search(url) or any(names_kind(kind, step) for step in named)
        for kind in KINDS
    )


def read_entry(title: str, *, of_reports: bool) -> TitleReading:
    """Read the title of an entry; in a column of reports a body's bare name leaves it open.

    There 云岭镇 or 2023年云岭镇 leads to that body's report, as likely as not: its page decides.
    """
    reading = read_title(title)
    if not of_reports or reading.may_be_report or reading.why_not != "no_keyword":
        return reading
    name = _YEAR.sub("", close_gaps(fold(title))).strip()
    if not 2 <= len(name) <= _LONGEST_NAME or not _BODY.search(name) or _NO_NAME.search(name):
        return reading
    year = reading.years[0] if reading.years else None
    return TitleReading(may_be_report=True, unit=name, report_year=year, years=reading.years)
