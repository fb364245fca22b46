"""The path from the home page to the column, as printed on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from itertools import islice

from lxml import etree

from flows.parse.markup import is_unseen
from flows.parse.text import collapse, fold, storable
from flows.parse.view import View, look

#: Words before the path; 您当前的位置 and the like.
LABEL = re.compile(
    r"^\W{0,4}(?:您|你)?(?:现在|当前|目前|正)?(?:的|所)?(?:在)?(?:的)?位置(?:是|为)?\s*(?:[::>]\s*|\s|$)"
)
# The label glued to the first step: 当前位置首页.
_GLUED_LABEL = re.compile(r"^(?:您|你)?(?:现在|当前|目前)?(?:的|所)?在?(?:的)?位置(?:是|为)?(?=.)")
_SEPARATOR = re.compile(r"\s*(?:-+>+|=+>|>+|»+|›+|→|/|\\|＞+|》(?!$)|\||·)\s*")
_NAMED = re.compile(
    r"bread|crumb|weizhi|dqwz|curpos|cur_pos|location|position|sitepath|navpath|where|dangqian"
    r"|currchnl|lujing|mianbao|\bmbx|\bpath\d?\b|\bwz\b|addr|\bpos\b|\bdqw",
    re.IGNORECASE,
)
_NO_STEP = re.compile(r"^(?:正文|详情|详情页|文章|内容|列表|>|-|\||:)?$")
_LABEL_NEAR = re.compile(r"位置(?:是|为)?\s*(?:[:>]|\s|$)")
_MAX_STEPS = 15
_LONGEST = 400  # characters of an element that is a path
# Searched by libxml2: most pages without a path have no such element at all.
_MAY_BE_HIDDEN = etree.XPath("//*[@hidden or contains(@style, 'none')][@class or @id]")
_MOST_PLACES, _MOST_NAMED = 20, 60
_MOST_HIDDEN = 200  # elements in a hidden box that is only a path


def breadcrumb_from_text(line: str) -> list[str]:
    """Read a printed path (您当前的位置:首页>街镇>…); [] if the line is none."""
    line = collapse(line)
    match = LABEL.match(fold(line))
    if not match or len(line) > 400:
        return []
    return _steps(_SEPARATOR.split(line[match.end() :]))


def read_breadcrumb(root: etree._Element, view: View | None = None) -> list[str]:
    """Return the steps of the path, first the home page; [] if the page shows none.

    `view` is what `look(root)` gave, where it is known already.
    """
    view = view or look(root)
    return _shown(view) or _hidden(root)


def _hidden(root: etree._Element) -> list[str]:
    """The path that only a script or another screen shows, where no other stands on the page."""
    found = _MAY_BE_HIDDEN(root)
    for element in found if isinstance(found, list) else ():
        if not isinstance(element, etree._Element):
            continue
        mark = f"{element.get('class', '')} {element.get('id', '')}"
        if not _is_named(mark) or not is_unseen(element.tag, element.items()):
            continue
        if next(islice(element.iter(), _MOST_HIDDEN, None), None) is not None:
            continue
        body = etree.Element("body")
        shown = deepcopy(element)
        shown.tail = None
        for name in ("style", "hidden"):
            shown.attrib.pop(name, "")
        body.append(shown)
        if steps := _shown(look(body)):
            return steps
    return []


def _shown(view: View) -> list[str]:
    best: list[str] = []
    for element in _candidates(view):
        steps = _read(element, view)
        if len(steps) >= 2 and steps[0] in ("首页", "网站首页", "主页"):
            return steps
        if len(steps) > len(best):
            best = steps
    return best


def _candidates(view: View) -> Iterable[etree._Element]:
    for element in view.places[:_MOST_PLACES]:
        if _LABEL_NEAR.search(fold(view.text_of(element, 60))):
            yield from _outwards(element, view)
    wanted, marks = view.marks_of(_is_named), view.marks
    named = (
        element
        for element in (view.named if wanted else ())
        if marks.get(element) in wanted and element.tag not in ("body", "html", "a")
    )
    yield from islice(named, _MOST_NAMED)


@lru_cache(maxsize=8192)
def _is_named(mark: str) -> bool:
    return bool(_NAMED.search(mark))


def _outwards(element: etree._Element, view: View) -> Iterable[etree._Element]:
    """The element with the label, and those around it that may hold the links as well."""
    outer: etree._Element | None = element
    for _ in range(4):
        if outer is None or outer.tag in ("body", "html") or view.weight(outer) >= _LONGEST:
            return
        yield outer
        outer = outer.getparent()


def _read(element: etree._Element, view: View) -> list[str]:
    text = collapse(view.text_of(element, _LONGEST + 100))
    if not text or len(text) >= _LONGEST:
        return []
    label = _LABEL_NEAR.search(fold(text))
    links = [a for a in element.iter("a") if a.get("href") is not None]
    printed = _SEPARATOR.split(text[label.end() :] if label else text)
    names = [collapse(view.text_of(a)) for a in links]
    names = [name for name in names if name]
    if not names and not label:
        return []
    # Links without signs between them (list items) are the steps themselves; with signs, a
    # last step without a link belongs to the path too.
    if len(printed) > 1 and (label or len(printed) <= len(names) + 2):
        printed = [part for part in (collapse(p) for p in printed) if part]
        if names and not any(name in printed for name in names):
            printed = names
        return _trim(_steps(printed), names)
    if not label and not _named_path(element, view):
        return []
    if len(names) >= 2:
        return _steps(_listed(element, names, view))
    return _steps(printed) if label else []


def _listed(element: etree._Element, names: list[str], view: View) -> list[str]:
    """The steps of list items; a last one without a link belongs to the path too."""
    items = [collapse(view.text_of(item)) for item in element.iter("li")]
    items = [item for item in items if item]
    return items if items[: len(names)] == names and len(items) == len(names) + 1 else names


def _named_path(element: etree._Element, view: View) -> bool:
    mark = view.marks.get(element, "").lower()
    return "crumb" in mark or "bread" in mark


def _trim(steps: list[str], names: list[str]) -> list[str]:
    """Drop what follows the path in the same element (font size, print, share)."""
    if not names:
        return steps
    last = max((i for i, step in enumerate(steps) if step in names), default=len(steps) - 1)
    kept = steps[: last + 2]
    if len(kept) > last + 1 and re.search(r"[::]|打印|字[体号]|分享|\s", fold(kept[-1])):
        kept[-1] = re.split(r"\s|字[体号]|打印|分享", kept[-1])[0]
    return [step for step in kept if step]


def _steps(parts: list[str]) -> list[str]:
    steps = [storable(collapse(part)).strip(" >-:：") for part in parts]
    if steps:
        steps[0] = _GLUED_LABEL.sub("", steps[0])
    steps = [step for step in steps if not _NO_STEP.match(step)]
    if not steps or len(steps) > _MAX_STEPS or any(len(step) > 60 for step in steps[:-1]):
        return []
    return [step[:60] for step in steps]
