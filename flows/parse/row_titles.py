"""The title of an entry of a list, whole where the row has it whole."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from flows.parse.listed_dates import read_listed_date, strip_dates
from flows.parse.row_text import MOST_NODES, collapse, element_text, squeeze
from flows.parse.zones import has_template

_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:tit(?:le)?|bt|biaoti|name|con-?title)(?:$|[\s_-])", re.IGNORECASE
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BULLET = re.compile(r"^(?:[\s·•●▪■◆◇►▶»›>*‧∙⋅・\u3000\xa0]|&middot;|-\s)+")
_LABELS = re.compile(r"^(?:[\[【](?:置顶|图文|图|视频|最新|new|hot)[\]】]\s*)+", re.IGNORECASE)
# Each run of points is tried from its start alone: a page may hold a hundred thousand of them.
_CUT = re.compile(r"(?:(?<!\.)\.{2,}|(?<!…)…+|(?<!。)。。+)\s*$")
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_TITLE_LABEL = re.compile(r"^(?:标\s*题|文章标题|名\s*称)\s*[:：]\s*")
_AFTER_TITLE = re.compile(r"(?:作者|发布(?:时间|日期|机构)|来源|索引号|点击数?)\s*[:：].*$", re.S)
_FURNITURE_TITLE = re.compile(
    r"^(?:首页|网站首页|返回.*|上一?页|下一?页|尾页|末页|更多.*|more.*|\d{1,4}|20\d\d\s*年度?|[<>«».…]+|详情|详细"
    r"|查看(?:详情|全文)?|下载|打印|关闭|登录|注册|无障碍.*|网站声明|网站地图|联系我们|关于(?:我们|本站)"
    r"|法律声明|隐私.*|使用帮助|站点地图|版权.*|主办.*|.*ICP备.*|.*公网安备.*|设为首页|加入收藏|繁體.*"
    r"|English|跳转|确定|搜索|电子邮箱|微信|微博|手机版|移动版|\[?关闭窗口\]?"
    # An index number that leads to the same document as the title beside it.
    r"|[0-9A-Za-z]{6,18}/\d{4,6}-\d{3,7})$",
    re.IGNORECASE,
)
# A day, or a part of one in an element of its own: 2024-01-19, 19, 01月, 2024年1月, [01-19].
_DATE_PIECE = re.compile(
    r"^(?:(?:发布|公开|更新)?(?:日期|时间)\s*[:：]\s*)?[\[(（【]?[\d\s\-./:T年月日]{1,24}[\])）】]?"
    r"(?:\s*(?:浏览|点击)\S{0,12})?$"
)


def is_furniture_title(title: str) -> bool:
    """Tell whether the words are those of a control, not of a document."""
    return bool(_FURNITURE_TITLE.match(title))


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


def title_of(link: etree._Element, row: etree._Element, url: str) -> str:
    """Return the whole title: the attribute where the text was cut, else the text."""
    shown = clean_title(link.text or "") if len(link) == 0 else _shown(link, url)
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


def _shown(link: etree._Element, url: str) -> str:
    """The title in a link with elements: the one named or made a heading, else all but a date."""
    for child in islice(link.iterdescendants(), MOST_NODES):
        if isinstance(child.tag, str) and (
            child.tag in _HEADINGS or _TITLE_CLASS.search(child.get("class") or "")
        ):
            named = clean_title(element_text(child))
            if len(named) >= 4:
                return named
            break
    pieces, first, last = split_link(link, url)
    return clean_title(" ".join(pieces[first:last]))


def split_link(link: etree._Element, url: str) -> tuple[list[str], int, int]:
    """Return the pieces of a link's text and which of them, from and to, are no date.

    A date may stand before or behind the title, whole or in elements of its own for day, month
    and year. What looks like one is one only if it names a day: a year in a title does not.
    """
    pieces = _pieces(link)
    count = len(pieces)
    first, last = 0, count
    while first < count and _DATE_PIECE.match(pieces[first]):
        first += 1
    while last > first and _DATE_PIECE.match(pieces[last - 1]):
        last -= 1
    if first == last:
        return pieces, 0, count
    if first and read_listed_date(" ".join(pieces[:first]), url) is None:
        first = 0
    if last < count and read_listed_date(" ".join(pieces[last:]), url) is None:
        last = count
    return pieces, first, last


def _pieces(link: etree._Element) -> list[str]:
    texts = islice(link.itertext("*"), MOST_NODES)
    return [piece for piece in (collapse(str(text)) for text in texts) if piece]


def _uncut(shown: str, row: etree._Element) -> str:
    """Look in the row for the whole of a title that was cut; else keep it cut, and visibly so."""
    start = squeeze(_CUT.sub("", shown))
    if len(start) < 6:
        return shown
    for node in islice(row.iter(), MOST_NODES):
        if not isinstance(node.tag, str):
            continue
        for text in (node.get("title"), node.get("value"), node.get("alt"), node.text, node.tail):
            if text and len(text) < 600 and len(squeeze(text)) >= len(start):
                whole = clean_title(text)
                if squeeze(whole).startswith(start) and not _CUT.search(whole):
                    return whole
    return shown
