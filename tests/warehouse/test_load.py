"""Loading: every row once, whatever is loaded how often; all of a night or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import duckdb
import pytest
from pydantic import BaseModel

from flows.parse.document import Document
from tests.warehouse.archived_nights import COUNTY, ArchivedNight
from warehouse.database import open_writer
from warehouse.errors import WarehouseError
from warehouse.load import finish_run, load_documents, load_night

TABLES = ("run", "capture", "column_reading", "listing", "document", "finding_event")


def load(con: duckdb.DuckDBPyConnection, night: ArchivedNight) -> dict[str, int]:
    return load_night(con, night.home / "archive", night.home / "staging", night.run_id)


def contents(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    return {
        table: con.execute(f"select * from raw.{table} order by all").fetchall() for table in TABLES
    }


EVENT = {
    "finding_id": "f1", "event": "opened", "check_id": "T01", "subject": "", "severity": "error",
    "county_code": COUNTY, "filer_id": None, "report_kind": "rule_of_law", "report_year": 2022,
    "report_id": None, "column_url": None, "message": "m", "evidence": {"seen": ["a"]},
}  # fmt: skip


def test_loading_twice_changes_nothing(night: ArchivedNight) -> None:
    with open_writer(night.home) as con:
        assert load(con, night)["raw.document"] == 3
        night.finish([EVENT | {"run_id": night.run_id}])
        finish_run(con, night.home / "archive", night.run_id)
        first = contents(con)
        assert set(load(con, night).values()) == {0}
        finish_run(con, night.home / "archive", night.run_id)
        assert contents(con) == first


def test_every_row_of_the_files_is_there_with_its_types(night: ArchivedNight) -> None:
    with open_writer(night.home) as con:
        load(con, night)
        assert con.execute("select count(*) from raw.capture").fetchone() == (3,)
        day = con.execute(
            "select listed_on, title_years from raw.listing where position = 1"
        ).fetchone()
        date = con.execute("select any_value(document.dates[1].date) from raw.document").fetchone()
        run = con.execute("select status, as_of, counties from raw.run").fetchone()
    assert day is not None and str(day[0]) == "2023-01-09" and day[1] == [2022]
    assert date is not None and str(date[0]) == "2023-01-09"
    assert run is not None
    assert (run[0], run[1].isoformat(), run[2]) == ("loaded", "2023-04-05T02:30:00+08:00", [COUNTY])


def test_run_gets_its_end_and_its_events_in_the_second_step(night: ArchivedNight) -> None:
    with open_writer(night.home) as con:
        load(con, night)
        night.finish([EVENT | {"run_id": night.run_id}], status="partial")
        finish_run(con, night.home / "archive", night.run_id)
        run = con.execute("select status, finished_at, counts, failed from raw.run").fetchone()
        evidence = con.execute("select evidence ->> '$.seen[0]' from raw.finding_event").fetchone()
    assert run is not None and run[0] == "partial" and run[1] is not None
    assert run[2] == {"captures": 3} and run[3] == {COUNTY: "no column observed"}
    assert evidence == ("a",)


def test_unloaded_run_cannot_be_finished(night: ArchivedNight) -> None:
    night.finish([])
    with open_writer(night.home) as con, pytest.raises(WarehouseError, match="load it first"):
        finish_run(con, night.home / "archive", night.run_id)


def test_row_that_comes_twice_in_the_files_is_loaded_once(night: ArchivedNight) -> None:
    again = night.document(0)
    night.lines(night.staging / "990199.document.jsonl", [again, again, night.document(7)])
    with open_writer(night.home) as con:
        assert load(con, night)["raw.document"] == 4
        assert con.execute("select count(*) from raw.document").fetchone() == (4,)


def test_only_new_rows_are_added_to_those_that_are_there(night: ArchivedNight) -> None:
    with open_writer(night.home) as con:
        load(con, night)
        more = night.home / "staging" / "reread.document.jsonl"
        newer = night.document(0) | {"parser_version": 2}
        night.lines(more, [newer, night.document(1)])
        assert load_documents(con, more) == 1
        assert con.execute("select count(*) from raw.document").fetchone() == (4,)


@pytest.mark.parametrize("rest", ['{"run_id": "x", "county', '{"run_id": "x"}', "{"])
def test_last_line_that_a_kill_cut_is_left_out(night: ArchivedNight, rest: str) -> None:
    path = night.folder / f"{COUNTY}.captures.jsonl"
    whole = path.read_text("utf-8")
    path.write_text(whole + rest, "utf-8")
    with open_writer(night.home) as con:
        assert load(con, night)["raw.capture"] == 3
    assert path.read_text("utf-8") == whole + rest


def test_line_that_does_not_fit_adds_nothing_at_all(night: ArchivedNight) -> None:
    night.lines(night.staging / "990199.document.jsonl", [{"url": "no digest"}])
    with open_writer(night.home) as con:
        with pytest.raises(WarehouseError, match=night.run_id) as refused:
            load(con, night)
        assert "\n" not in str(refused.value)
        assert all(not rows for rows in contents(con).values())


def test_missing_and_empty_files_are_a_night_without_rows(night: ArchivedNight) -> None:
    for path in [*night.staging.iterdir(), *night.folder.glob("*.captures.jsonl")]:
        path.unlink()
    (night.staging / f"{COUNTY}.listing.jsonl").touch()
    with open_writer(night.home) as con:
        assert sum(load(con, night).values()) == 1


def test_line_longer_than_the_usual_limit_is_loaded(night: ArchivedNight) -> None:
    long = night.document(9, text="长" * 7_000_000)
    night.lines(night.staging / "990199.document.jsonl", [long])
    with open_writer(night.home) as con:
        load(con, night)
        length = con.execute("select max(len(document.text)) from raw.document").fetchone()
    assert length == (7_000_000,)


def test_unknown_keys_are_ignored(night: ArchivedNight) -> None:
    row = night.entry(5) | {"a_later_column": 1}
    night.lines(night.staging / "990199.listing.jsonl", [row])
    with open_writer(night.home) as con:
        assert load(con, night)["raw.listing"] == 4


def test_damaged_record_is_named(night: ArchivedNight) -> None:
    (night.folder / "run.json").write_text("{")
    with open_writer(night.home) as con, pytest.raises(WarehouseError, match=r"run\.json"):
        load(con, night)


def test_raw_document_has_every_fact_the_parser_reads(home: Path) -> None:
    with open_writer(home) as con:
        (kind,) = con.sql("select document from raw.document").types
    assert shape_of_type(kind) == shape_of_model(Document)


def shape_of_type(kind: Any) -> Any:
    """Names of the fields of a nested DuckDB type, down to the last."""
    if kind.id == "list":
        return shape_of_type(dict(kind.children)["child"])
    if kind.id == "struct":
        return {name: shape_of_type(child) for name, child in kind.children}
    return None


def shape_of_model(model: Any) -> Any:
    """Names of the fields of a parser's model, down to the last."""
    inner = [kind for kind in get_args(model) if kind is not type(None)]
    if inner:
        return shape_of_model(inner[0])
    if isinstance(model, type) and issubclass(model, BaseModel):
        return {name: shape_of_model(f.annotation) for name, f in model.model_fields.items()}
    return None
