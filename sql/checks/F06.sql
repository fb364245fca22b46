-- id: F06
-- title: a statutory table is missing
-- severity: warning
-- basis: 国办公开办函〔2021〕30号 and, for 2019 and 2020, 〔2019〕60号: tables under headings 二, 三 and 四
-- row: a table of which a report shows nothing; info where the rule does not bind the body, where files hang
--   on the page, and for a table that is there and could not be read (a picture, cells that were lost)
select
    concat('table ', stated.table_no) as subject,
    case when stated.state = 'unread' or judged.has_files then 'info' else judged.severity end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year,
        case stated.state
            when 'unread' then ' has a table that could not be read: '
            else ' shows nothing of the table '
        end,
        heading.name
    ) as message,
    to_json(struct_pack(
        table_no := stated.table_no,
        state := stated.state,
        reason := stated.reason,
        has_files := judged.has_files,
        url := report.text_url,
        sha256 := report.payload_sha256
    )) as evidence
from core.disclosure_table as stated
inner join core.disclosure_text as judged on stated.report_id = judged.report_id
inner join core.report as report on stated.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
-- the tables bear the numbers of the headings they stand under
inner join ref.section_item as heading
    on heading.report_kind = 'disclosure' and stated.table_no = heading.position
where stated.state in ('absent', 'unread')
