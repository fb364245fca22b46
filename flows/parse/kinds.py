"""The kinds of report and their sections, as data (kinds.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flows.parse.document import Item, ReportKind

_DATA = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))


@dataclass(frozen=True)
class DatedName:
    """What reports of some years are called, and of no others."""

    pattern: re.Pattern[str]
    first: int
    last: int


@dataclass(frozen=True)
class Kind:
    """What a title or a text must say to be of this kind."""

    id: ReportKind
    keyword: re.Pattern[str]
    near_keyword: re.Pattern[str]
    text_keyword: re.Pattern[str]
    column_slug: re.Pattern[str]
    dated: tuple[DatedName, ...]
    own_headings: re.Pattern[str] | None


@dataclass(frozen=True)
class ItemRule:
    """The words by which a section is known."""

    id: Item
    heading: re.Pattern[str]
    sub: re.Pattern[str]  # for headings below the first level
    unless: re.Pattern[str] | None  # what a heading of the item never says


@dataclass(frozen=True)
class TitleWords:
    """The words that decide about a title, with the reason each group gives."""

    never: tuple[tuple[str, re.Pattern[str]], ...]
    heads: tuple[tuple[str, re.Pattern[str]], ...]
    collection: re.Pattern[str]
    body_class: re.Pattern[str]
    account_before_plan: re.Pattern[str]
    period: re.Pattern[str]
    unsure: re.Pattern[str]
    other_subject: re.Pattern[str]
    report_heads: re.Pattern[str]
    sure_report_heads: re.Pattern[str]
    sent_round: re.Pattern[str]
    posted: re.Pattern[str]
    posted_itself: re.Pattern[str]
    bare: re.Pattern[str]


def _optional(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _kind(row: dict[str, object]) -> Kind:
    return Kind(
        id=cast(ReportKind, row["id"]),
        keyword=re.compile(str(row["keyword"])),
        near_keyword=re.compile(str(row["near_keyword"])),
        text_keyword=re.compile(str(row["text_keyword"])),
        column_slug=re.compile(str(row["column_slug"])),
        dated=tuple(
            DatedName(re.compile(name["pattern"]), int(name["from"]), int(name["until"]))
            for name in cast("list[dict[str, str]]", row.get("dated", []))
        ),
        own_headings=_optional(cast("str | None", row.get("own_headings"))),
    )


def _title_words(row: dict[str, object]) -> TitleWords:
    groups = cast("dict[str, list[dict[str, str]]]", row)
    text = cast("dict[str, str]", row)
    return TitleWords(
        never=tuple((r["why"], re.compile(r["pattern"])) for r in groups["never"]),
        heads=tuple((r["why"], re.compile(f"(?:{r['pattern']})$")) for r in groups["heads"]),
        collection=re.compile(f"(?:{text['collection']})$"),
        body_class=re.compile(text["body_class"]),
        account_before_plan=re.compile(text["account_before_plan"]),
        period=re.compile(text["period"]),
        unsure=re.compile(text["unsure"]),
        other_subject=re.compile(text["other_subject"]),
        report_heads=re.compile(f"(?:{text['report_heads']})$"),
        sure_report_heads=re.compile(f"(?:{text['sure_report_heads']})$"),
        sent_round=re.compile(text["sent_round"]),
        posted=re.compile(text["posted"]),
        posted_itself=re.compile(text["posted_itself"]),
        bare=re.compile(text["bare"]),
    )


#: Every kind of report, in the order in which a title is tried on them.
KINDS: tuple[Kind, ...] = tuple(_kind(row) for row in _DATA["kind"])
#: Section items in the order in which a heading is tried on them.
ITEMS: tuple[ItemRule, ...] = tuple(
    ItemRule(
        row["id"],
        re.compile(row["heading"]),
        re.compile(row.get("sub", row["heading"])),
        _optional(row.get("unless")),
    )
    for row in _DATA["item"]
)
#: Where a heading that names several items is cut.
ITEM_JOIN: re.Pattern[str] = re.compile(_DATA["items"]["join"])
#: Words that mean plans behind plans or problems, else achievements.
FORWARD: re.Pattern[str] = re.compile(_DATA["items"]["forward"])
#: Words by which a heading gives account of what was.
ACCOUNT: re.Pattern[str] = re.compile(_DATA["items"]["account"])
#: Words of the text that speak for an item where the heading names a theme.
CONTENT: dict[Item, re.Pattern[str]] = {
    cast(Item, item): re.compile(pattern) for item, pattern in _DATA["content"].items()
}
#: Items of the fixed headings of the disclosure report.
DISCLOSURE_ITEMS: dict[Item, re.Pattern[str]] = {
    cast(Item, item): re.compile(pattern) for item, pattern in _DATA["disclosure"].items()
}
#: The words that decide about a title.
TITLE: TitleWords = _title_words(_DATA["title"])
