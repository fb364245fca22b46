-- id: F04
-- title: requests carried in are not those carried over the year before
-- severity: warning
-- basis: 国办公开办函〔2021〕30号, form of table 3: 二 of a year is 四 of the year before
-- row: a report whose table 3 carries in other numbers than the body's own report of the year before carried
--   over; info where an empty cell may hold every difference; cells that could not be told are not judged
with carried as (
    select
        report.report_id,
        figure.column_code,
        figure.column_label,
        figure.value as carried_in,
        own.value as carried_over,
        before.text_url as other_url,
        before.payload_sha256 as other_sha256,
        case
            when coalesce(figure.value, 0) < coalesce(own.value, 0) then figure.is_empty
            else own.is_empty
        end as explained
    from core.report as report
    inner join core.report as before
        on
            report.filer_id = before.filer_id
            and report.report_kind = before.report_kind
            and report.report_year = before.report_year + 1
    inner join core.disclosure_figure as figure
        on report.report_id = figure.report_id and figure.table_no = 3 and figure.row_code = 'carried_in'
    inner join core.disclosure_figure as own
        on
            before.report_id = own.report_id
            and own.table_no = 3
            and own.row_code = 'carried_over'
            and figure.column_code = own.column_code
    where
        (figure.is_empty or figure.value is not null)
        and (own.is_empty or own.value is not null)
        and coalesce(figure.value, 0) <> coalesce(own.value, 0)
),

offender as (
    select
        report_id,
        bool_and(explained) as explained,
        count(*) as cell_count,
        arg_min(
            format(
                '{} ({:d} against {:d})',
                column_label,
                cast(coalesce(carried_in, 0) as bigint),
                cast(coalesce(carried_over, 0) as bigint)
            ),
            column_code
        ) as first_cell,
        list(
            struct_pack("column" := column_label, carried_in := carried_in, carried_over := carried_over)
            order by column_code
        ) as cells,
        any_value(other_url) as other_url,
        any_value(other_sha256) as other_sha256
    from carried
    group by report_id
)

select
    '' as subject,
    case when offender.explained then 'info' else 'warning' end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ', table 3: 二 is not 四 of the report for ',
        report.report_year - 1, ': ', offender.first_cell,
        case when offender.cell_count > 1 then concat(' and ', offender.cell_count - 1, ' more') end
    ) as message,
    to_json(struct_pack(
        cells := offender.cells,
        url := report.text_url,
        sha256 := report.payload_sha256,
        other_url := offender.other_url,
        other_sha256 := offender.other_sha256
    )) as evidence
from offender
inner join core.report as report on offender.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
