"""Verdicts derived again from the archive: they hold, and do not when anything was touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.exits import Unreadable, WrongUsage
from flows.sample.bodies import BY_SLUG, column_path
from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from flows.settings import Settings
from flows.verify import Verdict, verify, verify_lines
from tests.night.calling import fazhi
from tests.night.harness import query, scalar, settings_for, source_of

pytestmark = pytest.mark.slow

#: A late one, one that is not found, one whose text changes.
SLUGS = ("mzj", "yjj", "cyz")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home that saw three bodies on the nights after the deadline."""
    from flows.night import run_night

    home = tmp_path_factory.mktemp("watched")
    with SampleServer(NIGHTS[2].as_of.date()) as server:
        sources = home / "sources"
        sources.mkdir()
        filers = [
            (BY_SLUG[s].id, BY_SLUG[s].name, BY_SLUG[s].level, column_path(s, "rule_of_law") or "")
            for s in SLUGS
        ]
        text = source_of("990101", "云岭县", server.url, filers, year=2024)
        (sources / "990101.toml").write_text(text, encoding="utf-8")
        settings = settings_for(home, sources)
        for night in (NIGHTS[2], NIGHTS[4]):
            night.prepare(server)
            run_night(settings, as_of=night.as_of)
    yield home


@pytest.fixture
def home(watched: Path, tmp_path: Path) -> Path:
    """A copy for one test to spoil."""
    return Path(shutil.copytree(watched, tmp_path / "home", symlinks=True))


def report_of(home: Path, slug: str) -> str:
    return str(
        scalar(
            home,
            "select report_key(filer_id, report_kind, report_year) from mart.filing_status "
            "where filer_id = ? and report_year = 2025",
            BY_SLUG[slug].id,
        )
    )


def derived(home: Path, slug: str) -> Verdict:
    return verify(Settings(home=home, sources=home / "sources"), report_of(home, slug))


def spoil(home: Path, sql: str) -> None:
    """Change what is published, as nobody should."""
    release = (home / "current.duckdb").resolve()
    release.chmod(0o644)
    with duckdb.connect(str(release)) as con:
        con.execute(sql)


@pytest.mark.parametrize(
    ("slug", "status"), [("mzj", "late"), ("yjj", "missing"), ("cyz", "on_time")]
)
def test_a_verdict_holds_and_nothing_in_the_home_is_changed(
    watched: Path, slug: str, status: str
) -> None:
    before = {path: path.stat().st_mtime_ns for path in watched.rglob("*")}
    verdict = derived(watched, slug)
    assert (verdict.holds, verdict.status) == (True, status), list(verify_lines(verdict))
    assert verdict.records > 0 and verdict.nights == 2
    assert verdict.compared["verdict"] == 1
    assert verdict.compared["versions"] == {"late": 1, "missing": 0, "on_time": 2}[status]
    assert {path: path.stat().st_mtime_ns for path in watched.rglob("*")} == before


def test_a_published_row_that_was_touched_does_not_hold(home: Path) -> None:
    spoil(home, "update mart.filing_status set published_on = '2026-03-30', status = 'on_time', "
                "days_late = null where status = 'late' and report_year = 2025")  # fmt: skip
    verdict = derived(home, "mzj")
    assert not verdict.holds
    told = {one.what: (one.published, one.derived) for one in verdict.differences}
    assert told["verdict: status"] == ("on_time", "late")
    assert told["verdict: published_on"] == ("2026-03-30", "2026-04-08")
    assert list(verify_lines(verdict))[-1] == "the verdict does NOT hold"


def invent_finding(home: Path, check: str) -> None:
    spoil(home, "insert into checks.finding by name select * replace ("
                f"'{check}' as check_id, 'x' as finding_id) from checks.finding "
                "where check_id = 'T02' and report_year = 2025")  # fmt: skip


@pytest.mark.parametrize("check", ["K01", "R01", "R03", "R05"])
def test_a_finding_that_nothing_bears_out_does_not_hold(home: Path, check: str) -> None:
    invent_finding(home, check)
    (difference,) = derived(home, "mzj").differences
    assert difference.what == "findings" and check in difference.published


def test_a_finding_about_other_bodies_texts_is_said_not_to_be_derived(home: Path) -> None:
    invent_finding(home, "R02")
    verdict = derived(home, "mzj")
    assert verdict.holds
    assert any(note.startswith("not derived: R02") for note in verdict.notes)


@pytest.mark.parametrize("slug", ["mzj", "yjj"])
def test_a_damaged_record_is_named(home: Path, slug: str) -> None:
    address = "url = (select url from core.report where report_id = ?)"
    if slug == "yjj":
        address = "column_url = (select column_url from core.filing_column where filer_id = ?)"
    key = report_of(home, slug) if slug == "mzj" else BY_SLUG[slug].id
    ((file, offset),) = query(
        home,
        f"select warc_file, min(warc_offset) from raw.capture where stored and {address} "
        "group by all order by all limit 1",
        key,
    )
    path = home / "archive" / file
    data = bytearray(path.read_bytes())
    data[offset + 400] ^= 0xFF
    path.write_bytes(bytes(data))
    verdict = derived(home, slug)
    assert not verdict.holds
    assert len(verdict.complaints) == 1 and str(offset) in verdict.complaints[0]


def test_a_night_missing_from_the_archive_is_an_error_and_no_verdict(home: Path) -> None:
    (run_id,) = query(home, "select run_id from core.run where run_no = 1")[0]
    shutil.rmtree(home / "archive" / run_id)
    with pytest.raises(Unreadable, match="not in the archive"):
        derived(home, "yjj")


def test_an_unknown_id_is_refused(watched: Path) -> None:
    with pytest.raises(WrongUsage, match="no report or duty"):
        verify(Settings(home=watched, sources=watched / "sources"), "0" * 16)


def test_the_command_leaves_with_0_and_1(home: Path) -> None:
    done = fazhi(home, "verify", report_of(home, "yjj"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "the verdict holds"
    spoil(home, "update mart.filing_status set observed_at = observed_at + interval 1 day")
    done = fazhi(home, "verify", report_of(home, "yjj"))
    assert done.returncode == 1
    assert "verdict: observed_at" in done.stdout
