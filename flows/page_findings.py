"""What the checks say of one page by itself: it goes through a warehouse in memory of its own."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.parse.document import PARSER_VERSION, Document
from flows.parse.titles import read_title
from flows.run_folder import SHANGHAI, RunFolder
from flows.sources.model import County, Filer, Level, RegisteredColumn
from flows.sources.registry import Source
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.load import load_night

_SITE, _COLUMN = "http://127.0.0.1/", "http://127.0.0.1/column/"
#: Checks that need no registry, no other page and no other night.
_BY_ITSELF = ("K", "D01", "D02", "D04", "N01", "N02", "N03", "F", "T03", "T04")


def findings_of(document: Document, url: str | None) -> list[dict[str, Any]] | None:
    """Return check, severity and message of what one report gives by itself.

    None if the page names no body or year, without which no check can be asked.
    """
    if not (document.report_kind and document.filer_name and document.report_year):
        return None
    page = url or f"{_COLUMN}1.html"
    now = datetime.now(SHANGHAI)
    with TemporaryDirectory(prefix="fazhi-") as made:
        home = Path(made)
        source = _registry(document)
        run = RunFolder.create(home / "archive", now, now, [source], [source.county.code])
        staging = home / "staging"
        for name, row in _rows(document, page, run.run_id, now).items():
            folder = run.path if name == "captures" else staging / run.run_id
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"000000.{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
        with open_writer(home) as con:
            load_night(con, run.archive, staging, run.run_id)
            build(con)
            rows = con.execute(
                "select check_id, severity, message from checks.offender "
                "where list_has_any([check_id, check_id[1]], ?) order by all",
                [list(_BY_ITSELF)],
            ).fetchall()
    return [dict(zip(("check", "severity", "message"), row, strict=True)) for row in rows]


def _registry(document: Document) -> Source:
    """The page's body alone in a county alone; its level by its name."""
    kind, name = document.report_kind or "rule_of_law", document.filer_name or ""
    column = RegisteredColumn(url=_COLUMN, kind=kind)
    filer = Filer(id="000000001", name=name, level=level_of(name), columns=[column])
    county = County(
        code="000000", name="-", province="-", site=_SITE, kinds=[kind],
        first_report_year=document.report_year or 2000, allow_private_network=True,
    )  # fmt: skip
    return Source(county=county, filers=[filer], rulings=[])


def level_of(name: str) -> Level:
    """The level of a body by what its name ends with."""
    bare = name.removesuffix("人民政府").removesuffix("办事处")
    if bare.endswith("街道"):
        return "subdistrict"
    if bare.endswith(("镇", "乡")):
        return "township"
    if name.endswith("人民政府") or bare.endswith(("县", "区", "市", "旗")):
        return "county_government"
    return "committee" if bare.endswith(("管理委员会", "管委会")) else "department"


def _rows(document: Document, page: str, run_id: str, now: datetime) -> dict[str, dict[str, Any]]:
    title = read_title(document.title or "")
    key = {
        "run_id": run_id, "county_code": "000000", "column_url": _COLUMN,
        "filer_id": "000000001", "report_kind": document.report_kind,
    }  # fmt: skip
    answer = {"url": page, "sha256": document.text_sha256 or "0" * 64}
    return {
        "captures": key | answer | {
            "role": "article", "status": 200, "stored": True, "fetched_at": now.isoformat(),
        },
        "column_reading": key | {
            "status": 200, "kind": "listing", "pages_read": 1, "n_entries": 1, "complete": True,
            "partial": False, "provably_empty": False, "newest_first": False,
        },
        "listing": key | {
            "url": page, "title": document.title or "", "position": 1, "may_be_report": True,
            "title_report_kind": title.report_kind, "title_year": title.report_year,
            "title_years": title.years, "title_unit": title.unit,
        },
        "document": answer | {
            "parser_version": PARSER_VERSION, "document": document.model_dump(mode="json"),
        },
    }  # fmt: skip
