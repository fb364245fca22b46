-- core.judged_text: a report whose text and outline were read well enough to judge its content
-- report_id: the report
-- county_code: county of the body
-- filer_id: the body
-- filer_name: its name
-- report_kind: kind of report
-- report_year: report year
-- url: page of the report
-- text_url: address of the payload that holds the text
-- payload_sha256: digest of that payload
-- title: title of the page
-- char_count: characters of its sections
-- text_chars: characters of its whole text
-- level: class of the body
-- outline_read: its outline was understood, at least in part
-- severity: what the lack of a mandatory item is: error where the rule with the five items binds the body;
--   warning where it does not, and where the outline was understood only in part
-- is_binding: the rule with the five items binds the body for that year
select
    report.report_id,
    report.county_code,
    report.filer_id,
    filer.name as filer_name,
    report.report_kind,
    report.report_year,
    report.url,
    report.text_url,
    report.payload_sha256,
    report.title,
    report.char_count,
    report.text_chars,
    filer.level,
    coalesce(report.outline_confidence in ('high', 'low'), false) as outline_read,
    case
        when
            report.binding and report.report_year >= rule_year.value
            and report.outline_confidence = 'high'
            then 'error'
        else 'warning'
    end as severity,
    report.binding and report.report_year >= rule_year.value as is_binding
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
inner join ref.threshold as rule_year on rule_year.check_id = 'K01' and rule_year.name = 'error_from_year'
inner join ref.threshold as floor on floor.check_id = 'W03' and floor.name = 'attachment_only_chars'
where
    report.report_kind = 'rule_of_law'
    and report.version_count > 0
    -- a page with less text only leads to a file, and a file that could not be read lacks nothing
    and report.text_chars >= floor.value
