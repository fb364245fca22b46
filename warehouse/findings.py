"""What a check finds, over time: which findings a run opened, closed or reopened.

The offenders say what is wrong now; the events say since when. Events are facts of their night
and are kept in the archive, so the history survives the loss of the warehouse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import explained, transaction
from warehouse.sqlfiles import SqlFile, apply_comments

_FINDING = SqlFile(
    Path(__file__),
    {
        "checks.finding": "something a check found, over time; open while closed_at is null",
        "finding_id": "digest of what the finding is about, the same in every run",
        "check_id": "the check",
        "severity": "error (breach of a rule), warning (likely defect) or info (for review)",
        "county_code": "county",
        "filer_id": "body; null where it is about none",
        "report_kind": "kind of report",
        "report_year": "report year",
        "report_id": "report, where there is one",
        "column_url": "column, where it is about one",
        "subject": "what tells two findings of one check apart, often empty",
        "message": "what was found, in words; of a closed finding what was last found",
        "evidence": "what it rests on",
        "opened_at": "as-of time of the run that first found it",
        "closed_at": "as-of time of the run that no longer found it; null while it is open",
        "opened_run_id": "run that first found it",
        "last_event_run_id": "run that opened, closed or reopened it last",
        "waived_until": "last day on which it raises no alarm, see ref.waiver; null where it does",
        "waiver": "why, and who says so",
    },
    "",
)

#: Events read at a time.
_BATCH = 10_000
_FACTS = """check_id, subject, severity, county_code, filer_id, report_kind, report_year,
            report_id, column_url, message, evidence"""


def new_events(con: duckdb.DuckDBPyConnection, run_id: str) -> Iterator[dict[str, Any]]:
    """The events of a run: today's offenders compared with what all other runs left open.

    Call it after `build`, and take all of them before the connection is asked anything else: the
    first night over a million reports opens more findings than fit into memory. The rows fit
    `events.jsonl`, sorted by check and finding; they do not change when the run's own events are
    already loaded.
    """
    with explained("cannot compare findings", "run `fazhi rebuild`"):
        # Of a finding that is gone nobody can say more than the last time it was there: the
        # previous publication's row if there is one, which may be newer than its last event.
        previous = "checks.finding" if _has_findings(con) else "(select * from last) "
        rows = con.execute(
            f"""
            with last as (
                select event.*
                from raw.finding_event as event
                inner join raw.run as run on event.run_id = run.run_id
                where event.run_id <> $run_id
                qualify row_number() over (
                    partition by event.finding_id
                    order by run.as_of desc, run.started_at desc, run.run_id desc
                ) = 1
            ),

            found as (
                select
                    offender.finding_id,
                    case when last.event is null then 'opened' else 'reopened' end as event,
                    {", ".join(f"offender.{c.strip()}" for c in _FACTS.split(","))}
                from checks.offender as offender
                left join last on offender.finding_id = last.finding_id
                where last.event is null or last.event = 'closed'
            ),

            gone as (
                select
                    last.finding_id,
                    'closed' as event,
                    last.check_id,
                    last.subject,
                    coalesce(previous.severity, last.severity) as severity,
                    last.county_code,
                    last.filer_id,
                    last.report_kind,
                    last.report_year,
                    coalesce(previous.report_id, last.report_id) as report_id,
                    last.column_url,
                    coalesce(previous.message, last.message) as message,
                    coalesce(previous.evidence, last.evidence) as evidence
                from last
                left join {previous} as previous on last.finding_id = previous.finding_id
                where
                    last.event <> 'closed'
                    and last.finding_id not in (select finding_id from checks.offender)
            )

            select $run_id as run_id, * from found
            union all
            select $run_id as run_id, * from gone
            order by check_id, finding_id
            """,
            {"run_id": run_id},
        )
        names = [column[0] for column in rows.description or []]
        while batch := rows.fetchmany(_BATCH):
            for row in batch:
                event = dict(zip(names, row, strict=True))
                # A JSON column comes as text; written so it would be a JSON string in a string.
                event["evidence"] = json.loads(event["evidence"]) if event["evidence"] else {}
                yield event


def build_findings(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `checks.finding` from the events of all runs and the current offenders."""
    with explained("cannot rebuild the findings", "run `fazhi rebuild`"), transaction(con):
        con.execute(
            f"""
            create or replace table checks.finding as
            with event as (
                select
                    event.*,
                    run.as_of,
                    row_number() over newest_first as age,
                    first_value(run.as_of) over oldest_first as opened_at,
                    first_value(event.run_id) over oldest_first as opened_run_id
                from raw.finding_event as event
                inner join raw.run as run on event.run_id = run.run_id
                window
                    oldest_first as (
                        partition by event.finding_id
                        order by run.as_of, run.started_at, run.run_id
                    ),
                    newest_first as (
                        partition by event.finding_id
                        order by run.as_of desc, run.started_at desc, run.run_id desc
                    )
            ),

            last as (select * from event where age = 1),

            waived as (
                select
                    last.finding_id,
                    max(waiver.until) as until,
                    arg_max(
                        concat(waiver.reason, ' (', waiver.waived_by, ')'),
                        struct_pack(until := waiver.until, reason := waiver.reason)
                    ) as waiver
                from last
                inner join ref.waiver as waiver
                    on
                        waiver.in_force
                        and last.county_code = waiver.county_code
                        and last.check_id = waiver.check_id
                        and last.filer_id is not distinct from waiver.filer_id
                        and (waiver.report_year is null or last.report_year = waiver.report_year)
                        and (waiver.report_kind is null or last.report_kind = waiver.report_kind)
                where last.event <> 'closed'
                group by last.finding_id
            )

            select
                last.finding_id,
                last.check_id,
                {_current("severity")},
                last.county_code,
                last.filer_id,
                last.report_kind,
                last.report_year,
                {_current("report_id")},
                last.column_url,
                last.subject,
                {_current("message")},
                {_current("evidence")},
                last.opened_at,
                case when last.event = 'closed' then last.as_of end as closed_at,
                last.opened_run_id,
                last.run_id as last_event_run_id,
                waived.until as waived_until,
                waived.waiver
            from last
            left join waived on last.finding_id = waived.finding_id
            left join checks.offender as offender
                on last.finding_id = offender.finding_id and last.event <> 'closed'
            order by last.check_id, last.finding_id
            """
        )
        apply_comments(con, _FINDING)


def _current(column: str) -> str:
    """What the offender says now; of a finding without offender, what its last event said."""
    return (
        f"case when offender.finding_id is not null then offender.{column} "
        f"else last.{column} end as {column}"
    )


def _has_findings(con: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        con.execute(
            "select 1 from duckdb_tables() where database_name = current_database() "
            "and schema_name = 'checks' and table_name = 'finding'"
        ).fetchone()
    )
