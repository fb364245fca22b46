"""The path from the home page to the column, as printed on the page."""

from __future__ import annotations

import re

from lxml import html

from flows.parse.markup import is_hidden, visible_text
from flows.parse.text import collapse, fold, storable

#: Words before the path; 您当前的位置 and the like.
LABEL = re.compile(
    r"^\W{0,4}(?:您|你)?(?:现在|当前|目前|正)?(?:的|所)?(?:在)?(?:的)?位置(?:是|为)?\s*[::>]?\s*"
)
_SEPARATOR = re.compile(r"\s*(?:-+>+|=+>|>+|»+|›+|→|/|\\|＞+|》(?!$)|\|)\s*")
_NAMED = re.compile(
    r"bread|crumb|weizhi|dqwz|curpos|cur_pos|location|position|sitepath|navpath|where|dangqian"
    r"|currchnl|lujing|mianbao|\bpath\d?\b|\bwz\b|addr|\bpos\b|\bdqw",
    re.IGNORECASE,
)
_NO_STEP = re.compile(r"^(?:正文|详情|详情页|文章|内容|列表|>|-|\||:)?$")
_LABEL_NEAR = re.compile(r"位置(?:是|为)?\s*[::]?")
_MAX_STEPS = 15


def breadcrumb_from_text(line: str) -> list[str]:
    """Read a printed path (您当前的位置:首页>街镇>…); [] if the line is none."""
    line = collapse(line)
    match = LABEL.match(fold(line))
    if not match or len(line) > 400:
        return []
    return _steps(_SEPARATOR.split(line[match.end() :]))


def read_breadcrumb(root: html.HtmlElement) -> list[str]:
    """Return the steps of the path, first the home page; [] if the page shows none."""
    best: list[str] = []
    for element in _candidates(root):
        steps = _read(element)
        if len(steps) >= 2 and steps[0] in ("首页", "网站首页", "主页"):
            return steps
        if len(steps) > len(best):
            best = steps
    return best


def _candidates(root: html.HtmlElement) -> list[html.HtmlElement]:
    labelled: list[html.HtmlElement] = []
    named: list[html.HtmlElement] = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "option"):
            continue
        own = element.text or ""
        if "位置" in own and LABEL.match(fold(collapse(own))):
            labelled.append(element)
        mark = f"{element.get('class') or ''} {element.get('id') or ''}"
        if mark != " " and element.tag not in ("body", "html", "a") and _NAMED.search(mark):
            named.append(element)
        # The label may stand behind an icon.
        tail = element.tail or ""
        parent = element.getparent()
        if "位置" in tail and parent is not None and LABEL.match(fold(collapse(tail))):
            labelled.append(parent)
    wider = [outer for element in labelled for outer in _outwards(element)]
    return [e for e in (*wider, *named[:60]) if not is_hidden(e)]


def _outwards(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The element with the label, or the nearest around it that holds links as well."""
    found = [element]
    outer = element
    for _ in range(3):
        parent = outer.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        outer = parent
        if len(visible_text(outer, limit=500)) >= 500:
            break
        found.append(outer)
    return found


def _read(element: html.HtmlElement) -> list[str]:
    text = collapse(visible_text(element, limit=500))
    if not text or len(text) >= 400:
        return []
    label = _LABEL_NEAR.search(fold(text))
    links = [a for a in element.iter("a") if a.get("href") is not None]
    printed = _SEPARATOR.split(text[label.end() :] if label else text)
    names = [collapse(visible_text(a)) for a in links]
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
    if not label and not _named_path(element):
        return []
    if len(names) >= 2:
        return _steps(names)
    return _steps(printed) if label else []


def _named_path(element: html.HtmlElement) -> bool:
    mark = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
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
    steps = [step for step in steps if not _NO_STEP.match(step)]
    if not steps or len(steps) > _MAX_STEPS or any(len(step) > 60 for step in steps[:-1]):
        return []
    return [step[:60] for step in steps]
