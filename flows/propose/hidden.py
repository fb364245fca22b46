"""What a page shows only to those who run its scripts: menus and lists that it does not hold."""

from __future__ import annotations

import re

from lxml import etree

from flows.parse.rows import is_template_link
from flows.parse.text import collapse
from flows.parse.zones import DEAD
from flows.propose.anchors import Read, words_of
from flows.propose.words import way_of

_MENU = re.compile(
    r"(?:^|\s)(?:z?tree|[\w-]*menu|catalog|mulu|nav|subnav|leftnav)\d*(?:$|\s)", re.IGNORECASE
)
_BOXES = ("ul", "ol", "dl", "div", "table", "nav", "section")
_FEW_LINKS, _LITTLE_TEXT = 3, 120
_MOST = 5  # things told of one page


def hidden_on(read: Read) -> list[str]:
    """In words, what a script would have shown here; [] when everything stands in the page."""
    root, found = read.root, read.found
    if root is None or found is None or not found.scripts:
        return []
    told = [*_templates(read), *_empty_boxes(read), *_dead_links(read)]
    live = [anchor for anchor in read.anchors if anchor.url]
    if not told and len(live) < _FEW_LINKS and found.visible < _LITTLE_TEXT:
        told.append("the page shows nothing without its scripts")
    return list(dict.fromkeys(told))[:_MOST]


def _templates(read: Read) -> list[str]:
    assert read.found is not None
    marked = [*read.found.templates, *(a for a in read.found.links if is_template_link(a))]
    return [f"a list of links that a script fills ({_shown(e)})" for e in marked[:1]]


def _empty_boxes(read: Read) -> list[str]:
    """Boxes named like a menu, or named in a script, with nothing in them."""
    assert read.found is not None
    code = " ".join(str(script.text or "")[:200_000] for script in read.found.scripts)
    told = []
    for element, zone in read.found.zone.items():
        if zone == DEAD or element.tag not in _BOXES or len(element) > 0:
            continue
        if (element.text or "").strip():
            continue
        name = (element.get("id") or "").strip()
        is_menu = bool(_MENU.search(f"{element.get('class') or ''} {name}"))
        in_script = bool(re.fullmatch(r"[\w-]{2,40}", name)) and bool(
            re.search(rf"['\"#]{re.escape(name)}['\"\s]", code)
        )
        if is_menu and (in_script or _has_own_script(read)):
            told.append(f"an empty menu that a script fills ({_shown(element)})")
        elif in_script and re.search(
            r"ajax|fetch\s*\(|getJSON|zTree|XMLHttp|\$\.(?:get|post)|axios", code
        ):
            told.append(f"an empty box that a script fills ({_shown(element)})")
    return told


def _has_own_script(read: Read) -> bool:
    assert read.found is not None
    names = [(s.get("src") or "").rsplit("/", 1)[-1].lower() for s in read.found.scripts]
    return any(name and not name.startswith("jquery") for name in names)


def _dead_links(read: Read) -> list[str]:
    """Links that promise a way and lead nowhere, unless their own list stands beside them."""
    assert read.found is not None
    living = {anchor.text for anchor in read.anchors if anchor.url}
    told = []
    for element in read.found.links:
        text = words_of(element)
        if not text or text in living or way_of(text) is None or read.found.zone[element] == DEAD:
            continue
        if any(anchor.text == text and anchor.url is None for anchor in read.anchors):
            item = element.getparent()
            if item is None or not any(_leads(other) for other in _beside(item)):
                told.append(f"the link “{text}” leads nowhere without a script")
    return told


def _beside(item: etree._Element) -> list[etree._Element]:
    """The links inside the item of a menu, and those of the item behind it (dt and dd)."""
    behind = item.getnext()
    found = [*item.iter("a")]
    return found if behind is None or behind.tag == item.tag else [*found, *behind.iter("a")]


def _leads(link: etree._Element) -> bool:
    href = (link.get("href") or "").strip().lower()
    return bool(href) and not href.startswith(("#", "javascript"))


def _shown(element: etree._Element) -> str:
    names = [("id", element.get("id")), ("class", element.get("class"))]
    shown = " ".join(f'{key}="{collapse(value)[:40]}"' for key, value in names if value)
    return f"<{element.tag}{' ' if shown else ''}{shown}>"
