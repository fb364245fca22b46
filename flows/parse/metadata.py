"""Labelled facts round the text: the metadata block and the line under the title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from flows.parse.annexes import FILE_NAME
from flows.parse.dates import DAY, first_day, make_day, only_day
from flows.parse.document import DateMeaning, DateRead, DateSource
from flows.parse.numerals import arabic_dates
from flows.parse.terms import LABELS
from flows.parse.text import collapse, fold
from flows.parse.units import is_body

#: 索引号: owner / year or year and month / serial.
INDEX_NUMBER = re.compile(
    r"(?<![0-9A-Z])([0-9A-Z]{9,18})\s*/\s*(\d{4}|\d{6})\s*-\s*(\d{5,6})(?!\d)"
)
_CELL = "\x1f"
_BORDER = "\x00"  # in no text of a tree
_NAMES = sorted(LABELS, key=len, reverse=True)


def _spaced(label: str) -> str:
    """Match a label that may be printed with blanks (索 引 号)."""
    return r" {0,4}".join(map(re.escape, label))


# In a text without its markup a label may hang on the body named before it.
_HANGING = ("发布时间", "发布日期", "公开时间", "公开日期", "成文日期", "发文日期")
# In brackets ([ 索引号 ], 【发布机构】), at the start of a cell, or behind a blank; with a colon or
# alone in its cell.
_LABEL = re.compile(
    rf"[\[【]\s*(?P<b>[^\[\]【】:\s{_CELL}]{{2,9}}|[^\[\]【】:{_CELL}]{{2,17}}?)\s*[\]】]\s*:?"
    rf"|(?<=[局府委办镇乡道会网站厅院室心处科队区县市州])(?P<h>{'|'.join(_HANGING)})(?=:\s*20\d\d):"
    rf"|(?:(?<=[{_CELL}\s,;。|(\[【:])|^)(?P<c>{'|'.join(map(_spaced, _NAMES))})\s*"
    rf"(?::|(?={_CELL})|(?:(?<=[一-龥]{{2}}日期)|(?<=[一-龥]{{2}}时间))(?=\s*(?:19|20)\d\d\s*[-年./]))"
)
_BLOCK_FIELDS = {"index_number", "document_number", "publisher", "written", "issued"}
_BLOCK_LABELS = {
    "主题分类",
    "体裁分类",
    "组配分类",
    "有效性",
    "时效性",
    "主题词",
    "信息分类",
    "公开方式",
}
_DATE_FIELDS: dict[str, DateMeaning] = {
    "published": "published",
    "updated": "published",
    "written": "written",
    "issued": "written",
}
_MAX_TEXT, _LONGEST_LINE = 20_000, 600
_DOCUMENT_NUMBER = re.compile(r"\d\s*号")
_NO_BODY = re.compile(r"^\d|关于|报告|通知|日期|。|^(?:本站|本网|本网站|原创|网络|互联网|转载)$")
# What stands in the line under a title beside a day without a label of its own.
_BESIDE_DAY = re.compile(r"(?:来源|作者|编辑|审核|浏览|阅读|点击|字[体号]|发表于|发布于)")
_LONGEST_INFO = 120  # characters of that line
_LONGEST_BEHIND = 30  # characters behind a moment: an office, a count of readers
# The label of a day that does not tell when the page was published.
_OTHER_DAY = re.compile(
    r"(?:最[后近])?(?:打印|更新|修改|编辑|实施|施行|生效|失效|废止|截止|成文|生成|形成|印发|制发|制定|签发|发文|拟稿"
    r"|当前|下载|访问|查询|统计)(?:日期|时间)|最[后近]更新|有效期(?:至|限)?|今天是?|现在是?"
)
_OTHER_LABEL = re.compile(rf"\W*(?:{_OTHER_DAY.pattern})\s*:?\s*(?:19|20)\d\d")
_TODAY = re.compile(r"\W*(?:打印(?:日期|时间)|今天是?|现在是?|当前(?:日期|时间))")
# Label of a day on which somebody wrote a paper or the system made a page, as is 发文日期: a time
# of day tells, inside a block; elsewhere the software says when it made what is shown.
_MADE = re.compile(r"生成(?:日期|时间)")
_TIME_OF_DAY = re.compile(r"(?<!\d)(?!00?:00)\d{1,2}:\d\d")
# Systems print 2026年01月08日; who signs a paper writes 2026年1月8日.
_PADDED = re.compile(r"年\s*0\d\s*月|月\s*0\d\s*日")
_BODY_AND_DAY = re.compile(r"(?P<body>\S{2,30})\s+(?P<day>(?:19|20)\d\d[-年/.].{3,25})")
# From a day on, or up to another.
_NOT_ONE_DAY = re.compile(r"\s*(?:至|到|起|前|[-—–~～]+\s*\d)")
# When something took place: 时间：2025年3月8日上午，地点：…
_OF_AN_EVENT = re.compile(r"\s*(?:[,;。]\s*(?!来源|作者|浏览|点击|阅读|字)|[上下]午|晚|凌晨|地点)")
_COMPACT_DAY = re.compile(r"(20\d\d)([01]\d)([0-3]\d)(?!\d)")


@dataclass
class Fields:
    """What the labels of a page name; the first non-empty value of each counts."""

    values: dict[str, str] = field(default_factory=dict)
    #: the label and the value as printed, by field
    told: dict[str, str] = field(default_factory=dict)
    dates: list[DateRead] = field(default_factory=list)
    updated: list[DateRead] = field(default_factory=list)  # 更新时间, where nothing else dates it
    is_block: bool = False  # a metadata block, not just a line under the title

    def value(self, *names: str) -> str | None:
        """Return the first non-empty value of these fields."""
        for name in names:
            if self.values.get(name):
                return self.values[name]
        return None


def read_fields(cells: Iterable[str]) -> Fields:
    """Read the labelled values in pieces of text that stand in the order of the page."""
    # Folded at once: a page has hundreds of pieces, and the shortest calls cost the most.
    folded = fold(_BORDER.join(cell for cell in cells if cell.strip()))
    # A table printed on one line has a bar between its cells.
    text = _CELL.join(map(collapse, folded.replace("|", _BORDER).split(_BORDER)))[:_MAX_TEXT]
    marks = [(m.start(), m.end(), name, label) for m, name, label in _labels(text)]
    labels = {label for _, _, _, label in marks}
    names = {name for _, _, name, _ in marks}
    known = len(names & _BLOCK_FIELDS) + len(labels & _BLOCK_LABELS)
    fields = Fields(is_block=known >= 2)
    for number, (start, end, name, _) in enumerate(marks):
        stop = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        value = _value(text[end:stop], name)
        if name in ("publisher", "source") and (day := DAY.search(value)):
            value = value[: day.start()].strip(" :|;")
        if name in _DATE_FIELDS:
            _add_date(fields, name, text[start:end], value)
        elif name != "ignored" and value:
            fields.values.setdefault(name, value)
            fields.told.setdefault(name, f"{text[start:end].strip(_CELL + ' ')} {value}")
    if "index_number" in fields.values:
        match = INDEX_NUMBER.search(fields.values["index_number"])
        if match:
            fields.values["index_number"] = "{}/{}-{}".format(*match.groups())
    return fields


def merged(one: Fields, other: Fields) -> Fields:
    """Return the fields of two readings of the same words: of the one that knew more, first."""
    if len(other.values) + len(other.dates) > len(one.values) + len(one.dates):
        one, other = other, one
    for name, value in other.values.items():
        one.values.setdefault(name, value)
    for name, words in other.told.items():
        one.told.setdefault(name, words)
    known = {read.meaning for read in one.dates}
    one.dates.extend(read for read in other.dates if read.meaning not in known)
    one.updated.extend(read for read in other.updated if read not in one.updated)
    one.is_block = one.is_block or other.is_block
    return one


def own_publisher(fields: Fields) -> str | None:
    """Return the publisher; else the source, where it is a public body and no newspaper."""
    printed = fields.value("publisher")
    if printed is None and (source := fields.value("source")) and is_body(source):
        printed = collapse(source)
    return printed


def is_label_line(line: str) -> Literal["closed", "open"] | None:
    """Whether a line begins with a label; "open" when its value must stand on the next line."""
    text = collapse(fold(line))
    if len(text) > _LONGEST_LINE or (":" not in text and "]" not in text and "】" not in text):
        return None
    marks = [match for match, _, _ in _labels(text)]
    if not marks or marks[0].start() > 2:
        return None
    return "closed" if text[marks[-1].end() :].strip(" |") else "open"


def stamps_under_title(cells: Iterable[str]) -> list[DateRead]:
    """Read the day that stands right under a title, where the page has hardly any other text.

    A day in words alone (2026年1月18日) is left: there it may be the day of signing. One with its
    noughts (2026年01月08日) is a system's.
    """
    near: list[str] = []
    for cell in cells:
        if "。" in cell or len(cell) > _LONGEST_INFO or FILE_NAME.search(cell):
            break
        near.append(cell)
    days = unlabelled_dates(near)
    return [d for d in days if "年" not in d.text or ":" in d.text or _PADDED.search(d.text)]


def unlabelled_dates(cells: Iterable[str]) -> list[DateRead]:
    """Read cells that begin with a day and a time or hold nothing else (2020-12-09 20:18).

    A day beside a source or an editor, and one whose figures stand in cells of their own, count.
    """
    found = []
    before = ""
    for text in _joined(collapse(cell) for cell in cells):
        if _OTHER_LABEL.match(fold(text)):
            continue
        label, before = before, text.strip("[]【】:：() ") or before
        if _OTHER_DAY.fullmatch("".join(label.split())) or _TODAY.match(fold(text)):
            continue
        day = only_day(text)
        if day is None and (match := DAY.match(arabic_dates(fold(text)))):
            # 2019年06月15日08:18 来源:…
            rest = fold(text)[match.end() :]
            # A time of day is a stamp, whoever is named behind it.
            stamped = ":" in match.group() and len(rest) <= _LONGEST_BEHIND and "。" not in rest
            if stamped or re.match(r"\s*(?:来源|$|\||浏览|点击|作者|编辑)", rest):
                read = first_day(text)
                day = read[0] if read else None
        if day is None and len(text) <= _LONGEST_INFO and _BESIDE_DAY.search(text):
            folded = arabic_dates(fold(text))
            named = list(DAY.finditer(folded))
            one = len(named) == 1 and not _NOT_ONE_DAY.match(folded[named[0].end() :])
            read = first_day(text) if one else None
            day = read[0] if read else None
        beside = None if day or len(text) > _LONGEST_INFO else _BODY_AND_DAY.fullmatch(text)
        if beside and is_body(beside["body"]):
            stamp = "年" not in beside["day"] or ":" in text or _PADDED.search(fold(text))
            day = only_day(beside["day"]) if stamp else None
        if day:
            found.append(
                DateRead(source="displayed", meaning="published", date=day, text=text[:60])
            )
    return found


def _joined(cells: Iterable[str]) -> Iterable[str]:
    """Yield the cells; a row of short ones that only together are a day as one."""
    short: list[str] = []
    for cell in cells:
        if len(cell) <= 4 and re.fullmatch(r"[\d年月日\-/.]+", cell):
            short.append(cell)
            continue
        if short:
            yield "".join(short)
            short = []
        yield cell
    if short:
        yield "".join(short)


def _labels(text: str) -> Iterable[tuple[re.Match[str], str, str]]:
    for match in _LABEL.finditer(text):
        label = match["c"] or match["h"]
        label = _known(match["b"]) if label is None else label.replace(" ", "")
        if label is not None:
            yield match, LABELS[label], label


# The pages of a site have the same words in brackets.
@lru_cache(maxsize=2048)
def _known(printed: str) -> str | None:
    """Match a bracketed label, also one that lost a character ([ 索号 ], [ 有性 ])."""
    printed = "".join(printed.split())
    if printed in LABELS:
        return printed
    if len(printed) < 2 or not re.fullmatch("[一-龥/]+", printed):
        return None
    for label in LABELS:
        if len(label) == len(printed) + 1 and len(label) >= 3 and _is_subsequence(printed, label):
            return label
    return None


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _value(text: str, name: str) -> str:
    """The first cell that is not empty; a date or number ends where its form ends."""
    for cell in text.split(_CELL):
        cell = cell.strip(" :|;[]【】•·")
        if cell:
            return cell[:200].rstrip(" -–") if _may_be(name, cell) else ""
    return ""


def _may_be(name: str, value: str) -> bool:
    """Whether a value fits its label; behind an empty one there may stand something else."""
    if value in ("-", "--", "无", "/", "暂无"):
        return False
    if name == "document_number":
        return bool(_DOCUMENT_NUMBER.search(value)) and len(value) < 60
    if name == "index_number":
        return bool(re.search(r"\d{3}", value)) and not re.search("[一-龥]{6}", value)
    if name in ("publisher", "source"):
        return not _NO_BODY.search(value) and len(value) <= 80
    return True


def compact_day(value: str) -> tuple[date, int, int] | None:
    """Return the day a value begins with when it is written as eight figures (20250218)."""
    compact = _COMPACT_DAY.match(value)
    day = make_day(*compact.groups()) if compact else None
    return (day, 0, 8) if day else None


def _bare(label: str) -> str:
    return re.sub(rf"[\s\[\]【】:{_CELL}]", "", label)


def _add_date(fields: Fields, name: str, label: str, value: str) -> None:
    read = first_day(value[:60])
    read = read or compact_day(value)
    if read is None or read[1] > 3:
        return
    bare = _bare(label) in ("时间", "日期")
    rest = value[read[2] :]
    if _NOT_ONE_DAY.match(rest) or (bare and _OF_AN_EVENT.match(rest)):
        return
    meaning = _DATE_FIELDS[name]
    moment = _TIME_OF_DAY.search(value[: read[2]])
    made = moment and (name == "issued" or (fields.is_block and _MADE.search(_bare(label))))
    if made:
        # The paper has a day; the minute is that at which its page was made.
        meaning = "published"
    elif name == "issued" and any(d.meaning == "written" for d in fields.dates):
        return
    source: DateSource = "metadata" if fields.is_block else "displayed"
    if meaning == "written":
        source = "metadata"
    if source == "metadata" and bare:
        source = "displayed"
    text = collapse(label.strip(_CELL + " ") + value[: read[2]])
    date_read = DateRead(source=source, meaning=meaning, date=read[0], text=text[:80])
    if name == "updated" or made:
        fields.updated.append(date_read)
    elif date_read not in fields.dates:
        fields.dates.append(date_read)
