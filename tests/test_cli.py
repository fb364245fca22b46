"""The command: what it prints where, its formats, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import get_args

import duckdb
import pytest
from rich.console import Console

from flows import exits
from flows.cli import Kind, run
from flows.parse.document import ReportKind
from flows.progress import DONE, tell
from flows.show import show
from flows.tabular import Rows
from warehouse.lock import writer_lock

PROJECT = Path(__file__).resolve().parents[1]
TITLE = '=HYPERLINK("http://evil.example","甲镇")'
HOSTILE = "甲镇[bold red]\x1b[31m\u202e人民政府"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own."""
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def published(home: Path) -> Path:
    """A published file with invented rows in the tables that the command reads."""
    (home / "releases").mkdir(parents=True)
    release = home / "releases" / "r1.duckdb"
    with duckdb.connect(str(release)) as con:
        con.execute(
            """
            set timezone = 'Asia/Shanghai';
            create schema ref; create schema mart; create schema checks;
            create table ref.county as select '990001' as county_code;
            create table ref.filer as select '990001100' as filer_id, $hostile as name;
            create table mart.filing_status as
            select '990001100' as filer_id, $hostile as filer_name, '990001' as county_code,
                'rule_of_law' as report_kind, 2024 as report_year, date '2025-03-31' as due_on,
                date '2025-04-09' as published_on, 9 as days_late, 'late' as status,
                null::varchar as reason, timestamptz '2025-04-02 02:30:00+08' as removed_at
            union all by name
            select '990001101' as filer_id, '乙镇人民政府' as filer_name, '990001' as county_code,
                'disclosure' as report_kind, 2025 as report_year, 'pending' as status;
            create table checks.finding as
            select 'f1' as finding_id, 'T02' as check_id, 'error' as severity,
                '990001' as county_code, '990001100' as filer_id, 2024 as report_year,
                $title as message, '{"days_late": 9}'::json as evidence,
                timestamptz '2025-04-09 02:30:00+08' as opened_at, null::timestamptz as closed_at,
                null::date as waived_until
            union all by name
            select 'f2' as finding_id, 'N03' as check_id, 'info' as severity,
                '990001' as county_code, 2024 as report_year, '名称' as message
            union all by name
            select 'f3' as finding_id, 'T01' as check_id, 'error' as severity,
                '990001' as county_code, now() as closed_at
            """.replace("$hostile", _quoted(HOSTILE)).replace("$title", _quoted(TITLE))
        )
    (home / "current.duckdb").symlink_to(Path("releases") / "r1.duckdb")
    return home


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def one_line(error: str) -> str:
    (line,) = error.splitlines()
    assert line.startswith("fazhi: ")
    assert "Traceback" not in line
    return line


