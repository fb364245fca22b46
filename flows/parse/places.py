"""Place-like names in a text, measured for SQL to judge: what stands before 镇, 乡, 街道, 县, 区.

Where a name begins cannot be told without a list of names, so that each place comes with the
characters before its unit and a short context; the gazetteer of the warehouse finds the name.
"""

from __future__ import annotations

import re

from flows.parse.document import Place

_UNIT = re.compile(
    r"街道(?!路|两)|镇(?!痛|压|静|定|守|域|级|村|区)|乡(?![村镇亲贤愁土风情下友里邻音])"
    r"|县(?![级域城乡区])|区(?![域别分块位间划县])"
)
# 全镇, 我县, 社区: not the name of a place.
_NO_NAME = re.compile(
    r"[全我本各该每辖社两](?:街道|.)$|(?:乡镇|镇乡|街镇|镇街|地区|园区|片区|景区|小区|校区|市区|库区|灾区)$"
)
_NOT_HAN = re.compile(r"[^一-龥]")
_OWN = re.compile(r"[一-龥]{1,6}?(?:街道|[镇乡县区])")
_NAME = 8  # the longest names of the national list, unit included
_BEFORE, _AFTER = 12, 16  # characters of context
_MOST = 120


def find_places(text: str, filer_name: str | None) -> list[Place]:
    """Find place-like names with their offsets; the body's own names are left out."""
    own = tuple(_OWN.findall(filer_name or ""))
    found: list[Place] = []
    for match in _UNIT.finditer(text):
        end = match.end()
        word = _NOT_HAN.split(text[max(0, end - _NAME) : end])[-1]
        if len(word) < 2 or _NO_NAME.search(word) or (own and word.endswith(own)):
            continue
        start = end - len(word)
        found.append(
            Place(
                word=word,
                offset=start,
                before=text[max(0, start - _BEFORE) : start],
                after=text[end : end + _AFTER],
            )
        )
        if len(found) == _MOST:
            break
    return found
