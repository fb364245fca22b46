-- id: D02
-- title: dates of one publication disagree
-- severity: warning
-- basis: one publication has one day; a migration that moves the dates of many says nothing about a body
-- row: a report whose page has shown days more than one apart, or a day later than it was seen; or, for a
--   county, a night in which the dates of a whole host moved, or reports of several years and bodies came
--   with the same late days
with limits as (
    select cast(value as integer) as days
    from ref.threshold
    where check_id = 'D02' and name = 'days_apart'
),

span as (
    select
        evidence.report_id,
        evidence.url,
        min(evidence.date) as first_date,
        max(evidence.date) as last_date,
        min(china_day(sight.not_after)) as seen_on,
        -- Several sources may show the same day: the best of them is named, in every rebuild.
        arg_min(
            evidence.source,
            struct_pack(day := evidence.date, rank := evidence.rank, source := evidence.source)
        ) as first_source,
        arg_max(
            evidence.source,
            struct_pack(day := evidence.date, rank := -evidence.rank, source := evidence.source)
        ) as last_source
    from core.date_evidence as evidence
    inner join core.first_sight as sight on evidence.report_id = sight.report_id
    where
        evidence.rank is not null and evidence.full_day and not evidence.in_migration
    group by evidence.report_id, evidence.url
),

offender as (
    select
        span.*,
        limits.days,
        last_date - first_date > limits.days as disagrees
    from span
    cross join limits
    where last_date - first_date > limits.days or first_date > seen_on + limits.days
    qualify row_number() over (partition by report_id order by last_date - first_date desc, url) = 1
)

select
    '' as subject,
    'warning' as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ', ', apart.first_date,
        ' (', apart.first_source, ') ',
        case
            when apart.disagrees
                then concat('against ', apart.last_date, ' (', apart.last_source, ')')
            else concat('although it was seen on ', apart.seen_on)
        end
    ) as message,
    to_json(struct_pack(
        url := apart.url,
        sha256 := report.page_sha256,
        days_apart := apart.last_date - apart.first_date,
        dates := dates.dates
    )) as evidence
from offender as apart
inner join core.report as report on apart.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
left join core.report_date_list as dates on apart.report_id = dates.report_id
union all
select
    concat('migration ', host, ' ', china_day(as_of)) as subject,
    'warning' as severity,
    county_code,
    cast(null as varchar) as filer_id,
    cast(null as varchar) as report_kind,
    cast(null as integer) as report_year,
    cast(null as varchar) as report_id,
    cast(null as varchar) as column_url,
    concat(
        'the dates of ', n_moved, ' of ', n_known, ' known reports of ', host, ' moved on ', china_day(as_of),
        ': a migration of the site, which dates no report'
    ) as message,
    to_json(struct_pack(
        host := host, seen_at := china_time(as_of), n_moved := n_moved, n_known := n_known
    )) as evidence
from core.site_migration
union all
select
    concat('bulk ', bulk.host, ' ', min(bulk.date)) as subject,
    'warning' as severity,
    min(bulk.county_code) as county_code,
    cast(null as varchar) as filer_id,
    cast(null as varchar) as report_kind,
    cast(null as integer) as report_year,
    cast(null as varchar) as report_id,
    cast(null as varchar) as column_url,
    concat(
        count(distinct bulk.report_id), ' reports of ', bulk.host, ' carry days from ', min(bulk.date),
        ' to ', max(bulk.date), ', long after their own: many came with them at once, so they date no report'
    ) as message,
    to_json(struct_pack(
        host := bulk.host,
        seen_at := china_time(min(run.as_of)),
        first_on := min(bulk.date),
        last_on := max(bulk.date),
        n_reports := count(distinct bulk.report_id),
        n_known := max(bulk.n_known)
    )) as evidence
from core.bulk_date as bulk
inner join core.run as run on bulk.since_no = run.run_no
group by bulk.host, bulk.since_no
