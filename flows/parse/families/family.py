"""What tells one kind of site software from another, as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

#: A reader of lists that do not stand in the markup: text of the page, its address → a Sheet.
DataReader = Callable[[str, str], "Sheet | None"]


@dataclass(frozen=True)
class Line:
    """One entry as the data give it; the address may be relative."""

    href: str
    title: str
    listed_on: date | None = None


@dataclass
class Sheet:
    """A list read from data: XML of an interface, JSON in a script, JSON of an interface."""

    lines: list[Line] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    announced: int | None = None
    partial: bool = False
    empty: bool = False  # the data themselves say that there is no entry
    title: str | None = None  # the column's name, where the data give it


@dataclass(frozen=True)
class Family:
    """A kind of site software.

    `addresses` are patterns of a page's address, `marks` words of its text: any one recognises
    the family (words, not patterns: searching a page for a word takes a fiftieth of the time).
    `containers` name (by class or id) the element that holds the rows of a list; only a family
    that writes its rows into the page itself has any, for only there can an empty container
    prove an empty column. `data` reads a list that stands elsewhere than in markup.
    """

    name: str
    marks: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    data: DataReader | None = None
    is_application: bool = False  # its pages hold no rows: scripts draw everything

    def has_address(self, url: str) -> bool:
        """Tell whether the address alone shows the family."""
        return any(re.search(pattern, url) for pattern in self.addresses)

    def holds_rows(self, name: str) -> bool:
        """Tell whether an element with these class and id words is the family's container."""
        return _is_any(self.containers, name)


# The pages of a site share their class names: each is judged once.
@lru_cache(maxsize=4096)
def _is_any(patterns: tuple[str, ...], name: str) -> bool:
    return any(re.search(pattern, name, re.IGNORECASE) for pattern in patterns)
