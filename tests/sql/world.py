"""An invented world for the SQL: registry, nights, lists and pages in a few lines, as raw rows.

A world begins empty; `night(...)` adds a run and says what the columns listed and the pages
answered. A page once given answers in every later night until a night says otherwise, and so does
a column: an unchanged site needs no second word.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

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
from warehouse.build import build
from warehouse.database import raw_tables
from warehouse.sqlfiles import PROJECT, SCHEMAS, SQL

SHANGHAI = ZoneInfo("Asia/Shanghai")
COUNTY, SITE = "500999", "http://www.qy.gov.cn"
TOWN = "500999101"
COLUMN = f"{SITE}/101/fzbg/"
TITLE = "青岩县清水镇人民政府关于2022年度法治政府建设情况的报告"


def moment(text: str) -> datetime:
    """A time as the registry writes it: without an offset it is Asia/Shanghai."""
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=SHANGHAI)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Listed:
    """What a column answers."""

    entries: list[tuple[str, str, str | None]] = field(default_factory=list)
    reading: dict[str, Any] = field(default_factory=dict)


@dataclass
class Answer:
    """What an address answers."""

    document: Document | None = None
    status: int | None = 200
    error: str | None = None
    payload: str = ""
    parent: str | None = None
    last_modified: str | None = None


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


@dataclass(frozen=True)
class Body:
    """A registered body with a column of its own, and how its reports are called."""

    filer_id: str
    name: str
    column: str

    def title(self, year: int = 2022) -> str:
        return f"青岩县{self.name}关于{year}年度法治政府建设情况的报告"

    def page(self, number: int = 1) -> str:
        return f"{self.column}{number}.html"

    def entry(
        self, day: str | None = None, year: int = 2022, number: int = 1, title: str | None = None
    ) -> tuple[str, str, str | None]:
        return (self.page(number), self.title(year) if title is None else title, day)

    def report(
        self, published: str | None = "2023-03-01", year: int = 2022, **facts: Any
    ) -> Document:
        return report(facts.pop("title", self.title(year)), published, **facts)


class World:
    """One county by default; every method returns what later calls may need."""

    def __init__(self, **county: Any) -> None:
        self.sources: list[dict[str, Any]] = []
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("run", "capture", "column_reading", "listing", "document")
        }
        self.lists: dict[str, Listed] = {}
        self.pages: dict[str, Answer] = {}
        self.add_county(**county)

    def add_county(self, code: str = COUNTY, name: str = "青岩县", **more: Any) -> None:
        self.sources.append(
            {
                "county": {
                    "code": code,
                    "name": name,
                    "province": "重庆市",
                    "site": f"{SITE}/",
                    "first_report_year": 2022,
                    "kinds": ["rule_of_law"],
                    "hosts": [],
                    "columns": [],
                    "local_publish_by": None,
                    **more,
                },
                "filers": [],
                "rulings": [],
            }
        )

    def filer(
        self,
        filer_id: str = TOWN,
        name: str = "清水镇人民政府",
        level: str = "township",
        columns: list[str | dict[str, Any]] | None = None,
        county: int = 0,
        **more: Any,
    ) -> str:
        self.sources[county]["filers"].append(
            {
                "id": filer_id,
                "name": name,
                "level": level,
                "obligation_basis": None,
                "aliases": [],
                "valid_from": None,
                "valid_to": None,
                "columns": [_column(one) for one in columns or []],
                **more,
            }
        )
        return filer_id

    def body(self, name: str = "清水镇人民政府", level: str = "township", **more: Any) -> Body:
        """A body with one column; its id and column are made from its place in the registry."""
        number = 101 + sum(len(source["filers"]) for source in self.sources)
        body = Body(f"{COUNTY}{number}", name, f"{SITE}/{number}/fzbg/")
        columns = more.pop("columns", [body.column])
        self.filer(body.filer_id, name, level, columns, **more)
        return body

    def shared(self, *columns: str | dict[str, Any], county: int = 0) -> None:
        self.sources[county]["county"]["columns"] += [_column(one) for one in columns]

    def ruling(
        self, filer: str = TOWN, year: int = 2022, kind: str = "rule_of_law", **says: Any
    ) -> None:
        self.sources[0]["rulings"].append(
            {
                "filer": filer,
                "year": year,
                "kind": kind,
                "by": "张三",
                "on": "2023-04-02",
                "reason": "已核实",
                **says,
            }
        )

    def night(
        self,
        as_of: str,
        lists: dict[str, Any] | None = None,
        pages: dict[str, Any] | None = None,
        *,
        asks: set[str] | None = None,
        run_id: str | None = None,
        status: str = "complete",
        parser_version: int = 1,
    ) -> str:
        """One run. `lists`: column → [(url, title, listed_on)] or {reading facts}, `pages`: url →
        Document, HTTP status, error word or Answer; `asks` limits it to some columns.
        """
        when = moment(as_of)
        run_id = run_id or f"{when.astimezone(SHANGHAI):%Y%m%dT%H%M%S}-{len(self.rows['run']):06x}"
        self._set(lists or {}, pages or {})
        self.rows["run"].append(
            {
                "run_id": run_id,
                "as_of": when,
                "started_at": when,
                "finished_at": when,
                "status": status,
                "counts": {},
                "counties": [],
                "failed": {},
                "sources": json.loads(json.dumps(self.sources)),
                "parser_version": parser_version,
            }
        )
        listed: set[str] = set()
        for county, filer_id, column in self._columns():
            asked = asks is None or column["url"] in asks
            listed |= self._read_column(run_id, county, filer_id, column, asked)
        for url, answer in self.pages.items():
            if asks is None or url in listed:
                self._capture(run_id, url, answer, when, parser_version)
        return run_id

    def build(self, zone: str = "Asia/Shanghai") -> duckdb.DuckDBPyConnection:
        """The derived tables and the offenders of the checks, in a database of their own."""
        con = empty_database(zone)
        for name, rows in self.rows.items():
            insert(con, f"raw.{name}", rows)
        build(con)
        return con

    def _set(self, lists: dict[str, Any], pages: dict[str, Any]) -> None:
        for url, answer in lists.items():
            if isinstance(answer, Listed):
                self.lists[url] = answer
            elif isinstance(answer, dict):
                self.lists[url] = Listed(reading=answer)
            else:
                self.lists[url] = Listed(entries=[(*one, None)[:3] for one in answer])
        for url, answer in pages.items():
            if isinstance(answer, Document):
                answer = Answer(answer)
            elif isinstance(answer, int):
                answer = Answer(status=answer)
            elif isinstance(answer, str):
                answer = Answer(status=None, error=answer)
            self.pages[url] = answer

    def _columns(self) -> list[tuple[str, str | None, dict[str, Any]]]:
        found: list[tuple[str, str | None, dict[str, Any]]] = []
        for source in self.sources:
            code = source["county"]["code"]
            found += [(code, None, one) for one in source["county"]["columns"]]
            found += [(code, f["id"], one) for f in source["filers"] for one in f["columns"]]
        return found

    def _read_column(
        self, run_id: str, county: str, filer_id: str | None, column: dict[str, Any], asked: bool
    ) -> set[str]:
        answer = self.lists.get(column["url"], Listed(reading={"reason": "not_reached"}))
        if not asked:
            answer = Listed(reading={"reason": "not_asked"})
        key = {
            "run_id": run_id,
            "county_code": county,
            "filer_id": filer_id,
            "report_kind": column["kind"],
            "column_url": column["url"],
        }
        failed = "reason" in answer.reading and not answer.reading.get("partial")
        days = [day for _, _, day in answer.entries]
        self.rows["column_reading"].append(
            key
            | {
                "status": None if failed else 200,
                "kind": None if failed else "listing",
                "family": "generic",
                "pages_announced": 1,
                "pages_read": 0 if failed else 1,
                "n_entries": len(answer.entries),
                "complete": not failed,
                "partial": False,
                "provably_empty": not failed and not answer.entries,
                "newest_first": bool(days)
                and None not in days
                and days == sorted(days, reverse=True),  # type: ignore[type-var]
                "oldest_listed_on": min((d for d in days if d), default=None),
                "entries_sha256": digest(json.dumps(answer.entries)),
                "reason": None,
            }
            | answer.reading
        )
        for position, (url, title, day) in enumerate(answer.entries, 1):
            reading = read_title(title)
            self.rows["listing"].append(
                key
                | {
                    "url": url,
                    "title": title,
                    "listed_on": day,
                    "position": position,
                    "title_report_kind": reading.report_kind,
                    "title_why_not": reading.why_not,
                    "may_be_report": reading.may_be_report,
                    "title_year": reading.report_year,
                    "title_years": reading.years,
                    "title_unit": reading.unit,
                }
            )
        return {url for url, _, _ in answer.entries}

    def _capture(
        self, run_id: str, url: str, answer: Answer, when: datetime, parser_version: int
    ) -> None:
        document = answer.document
        payload = None
        if document is not None:
            payload = digest(url + answer.payload + document.model_dump_json())
        attached = answer.parent is not None
        self.rows["capture"].append(
            {
                "run_id": run_id,
                "county_code": self.sources[0]["county"]["code"],
                "role": "attachment" if attached else "article",
                "column_url": None,
                "parent_url": answer.parent,
                "url": url,
                "final_url": url,
                "fetched_at": when,
                "elapsed_ms": 1,
                "status": answer.status,
                "sha256": payload,
                "length": 1,
                "content_type": "text/html",
                "etag": None,
                "last_modified": answer.last_modified,
                "stored": True,
                "warc_file": None,
                "warc_offset": None,
                "error": answer.error,
                "error_detail": None,
            }
        )
        if document is not None:
            row = {
                "sha256": payload,
                "url": url,
                "parser_version": parser_version,
                "document": document.model_dump(mode="json"),
            }
            if row not in self.rows["document"]:
                self.rows["document"].append(row)


def _column(column: str | dict[str, Any]) -> dict[str, Any]:
    base = {"kind": "rule_of_law", "valid_from": None, "valid_to": None}
    return base | ({"url": column} if isinstance(column, str) else column)


def empty_database(zone: str = "Asia/Shanghai") -> duckdb.DuckDBPyConnection:
    """The raw schema in memory, laid out by the files of the warehouse."""
    con = duckdb.connect()
    con.execute("load icu")
    con.execute(f"set timezone = '{zone}'")
    con.execute(f"set file_search_path = '{PROJECT}'")
    for schema in SCHEMAS:
        con.execute(f"create schema {schema}")
    for table in raw_tables():
        con.execute(table.body)
    for macro in sorted((SQL / "schema").glob("macro_*.sql")):
        con.execute(macro.read_text("utf-8"))
    return con


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows as JSON, cast to the table's own columns."""
    if not rows:
        return
    columns = con.execute(f"describe {table}").fetchall()
    lines = json.dumps(rows, ensure_ascii=False, default=str)
    con.execute("set variable rows = ?", [lines])
    shape = json.dumps([{name: kind for name, kind, *_ in columns}])
    con.execute(
        f"insert into {table} select one.* from (select unnest(from_json("
        f"getvariable('rows')::json, '{shape}')) as one)"
    )
