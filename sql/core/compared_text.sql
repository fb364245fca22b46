-- core.compared_text: a report whose text is compared with others
-- text_no: number of the report for this purpose, in the order of county, body and year
-- report_id: the report
-- county_code: county of the body
-- filer_id: the body
-- report_kind: kind of report
-- report_year: report year
-- published_on: day of publication by the best evidence; null for none
-- text_url: address of the payload that holds the text: the page, or a file that hangs on it
-- payload_sha256: digest of that payload
-- parser_version: code that read it
-- text_sha256: digest of the text, as in raw.document
-- signature_version: code that made its signature, see raw.text_signature
-- char_count: characters that are compared: width-folded, without white space
-- shingle_count: different runs of 5 characters
with signed as (
    select
        text_sha256,
        signature_version,
        char_count,
        shingle_count
    from raw.text_signature
    where signature_version = (select max(newest.signature_version) from raw.text_signature as newest)
)

select
    cast(
        row_number() over (order by judged.county_code, judged.filer_id, judged.report_year, judged.report_id)
        as integer
    ) as text_no,
    judged.report_id,
    judged.county_code,
    judged.filer_id,
    judged.report_kind,
    judged.report_year,
    report.published_on,
    judged.text_url,
    judged.payload_sha256,
    document.parser_version,
    document.text_sha256,
    signed.signature_version,
    signed.char_count,
    signed.shingle_count
from core.judged_text as judged
inner join core.report as report on judged.report_id = report.report_id
inner join core.page_document as document
    on judged.text_url = document.url and judged.payload_sha256 = document.sha256
inner join signed on document.text_sha256 = signed.text_sha256
inner join ref.threshold as floor on floor.check_id = 'R01' and floor.name = 'least_chars'
where signed.char_count >= floor.value
order by text_no
