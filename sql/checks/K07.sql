-- id: K07
-- title: the text is very short
-- severity: warning
-- basis: no legal length was found; the floor and the percentile of ref.threshold are start values
-- row: a report with fewer characters than the floor (warning); or one among the shortest of its level and
--   year and under half of their median, where enough of them are known (info); not one whose text may be in
--   a file that hangs on it
with limits as (
    select
        max(value) filter (where name = 'floor') as floor,
        max(value) filter (where name = 'percentile') as percentile,
        max(value) filter (where name = 'share_of_median') as share_of_median,
        max(value) filter (where name = 'least_reports') as least_reports
    from ref.threshold
    where check_id = 'K07'
),

measured as (
    select
        *,
        -- an outline that was understood in part leaves text out
        greatest(char_count, text_chars) as length
    from core.judged_text
),

usual as (
    select
        measured.level,
        measured.report_year,
        count(*) as n_reports,
        quantile_cont(measured.length, 0.5) as median,
        list_sort(list(measured.length))[
            greatest(1, cast(floor(count(*) * any_value(limits.percentile)) as integer))
        ] as among_shortest
    from measured
    cross join limits
    group by measured.level, measured.report_year
),

short as (
    select
        measured.*,
        limits.floor,
        usual.n_reports,
        usual.median,
        measured.length < limits.floor as is_under_floor
    from measured
    cross join limits
    inner join usual on measured.level = usual.level and measured.report_year = usual.report_year
    where
        measured.length < limits.floor
        or (
            usual.n_reports >= limits.least_reports
            and measured.length <= usual.among_shortest
            and measured.length < limits.share_of_median * usual.median
        )
)

select
    '' as subject,
    case when short.is_under_floor then 'warning' else 'info' end as severity,
    short.county_code,
    short.filer_id,
    short.report_kind,
    short.report_year,
    short.report_id,
    cast(null as varchar) as column_url,
    concat(
        short.filer_name, ': report for ', short.report_year, ' has ', short.length, ' characters',
        case when not short.is_under_floor then concat(', half the reports of its level ', short.median) end
    ) as message,
    to_json(struct_pack(
        char_count := short.length,
        floor := short.floor,
        n_reports := case when not short.is_under_floor then short.n_reports end,
        median := case when not short.is_under_floor then short.median end,
        url := short.text_url,
        sha256 := short.payload_sha256
    )) as evidence
from short
where not exists (
    select 1
    from core.attachment as file
    where
        short.report_id = file.report_id and not file.is_text
        and (file.error is not null or file.text_chars is null or file.text_chars > short.length)
)
