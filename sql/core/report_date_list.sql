-- core.report_date_list: every date of a report as one list, which the checks of dates show as evidence
-- report_id: the report
-- dates: its dates with source, meaning, words, address and when they were first seen; by address and rank
--
-- Sorted as lists: an ordered aggregate takes three times as long.
select
    report_id,
    list_transform(
        list_sort(
            list(
                struct_pack(
                    url := url,
                    rank := coalesce(rank, 99),
                    source := source,
                    meaning := meaning,
                    date := date,
                    words := text,
                    first_seen_at := first_seen_at,
                    as_first_read := as_first_read
                )
            )
        ),
        lambda one: struct_pack(
            source := one['source'],
            meaning := one['meaning'],
            date := one['date'],
            words := one['words'],
            url := one['url'],
            first_seen_at := china_time(one['first_seen_at']),
            as_first_read := one['as_first_read']
        )
    ) as dates
from core.date_evidence
group by report_id
