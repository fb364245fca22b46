-- core.item_sentence: words on an item that stand in the text, outside headings
-- report_id: the report
-- item: causes, looked for in the part about problems; leadership, looked for in the whole text
-- words: the words with their offsets
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
    main.report_id,
    'leadership' as item,
    list_transform(
        list_filter(document.markers, lambda hit: hit['marker'] = 'leadership'),
        lambda hit: struct_pack(words := hit['word'], "offset" := hit['offset'], decided_by := 'content')
    ) as words
from core.report_main as main
inner join core.page_document as document
    on main.text_url = document.url and main.text_sha256 = document.sha256
where len(list_filter(document.markers, lambda hit: hit['marker'] = 'leadership')) > 0
