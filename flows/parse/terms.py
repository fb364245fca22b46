"""The words of government pages, as data (terms.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8"))


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")\s*$")


#: Label (without blanks) → what it names; "ignored" for labels that only end a value.
LABELS: dict[str, str] = {
    label: field for field, labels in _DATA["labels"].items() for label in labels
}
META_TITLE: list[str] = _DATA["meta"]["title"]
META_PUBLISHED: list[str] = _DATA["meta"]["published"]
META_COLUMN: list[str] = _DATA["meta"]["column"]
META_SOURCE: list[str] = _DATA["meta"]["source"]

FURNITURE_LINE = _whole(_DATA["furniture"]["lines"])
AFTER_ARTICLE = _whole(_DATA["furniture"]["after"])
BEFORE_TEXT = re.compile(_DATA["furniture"]["before_text"])
BEHIND_TEXT = re.compile(_DATA["furniture"]["behind_text"])

_CONTAINER = re.compile(_DATA["container"]["named"], re.IGNORECASE)
_TITLE = re.compile(_DATA["container"]["title"])
_NOT_TITLE = re.compile(_DATA["container"]["not_title"], re.IGNORECASE)
_OUTSIDE = re.compile(_DATA["container"]["outside"], re.IGNORECASE)

MARKERS: list[tuple[str, re.Pattern[str]]] = [
    (row["name"], re.compile(row["pattern"])) for row in _DATA["marker"]
]
OTHER_LEVEL: dict[str, re.Pattern[str]] = {
    ending: re.compile(pattern) for ending, pattern in _DATA["other_level"].items()
}

FLAT_TABLES: list[tuple[re.Pattern[str], re.Pattern[str]]] = [
    (re.compile(row["begin"]), re.compile(row["end"])) for row in _DATA["outline"]["tables"]
]
_NOUNS = "|".join(sorted(_DATA["outline"]["nouns"], key=len, reverse=True))
_WORDS = "|".join(sorted(_DATA["outline"]["words"], key=len, reverse=True))
#: One word that headings are made of; group "noun" when a heading may end behind it.
HEADING_WORD = re.compile(f"(?P<noun>{_NOUNS})|(?:{_WORDS})")


# The pages of a site share their class names: each is judged once.
@lru_cache(maxsize=8192)
def is_text_box(mark: str) -> bool:
    """Whether a class and id name the element that holds the text of an article alone."""
    return bool(_CONTAINER.search(mark))


@lru_cache(maxsize=8192)
def is_title_box(mark: str) -> bool:
    """Whether a class and id name the element that holds the title of an article."""
    if not any(_TITLE.search(word) for word in mark.split()):
        return False
    return not _NOT_TITLE.search(mark)


@lru_cache(maxsize=8192)
def stands_outside(mark: str) -> bool:
    """Whether a class and id name a part of the page round the article."""
    return bool(_OUTSIDE.search(mark))
