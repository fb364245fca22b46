"""What a site family has to say of itself: addresses, lists, articles, pages that lead on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flows.sample.resource import Resource
from flows.sample.texts import Block

#: (words, address) of a link.
Link = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """An entry of a listing page."""

    href: str
    title: str
    day: date | None


@dataclass(frozen=True)
class Column:
    """A whole column: `rows` newest first, their addresses absolute paths."""

    path: str
    name: str
    crumbs: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Article:
    """What an article page shows."""

    title: str
    crumbs: tuple[str, ...]
    column_name: str
    blocks: Sequence[Block]
    shown: date | None
    written: date | None
    publisher: str
    index_number: str
    attachment: tuple[str, str] | None = None  # href, name


@dataclass(frozen=True)
class Menu:
    """A page that only leads on."""

    path: str
    name: str
    crumbs: tuple[str, ...]
    links: Sequence[Link]


@dataclass(frozen=True)
class Look:
    """One family. `listing` and `menu` give every address that they need with its answer.

    `address` makes an article's path of its column's path, its number and the day in the address.
    """

    address: Callable[[str, int, date | None], str]
    listing: Callable[[Column], dict[str, Resource]]
    article: Callable[[Article], str]
    menu: Callable[[Menu], dict[str, Resource]]
    encoding: str = "utf-8"
    content_type: str = "text/html; charset=utf-8"
