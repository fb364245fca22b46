"""Invented nights as they lie in an archive, for tests that need no collector and no parser."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from warehouse.build import build
from warehouse.database import open_writer
from warehouse.findings import build_findings, new_events
from warehouse.load import finish_run, load_night
from warehouse.publish import publish
from warehouse.sqlfiles import SQL

COUNTY = "990101"
FILER = "990101100"
COLUMN = "http://127.0.0.1/jia/fzbg/"

SOURCES: list[dict[str, Any]] = [
    {
        "county": {
            "code": COUNTY,
            "name": "云溪县",
            "province": "南江省",
            "site": "http://127.0.0.1/",
            "first_report_year": 2021,
            "kinds": ["rule_of_law"],
            "hosts": [],
            "delay_seconds": 0.0,
            "allow_private_network": True,
            "local_publish_by": "02-last",
            "tls": None,
            "columns": [
                {
                    "url": "http://127.0.0.1/all/",
                    "kind": "disclosure",
                    "valid_from": None,
                    "valid_to": None,
                }
            ],
        },
        "filers": [
            {
                "id": FILER,
                "name": "柳湾镇人民政府",
                "level": "township",
                "obligation_basis": None,
                "aliases": [{"name": "柳湾镇", "valid_from": "2001-01-01", "valid_to": None}],
                "valid_from": None,
                "valid_to": None,
                "columns": [
                    {
                        "url": COLUMN,
                        "kind": "rule_of_law",
                        "valid_from": None,
                        "valid_to": "2030-12-31",
                    }
                ],
            }
        ],
        "rulings": [
            {
                "filer": FILER,
                "year": 2022,
                "kind": "rule_of_law",
                "url": None,
                "not_url": None,
                "attested_on": "2023-03-20",
                "where": "云溪日报",
                "exempt": None,
                "filed_on": None,
                "by": "a reader",
                "on": "2023-04-02",
                "reason": "seen in print",
            }
        ],
    }
]


class ArchivedNight:
    """Writes one run's archive folder and staging files under `home`."""

    def __init__(self, home: Path, day: str, pages: int = 3, suffix: str = "aaaaaa") -> None:
        self.home = home
        self.as_of = f"{day}T02:30:00+08:00"
        self.run_id = f"{day.replace('-', '')}T023000-{suffix}"
        self.folder = home / "archive" / self.run_id
        self.staging = home / "staging" / self.run_id
        self.pages = pages

    def write(self) -> ArchivedNight:
        self.folder.mkdir(parents=True)
        self.staging.mkdir(parents=True)
        self.record("running", None)
        (self.folder / "sources.json").write_text(json.dumps(SOURCES, ensure_ascii=False))
        self.lines(self.folder / f"{COUNTY}.captures.jsonl", map(self.capture, range(self.pages)))
        self.lines(self.staging / f"{COUNTY}.column_reading.jsonl", [self.reading()])
        self.lines(self.staging / f"{COUNTY}.listing.jsonl", map(self.entry, range(self.pages)))
        self.lines(self.staging / f"{COUNTY}.document.jsonl", map(self.document, range(self.pages)))
        return self

    def record(self, status: str, finished_at: str | None) -> None:
        record = {
            "run_id": self.run_id,
            "as_of": self.as_of,
            "started_at": self.as_of,
            "finished_at": finished_at,
            "status": status,
            "counties": [COUNTY],
            "failed": {} if status == "complete" else {COUNTY: "no column observed"},
            "counts": {"captures": self.pages},
            "parser_version": 1,
        }
        (self.folder / "run.json").write_text(json.dumps(record))

    def finish(self, events: Iterable[dict[str, Any]], status: str = "complete") -> None:
        self.lines(self.folder / "events.jsonl", events)
        self.record(status, self.as_of.replace("02:30", "02:40"))

    @staticmethod
    def lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        path.write_text(text, "utf-8")

    def address(self, number: int) -> str:
        return f"{COLUMN}{number}.html"

    def digest(self, number: int) -> str:
        return hashlib.sha256(str(number).encode()).hexdigest()

    def capture(self, number: int) -> dict[str, Any]:
        return {
            "run_id": self.run_id,
            "county_code": COUNTY,
            "role": "article",
            "column_url": COLUMN,
            "parent_url": None,
            "url": self.address(number),
            "final_url": self.address(number),
            "fetched_at": self.as_of.replace("02:30:00", f"02:31:{number % 60:02}"),
            "elapsed_ms": 12,
            "status": 200,
            "sha256": self.digest(number),
            "length": 100,
            "content_type": "text/html",
            "etag": f'"{number}"',
            "last_modified": None,
            "stored": True,
            "warc_file": f"{self.run_id}/{COUNTY}.warc.gz",
            "warc_offset": number * 1000,
            "error": None,
            "error_detail": None,
        }

    def _of_column(self) -> dict[str, Any]:
        return {
            "run_id": self.run_id,
            "county_code": COUNTY,
            "filer_id": FILER,
            "report_kind": "rule_of_law",
            "column_url": COLUMN,
        }

    def reading(self) -> dict[str, Any]:
        return self._of_column() | {
            "status": 200,
            "kind": "listing",
            "family": "generic",
            "pages_announced": 1,
            "pages_read": 1,
            "n_entries": self.pages,
            "complete": True,
            "partial": False,
            "provably_empty": False,
            "newest_first": True,
            "oldest_listed_on": "2023-01-09",
            "entries_sha256": "0" * 64,
            "reason": None,
        }

    def entry(self, number: int) -> dict[str, Any]:
        return self._of_column() | {
            "url": self.address(number),
            "title": f"柳湾镇人民政府{2022 - number}年度法治政府建设情况的报告",
            "listed_on": "2023-01-09",
            "position": number + 1,
            "title_report_kind": "rule_of_law",
            "title_why_not": None,
            "may_be_report": True,
            "title_year": 2022 - number,
            "title_years": [2022 - number],
            "title_unit": "柳湾镇人民政府",
        }

    def document(self, number: int, text: str = "一、主要举措。办理案件。") -> dict[str, Any]:
        return {
            "sha256": self.digest(number),
            "url": self.address(number),
            "parser_version": 1,
            "document": {
                "kind": "article",
                "family": "generic",
                "title": f"柳湾镇人民政府{2022 - number}年度法治政府建设情况的报告",
                "is_report": True,
                "report_kind": "rule_of_law",
                "may_be_report": True,
                "report_year": 2022 - number,
                "report_year_source": "title",
                "dates": [
                    {
                        "source": "displayed",
                        "meaning": "published",
                        "date": "2023-01-09",
                        "text": "日期：2023-01-09",
                    }
                ],
                "attachments": [{"url": f"{COLUMN}{number}.pdf", "name": "附件"}],
                "text": text,
                "text_chars": len(text),
            },
        }


