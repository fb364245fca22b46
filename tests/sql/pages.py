"""Pages of the invented world as the parser would have read them, in a few words each."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from flows.parse.document import (
    AttachmentLink,
    DateRead,
    Document,
    ItemRead,
    Marker,
    Section,
    YearCount,
)
from flows.parse.titles import read_title

TITLE = "青岩县清水镇人民政府关于2022年度法治政府建设情况的报告"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def section(
    heading: str,
    text: str = "本年做了工作。",
    *,
    path: str = "1",
    number: str = "一、",
    items: tuple[str, ...] = ("theme",),
    decided_by: str = "heading",
    **facts: Any,
) -> Section:
    """A node of an outline; its offsets are set by `report`."""
    return Section.model_validate(
        {
            "path": path,
            "level": path.count(".") + 1,
            "number": number,
            "heading": heading,
            "item": items[0],
            "items": [ItemRead(item=i, words=heading, decided_by=decided_by) for i in items],  # type: ignore[arg-type]
            "text": text,
            "start": 0,
            "end": 0,
            "char_count": len(number + heading + text),
            "point_count": 0,
            "figure_count": 9,
            "years": [],
            "run_in": False,
            **facts,
        }
    )


def whole(year: int = 2022) -> list[Section]:
    """An outline that lacks nothing."""
    return [
        section("主要举措和成效", "做了许多工作。" * 120, path="1", items=("achievements",)),
        section("存在的不足和原因", "由于认识不够。" * 8, path="2", items=("problems", "causes")),
        section("主要负责人履行第一责任人职责情况", path="3", items=("leadership",)),
        section(
            f"{year + 1}年主要安排",
            path="4",
            items=("plans",),
            years=[YearCount(year=year + 1, count=1)],
        ),
    ]


def report(
    title: str = TITLE,
    published: str | None = "2023-03-01",
    *,
    source: str = "metadata",
    dates: list[tuple[str, str, str]] | None = None,
    sections: list[Section] | None = None,
    **facts: Any,
) -> Document:
    """An article, with the facts of its title read as the parser reads them.

    `dates` are (source, meaning, day); `published` is short for one with `source`.
    """
    reading = read_title(title)
    told = list(dates or [])
    if published:
        told.insert(0, (source, "published", published))
    placed, text = [], ""
    for one in whole(reading.report_year or 2022) if sections is None else sections:
        start = len(text)
        text += f"{one.number}{one.heading}\n{one.text}\n"
        placed.append(one.model_copy(update={"start": start, "end": len(text) - 1}))
    placed = [
        one.model_copy(
            update={
                "end": max(
                    other.end
                    for other in placed
                    if other.path == one.path or other.path.startswith(f"{one.path}.")
                )
            }
        )
        for one in placed
    ]
    written = [date.fromisoformat(d) for _, meaning, d in told if meaning == "written"]
    found = text.find("第一责任人")
    base: dict[str, Any] = {
        "kind": "article",
        "family": "generic",
        "title": title,
        "is_report": reading.report_kind is not None,
        "report_kind": reading.report_kind,
        "may_be_report": reading.may_be_report,
        "why_not": reading.why_not,
        "filer_name": reading.unit,
        "report_year": reading.report_year,
        "report_year_source": "title" if reading.report_year else None,
        "title_years": reading.years,
        "name_form": reading.name_form,
        "written_on": written[0] if written else None,
        "published_on": published,
        "published_on_source": source if published else None,
        "dates": [
            DateRead(source=s, meaning=m, date=date.fromisoformat(d), text=d)  # type: ignore[arg-type]
            for s, m, d in told
        ],
        "sections": placed,
        "outline_confidence": "high" if placed else "none",
        "text": text,
        "text_chars": len("".join(text.split())),
        "markers": [Marker(marker="leadership", word="第一责任人", offset=found)]
        if found >= 0
        else [],
    }
    base["text_sha256"] = digest(title + text)
    return Document.model_validate(base | facts)


def unread(reason: str = "login", kind: str = "blocked") -> Document:
    """A page that answers 200 and is not the page."""
    return Document.model_validate({"kind": kind, "family": "generic", "reason": reason})


def attachment(url: str, name: str = "附件") -> AttachmentLink:
    return AttachmentLink(url=url, name=name)
