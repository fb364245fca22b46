-- id: N03
-- title: the title does not bear the name of the rule
-- severity: error
-- basis: 厅字〔2019〕28号 and 《政府信息公开条例》 art. 49 name their reports; Hubei demands the name
-- row: a report whose title calls it otherwise: 情况的报告, 工作报告, 总结; info, and an error only where a
--   verified rule of the province demands the name
with named as (
    select
        report.*,
        county.province,
        filer.name as filer_name
    from core.report as report
    inner join ref.filer as filer on report.filer_id = filer.filer_id
    inner join ref.county as county on filer.county_code = county.county_code
    -- a title that was seen in a list alone may be cut
    where report.page_sha256 is not null and report.title <> ''
),

judged as (
    select
        named.report_id,
        list_sort(list(distinct rule.name)) as right_names,
        bool_or(
            coalesce(named.name_form = rule.name, contains(named.title, rule.name))
            and not coalesce(rule.requires, false)
        ) as is_right,
        bool_or(rule.requires and rule.verified) and not bool_or(
            rule.requires and rule.verified
            and coalesce(named.name_form = rule.name, contains(named.title, rule.name))
        ) as breaks_rule,
        arg_min(
            rule.basis,
            struct_pack(free := not rule.requires, unread := not rule.verified, name := rule.name)
        ) as basis
    from named
    inner join ref.naming_rule as rule
        on
            named.report_kind = rule.report_kind
            and named.province = coalesce(rule.province, named.province)
            and named.report_year >= coalesce(rule.year_from, 0)
    group by named.report_id
)

select
    '' as subject,
    case when judged.breaks_rule then 'error' else 'info' end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        report.filer_name, ': report for ', report.report_year, ' is called ',
        coalesce(report.name_form, report.title)
    ) as message,
    to_json(struct_pack(
        title := report.title,
        name_form := report.name_form,
        right_names := judged.right_names,
        basis := judged.basis,
        url := report.url,
        sha256 := report.page_sha256
    )) as evidence
from judged
inner join named as report on judged.report_id = report.report_id
where judged.breaks_rule or not judged.is_right
