"""What a title alone says: report or look-alike, of which kind, year and body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from flows.parse.document import TitleReading
from flows.parse.kinds import KINDS, TITLE, Kind
from flows.parse.numerals import arabic_years
from flows.parse.text import close_gaps, collapse, fold, join_spaced
from flows.parse.title_dress import BRACKETS, Words, undress
from flows.parse.units import is_body, unit_in_title
from flows.parse.years import named_years, year_span

_DOCUMENT_NUMBER = re.compile(
    r"(?:[一-龥]{1,12}(?:〔|\[|\(|【)?|[〔\[])(?:19|20)\d\d(?:〕|\]|\)|】)?\s*第?\d{1,4}\s*号"
)
# A body in full before the letters of the number belongs to the title, not to the number.
_BODY_BEFORE_NUMBER = re.compile(
    r"^.*(?:人民政府|委员会|办事处|办公室|管委会|街道|开发区|[一-龥]{2}局|报告|总结|情况)(?=[一-龥]{2,})"
)
# Where a title was cut before or inside the words that name its subject.
_BEFORE_SUBJECT = re.compile(
    r"(?:年度?|关于|的|推进|报送|呈报|上报|政府信息?公?|信息公?|法|法治|法治政|法治建|人民政府"
    r"|办事处|委员会|局|依|依法|依法行|[镇乡]|\d)$"
)
_YEAR_WORDS = re.compile(r"(?<!\d)20\d\d\s*年?度?")
_WORD_GAPS = re.compile(
    r"法 ?治 ?政 ?府 ?建 ?设|法 ?治 ?建 ?设|依 ?法 ?行 ?政|报 ?告|信 ?息 ?公 ?开"
)
# 2025 年, and a year that the end of a line cut in two.
_YEAR_GAPS = re.compile(r"(?<=\d) (?=年)|(?<=年) (?=度)|(?<!\d)2 ?0 ?[0-4] ?\d(?= ?年)")
_LAST_BRACKET_YEAR = re.compile(r"[(【\[]\s*(20[0-4]\d)年度\s*[)】\]]$")
# What may stand round the name of a class of bodies: 2023年度、镇(街道).
_NO_PART_OF_A_CLASS = re.compile(r"20\d\d年?度?|年度|关于|推进|加强|以及|[\s()\[\]【】、,和及与]")
# An office that sends letters for others.
_OFFICE = re.compile(r"(?:政府|[省市县区旗州镇乡]委)(?:办公室|办公厅|办)$")
_OFFICE_FOR_IT = re.compile(r"(?:工作)?(?:领导小组|协调小组|委员会|办公室|办(?![法理]))")
# What is planned for a year beside the account of another: 2024年工作计划.
_PLAN_OF_A_YEAR = re.compile(
    r"20[0-4]\d年?度?(?:(?!20\d\d|总结|情况|报告|汇报)[^及和暨与、,;\s]){0,30}?(?:计划|打算|安排|思路|要点|设想)(?=$|的?报告|[及和暨与、,;)\s])"
)
_LEAST_TWICE = 8  # characters of a title printed twice
_PAIR_GAP = 4  # characters between the two years of a report on both


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
    title = _printed_once(_close_year(_whole_words(collapse(title)[:600])))
    text, number = split_document_number(title)
    words = undress(text)
    years = named_years(words.core, bare=True)
    listed = [year for year, _, _ in years]
    if not words.core:
        return TitleReading(may_be_report=True, document_number=number)
    why = _ruled_out(words, years)
    planned = [match.span() for match in _PLAN_OF_A_YEAR.finditer(arabic_years(words.core))]
    accounted = [year for year in years if not _is_in(year[1], planned)]
    kind, at = _kind_of(words.core, accounted)
    unit = unit_in_title(text[words.start : words.start + len(words.core)], at, years)
    if unit is None and words.signed:
        unit = collapse(text[slice(*words.signed)])
    if kind and not kind.keyword.search(words.core) and _names_another(words, unit):
        kind = None  # one account of two works, named for both
    year = _year_behind(words.core) or _report_year(accounted or years, at)
    reading = TitleReading(
        may_be_report=True,
        report_year=year,
        years=listed,
        unit=unit,
        document_number=number,
    )
    if kind and why in (None, "list") and _is_of_many(words, at):
        return reading.model_copy(update={"why_not": "list", "unit": None})
    if why and not (why == "outline" and _is_of_one_year(words, listed)):
        return TitleReading(why_not=why, years=listed, document_number=number)
    if sent := _sent_title(words.head):
        return _read_sent_round(reading, sent, at_once=words.head.find("印发") >= 0)
    if kind is None:
        if at is None and _names_another(words, unit):
            return TitleReading(why_not="other_report", years=listed, document_number=number)
        if _undecided(words, unit):
            return reading
        why = "no_keyword" if at is None else "no_report_word"
        return TitleReading(why_not=why, years=listed, document_number=number)
    named_in_plan = bool(accounted) and at is not None and _is_in(at, planned)
    if words.cut or why or named_in_plan or not _is_report(words, kind, year, unit):
        if words.cut or why or named_in_plan or _may_follow(words, kind):
            return reading
        return TitleReading(why_not="no_report_word", years=listed, document_number=number)
    return reading.model_copy(
        update={"report_kind": kind.id, "name_form": _name_form(words.head, kind)}
    )


def _is_in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _whole_words(title: str) -> str:
    """Return the title without blanks inside the words that decide (法治 政府建设)."""
    if " " not in title:
        return title
    return _WORD_GAPS.sub(lambda match: match.group().replace(" ", ""), join_spaced(title))


def _printed_once(title: str) -> str:
    """Return the title that was printed twice, once."""
    half = len(title) // 2
    twice = half >= _LEAST_TWICE and title[:half] == title[-half:]
    return title[:half] if twice and title[half:-half] in ("", " ") else title


def _close_year(title: str) -> str:
    """Return the title with 2025 年 as 2025年."""
    return _YEAR_GAPS.sub(lambda match: match.group().replace(" ", ""), title)


def _is_of_one_year(words: Words, years: Sequence[int]) -> bool:
    """An account of one year under an outline that has its own span of years in the title."""
    own = set(years) - set(year_span(words.core) or ())
    return bool(own) and bool(TITLE.report_heads.search(words.head))


def _ruled_out(words: Words, years: Sequence[tuple[int, int, int]]) -> str | None:
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
    return _sent_title(head) is not None


def _sent_title(head: str) -> str | None:
    """The title of the report that a covering letter sends round."""
    match = TITLE.sent_round.search(head)
    sent = match.group(2).strip("《》的 ") if match else ""
    if not TITLE.sure_report_heads.search(sent):
        return None
    named = any(kind.keyword.search(sent) or kind.near_keyword.search(sent) for kind in KINDS)
    return sent if named else None


def _read_sent_round(letter: TitleReading, sent: str, *, at_once: bool) -> TitleReading:
    """The report is of the body that its own title names, not of the office that sends it.

    Issued (印发) it stands under the letter; of what is passed on or announced the page tells.
    """
    own = read_title(sent)
    issuer = None if letter.unit is None or _OFFICE.search(letter.unit) else letter.unit
    update = {
        "unit": own.unit or issuer,
        "report_year": own.report_year or letter.report_year,
        "years": own.years or letter.years,
    }
    if at_once and own.report_kind and own.report_year:
        update |= {"report_kind": own.report_kind, "name_form": own.name_form}
    return letter.model_copy(update=update)


def _is_of_many(words: Words, at: int | None) -> bool:
    """Reports of many bodies in one: a collection, or named for a class of bodies."""
    if TITLE.collection.search(words.head):
        return True
    before = _NO_PART_OF_A_CLASS.sub("", words.core[:at] if at else "")
    return bool(TITLE.body_class.fullmatch(before))


def _kind_of(core: str, years: list[tuple[int, int, int]]) -> tuple[Kind | None, int | None]:
    """Return the kind whose words the title has, and where they (or near ones) begin."""
    for kind in KINDS:
        if match := _subject(kind.keyword, core):
            return kind, match.start()
    for kind in KINDS:
        for name in kind.dated:
            if match := _subject(name.pattern, core):
                year = _report_year(years, match.start())
                if year is not None and name.first <= year <= name.last:
                    return kind, match.start()
    for kind in KINDS:
        if match := kind.near_keyword.search(core):
            return None, match.start()
    return None, None


def _subject(pattern: re.Pattern[str], core: str) -> re.Match[str] | None:
    """The first naming of the subject that is no part of the name of an office for it."""
    matches = list(pattern.finditer(core))
    free = (match for match in matches if not _OFFICE_FOR_IT.match(core, match.end()))
    return next(free, matches[0] if matches else None)


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


def _is_report(words: Words, kind: Kind, year: int | None, unit: str | None) -> bool:
    if TITLE.unsure.search(words.core):
        return False
    if TITLE.posted.search(words.head):
        # 某镇2023年法治政府建设情况公示 is the report itself; of other notices the page tells.
        match = kind.keyword.search(words.head)
        rest = words.head[match.end() :] if match else ""
        return bool(year and unit and is_body(unit) and TITLE.posted_itself.fullmatch(rest))
    if TITLE.account_before_plan.search(words.head):
        return True
    if not TITLE.report_heads.search(words.head):
        return False
    if kind.id == "disclosure" and not TITLE.sure_report_heads.search(words.head):
        return False
    if year is not None:
        return True
    # Without a year: 情况 may be news, and the bare name may be the column.
    return unit is not None and is_body(unit) and bool(TITLE.sure_report_heads.search(words.head))


def _may_follow(words: Words, kind: Kind) -> bool:
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


def _names_another(words: Words, unit: str | None) -> bool:
    """Whether a title that does not name the subject is that of another known report."""
    head = words.head.replace(close_gaps(fold(unit)), "") if unit else words.head
    other = TITLE.other_subject.search(head)
    return bool(other) and bool(TITLE.report_heads.search(head))


def _undecided(words: Words, unit: str | None) -> bool:
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
    text = close_gaps(BRACKETS.sub("", core))
    patterns = (kind.keyword, *(name.pattern for name in kind.dated))
    matches = next(filter(None, (list(pattern.finditer(text)) for pattern in patterns)), None)
    if not matches:
        return None
    subject = matches[-1].group()
    rest = _YEAR_WORDS.sub("", text[matches[-1].end() :]).strip(' 《》。."”')
    if rest in ("年度报告", "的年度报告", "工作年度报告"):
        return subject + rest.removeprefix("的")
    if rest == "报告":
        return subject[-2:] + rest
    return rest or None
