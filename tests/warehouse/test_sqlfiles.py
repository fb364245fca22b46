"""Headers of SQL files, and the order in which tables are built."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.database import open_writer
from warehouse.errors import WarehouseError
from warehouse.sqlfiles import apply_comments, in_order, read_sql, read_tables


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_header_gives_meanings_and_a_line_may_go_on(tmp_path: Path) -> None:
    file = read_sql(
        write(
            tmp_path,
            "thing",
            "-- core.thing: a thing\n-- thing_id: its name,\n--   the same in every build\n"
            "--\n-- Free words: not a column.\nselect 1 as thing_id",
        )
    )
    assert file.name == "core.thing"
    assert file.header["core.thing"] == "a thing"
    assert file.columns == {"thing_id": "its name, the same in every build"}


@pytest.mark.parametrize(
    "text",
    [
        "select 1",
        "-- core.thing: x\n-- what is this\nselect 1",
        "-- core.thing: x\n-- a: y\n-- a: z\n",
    ],
)
def test_header_that_cannot_be_read_names_the_file(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "thing", text)
    with pytest.raises(WarehouseError, match=r"thing\.sql"):
        read_sql(path)


def test_file_must_be_named_for_its_table(tmp_path: Path) -> None:
    write(tmp_path, "core/other", "-- core.thing: x\n-- a: y\nselect 1 as a")
    with pytest.raises(WarehouseError, match="name the file"):
        read_tables("core/*.sql", tmp_path)


def test_tables_come_after_those_they_read_but_not_after_words_in_strings(tmp_path: Path) -> None:
    write(tmp_path, "core/a", "-- core.a: x\n-- n: y\nselect n from core.b -- not core.c\n")
    write(tmp_path, "core/b", "-- core.b: x\n-- n: y\nselect 'it''s -- core.a' as n from raw.run")
    write(tmp_path, "core/c", "-- core.c: x\n-- n: y\nselect n from core.a")
    order = [file.name for file in in_order(read_tables("core/*.sql", tmp_path))]
    assert order == ["core.b", "core.a", "core.c"]


def test_circle_of_tables_is_named(tmp_path: Path) -> None:
    write(tmp_path, "core/a", "-- core.a: x\n-- n: y\nselect n from core.b")
    write(tmp_path, "core/b", "-- core.b: x\n-- n: y\nselect n from core.a")
    with pytest.raises(WarehouseError, match=r"core\.a → core\.b → core\.a"):
        in_order(read_tables("core/*.sql", tmp_path))


@pytest.mark.parametrize("header", ["-- n: y\n-- gone: z", ""])
def test_column_without_comment_and_comment_without_column_are_refused(
    home: Path, tmp_path: Path, header: str
) -> None:
    file = read_sql(write(tmp_path, "thing", f"-- core.thing: x\n{header}\nselect 1 as n"))
    with open_writer(home) as con:
        con.execute("create table core.thing as select 1 as n")
        with pytest.raises(WarehouseError, match="differ in"):
            apply_comments(con, file)
