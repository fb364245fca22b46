"""What is counted in a text for SQL to judge by: points, figures, years, marker words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from flows.parse.document import Marker, YearCount
from flows.parse.numerals import arabic_years
from flows.parse.terms import MARKERS, OTHER_LEVEL
from flows.parse.text import fold, squeeze
from flows.parse.years import blank_document_years

_POINT = re.compile(
    r"(?<![统唯之万不专第十百千其])[一二三四五六七八九十]{1,2}\s*是(?=[\s]*[一-龥])"
)
_FIGURE = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?")
# What digits are when they count nothing: years, days, numbers of documents, articles and lists.
_NO_FIGURE = re.compile(
    r"(?:19|20)\d\d(?=\s*(?:年|[-—–~至到/.)]|版|,|、|$))"
    r"|[〔\[(【](?:19|20)\d\d[〕\])】]\s*第?\d{1,4}\s*号|第?\d{1,4}\s*号(?=文|令|公告|[)〕》])"
    r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*(?:日|号)?)?|(?<=月)\s*\d{1,2}\s*(?:日|号)"
    r"|\d{1,2}\s*[·.]\s*\d{1,2}(?=\s*(?:”|\"|国家|全国|宪法|禁毒|宣传|法))"
    r"|第\s*\d+\s*(?:条|款|项|届|次|章|部)|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|12345|12348|12368"
    r"|\d{3,4}-\d{7,8}|1\d{10}"
)
_LIST_NUMBER = re.compile(
    r"(?:(?<=^)|(?<=[\n。;:!?,、\s]))[\((]?\s*\d{1,2}\s*(?:[.、．](?!\d)|[\))])", re.MULTILINE
)
# Figures in Chinese numerals: ten or more of what is counted, or a share.
_CHINESE_FIGURE = re.compile(
    r"(?<![第一二三四五六七八九十百千万亿两零〇])"
    r"(?=[一二三四五六七八九两零〇]*[十百千万亿])[一二三四五六七八九十百千万亿两零〇]{2,}[余多]?"
    r"(?=万?[次件人场起份期名户条宗家篇处元天辆台]|余?万|人次)"
    r"|百分之[一二三四五六七八九十百零〇点]+"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)\s*(?=年)")
_SPAN_END = re.compile(r"(?<!\d)20\d\d\s*年?\s*(?:[-—–~至到]{1,2})\s*20\d\d(?=\s*年)")
_PAPER = re.compile(r"《[^《》]{1,80}》")
_MAX_MARKERS = 200


def count_points(text: str) -> int:
    """Count the 一是, 二是 points of a text."""
    return sum(1 for _ in _POINT.finditer(text))


def count_figures(text: str) -> int:
    """Count the facts with a figure; numbers of lists, years, days and documents are none."""
    text = _LIST_NUMBER.sub(" ", fold(text))
    text = _NO_FIGURE.sub(" ", text)
    return sum(1 for figure in (_FIGURE, _CHINESE_FIGURE) for _ in figure.finditer(text))


def count_years(text: str, *, papers: bool = False) -> list[YearCount]:
    """Count the years named (2022年, 二〇二二年); document numbers and spans do not count.

    A year in the name of a paper (《2021年工作报告》) is that paper's; it counts with `papers`.
    """
    if "年" not in text:
        return []
    text = _SPAN_END.sub(" ", blank_document_years(arabic_years(fold(text))))
    if not papers:
        text = _PAPER.sub(" ", text)
    counted = Counter(int(match[1]) for match in _YEAR.finditer(text))
    return [YearCount(year=year, count=counted[year]) for year in sorted(counted)]


def find_markers(text: str, filer_name: str | None) -> list[Marker]:
    """Find the words that SQL judges by, with their offsets into the text."""
    folded = fold(text)
    patterns = list(MARKERS)
    for ending, pattern in OTHER_LEVEL.items():
        if filer_name and _is_of(filer_name, ending):
            patterns.append(("other_level", pattern))
    found = [
        Marker(marker=name, word=text[match.start() : match.end()], offset=match.start())
        for name, pattern in patterns
        for match in pattern.finditer(folded)
    ]
    return sorted(found, key=lambda marker: (marker.offset, marker.marker))[:_MAX_MARKERS]


def text_digest(title: str | None, headings: Iterable[str], text: str) -> str:
    """Return the SHA-256 of title, outline and text, width-folded and without white space."""
    parts = [title or "", *headings, text]
    return hashlib.sha256("\x1f".join(fold(squeeze(p)) for p in parts).encode()).hexdigest()


def _is_of(filer_name: str, ending: str) -> bool:
    name = re.sub(r"(?:人民政府|办事处|党委|政府)$", "", filer_name)
    return name.endswith(ending)
