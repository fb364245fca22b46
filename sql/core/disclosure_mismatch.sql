-- core.disclosure_mismatch: the sums of one kind that do not hold in a disclosure report
-- report_id: the report
-- rule: balance, applicants, results (with subtotal) or disputes, see core.disclosure_term
-- explained: an empty cell may hold the difference, in every one of them
-- told: the first of them in words
-- cells: each with its terms and sums
select
    report_id,
    case rule when 'subtotal' then 'results' else rule end as rule,
    bool_and(explained) as explained,
    concat(
        arg_min(
            format('{} ({:d} against {:d})', cell_label, cast(left_sum as bigint), cast(right_sum as bigint)),
            cell_code
        ),
        case when count(*) > 1 then format(' and {:d} more', count(*) - 1) end
    ) as told,
    list(
        struct_pack(
            cell := cell_label,
            left_terms := left_terms,
            left_sum := left_sum,
            right_terms := right_terms,
            right_sum := right_sum
        )
        order by cell_code
    ) as cells
from core.disclosure_sum
where not agrees
group by all
