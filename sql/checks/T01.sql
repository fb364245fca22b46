-- id: T01
-- title: no report found in columns that were observed after the deadline
-- severity: error
-- basis: 厅字〔2019〕28号: 每年4月1日之前公开; 《政府信息公开条例》 art. 49
-- row: a duty with the status missing; a warning where the duty does not bind or the year is before 2019
with listing_capture as (
    select
        capture.column_url,
        run.run_no,
        list(distinct capture.sha256 order by capture.sha256) as sha256
    from raw.capture as capture
    inner join core.run as run on capture.run_id = run.run_id
    where
        capture.role = 'listing' and capture.sha256 is not null
        and (capture.column_url, run.run_no) in (select (column_url, first_no) from core.column_absence)
    group by capture.column_url, run.run_no
),

seen as (
    select distinct
        column_url,
        run_no,
        run_id,
        as_of,
        n_entries
    from core.observation
    where believed
),

looked_at as (
    select
        absence.report_id,
        string_agg(absence.column_url, ', ' order by absence.column_url) as columns,
        list(
            struct_pack(
                column_url := absence.column_url,
                observed_at := china_time(seen.as_of),
                run_id := seen.run_id,
                n_entries := seen.n_entries,
                sha256 := listing_capture.sha256
            )
            order by absence.column_url
        ) as observations
    from core.column_absence as absence
    inner join seen on absence.column_url = seen.column_url and absence.first_no = seen.run_no
    left join listing_capture
        on absence.column_url = listing_capture.column_url and absence.first_no = listing_capture.run_no
    group by absence.report_id
)

select
    '' as subject,
    case
        when status.binding and status.report_year >= limits.value then 'error' else 'warning'
    end as severity,
    status.county_code,
    status.filer_id,
    status.report_kind,
    status.report_year,
    cast(null as varchar) as report_id,
    cast(null as varchar) as column_url,
    concat(
        status.filer_name, ': ', kind.name, ' for ', status.report_year, ' not found in ', looked_at.columns,
        ' on ', china_day(status.first_missed_at), '; due on ', status.due_on
    ) as message,
    to_json(struct_pack(
        due_on := status.due_on,
        boundary_on := status.boundary_on,
        deadline_basis := status.deadline_basis,
        verified := status.verified,
        binding := status.binding,
        observed_at := china_time(status.first_missed_at),
        observations := looked_at.observations,
        ruling := status.ruling
    )) as evidence
from mart.filing_status as status
inner join ref.report_kind as kind on status.report_kind = kind.report_kind
inner join ref.threshold as limits on limits.check_id = 'T01' and limits.name = 'error_from_year'
inner join looked_at
    on looked_at.report_id = report_key(status.filer_id, status.report_kind, status.report_year)
where status.status = 'missing'