@pytest.mark.parametrize(
    "call",
    [
        ["nonsense"],
        ["status", "--nonsense"],
        ["status", "--year"],
        ["status", "--year", "soon"],
        ["status", "--kind", "budget"],
        ["status", "--format", "pdf"],
        ["findings", "--severity", "grave"],
        ["inspect"],
        ["inspect", "no-such-file.html"],
        ["inspect", "ftp://a.example/"],
        ["inspect", "http://www.a.example/t1.html"],
        ["export"],
        ["nightly", "--as-of", "tomorrow"],
        ["nightly", "--county", "999999"],
        ["sources", "check", "no-such-folder"],
        ["status", "--format", "xlsx"],
        ["status", "-o", "status.pdf"],
        ["status", "-o", "status.csv", "--format", "json"],
    ],
)
def test_wrong_usage_is_one_line_and_64(
    call: list[str], published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(call) == exits.WRONG_USAGE
    out, error = capsys.readouterr()
    assert out == ""
    assert ";" in one_line(error)


def test_without_a_command_there_is_the_help_and_64(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == exits.WRONG_USAGE
    assert "nightly" in capsys.readouterr().err
    assert run(["--help"]) == exits.OK
    assert "nightly" in capsys.readouterr().out


def test_a_wrong_setting_is_64(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAZHI_WORKERS", "none")
    assert run(["status"]) == exits.WRONG_USAGE
    assert "FAZHI_WORKERS" in one_line(capsys.readouterr().err)


def test_invalid_sources_name_every_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.toml").write_text("[county]\nnane = 1\n", "utf-8")
    for call in (["sources", "check", str(tmp_path)],):
        assert run(call) == exits.WRONG_USAGE
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) > 1
        assert all(line.startswith("fazhi: a.toml: ") for line in lines)


def test_nothing_published_is_1_with_the_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["status"], ["findings"], ["export", "out"]):
        assert run(call) == exits.NOTHING_PUBLISHED
        assert "fazhi nightly" in one_line(capsys.readouterr().err)


def test_a_night_without_a_contact_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nightly"]) == exits.WRONG_USAGE
    assert "FAZHI_CONTACT" in one_line(capsys.readouterr().err)


def test_a_second_night_is_refused_before_prefect_is_imported(home: Path) -> None:
    home.mkdir()
    code = (
        "import sys; from flows.cli import run; code = run(['nightly']);"
        "print('prefect' in sys.modules); sys.exit(code)"
    )
    with writer_lock(home):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"FAZHI_HOME": str(home), "FAZHI_CONTACT": "a@b.example", "PATH": ""},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == exits.ALREADY_RUNNING
    assert done.stdout.strip() == "False"
    assert "running" in one_line(done.stderr)


def test_status_is_plain_aligned_lines_when_nobody_looks(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status"]) == exits.OK
    head, first, second, total = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["filer_name", "report_kind", "report_year"]
    assert "乙镇人民政府" in first
    assert "2025-04-09" in second
    assert total.startswith("2 rows")


def test_what_pages_say_cannot_touch_the_terminal(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["status"])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "甲镇[bold red]\N{REPLACEMENT CHARACTER}[31m" in out


def test_a_table_for_a_person_shows_markup_as_text() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=120, color_system="standard")
    show(console, Rows(["filer", "status"], [[HOSTILE, "late"]]), "status", "nothing")
    drawn = screen.getvalue()
    assert "[bold red]" in drawn
    assert "甲镇" in drawn
    assert "\u202e" not in drawn
    assert "\x1b[31mlate" in drawn.replace("\x1b[0m", "")


def test_filters_narrow_the_rows(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["--year", "2024"], ["--kind", "rule_of_law"], ["--year", "2024", "--year", "9"]):
        assert run(["status", "--format", "json", *call]) == exits.OK
        (row,) = json.loads(capsys.readouterr().out)
        assert row["filer_id"] == "990001100"
    assert run(["findings", "--format", "json", "--severity", "info"]) == exits.OK
    assert [row["finding_id"] for row in json.loads(capsys.readouterr().out)] == ["f2"]


def test_every_kind_of_report_can_be_asked_for() -> None:
    assert {kind.value for kind in Kind} == set(get_args(ReportKind))


def test_no_row_is_said_in_words(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--year", "2001"]) == exits.OK
    assert "nothing matches" in capsys.readouterr().out
    assert run(["status", "--year", "2001", "--format", "json"]) == exits.OK
    assert json.loads(capsys.readouterr().out) == []


def test_an_unknown_county_is_a_slip_and_not_an_empty_answer(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "--county", "990009"]) == exits.WRONG_USAGE
    assert "known are 990001" in one_line(capsys.readouterr().err)
    assert run(["status", "--county", "990001"]) == exits.OK


def test_json_has_every_column_with_nulls_days_and_times(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["status", "--format", "json"])
    pending, late = json.loads(capsys.readouterr().out)
    assert late["due_on"] == "2025-03-31"
    assert late["removed_at"] == "2025-04-02T02:30:00+08:00"
    assert late["filer_name"] == HOSTILE
    assert pending["published_on"] is None