CHECK = """-- id: {check}
-- title: an entry of the last run
-- severity: warning
-- basis: invented for the tests
-- row: one entry
select
    listing.url as subject,
    'warning' as severity,
    listing.county_code,
    listing.filer_id,
    listing.report_kind,
    listing.title_year as report_year,
    null as report_id,
    listing.column_url,
    concat('listed: ', listing.title) as message,
    json_object('position', listing.position) as evidence
from raw.listing as listing
inner join ref.clock as clock on listing.run_id = clock.run_id
"""


def small_sql(folder: Path, check: str = CHECK) -> Path:
    """A tree of SQL files with the real raw and ref tables and one invented check, T01."""
    shutil.copytree(SQL / "ref", folder / "ref")
    shutil.copytree(SQL / "schema", folder / "schema")
    (folder / "checks").mkdir()
    (folder / "checks" / "T01.sql").write_text(check.replace("{check}", "T01"), "utf-8")
    return folder


def whole_night(night: ArchivedNight, sql: Path) -> Path:
    """Load, build, judge and publish one night, as the nightly flow does."""
    archive, staging = night.home / "archive", night.home / "staging"
    with open_writer(night.home) as con:
        load_night(con, archive, staging, night.run_id)
        build(con, sql)
        night.finish(new_events(con, night.run_id))
        finish_run(con, archive, night.run_id)
        build_findings(con)
        return publish(con, night.home, night.run_id, keep=3)
