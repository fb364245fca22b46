"""The sample county's five nights give exactly what its story implies."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest

from flows.sample.nights import NIGHTS
from flows.sample.site import BEIJING
from flows.sample.story import PUBLICATIONS
from tests.night.harness import (
    PUBLISHED,
    Told,
    expected_statuses,
    query,
    read_expected,
    scalar,
    tables,
)

LAST = len(NIGHTS)
STATUSES = ("on_time", "boundary", "late", "missing", "undated", "unobserved", "pending")


@pytest.mark.parametrize("night", range(1, LAST + 1))
def test_every_duty_has_the_status_that_the_night_implies(told: Told, night: int) -> None:
    found = {key: row["status"] for key, row in told.statuses[night - 1].items()}
    assert found == expected_statuses(night)


def test_dates_days_late_and_reasons_after_the_last_night(told: Told) -> None:
    def text(value: object) -> str:
        return "-" if value is None else str(value)

    last = told.statuses[-1]
    for row in read_expected("expected_status.tsv"):
        key = (row["slug"], row["kind"], int(row["year"]))
        found = {name: text(last[key][name]) for name in ("published_on", "days_late", "reason")}
        assert found == {name: row[name] for name in found}, key


@pytest.mark.parametrize("night", range(1, LAST + 1))
def test_open_findings_after_each_night_are_exactly_those_of_the_story(
    told: Told, night: int
) -> None:
    expected = Counter(
        (row["check"], row["slug"], row["kind"], row["year"])
        for row in read_expected("expected_findings.tsv")
        if int(row["opened"]) <= night and (row["closed"] == "-" or int(row["closed"]) > night)
    )
    found = Counter(
        (f["check"], f["slug"], f["kind"], "-" if f["year"] is None else str(f["year"]))
        for f in told.findings[night - 1]
        if f["closed_at"] is None
    )
    assert found == expected


def test_findings_open_and_close_in_the_nights_of_the_story(told: Told) -> None:
    def number(moment: datetime | None) -> str:
        return "-" if moment is None else str([n.as_of for n in NIGHTS].index(moment) + 1)

    expected = sorted(tuple(row.values()) for row in read_expected("expected_findings.tsv"))
    found = sorted(
        (
            f["check"],
            f["severity"],
            f["slug"],
            f["kind"],
            "-" if f["year"] is None else str(f["year"]),
            number(f["opened_at"]),
            number(f["closed_at"]),
        )
        for f in told.findings[-1]
    )
    assert found == expected


def test_a_column_that_failed_one_night_accuses_nobody_and_is_well_the_next(told: Told) -> None:
    before, during = told.statuses[2], told.statuses[3]
    assert {k: v["status"] for k, v in before.items()} == {
        k: v["status"] for k, v in during.items()
    }
    rows = query(
        told.home,
        """select o.run_id, o.observed from mart.column_observation o join raw.run r using (run_id)
           where o.column_url like '%/jz/cyz/%' order by r.as_of""",
    )
    assert [observed for _, observed in rows] == [True, True, True, False, True]
    assert (
        scalar(
            told.home,
            "select max(consecutive_failures) from mart.source_health "
            "where column_url like '%/jz/cyz/%'",
        )
        == 0
    )


def test_a_withdrawn_report_stays_and_is_marked(told: Told) -> None:
    row = told.statuses[-1]["jcz", "rule_of_law", 2025]
    assert row["removed_at"] == NIGHTS[4].as_of
    assert row["status"] == "on_time"
    assert told.statuses[3]["jcz", "rule_of_law", 2025]["removed_at"] is None


def test_an_edited_report_has_two_versions(told: Told) -> None:
    rows = query(
        told.home,
        """select v.version, v.first_seen_at, v.last_seen_at
           from core.report_version v join core.report r using (report_id)
           where r.filer_id = '990101100' and r.report_year = 2025
             and r.report_kind = 'rule_of_law' order by 1""",
    )
    assert [(version, seen) for version, seen, _ in rows] == [
        (1, NIGHTS[0].as_of),
        (2, NIGHTS[4].as_of),
    ]


def test_a_report_off_its_list_whose_page_answers_is_not_removed(told: Told) -> None:
    rows = query(
        told.home,
        """select r.removed_at, l.listed
           from core.report r join core.report_location l using (report_id)
           where r.filer_id = '990101104' and r.report_year = 2023
             and r.report_kind = 'rule_of_law'""",
    )
    assert rows == [(None, False)]


def test_the_observations_around_a_report_are_the_ones_nobody_can_edit(told: Told) -> None:
    row = told.statuses[-1]["ypz", "rule_of_law", 2025]
    assert row["not_before"] == NIGHTS[3].as_of
    assert row["not_after"] == NIGHTS[4].as_of
    baseline = told.statuses[-1]["cyz", "rule_of_law", 2025]
    assert baseline["not_before"] is None
    assert baseline["not_after"] == NIGHTS[0].as_of


def test_what_the_newspaper_printed_is_shown_with_its_ruling(told: Told) -> None:
    assert told.statuses[-1]["tlx", "rule_of_law", 2024]["ruling"] is not None


def test_a_report_that_is_only_a_file_is_read_from_the_file(told: Told) -> None:
    (row,) = query(
        told.home,
        """select r.report_id, r.text_source, r.char_count,
                  (select count(*) from core.section s
                   where s.report_id = r.report_id and s.level = 1)
           from core.report r
           where filer_id = '990101103' and report_year = 2025 and report_kind = 'rule_of_law'""",
    )
    _, text_source, char_count, sections = row
    assert text_source == "attachment"
    assert char_count > 1000
    assert sections >= 4


def test_a_report_whose_page_is_dead_is_known_by_its_entry(told: Told) -> None:
    rows = query(
        told.home,
        """select version_count, published_on, published_on_source from core.report
           where filer_id = '990101103' and report_year = 2023 and report_kind = 'rule_of_law'""",
    )
    assert rows == [(0, date(2024, 2, 28), "listing")]


def test_reports_on_the_second_page_and_before_the_first_year_are_known(told: Told) -> None:
    rows = query(
        told.home,
        """select report_year from core.report
           where filer_id = '990101100' and report_kind = 'rule_of_law' order by 1""",
    )
    assert [year for (year,) in rows] == list(range(2018, 2026))


def test_every_publication_is_one_report_and_no_look_alike_is(told: Told) -> None:
    written = {(p.body.id, p.kind, p.title_year or p.year) for p in PUBLICATIONS if p.title is None}
    found = query(told.home, "select filer_id, report_kind, report_year from core.report")
    assert sorted(found) == sorted(written)


def test_the_county_table_counts_what_the_status_table_says(told: Told) -> None:
    counted = Counter((kind, row["status"]) for (_, kind, _), row in told.statuses[-1].items())
    for kind in ("rule_of_law", "disclosure"):
        for status in (
            "on_time",
            "boundary",
            "late",
            "missing",
            "undated",
            "unobserved",
            "pending",
        ):
            total = scalar(
                told.home,
                f"select sum(n_{status}) from mart.county_timeliness where report_kind = ?",
                kind,
            )
            assert int(total) == counted[kind, status], (kind, status)


def test_every_table_of_the_contract_is_published_with_rows_and_comments(told: Told) -> None:
    assert set(tables(told.home)) >= PUBLISHED
    for table in sorted(PUBLISHED):
        assert scalar(told.home, f"select count(*) from {table}") > 0, table
    silent = query(
        told.home,
        """select schema_name || '.' || table_name, '' from duckdb_tables() where comment is null
           union all select schema_name || '.' || table_name, column_name from duckdb_columns()
           where not internal and comment is null and schema_name <> 'main'""",
    )
    assert silent == []


def test_days_are_days_in_beijing(told: Told) -> None:
    first = scalar(told.home, "select min(as_of) from raw.run")
    assert first.astimezone(BEIJING).date() == date(2026, 2, 20)
