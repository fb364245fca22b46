"""A published file of a million invented reports: what the dashboard reads, and no more.

The tables are laid out as a small published file lays them out, so that a column that is added or
renamed needs no second word here; the rows are counted out by SQL.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.database import CURRENT, RELEASES
from warehouse.sqlfiles import quoted

COUNTIES, BODIES, YEARS = 800, 80, 8  # two kinds of report: 1,024,000 reports
KINDS = "unnest(['rule_of_law', 'disclosure'])"

#: Table → a query over the others; columns it does not name stay empty.
_ROWS = {
    "ref.county": f"""
        select printf('%06d', 100000 + i) as county_code, 'County ' || i as name, 'P' as province
        from range({COUNTIES}) as t(i)
    """,
    "ref.filer": f"""
        select county_code || printf('%03d', i) as filer_id, county_code, 'Body ' || i as name,
            case when i = 0 then 'county_government' when i < 30 then 'department'
                when i < 70 then 'township' else 'subdistrict' end as level
        from ref.county, range({BODIES}) as t(i) order by filer_id
    """,
    "ref.report_column": """
        select 'http://' || filer_id || '/' as column_url, county_code, filer_id,
            'rule_of_law' as report_kind
        from ref.filer
    """,
    "mart.filing_status": f"""
        select filer_id, name as filer_name, county_code, level, report_kind, report_year,
            make_date(report_year + 1, 3, 31) as due_on, level <> 'subdistrict' as binding,
            'rule' as deadline_basis, true as verified,
            make_date(report_year + 1, 4, 1) as boundary_on,
            case when mark < 80 then 'on_time' when mark < 82 then 'boundary'
                when mark < 90 then 'late' when mark < 95 then 'missing'
                else 'unobserved' end as status,
            case when mark < 90 then make_date(report_year + 1, 3, 31)
                + case when mark < 80 then -mark when mark < 82 then 1 else mark end
                end as published_on,
            case when mark between 82 and 89 then mark end as days_late,
            hash(filer_id, report_kind, report_year)::varchar as report_id,
            'metadata' as published_on_source, now() as observed_at, now() as as_of,
            'http://' || filer_id || '/' || report_year as url
        from (
            select *, (hash(filer_id, report_kind, report_year) % 100)::integer as mark
            from (select *, {KINDS} as report_kind from ref.filer),
                range(2017, 2017 + {YEARS}) as t(report_year)
        )
        order by county_code, report_kind, report_year, filer_id
    """,
    "mart.county_timeliness": """
        select county_code, report_kind, level, report_year, binding, count(*) as n_due,
            count(*) filter (status = 'on_time') as n_on_time,
            count(*) filter (status = 'boundary') as n_boundary,
            count(*) filter (status = 'late') as n_late,
            count(*) filter (status = 'missing') as n_missing, 0 as n_undated,
            count(*) filter (status = 'unobserved') as n_unobserved, 0 as n_pending
        from mart.filing_status group by all order by all
    """,
    "core.report": """
        select report_id, report_kind, filer_id, report_year, 'title' as report_year_source,
            'Report ' || report_id as title, url, published_on, published_on_source,
            'page' as text_source, 1 as version_count, 2700 as char_count, county_code,
            url as text_url, sha256(report_id) as payload_sha256,
            as_of as first_seen_at, as_of as last_seen_at
        from mart.filing_status
    """,
    "core.report_version": """
        select report_id, 1 as version, payload_sha256 as text_sha256, payload_sha256, url,
            'page' as text_source, first_seen_at, last_seen_at
        from core.report
    """,
    "core.report_location": """
        select report_id, url, 'http://' || filer_id || '/' as column_url, true as in_own_column,
            true as listed
        from core.report
    """,
    "core.date_evidence": """
        select report_id, url, unnest(['metadata', 'meta_tag', 'listing', 'url']) as source,
            'published' as meaning, published_on as date, 'words' as text, first_seen_at, 1 as rank
        from core.report
    """,
    "core.section": """
        select report_id, i as section_no, i::varchar as path, 1 as level, i || '.' as number,
            'Heading ' || i as heading, 'theme' as item, ['theme'] as items,
            i * 300 as start_offset, i * 300 + 299 as end_offset, 300 as char_count
        from core.report, range(1, 9) as t(i)
    """,
    "mart.section_coverage": """
        select report_id,
            unnest(['achievements', 'problems', 'causes', 'leadership', 'plans']) as item,
            true as present, 3 as depth, 0.2 as char_share
        from core.report where report_kind = 'rule_of_law'
    """,
    "checks.finding": """
        select md5(report_id) as finding_id, case when status = 'late' then 'T02' else 'K03' end
            as check_id, case when status = 'late' then 'error' else 'warning' end as severity,
            county_code, filer_id, report_kind, report_year, report_id,
            filer_name || ': report for ' || report_year || ', ' || report_id as message,
            '{"url": "x"}'::json as evidence,
            as_of - to_days((hash(report_id) % 900)::integer) as opened_at
        from mart.filing_status where status <> 'missing'
    """,
    "mart.source_health": """
        select column_url, county_code, filer_id, report_kind, 3 as n_entries, true as registered,
            0 as consecutive_failures, 0 as empty_nights, now() as last_asked_at,
            now() as last_observed_at, now() as last_believed_at
        from ref.report_column
    """,
    "mart.column_observation": """
        select run_id, column_url, filer_id, report_kind, county_code, true as observed,
            true as believed, 3 as n_entries, as_of
        from ref.report_column, (select run_id, as_of from raw.run) order by run_id, county_code
    """,
    "raw.capture": """
        select 'run' as run_id, county_code, 'article' as role, url, url as final_url,
            first_seen_at as fetched_at, 200 as status, payload_sha256 as sha256, true as stored,
            'a/b.warc.gz' as warc_file, 0 as warc_offset
        from core.report
    """,
    "raw.document": """
        select payload_sha256 as sha256, url, 1 as parser_version,
            {'title': title, 'text': repeat(report_id || ' 本年做了许多工作。', 80)} as document
        from core.report
    """,
}


def write(home: Path, small: Path) -> int:
    """Publish the file in `home`, laid out as the release `small`; returns its reports."""
    path = home / RELEASES / "large.duckdb"
    path.parent.mkdir(parents=True)
    with duckdb.connect(str(path), config={"preserve_insertion_order": "false"}) as con:
        con.execute("set timezone = 'Asia/Shanghai'")
        con.execute(f"attach {quoted(str(small))} as small (read_only)")
        con.execute("copy from database small to large")
        for table in _ROWS:
            con.execute(f"delete from {table}")
        for table, query in _ROWS.items():
            con.execute(f"insert into {table} by name {query}")
        (count,) = con.execute("select count(*) from core.report").fetchone() or (0,)
    (home / CURRENT).symlink_to(path.relative_to(home))
    return int(count)
