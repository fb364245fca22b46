-- core.filing_ruling: what persons know about one duty, taken together
-- filer_id: the body
-- report_kind: kind of report
-- report_year: report year
-- attested_on: day on which the report was seen published elsewhere
-- url: page that is the report
-- is_exempt: the report may stay secret
-- filed_on: day on which it was filed with the superiors
-- ruling: all of it in words
select
    filer_id,
    report_kind,
    report_year,
    min(attested_on) as attested_on,
    min(url) as url,
    bool_or(says = 'exempt') as is_exempt,
    min(filed_on) as filed_on,
    string_agg(
        concat_ws(
            ' ', says, coalesce(url, not_url, exempt, cast(coalesce(attested_on, filed_on) as varchar)),
            attested_where, concat('(', ruled_by, ', ', ruled_on, ': ', reason, ')')
        ), '; ' order by ruled_on, says, reason
    ) as ruling
from ref.ruling
group by filer_id, report_kind, report_year
