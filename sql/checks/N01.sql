-- id: N01
-- title: the year in the title is missing, doubled or odd
-- severity: warning
-- basis: a report is about the year before its publication, and its title says which
-- row: a report whose title names no year or several, or another year than the one before its publication
with limits as (
    select cast(value as integer) as years
    from ref.threshold
    where check_id = 'N01' and name = 'years_behind'
),

named as (
    select
        report.*,
        list_sort(list_distinct(coalesce(report.title_years, []))) as years,
        year(report.published_on) - limits.years as expected_year
    from core.report as report
    cross join limits
),

judged as (
    select
        *,
        case
            when len(years) = 0 then 'its title names no year'
            when len(years) > 1 then concat('its title names ', array_to_string(years, ' and '))
            when report_year <> expected_year
                then concat('it is about ', report_year, ' and was published on ', published_on)
        end as what
    from named
)

select
    '' as subject,
    'warning' as severity,
    judged.county_code,
    judged.filer_id,
    judged.report_kind,
    judged.report_year,
    judged.report_id,
    cast(null as varchar) as column_url,
    concat(filer.name, ': report for ', judged.report_year, ': ', judged.what) as message,
    to_json(struct_pack(
        title := judged.title,
        title_years := judged.years,
        report_year_source := judged.report_year_source,
        published_on := judged.published_on,
        published_on_source := judged.published_on_source,
        url := judged.url,
        sha256 := judged.page_sha256
    )) as evidence
from judged
inner join ref.filer as filer on judged.filer_id = filer.filer_id
where judged.what is not null
