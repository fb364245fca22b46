"""Every command, option, table, column, check, setting and key is documented, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from flows import exits
from flows.cli import app
from flows.settings import PROJECT, Settings, variable
from flows.sources.model import County, Filer, RegisteredColumn, Ruling
from warehouse.build import build, read_checks
from warehouse.database import open_writer
from warehouse.findings import build_findings
from warehouse.publish import published_tables

DOCS = PROJECT / "docs"
COMMANDS = (DOCS / "commands.md").read_text("utf-8")


def generator() -> ModuleType:
    spec = spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["tables.md", "checks.md", "settings.md"])
def test_the_generated_pages_are_current(name: str) -> None:
    written = (DOCS / name).read_text("utf-8")
    assert written == generator().PAGES[name](), "call `make docs`"


def commands() -> Iterator[tuple[str, Any]]:
    """(name, command) of every command, the names of groups before their own."""

    def under(group: Any, before: str) -> Iterator[tuple[str, Any]]:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                yield from under(command, f"{before}{name} ")
            else:
                yield before + name, command

    yield from under(typer.main.get_command(app), "")


def test_every_command_has_a_section_and_no_other_has() -> None:
    documented = re.findall(r"^## fazhi (.+)$", COMMANDS, re.MULTILINE)
    assert sorted(documented) == sorted(name for name, _ in commands())


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda value: str(value)[:20])
def test_every_option_is_documented_with_its_command_and_no_other_is(
    name: str, command: Any
) -> None:
    section = COMMANDS.split(f"\n## fazhi {name}\n")[1].split("\n## ")[0]
    documented = set(re.findall(r"`(--[a-z-]+)", section.partition("| option |")[2]))
    there = {
        option
        for parameter in command.params
        if parameter.param_type_name == "option"
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    }
    assert documented == there


def test_every_exit_code_is_documented() -> None:
    codes = {value for name, value in vars(exits).items() if name.isupper() and name != "OK"}
    table = COMMANDS.split("| exit code |")[1].split("\n\n")[0]
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert documented == {exits.OK, *codes}


def test_every_published_table_and_column_is_explained(tmp_path: Path) -> None:
    page = (DOCS / "tables.md").read_text("utf-8")
    with open_writer(tmp_path) as con:
        build(con)
        build_findings(con)
        tables = published_tables(con)
        columns = con.execute(
            "select schema_name || '.' || table_name, column_name, comment from duckdb_columns() "
            "where database_name = current_database() and not internal"
        ).fetchall()
    assert sorted(re.findall(r"^### (.+)$", page, re.MULTILINE)) == tables
    assert [(table, name) for table, name, said in columns if table in tables and not said] == []


def test_every_check_is_documented_and_no_other_is() -> None:
    page = (DOCS / "checks.md").read_text("utf-8")
    documented = re.findall(r"^\| ([A-Z]\d\d) \|", page, re.MULTILINE)
    assert sorted(documented) == [check.check_id for check in read_checks()]


def test_every_setting_is_documented_and_every_one_named_exists() -> None:
    known = {variable(name) for name in Settings.model_fields}
    page = (DOCS / "settings.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(FAZHI_[A-Z_]+)`", page, re.MULTILINE)) == known
    for file in (*DOCS.glob("*.md"), *PROJECT.glob("README*.md")):
        named = set(re.findall(r"\bFAZHI_[A-Z_]+\b", file.read_text("utf-8")))
        assert named <= known, file.name


@pytest.mark.parametrize(
    ("model", "begin", "apart"),
    [
        (County, "## [county]", {"columns"}),
        (Filer, "## [[filer]]", {"columns"}),
        (RegisteredColumn, "## [[filer.column]]", set()),
        (Ruling, "## [[ruling]]", set()),
    ],
)
def test_every_key_of_a_source_file_is_documented(
    model: type[Any], begin: str, apart: set[str]
) -> None:
    page = (DOCS / "sources.md").read_text("utf-8")
    section = page.split(f"\n{begin}")[1].split("\n## ")[0]
    documented = {
        key
        for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
        for key in re.findall(r"`([a-z_]+)`", row)
    }
    assert documented == set(model.model_fields) - apart


def test_every_example_runs_and_says_in_its_first_line_what_it_answers(tmp_path: Path) -> None:
    examples = sorted((PROJECT / "sql" / "examples").glob("*.sql"))
    assert len(examples) >= 3
    with open_writer(tmp_path) as con:
        build(con)
        build_findings(con)
        for example in examples:
            text = example.read_text("utf-8")
            assert re.match(r"-- .+\?\n", text), example.name
            con.execute(text)
