-- id: R03
-- title: the name of another place, or words of another level, as its own
-- severity: warning
-- basis: what was written for another place (平乐县 2025) tells nothing about this one
-- row: a report that names another town or county as its own, or the report of a 镇 with words of a 乡 (or
--   the like); what lies inside the body or above it, neighbours and models do not count
with place as (
    select
        report_id,
        list(
            struct_pack(word := name, "offset" := "offset", before := before, after := after)
            order by "offset"
        ) as places,
        list_sort(list(distinct name)) as names
    from core.place_mention
    group by report_id
),

offender as (
    select
        judged.*,
        place.places,
        other.words,
        list_distinct(list_transform(coalesce(other.words, []), lambda hit: hit['word'])) as other_words,
        coalesce(place.names, []) as names
    from core.judged_text as judged
    left join place on judged.report_id = place.report_id
    left join core.other_level_word as other on judged.report_id = other.report_id
    where place.report_id is not null or other.report_id is not null
)

select
    '' as subject,
    'warning' as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    cast(null as varchar) as column_url,
    concat(
        filer_name, ': report for ', report_year, ' says ',
        array_to_string(list_sort(list_concat(names, other_words)), ', ')
    ) as message,
    to_json(struct_pack(
        places := coalesce(places, []),
        words_of_another_level := coalesce(words, []),
        url := text_url,
        sha256 := payload_sha256
    )) as evidence
from offender
