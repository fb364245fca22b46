"""Files that the dashboard hands out, in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.dashboard.conftest import Home
from tests.dashboard.invented import SCRIPT, WAIVED_FOR
from tests.dashboard.test_parts import VALUES
from warehouse.dashboard.data import statement
from warehouse.dashboard.published import Reader
from warehouse.dashboard.wording import wording
from warehouse.export import export_query

#: The statements whose rows a page hands out.
HANDED_OUT = ("grid", "by_county", "filer_years", "findings_about", "findings", "columns")


def sheet(home: Home, name: str, folder: Path, language: str) -> list[list[Any]]:
    """The rows of the file, its header first."""
    reader = Reader(home.path)
    reader.look()
    sql = statement(name)
    asked = {
        **VALUES, "year": 0 if name == "findings" else 2022, "kind": "rule_of_law",
        "filer": home.bodies.late.filer_id, "report": "", "size": 1000, "state": "",
    }  # fmt: skip
    if name == "findings":
        asked |= {"kind": "", "state": "all", "waived": "shown"}
    values = {one: asked[one] for one in set(re.findall(r"\$(\w+)", sql))}
    with reader.cursor() as cursor:
        path = export_query(cursor, sql, folder / "a.xlsx", values, wording(language))
    page = load_workbook(path)["fazhi"]
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.mark.parametrize("name", HANDED_OUT)
def test_a_file_from_a_chinese_page_is_chinese(home: Home, tmp_path: Path, name: str) -> None:
    rows = sheet(home, name, tmp_path, "zh")
    assert len(rows) > 1
    for row in rows:
        words = "\n".join(str(value) for value in row if isinstance(value, str))
        words = words.replace(SCRIPT, "").replace(WAIVED_FOR, "")
        words = re.sub(r"https?://\S+|www\.\S+|[0-9a-f]{16,}|\b[a-z]+\.[a-z.]+\b", "", words)
        left = re.findall(r"[A-Za-z_]{3,}", re.sub(r"\b[A-Z][a-z]+[A-Z]\w+", "", words))
        assert left == [], row


def test_a_file_from_an_english_page_has_the_names_and_codes_of_the_tables(
    home: Home, tmp_path: Path
) -> None:
    head, *rows = sheet(home, "filer_years", tmp_path, "en")
    assert head[:3] == ["report_kind", "report_year", "status"]
    assert {row[head.index("status")] for row in rows} >= {"late"}


def test_evidence_in_a_file_is_text_with_its_names(home: Home, tmp_path: Path) -> None:
    head, *rows = sheet(home, "findings_about", tmp_path, "zh")
    found = {row[head.index("检查项")]: row[head.index("证据")] for row in rows}
    assert "逾期天数：10" in found["T02 逾期公开"].splitlines()
    assert "\n1. 来源：" in found["T02 逾期公开"]
    assert f"网址：{home.bodies.late.page(2)}" in found["T02 逾期公开"].splitlines()
