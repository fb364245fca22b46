-- core.disclosure_text: a disclosure report in the national format whose text was read
-- report_id: the report
-- severity: what the lack of a part is: warning where the rule binds the body, else info
-- has_files: files hang on its page, in which more of it may stand
select
    report.report_id,
    case when report.binding then 'warning' else 'info' end as severity,
    report.report_id in (select attachment.report_id from core.attachment as attachment) as has_files
from core.report as report
inner join ref.threshold as format_year on format_year.check_id = 'F06' and format_year.name = 'from_year'
inner join ref.threshold as floor on floor.check_id = 'W03' and floor.name = 'attachment_only_chars'
where
    report.report_kind = 'disclosure'
    and report.report_year >= format_year.value
    and report.version_count > 0
    and report.text_chars >= floor.value
