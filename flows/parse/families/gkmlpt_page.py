"""What a page of gkmlpt (Guangdong) holds in its script: the tree of columns, a document.

The application's page has the tree of all columns (`TREE`), a document's page its facts and its
text and its files as JSON (`DETAIL`); only a script would show them.
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
_TEXT_BOX = re.compile(r"""<div\b[^<>]*class=["'][^"'<>]*\barticle-content\b[^<>]*>""")
_PATH = re.compile(r"^(?:https?:)?//[^/]*|[?#].*$", re.IGNORECASE)
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
# Files of a document, where they are not links in its text; the words differ with the version.
_FILE_LISTS = ("attachment", "attachments", "attachment_list", "files", "file_list", "annex")
_FILE_ADDRESSES = ("url", "link", "href", "file_url", "download_url", "path", "file_path", "src")
_FILE_NAMES = ("name", "title", "origin_name", "original_name", "file_name", "filename", "alt")
_MOST_FILES = 100


def with_text(text: str, url: str) -> str:
    """The page with the document and the files that its script would show, each shown once."""
    if "/gkmlpt/" not in url or "DETAIL" not in text:
        return text
    detail = _setting(text, "DETAIL")
    if not isinstance(detail, dict):
        return text
    content = detail.get("content")
    content = content if isinstance(content, str) else ""
    markup = _SCRIPT.sub("", text)
    files = _links(detail, f"{markup}{content}")
    words = re.sub(r"<[^>]*>|\s", "", html.unescape(content))[:30]
    if words and words in re.sub(r"<[^>]*>|\s", "", html.unescape(markup)):
        box = _TEXT_BOX.search(text) if files else None
        return f"{text[: box.end()]}{files}{text[box.end() :]}" if box else text
    if not content.strip() and not files:
        return text
    cells = "".join(
        f"<tr><td>{label}：</td><td>{html.escape(value)}</td></tr>"
        for name, label in _FACTS.items()
        if (value := _shown(detail.get(name)))
    )
    title = html.escape(_shown(detail.get("title")))
    shown = (
        f'<div class="content"><table>{cells}</table><h1 class="title">{title}</h1>'
        f'<div class="article-content">{content}</div><div class="attachment">{files}</div></div>'
    )
    return _behind(text, shown)


def _behind(text: str, shown: str) -> str:
    head, end, tail = text.rpartition("</body>")
    return f"{head}{shown}{end}{tail}" if end else f"{text}{shown}"


def _links(detail: dict[str, Any], markup: str) -> str:
    """Links to the files of a document that the markup does not name, in a form of its own."""
    links: dict[str, str] = {}
    for key in _FILE_LISTS:
        files = detail.get(key)
        if isinstance(files, str) and files.lstrip()[:1] in ("[", "{"):
            files = _loaded(files)
        for file in files if isinstance(files, list) else [files]:
            name, address = _file(file)
            # The same file may stand there with and without its host.
            if address and _PATH.sub("", address) not in markup:
                links.setdefault(address, name)
    shown = (
        f'<p><a href="{html.escape(address)}">{html.escape(name)}</a></p>'
        for address, name in list(links.items())[:_MOST_FILES]
    )
    return "".join(shown)


def _file(file: object) -> tuple[str, str]:
    """Name and address of one file; "" for an address where there is none."""
    if isinstance(file, str):
        return file.rpartition("/")[2], file.strip() if "/" in file else ""
    if not isinstance(file, dict):
        return "", ""
    words = {key: value.strip() for key, value in file.items() if isinstance(value, str)}
    address = next((words[key] for key in _FILE_ADDRESSES if "/" in words.get(key, "")), "")
    name = next((words[key] for key in _FILE_NAMES if words.get(key)), "")
    return name or address.rpartition("/")[2], address


def _loaded(value: str) -> Any:
    try:
        return json.loads(value, strict=False)
    except (ValueError, RecursionError):
        return None


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
