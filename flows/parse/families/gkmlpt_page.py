"""What a page of gkmlpt (Guangdong) holds in its script: the tree of columns, a document.

The application's page has the tree of all columns (`TREE`), a document's page its facts and its
text as JSON (`DETAIL`); only a script would show them.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

_SITE = re.compile(r"""\bSID["']?\s*:\s*["']?(\d+)""")
# One that is not closed takes the rest of the page: nothing is searched twice.
_SCRIPT = re.compile(r"<script\b.*?(?:</script\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_CHINA = timedelta(hours=8)
#: Labels of the facts that a document's JSON gives, in the order in which pages show them.
_FACTS = {
    "identifier": "索引号",
    "document_number": "文号",
    "publisher": "发布机构",
    "date": "成文日期",
    "display_publish_time": "发布日期",
}
_DEEPEST_TREE = 12


def with_text(text: str, url: str) -> str:
    """The page with the document that its script would show; unchanged when it shows one."""
    if "/gkmlpt/" not in url or "DETAIL" not in text:
        return text
    detail = _setting(text, "DETAIL")
    content = detail.get("content") if isinstance(detail, dict) else None
    if not isinstance(content, str) or not content.strip():
        return text
    words = re.sub(r"<[^>]*>|\s", "", html.unescape(content))[:30]
    markup = _SCRIPT.sub("", text)
    if words and words in re.sub(r"<[^>]*>|\s", "", html.unescape(markup)):
        return text
    cells = "".join(
        f"<tr><td>{label}：</td><td>{html.escape(value)}</td></tr>"
        for name, label in _FACTS.items()
        if (value := _shown(detail.get(name)))
    )
    title = html.escape(_shown(detail.get("title")))
    shown = (
        f'<div class="content"><table>{cells}</table><h1 class="title">{title}</h1>'
        f'<div class="article-content">{content}</div></div>'
    )
    head, end, tail = text.rpartition("</body>")
    return f"{head}{shown}{end}{tail}" if end else f"{text}{shown}"


def columns(text: str, url: str) -> Iterator[tuple[str, str]]:
    """Name and address of every column in an application's page: that of the interface."""
    site = _SITE.search(text) if "/gkmlpt/" in url else None
    if site is None:
        return
    root = url.split("/gkmlpt/", 1)[0]
    stack = [(_setting(text, "TREE"), 0)]
    while stack:
        nodes, depth = stack.pop()
        for node in nodes if isinstance(nodes, list) and depth < _DEEPEST_TREE else ():
            if not isinstance(node, dict) or not isinstance(node.get("name"), str):
                continue
            elsewhere, number = node.get("jump_url"), node.get("id")
            if isinstance(elsewhere, str) and elsewhere.strip():
                yield node["name"], elsewhere.strip()
            elif isinstance(number, int):
                yield node["name"], f"{root}/gkmlpt/api/all/{number}?page=1&sid={site.group(1)}"
            stack.append((node.get("children"), depth + 1))


def _setting(text: str, name: str) -> Any:
    """The JSON behind a name in the page's configuration; None if there is none."""
    found = re.search(rf"""["']?\b{name}["']?\s*:\s*(?=[\[{{])""", text)
    if found is None:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, found.end())[0]
    except (ValueError, RecursionError):
        return None


def _shown(value: object) -> str:
    """A fact as a page would print it; moments are seconds since 1970, 0 stands for none."""
    if isinstance(value, int) and not isinstance(value, bool):
        if not 10**8 < value < 10**10:
            return ""
        return f"{datetime.fromtimestamp(value, UTC) + _CHINA:%Y-%m-%d}"
    return value.strip() if isinstance(value, str) else ""
