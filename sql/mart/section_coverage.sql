-- mart.section_coverage: a mandatory item of a report, and how it is covered
-- report_id: the report
-- item: achievements, problems, causes, leadership or plans
-- present: whether it is covered at all
-- depth: 0 absent, 1 a sentence, 2 a subsection, 3 a section of its own
-- char_share: its sections' part of the characters of all sections; null where it has none
-- evidence: the words that decided it, and their offset in the text
with asked as (
    select
        report.report_id,
        report.char_count,
        item.item
    from core.report as report
    inner join ref.section_item as item
        on report.report_kind = item.report_kind and item.mandatory
    where report.report_kind = 'rule_of_law' and report.version_count > 0
)

select
    asked.report_id,
    asked.item,
    section_item.depth is not null or sentence.report_id is not null as present,
    coalesce(section_item.depth, case when sentence.report_id is null then 0 else 1 end) as depth,
    section_item.char_count / nullif(asked.char_count, 0) as char_share,
    list_concat(section_item.reasons, sentence.words) as evidence
from asked
left join core.section_item as section_item
    on asked.report_id = section_item.report_id and asked.item = section_item.item
left join core.item_sentence as sentence
    on asked.report_id = sentence.report_id and asked.item = sentence.item
