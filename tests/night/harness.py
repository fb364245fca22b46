"""What the tests of whole nights share: settings, snapshots of the published file, site makers."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.night import NightResult, run_night
from flows.sample.bodies import BY_SLUG, column_path
from flows.sample.county import write_source
from flows.sample.nights import NIGHTS, Night
from flows.sample.resource import Resource
from flows.sample.server import SampleServer
from flows.sample.site import BEIJING
from flows.settings import Settings

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
CASES = PROJECT.parent / "shared/cases"
#: Tables of the contract with analysts.
PUBLISHED = {
    "ref.county", "ref.filer", "ref.filer_alias", "ref.deadline",
    "ref.threshold", "raw.run", "raw.capture", "raw.column_reading",
    "raw.listing", "raw.document", "raw.finding_event", "core.report",
    "core.report_version", "core.report_location", "core.date_evidence", "core.section",
    "core.attachment", "mart.column_observation", "mart.filing_status", "mart.county_timeliness",
    "mart.section_coverage", "mart.source_health", "checks.check", "checks.finding",
}  # fmt: skip
#: The filers of the county that `few` makes.
FEW = ("sfj", "cyz", "jcz")
SLUG_OF = {body.id: slug for slug, body in BY_SLUG.items()}


def settings_for(home: Path, sources: Path) -> Settings:
    home.mkdir(parents=True, exist_ok=True)
    return Settings(home=home, sources=sources)


def at(text: str) -> datetime:
    """A moment in Beijing time."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def published(home: Path) -> Path:
    return home / "current.duckdb"


