"""What a title alone says: report or look-alike, of which kind, year and body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.parse.document import TitleReading
from flows.parse.kinds import KINDS, TITLE, Kind
from flows.parse.numerals import arabic_years
from flows.parse.text import close_gaps, collapse, fold, join_spaced
from flows.parse.units import is_body, unit_in_title
from flows.parse.years import named_years, year_span

_DOCUMENT_NUMBER = re.compile(
    r"[一-龥]{1,12}(?:〔|\[|\(|【)?(?:19|20)\d\d(?:〕|\]|\)|】)?\s*第?\d{1,4}\s*号"
)
# A body in full before the letters of the number belongs to the title, not to the number.
_BODY_BEFORE_NUMBER = re.compile(
    r"^.*(?:人民政府|委员会|办事处|办公室|管委会|街道|开发区|[一-龥]{2}局|报告|总结|情况)(?=[一-龥]{2,})"
)
_BRACKET = r"[(\[【](?:[^()\[\]【】〔〕]|[〔\[(【][^()\[\]【】〔〕]{0,10}[〕\])】]){0,40}[)\]】]"
_TAIL_BRACKET = re.compile(_BRACKET + r"\s*$")
_CUT = re.compile(r"(?:(?<!\.)\.{2,}|(?<!…)…+)\s*$")
_LABEL = re.compile(r"^(?:标题|题名|名称|信息名称)\s*:\s*")
_TAG = re.compile(r"^\s*[【\[][^】\]]{1,10}[】\]]\s*")
_LEAD = re.compile(r"^[\s·•●■◆▪◇□>»*—\-]+(?=[^\s\-])")
_LIST_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}\s*[.、](?!\d)|\(\s*[\d一二三四五六七八九十]{1,3}\s*\)|[一二三四五六七八九十]{1,3}、)\s*"
)
_STRAY = re.compile(r"[》」』\"”]+$")
# A file's ending, and the year alone at the end (法治政府建设年度报告2024).
_ENDING = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar|html?)$", re.IGNORECASE)
_LAST_BRACKET_YEAR = re.compile(r"[(【\[]\s*(20[0-4]\d)年度\s*[)】\]]$")
_LAST_YEAR = re.compile(r"(?<=[告结报况])[\s\-_—]*20\d\d年?度?$")
# What a listing puts behind a title: a mark, a count of copies, the site or the body.
_BEHIND = re.compile(
    r"(?<=[告结报况])\s*(?:[!;:,>]+|(?:new|hot|置顶|图文)|[1-9]"
    r"|[\[(]?(?:浏览|点击|阅读|访问|下载)(?:次数|量|数)?\s*[::]?\s*\d+\s*次?[\])]?)$",
    re.IGNORECASE,
)
_BEHIND_BODY = re.compile(
    r"(?<=[告结报况])(?:\s*(?:[-—_|]{1,3}|\s)\s*)(?P<body>[^\s\-—_|。,:]{2,30})$"
)
# Where it was given: ——2024年1月10日在县人大常委会第十五次会议上.
_AT_MEETING = re.compile(r"[\s\-—]*(?:20\d\d年)?\d{1,2}月\d{1,2}日在[^。]{2,60}(?:会议?|大会)上$")
_SITE = re.compile(r"(?:网站|门户网|信息网|政府网)$")
# The body that posted it, where the title itself names none.
_POSTED_BY = (
    re.compile(r"^[【\[](?P<body>[^】\]]{3,30})[】\]]"),
    re.compile(r"^(?P<body>[^:]{3,30}):"),
    re.compile(r"[(\[【](?P<body>[^()\[\]【】]{3,30})[)\]】]$"),
    _BEHIND_BODY,
)
_WORD_GAPS = re.compile(r"法 ?治 ?政 ?府 ?建 ?设|法 ?治 ?建 ?设|报 ?告|信 ?息 ?公 ?开")
_NO_POSTER = re.compile(r"法治|公开|20\d\d|报告|附件|解读|(?<!员)(?<!管委)(?<!联合)会$|组$")
# A day in brackets at the end is when it was posted, not what it is about.
_DAY_ENDS = "0123456789日月)】]"
_LAST_DAY = re.compile(
    r"\s*[(\[【]?20\d\d\s*[年.\-/]\s*\d{1,2}(?:\s*[月.\-/](?:\s*\d{1,2}\s*日?)?)?[)\]】]?$"
)
# Where a title was cut before or inside the words that name its subject.
_BEFORE_SUBJECT = re.compile(
    r"(?:年度?|关于|的|推进|政府信息?公?|信息公?|法|法治|法治政|法治建|人民政府|委员会|局|[镇乡])$"
)
_YEAR_WORDS = re.compile(r"(?<!\d)20\d\d\s*年?度?")
_BRACKETS = re.compile(_BRACKET)
_PAIR_GAP = 4  # characters between the two years of a report on both


@dataclass(frozen=True)
class _Words:
    """A title made ready: folded, without tag, document number and trailing brackets."""

    whole: str  # all of it, for the words that decide wherever they stand
    core: str  # without document number
    head: str  # core without what trails behind its last noun
    cut: bool
    start: int = 0  # where core begins in the title


def split_document_number(title: str) -> tuple[str, str | None]:
    """Split a document number off the beginning or end of a title.

    A number in brackets at the end stays in the title (it is printed as part of it) and is
    returned as well. A body written out before the number stays in the title.
    """
    folded = fold(title)
    match = _DOCUMENT_NUMBER.search(folded)
    if not match or "关于" in match.group():
        # 关于转发…号的通知 cites a number
        return title, None
    start, end = match.span()
    body = _BODY_BEFORE_NUMBER.match(match.group())
    if body:
        start += body.end()
    number = title[start:end].strip()
    if folded[:start].strip() == "(" and folded[end : end + 1] == ")":
        return title[end + 1 :].strip() or title, number
    if not folded[:start].strip():
        return title[end:].lstrip(" :：-—_") or title, number
    before, after = title[:start].strip(), title[end:].strip()
    if folded[end : end + 1] == ")" and folded[start - 1 : start] == "(":
        return title, number
    if before and after:
        # Only what stands before the subject is a number glued to the title: 关于转发…号的通知
        # cites one.
        if fold(before).startswith("关于") or "《" in before or "关于" in fold(before):
            return title, None
        return f"{before}{after}", number
    return (before or after or title), number


@lru_cache(maxsize=4096)
def read_title(title: str) -> TitleReading:
    """Read a title of an article or of an entry in a listing. Never raises."""
    title = _close_year(_whole_words(collapse(title)[:600]))
    text, number = split_document_number(title)
    words = _ready(text)
    years = named_years(words.core, bare=True)
    listed = [year for year, _, _ in years]
    if not words.core:
        return TitleReading(may_be_report=True, document_number=number)
    why = _ruled_out(words, years)
    kind, at = _kind_of(words.core, years)
    year = _year_behind(words.core) or _report_year(years, at)
    if kind and why in (None, "list") and TITLE.collection.search(words.head):
        return TitleReading(
            may_be_report=True,
            why_not="list",
            report_year=year,
            years=listed,
            document_number=number,
        )
    if why and not (why == "outline" and _is_of_one_year(words, listed)):
        return TitleReading(why_not=why, years=listed, document_number=number)
    unit = unit_in_title(text[words.start : words.start + len(words.core)], at, years)
    unit = unit or _posted_by(text)
    reading = TitleReading(
        may_be_report=True,
        report_year=year,
        years=listed,
        unit=unit,
        document_number=number,
    )
    if kind is None:
        if at is None and _names_another(words, unit):
            return TitleReading(why_not="other_report", years=listed, document_number=number)
        if _undecided(words, unit):
            return reading
        why = "no_keyword" if at is None else "no_report_word"
        return TitleReading(why_not=why, years=listed, document_number=number)
    if words.cut or why or not _is_report(words, kind, year, unit):
        if words.cut or why or _may_follow(words, kind):
            return reading
        return TitleReading(why_not="no_report_word", years=listed, document_number=number)
    return reading.model_copy(
        update={"report_kind": kind.id, "name_form": _name_form(words.head, kind)}
    )


def _whole_words(title: str) -> str:
    """Return the title without blanks inside the words that decide (法治 政府建设)."""
    if " " not in title:
        return title
    return _WORD_GAPS.sub(lambda match: match.group().replace(" ", ""), join_spaced(title))


def _close_year(title: str) -> str:
    """Return the title with 2025 年 as 2025年."""
    return re.sub(r"(?<=\d) (?=年)|(?<=年) (?=度)", "", title)


def _ready(title: str) -> _Words:
    whole = fold(title)
    core = _LABEL.sub("", whole).strip()
    core = _LIST_NUMBER.sub("", _LEAD.sub("", _TAG.sub("", core))) or core
    cut = bool(_CUT.search(core))
    core = _ENDING.sub("", _CUT.sub("", core)).rstrip()
    if core.startswith("《") and core.endswith("》") and core.count("《") == 1:
        core = core[1:-1]
    head = core
    while (shorter := _without_tail(head)) != head:
        head = shorter
    start = max(0, whole.find(core))
    whole, head = close_gaps(whole), arabic_years(close_gaps(head))
    # The patterns look for a year anywhere: only where the end may hold one.
    if whole[-1:] in _DAY_ENDS:
        whole, head = _LAST_DAY.sub("", whole), _LAST_DAY.sub("", head)
    head = _LAST_YEAR.sub("", head).strip(" .。")
    return _Words(whole, core, head, cut, start)


def _without_tail(head: str) -> str:
    """Cut one thing that a listing or a printer puts behind the last noun of a title."""
    if head.endswith("上"):
        head = _AT_MEETING.sub("", head)
    head = _BEHIND.sub("", _STRAY.sub("", _TAIL_BRACKET.sub("", head)).rstrip())
    match = _BEHIND_BODY.search(head)
    if match and (_is_poster(match["body"]) or _SITE.search(match["body"])):
        head = head[: match.start()]
    return head


def _is_of_one_year(words: _Words, years: Sequence[int]) -> bool:
    """An account of one year under an outline that has its own span of years in the title."""
    own = set(years) - set(year_span(words.core) or ())
    return bool(own) and bool(TITLE.report_heads.search(words.head))


def _is_poster(name: str) -> bool:
    return is_body(name) and not _NO_POSTER.search(name)


def _posted_by(title: str) -> str | None:
    """The body named round a title that names none itself."""
    folded = fold(title)
    for pattern in _POSTED_BY:
        match = pattern.search(folded)
        if match and _is_poster(match["body"]):
            return collapse(title[match.start("body") : match.end("body")])
    return None


def _ruled_out(words: _Words, years: Sequence[tuple[int, int, int]]) -> str | None:
    for why, pattern in TITLE.never:
        if pattern.search(words.whole):
            return why
    if words.cut:
        return None
    for why, pattern in TITLE.heads:
        if pattern.search(words.head):
            if why == "plan" and TITLE.account_before_plan.search(words.head):
                return None
            if why == "notice" and _was_sent_round(words.head):
                return None
            return why
    span = year_span(words.core)
    if (span and span[1] - span[0] >= 2) or (not years and TITLE.period.search(words.core)):
        return "not_annual"
    return None


def _was_sent_round(head: str) -> bool:
    if TITLE.posted.search(head):
        return any(kind.keyword.search(head) for kind in KINDS)
    match = TITLE.sent_round.search(head)
    if not match:
        return False
    sent = match.group(2).strip("《》的 ")
    return bool(TITLE.sure_report_heads.search(sent)) and any(
        kind.keyword.search(sent) or kind.near_keyword.search(sent) for kind in KINDS
    )


def _kind_of(core: str, years: list[tuple[int, int, int]]) -> tuple[Kind | None, int | None]:
    """Return the kind whose words the title has, and where they (or near ones) begin."""
    for kind in KINDS:
        match = kind.keyword.search(core)
        if match:
            return kind, match.start()
    for kind in KINDS:
        if kind.late_keyword and (match := kind.late_keyword.search(core)):
            year = _report_year(years, match.start())
            if year is not None and year >= kind.late_keyword_from:
                return kind, match.start()
    for kind in KINDS:
        if match := kind.near_keyword.search(core):
            return None, match.start()
    return None, None


def _year_behind(core: str) -> int | None:
    """The year that stands alone in brackets at the end: (2023年度) says what it is about."""
    match = _LAST_BRACKET_YEAR.search(fold(core))
    return int(match[1]) if match else None


def _report_year(years: list[tuple[int, int, int]], at: int | None) -> int | None:
    """The last year named before the subject, else the first behind it."""
    if not years:
        return None
    if at is None:
        return years[0][0]
    before = [year for year, start, _ in years if start < at]
    return before[-1] if before else _last_of_pair(years)


def _last_of_pair(years: list[tuple[int, int, int]]) -> int:
    """The first year, or the second where both are named in one: 2022-2023年度."""
    (first, _, end), *rest = years
    if rest and rest[0][0] == first + 1 and rest[0][1] - end <= _PAIR_GAP:
        return rest[0][0]
    return first


def _is_report(words: _Words, kind: Kind, year: int | None, unit: str | None) -> bool:
    if _was_sent_round(words.head) or TITLE.unsure.search(words.core):
        return False
    if TITLE.account_before_plan.search(words.head):
        return True
    if not TITLE.report_heads.search(words.head):
        return False
    if kind.id == "disclosure" and not TITLE.sure_report_heads.search(words.head):
        return False
    if year is not None:
        return True
    # Without a year: 情况 may be news, and the bare name may be the column.
    return bool(unit) and bool(TITLE.sure_report_heads.search(words.head))


def _may_follow(words: _Words, kind: Kind) -> bool:
    """The subject is there, but not the word for a report: only the page can tell."""
    match = kind.keyword.search(words.head)
    rest = words.head[match.end() :] if match else ""
    return bool(
        TITLE.report_heads.search(words.head)
        or _was_sent_round(words.head)
        or re.fullmatch(r"(?:年度)?(?:工作)?", rest)
        # The name of a report and something behind it that is not known here.
        or (kind.id == "rule_of_law" and "报告" in rest)
    )


def _names_another(words: _Words, unit: str | None) -> bool:
    """Whether a title that does not name the subject is that of another known report."""
    head = words.head.replace(close_gaps(fold(unit)), "") if unit else words.head
    other = TITLE.other_subject.search(head)
    return bool(other) and bool(TITLE.report_heads.search(head))


def _undecided(words: _Words, unit: str | None) -> bool:
    head = _YEAR_WORDS.sub("", words.head)
    if unit:
        head = head.replace(close_gaps(fold(unit)), "")
    if words.cut and (len(words.core) < 12 or _BEFORE_SUBJECT.search(words.core)):
        return True
    if TITLE.bare.match(head):
        return True
    near = any(kind.near_keyword.search(words.core) for kind in KINDS)
    return near and (
        words.cut
        or bool(TITLE.report_heads.search(words.head))
        or bool(TITLE.account_before_plan.search(words.head))
        or _was_sent_round(words.head)
    )


def _name_form(core: str, kind: Kind) -> str | None:
    """What the title calls the report: 年度报告 with its subject, any other name without."""
    text = close_gaps(_BRACKETS.sub("", core))
    matches = list(kind.keyword.finditer(text))
    if not matches and kind.late_keyword:
        matches = list(kind.late_keyword.finditer(text))
    if not matches:
        return None
    subject = matches[-1].group()
    rest = _YEAR_WORDS.sub("", text[matches[-1].end() :]).strip(' 《》。."”')
    if rest in ("年度报告", "的年度报告", "工作年度报告"):
        return subject + rest.removeprefix("的")
    if rest == "报告":
        return subject[-2:] + rest
    return rest or None
