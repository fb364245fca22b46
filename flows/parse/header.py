"""The lines above a text: path, labels, title, buttons; and where the text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.parse.breadcrumb import breadcrumb_from_text
from flows.parse.dates import only_day
from flows.parse.furniture import is_furniture
from flows.parse.lines import Line
from flows.parse.metadata import is_label_line
from flows.parse.text import collapse, fold, squeeze
from flows.parse.titles import read_title
from flows.parse.units import is_body

_RULE = re.compile(r"^[=\-_*~#—]{4,}.{0,20}?[=\-_*~#—]*$")
_NUMBERED = re.compile(
    r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.]|^\d{1,2}[.、]\s*[^\d]|^第[一二]章"
)
_NO_TITLE = re.compile(
    r"星期[一二三四五六日]|\||无障碍|返回|^>|^\d?首页|登录|语音|播报|简体|繁体"
    r"|\s[>»]\s.*\s[>»]\s|^[一-龥]{2,6}(?:时间|日期)\s*:|^[一-龥]{2,10}[〔\[(【]20\d\d[〕\])】]\s*\d+号$"
)
# A body's name and what follows on the next line make one title.
_ABOUT = re.compile(r"^关于")
_OPEN_END = re.compile(r"(?:[和与及、的]|[省市县区旗镇乡州])$")
_TITLE_END = re.compile(
    r"(?:通知|报告|意见|方案|办法|规定|决定|公告|通告|函|批复|总结|情况|计划|要点|规则|细则|通报|请示)$"
)
_BULLET_LABEL = re.compile(r"^[•·●]\s*[一-龥/()]{2,14}\s*:")
_MOST_LINES, _LONGEST, _TITLE_LINES = 40, 200, 5
_LEAST_TITLE, _LONGEST_TITLE, _LONGEST_VALUE = 6, 120, 60


@dataclass(frozen=True)
class Header:
    """What stands above a text; `end` is the index of the first line behind it."""

    title: str | None = None
    breadcrumb: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)  # lines with labels and their values
    end: int = 0


def read_header(lines: Sequence[Line]) -> Header:
    """Read the lines above a text: as far as they are short, unnumbered and no sentence."""
    zone = _zone(lines)
    ruled = next((i + 1 for i, line in enumerate(zone) if _RULE.match(line.text)), 0)
    paths = (breadcrumb_from_text(line.text) for line in zone)
    breadcrumb = next((steps for steps in paths if steps), [])
    found = _title(zone)
    return Header(
        title=found[1] if found else None,
        breadcrumb=breadcrumb,
        cells=[line.text for line in zone],
        end=max(ruled, found[0] if found else 0),
    )


def header_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the lines on top of a text: as far as they are short, unnumbered and no sentence."""
    return _zone(lines)


def says_as_much(inner: str, outer: str, front: Sequence[str]) -> bool:
    """Whether a title without the words before it (`front`, line by line) is the whole title.

    It is when it names the same report, and what stood before it was no part of a name.
    """
    whole, part = read_title(outer), read_title(inner)
    if part.report_kind is None or part.report_kind != whole.report_kind:
        return False
    if (whole.unit and not part.unit) or (whole.report_year and not part.report_year):
        return False
    words = [word for line in front for word in line.split()]
    return bool(words) and not all(map(is_body, words)) and not _OPEN_END.search(fold(words[-1]))


def without_labels(lines: Sequence[Line]) -> list[Line]:
    """Drop the labelled lines at the top of a text, with the values on lines of their own."""
    zone = _zone(lines)
    kept: list[Line] = []
    awaits_value = False
    for line in zone:
        text = fold(line.text)
        label = is_label_line(line.text)
        if not line.table and (label or _BULLET_LABEL.match(text)):
            awaits_value = label == "open"
            continue
        if awaits_value and _is_value(text):
            awaits_value = False
            continue
        awaits_value = False
        kept.append(line)
    return [*kept, *lines[len(zone) :]]


def _is_value(text: str) -> bool:
    """Whether a short line may be the value of the label above it."""
    if len(text) >= _LONGEST_VALUE or text.endswith((":", "。", ",")) or _NUMBERED.match(text):
        return False
    return not read_title(text).report_kind


