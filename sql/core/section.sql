-- core.section: one node of the outline of a report
-- report_id: the report
-- section_no: place in the text, from 1
-- path: position among siblings, 2.1.3
-- level: depth in the outline, 1 at the top
-- number: as printed
-- heading: without number and final full stop
-- item: main item: achievements, innovation, problems, causes, leadership, plans, other or theme
-- items: every item it is about, the main one first
-- item_reasons: each item with the words that decided it and whether heading or content did
-- causes_present: of a section about problems: its part of the text names a cause
-- cause_words: the words that name a cause, with their offsets in the text
-- names_next_year: of a section about plans: its part of the text says next year
-- text: its own text, without heading and subsections
-- start_offset: offset of its number in the text of the document
-- end_offset: offset behind its last character, subsections included
-- char_count: characters of heading, text and subsections without white space
-- point_count: points 一是, 二是 in the text
-- figure_count: facts with a figure in the text
-- years: years named in heading and text, with their counts
-- run_in: heading and text shared one line
with cause as (
    select list(word order by word) as words
    from ref.cause_word
),

node as (
    select
        main.report_id,
        document.document.text as full_text,
        unnest(document.document.sections) as node,
        generate_subscripts(document.document.sections, 1) as section_no
    from core.report_main as main
    inner join core.page_document as newest
        on main.text_url = newest.url and main.text_sha256 = newest.sha256
    inner join raw.document as document
        on
            newest.url = document.url
            and newest.sha256 = document.sha256
            and newest.parser_version = document.parser_version
),

spanned as (
    select
        report_id,
        section_no,
        node,
        list_transform(node.items, lambda one: one.item) as items,
        substring(full_text, node.start + 1, node.end - node.start) as span
    from node
)

select
    spanned.report_id,
    cast(spanned.section_no as integer) as section_no,
    spanned.node.path as path,
    spanned.node.level as level,
    spanned.node.number as number,
    spanned.node.heading as heading,
    spanned.node.item as item,
    spanned.items,
    spanned.node.items as item_reasons,
    case
        when list_has_any(spanned.items, ['problems', 'causes'])
            then
                list_contains(spanned.items, 'causes')
                or len(list_filter(cause.words, lambda word: contains(spanned.span, word))) > 0
    end as causes_present,
    case
        when list_has_any(spanned.items, ['problems', 'causes'])
            then
                list_transform(
                    list_filter(cause.words, lambda word: contains(spanned.span, word)),
                    lambda word: struct_pack(
                        word := word,
                        "offset" := spanned.node.start + position(word in spanned.span) - 1
                    )
                )
    end as cause_words,
    case
        when list_contains(spanned.items, 'plans')
            then
                contains(spanned.span, '下一年') or contains(spanned.span, '明年')
                or contains(spanned.span, '下年度') or contains(spanned.span, '来年')
    end as names_next_year,
    spanned.node.text as text,
    spanned.node.start as start_offset,
    spanned.node.end as end_offset,
    spanned.node.char_count as char_count,
    spanned.node.point_count as point_count,
    spanned.node.figure_count as figure_count,
    spanned.node.years as years,
    spanned.node.run_in as run_in
from spanned
cross join cause
