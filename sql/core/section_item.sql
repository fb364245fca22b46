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
    -- most sections are about a theme of their own
    where item <> 'theme' or len(item_reasons) > 1
),

-- level by level first: a million reports are many sections for a window over them
at_level as (
    select
        report_id,
        reason.item,
        level,
        max(case
            when reason.decided_by = 'content' and reason.item <> main_item then 1
            when level = 1 then 3
            else 2
        end) as depth,
        sum(char_count) filter (where reason.item = main_item) as char_count,
        list(struct_pack(
            section_no := section_no,
            reason := struct_pack(
                words := reason.words, "offset" := start_offset, decided_by := reason.decided_by
            )
        )) as reasons
    from named
    where reason.item <> 'theme'
    group by report_id, reason.item, level
)

select
    report_id,
    item,
    max(depth) as depth,
    arg_min(char_count, level) as char_count,
    list_transform(list_sort(flatten(list(reasons))), lambda one: one['reason']) as reasons
from at_level
group by report_id, item
