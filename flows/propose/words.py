"""The words by which a site is walked and a roster is read, as data (words.toml)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args

from flows.parse.document import ReportKind
from flows.parse.text import fold, squeeze
from flows.sources.model import Level

_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))

#: What a link promises: a column itself, what is near one, a list of units, the way there.
Way = Literal["column", "near", "units", "open"]

KINDS: tuple[ReportKind, ...] = ("rule_of_law", "disclosure")
_GUIDE = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _DATA["guide"].items()}
UNIT = {name: re.compile(pattern) for name, pattern in _DATA["unit"].items()}
COMMON_ADDRESS = re.compile(_DATA["address"]["common"], re.IGNORECASE)
SHARED_DOMAINS = frozenset(_DATA["domains"]["shared"])
#: Province-level units by the first two digits of a code.
PROVINCES: dict[str, str] = _DATA["provinces"]
#: Longer texts are sentences or titles, not the names of columns.
_LONGEST_NAME = 40


def plain(text: str) -> str:
    """A name for comparison: half-width, without white space."""
    return fold(squeeze(text))


_ROSTER: dict[str, Any] = _DATA["roster"]
#: What a column of a roster is called, by the field that it fills.
HEADER_WORDS: dict[str, list[str]] = {
    field: words for field, words in _ROSTER.items() if isinstance(words, list)
}
LEVELS: tuple[Level, ...] = get_args(Level)
LEVEL_WORDS: dict[str, Level] = {
    plain(word): level for level in LEVELS for word in _ROSTER["levels"][level]
}
#: Words for towns and subdistricts alike: the body's name says which it is.
LEVELS_BY_NAME = frozenset(plain(word) for word in _ROSTER["levels"]["by_name"])
KIND_WORDS: dict[str, ReportKind] = {
    plain(word): kind for kind in KINDS for word in _ROSTER["kinds"][kind]
}


def kinds_named(name: str) -> list[ReportKind]:
    """Kinds of report whose column this name is; none for a name of anything else."""
    text = plain(name)
    if not text or len(text) > _LONGEST_NAME or _GUIDE["no_column"].search(text):
        return []
    return [kind for kind in KINDS if _GUIDE[kind].search(text)]


def is_generic(name: str) -> bool:
    """Whether a column of this name may hold reports among other things."""
    text = plain(name)
    return bool(_GUIDE["generic"].search(text)) and not _GUIDE["no_column"].search(text)


def way_of(name: str) -> Way | None:
    """What a link of this name promises; None when it is not worth a request."""
    text = plain(name)
    if not text or len(text) > _LONGEST_NAME:
        return None
    if kinds_named(text):
        return "column"
    if _GUIDE["never"].search(text):
        return None
    ways: tuple[Way, ...] = ("near", "units", "open")
    return next((way for way in ways if _GUIDE[way].search(text)), None)


def is_more(text: str) -> bool:
    """Whether a link says only that there is more: what stands before it names the column."""
    return bool(_GUIDE["more"].match(plain(text)))
