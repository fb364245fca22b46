"""What listings, printers and title elements put round a title, taken off again.

A title stands behind tags ([图文]), numbers, bullets, days and the names of columns; before days,
counts, the ends of files, marks and the names of columns and sites. None of them says what the
title is about: a day is not its year, a site not its body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.parse.kinds import KINDS
from flows.parse.numerals import arabic_years
from flows.parse.text import close_gaps, fold
from flows.parse.units import is_body

_YEAR = r"20\d\d"
_DAY = (
    rf"{_YEAR}\s*(?:年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日?)?"
    r"|[.\-/]\s*\d{1,2}(?:\s*[.\-/]\s*\d{1,2}\s*日?)?)(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
)
_COMPACT_DAY = rf"{_YEAR}[01]\d[0-3]\d"
_SAID = r"(?:公布|发布|印发|公开|公示|发)?"  # (2024年3月公布)
# Each takes one thing off the front; what is left must not be empty.
_FRONT = (
    re.compile(r"(?:标题|题名|名称|信息名称)\s*:\s*"),
    re.compile(r"附件?\s*\d*\s*[:.、]\s*"),
    re.compile(r"[\s·•●■◆▪◇□★☆※>»*—\-]+(?=[^\s\-])"),
    re.compile(rf"[【\[](?!{_YEAR}年?度?[】\]])[^】\]]{{1,10}}[】\]]\s*"),
    re.compile(r"(?:20\d\d年)?第\d{1,3}号[\s:]+"),
    re.compile(
        r"(?:\d{1,2}\s*[.、](?!\d)|\(\s*[\d一二三四五六七八九十]{1,3}\s*\)"
        r"|[一二三四五六七八九十]{1,3}、)\s*"
    ),
)
_FRONT_DAYS = (
    re.compile(rf"(?:{_DAY}|\d\d?-\d\d?)\s+|[\[(【](?:{_DAY}|\d\d?-\d\d?)[\])】]\s*"),
    re.compile(rf"{_COMPACT_DAY}[\s_\-]*(?=[一-龥])"),
    # 2024年2月某县2023年度…: the month of a report of another year
    re.compile(rf"{_YEAR}年\d{{1,2}}月(?:\d{{1,2}}日)?(?=[一-龥]{{2}}.*{_YEAR}年)(?![至到以份底])"),
)
# A column before the title: 政务公开 > 云岭镇2023年…, 政务公开|云岭镇2023年….
_STEP = re.compile(rf"(?!.*{_YEAR}.*[|丨>»›])[^|丨>»›]{{2,30}}?\s*[|丨>»›]+\s*")
_WRAPPED = (("《", "》"), ("“", "”"), ('"', '"'))
_CUT = re.compile(r"(?:(?<!\.)\.{2,}|(?<!…)…+)\s*$")
_NOUN = r"(?<=[告结报况划打算排点)】\]》])"  # what a title ends with
# Each takes one thing off the end of a title.
_BACK = (
    re.compile(
        rf"(?:\s|{_NOUN})\s*[(\[【]?(?:(?:发布|发表|更新|成文|公布|公开)?(?:时间|日期)"
        r"|来源|信息来源|作者|发布机构|发布单位|责任编辑|编辑)\s*:.*$"
    ),
    re.compile(r"(?:\s|&[a-z]{2,6};|(?<!\.)[。.;,:]|[★☆※◆●])+$"),
    re.compile(rf"\s*(?:[(\[【]\s*{_DAY}\s*{_SAID}\s*[)\]】]|(?<![\d\-—–至、和]){_DAY})$"),
    re.compile(rf"{_NOUN}{_COMPACT_DAY}$"),
    re.compile(r"(?:\s+\d\d?[-/]\d\d?|\s*[(\[【]\d\d?[-/]\d\d?[)\]】])$"),
    re.compile(
        r"\s*\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar|s?html?|ceb)"
        r"(?:\s*[(\[]\s*[\d.]+\s*[KMG]?B?\s*[)\]])?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_NOUN}\s*(?:[!;:,>。.]+|new|hot|热|置顶|图文|(?:点击|正文|附件)?(?:下载|查看)(?:详情|全文)?"
        r"|[\[(]?(?:浏览|点击|阅读|访问|下载)(?:次数|量|数)?\s*:?\s*\d+\s*次?[\])]?)$",
        re.IGNORECASE,
    ),
)
_COPY = re.compile(r"(?<=[告结报况])\s*[1-9]$")
# The names of columns and sites behind a title, with what parts them from it.
_PART = re.compile(r"\s*(?:_{1,3}|\|{1,2}|丨|-{1,3}|—{1,2}|–|»|::)\s*")
_SITE = re.compile(r"(?:网站?|门户|平台|发布|在线)$")
_COLUMN = re.compile(
    r"(?:公开|公告|公示|目录|栏目|专栏|专题|频道|动态|文件|公报|年报|年度报告|信息|内容|总结|要闻|首页)$"
)
_LONGEST_PART = 24
_ENDS = re.compile(r"(?:[告结报况划算排点路示布)】\]》”\"]|…|\.{2,}|\.[a-zA-Z]{3,5})\s*$")
_OFFICIAL = re.compile(r"(?:政府|网站?|门户|平台)$")
_NO_POSTER = re.compile(
    rf"法治|公开|{_YEAR}|报告|附件|解读|(?<!员)(?<!管委)(?<!联合)会$|组$|网站?$|门户$|平台$"
)
_BRACKET = r"[(\[【](?:[^()\[\]【】〔〕]|[〔\[(【][^()\[\]【】〔〕]{0,10}[〕\])】]){0,40}[)\]】]"
_TAIL_BRACKET = re.compile(_BRACKET + r"\s*$")
_STRAY = re.compile(r"[》」』\"”]+$")
_LAST_YEAR = re.compile(r"(?<=[告结报况])[\s\-_—]*20\d\d年?度?$")
_BEHIND_BODY = re.compile(rf"{_NOUN}\s+(?P<body>[^\s\-—_|。,:]{{2,30}})$")
# Where it was given: ——2024年1月10日在县人大常委会第十五次会议上.
_AT_MEETING = re.compile(
    r"[\s\-—]*(?:20\d\d年)?\d{1,2}月\d{1,2}日\s*在[^。]{2,60}(?:会议?|大会)上$"
)
# The body that posted it, where the title itself names none.
_POSTED_BY = (
    re.compile(r"^[【\[](?P<body>[^】\]]{3,30})[】\]]"),
    re.compile(r"^(?P<body>[^:|丨]{3,30})[:|丨]"),
    re.compile(r"[(\[【](?P<body>[^()\[\]【】]{3,30})[)\]】]$"),
    _BEHIND_BODY,
)

#: Brackets with what is in them.
BRACKETS = re.compile(_BRACKET)


@dataclass(frozen=True)
class Words:
    """A title made ready: folded, without what stands round it."""

    whole: str  # with what stands before it, for the words that decide wherever they stand
    core: str  # the title itself
    head: str  # core without what trails behind its last noun
    cut: bool
    start: int = 0  # where core begins in the title
    signed: tuple[int, int] | None = None  # where the title names the body that posted it


def undress(title: str) -> Words:
    """Take off what stands round a title. Offsets are those of `title`."""
    whole = fold(title)
    (start, front), end = _front(whole), len(whole)
    cut = False
    signed: tuple[int, int] | None = None
    while True:
        core = whole[start:end]
        if match := _CUT.search(core):
            cut, end = True, start + match.start()
            continue
        before = end
        for pattern in _BACK:
            match = pattern.search(core)
            if match and core[: match.start()].strip(' 《“"'):
                end = start + match.start()
                break
        else:
            tail = _tail(core)
            if tail is not None:
                signed = signed or _signature(whole, start, start + tail, end)
                end = start + tail
        if end == before:
            break
    core = whole[start:end]
    if not cut and (match := _COPY.search(core)):
        core = core[: match.start()]
    for opening, closing in _WRAPPED:
        wrapped = len(core) > 2 and core[0] == opening and core[-1] == closing
        if wrapped and closing not in core[1:-1]:
            core, start = core[1:-1], start + 1
    head = core
    while (shorter := _without_tail(head)) != head:
        head = shorter
    head = _LAST_YEAR.sub("", arabic_years(close_gaps(head))).strip(" .。")
    signed = None if cut else signed or _poster(whole[: start + len(core)])
    return Words(close_gaps(front + core), core, head, cut, start, signed)


def _front(whole: str) -> tuple[int, str]:
    """Return where the title begins behind tags, numbers, days and columns, and these but days."""
    start, kept, more = 0, "", True
    while more:
        more = False
        for pattern in (*_FRONT, *_FRONT_DAYS):
            match = pattern.match(whole, start)
            if match and match.end() > start and whole[match.end() :].strip():
                kept += match.group() if pattern in _FRONT else ""
                start, more = match.end(), True
        match = _STEP.match(whole, start)
        if match and _names_subject(whole[match.end() :]):
            kept += match.group()
            start, more = match.end(), True
    return start, kept


def _names_subject(text: str) -> bool:
    return any(kind.keyword.search(text) or kind.near_keyword.search(text) for kind in KINDS)


def _tail(core: str) -> int | None:
    """Return where the names of columns and sites behind a title begin, None if none do."""
    for match in _PART.finditer(core):
        if not _ENDS.search(core[: match.start()]) or not _names_subject(core[: match.start()]):
            continue
        parts = [part for part in _PART.split(core[match.end() :]) if part]
        if not parts or any(len(p) > _LONGEST_PART or re.search(_YEAR, p) for p in parts):
            continue
        if _SITE.search(parts[-1]) or is_body(parts[-1]) or _COLUMN.search(parts[-1]):
            return match.start()
    return None


def _signature(whole: str, start: int, at: int, end: int) -> tuple[int, int] | None:
    """Where a body signs behind the title: ——某县水利局. What title elements add is a site."""
    match = _PART.match(whole, at)
    name = _PART.split(whole[match.end() : end])[0].rstrip() if match else ""
    if not match or not is_poster(name) or at <= start:
        return None
    mark = match.group()
    if "—" in mark or (mark == "-" and not _OFFICIAL.search(name)):
        return match.end(), match.end() + len(name)
    return None


def _without_tail(head: str) -> str:
    """Cut one thing that a printer puts behind the last noun of a title."""
    if head.endswith("上"):
        head = _AT_MEETING.sub("", head)
    head = _STRAY.sub("", _TAIL_BRACKET.sub("", head)).rstrip()
    match = _BEHIND_BODY.search(head)
    if match and (is_poster(match["body"]) or _SITE.search(match["body"])):
        head = head[: match.start()]
    return head


def _poster(title: str) -> tuple[int, int] | None:
    """Where the body that posted it stands round a title."""
    for pattern in _POSTED_BY:
        match = pattern.search(title)
        if match and is_poster(match["body"]):
            return match.span("body")
    return None


def is_poster(name: str) -> bool:
    """Whether a name beside a title may be that of the body that posted it."""
    return is_body(name) and not _NO_POSTER.search(name)