def test_findings_come_with_their_evidence_the_worst_first(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["findings", "--format", "json"])
    first, second = json.loads(capsys.readouterr().out)
    assert (first["check_id"], first["evidence"]) == ("T02", {"days_late": 9})
    assert second["severity"] == "info"


@pytest.mark.parametrize(
    ("command", "first"),
    [("status", ["filer_name", "report_kind"]), ("findings", ["severity", "check_id"])],
)
def test_a_file_of_all_columns_begins_with_those_that_a_person_sees(
    published: Path, capsys: pytest.CaptureFixture[str], command: str, first: list[str]
) -> None:
    run([command])
    shown = capsys.readouterr().out.splitlines()[0].split()
    run([command, "--format", "csv"])
    columns = capsys.readouterr().out.splitlines()[0].lstrip("\ufeff").split(",")
    assert columns[: len(shown)] == shown
    assert columns[:2] == first
    assert len(set(columns)) == len(columns) > len(shown)


def test_csv_holds_no_formula(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["findings", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["message"] == "'" + TITLE


def test_files_get_the_format_of_their_ending(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("out/f.csv", "out/f.json", "out/f.xlsx"):
        assert run(["findings", "-o", name]) == exits.OK
    assert (tmp_path / "out/f.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(json.loads((tmp_path / "out/f.json").read_text("utf-8"))) == 2
    with zipfile.ZipFile(tmp_path / "out/f.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert capsys.readouterr().out == ""


def test_an_unwritable_file_is_one_line(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert run(["status", "-o", "file/status.json"]) == exits.NOTHING_PUBLISHED
    one_line(capsys.readouterr().err)


def test_export_writes_every_published_table(published: Path, tmp_path: Path) -> None:
    assert run(["export", "out", "--format", "csv"]) == exits.OK
    assert (tmp_path / "out" / "mart.filing_status.csv").is_file()


def test_a_damaged_release_is_one_line(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (published / "releases" / "r1.duckdb").write_bytes(b"no database")
    assert run(["status"]) == exits.NOTHING_PUBLISHED
    assert "cannot read" in one_line(capsys.readouterr().err)


def test_an_unexpected_error_is_one_line_unless_debugging(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr("flows.sources.registry.load_sources", fail)
    assert run(["sources", "check"]) == exits.NOTHING_PUBLISHED
    assert "FAZHI_DEBUG=1" in one_line(capsys.readouterr().err)
    monkeypatch.setenv("FAZHI_DEBUG", "1")
    assert run(["sources", "check"]) == exits.NOTHING_PUBLISHED
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.sources.registry.load_sources", stop)
    assert run(["sources", "check"]) == exits.INTERRUPTED
    assert "interrupted" in one_line(capsys.readouterr().err)


def test_the_shipped_sources_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sources", "check"]) == exits.OK
    (wuxi,) = [line for line in capsys.readouterr().out.splitlines() if "巫溪县" in line]
    assert wuxi.split() == ["500238", "巫溪县", "2019", "rule_of_law", "33", "1", "32"]


def test_a_misspelt_setting_is_pointed_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAZHI_SORCES", "x")
    assert run(["sources", "check"]) == exits.OK
    assert "FAZHI_SOURCES?" in capsys.readouterr().err


def test_progress_is_plain_lines_when_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    from flows.night_shown import progress
    from flows.show import terminal

    with progress(terminal(stderr=True)):
        tell("990001 样县", "200 http://a.example/", passing=True)
        tell("990001 样县", DONE)
    tell("990001 样县", "after the end")
    assert capsys.readouterr().err == "990001 样县: done\n"


def test_progress_is_a_moving_bar_on_a_terminal() -> None:
    from flows.night_shown import progress

    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    with progress(console):
        tell("990001 样县", "200 http://a.example/[bold]", passing=True)
        tell("990001 样县", DONE)
    assert "样县" in screen.getvalue()