def index_behind_title(lines: Sequence[Line], title: str) -> int:
    """Return the index behind the lines that print `title` at the top of a text, 0 if none do."""
    wanted = fold(squeeze(title))
    zone = _zone(lines)
    for start in range(len(zone)):
        joined = ""
        for index in range(start, min(len(zone), start + _TITLE_LINES)):
            joined += fold(squeeze(zone[index].text))
            if joined == wanted:
                return index + 1
            if not wanted.startswith(joined):
                break
    return 0


def _zone(lines: Sequence[Line]) -> list[Line]:
    """The first lines up to the first heading or sentence."""
    zone: list[Line] = []
    for line in lines[:_MOST_LINES]:
        text = fold(line.text)
        labelled = is_label_line(line.text)
        if _NUMBERED.match(text) and not labelled:
            break
        if not labelled and (len(text) > _LONGEST or re.search("[。;]", text)):
            break
        zone.append(line)
    return zone


def _title(zone: Sequence[Line]) -> tuple[int, str] | None:
    """The title and the index behind it: one that reads as a report, else the first fit line."""
    for start, line in enumerate(zone):
        label = re.match(r"^(?:标题|题名|信息名称)\s*:\s*", fold(line.text))
        if label and len(line.text) > label.end():
            return start + 1, collapse(line.text[label.end() :])
    for start in range(len(zone)):
        parts: list[str] = []
        for index in range(start, min(len(zone), start + _TITLE_LINES)):
            if not _is_fit(zone[index]):
                break
            parts.append(_bare(zone[index]))
            reading = read_title(" ".join(parts))
            if reading.report_kind:
                parts = _without_nav(parts)
                before = _bodies_before(zone, index + 1 - len(parts))
                return index + 1, collapse(" ".join([*before, *parts]))
    fit = [(index, _bare(line)) for index, line in enumerate(zone) if _is_fit(line)]
    fit = [(index, text) for index, text in fit if len(squeeze(text)) >= _LEAST_TITLE]
    if not fit:
        return None
    texts = [squeeze(text) for _, text in fit]
    twice = next((n for n, text in enumerate(texts) if texts.count(text) > 1), 0)
    at, first = fit[twice]
    return _with_subject(zone, at, first) or (at + 1, collapse(first))


def _with_subject(zone: Sequence[Line], at: int, body: str) -> tuple[int, str] | None:
    """A title over several lines: the name of a body, 关于…, and what kind of paper it is."""
    if not is_body(body) or at + 1 >= len(zone) or not _ABOUT.match(zone[at + 1].text):
        return None
    parts = [body]
    for index in range(at + 1, min(len(zone), at + _TITLE_LINES)):
        if not _is_fit(zone[index]):
            break
        parts.append(_bare(zone[index]))
        if _TITLE_END.search(parts[-1]):
            return index + 1, collapse(" ".join(parts))
    return None


def _without_nav(parts: list[str]) -> list[str]:
    """The fewest last lines that still read as the same report."""
    for size in range(1, len(parts)):
        if says_as_much(" ".join(parts[-size:]), " ".join(parts), parts[:-size]):
            return parts[-size:]
    return parts


def _bodies_before(zone: Sequence[Line], start: int) -> list[str]:
    """Names of further bodies on the lines above (the party's name of a joint title)."""
    names: list[str] = []
    while start > 0 and len(names) < 3:
        text = _bare(zone[start - 1])
        if len(squeeze(text)) < _LEAST_TITLE or not is_body(text) or not _is_fit(zone[start - 1]):
            break
        names.insert(0, text)
        start -= 1
    return names


def _is_fit(line: Line) -> bool:
    text = fold(line.text)
    return not (
        line.table
        or len(text) > _LONGEST_TITLE
        or text.endswith((":", ","))
        or _NO_TITLE.search(text)
        or is_label_line(line.text)
        or _BULLET_LABEL.match(text)
        or only_day(line.text)
        or is_furniture(line.text)
        or breadcrumb_from_text(line.text)
    )


def _bare(line: Line) -> str:
    return line.text.lstrip("#* ")
