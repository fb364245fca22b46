-- core.report_dates: every date of a report as evidence, in one value
-- report_id: the report
-- dates: source, meaning, day, words, address, first observation that showed it, and whether it counts
select
    report_id,
    list(
        struct_pack(
            source := source,
            meaning := meaning,
            date := date,
            "text" := text,
            url := url,
            first_seen_at := china_time(first_seen_at),
            as_first_read := as_first_read
        )
        order by url, coalesce(rank, 99), source, meaning, date
    ) as dates
from core.date_evidence
group by report_id
