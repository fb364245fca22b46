-- id: T02
-- title: published late
-- severity: error
-- basis: 厅字〔2019〕28号: 每年4月1日之前公开; 《政府信息公开条例》 art. 49
-- row: a duty with the status late; a warning where the duty does not bind, the year is before 2019, nothing
--   but the address tells the day, another day of publication that the page or its list carried from the
--   first would be in time, another page that may be the report was there in time, or the page may be the
--   report of a later year, see core.doubtful_entry
with offender as (
    select *
    from mart.filing_status
    where status = 'late'
),

-- a day in the months in which it was due, by a place that counts less
in_time as (
    select
        late.report_id,
        max(evidence.date) as dated_on
    from offender as late
    inner join core.date_evidence as evidence
        on
            late.report_id = evidence.report_id
            and evidence.date between make_date(late.report_year + 1, 1, 1) and late.boundary_on
    where
        evidence.rank is not null and evidence.as_first_read and evidence.full_day
        and not evidence.in_migration
    group by late.report_id
),

-- another page that may be the report was there in time
seen_in_time as (
    select distinct late.report_id
    from offender as late
    inner join core.doubtful_entry as entry
        on
            late.filer_id = entry.filer_id
            and late.report_kind = coalesce(entry.report_kind, late.report_kind)
            and late.report_year between entry.earliest_year and entry.latest_year
    inner join core.run as run on entry.first_no = run.run_no
    inner join core.page_reading as reading on entry.url = reading.url
    where
        least(run.run_day, reading.published_on) <= late.boundary_on
        and coalesce(reading.published_on >= make_date(late.report_year, 10, 1), true)
),

-- title or list name this year, and something else of it a later one
of_a_later_year as (
    select distinct late.report_id
    from offender as late
    inner join core.doubtful_entry as entry
        on
            late.url = entry.url
            and late.filer_id = entry.filer_id
            and late.report_year < entry.report_year
)

select
    '' as subject,
    case
        when not late.binding or late.report_year < limits.value then 'warning'
        when in_time.report_id is not null or late.published_on_source = 'url' then 'warning'
        when late.report_id in (select report_id from seen_in_time) then 'warning'
        when late.report_id in (select report_id from of_a_later_year) then 'warning'
        else 'error'
    end as severity,
    late.county_code,
    late.filer_id,
    late.report_kind,
    late.report_year,
    late.report_id,
    cast(null as varchar) as column_url,
    concat(
        late.filer_name, ': ', kind.name, ' for ', late.report_year, ' dated ', late.published_on, ' (',
        late.published_on_source, '), ', late.days_late, ' days after ', late.due_on,
        coalesce('; another of its dates is ' || in_time.dated_on, '')
    ) as message,
    to_json(struct_pack(
        published_on := late.published_on,
        published_on_source := late.published_on_source,
        due_on := late.due_on,
        boundary_on := late.boundary_on,
        days_late := late.days_late,
        also_dated := in_time.dated_on,
        deadline_basis := late.deadline_basis,
        verified := late.verified,
        binding := late.binding,
        not_before := china_time(late.not_before),
        not_after := china_time(late.not_after),
        url := late.url,
        sha256 := report.page_sha256,
        dates := dates.dates,
        ruling := late.ruling
    )) as evidence
from offender as late
inner join ref.report_kind as kind on late.report_kind = kind.report_kind
inner join ref.threshold as limits on limits.check_id = 'T02' and limits.name = 'error_from_year'
left join in_time on late.report_id = in_time.report_id
left join core.report as report on late.report_id = report.report_id
left join core.report_date_list as dates on late.report_id = dates.report_id
