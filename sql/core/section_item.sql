-- core.section_item: an item that sections of a report are about
-- report_id: the report
-- item: the item
-- depth: 1 words in the text of a section about something else, 2 a subsection, 3 a section of its own
-- char_count: characters of its sections at the highest level at which it has any; null for none
-- reasons: the words that decided it, with the offset of the section
with named as (
    select
        report_id,
        section_no,
        level,
        char_count,
        start_offset,
        item as main_item,
        unnest(item_reasons) as reason
    from core.section
),

judged as (
    select
        report_id,
        section_no,
        level,
        char_count,
        start_offset,
        reason.item,
        reason.words,
        reason.decided_by,
        reason.item = main_item as is_main,
        min(case when reason.item = main_item then level end) over (partition by report_id, reason.item)
            as top_level
    from named
    where reason.item <> 'theme'
)

select
    report_id,
    item,
    max(case when decided_by = 'content' and not is_main then 1 when level = 1 then 3 else 2 end) as depth,
    sum(char_count) filter (where is_main and level = top_level) as char_count,
    list(
        struct_pack(words := words, "offset" := start_offset, decided_by := decided_by) order by section_no
    ) as reasons
from judged
group by report_id, item
