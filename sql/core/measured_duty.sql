-- core.measured_duty: a duty that binds or is practised, with what the indicators of mart measure on it;
--   bodies that may keep their report secret are not in it
-- report_id: the report that would fulfil it, whether found or not
-- county_code: county of the body
-- filer_id: the body
-- level: its class
-- report_kind: kind of report
-- report_year: report year
-- binding: false where the duty rests on local practice or was not binding
-- status: see mart.filing_status
-- due_on: last day on time
-- published_on: day of publication by the best evidence, or as attested
-- days_late: days after due_on, of a late one
-- is_observable: its last day has passed and it can be told whether there is a report
-- is_found: there is a report, here or attested elsewhere
-- is_here: it stands on a page of the site
-- in_own_column: in a column registered for this body and kind
-- listed: some column still lists it
-- is_open: its page could be read
-- has_column: a column is registered for this body and kind
-- list_position: best place in a list that shows it, from 1
-- has_title: its title was read
-- standard_name: its title calls it by a name of ref.naming_rule
-- one_year: its title names its report year and no other
-- names_body: its title names a body
-- is_read: it has enough text to be measured
-- outline_read: its outline was understood, at least in part
-- text_chars: characters of its text without white space
-- figures_per_1000: facts with a figure per 1,000 characters of its sections
with has_column as (
    select distinct
        filer_id,
        report_kind
    from core.filing_column
),

place as (
    select
        location.report_id,
        min(entry.position) as position
    from core.report_location as location
    inner join core.entry as entry
        on location.url = entry.url and location.column_url = entry.column_url
    where location.listed
    group by location.report_id
),

figure as (
    select
        report_id,
        sum(figure_count) as figures
    from core.section
    group by report_id
),

standard as (
    select distinct report.report_id
    from core.report as report
    inner join ref.county as county on report.county_code = county.county_code
    inner join ref.naming_rule as rule
        on
            report.report_kind = rule.report_kind
            and report.name_form = rule.name
            and county.province = coalesce(rule.province, county.province)
            and report.report_year >= coalesce(rule.year_from, 0)
),

floor as (
    select value as chars
    from ref.threshold
    where check_id = 'W03' and name = 'attachment_only_chars'
)

select
    report_key(status.filer_id, status.report_kind, status.report_year) as report_id,
    status.county_code,
    status.filer_id,
    status.level,
    status.report_kind,
    status.report_year,
    status.binding,
    status.status,
    status.due_on,
    status.published_on,
    status.days_late,
    status.status not in ('unobserved', 'pending')
    and clock.today > status.boundary_on as is_observable,
    status.status in ('on_time', 'boundary', 'late', 'undated') as is_found,
    report.report_id is not null as is_here,
    coalesce(report.in_own_column, false) as in_own_column,
    coalesce(report.listed, false) as listed,
    coalesce(report.version_count > 0, false) as is_open,
    has_column.filer_id is not null as has_column,
    place.position as list_position,
    coalesce(report.title, '') <> '' as has_title,
    standard.report_id is not null as standard_name,
    coalesce(list_distinct(report.title_years) = [report.report_year], false) as one_year,
    report.title_unit is not null as names_body,
    coalesce(report.text_chars >= floor.chars, false) as is_read,
    coalesce(report.text_chars >= floor.chars and report.outline_confidence in ('high', 'low'), false)
        as outline_read,
    report.text_chars,
    1000 * figure.figures / nullif(report.char_count, 0) as figures_per_1000
from mart.filing_status as status
cross join ref.clock as clock
cross join floor
left join core.report as report on status.report_id = report.report_id
left join has_column
    on status.filer_id = has_column.filer_id and status.report_kind = has_column.report_kind
left join place on status.report_id = place.report_id
left join standard on status.report_id = standard.report_id
left join figure on status.report_id = figure.report_id
where status.reason is distinct from 'exempt'
order by status.county_code, status.report_kind, status.report_year, status.filer_id
