"""An invented world for the SQL: registry, nights, lists and pages in a few lines, as raw rows.

A world begins empty; `night(...)` adds a run and says what the columns listed and the pages
answered. A page once given answers in every later night until a night says otherwise, and so does
a column: an unchanged site needs no second word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import duckdb

from flows.parse.document import Document
from flows.parse.titles import read_title
from tests.sql.database import empty_database, insert
from tests.sql.pages import digest, report
from warehouse.build import build

SHANGHAI = ZoneInfo("Asia/Shanghai")
COUNTY, SITE = "500999", "http://www.qy.gov.cn"
TOWN = "500999101"


def moment(text: str) -> datetime:
    """A time as the registry writes it: without an offset it is Asia/Shanghai."""
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=SHANGHAI)


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


@dataclass(frozen=True)
class Body:
    """A registered body with a column of its own, and how its reports are called."""

    filer_id: str
    name: str
    column: str
    county: str = "青岩县"

    def title(self, year: int = 2022) -> str:
        return f"{self.county}{self.name}关于{year}年度法治政府建设情况的报告"

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

    def body(
        self,
        name: str = "清水镇人民政府",
        level: str = "township",
        county: int = 0,
        **more: Any,
    ) -> Body:
        """A body with one column; its id and column are made from its place in the registry."""
        number = 101 + sum(len(source["filers"]) for source in self.sources)
        of = self.sources[county]["county"]
        body = Body(f"{of['code']}{number}", name, f"{of['site']}{number}/fzbg/", of["name"])
        columns = more.pop("columns", [body.column])
        self.filer(body.filer_id, name, level, columns, county, **more)
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
        for county, filer_id, column in self.columns():
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
        # A third of a small build is COMMENTs, which nobody reads in a world: the nights' tests do.
        with patch("warehouse.build.apply_comments"):
            build(con)
        return con

    def columns(self) -> list[tuple[str, str | None, dict[str, Any]]]:
        """(county, body or None where several share it, column as registered)."""
        found: list[tuple[str, str | None, dict[str, Any]]] = []
        for source in self.sources:
            code = source["county"]["code"]
            found += [(code, None, one) for one in source["county"]["columns"]]
            found += [(code, f["id"], one) for f in source["filers"] for one in f["columns"]]
        return found

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
