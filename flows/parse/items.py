"""What a section is about: by its heading, and by its text where the heading names a theme."""

from __future__ import annotations

import re

from flows.parse.document import Item, ItemRead, ReportKind
from flows.parse.kinds import ACCOUNT, CONTENT, DISCLOSURE_ITEMS, FORWARD, ITEM_JOIN, ITEMS
from flows.parse.numerals import arabic_years
from flows.parse.text import fold, squeeze
from flows.parse.years import named_years

_CAUSES = next(rule for rule in ITEMS if rule.id == "causes")
_ORDER: dict[Item, int] = {rule.id: rank for rank, rule in enumerate(ITEMS)}
_NUMBER = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[(（]?\d{1,2}[)）、.])\s*")
# What a named document is about is not what the section is about, unless it is the leaders' duty.
_BOOK = re.compile(r"《(?![^》]*第一责任)[^《》]*》")
# Tasks and aims, unlike 安排 and 计划, are also what a year is accounted for by.
_TASKS = re.compile("^20\\d\\d年.*(?:重点|要点|目标)$")
_LEAST_HITS = 3
# Hits per 100 characters that a text needs; problems and plans must also outweigh what was done.
_LEAST_SHARE: dict[Item, float] = {"problems": 2.0, "plans": 2.0, "achievements": 1.0}


def items_of_heading(
    heading: str, level: int = 1, kind: ReportKind | None = "rule_of_law"
) -> list[ItemRead]:
    """Return the items that a heading names, the main one first; theme if it names none.

    The words kept are those that decided.
    """
    text = _NUMBER.sub("", arabic_years(squeeze(fold(heading))))
    text = _BOOK.sub("", text) or text
    found: dict[Item, str] = {}
    if kind == "disclosure":
        for item, pattern in DISCLOSURE_ITEMS.items():
            if level == 1 and (match := pattern.search(text)):
                found[item] = match.group()
    else:
        before: Item | None = None
        whole = _first_match(text, level)
        for part in ITEM_JOIN.split(text):
            read = _first_match(part, level)
            if read is None:
                continue
            item, words = read
            forward = before in ("plans", "problems") and FORWARD.search(words)
            if item == "achievements" and forward:
                item = "plans"
            found.setdefault(item, words)
            if item == "problems" and (cause := _CAUSES.heading.search(part)):
                found.setdefault("causes", cause.group())
            before = item
        # A pattern may span the words at which the heading was cut.
        if whole and not found:
            found[whole[0]] = whole[1]
    if not found:
        return [ItemRead(item="theme", words=text[:40], decided_by="heading")]
    ordered = sorted(found, key=lambda item: _ORDER[item])
    return [ItemRead(item=item, words=found[item], decided_by="heading") for item in ordered]


def items_of_section(
    heading: str, text: str, level: int, kind: ReportKind | None, year: int | None = None
) -> list[ItemRead]:
    """Return the items of a section: by heading, else (outermost sections) by its text.

    `year` is the one the report is about: 2025年主要工作 in a report of 2024 is a plan.
    """
    by_heading = items_of_heading(heading, level, kind)
    may_be_plan = level == 1 and by_heading[0].item in ("theme", "achievements")
    if year and may_be_plan and kind != "disclosure" and (words := _later_year(heading, year)):
        return [ItemRead(item="plans", words=words, decided_by="heading")]
    if year and level == 1 and _own_tasks(heading, by_heading, year):
        by_text = _items_of_text(fold(text))
        return by_text if by_text and by_text[0].item == "achievements" else by_heading
    if by_heading[0].item != "theme" or level > 1 or kind == "disclosure":
        return by_heading
    by_text = _items_of_text(fold(text))
    return by_text or by_heading


def _later_year(heading: str, year: int) -> str | None:
    """The words of a heading that names only later years than the report's and no account."""
    text = squeeze(fold(heading))
    years = named_years(text)
    if not years or any(named <= year for named, _, _ in years) or ACCOUNT.search(text):
        return None
    return text[years[0][1] : years[0][2]] + "年"


def _own_tasks(heading: str, by_heading: list[ItemRead], year: int) -> bool:
    """Whether a heading names the tasks of the report's own year: set a year ago, or done."""
    named = {one for one, _, _ in named_years(squeeze(fold(heading)))}
    told = [read for read in by_heading if read.item == "plans"]
    return named == {year} and by_heading == told and _TASKS.search(told[0].words) is not None


def _first_match(text: str, level: int) -> tuple[Item, str] | None:
    for rule in ITEMS:
        match = (rule.heading if level == 1 else rule.sub).search(text)
        if match and not (rule.unless and rule.unless.search(text)):
            return rule.id, match.group()
    return None


def _items_of_text(text: str) -> list[ItemRead]:
    size = max(len("".join(text.split())), 1)
    hits = {item: [m.group() for m in pattern.finditer(text)] for item, pattern in CONTENT.items()}
    share = {item: 100 * len(words) / size for item, words in hits.items()}
    found: list[ItemRead] = []

    def add(item: Item) -> None:
        words = "、".join(dict.fromkeys(hits[item]))[:40]
        found.append(ItemRead(item=item, words=words, decided_by="content"))

    done = share["achievements"]
    ahead: tuple[Item, Item] = ("problems", "plans")
    strongest = max(ahead, key=lambda item: share[item])
    if _speaks_for(strongest, hits, share) and share[strongest] > done:
        add(strongest)
    elif _speaks_for("achievements", hits, share):
        add("achievements")
    # A sentence or two about the leaders is a part of the section, not its subject.
    if len(hits["leadership"]) >= 2 and share["leadership"] >= 0.4:
        add("leadership")
    return found


def _speaks_for(item: Item, hits: dict[Item, list[str]], share: dict[Item, float]) -> bool:
    return len(hits[item]) >= _LEAST_HITS and share[item] >= _LEAST_SHARE[item]
