"""The titles and headings of real reports, with a reader's judgement."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.parse.items import items_of_heading
from flows.parse.titles import read_title

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="shared/cases is not in this checkout")


def _rows(name: str) -> list[dict[str, str]]:
    path = CASES / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", _rows("titles.tsv"), ids=lambda row: row["title"])
def test_listed_title(row: dict[str, str]) -> None:
    reading = read_title(row["title"])
    assert (reading.report_kind == "rule_of_law") == (row["is_report"] == "1")
    if row["is_report"] == "1":
        assert reading.report_year == int(row["report_year"])
        assert reading.unit == row["filer_name_in_title"]


@pytest.mark.parametrize("row", _rows("headings.tsv"), ids=lambda row: row["heading"])
def test_listed_heading(row: dict[str, str]) -> None:
    assert items_of_heading(row["heading"])[0].item == row["item"]


@pytest.mark.parametrize("row", _rows("real-pages.tsv"), ids=lambda row: row["id"])
def test_title_of_a_real_page(row: dict[str, str]) -> None:
    reading = read_title(row["title_or_subject"])
    if row["expect_is_report"] == "1":
        assert reading.may_be_report
        assert reading.report_year == int(row["report_year"])
        assert reading.report_kind in ("rule_of_law", None)
    else:
        assert reading.report_kind != "rule_of_law"
