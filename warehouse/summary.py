"""A night in a few numbers, from the tables it has just built."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

STATUSES = ("on_time", "boundary", "late", "missing", "pending", "undated", "unobserved")


@dataclass(frozen=True)
class CountyNight:
    """One county in one run: its duties of the newest report year by status, and its columns."""

    county_code: str
    name: str
    report_kind: str
    report_year: int | None
    duties: dict[str, int]  # status → number of duties
    columns: int
    observed: int  # partial lists included
    failed: str | None  # why the county failed as a whole


def county_nights(con: duckdb.DuckDBPyConnection, run_id: str) -> list[CountyNight]:
    """One row for each county and kind of report, for the newest report year that is due."""
    counts = ", ".join(f"count(*) filter (status = '{status}')" for status in STATUSES)
    rows = con.execute(
        f"""
        with newest as (
            select county_code, report_kind, max(report_year) as report_year
            from mart.filing_status group by all
        ),

        seen as (
            select county_code, report_kind, count(*) as columns, count(*) filter (believed) as ok
            from mart.column_observation
            where run_id = $run_id and coalesce(reason, '') <> 'not_asked'
            group by all
        ),

        duty as (
            select county_code, report_kind, report_year, {counts}
            from mart.filing_status inner join newest using (county_code, report_kind, report_year)
            group by all
        )

        select
            county.county_code, county.name, coalesce(duty.report_kind, seen.report_kind, ''),
            run.failed[county.county_code], coalesce(seen.columns, 0), coalesce(seen.ok, 0),
            duty.* exclude (county_code, report_kind)
        from ref.county as county
        left join duty using (county_code)
        left join seen
            on county.county_code = seen.county_code and duty.report_kind = seen.report_kind
        cross join (select failed from raw.run where run_id = $run_id) as run
        order by county.county_code, duty.report_kind desc
        """,
        {"run_id": run_id},
    ).fetchall()
    return [
        CountyNight(
            code, name, kind, year, dict(zip(STATUSES, duties, strict=True)), columns, ok, failed
        )
        for code, name, kind, failed, columns, ok, year, *duties in rows
    ]


def columns_observed(
    con: duckdb.DuckDBPyConnection, run_id: str
) -> dict[str, tuple[int, list[str]]]:
    """County code → number of columns observed in a run, and the reasons of the others.

    A list that only its first page shows counts as observed: the site was there and was read.
    Counties without a column are not in it.
    """
    rows = con.execute(
        """
        select
            county_code,
            count(*) filter (believed),
            list_sort(list(distinct reason) filter (not believed and reason is not null))
        from mart.column_observation
        where run_id = $run_id
        group by county_code
        """,
        {"run_id": run_id},
    ).fetchall()
    return {code: (observed, list(reasons or [])) for code, observed, reasons in rows}


def run_counts(con: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, int]:
    """How many captures, columns and entries a run has in the warehouse."""
    counts = {}
    for table in ("capture", "column_reading", "listing"):
        (number,) = con.execute(
            f"select count(*) from raw.{table} where run_id = $run_id", {"run_id": run_id}
        ).fetchone() or (0,)
        counts[f"{table}s"] = int(number)
    return counts
