-- core.item_sentence: words on an item that stand in the text, outside headings
-- report_id: the report
-- item: causes, looked for in the part about problems; leadership, problems and plans, looked for in the
--   whole text
-- words: the words with their offsets
with marked as (
    select
        main.report_id,
        page.report_year,
        unnest(document.markers) as hit
    from core.report_main as main
    inner join core.report_page as page on main.report_id = page.report_id and main.url = page.url
    inner join core.page_document as document
        on main.text_url = document.url and main.text_sha256 = document.sha256
    where len(document.markers) > 0
)

select
    report_id,
    'causes' as item,
    flatten(list(
        list_transform(
            cause_words,
            lambda hit: struct_pack(words := hit['word'], "offset" := hit['offset'], decided_by := 'content')
        )
        order by section_no
    )) as words
from core.section
where len(cause_words) > 0
group by report_id
union all
select
    report_id,
    hit.marker as item,
    list(
        struct_pack(words := hit.word, "offset" := hit.offset, decided_by := 'content') order by hit.offset
    ) as words
from marked
where
    hit.marker in ('leadership', 'problems', 'plans')
    -- 2022年将继续 in the report for 2022 is no plan
    and (
        hit.marker <> 'plans'
        or not regexp_matches(hit.word, '^20\d\d年')
        or starts_with(hit.word, cast(report_year + 1 as varchar))
    )
group by report_id, hit.marker
