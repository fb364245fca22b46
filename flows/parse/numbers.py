"""Numbers that may begin a heading: 一、 （一） 1. （1） ① and their damaged forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.parse.lines import Line
from flows.parse.numerals import list_number
from flows.parse.terms import FLAT_TABLES, HEADING_WORD
from flows.parse.text import fold

Style = Literal["part", "chinese", "chinese_bracket", "digit", "digit_bracket", "circle"]
#: The conventional order of the styles, outermost first.
STYLES: tuple[Style, ...] = (
    "part",
    "chinese",
    "chinese_bracket",
    "digit",
    "digit_bracket",
    "circle",
)

_N = "一二三四五六七八九十"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_PART = re.compile(rf"第\s*([{_N}]{{1,3}})\s*部分\s*(?:[、.:,]|(?=\s|[一-龥]))\s*(?!是)")
_POINT = re.compile(rf"^[{_N}]\s*是|^第[{_N}]")
_LEAD = re.compile(r"^[\s#*•·●◆■□>\"“”']{0,12}")
# At the start of a line every form counts; the sequence decides.
_AT_START: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("chinese_bracket", re.compile(rf"[\(\[〔【]\s*([{_N}]{{1,3}})\s*[\)\]〕】]\s*[、.,]?\s*")),
    (
        "chinese_bracket",
        re.compile(
            rf"([{_N}]{{1,3}})\s*\)\s*[、.]?\s*|\(\s*([{_N}]{{1,3}})\s*(?=[一-龥])(?!是)[、.]?"
        ),
    ),
    (
        "chinese",
        re.compile(rf"([{_N}]{{1,3}})\s*(?:、|\.|,|:|．|﹑|､)\s*(?![{_N}]{{1,2}}\s*[、,])"),
    ),
    ("digit_bracket", re.compile(r"\(\s*(\d{1,2})\s*\)\s*[、.]?\s*|(\d{1,2})\s*\)\s*[、.]?\s*")),
    # 2.5万 and 12.4 are figures; of digits only a year begins a heading: 3.2024年工作安排.
    ("digit", re.compile(r"(\d{1,2})\s*(?:\.|、|．|﹒|,|､)\s*(?:(?!\d)|(?=20\d\d\s*年))")),
    ("circle", re.compile(rf"([{_CIRCLES}])\s*[、.]?\s*")),
)
# Numbers of one character: their style, and the character of 1.
_SINGLE: tuple[tuple[Style, str], ...] = (
    ("chinese_bracket", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    ("digit_bracket", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    ("digit", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
)
_SINGLES = {char: (style, rank) for style, chars in _SINGLE for rank, char in enumerate(chars, 1)}
_SINGLE_AT_START = re.compile(rf"([{''.join(_SINGLES)}])\s*[、.]?\s*")
# A dash typed for the numeral of 1.
_DASH_FOR_ONE = re.compile(r"(?:[—―-]\s*、|\(\s*[—―-]\s*\))\s*")
# A number without any mark counts only where the sequence waits for it.
_BARE_CHINESE = re.compile(rf"([{_N}]{{1,3}})\s*(?=[一-龥])(?![是{_N}])")
_BARE_DIGIT = re.compile(
    r"(\d{1,2})\s*(?=[一-龥])(?![年月日号时分天周个项次名人件条份场起处家户万亿元只支期批种类级届级点])"
)
_BARE: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("chinese", _BARE_CHINESE),
    ("digit", _BARE_DIGIT),
)
# Inside a line: only the two outer styles, and never as part of a reference or an enumeration.
_INSIDE = re.compile(
    rf"(?<![{_N}第百千])(?:\(\s*(?P<b>[{_N}]{{1,3}})\s*\)|(?P<a>[{_N}]{{1,2}})、)"
    rf"(?!\s*[{_N}]{{1,2}}[、)])(?!\s*[项款条类级号期批组、)和与至,])"
)
_BOUNDARY = '。;:!?)】》”" \n,'
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpg|png)\s*$", re.IGNORECASE)
_ARTICLE = re.compile(rf"^第[{_N}百]{{1,4}}条\s")
_ZEROS = re.compile(r"0{5,}\d*(?![\d元万.,])")
_MAX_TABLES, _TABLE_CHARS = 20, 6000
_NUMBERED = re.compile(
    rf"^\s*(?:[{_N}]{{1,3}}\s*、|\(\s*[{_N}]{{1,3}}\s*\)|\d{{1,2}}\s*[.、](?:(?!\d)|(?=20\d\d年)))\s*"
)
_BROKEN = re.compile(r"(?:的|和|及|与|以及|暨|、|，|,)$")
_STOP = re.compile("[。；;：:！？]")
_LONGEST_HEADING, _LONGEST_REST = 60, 30


@dataclass(frozen=True, slots=True)
class Number:
    """A number that may begin a heading, with offsets into the text."""

    style: Style
    value: int
    start: int  # of the number as printed
    end: int  # behind number, mark and blanks
    line: int
    at_start: bool  # at the start of its line
    bare: bool = False  # printed without its mark


@dataclass(frozen=True)
class NumberedText:
    """The text of a document with every number that may begin a heading."""

    text: str  # lines joined by line ends
    folded: str  # the same, width-folded: same offsets
    starts: list[int]  # where each line starts
    numbers: list[Number]

    def line_end(self, line: int) -> int:
        """Return the offset behind the last character of a line."""
        if line + 1 < len(self.starts):
            return self.starts[line + 1] - 1
        return len(self.text)


def whole_headings(lines: Sequence[Line]) -> list[Line]:
    """Put together what was printed on two lines: a number and its heading, a heading broken off.

    A heading breaks off behind a word that cannot end it (推进法治政府建设的 / 主要举措和成效).
    """
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else None
        if before and not before.table and not line.table and _runs_on(before.text, line.text):
            whole[-1] = Line(before.text + line.text)
        else:
            whole.append(line)
    return whole


def _runs_on(before: str, text: str) -> bool:
    if len(before) > _LONGEST_HEADING or not (number := _NUMBERED.match(fold(before))):
        return False
    if _NUMBERED.match(fold(text)):
        return False
    if number.end() == len(before):
        return len(text) <= _LONGEST_HEADING
    broken = _BROKEN.search(before) and not _STOP.search(before)
    return bool(broken) and len(text) <= _LONGEST_REST and not _STOP.search(text)


def find_numbers(lines: Sequence[Line], *, inside: bool = True) -> NumberedText:
    """Find every number that may begin a heading, in order.

    Rows of tables, file names, the national tables of disclosure reports and flattened cells are
    passed over. A text of numbered articles (第一条) has no headings of this kind: no numbers.
    """
    starts: list[int] = []
    offset = 0
    for line in lines:
        starts.append(offset)
        offset += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    folded = fold(text)
    result = NumberedText(text, folded, starts, [])
    if sum(1 for line in lines if _ARTICLE.match(line.text)) >= 3:
        return result
    blocked = list(_flat_tables(folded))
    for index, line in enumerate(lines):
        if line.table or _FILE_NAME.search(line.text):
            continue
        start, end = starts[index], starts[index] + len(line.text)
        found = _at_line_start(folded, start, end, index)
        if found and not _is_blocked(found.start, blocked) and not _is_cell(folded, found):
            result.numbers.append(found)
        if inside:
            after = found.end if found else start
            for match in _INSIDE.finditer(folded, after, end):
                number = _inside(match, index)
                if not _is_blocked(match.start(), blocked) and not _is_cell(folded, number):
                    result.numbers.append(number)
    return result


def follows_boundary(folded: str, offset: int) -> bool:
    """Whether a sentence, bracket, or line ends before the offset."""
    return offset == 0 or folded[offset - 1] in _BOUNDARY


def begins_with_heading_words(folded: str, offset: int) -> int:
    """Return how long the row of heading words at the offset is up to its last head noun."""
    end = at = offset
    while match := HEADING_WORD.match(folded, at):
        at = match.end()
        if match["noun"]:
            end = at
    return end - offset


def _flat_tables(folded: str) -> Iterator[tuple[int, int]]:
    for begin, last in FLAT_TABLES:
        offset = 0
        for _ in range(_MAX_TABLES):
            first = begin.search(folded, offset)
            if not first:
                break
            end = last.search(folded, first.end(), first.end() + _TABLE_CHARS)
            offset = end.end() if end else first.end()
            if end:
                yield first.start(), offset


def _at_line_start(folded: str, start: int, end: int, index: int) -> Number | None:
    lead = _LEAD.match(folded[start : min(end, start + 12)])
    start += lead.end() if lead else 0
    head = folded[start : min(end, start + 16)]
    if part := _PART.match(head):
        value = _value("chinese", part[1])
        return Number("part", value, start, start + part.end(), index, True) if value else None
    if _POINT.match(head):
        return None
    for style, pattern in _AT_START:
        if match := pattern.match(head):
            printed = next(group for group in match.groups() if group)
            value = _value(style, printed)
            if value:
                return Number(style, value, start, start + match.end(), index, True)
    if match := _SINGLE_AT_START.match(head):
        style, value = _SINGLES[match[1]]
        return Number(style, value, start, start + match.end(), index, True)
    if match := _DASH_FOR_ONE.match(head):
        style = "chinese_bracket" if "(" in match.group() else "chinese"
        return Number(style, 1, start, start + match.end(), index, True)
    for style, pattern in _BARE:
        if match := pattern.match(head):
            value = _value(style, match[1])
            glued = style == "chinese" and match.end() == match.end(1)
            if not value or (glued and not begins_with_heading_words(folded, start + match.end())):
                continue
            return Number(style, value, start, start + match.end(), index, True, bare=True)
    return None


def _inside(match: re.Match[str], index: int) -> Number:
    if match["b"]:
        value = list_number(match["b"]) or 0
        return Number("chinese_bracket", value, match.start(), match.end(), index, False)
    value = list_number(match["a"]) or 0
    return Number("chinese", value, match.start(), match.end(), index, False)


def _value(style: str, printed: str) -> int | None:
    if style == "circle":
        return _CIRCLES.index(printed) + 1
    if style.startswith("chinese"):
        return list_number(printed)
    return int(printed) or None


def _is_blocked(offset: int, blocked: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in blocked)


def _is_cell(folded: str, number: Number) -> bool:
    """A row of a table that lost its cells runs on into a row of zeros."""
    return bool(_ZEROS.search(folded[number.end : number.end + 60].split("\n")[0]))
