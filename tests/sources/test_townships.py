"""The reference list of township-level units."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
import pytest

from flows.settings import PROJECT
from flows.sources.registry import InvalidSources, load_sources
from flows.sources.townships import SHIPPED, load_townships

HEADER = "code,name,county_code,county_name,province"
LISTS = PROJECT.parent / "shared/cases/lists"


def test_chongqing_is_shipped_with_its_provenance() -> None:
    units = load_townships([SHIPPED])
    assert len(units.by_county) == 38
    assert sum(len(towns) for towns in units.by_county.values()) == 1031
    assert len(units.of("500238")) == 32
    told = (SHIPPED / "README.md").read_text("utf-8")
    assert "WTFPL" in told
    assert "2023-06-30" in told


def test_the_shipped_registry_agrees_with_the_list() -> None:
    units = load_townships([SHIPPED])
    (wuxi,) = [s for s in load_sources(SHIPPED.parent) if s.county.code == "500238"]
    listed = {unit.code: unit.name for unit in units.of("500238")}
    for filer in wuxi.filers:
        if filer.id in listed:
            assert listed[filer.id] in {alias.name for alias in filer.aliases}


def test_a_county_is_found_by_its_name_or_its_towns() -> None:
    units = load_townships([SHIPPED])
    assert units.counties_in("重庆市巫溪县人民政府网") == ["500238"]
    assert units.counties_in("别处") == []
    assert units.counties_with(["塘坊镇", "宁厂镇"]) == ["500238"]
    assert units.counties_with([]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code;name\n", "row 1: not the header"),
        (f"{HEADER}\n12,甲镇,990001,样县,样省\n", "row 2: column code"),
        (f"{HEADER}\n990001100,甲镇,990002,样县,样省\n", "row 2: column county_code"),
        (f"{HEADER}\n990001100,,990001,样县,样省\n", "row 2: not 5 values"),
    ],
)
def test_mistakes_name_file_row_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8")
    with pytest.raises(InvalidSources, match=said) as caught:
        load_townships([tmp_path])
    assert caught.value.problems[0].startswith("a.csv: ")
    assert ";" in caught.value.problems[0]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidSources, match="no such folder"):
        load_townships([tmp_path / "x"])


def test_the_national_list_is_made_as_the_docs_say(tmp_path: Path) -> None:
    """The query in docs/sources.md turns the data set's own files into a list of units."""
    (query,) = re.findall(
        r"```sql\n(.+?)```", (PROJECT / "docs/sources.md").read_text("utf-8"), re.S
    )
    streets = [
        {"code": "990001100", "name": "甲镇", "areaCode": "990001", "cityCode": "9900",
         "provinceCode": "99"},
    ]  # fmt: skip
    for name, rows in (
        ("streets", streets),
        ("areas", [{"code": "990001", "name": "样县", "cityCode": "9900", "provinceCode": "99"}]),
        ("provinces", [{"code": "99", "name": "样省"}]),
    ):
        (tmp_path / f"{name}.json").write_text(json.dumps(rows), "utf-8")
    with duckdb.connect() as con:
        con.execute(f"set file_search_path = '{tmp_path}'")
        con.execute(query.replace("'national.csv'", f"'{tmp_path / 'national.csv'}'"))
    (unit,) = load_townships([tmp_path]).of("990001")
    assert (unit.code, unit.name, unit.county_name, unit.province) == (
        "990001100", "甲镇", "样县", "样省",
    )  # fmt: skip


@pytest.mark.skipif(not LISTS.is_dir(), reason="the lists are not beside this project")
def test_the_shipped_list_is_that_of_the_data_set() -> None:
    streets = json.loads((LISTS / "chongqing_streets.json").read_text("utf-8"))
    units = load_townships([SHIPPED])
    shipped = {unit.code: unit.name for towns in units.by_county.values() for unit in towns}
    assert shipped == {street["code"]: street["name"] for street in streets}
