-- core.other_level_word: words of another level of government in the report of a town: 全乡 in a 镇
-- report_id: the report
-- words: the words with their offsets in the text of the document
with found as (
    select
        main.report_id,
        list_transform(
            list_filter(document.markers, lambda hit: hit['marker'] = 'other_level'),
            lambda hit: struct_pack(word := hit['word'], "offset" := hit['offset'])
        ) as words
    from core.report_main as main
    inner join core.page_document as document
        on main.text_url = document.url and main.text_sha256 = document.sha256
    where document.report_kind = 'rule_of_law' and len(document.markers) > 0
)

select
    found.report_id,
    found.words
from found
where
    len(found.words) > 0
    -- a town that was a 乡 before may still be called so
    and not exists (
        select 1
        from core.report_page as page
        inner join ref.filer_alias as former on page.filer_id = former.filer_id
        where
            found.report_id = page.report_id
            and regexp_matches(
                former.alias,
                case
                    when contains(found.words[1].word, '乡') then '乡(人民政府)?$' else '镇(人民政府)?$'
                end
            )
    )
