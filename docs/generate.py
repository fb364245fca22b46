"""Writes the pages of docs/ that repeat what the code and the SQL headers say.

tables.md comes from an empty warehouse with its COMMENTs, checks.md from the headers in
sql/checks, settings.md from flows/settings.py, questions.md from nights over the sample county.
Call `make docs` after changing any of these; tests compare the pages with what this module would
write.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.sample.questions import sample_page
from flows.settings import PROJECT, Settings, variable
from warehouse.build import build, read_checks
from warehouse.database import open_writer
from warehouse.findings import build_findings
from warehouse.publish import published_tables

DOCS = PROJECT / "docs"
SCHEMAS = {
    "mart": "Answers: start here.",
    "checks": "What is wrong, with evidence and since when.",
    "core": "Reports and what is known about them. `report`, `report_version`, `report_location`, "
    "`date_evidence`, `section`, `attachment` and `disclosure_figure` keep their columns; the "
    "others are steps on the way to them and to `mart`, and may change.",
    "ref": "The registry as the last run read it, deadlines, thresholds and other rules.",
    "raw": "What the nights saw, append-only.",
}
AREAS = {
    "T": "Time",
    "D": "Dates",
    "N": "Naming",
    "K": "Content",
    "R": "Resemblance",
    "F": "Figures",
    "W": "Web",
    "X": "Registry",
}


def tables_page() -> str:
    """The data dictionary: every published table and column with type and meaning."""
    lines = [
        "# Tables",
        "",
        "Every table of `current.duckdb`. The same words are COMMENTs in the file itself:",
        "`select comment from duckdb_tables()`, `duckdb_columns()`. Times are TIMESTAMPTZ; days",
        "are DATE in Asia/Shanghai. Null means that it is not known or does not apply.",
    ]
    with TemporaryDirectory(prefix="fazhi-docs-") as home, open_writer(Path(home)) as con:
        build(con)
        build_findings(con)
        published = set(published_tables(con))
        tables = con.execute(
            "select schema_name, table_name, comment from duckdb_tables() "
            "where database_name = current_database() order by table_name"
        ).fetchall()
        columns = con.execute(
            "select schema_name, table_name, column_name, data_type, comment "
            "from duckdb_columns() where database_name = current_database() order by column_index"
        ).fetchall()
    for schema, words in SCHEMAS.items():
        lines += ["", f"## {schema}", "", words]
        for table_schema, table, meaning in tables:
            if table_schema != schema or f"{schema}.{table}" not in published:
                continue
            lines += ["", f"### {schema}.{table}", "", _sentence(meaning), ""]
            lines += ["| column | type | meaning |", "|---|---|---|"]
            lines += [
                f"| `{name}` | {_type(kind)} | {_cell(said)} |"
                for owner_schema, owner, name, kind, said in columns
                if (owner_schema, owner) == (schema, table)
            ]
    return "\n".join(lines) + "\n"


def checks_page() -> str:
    """Every check with severity, basis and what a row of it means."""
    lines = [
        "# Checks",
        "",
        "A check is one file in `sql/checks` that can be pasted into the DuckDB shell; its rows",
        "are the offenders. Severity is the highest that it can give. Findings describe what was",
        "seen; they never say why a body did it.",
    ]
    area = ""
    for check in read_checks():
        header = check.file.header
        if header["id"][0] != area:
            area = header["id"][0]
            lines += ["", f"## {AREAS[area]}", ""]
            lines += [
                "| id | looks for | severity | a row means | basis |",
                "|---|---|---|---|---|",
            ]
        cells = [header[key] for key in ("title", "severity", "row", "basis")]
        lines.append(f"| {header['id']} | " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def settings_page() -> str:
    """Every environment variable with its default."""
    lines = [
        "# Settings",
        "",
        "Settings are environment variables. A relative path is taken from the directory in which",
        "the command is called; the defaults are not. Prefect's own settings stand in",
        "`[tool.prefect]` of pyproject.toml and are applied unless the environment says otherwise.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        lines.append(
            f"| `{variable(name)}` | {_default(field.default)} | {_cell(field.description)} |"
        )
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "checks.md": checks_page,
    "settings.md": settings_page,
    "questions.md": sample_page,
}


def _default(value: Any) -> str:
    if isinstance(value, Path):
        value = value.relative_to(PROJECT)
    if value in ("", []):
        return "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _type(kind: str) -> str:
    """The type in lower case; what a STRUCT holds is shortened, DESCRIBE tells it in full."""
    short = kind.lower().replace("timestamp with time zone", "timestamptz")
    if short.startswith("struct("):
        return "struct[]" if short.endswith("[]") else "struct"
    return short


def _sentence(text: str | None) -> str:
    said = (text or "").strip()
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
