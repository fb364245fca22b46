"""The SQL files: their comment headers, the order they depend on, and their COMMENTs.

A table's file begins with `-- schema.table: meaning` and one `-- column: meaning` line for every
column; a line indented by two or more blanks continues the one above; an empty `--` line ends the
header, what follows is free comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError

PROJECT = Path(__file__).resolve().parents[1]
SQL = PROJECT / "sql"

#: Schemas in the order in which they may build on each other.
SCHEMAS = ("raw", "ref", "core", "mart", "checks")

_ENTRY = re.compile(r"--\s?([a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)?): +(\S.*)")
_CONTINUED = re.compile(r"--\s{2,}(\S.*)")
_REFERENCE = re.compile(r"\b(raw|ref|core|mart|checks)\.([a-z_][a-z0-9_]*)")
# One pattern for all: `--` in a string is no comment, a quote in a comment no string.
_NOT_CODE = re.compile(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class SqlFile:
    """One file: `header` maps its labels to their meanings in order, `body` is the statement."""

    path: Path
    header: dict[str, str]
    body: str

    @property
    def name(self) -> str:
        """`schema.table` of a table's file."""
        return next(iter(self.header))

    @property
    def columns(self) -> dict[str, str]:
        """Column → meaning, of a table's file."""
        return dict(list(self.header.items())[1:])

    @cached_property
    def references(self) -> set[str]:
        """Every `schema.table` the statement names, itself apart."""
        code = _NOT_CODE.sub(" ", self.body)
        return {f"{schema}.{table}" for schema, table in _REFERENCE.findall(code)} - {self.name}


def read_sql(path: Path) -> SqlFile:
    """Read one file. Raises WarehouseError when its header cannot be read."""
    header: dict[str, str] = {}
    last = ""
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if entry := _ENTRY.fullmatch(line.rstrip()):
            last = entry[1]
            if last in header:
                raise WarehouseError(f"{path}:{number}: {last} is explained twice", "remove one")
            header[last] = entry[2]
        elif (more := _CONTINUED.fullmatch(line.rstrip())) and last:
            header[last] += " " + more[1]
        elif line.startswith("--") and line.strip() != "--":
            raise WarehouseError(
                f"{path}:{number}: not a header line",
                "write `-- name: meaning`, or put free comments behind an empty `--` line",
            )
        else:
            break
    body = "\n".join(lines).rstrip().removesuffix(";")
    if not header:
        raise WarehouseError(f"{path}: no comment header", "begin with `-- name: meaning`")
    return SqlFile(path, header, body)


def read_tables(pattern: str, sql: Path = SQL) -> list[SqlFile]:
    """The table files in `sql/` that match, sorted by name; each must be named for its table."""
    files = [read_sql(path) for path in sorted(sql.glob(pattern))]
    for file in files:
        if "." not in file.name or file.path.stem not in (
            file.name.split(".")[1],
            file.name.replace(".", "_"),
        ):
            raise WarehouseError(
                f"{file.path}: its first line explains {file.name}", "name the file for its table"
            )
    return files


def in_order(files: Iterable[SqlFile]) -> list[SqlFile]:
    """The files so that each comes after those whose tables it reads; else by schema and name."""
    by_name = {file.name: file for file in files}
    ordered: dict[str, SqlFile] = {}

    def visit(file: SqlFile, above: tuple[str, ...]) -> None:
        if file.name in above:
            circle = " → ".join([*above[above.index(file.name) :], file.name])
            raise WarehouseError(f"tables depend on each other: {circle}", "break the circle")
        if file.name in ordered:
            return
        for name in sorted(file.references & by_name.keys()):
            visit(by_name[name], (*above, file.name))
        ordered[file.name] = file

    for name in sorted(by_name, key=lambda name: (SCHEMAS.index(name.split(".")[0]), name)):
        visit(by_name[name], ())
    return list(ordered.values())


def quoted(text: str) -> str:
    """Text as an SQL literal, for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"


def apply_comments(con: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
    """Write the header of a table's file into its COMMENTs.

    Raises WarehouseError when header and table do not have the same columns.
    """
    # Not duckdb_columns(): it lists the whole catalogue, for each of a hundred tables.
    there = con.execute(f"from {file.name} limit 0").description or []
    if odd := {name for name, *_ in there} ^ file.columns.keys():
        raise WarehouseError(
            f"{file.path}: header and {file.name} differ in {', '.join(sorted(odd))}",
            "explain every column of the table, and no other, in the header",
        )
    statements = [f"comment on table {file.name} is {quoted(file.header[file.name])}"]
    statements += [
        f'comment on column {file.name}."{column}" is {quoted(meaning)}'
        for column, meaning in file.columns.items()
    ]
    con.execute(";\n".join(statements))
