"""The numbers of automatic lists in Word files, which stand in no paragraph's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cn2an
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_CHINESE = {
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"),
    *("ideographTraditional", "taiwaneseCountingThousand", "ideographDigital"),
}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_SILENT = {"bullet", "none"}
_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts the lists of one document, paragraph by paragraph in order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for element in root.findall(qn("w:abstractNum")):
            self._read_levels(element.get(qn("w:abstractNumId")), element)
        for element in root.findall(qn("w:num")):
            target = element.find(qn("w:abstractNumId"))
            if target is not None:
                self._abstract[element.get(qn("w:numId"))] = target.get(qn("w:val"))

    def number_of(self, paragraph: Paragraph) -> str:
        """Return the number that Word shows before the paragraph, "" if it shows none."""
        found = self._place(paragraph)
        if found is None or not paragraph.text.strip():
            return ""
        abstract, level = found
        rule = self._levels.get((abstract, level))
        if rule is None or rule.form in _SILENT:
            return ""
        self._counts[abstract, level] = self._counts.get((abstract, level), rule.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            self._counts.pop((abstract, deeper), None)
        text = rule.text
        for place in range(level + 1):
            own = self._levels.get((abstract, place))
            if own:
                value = self._counts.get((abstract, place), own.start)
                text = text.replace(f"%{place + 1}", _printed(value, own.form))
        return text

    def _read_levels(self, abstract: str, element: Any) -> None:
        for level in element.findall(qn("w:lvl")):
            rank = int(level.get(qn("w:ilvl")) or 0)
            self._levels[abstract, rank] = _Level(
                form=_value(level, "w:numFmt") or "decimal",
                text=_value(level, "w:lvlText") or "",
                start=int(_value(level, "w:start") or 1),
            )

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's."""
        elements: list[Any] = [paragraph._p.pPr]
        style: Any = paragraph.style
        for _ in range(5):
            if style is None:
                break
            elements.append(style.element.find(qn("w:pPr")))
            style = style.base_style
        for properties in elements:
            number = properties.find(qn("w:numPr")) if properties is not None else None
            if number is None:
                continue
            list_id = _value(number, "w:numId")
            if list_id == "0":
                return None
            abstract = self._abstract.get(list_id or "")
            if abstract is not None:
                return abstract, int(_value(number, "w:ilvl") or 0)
        return None


def _value(element: Any, name: str) -> str | None:
    child = element.find(qn(name))
    value = child.get(qn("w:val")) if child is not None else None
    return str(value) if value is not None else None


def _printed(value: int, form: str) -> str:
    if form in _CHINESE:
        return (
            str(cn2an.an2cn(value)).removeprefix("一")
            if 10 <= value < 20
            else str(cn2an.an2cn(value))
        )
    if form in _CIRCLED and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    return str(value)
