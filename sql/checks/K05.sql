-- id: K05
-- title: the plans are missing, for another year, or for no named year
-- severity: error
-- basis: 厅字〔2019〕28号, art. 26 (四): 下一年度推进法治政府建设的主要安排
-- row: a report without plans, in a section or a sentence (error; a warning where the rule does not bind
--   the body or the outline was understood only in part), with a heading that plans another year (warning),
--   or with plans that name no next year (info); 下一年, 明年 or the year itself name it, 下一步 does not
with judged as (
    select
        judged.*,
        coverage.present,
        plan.headings,
        list_sort(plan.heading_years) as heading_years,
        plan.years,
        judged.report_year + 1 as next_year,
        -- plans that are a sentence of another part name the year in that sentence
        coalesce(plan.names_next_year, false)
        or plan.report_id is null
        and list_bool_or(
            list_transform(
                coverage.evidence,
                lambda hit: regexp_matches(
                    hit['words'], concat('明年|来年|下一?年|^', judged.report_year + 1, '年')
                )
            )
        ) is true as names_next_year
    from core.judged_text as judged
    inner join mart.section_coverage as coverage
        on judged.report_id = coverage.report_id and coverage.item = 'plans'
    left join core.plan as plan on judged.report_id = plan.report_id
    where judged.outline_read
),

weighed as (
    select
        *,
        case
            when not present then 'missing'
            when names_next_year or list_contains(years, next_year) then 'right'
            -- 2021-2025年 spans the year
            when len(heading_years) > 1 and next_year between heading_years[1] and heading_years[-1]
                then 'right'
            when len(heading_years) > 0 and not list_contains(heading_years, next_year) then 'wrong_year'
            else 'no_year'
        end as plans
    from judged
)

select
    '' as subject,
    case plans when 'missing' then severity when 'wrong_year' then 'warning' else 'info' end as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    cast(null as varchar) as column_url,
    concat(
        filer_name, ': report for ', report_year,
        case plans
            when 'missing' then ' has no plans'
            when 'wrong_year' then concat(' plans ', array_to_string(heading_years, ', '), ' in its headings')
            else concat(' has plans that do not name ', next_year)
        end
    ) as message,
    to_json(struct_pack(
        plans := plans,
        headings := headings,
        years_in_plans := years,
        next_year := next_year,
        binding := is_binding,
        url := text_url,
        sha256 := payload_sha256
    )) as evidence
from weighed
where plans <> 'right'
