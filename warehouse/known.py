"""What the warehouse knows of earlier nights: for the collector, the parser and the recovery.

Plain rows and mappings; nothing of `flows` is needed to read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

#: Nights on which an address must be gone (404 or 410) since it was last listed, before it is no
#: longer asked for by itself.
GONE_NIGHTS = 3


@dataclass(frozen=True)
class PageSeen:
    """An article or attachment as it was last fetched whole."""

    sha256: str
    length: int  # bytes of the decoded body
    etag: str | None
    last_modified: str | None  # header as sent
    fetched_whole_at: datetime
    stored_at: datetime | None  # when the record that holds the body was written
    answered_on: date | None  # as-of day of its last answer; None if that was not the page


@dataclass(frozen=True)
class Archive:
    """What need not be fetched or read again.

    `places`: digest of a payload → (WARC file, offset of its record, bytes of the body).
    `documents`: (digest, address) of what the parser version asked about has read.
    """

    places: Mapping[str, tuple[str, int, int]]
    documents: frozenset[tuple[str, str]]


def last_as_of(con: duckdb.DuckDBPyConnection) -> datetime | None:
    """The as-of time of the last run; None before the first."""
    (as_of,) = con.execute("select max(as_of) from raw.run").fetchone() or (None,)
    return as_of if isinstance(as_of, datetime) else None


def run_statuses(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Every run in the warehouse with its status; `loaded` means that its end is missing."""
    return dict(con.execute("select run_id, status from raw.run").fetchall())


def pages_seen(
    con: duckdb.DuckDBPyConnection, county_code: str | None = None
) -> dict[str, PageSeen]:
    """Address → what it was when last fetched whole, of articles and attachments.

    The validators are those of that answer and not of a later 304: sent with an older body's
    digest they would make a changed page look unchanged.
    """
    rows = con.execute(
        """
        with stored as (
            select
                sha256,
                max(fetched_at) as stored_at
            from raw.capture
            where stored
            group by sha256
        ),

        last_answer as (
            select
                capture.url,
                timezone('Asia/Shanghai', run.as_of)::date as answered_on
            from raw.capture as capture
            inner join raw.run as run on capture.run_id = run.run_id
            where
                capture.role in ('article', 'attachment')
                and ($county is null or capture.county_code = $county)
            qualify row_number() over (
                partition by capture.url order by run.as_of desc, capture.fetched_at desc
            ) = 1 and capture.status in (200, 304) and capture.error is null and exists (
                select 1 from raw.document as document
                where
                    document.sha256 = capture.sha256 and document.url = capture.url
                    and document.document.kind in ('article', 'attachment')
            )
        )

        select
            page.url,
            page.sha256,
            page.length,
            page.etag,
            page.last_modified,
            page.fetched_at,
            stored.stored_at,
            last_answer.answered_on
        from raw.capture as page
        left join stored on page.sha256 = stored.sha256
        left join last_answer on page.url = last_answer.url
        where
            page.role in ('article', 'attachment') and page.status = 200 and page.error is null
            and page.sha256 is not null and ($county is null or page.county_code = $county)
        qualify row_number() over (
            partition by page.url order by page.fetched_at desc, page.warc_offset desc
        ) = 1
        """,
        {"county": county_code},
    ).fetchall()
    return {url: PageSeen(*seen) for url, *seen in rows}


def listed_before(
    con: duckdb.DuckDBPyConnection, county_code: str | None = None
) -> dict[str, set[str]]:
    """Column → addresses of entries that may be reports and that it shows or once showed.

    Left out are addresses that have since been gone on GONE_NIGHTS nights.
    """
    rows = con.execute(
        """
        with entry as (
            select
                listing.column_url,
                listing.url,
                max(run.as_of) as listed_at
            from raw.listing as listing
            inner join raw.run as run on listing.run_id = run.run_id
            where
                listing.may_be_report
                and ($county is null or listing.county_code = $county)
            group by listing.column_url, listing.url
        ),

        gone as (
            select
                entry.column_url,
                entry.url
            from entry
            inner join raw.capture as capture on entry.url = capture.url
            inner join raw.run as run on capture.run_id = run.run_id
            where
                capture.role = 'article' and run.as_of > entry.listed_at
            group by entry.column_url, entry.url
            having
                count(distinct capture.run_id) filter (capture.status in (404, 410)) >= $nights
                and arg_max(capture.status, run.as_of) in (404, 410)
        )

        select
            column_url,
            url
        from entry
        anti join gone using (column_url, url)
        order by all
        """,
        {"county": county_code, "nights": GONE_NIGHTS},
    ).fetchall()
    listed: dict[str, set[str]] = defaultdict(set)
    for column_url, url in rows:
        listed[column_url].add(url)
    return dict(listed)


def attachments_known(
    con: duckdb.DuckDBPyConnection, county_code: str | None = None
) -> dict[str, list[str]]:
    """Report, or what may be one → addresses of its files when it was last fetched whole.

    The files of other articles are never asked for, so a 304 must not make them known either.
    """
    rows = con.execute(
        """
        with page as (
            select
                url,
                sha256
            from raw.capture
            where
                role = 'article' and status = 200 and error is null and sha256 is not null
                and ($county is null or county_code = $county)
            qualify row_number() over (
                partition by url order by fetched_at desc, warc_offset desc
            ) = 1
        )

        select
            page.url,
            list_transform(document.document.attachments, lambda link: link.url)
        from page
        inner join raw.document as document
            on page.sha256 = document.sha256 and page.url = document.url
        where
            len(document.document.attachments) > 0
            and (document.document.is_report or document.document.may_be_report)
        qualify row_number() over (
            partition by page.url order by document.parser_version desc
        ) = 1
        order by page.url
        """,
        {"county": county_code},
    ).fetchall()
    return {url: list(attachments) for url, attachments in rows}


def archived_before(con: duckdb.DuckDBPyConnection, parser_version: int) -> Archive:
    """Where payloads lie, and what this parser version has read of them."""
    places = {
        sha256: (warc_file, warc_offset, length)
        for sha256, warc_file, warc_offset, length in con.execute(
            """
            select sha256, warc_file, warc_offset, length
            from raw.capture
            where stored and sha256 is not null and warc_file is not null
            qualify row_number() over (
                partition by sha256 order by fetched_at desc, warc_file, warc_offset
            ) = 1
            """
        ).fetchall()
    }
    documents = con.execute(
        "select sha256, url from raw.document where parser_version = ?", [parser_version]
    ).fetchall()
    return Archive(places, frozenset((sha256, url) for sha256, url in documents))


def captures_to_reread(con: duckdb.DuckDBPyConnection, parser_version: int) -> list[dict[str, Any]]:
    """One capture (a row of raw.capture) for every payload that only another version has read."""
    rows = con.execute(
        """
        select capture.*
        from raw.capture as capture
        where
            capture.role in ('article', 'attachment') and capture.status in (200, 304)
            and capture.sha256 is not null
            and not exists (
                select 1 from raw.document as document
                where
                    document.sha256 = capture.sha256 and document.url = capture.url
                    and document.parser_version = $version
            )
        qualify row_number() over (
            partition by capture.sha256, capture.url order by capture.fetched_at desc
        ) = 1
        order by capture.run_id, capture.url
        """,
        {"version": parser_version},
    )
    names = [column[0] for column in rows.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
