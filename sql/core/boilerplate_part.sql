-- core.boilerplate_part: what of a report's text is boilerplate, see core.boilerplate
-- text_no: the report, as in core.compared_text
-- report_id: the report
-- char_count: characters of its text that are compared
-- boilerplate_chars: those in sentences that count as boilerplate for its county and year
-- share: the part of the text that they are
-- n_sentences: sentences that count as boilerplate
-- spans: from which to which of the characters that are compared they go
with occurrence as (
    select
        text.text_no,
        text.county_code,
        text.report_kind,
        text.report_year,
        unnest(signed.sentences) as sentence,
        unnest(signed.sentence_starts) as span_start,
        unnest(signed.sentence_ends) as span_end
    from core.compared_text as text
    inner join raw.text_signature as signed
        on text.text_sha256 = signed.text_sha256 and text.signature_version = signed.signature_version
),

found as (
    select
        occurrence.text_no,
        occurrence.span_start,
        occurrence.span_end
    from occurrence
    inner join core.boilerplate as known
        on
            occurrence.county_code = known.county_code
            and occurrence.report_kind = known.report_kind
            and occurrence.sentence = known.sentence
            and occurrence.report_year >= known.from_year
)

select
    text.text_no,
    text.report_id,
    text.char_count,
    cast(sum(found.span_end - found.span_start) as integer) as boilerplate_chars,
    sum(found.span_end - found.span_start) / text.char_count as share,
    cast(count(*) as integer) as n_sentences,
    list(struct_pack(start := found.span_start, "end" := found.span_end) order by found.span_start) as spans
from found
inner join core.compared_text as text on found.text_no = text.text_no
group by text.text_no, text.report_id, text.char_count
order by text.text_no
