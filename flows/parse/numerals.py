"""Chinese numerals: list numbers and years."""

from __future__ import annotations

import re
from functools import lru_cache

import cn2an

#: Characters of a list number (一, 十二, 二十一).
NUMERAL = "一二三四五六七八九十百两"
#: Characters that stand for zero in a year, letters typed by mistake included.
ZERO = "〇○◯零0０oOｏＯ"

_YEAR_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")}
_YEAR_DIGITS |= dict.fromkeys(ZERO, "0")
_DIGIT = f"一二三四五六七八九{ZERO}"
_MAY_BE_YEAR = re.compile(f"二[{ZERO}]")
_CHINESE_YEAR = re.compile(f"(?<![{_DIGIT}])二[{ZERO}][{_DIGIT}]{{2}}(?=\\s*年)")
_TWENTY_YEAR = re.compile(
    f"(?<![{_DIGIT}])二[{ZERO}](?:一十|二十|十)[一二三四五六七八九]?(?=\\s*年)"
)
_CHINESE_DAY = re.compile("([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\\s*[月日号])")


@lru_cache(maxsize=1024)
def list_number(numeral: str) -> int | None:
    """Return the value of a Chinese list number (十二 → 12), or None if it is none."""
    if not numeral or any(char not in NUMERAL for char in numeral):
        return None
    try:
        return int(cn2an.cn2an(numeral, "smart"))
    except ValueError:
        return None


def arabic_years(text: str) -> str:
    """Return `text` with years in Chinese numerals as digits (二〇二二年 → 2022年).

    The length does not change, so offsets hold.
    """
    # A plain beginning is found many times faster than the pattern with its look behind.
    if _MAY_BE_YEAR.search(text) is None:
        return text
    return _CHINESE_YEAR.sub(lambda m: "".join(_YEAR_DIGITS[c] for c in m.group()), text)


def arabic_dates(text: str) -> str:
    """Return a date in Chinese numerals in digits (二〇二三年一月十五日 → 2023年1月15日)."""
    if "年" not in text:
        return text
    text = _TWENTY_YEAR.sub(lambda m: str(2000 + (list_number(m.group()[2:]) or 0)), text)
    text = arabic_years(text)
    return _CHINESE_DAY.sub(lambda m: str(list_number(m.group()) or m.group()), text)
