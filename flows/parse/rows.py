"""The rows of a list: every link that may be an entry, its title, its date, its container."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from lxml import etree

from flows.parse import links
from flows.parse.listed_dates import count_dates, read_listed_date, strip_dates
from flows.parse.view import View
from flows.parse.zones import DEAD, FURNITURE, has_template

_ROW_TAGS = frozenset(("li", "tr", "dl"))
_ROW_CLASS = re.compile(r"item|row|line|lis\b|list[-_]?(?:li|one)|media", re.IGNORECASE)
_INLINE = frozenset(("a", "span", "b", "strong", "font", "em", "i", "u", "h3", "h4", "h5"))
_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:tit(?:le)?|bt|biaoti|name|con-?title)(?:$|[\s_-])", re.IGNORECASE
)
_BULLET = re.compile(r"^(?:[\s·•●▪■◆◇►▶»›>*‧∙⋅・\u3000\xa0]|&middot;|-\s)+")
_LABELS = re.compile(r"^(?:[\[【](?:置顶|图文|图|视频|最新|new|hot)[\]】]\s*)+", re.IGNORECASE)
_CUT = re.compile(r"(?:\.{2,}|…+|。。+)\s*$")
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_TITLE_LABEL = re.compile(r"^(?:标\s*题|文章标题|名\s*称)\s*[:：]\s*")
_AFTER_TITLE = re.compile(
    r"\s*(?:作者|发布(?:时间|日期|机构)|来源|索引号|点击数?)\s*[:：].*$", re.S
)
_FURNITURE_TITLE = re.compile(
    r"^(?:首页|网站首页|返回.*|上一?页|下一?页|尾页|末页|更多.*|more.*|\d{1,4}|[<>«».…]+|详情|详细"
    r"|查看(?:详情|全文)?|下载|打印|关闭|登录|注册|无障碍.*|网站声明|网站地图|联系我们|关于(?:我们|本站)"
    r"|法律声明|隐私.*|使用帮助|站点地图|版权.*|主办.*|.*ICP备.*|.*公网安备.*|设为首页|加入收藏|繁體.*"
    r"|English|跳转|确定|搜索|电子邮箱|微信|微博|手机版|移动版|\[?关闭窗口\]?)$",
    re.IGNORECASE,
)
_MOST_LEVELS = 40  # above a link: what lies higher holds "many" links
_MOST_NODES = 400  # elements of one row that are looked at; a real row has a tenth of them
# Attributes that a script binds to data.
_BOUND = ("ms-attr-", ":", "v-bind", "ng-", "th:")
_SPACE = re.compile(r"[\s\u3000\xa0]+")


@dataclass(frozen=True)
class Row:
    """One link that may be an entry."""

    url: str
    title: str
    listed_on: date | None
    link: etree._Element
    container: etree._Element
    is_document: bool  # its address is that of a document


@dataclass
class Group:
    """Rows in one container, or in containers of one make side by side."""

    container: etree._Element
    rows: list[Row] = field(default_factory=list)
    dead_links: int = 0  # rows of the same make that lead nowhere ("#")

    @property
    def dated(self) -> int:
        return sum(row.listed_on is not None for row in self.rows)


def element_text(element: etree._Element, limit: int = 2000) -> str:
    """Return the text in an element with white space collapsed, scripts left out."""
    parts: list[str] = []
    size = 0
    for node in element.iter():
        if isinstance(node.tag, str) and node.text and node.tag not in ("script", "style"):
            parts.append(node.text)
            size += len(node.text.strip())
        if node is not element and node.tail:
            parts.append(node.tail)
            size += len(node.tail.strip())
        if size > limit:
            break
    return _SPACE.sub(" ", " ".join(parts)).strip()


def read_rows(found: View, base: str, *, url: str) -> tuple[list[Group], int]:
    """Return the groups of rows in document order and how many rows were left as templates."""
    spread = _spread(found)
    templates = len(found.templates)
    groups: dict[etree._Element, Group] = {}
    seen: set[tuple[str, str]] = set()
    for link in found.links:
        if found.zone.get(link) == DEAD:
            continue
        if is_template_link(link):
            templates += 1
            continue
        where = links.address(link, base)
        if found.zone.get(link) == FURNITURE and (where is None or not links.may_be_entry(where)):
            continue
        row_element, container = _place(link, spread)
        title = _title(link, row_element)
        if not title or _FURNITURE_TITLE.match(title):
            continue
        group = groups.setdefault(container, Group(container))
        if where is None:
            group.dead_links += 1
            continue
        listed_on = _date(link, row_element, where, spread)
        if listed_on is None and row_element.tag not in _ROW_TAGS and _is_row(container, spread):
            listed_on = _only_date(container, link, where)
        key = (where, title)
        if key in seen:
            continue
        seen.add(key)
        group.rows.append(Row(where, title, listed_on, link, container, links.may_be_entry(where)))
    return _merge(group for group in groups.values() if group.rows or group.dead_links), templates


def _spread(found: View) -> dict[etree._Element, int]:
    """How many different addresses lie in each element (counted up to 4; more is "many")."""
    inside: dict[etree._Element, set[str] | None] = {}
    for link in found.links:
        href = (link.get("href") or "") + (link.get("onclick") or "")
        node: etree._Element | None = link
        for _ in range(_MOST_LEVELS):
            if node is None:
                break
            known = inside.get(node)
            if known is None:
                if node in inside:  # already many: so are all its ancestors
                    break
                inside[node] = {href}
            elif href in known and href != "#":
                pass
            elif len(known) >= 4:
                inside[node] = None
            else:
                known.add(href if href != "#" else f"#{len(known)}")
            node = node.getparent()
    return {element: 5 if known is None else len(known) for element, known in inside.items()}


def _place(
    link: etree._Element, spread: dict[etree._Element, int]
) -> tuple[etree._Element, etree._Element]:
    """Return the row an entry stands in and the container that repeats such rows."""
    row = link
    row_like: etree._Element | None = None
    parent = link.getparent()
    steps = 0
    while parent is not None and spread.get(parent, 5) == spread.get(row, 1) and steps < 12:
        if parent.tag in ("body", "html"):
            break
        if row.tag in _ROW_TAGS or (row.tag == "dd" and parent.tag != "dl"):
            # A lone entry climbs no further than its own row, unless the row is a table in a row.
            row_like = row
            if not (row.tag == "tr" and _within(parent, "li", 6)):
                break
        row, parent = parent, parent.getparent()
        steps += 1
    if parent is not None and parent.tag in ("body", "html") and row_like is None:
        row = _nearest(link, row)
        parent = row.getparent()
    return (link, link) if parent is None else (row, parent)


def _nearest(link: etree._Element, top: etree._Element) -> etree._Element:
    """The row of a page that has only this one link: the nearest element that could be one."""
    for node in link.iterancestors():
        if node is top:
            break
        if (
            node.tag in _ROW_TAGS
            or node.tag in ("p", "dd")
            or _ROW_CLASS.search(node.get("class") or "")
        ):
            return node
    return link


def _within(element: etree._Element, tag: str, limit: int) -> bool:
    node: etree._Element | None = element
    for _ in range(limit):
        if node is None:
            return False
        if node.tag == tag:
            return True
        node = node.getparent()
    return False


def _is_row(element: etree._Element, spread: dict[etree._Element, int]) -> bool:
    """Whether an element with two or three links is one row of several alike."""
    if spread.get(element, 5) > 3:
        return False
    if element.tag not in _ROW_TAGS and not _ROW_CLASS.search(element.get("class") or ""):
        return False
    outer = element.getparent()
    return outer is not None and outer.tag not in ("body", "html")


def is_template_link(link: etree._Element) -> bool:
    """Tell whether a script gives the link its address or words."""
    attrib = link.attrib
    if any(str(name).startswith(_BOUND) for name in attrib):
        return True
    if "{{" in (attrib.get("href") or "") or "{{" in (attrib.get("title") or ""):
        return True
    return has_template(link.text)


def clean_title(text: str) -> str:
    """Return a listed title without bullet, tags, list date and labels of the list."""
    if "<" in text:
        text = _TAGS.sub("", text)
    text = " ".join(text.split())
    text = _BULLET.sub("", text)
    if text[:1] in "[【":
        text = _LABELS.sub("", text)
    if text[:1] in "标文名":
        text = _TITLE_LABEL.sub("", text)
    return strip_dates(text).strip()


def _title(link: etree._Element, row: etree._Element) -> str:
    """Return the whole title: the attribute where the text was cut, else the text."""
    if len(link) == 0:
        shown = clean_title(link.text or "")
    else:
        named = next(
            (
                child
                for child in islice(link.iterdescendants(), _MOST_NODES)
                if isinstance(child.tag, str) and _TITLE_CLASS.search(child.get("class") or "")
            ),
            None,
        )
        shown = clean_title(element_text(named)) if named is not None else ""
        if len(shown) < 4:
            shown = clean_title(element_text(link))
    given = link.get("title") or ""
    given = clean_title(_AFTER_TITLE.sub("", given)) if given else ""
    if has_template(given):
        given = ""
    if not shown:
        image = next(link.iter("img"), None)
        return given or clean_title(image.get("alt") or "" if image is not None else "")
    cut = _CUT.search(shown)
    if not given:
        return _uncut(shown, row) if cut else shown
    if cut or squeeze(given).startswith(squeeze(shown)):
        return _uncut(given, row) if _CUT.search(given) else given
    if squeeze(given) in squeeze(shown) and len(given) >= 6:
        return given
    return shown if len(shown) >= 4 or len(given) < 4 else given


def squeeze(text: str) -> str:
    """Return the text without white space."""
    return _SPACE.sub("", text)


def _uncut(shown: str, row: etree._Element) -> str:
    """Look in the row for the whole of a title that was cut; else keep it cut, and visibly so."""
    start = squeeze(_CUT.sub("", shown))
    if len(start) < 6:
        return shown
    for node in islice(row.iter(), _MOST_NODES):
        if not isinstance(node.tag, str):
            continue
        for text in (node.get("title"), node.get("value"), node.get("alt"), node.text, node.tail):
            if text and len(text) < 600 and len(squeeze(text)) >= len(start):
                whole = clean_title(text)
                if squeeze(whole).startswith(start) and not _CUT.search(whole):
                    return whole
    return shown


def _date(
    link: etree._Element,
    row: etree._Element,
    url: str,
    spread: dict[etree._Element, int],
) -> date | None:
    """Return the date beside the entry; dates that are words of its title do not count."""
    inner = _date_in_link(link, url)
    if inner is not None:
        return inner
    if row is not link and row.tag not in _INLINE:
        found = read_listed_date(_text_without(row, link), url)
        if found is not None or row.tag in _ROW_TAGS:
            return found
    # Rows without an element of their own: what follows up to the next link, or one before.
    parts = [row.tail or ""]
    node = row.getnext()
    steps = 0
    while node is not None and steps < 6 and not spread.get(node):
        parts.append(element_text(node, 200) if isinstance(node.tag, str) else "")
        parts.append(node.tail or "")
        node, steps = node.getnext(), steps + 1
    found = read_listed_date(" ".join(parts), url)
    if found is None:
        before = row.getprevious()
        if before is not None and not spread.get(before) and isinstance(before.tag, str):
            found = read_listed_date(element_text(before, 200), url)
    return found


def _only_date(row: etree._Element, link: etree._Element, url: str) -> date | None:
    """The date of a row with two or three links, if it is the only one there."""
    text = _text_without(row, link)
    return read_listed_date(text, url) if count_dates(text) == 1 else None


def _date_in_link(link: etree._Element, url: str) -> date | None:
    if len(link) == 0:
        text = _SPACE.sub(" ", link.text or "").strip()
        bare = strip_dates(text)
        return read_listed_date(text.replace(bare, " ", 1), url) if bare != text else None
    for node in islice(link.iterdescendants(), _MOST_NODES):
        if isinstance(node.tag, str) and len(node) == 0 and node.text and len(node.text) < 40:
            text = node.text.strip()
            if text[:1].isdigit() or text[:1] in "[(（【" or "日期" in text or "时间" in text:
                found = read_listed_date(text, url)
                if found is not None and len(text) < 30:
                    return found
    text = element_text(link)
    bare = strip_dates(text)
    if bare != text:
        return read_listed_date(text.replace(bare, " ", 1), url)
    return read_listed_date(text, url) if _has_split_day(link) else None


def _has_split_day(link: etree._Element) -> bool:
    """A day and a year-month in elements of their own: <b>30</b><span>2026-01</span>."""
    texts = [
        (node.text or "").strip()
        for node in islice(link.iterdescendants(), _MOST_NODES)
        if len(node) == 0
    ]
    return any(re.fullmatch(r"\d{1,2}日?", text) for text in texts)


def _text_without(row: etree._Element, link: etree._Element) -> str:
    parts: list[str] = []
    inside = {link, *islice(link.iterdescendants(), _MOST_NODES)}
    for seen, node in enumerate(row.iter()):
        if seen > _MOST_NODES:
            break
        if node not in inside and isinstance(node.tag, str) and node.text:
            if node.tag == "a" and len(node.text) > 30:
                continue
            parts.append(node.text)
        if node is not row and node.tail and (node is link or node not in inside):
            parts.append(node.tail)
    return _SPACE.sub(" ", " ".join(parts))


def _merge(groups: Iterable[Group]) -> list[Group]:
    """Join groups whose containers are of one make and lie side by side."""
    merged: list[Group] = []
    by_make: dict[tuple[object, ...], Group] = {}
    for group in groups:
        box = group.container
        outer = box.getparent()
        make = (outer, box.tag, box.get("class") or "")
        if outer is None or outer.tag == "html":
            make = (box, "", "")
        known = by_make.get(make)
        if known is None:
            by_make[make] = group
            merged.append(group)
        else:
            known.rows.extend(group.rows)
            known.dead_links += group.dead_links
    return merged


def distinct(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield one row per address: the first, with the longest title and any date of the others."""
    best: dict[str, Row] = {}
    for row in rows:
        known = best.get(row.url)
        if known is None:
            best[row.url] = row
            continue
        title = row.title if len(row.title) > len(known.title) else known.title
        listed_on = known.listed_on or row.listed_on
        best[row.url] = Row(
            row.url, title, listed_on, known.link, known.container, known.is_document
        )
    yield from best.values()
