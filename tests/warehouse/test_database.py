"""Opening: what is created, what is refused, and what the refusal says."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.archived_nights import ArchivedNight
from warehouse.database import STORAGE_VERSION, open_published, open_writer, set_aside
from warehouse.errors import WarehouseError


def test_first_opening_makes_folders_schemas_and_raw_tables(home: Path) -> None:
    with open_writer(home) as con:
        tables = con.execute("select table_name from duckdb_tables() order by all").fetchall()
    assert [name for (name,) in tables] == [
        "capture", "column_reading", "document", "finding_event", "listing", "run",
            "text_signature",
    ]  # fmt: skip
    assert {path.name for path in home.iterdir() if path.is_dir()} >= {"archive", "releases"}


def test_session_is_in_shanghai_whatever_the_machine_says(home: Path) -> None:
    with open_writer(home) as con:
        zone = con.execute("select current_setting('timezone')").fetchone()
    assert zone == ("Asia/Shanghai",)


def test_the_working_file_is_laid_out_as_a_release_is(home: Path) -> None:
    for _ in range(2):
        with open_writer(home) as con:
            (tags,) = con.execute(
                "select tags from duckdb_databases() where database_name = 'fazhi'"
            ).fetchone() or ({},)
        assert tags["storage_version"].startswith(STORAGE_VERSION)


def test_texts_of_sections_may_take_the_room_of_zstd(home: Path) -> None:
    with open_writer(home) as con:
        # DuckDB chooses by a random sample of the texts, so it is left one method to choose.
        con.execute("set disabled_compression_methods = 'fsst,dict_fsst,dictionary'")
        con.execute(
            "create table core.section as select array_to_string(list_transform(range(100), "
            "lambda i: chr(19968 + (hash(n, i) % 3000)::int)), '') as text from range(1000) as t(n)"
        )
        con.execute("checkpoint")
        methods = con.execute(
            "select distinct compression from pragma_storage_info('core.section') "
            "where segment_type = 'VARCHAR'"
        ).fetchall()
    assert methods == [("ZSTD",)]


def test_half_of_the_memory_is_left_to_others(home: Path) -> None:
    limit = "select parse_formatted_bytes(current_setting('memory_limit'))"
    with duckdb.connect() as con:
        (usual,) = con.execute(limit).fetchone() or (0,)
    with open_writer(home) as con:
        (ours,) = con.execute(limit).fetchone() or (0,)
    assert ours == pytest.approx(usual / 2, rel=0.1)  # it is shown rounded


@pytest.mark.parametrize("content", [b"not a database" * 1000, b"", b"<html>"])
def test_file_that_is_no_database_is_refused_with_the_remedy(home: Path, content: bytes) -> None:
    home.mkdir()
    (home / "fazhi.duckdb").write_bytes(content)
    with pytest.raises(WarehouseError) as refused:
        open_writer(home)
    assert str(home / "fazhi.duckdb") in str(refused.value)
    assert "rebuild --from-archive" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (home / "fazhi.duckdb").read_bytes() == content


def test_cut_database_is_refused_with_the_remedy(home: Path) -> None:
    with open_writer(home) as con:
        con.execute("create table raw.filling as select range as x from range(200000)")
    path = home / "fazhi.duckdb"
    path.write_bytes(path.read_bytes()[: 3 * 4096])
    with pytest.raises(WarehouseError, match="rebuild --from-archive"):
        open_writer(home)


def test_database_of_something_else_is_not_filled_with_our_tables(home: Path) -> None:
    home.mkdir()
    path = home / "fazhi.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("create table customer as select 1 as id")
    with pytest.raises(WarehouseError, match="something else"):
        open_writer(home)
    with duckdb.connect(str(path)) as con:
        assert con.execute("select count(*) from duckdb_tables()").fetchone() == (1,)


def test_database_of_another_layout_is_refused(home: Path) -> None:
    with open_writer(home) as con:
        con.execute("alter table raw.run drop column counts")
    with pytest.raises(WarehouseError, match="another version of fazhi"):
        open_writer(home)


def test_reader_is_told_when_nothing_is_published(home: Path) -> None:
    with open_writer(home), pytest.raises(WarehouseError, match="nothing is published"):
        open_published(home)


def test_reader_gets_an_error_and_no_empty_table_from_a_damaged_release(
    published: ArchivedNight,
) -> None:
    release = (published.home / "current.duckdb").resolve()
    release.chmod(0o644)
    release.write_bytes(b"damaged")
    with pytest.raises(WarehouseError, match="cannot read"):
        open_published(published.home)


def test_published_file_cannot_be_written_through_a_reader(published: ArchivedNight) -> None:
    with open_published(published.home) as con, pytest.raises(duckdb.Error):
        con.execute("delete from raw.run")


def test_working_file_is_set_aside_only_when_the_archive_has_its_runs(
    published: ArchivedNight,
) -> None:
    with pytest.raises(WarehouseError, match=published.run_id):
        set_aside(published.home, set())
    assert set_aside(published.home, {published.run_id}) == published.home / "fazhi.duckdb.old"
    assert not (published.home / "fazhi.duckdb").exists()


def test_unreadable_working_file_is_set_aside(home: Path) -> None:
    home.mkdir()
    (home / "fazhi.duckdb").write_bytes(b"damaged")
    assert set_aside(home, set()) is not None
    with open_writer(home) as con:
        assert con.execute("select count(*) from raw.run").fetchone() == (0,)
