-- core.disclosure_mismatch: the sums of one kind that do not hold in a disclosure report, with all that the
--   checks of sums say of it
-- report_id: the report
-- county_code: county of the body
-- filer_id: the body
-- filer_name: its name
-- report_kind: kind of report
-- report_year: report year
-- text_url: address of the payload that holds the tables
-- payload_sha256: digest of that payload
-- rule: balance, applicants, results (with subtotal) or disputes, see core.disclosure_term
-- explained: an empty cell may hold the difference, in every one of them
-- told: the first of them in words
-- cells: each with its terms and sums
with mismatch as (
    select
        report_id,
        case rule when 'subtotal' then 'results' else rule end as rule,
        bool_and(explained) as explained,
        concat(
            arg_min(
                format(
                    '{} ({:d} against {:d})', cell_label, cast(left_sum as bigint), cast(right_sum as bigint)
                ),
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
)

select
    mismatch.report_id,
    report.county_code,
    report.filer_id,
    filer.name as filer_name,
    report.report_kind,
    report.report_year,
    report.text_url,
    report.payload_sha256,
    mismatch.rule,
    mismatch.explained,
    mismatch.told,
    mismatch.cells
from mismatch
inner join core.report as report on mismatch.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
