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
--
-- What needs the whole text is cut out of it while the sections are still a list in their document:
-- unfolded first, each of them would carry the text along.
with cause as (
    select list(word order by word) as words
    from ref.cause_word
),

stated as (
    select
        main.report_id,
        document.document.text as full_text,
        document.document.sections
    from raw.document as document
    inner join core.report_main as main
        on
            document.url = main.text_url
            and document.sha256 = main.text_sha256
            and document.parser_version = main.parser_version
),

outline as (
    select
        report_id,
        list_transform(
            sections,
            lambda node: struct_pack(
                node := node,
                span := case
                    when node['item'] in ('problems', 'causes', 'plans') or len(node['items']) > 1
                        then substring(full_text, node['start'] + 1, node['end'] - node['start'])
                end
            )
        ) as nodes
    from stated
),

unfolded as (
    select
        report_id,
        unnest(nodes) as one,
        generate_subscripts(nodes, 1) as section_no
    from outline
),

named as (
    select
        report_id,
        section_no,
        one.node,
        one.span,
        list_transform(one.node.items, lambda item: item.item) as items
    from unfolded
),

judged as (
    select
        named.*,
        case
            when list_has_any(named.items, ['problems', 'causes'])
                then
                    list_transform(
                        list_filter(cause.words, lambda word: contains(named.span, word)),
                        lambda word: struct_pack(
                            word := word,
                            "offset" := named.node.start + position(word in named.span) - 1
                        )
                    )
        end as cause_words
    from named
    cross join cause
)

select
    report_id,
    cast(section_no as integer) as section_no,
    node.path,
    node.level,
    node.number,
    node.heading,
    node.item,
    items,
    node.items as item_reasons,
    list_contains(items, 'causes') or len(cause_words) > 0 as causes_present,
    cause_words,
    case
        when list_contains(items, 'plans')
            then regexp_matches(span, '下一年|下年度|明年|来年')
    end as names_next_year,
    node.text,
    node.start as start_offset,
    node.end as end_offset,
    node.char_count,
    node.point_count,
    node.figure_count,
    node.years,
    node.run_in
from judged
