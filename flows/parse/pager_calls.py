"""Pagers that a script writes: its call is read, not run.

The name of the function differs from site to site; the order of what it is given does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

# createPage(5, 0, "index", "html"), also with a box before and more behind: how many pages, which
# one this is, and what the others are called. Any of the numbers may be a variable.
_CALL = re.compile(
    r"""\(\s*(?:['"](?P<box>[#.\w\-]*[A-Za-z][\w\-]*)['"]\s*,\s*)?
    ['"]?(?P<count>\w{1,20})['"]?\s*,\s*['"]?(?P<current>\w{1,20})['"]?\s*,
    \s*['"](?P<prefix>[\w\-./]{1,200})['"]\s*,\s*['"]\.?(?P<suffix>\w{2,6})['"]""",
    re.VERBOSE,
)
# Pager({size: 5, current: 0, prefix: "index", suffix: "html"}): the same under names.
_NAMED = re.compile(r"\(\s*\{(?P<given>[^{}]{0,600})\}")
_FUNCTION = re.compile(r"(function\s+)?([\w.$]{1,60})\s*$")
_PAIR = re.compile(r"""["']?\b(\w{1,30})["']?\s*:\s*["']?\.?([\w\-./]{1,200})["']?""")
_COUNT, _CURRENT = ("size", "pageCount", "totalPage", "pages"), ("current", "currentPage")
_PREFIX, _SUFFIX = ("prefix", "pageName"), ("suffix", "pageExt")
# A call of the best known name whose arguments are none of the above.
_UNREAD = re.compile(r"(?<![\w.])createPage\w*\s*\(")
_COUNT_VARIABLE = re.compile(
    r"\bvar\s+(?P<name>countPage|pageCount|nPageCount)\s*=\s*['\"]?(?P<count>\d{1,5})\b"
)
_INDEX_NAME = re.compile(r"""['"]index""")
_SUFFIX_NAME = re.compile(r"""["']\.?(s?html?)["']""")
# How many pages or rows there are, where a script or a hidden box is told.
_PAGES = r"total_?pages?|page_?count|page_?total|count_?page"
_ROWS = r"total_?(?:count|rows?|records?)|record_?count|row_?count"
_TOLD = re.compile(
    rf"""\b(?:(?P<pages>{_PAGES})|(?P<rows>{_ROWS}))["']?\s*[:=]\s*["']?(?P<number>\d{{1,6}})\b""",
    re.IGNORECASE,
)
# One of these stands wherever the pattern matches: plain words are found much faster.
_STEMS = ("otal", "ount")
_MOST_WORDS = 300
_GOES = re.compile(r"[Pp]age(?:Nav|r)?\.\w+\(\s*1\s*,\s*['\"]?(\d{1,5})['\"]?\s*[,)]")
_MOST_CALLS = 20


class Call(NamedTuple):
    """A call that writes the pager of a list; counted from 0 or, with `first` 1, from 1."""

    family: str | None
    pages: int
    prefix: str
    suffix: str
    first: int


class Told(NamedTuple):
    """Numbers that stand in scripts and hidden boxes: the largest of each, 0 where none is."""

    pages: int
    rows: int


def read_calls(codes: Iterable[str]) -> tuple[Call | None, bool]:
    """Return the call that names the most pages, and whether one was there but not understood.

    Calls behind // count only where no other is there.
    """
    live: list[Call] = []
    idle: list[Call] = []
    unread = False
    for code in codes:
        if "age" not in code:
            continue
        read, lost = _calls_in(code)
        for call, is_live in read:
            (live if is_live else idle).append(call)
        unread = unread or lost
    best = max(live or idle, key=lambda call: call.pages, default=None)
    return best, unread and best is None


def _calls_in(code: str) -> tuple[list[tuple[Call, bool]], bool]:
    found: list[tuple[Call, bool]] = []
    unread = "createPage" in code and any(
        not _is_declared(code, match.start()) for match in _UNREAD.finditer(code)
    )
    for match, name in _matches(_CALL, code):
        count, current = _number(match["count"], code), _number(match["current"], code)
        if count is None:
            unread = True
            continue
        by_box = bool(match["box"]) and current != 0
        family = "ucap" if by_box else _family(name)
        call = Call(family, count, match["prefix"], match["suffix"], int(by_box))
        found.append((call, _is_live(code, match.start())))
    for match, _ in _matches(_NAMED, code):
        given = dict(_PAIR.findall(match["given"]))
        total = next((given[key] for key in _COUNT if key in given), "")
        prefix = next((given[key] for key in _PREFIX if key in given), None)
        suffix = next((given[key] for key in _SUFFIX if key in given), None)
        number = _number(total, code)
        if prefix and suffix and number is not None:
            first = int(any(given.get(key) == "1" for key in _CURRENT))
            named = Call(None, number, prefix, suffix, first)
            found.append((named, _is_live(code, match.start())))
    return found, unread


def _matches(form: re.Pattern[str], code: str) -> Iterator[tuple[re.Match[str], str]]:
    """The calls of one form of functions that have to do with pages, with their names."""
    for match in islice(form.finditer(code), _MOST_CALLS):
        function = _FUNCTION.search(code, max(0, match.start() - 80), match.start())
        if function and not function[1] and "age" in function[2]:
            yield match, function[2]


def read_count_variable(text: str) -> Call | None:
    """Read TRS pages whose script counts by a variable and names the pages itself."""
    match = _COUNT_VARIABLE.search(text) if "ageCount" in text or "countPage" in text else None
    if match is None or not _INDEX_NAME.search(text):
        return None
    suffix = _SUFFIX_NAME.search(text)
    return Call(
        "trs_create_page_html", int(match["count"]), "index", suffix[1] if suffix else "html", 0
    )


def read_told(codes: Iterable[str], boxes: Iterable[etree._Element]) -> Told:
    """Return how many pages and rows scripts and hidden boxes are told that there are."""
    written = (f"{box.get('id') or box.get('name')}={box.get('value')}" for box in boxes)
    text = "\n".join((*codes, *written))
    pages = rows = 0
    for match in _near(_STEMS, text):
        number = int(match["number"])
        pages = max(pages, number if match["pages"] else 0)
        rows = max(rows, number if match["rows"] else 0)
    if "age." in text or "ageNav." in text or "ager." in text:
        pages = max((pages, *map(int, _GOES.findall(text))))
    return Told(pages, rows)


def _near(stems: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """What the pattern finds close to the stems."""
    for stem in stems:
        at = text.find(stem)
        for _ in range(_MOST_WORDS):
            if at < 0:
                break
            yield from _TOLD.finditer(text, max(0, at - 10), at + 50)
            at = text.find(stem, at + 1)


def _family(name: str) -> str | None:
    if "html" in name.lower():
        return "trs_create_page_html"
    return "trs_chongqing" if name.lower().startswith("createpage") else None


def _number(word: str, code: str) -> int | None:
    """The number a call is given, itself or by the name of a variable."""
    if word.isdigit():
        return int(word) if len(word) < 6 else None
    value = re.search(rf"\b{re.escape(word)}\s*=\s*['\"]?(\d{{1,5}})\b", code) if word else None
    return int(value.group(1)) if value else None


def _is_declared(code: str, at: int) -> bool:
    return code[max(0, at - 12) : at].rstrip().endswith("function")


def _is_live(code: str, at: int) -> bool:
    """Whether the call is no remark: nothing behind // runs."""
    line = code[code.rfind("\n", 0, at) + 1 : at]
    return "//" not in line.replace("://", "")
