"""The title of an article: from the meta tag, the page, the title element, or the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from flows.parse.dates import DAY
from flows.parse.head import Head
from flows.parse.header import says_as_much
from flows.parse.lines import lines_of_element
from flows.parse.terms import META_COLUMN, META_TITLE, is_title_box
from flows.parse.text import collapse, fold, squeeze
from flows.parse.titles import read_title
from flows.parse.view import View

_SUFFIX = re.compile(r"\s*(?:_{1,3}|-{2,}|\||\s-\s?|\s?-\s|»|::)\s*")
_LABEL = re.compile(r"^[-•·\s]*(?:标\s*题|题\s*名|信息名称|名\s*称)\s*[::]\s*")
_DATE_LINE = re.compile(
    r"(?:发布|发表|更新|成文)?(?:时间|日期)\s*[::]|(?:发布|信息|文章|稿件)?来源\s*[::]"
    r"|浏览次数|索引号|作者\s*[::]"
)
_PATH = re.compile(r"[>»]")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))")
_SITE = re.compile(r"(?:门户网站|政府网站?|官方网站|官网|信息网|信息公开平台?|在线)$")
_HEADINGS = frozenset(("h1", "h2", "h3"))
_NEVER_TITLE = frozenset(("a", "body", "html", "li", "ul", "form"))
_MIN, _MAX = 4, 200
_LEAST_AT_END = 8  # characters of a title that stands behind other names
_LONGEST_STEP, _LONGEST_YEAR = 20, 12  # characters of the name of a column, and with a year
_PIECES_INSIDE, _PIECES_ABOVE, _MOST_CANDIDATES = 12, 60, 80
_PIECES_OF_BLOCK = 60  # of a block of labels between the beginning of a container and its title
_REPORT_WORDS = ("法治", "依法行政", "信息公开")  # one stands in the title of every report
_PLAIN = frozenset(("td", "th", "p", "div", "center", "font", "b", "strong", "span", "big"))


@dataclass(frozen=True)
class _Candidate:
    text: str
    element: etree._Element
    heading: bool


@dataclass(frozen=True)
class PageTitle:
    """The whole title on one line and the element that prints it (None: only in the head)."""

    text: str | None
    element: etree._Element | None = None


def find_title(
    view: View,
    head: Head,
    container: etree._Element,
    breadcrumb: Sequence[str],
) -> PageTitle:
    """Find the title of the article; never the column's or the site's name."""
    others = _other_names(head, breadcrumb)
    meta = _proper(head.meta(*META_TITLE), others)
    shown = _from_title_element(head, others)
    best: tuple[int, _Candidate] | None = None
    witnesses = [name for name in (meta, shown) if name]
    for candidate in _candidates(view, container, witnesses):
        points = _points(candidate, meta, shown, others)
        if points > 0 and (best is None or points > best[0]):
            best = (points, candidate)
    if meta and best and _is_open(meta) and read_title(best[1].text).report_kind:
        # The column's name or a cut title stands in the tag, the whole title on the page.
        return PageTitle(best[1].text, best[1].element)
    if meta:
        if best and _same(best[1].text, meta):
            return PageTitle(_longer(best[1].text, meta), best[1].element)
        return PageTitle(meta, best[1].element if best and best[0] >= 8 else None)
    if not (best and read_title(best[1].text).report_kind) and _is_open(shown):
        unnamed = _innermost(_unnamed(view, container), view)
        if unnamed is not None:
            return PageTitle(unnamed.text, unnamed.element)
    if best and (best[0] >= 4 or not shown):
        return PageTitle(_whole(best[1].text, shown), best[1].element)
    return PageTitle(shown or (best[1].text if best else None), best[1].element if best else None)


def _candidates(
    view: View, container: etree._Element, witnesses: Sequence[str]
) -> Iterable[_Candidate]:
    """Headings and elements named for titles, up to the first lines of the container."""
    last = view.span(container)[0] + _PIECES_INSIDE
    count = 0
    wanted, marks = view.marks_of(is_title_box), view.marks
    for element in view.named:
        tag = element.tag
        heading = tag in _HEADINGS
        if not heading and marks.get(element) not in wanted:
            continue
        if tag in _NEVER_TITLE or element is container:
            continue
        at = view.span(element)[0]
        if at > last + _PIECES_OF_BLOCK:
            return
        count += 1
        if count > _MOST_CANDIDATES:
            return
        text = _text(element, view)
        if text and ("。" in text[:-1] or _SECTION.match(fold(text))):
            continue
        # Behind a block of labels on top of the text only what the head names is its title.
        if text and (at <= last or any(_agree(text, other) for other in witnesses)):
            yield _Candidate(text, element, heading)


def _is_open(shown: str | None) -> bool:
    """Whether the title element leaves it to the page what the article is called."""
    reading = read_title(shown or "")
    return reading.report_kind is None and (
        reading.may_be_report or reading.why_not in ("no_keyword", "no_report_word")
    )


def _unnamed(view: View, container: etree._Element) -> Iterator[_Candidate]:
    """Elements without a telling name that read as the title of a report (old pages in tables)."""
    at = view.span(container)[0]
    near = view.pieces[max(0, at - _PIECES_ABOVE) : at + _PIECES_INSIDE]
    if not any(word in piece for piece in near for word in _REPORT_WORDS):
        return
    for element in view.seen():
        first = view.span(element)[0]
        if first > at + _PIECES_INSIDE:
            return
        if first < at - _PIECES_ABOVE or element.tag not in _PLAIN or element is container:
            continue
        # Words of a link are the title of another page.
        if view.text(element) < _MIN or view.weight(element) > view.text(element) + _MIN:
            continue
        text = _text(element, view)
        if text and "。" not in text and read_title(text).report_kind:
            yield _Candidate(text, element, heading=False)


def _innermost(found: Iterator[_Candidate], view: View) -> _Candidate | None:
    """The first of nested elements, without the words that only stand before its title."""
    best = next(found, None)
    if best is None:
        return None
    for other in found:
        if view.span(other.element)[0] >= view.span(best.element)[1]:
            break
        front, _, behind = best.text.partition(other.text)
        path_behind = not front.strip() and _PATH.search(behind)
        if path_behind or says_as_much(other.text, best.text, [front]):
            best = other
    return best


def _text(element: etree._Element, view: View) -> str | None:
    """The lines of the element up to the line with dates and buttons, joined by one space."""
    if not _MIN <= view.weight(element) <= 3 * _MAX:
        return None
    parts: list[str] = []
    for line in lines_of_element(element):
        folded = fold(line.text)
        if info := DAY.match(folded) or _DATE_LINE.search(folded):
            # 标题 发布时间: 2025-02-18 on one line
            parts.append(line.text[: info.start()])
            break
        parts.append(line.text)
    text = _LABEL.sub("", collapse(" ".join(parts)))
    return text if _MIN <= len(text) <= _MAX else None


def _points(candidate: _Candidate, meta: str | None, shown: str | None, others: set[str]) -> int:
    text = fold(squeeze(candidate.text))
    if text in others or re.search(r"^(?:相关|附件|热点|推荐|政策|网站|友情|您|当前|字体)", text):
        return 0
    points = 3 if candidate.heading else 2
    points += sum(5 for witness in (meta, shown) if witness and _agree(candidate.text, witness))
    if read_title(candidate.text).report_kind:
        points += 4
    if candidate.element.tag == "h1":
        points += 1
    return points


def _agree(text: str, witness: str) -> bool:
    """Whether what the page prints is what its head names, one of them cut or with more names.

    The names of the site and the column may stand before the title (某县政府 通知公告 标题).
    """
    text, other = fold(squeeze(text)), fold(squeeze(witness))
    if other.startswith(text) or text.startswith(other):
        return True
    return len(text) >= _LEAST_AT_END and other.endswith(text)


def _other_names(head: Head, breadcrumb: Sequence[str]) -> set[str]:
    # A path may end with the article's own title; a column's name is short, or has no year.
    steps = [
        step
        for step in breadcrumb
        if len(step) < _LONGEST_YEAR or (len(step) < _LONGEST_STEP and not read_title(step).years)
    ]
    names = [head.site_name, head.meta(*META_COLUMN), *steps]
    return {fold(squeeze(name)) for name in names if name}


def _proper(title: str | None, others: set[str]) -> str | None:
    if not title or len(squeeze(title)) < 2 or fold(squeeze(title)) in others:
        return None
    return title if not re.fullmatch(r"[\W\dA-Za-z]+", title) else None


def _from_title_element(head: Head, others: set[str]) -> str | None:
    """The title element without site and column, or None if it names nothing else."""
    if not head.title:
        return None
    parts = [part for part in _SUFFIX.split(head.title) if part]
    whole = len(parts)
    while parts and (
        fold(squeeze(parts[-1])) in others or (len(parts) > 1 and _is_suffix(parts[-1]))
    ):
        parts.pop()
    # 标题-某县人民政府: a single hyphen before the name of the site
    dash = next((mark for mark in "-–—" if parts and mark in parts[0]), None)
    if dash and len(parts) == 1:
        front, _, back = parts[0].rpartition(dash)
        if front and (fold(squeeze(back)) in others or _is_suffix(back)):
            parts = [front]
    if not parts or fold(squeeze(parts[0])) in others or (whole == 1 and _SITE.search(parts[0])):
        return None
    title = _first_sensible(parts)
    if whole == 1 and re.fullmatch(r".{2,14}(?:人民政府|政府|局|委员会|信息公开)", title):
        return None
    return title


def _first_sensible(parts: list[str]) -> str:
    """Column and site stand behind the title, now and then before it."""
    for part in parts:
        if read_title(part).report_kind:
            return part
    return parts[0]


def _is_suffix(part: str) -> bool:
    part = squeeze(part)
    if read_title(part).report_kind:
        return False
    return bool(_SITE.search(part)) or bool(
        re.fullmatch(r".{2,20}(?:人民政府|政府|局|委员会|厅|办|网|公报|频道|栏目|动态|公开)?", part)
    )


def _same(one: str, other: str) -> bool:
    first, second = fold(squeeze(one)), fold(squeeze(other))
    return first.startswith(second) or second.startswith(first)


def _longer(shown: str, meta: str) -> str:
    """Of two forms of one title the one that is not cut."""
    return shown if len(squeeze(shown)) > len(squeeze(meta)) else meta


def _whole(text: str, shown: str | None) -> str:
    if shown and fold(squeeze(shown)).startswith(fold(squeeze(text))) and not _SUFFIX.search(shown):
        return _longer(text, shown)
    return text
