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
        item.item,
        document.markers
    from core.report as report
    inner join ref.section_item as item
        on report.report_kind = item.report_kind and item.mandatory
    left join core.page_document as document
        on report.text_url = document.url and report.payload_sha256 = document.sha256
    where report.report_kind = 'rule_of_law' and report.version_count > 0
),

named as (
    select
        report_id,
        section_no,
        level,
        item as main_item,
        char_count,
        start_offset,
        unnest(item_reasons) as reason
    from core.section
),

covered as (
    select
        report_id,
        reason.item as item,
        max(case
            -- words in the text of a section that is about something else are a sentence
            when reason.decided_by = 'content' and main_item <> reason.item then 1
            when level = 1 then 3
            else 2
        end) as depth,
        min(level) filter (where main_item = reason.item) as top_level,
        list(
            struct_pack(words := reason.words, "offset" := start_offset, decided_by := reason.decided_by)
            order by section_no
        ) as evidence
    from named
    group by report_id, reason.item
),

measured as (
    select
        covered.report_id,
        covered.item,
        any_value(covered.depth) as depth,
        any_value(covered.evidence) as evidence,
        sum(section.char_count) as char_count
    from covered
    left join core.section as section
        on
            covered.report_id = section.report_id
            and covered.item = section.item
            and covered.top_level = section.level
    group by covered.report_id, covered.item
),

-- causes are looked for in the part about problems, leadership in the whole text
cause as (
    select
        report_id,
        flatten(list(cause_words order by section_no)) as words
    from core.section
    where len(cause_words) > 0
    group by report_id
),

found as (
    select
        asked.report_id,
        asked.item,
        measured.depth,
        measured.char_count / nullif(asked.char_count, 0) as char_share,
        measured.evidence,
        case
            when asked.item = 'causes'
                then
                    list_transform(
                        cause.words,
                        lambda hit: struct_pack(
                            words := hit.word, "offset" := hit.offset, decided_by := 'content'
                        )
                    )
            when asked.item = 'leadership'
                then
                    list_transform(
                        list_filter(asked.markers, lambda one: one.marker = 'leadership'),
                        lambda hit: struct_pack(
                            words := hit.word, "offset" := hit.offset, decided_by := 'content'
                        )
                    )
        end as sentences
    from asked
    left join measured on asked.report_id = measured.report_id and asked.item = measured.item
    left join cause on asked.report_id = cause.report_id
)

select
    report_id,
    item,
    coalesce(depth, 0) > 0 or coalesce(len(sentences), 0) > 0 as present,
    cast(
        greatest(coalesce(depth, 0), case when coalesce(len(sentences), 0) > 0 then 1 else 0 end) as integer
    ) as depth,
    char_share,
    list_concat(evidence, sentences) as evidence
from found
order by report_id, item
