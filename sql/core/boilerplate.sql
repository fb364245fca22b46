-- core.boilerplate: a sentence that many bodies of a county have in their reports
-- county_code: the county
-- report_kind: kind of report
-- sentence: number of the sentence, as in raw.text_signature; sentences that differ in digits only are one
-- from_year: report year by which so many bodies had it that it counts as boilerplate; in earlier reports it
--   does not
-- n_filers: bodies that ever had it
with occurrence as (
    select
        text.county_code,
        text.report_kind,
        text.filer_id,
        text.report_year,
        unnest(signed.sentences) as sentence
    from core.compared_text as text
    inner join raw.text_signature as signed
        on text.text_sha256 = signed.text_sha256 and text.signature_version = signed.signature_version
),

-- nearly all sentences stand in one report only and are left behind here
often as (
    select
        occurrence.county_code,
        occurrence.report_kind,
        occurrence.sentence
    from occurrence
    inner join ref.threshold as units on units.check_id = 'R05' and units.name = 'units'
    group by occurrence.county_code, occurrence.report_kind, occurrence.sentence
    having count(*) >= any_value(units.value)
),

used as (
    select
        occurrence.county_code,
        occurrence.report_kind,
        occurrence.sentence,
        occurrence.filer_id,
        min(occurrence.report_year) as first_year
    from occurrence
    inner join often
        on
            occurrence.county_code = often.county_code
            and occurrence.report_kind = often.report_kind
            and occurrence.sentence = often.sentence
    group by occurrence.county_code, occurrence.report_kind, occurrence.sentence, occurrence.filer_id
)

select
    used.county_code,
    used.report_kind,
    used.sentence,
    list_sort(list(used.first_year))[cast(any_value(units.value) as integer)] as from_year,
    cast(count(*) as integer) as n_filers
from used
inner join ref.threshold as units on units.check_id = 'R05' and units.name = 'units'
group by used.county_code, used.report_kind, used.sentence
having count(*) >= any_value(units.value)
order by used.county_code, used.report_kind, used.sentence
