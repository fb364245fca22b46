-- id: K09
-- title: headings broken or run into the text
-- severity: info
-- basis: a reader finds the items by their headings
-- row: a report with a main heading that shares its line with the text, or with a heading whose number is
--   broken: 一) without its first bracket; a list of headings that could not be put in order counts too
with judged as (
    select
        judged.*,
        measure.odd_headings,
        document.outline_reason
    from core.judged_text as judged
    inner join core.text_measure as measure on judged.report_id = measure.report_id
    inner join core.page_document as document
        on judged.text_url = document.url and judged.payload_sha256 = document.sha256
    where
        len(measure.odd_headings) > 0
        or document.outline_reason in ('number_missing', 'number_repeated', 'first_number_missing')
)

select
    '' as subject,
    'info' as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    cast(null as varchar) as column_url,
    concat_ws(
        ', ',
        concat(filer_name, ': report for ', report_year),
        case
            when len(odd_headings) > 0
                then concat(
                    len(odd_headings), ' broken headings, the first: ', left(odd_headings[1]['heading'], 40)
                )
        end,
        replace(outline_reason, '_', ' ')
    ) as message,
    to_json(struct_pack(
        headings := coalesce(odd_headings, []),
        outline := outline_reason,
        url := text_url,
        sha256 := payload_sha256
    )) as evidence
from judged
