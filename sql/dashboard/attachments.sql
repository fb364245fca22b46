-- Which files hang on a report?
select
    url,
    name,
    media_type,
    text_chars,
    error,
    is_text
from core.attachment
where report_id = $report
order by url
limit 50