@contextmanager
def _reading(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, times in Beijing time."""
    with duckdb.connect(str(published(home).resolve()), read_only=True) as con:
        con.execute("set timezone = 'Asia/Shanghai'")
        yield con


def query(home: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows of the published file."""
    with _reading(home) as con:
        return con.execute(sql, list(values)).fetchall()


def scalar(home: Path, sql: str, *values: object) -> Any:
    return query(home, sql, *values)[0][0]


def tables(home: Path) -> list[str]:
    rows = query(
        home,
        """select schema_name || '.' || table_name from duckdb_tables()
           where not internal order by 1""",
    )
    return [name for (name,) in rows]


def contents(home: Path, leave_out: dict[str, set[str]] | None = None) -> dict[str, list[str]]:
    """Every published table as sorted JSON rows; `leave_out` drops columns, "*" a whole table."""
    dropped = leave_out or {}
    out = {}
    with _reading(home) as con:
        for table in tables(home):
            without = dropped.get(table, set()) | dropped.get("every table", set())
            if "*" in without:
                continue
            columns = [name for name, *_ in con.execute(f"from {table} limit 0").description or ()]
            kept = ", ".join(f'"{name}"' for name in columns if name not in without)
            rows = con.execute(f"select to_json(row_) from (select {kept} from {table}) as row_")
            out[table] = sorted(str(row) for (row,) in rows.fetchall())
    return out


def digests(home: Path, leave_out: dict[str, set[str]] | None = None) -> dict[str, str]:
    return {
        table: f"{len(rows)} rows {hashlib.sha256(chr(10).join(rows).encode()).hexdigest()}"
        for table, rows in contents(home, leave_out).items()
    }


StatusKey = tuple[str, str, int]


def statuses(home: Path) -> dict[StatusKey, dict[str, Any]]:
    rows = query(
        home,
        """select filer_id, report_kind, report_year, status, published_on, days_late, reason,
                  removed_at, ruling, not_before, not_after, proven, observed_at, binding, url
           from mart.filing_status""",
    )
    names = [
        "status",
        "published_on",
        "days_late",
        "reason",
        "removed_at",
        "ruling",
        "not_before",
        "not_after",
        "proven",
        "observed_at",
        "binding",
        "url",
    ]
    return {
        (SLUG_OF.get(filer, filer), kind, year): dict(zip(names, rest, strict=True))
        for filer, kind, year, *rest in rows
    }


#: Checks whose findings come from the pattern that the sample's texts are made by, not its story.
NOT_OF_THE_STORY = {"R05"}


def findings(home: Path, open_only: bool = False, every: bool = False) -> list[dict[str, Any]]:
    """The findings that the story tells of, or with `every` all."""
    where = "where closed_at is null" if open_only else ""
    rows = query(
        home,
        f"""select check_id, severity, filer_id, report_kind, report_year, opened_at, closed_at,
                   message, column_url, evidence
            from checks.finding {where} order by all""",
    )
    names = "check severity filer_id kind year opened_at closed_at message column_url evidence"
    out = []
    for row in rows:
        finding = dict(zip(names.split(), row, strict=True))
        finding["slug"] = SLUG_OF.get(finding["filer_id"], finding["filer_id"] or "-")
        if every or finding["check"] not in NOT_OF_THE_STORY:
            out.append(finding)
    return out


def read_expected(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return list(csv.DictReader((s for s in lines if not s.startswith("#")), delimiter="\t"))


def expected_statuses(night: int) -> dict[StatusKey, str]:
    """Status of every duty after the night of that number (1 to 5)."""
    expected = {}
    for row in read_expected("expected_status.tsv"):
        words = row["status"].split()
        status = words[0] if len(words) == 1 else words[night - 1]
        expected[row["slug"], row["kind"], int(row["year"])] = status
    return expected


@dataclass
class Told:
    """The sample county after its nights: the home and what was published after each night."""

    home: Path
    settings: Settings
    server: SampleServer
    results: list[NightResult] = field(default_factory=list)
    statuses: list[dict[StatusKey, dict[str, Any]]] = field(default_factory=list)
    findings: list[list[dict[str, Any]]] = field(default_factory=list)


def run_story(home: Path, server: SampleServer, nights: Iterable[Night] = NIGHTS) -> Told:
    """Run the sample's nights one after the other and keep what each published."""
    write_source(home / "sources", server.url)
    told = Told(home, settings_for(home, home / "sources"), server)
    for night in nights:
        night.prepare(server)
        told.results.append(run_night(told.settings, as_of=night.as_of))
        told.statuses.append(statuses(home))
        told.findings.append(findings(home))
    return told


# -- small sites of a test's own -------------------------------------------------------------------


def listing(rows: Iterable[tuple[str, str, str]], further: str = "") -> Resource:
    """A static list of (href, title, day)."""
    items = "\n".join(
        f'<li><a href="{href}" title="{title}">{title}</a><span>{day}</span></li>'
        for href, title, day in rows
    )
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>年度报告</title></head><body>'
        '<div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="/">年度报告</a></div>'
        f'<div class="zwxl-main"><ul class="zwxl-list">\n{items}\n</ul>{further}</div>'
        "</body></html>"
    )
    return Resource(page.encode())


def source_of(
    code: str, name: str, url: str, filers: Iterable[tuple[str, str, str, str]], year: int = 2024
) -> str:
    """A source file; `filers` are (id, name, level, path of the column)."""
    text = (
        f'[county]\ncode = "{code}"\nname = "{name}"\nprovince = "示例省"\nsite = "{url}/"\n'
        f"first_report_year = {year}\ndelay_seconds = 0.0\nallow_private_network = true\n"
    )
    for filer_id, filer_name, level, path in filers:
        text += f'\n[[filer]]\nid = "{filer_id}"\nname = "{filer_name}"\nlevel = "{level}"\n'
        if path:
            text += f'[[filer.column]]\nurl = "{url}{path}"\n'
    return text


def few(home: Path, url: str, code: str = "990101", name: str = "云岭县") -> Settings:
    """Settings of a county with three filers whose site is at `url`."""
    sources = home / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    filers = [
        (
            body.id.replace("990101", code),
            body.name,
            body.level,
            column_path(slug, "rule_of_law") or "",
        )
        for slug, body in BY_SLUG.items()
        if slug in FEW
    ]
    text = source_of(code, name, url, filers, year=2023)
    (sources / f"{code}.toml").write_text(text, encoding="utf-8")
    return settings_for(home, sources)


def fixed(site: dict[str, Resource]) -> Any:
    """A site that is the same on every day."""

    def on(_day: date) -> dict[str, Resource]:
        return site

    return on


def run_record(home: Path, run_id: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((home / "archive" / run_id / "run.json").read_text("utf-8"))
    return record
