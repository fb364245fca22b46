-- core.report_date_list: every date of a report as one list, which the checks of dates show as evidence
-- report_id: the report
-- dates: its dates with source, meaning, words, address and when they were first seen; by address and rank
--
select
    report_id,
    list(
        struct_pack(
            source := source,
            meaning := meaning,
            date := date,
            words := text,
            url := url,
            first_seen_at := china_time(first_seen_at),
            as_first_read := as_first_read
        )
        order by url, coalesce(rank, 99), source, meaning, date
    ) as dates
from core.date_evidence
group by report_id
