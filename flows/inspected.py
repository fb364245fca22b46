"""What was read from one page, for a person: every fact with its source, the outline as a tree."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from flows.parse.document import Document, Listing, Page, Section
from flows.parse.inspection import inspection
from flows.parse.provenance import sources_of
from flows.show import print_line, show, words
from flows.tabular import Rows

_LISTS = ("dates", "sections", "attachments", "entries", "pages")
_TEXT_SHOWN = 60  # characters of a section's own text
_TREE_WIDTH = 400  # cells; a narrower terminal wraps its lines, where rich would cut them off


def as_json(page: Page) -> str:
    """The one object that `--format json` prints."""
    return json.dumps(inspection(page), ensure_ascii=False, indent=1) + "\n"


def show_page(console: Console, page: Page) -> None:
    """Print the facts with their sources, then the lists that the page has."""
    show(console, _facts(page), "page", "")
    if isinstance(page, Document):
        _show_document(console, page)
    if isinstance(page, Listing):
        entries = [[entry.listed_on, entry.title, entry.url] for entry in page.entries]
        _part(console, f"entries ({len(entries)})", ["listed_on", "title", "url"], entries)
        _part(console, "pages", ["url"], [[url] for url in (*page.pages, *page.subcolumns)])


def show_findings(console: Console, found: list[dict[str, Any]] | None) -> None:
    """Print what the checks say of the page by itself."""
    if found is None:
        print_line(console, "\nfindings: none asked for; the page names no report, body or year")
        return
    rows = [[row["check"], row["severity"], row["message"]] for row in found]
    print_line(console, "")
    show(console, Rows(["check", "severity", "message"], rows), "findings", "findings: none")


def _facts(page: Page) -> Rows:
    told = sources_of(page)
    facts = {key: value for key, value in inspection(page).items() if key not in _LISTS}
    if isinstance(page, Document):
        sure = [page.outline_confidence, page.outline_reason]
        facts |= {
            "outline": ", ".join(part for part in sure if part),
            "sign_off": page.sign_off,
            "error": page.error,
        }
    if isinstance(page, Listing):
        facts |= {
            "pages_announced": page.pages_announced,
            "partial": page.partial,
            "provably_empty": page.provably_empty,
        }
    rows = [[key, _one_line(value), told.get(key, "")] for key, value in facts.items()]
    return Rows(["fact", "value", "read from"], rows)


def _one_line(value: Any) -> str:
    if isinstance(value, list):
        return " > ".join(words(part) for part in value) or "–"
    return words(value)


def _show_document(console: Console, page: Document) -> None:
    dates = [[d.date, d.meaning, d.source, d.text] for d in page.dates]
    _part(console, "dates", ["date", "meaning", "source", "text"], dates)
    if page.sections:
        print_line(console, "")
        _show_tree(console, page.sections)
    files = [[link.name, link.url] for link in page.attachments]
    _part(console, "attachments", ["name", "url"], files)


def _show_tree(console: Console, sections: Iterable[Section]) -> None:
    """The outline: each heading with its items, the words that decided, and how its text begins."""
    root = Tree(Text("outline", style="bold"))
    nodes = {"": root}
    for section in sections:
        above = nodes.get(section.path.rpartition(".")[0], root)
        line = Text(words(f"{section.number}{section.heading}"), style="bold")
        read = ", ".join(
            f"{item.item} ({item.decided_by} “{item.words}”)" for item in section.items
        )
        line.append(words(f"  {read}, {section.char_count} characters"), style="cyan")
        node = nodes[section.path] = above.add(line)
        if section.text:
            own = " ".join(section.text.split())
            cut = own[:_TEXT_SHOWN] + ("…" if len(own) > _TEXT_SHOWN else "")
            node.add(Text(words(cut), style="dim"))
    console.print(root, soft_wrap=True, width=max(console.width, _TREE_WIDTH))


def _part(console: Console, name: str, columns: list[str], rows: list[list[Any]]) -> None:
    if rows:
        print_line(console, f"\n{name}")
        show(console, Rows(columns, rows), name, "")
