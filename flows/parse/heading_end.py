"""Where a heading ends and its text begins when both stand on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.parse.numbers import begins_with_heading_words

_STOPS = "。;:!?"
_OPEN, _CLOSE = "《“「(【〔", "》”」)】〕"
_POINT = re.compile(r"(?<![统唯之万不专第十百千其])一\s*是(?=[一-龥])")
# What a sentence of such a report begins with.
_SENTENCE_START = re.compile(
    r"\s|20\d\d年|今年|我[县区市镇乡街局委办]|[本全]|年内|根据|按照|为了?|在|一年来|坚持|截[至止]|"
    r"通过|始终|从|以|围绕|紧|认真|严格|积极|[区县镇乡街][党委政]"
)
# Behind a blank these begin the text of a heading that has no stop.
_BLANK_BEFORE_TEXT = re.compile(
    r"(?<=[一-龥]{4})\s+(?=20\d\d年|今年|一年来|年内|我[县区市镇乡街局委办]|[本全][省市县区镇乡街局]|截[至止]"
    r"|按照|根据|依据|为了|一\s*是)"
)
# A blank behind a phrase, and behind it a sentence with a comma of its own.
_BLANK_BEFORE_SENTENCE = re.compile(r"(?<=[一-龥]{4})\s+(?=[^\s,]{6,},[^\s]{6,}$)")
_SHORT_BRACKET = re.compile(r"\([^()]{0,12}\)")
_LONG_REST = 20  # characters behind known words that are no heading any more
_LONGEST = 120  # characters that a heading may have
_LEAST = 4  # characters of known heading words that mark an end
_LEAST_SENTENCE = 20  # characters of a sentence behind a heading and a blank


@dataclass(frozen=True)
class HeadingEnd:
    """Offsets into the line: the heading is [0:heading], the text begins at `text`."""

    heading: int
    text: int
    run_in: bool


def find_heading_end(line: str, *, outermost: bool) -> HeadingEnd:
    """Split a folded heading line (without its number).

    It ends at its first 。；：, before 一是, or where known heading words end; a line without any
    of them is all heading.
    """
    stop = _first_stop(line)
    point = _POINT.search(line)
    at_point = point.start() if point and point.start() > 1 else len(line)
    blank = _BLANK_BEFORE_TEXT.search(line, 0, _LONGEST)
    if blank and blank.end() < min(stop, at_point):
        return HeadingEnd(blank.start(), blank.end(), True)
    end = min(stop, at_point)
    gap = _BLANK_BEFORE_SENTENCE.search(line[:end]) if line[end : end + 1] == "。" else None
    if (
        gap
        and end - gap.end() >= _LEAST_SENTENCE
        and not begins_with_heading_words(line, gap.end())
    ):
        return HeadingEnd(gap.start(), gap.end(), True)
    known = begins_with_heading_words(line, 0)
    behind = line[known:]
    rest = line[end + 1 :] if end == stop else line[end:]
    if _LEAST <= known < end and _ends_at_words(behind, end - known, rest, outermost=outermost):
        return HeadingEnd(known, known, True)
    if not rest.strip():
        return HeadingEnd(end, len(line), False) if end <= _LONGEST else _at_comma(line)
    if end > _LONGEST:
        return _at_comma(line)
    return HeadingEnd(end, end + 1 if end == stop else end, True)


def _ends_at_words(behind: str, left: int, rest: str, *, outermost: bool) -> bool:
    """Whether the known words are the whole heading and `behind` is already text."""
    if behind[:1] in (",", "、", ")", "》") or _SHORT_BRACKET.match(behind):
        return False
    if not rest.strip():
        # 创新经验及做法创新工作载体。 ends with a full stop that no heading needs; a row of cells
        # behind a heading has no stop at all.
        if behind.rstrip().endswith(tuple(_STOPS)):
            return outermost and left >= _LEAST
        return left > _LONG_REST and (outermost or bool(_SENTENCE_START.match(behind)))
    return outermost or bool(_SENTENCE_START.match(behind))


def _first_stop(line: str) -> int:
    """Offset of the first stop outside quotes and brackets; the length if there is none."""
    depth = 0
    for offset, char in enumerate(line[: 4 * _LONGEST]):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in _STOPS and (depth == 0 or (char == "。" and depth > 2)):
            if char == ":" and line[offset - 1 : offset].isdigit():
                continue
            return offset
    return len(line)


def _at_comma(line: str) -> HeadingEnd:
    comma = line.find(",", 0, _LONGEST)
    end = comma if comma > 1 else min(_LONGEST, len(line))
    return HeadingEnd(end, end, True)
