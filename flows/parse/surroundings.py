"""The pieces of text round an article that may carry its labels; rows of lists are left out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from flows.parse.dates import DAY
from flows.parse.lines import lines_of_element
from flows.parse.metadata import read_fields
from flows.parse.page_title import PageTitle
from flows.parse.terms import AFTER_ARTICLE
from flows.parse.text import close_gaps, fold, squeeze
from flows.parse.view import View

_MOST_CELLS = 3000
_CELLS_BEHIND = 120  # pieces of text behind the article that may still carry its date
_CELLS_UNDER = 6  # pieces under a title inside the container in which its date may stand
_PIECES_OF_TITLE = 60  # at the beginning of the container, in which its title may stand
_LONGEST_CELL = 2000
_LEAST_TITLE, _LONGEST_ROW = 6, 250  # characters of a link in a row, and of the row
_CLIMB = 4  # boxes from a link up to its row
_BLOCK_VALUES = frozenset(("index_number", "document_number", "publisher"))
_LINE_OF_FACTS = re.compile(r"\W*(?:[一-龥]{0,4}来源|稿源|作者|(?:责任)?编辑|审核)\s*:")
_OTHER_MATTER = re.compile(r"(?:相关|最新|热门|热点|推荐|更多)[一-龥]{2,4}\s*:?$|友情链接")
_SITE_LINE = re.compile(r"版权所有|主办单位|承办单位|ICP备|网站标识码|技术支持|公网安备")


@dataclass(frozen=True)
class Surroundings:
    """Pieces of visible text round the container, in the order of the page."""

    above_title: list[str]
    under_title: list[str]
    behind: list[str]
    behind_title: list[str]  # the next few, where the title stands inside the container
    foreign: frozenset[str]  # words of rows of other lists, without blanks

    @property
    def before(self) -> list[str]:
        """All pieces before the container."""
        return [*self.above_title, *self.under_title]


def surroundings(
    view: View, container: etree._Element, title: PageTitle, name: str | None
) -> Surroundings:
    """Collect the text outside the container without what a reader does not see.

    Rows of other lists on the page have days of their own, which are not the article's.
    """
    start, end = view.span(container)
    first, last = view.span(title.element) if title.element is not None else (0, 0)
    rows = _rows_of_lists(view, container, title.element)
    foreign = {piece for row in rows for piece in range(*view.span(row))}
    split = min(first, start) if title.element is not None else 0

    def own(begin: int, stop: int) -> list[str]:
        pieces = enumerate(view.pieces[begin:stop], begin)
        return [piece for at, piece in pieces if at not in foreign and len(piece) < _LONGEST_CELL]

    return Surroundings(
        above_title=own(max(0, start - _MOST_CELLS), split),
        under_title=own(max(split, start - _MOST_CELLS), start),
        behind=_up_to_the_site(own(end, end + _CELLS_BEHIND)),
        behind_title=_stamp(view, title, name, start, end) if not 0 < last <= start else [],
        foreign=frozenset(
            squeeze(words)
            for row in rows
            for words in (view.text_of(row, _LONGEST_ROW), *view.pieces[slice(*view.span(row))])
        ),
    )


def _up_to_the_site(pieces: list[str]) -> list[str]:
    """What stands behind the article before other articles and the site's own lines."""
    for at, piece in enumerate(pieces):
        text = fold(piece).strip()
        if (
            _SITE_LINE.search(text)
            or _OTHER_MATTER.match(text)
            or AFTER_ARTICLE.match(close_gaps(text))
        ):
            return pieces[:at]
    return pieces


def _rows_of_lists(
    view: View, container: etree._Element, title: etree._Element | None
) -> list[etree._Element]:
    """Rows that hold a link and a day, two or more of them in one box, outside the article.

    A container that also holds the title may hold other boxes before it.
    """
    inside, behind = view.span(container)
    if title is not None and inside <= view.span(title)[0] < behind:
        inside = view.span(title)[0]
    own = {container, *container.iterancestors()}
    if title is not None:
        own |= {title, *title.iterancestors()}
    rows: dict[etree._Element, set[etree._Element]] = defaultdict(set)
    for link in view.links:
        at = view.span(link)[0]
        if not view.sees(link) or inside <= at < behind or view.weight(link) < _LEAST_TITLE:
            continue
        row: etree._Element | None = link
        for _ in range(_CLIMB):
            if row is None or row in own or view.weight(row) > _LONGEST_ROW:
                break
            text = view.text_of(row, _LONGEST_ROW)
            if DAY.search(fold(text)):
                box = row.getparent()
                if box is not None and not _is_of_a_block(text):
                    rows[box].add(row)
                break
            row = row.getparent()
    return [row for found in rows.values() if len(found) > 1 for row in found]


def _is_of_a_block(text: str) -> bool:
    """Whether a row belongs to a metadata block or a line of facts; its values may be links."""
    if _LINE_OF_FACTS.match(fold(text)):
        return True
    fields = read_fields([text])
    return fields.is_block or not _BLOCK_VALUES.isdisjoint(fields.values)


def _stamp(view: View, title: PageTitle, name: str | None, start: int, end: int) -> list[str]:
    """The lines under a title inside its element, and a few pieces behind it."""
    own: list[str] = []
    if title.element is not None:
        last = view.span(title.element)[1]
        own = [line.text for line in lines_of_element(title.element)[1:]]
    else:
        # Printed without an element of its own, the title is a piece of the text.
        words = squeeze(name or "")
        pieces = enumerate(view.pieces[start : min(end, start + _PIECES_OF_TITLE)], start + 1)
        last = next((at for at, piece in pieces if words and squeeze(piece) == words), -1)
        if last < 0:
            return []
    return [*own, *view.pieces[last : last + _CELLS_UNDER]]
