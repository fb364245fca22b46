-- core.disclosure_sum: a sum that must hold in a table of a disclosure report, and whether it does
-- report_id: the report
-- rule: balance, applicants, results, subtotal or disputes, see core.disclosure_term
-- cell_code: the column or row for which it must hold
-- cell_label: label of that column or row
-- left_sum: sum left of the equals sign, empty cells as nothing
-- right_sum: sum right of it
-- left_terms: the terms with their labels and figures; null for an empty cell
-- right_terms: the same for the right
-- agrees: both sums are the same
-- explained: they are not, but an empty cell on the smaller side may hold the difference
with summed as (
    select
        report_id,
        rule,
        cell_code,
        any_value(cell_label) as cell_label,
        coalesce(sum(value) filter (where is_left), 0) as left_sum,
        coalesce(sum(value) filter (where not is_left), 0) as right_sum,
        count(*) filter (where is_left) as left_count,
        count(*) filter (where not is_left) as right_count,
        bool_or(is_empty) filter (where is_left) as left_empty,
        bool_or(is_empty) filter (where not is_left) as right_empty,
        list(struct_pack(label := label, value := value) order by code) filter (where is_left) as left_terms,
        list(struct_pack(label := label, value := value) order by code) filter (where not is_left)
            as right_terms,
        -- a cell that is neither a figure nor empty leaves the sum untold
        bool_and(is_empty or value is not null) as is_told,
        count(value) as value_count
    from core.disclosure_term
    group by report_id, rule, cell_code
)

select
    report_id,
    rule,
    cell_code,
    cell_label,
    left_sum,
    right_sum,
    left_terms,
    right_terms,
    left_sum = right_sum as agrees,
    (left_sum < right_sum and left_empty) or (right_sum < left_sum and right_empty) as explained
from summed
where
    is_told
    and value_count > 0
    and left_count = case rule when 'balance' then 2 else 1 end
    and case rule
        when 'balance' then right_count = 2
        when 'applicants' then right_count = 6
        when 'disputes' then right_count = 4
        else right_count > 0
    end
