"""Years that a title or a text names."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.parse.numerals import arabic_years

# 发〔2026〕3号 and (2021-2025年) name years that the report is not about.
_DOCUMENT_YEAR = re.compile(r"[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】](?=\s*第?\d{1,4}\s*号)")
_SPAN = re.compile(r"(?<!\d)(20[0-4]\d)\s*年?度?\s*(?:[-—–－~～至到]|——)\s*(20[0-4]\d)(?!\d)")
# Years in a row, of which only the last has 年: 2022-2023年, 2021、2022年.
_ROW = re.compile(
    r"(?<!\d)20[0-4]\d(?:\s*年?度?\s*(?:——|[-—–－~～至到、,和与及])\s*20[0-4]\d(?!\d))+(?!\s*[.\-/]\d)"
)
_YEAR = re.compile(r"20\d\d")
_NAMED = re.compile(r"(?<!\d)(20[0-4]\d)\s*(?=年)")
_BARE = re.compile(r"(?<![\dA-Za-z])(20[0-4]\d)(?![\d.\-/:])")


def blank_document_years(text: str) -> str:
    """Blank the years inside document numbers, keeping all offsets."""
    return text if "号" not in text else _DOCUMENT_YEAR.sub(lambda m: " " * len(m.group()), text)


def year_span(text: str) -> tuple[int, int] | None:
    """Return the first span of years (2021-2025年), or None."""
    match = _SPAN.search(arabic_years(text))
    return (int(match.group(1)), int(match.group(2))) if match else None


def named_years(text: str, *, bare: bool = False) -> list[tuple[int, int, int]]:
    """Return (year, start, end) of every year with 年 behind it, in order.

    The years inside document numbers are left out; of years that follow one another (2022-2023年)
    the last one's 年 counts for each. With `bare`, and only where no year has 年,
    a four-digit number that stands alone counts too (2024法治政府建设年度报告).
    """
    text = blank_document_years(arabic_years(text))
    found = [(int(m.group(1)), m.start(1), m.end(1)) for m in _NAMED.finditer(text)]
    if not found and bare:
        found = [(int(m.group(1)), m.start(1), m.end(1)) for m in _BARE.finditer(text)]
    if not found or text.count("20") == len(found):
        return found
    ends = {end for _, _, end in found}
    rows = [
        (int(m.group()), row.start() + m.start(), row.start() + m.end())
        for row in _ROW.finditer(text)
        if row.end() in ends
        for m in _YEAR.finditer(row.group())
        if _follow_one_another(row.group())
    ]
    return sorted({*found, *rows}, key=lambda year: year[1])


def _follow_one_another(row: str) -> bool:
    """Whether each year is the next: 2021-2025 names the two ends of something else."""
    years = [int(match.group()) for match in _YEAR.finditer(row)]
    return all(later - earlier == 1 for earlier, later in pairwise(years))
