-- id: T07
-- title: due soon and not there yet
-- severity: info
-- basis: early warning for the supervising office: 1 February, 1 March and 20 March before 31 March
-- row: a duty that is still pending when a warning is due; not a breach
with stage as (
    select
        status.*,
        list_sort(list_filter(
            [
                cast(status.due_on + 1 - to_months(cast(first_warning.value as integer)) as date),
                cast(status.due_on + 1 - to_months(cast(second_warning.value as integer)) as date),
                status.due_on - cast(last_warning.value as integer)
            ],
            lambda day: day <= clock.today
        )) as warned_on
    from mart.filing_status as status
    cross join ref.clock as clock
    inner join ref.threshold as first_warning
        on first_warning.check_id = 'T07' and first_warning.name = 'first_warning'
    inner join ref.threshold as second_warning
        on second_warning.check_id = 'T07' and second_warning.name = 'second_warning'
    inner join ref.threshold as last_warning
        on last_warning.check_id = 'T07' and last_warning.name = 'last_warning'
    where status.status = 'pending'
),

column_of as (
    select
        filer_id,
        report_kind,
        list_sort(list(distinct column_url)) as columns
    from core.filing_column
    group by filer_id, report_kind
)

select
    '' as subject,
    'info' as severity,
    stage.county_code,
    stage.filer_id,
    stage.report_kind,
    stage.report_year,
    cast(null as varchar) as report_id,
    cast(null as varchar) as column_url,
    concat(
        stage.filer_name, ': ', kind.name, ' for ', stage.report_year, ' is due on ', stage.due_on,
        case
            when column_of.columns is null then ', no column of it is registered'
            else ', not found so far'
        end,
        ' (warning ', len(stage.warned_on), ' of 3)'
    ) as message,
    -- no count of days: an unchanged site changes no finding from one night to the next
    to_json(struct_pack(
        due_on := stage.due_on,
        boundary_on := stage.boundary_on,
        local_due_on := stage.local_due_on,
        deadline_basis := stage.deadline_basis,
        verified := stage.verified,
        binding := stage.binding,
        warned_on := stage.warned_on[-1],
        columns := column_of.columns
    )) as evidence
from stage
inner join ref.report_kind as kind on stage.report_kind = kind.report_kind
left join column_of on stage.filer_id = column_of.filer_id and stage.report_kind = column_of.report_kind
where len(stage.warned_on) > 0
