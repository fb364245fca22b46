"""The visible text of an article as lines, the way a reader sees its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from flows.parse.markup import is_unseen, visible_text
from flows.parse.text import collapse, storable

_BLOCK = frozenset(
    (
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("section", "article", "blockquote", "pre", "center", "form", "fieldset", "hr", "main"),
        *("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "header", "footer"),
        *("nav", "aside", "address", "figure", "figcaption", "details", "summary"),
    )
)
_CHINESE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WRAPPED = re.compile(f"(?<=[{_CHINESE}])[ \t]*\r?\n\\s*(?=[{_CHINESE}])")
_KEPT = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}|<%[^%]{0,200}%>")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `table` marks the row of a table, which never holds a heading."""

    text: str
    table: bool = False


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a plain text that are not blank."""
    lines = (Line(collapse(line)) for line in text.splitlines())
    return [line for line in lines if line.text]


def lines_of_element(element: etree._Element) -> list[Line]:
    """Return the lines that a reader sees in an element; a row of a data table is one line."""
    lines: list[Line] = []
    pieces: list[str] = []

    keepers: list[etree._Element] = []  # elements that keep the line ends of their text

    def add_lines(text: str) -> None:
        first, *others = text.split("\n")
        pieces.append(first)
        for other in others:
            close()
            pieces.append(other)

    def close(table: bool = False) -> None:
        text = clean_line("".join(pieces))
        pieces.clear()
        if text:
            lines.append(Line(text, table))

    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag
        if event == "start":
            if is_unseen(tag, node.items()):
                walk.skip_subtree()
                continue
            if tag == "br":
                close()
            elif tag in _BLOCK:
                close()
                if _keeps_line_ends(node):
                    keepers.append(node)
                if tag == "table" and is_data_table(node):
                    for row in _rows(node):
                        pieces.append(row)
                        close(table=True)
                    walk.skip_subtree()
                    continue
            if node.text:
                if keepers:
                    add_lines(node.text)
                else:
                    pieces.append(node.text)
        else:
            if event == "end" and tag in _BLOCK:
                close()
                if keepers and node is keepers[-1]:
                    keepers.pop()
            if node is not element and node.tail:
                if keepers:
                    add_lines(node.tail)
                else:
                    pieces.append(node.tail)
    close()
    return lines


def _keeps_line_ends(element: etree._Element) -> bool:
    if element.tag == "pre":
        return True
    style = element.get("style")
    return bool(style and "white-space" in style and _KEPT.search(style))


def storable_lines(lines: list[Line]) -> list[Line]:
    """Return the lines without what UTF-8 and the warehouse cannot hold."""
    try:
        joined = "".join(line.text for line in lines).encode()
    except UnicodeEncodeError:
        joined = b"\x00"
    if b"\x00" not in joined:
        return lines
    return [Line(storable(line.text), line.table) for line in lines]


def clean_line(text: str) -> str:
    """Return a paragraph's text on one line, without words that a script was to fill in."""
    if not text or text.isspace():
        return ""
    if "\n" in text:
        text = _WRAPPED.sub("", text)
    if "{" in text or "<%" in text:
        text = _TEMPLATE.sub("", text)
    return collapse(text)


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds data; one that only lays out the page holds paragraphs."""
    inner = table.iter("table")
    next(inner)
    if next(inner, None) is not None:
        return False
    # Rows of one cell each are paragraphs.
    if all(sum(cell.tag in ("td", "th") for cell in row) < 2 for row in table.iter("tr")):
        return False
    sizes = []
    for cell in table.iter("td", "th"):
        size = len(collapse(visible_text(cell, limit=4000)))
        if size:
            sizes.append(size)
        if len(sizes) > 400:
            return True
    if len(sizes) < 3:
        return False
    return max(sizes) < 0.6 * sum(sizes) and max(sizes) < 1500


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter("tr"):
        cells = [clean_line(visible_text(cell)) for cell in row if cell.tag in ("td", "th")]
        text = " ".join(cell for cell in cells if cell)
        if text:
            yield text
