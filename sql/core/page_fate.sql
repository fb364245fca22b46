-- core.page_fate: a page of a report: whether it is still listed and still answers
-- report_id: the report
-- url: the page
-- in_own_column: some column that lists or listed it is registered for this body and kind
-- listed: some column still lists it
-- unlisted_at: last of the observations in which a column first lacked it; null while one lists it
-- removed_at: from when it was both off every list and answering 404 or 410
with located as (
    select
        report_id,
        url,
        bool_or(in_own_column) as in_own_column,
        bool_or(listed) as listed,
        case
            when count(column_url) > 0 and count(column_url) = count(unlisted_at) then max(unlisted_at)
        end as unlisted_at
    from core.report_location
    group by report_id, url
)

select
    located.report_id,
    located.url,
    located.in_own_column,
    located.listed,
    located.unlisted_at,
    case
        when located.unlisted_at is not null and gone.as_of is not null
            then greatest(located.unlisted_at, gone.as_of)
    end as removed_at
from located
left join core.page_state as state on located.url = state.url
left join core.run as gone on state.gone_no = gone.run_no
