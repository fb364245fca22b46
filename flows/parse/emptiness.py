"""Is a list without rows empty, or only not filled yet? What is not proved is not empty.

A column wrongly believed to be empty would accuse a public body, so every doubt counts against
the proof: a script that might fill the list, a frame, a template, rows in a comment, other
lists on the page, a page that breaks off.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree

from flows.parse.families import Family
from flows.parse.row_text import element_text
from flows.parse.rows import is_template_link
from flows.parse.view import View
from flows.parse.year_box import choice_of_years
from flows.parse.zones import DEAD, MAIN, SIDE

Verdict = Literal["proved", "unproved", "script", "none"]

_NOTHING = re.compile(
    r"^\W*(?:抱歉|对不起)?\W*(?:该?栏目|当前栏目|本栏目)?(?:下)?(?:暂|尚|还)?(?:无|没有|未有)(?:任何|相关|符合条件的|查询到)?"
    r"(?:内容|信息|数据|记录|文章|文件|结果|资料|公开内容)\W*$"
)
# The page says that its matter is somewhere else, or no longer kept here.
_ELSEWHERE = re.compile(
    r"(?:迁移|搬迁|迁|移|转|变更|调整|合并)(?:至|到|入)|(?:停止|不再|暂停)更新|栏目(?:已)?(?:撤销|停用|取消)"
    r"|请(?:您)?(?:访问|点击|移步|前往|登录|转到|查看|到)[^。]{0,20}(?:平台|网站|栏目|专栏|专题|目录|系统|网页|链接|此处|这里)"
    r"|(?:新版|旧版|原)(?:网站|栏目|页面|平台)"
)
# The page says that something went wrong, or is still to come. 网站找错, 纠错 and 经营异常名录
# stand in the menus of sites: a fault needs the thing that failed beside it, wherever it stands.
_FAULT = re.compile(
    r"(?:连接|加载|载入|获取|读取|查询|检索|访问|请求|操作|执行|调用|解析|响应|打开|数据|数据库|服务器?|系统|程序"
    r"|网络|接口|运行|内部|未知|未捕获)[^。,;!?:\s]{0,6}(?:失败|错误(?!请|信息|反馈|举报)|异常(?!名录|目录)|超时|出错|故障|繁忙|崩溃|中断)"
    r"|无法(?:连接|显示|加载|载入|获取|访问|打开|读取|查询|找到)|稍[后候](?:再试|重试|刷新|访问|再来)|请(?:重试|刷新)"
    r"|(?:正在|努力|拼命)(?:为您)?(?:加载|载入|读取|查询|获取)|(?:加载|载入|读取)中|数据(?:正在)?(?:维护|迁移)"
    r"|Exception\b|stack ?trace|fatal error|internal server error|\bORA-\d{4,}|\btimed? ?out\b"
    r"|\b(?:mysql|sql|database|server|connection)\W{1,3}(?:\w+\W){0,3}?(?:error|fail\w*|refused|lost|timeout)|\bloading\b",
    re.IGNORECASE,
)
_FAULT_WORD = re.compile(
    r"失败|错误|异常|超时|无法|繁忙|出错|故障|维护|升级|重试|加载|error|exception|fail|loading",
    re.IGNORECASE,
)
# A script that does nothing but tell the reader something: the server wrote it for this answer.
_SAYS_AT_ONCE = re.compile(r"\s*(?:window\.)?alert\s*\(")
_LONGEST_REGION = 400  # characters round an empty list that are searched for any such word
_HEADER = re.compile(
    r"^(?:序号|索引号|标\s*题|名\s*称|文\s*号|发文字号|(?:发布|成文)?(?:日期|时间)|\s)*$"
)
_FILLS = re.compile(
    r"\bajax\b|\.ajax\s*\(|\bfetch\s*\(|XMLHttpRequest|\baxios\b|getJSON|\.load\s*\(|innerHTML"
    r"|\.html\s*\(|\.append(?:To|Child)?\s*\(|\.prepend\s*\(|insertAdjacent|\bnew\s+Vue\b|createApp"
    r"|angular|handlebars|\btemplate\b|dataproxy|jpage|\.render\s*\(|\$\.(?:get|post)\s*\(|avalon"
    r"|\.push\s*\(|\[\s*\{|JSON\.parse|\bimport\s*\(|\brequire\s*\(|\bdefine\s*\(|document\.write\s*\(|\.src\s*=|eval\s*\(|knockout",
    re.IGNORECASE,
)
# Inline scripts that write furniture: the pager, badges of supervision, counters.
_FURNITURE_SCRIPT = re.compile(
    r"function\s+createPage|createPage(?:HTML)?\s*\(|_ideConac|conac\.cn|cnzz|hm\.baidu|jiucuo|_hmt\b"
    r"|webtrs|_paq|gtag|s\.parentNode\.insertBefore",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\bajax\b|\bfetch\s*\(|XMLHttpRequest|axios|getJSON|\$\.(?:get|post)\s*\(|\.load\s*\(|dataproxy",
    re.IGNORECASE,
)
_HARMLESS_FILE = re.compile(
    r"^(?:jquery(?:[-._]?\d[\w.\-]*|[-._]min|[-._]migrate[\w.\-]*|[-._]slim[\w.\-]*)?\.js"
    r"|jquery\.(?:superslide|cookie|qrcode|nicescroll|easing|placeholder|marquee)[\w.\-]*\.js"
    r"|(?:bootstrap|swiper|html5|html5shiv|respond|modernizr|slick|wow|selectivizr|css3-mediaqueries"
    r"|dd_belatedpng|pie|es5-shim)[\w.\-]*\.js|[\w.\-]*superslide[\w.\-]*\.js"
    r"|(?:create_?)?page(?:_?html|bar|r)?(?:[-._]min)?\.js|fenye\.js|qrcode[\w.\-]*\.js"
    r"|(?:hm|h|z_stat|tongji|ta|webdig|webtrs|stat|share|jiucuo|wza|wzasc|canyou|aria|toolbar)"
    r"(?:[-._]min)?\.(?:js|php))$",
    re.IGNORECASE,
)
_HARMLESS_HOST = re.compile(
    r"(?:^|\.)(?:conac\.cn|baidu\.com|cnzz\.com|zfwzgl\.www\.gov\.cn|isc\.org\.cn|jiathis\.com)$"
)
# Words of pages whose lists a script fills; plain words, for every page is searched for them.
_FILLED_LATER = (
    *("laypage", "new Vue(", "createApp(", "avalon.", "angular.module", "andlebars", "x-template"),
    *('type="text/html"', "type='text/html'", "text/template", "artTemplate", "template('"),
    *('template("', "dataproxy", ".jpage(", "loadPageData", "queryList", "getList(", "loadList"),
    *("initList", "getListData", "renderList"),
)

_HOLDERS = frozenset(("ul", "ol", "dl", "table", "tbody", "div", "section"))
_PAGE_END = 2000  # last characters of a page, in which most are closed


def judge(found: View, text: str, family: Family, templates: int, other_rows: bool) -> Verdict:
    """Judge a page that shows no entry: is it proved that there is none?

    `templates` counts rows left as templates; `other_rows` says that the page lists documents
    elsewhere, which may be the column's own under a name not known here.
    """
    empty, filled = _containers(found, family)
    scripted = templates > 0 or _is_filled_later(text) or _asks(found)
    if not empty:
        return "script" if scripted and not filled else "none"
    if scripted:
        return "script"
    doubtful = (
        other_rows
        or choice_of_years(found) is not None
        or found.frames > 0
        or found.prose > 200
        or cut_off(text)
        or any(re.search(r"<(?:li|tr|dd)\b", str(c.text or "")) for c in found.comments)
        or any(may_fill(script) for script in found.scripts)
        or bool(_ELSEWHERE.search(found.words))
        or _tells_of_fault(found, empty)
        or any(next(box.iter("a"), None) is not None for box in found.root.iter("noscript"))
    )
    return "unproved" if doubtful else "proved"


def _tells_of_fault(found: View, empty: list[etree._Element]) -> bool:
    """Whether the page says of its list, or of itself, that something went wrong."""
    if _FAULT.search(found.words) or any(_FAULT.search(str(c.text or "")) for c in found.comments):
        return True
    if any(_SAYS_AT_ONCE.match(script.text or "") for script in found.scripts):
        return True
    regions = (box.getparent() for box in empty)
    return any(
        _FAULT_WORD.search(element_text(region, _LONGEST_REGION))
        for region in regions
        if region is not None and region.tag not in ("body", "html")
    )


def is_filled_elsewhere(found: View, text: str, family: Family, templates: int) -> bool:
    """Tell whether the page has a list of its own that stands empty or waits for a script.

    Then rows of another folder are not believed to be the column's.
    """
    if templates > 0 or _is_filled_later(text):
        return True
    return bool(_containers(found, family)[0])


def cut_off(text: str) -> bool:
    """Tell whether a page breaks off: it opens a document and never closes it."""
    if "</html>" in text[-_PAGE_END:]:
        return False
    lowered = text.lower()
    opened = "<html" in lowered[:5000] or "<body" in lowered
    return opened and "</html" not in lowered and "</body" not in lowered


def _containers(found: View, family: Family) -> tuple[list[etree._Element], bool]:
    """The family's list containers without a row, and whether one with links is there."""
    empty: list[etree._Element] = []
    filled = False
    for element, name in found.marks.items():
        if not family.holds_rows(name) or element.tag not in _HOLDERS:
            continue
        if found.zone[element] not in (MAIN, SIDE):
            continue
        live = [a for a in element.iter("a") if found.zone.get(a, 0) != DEAD]
        if live:
            filled = filled or not all(is_template_link(a) for a in live)
            continue
        words = element_text(element, 200)
        if not words or _NOTHING.match(words) or _HEADER.match(words):
            empty.append(element)
    return empty, filled


def _is_filled_later(text: str) -> bool:
    return any(word in text for word in _FILLED_LATER)


def _asks(found: View) -> bool:
    """Whether an inline script asks a server for something (counters and badges apart)."""
    return any(
        script.text and _ASKS.search(script.text) and not _FURNITURE_SCRIPT.search(script.text)
        for script in found.scripts
    )


def may_fill(script: etree._Element) -> bool:
    """Tell whether a script could write into the page; a few known ones cannot."""
    source = (script.get("src") or "").strip()
    kind = (script.get("type") or "").lower()
    if kind and "javascript" not in kind and kind not in ("module", "text/ecmascript"):
        return True
    if source:
        try:
            parts = urlsplit(source)
        except ValueError:
            return True
        if parts.hostname and _HARMLESS_HOST.search(parts.hostname):
            return False
        return not _HARMLESS_FILE.match(parts.path.rsplit("/", 1)[-1])
    code = script.text or ""
    if not _FILLS.search(code):
        return False
    return not (_FURNITURE_SCRIPT.search(code) and not _ASKS.search(code))
