-- mart.report_change: what one version of a report's text has changed against the one before, by section
-- report_id: the report
-- version: the later version, see core.report_version
-- from_version: the one before
-- changed_at: first observation of the later version
-- part: title, opening (what stands before the first heading), or section
-- path: place of the section in the outline of the later version; of a removed one in the earlier
-- heading: its heading; of a removed one the earlier
-- heading_before: its earlier heading, where that was another
-- change: changed, renamed, added or removed
-- removed: sentences that it no longer has
-- added: sentences that it did not have
with changed as (
    select
        report_id,
        version,
        version - 1 as from_version,
        first_seen_at as changed_at
    from core.report_version
    where version > 1
),

compared as (
    select
        version.report_id,
        version.version,
        version.url,
        version.payload_sha256
    from core.report_version as version
    semi join changed on version.report_id = changed.report_id
),

-- a version read from a file has the address of the page that links to it
text as (
    select
        compared.report_id,
        compared.version,
        document.document.title,
        document.document.text,
        document.document.sections
    from compared
    inner join core.page_document as newest on compared.payload_sha256 = newest.sha256 and newest.readable
    inner join raw.document as document
        on
            newest.url = document.url
            and newest.sha256 = document.sha256
            and newest.parser_version = document.parser_version
    qualify row_number() over (
        partition by compared.report_id, compared.version
        order by compared.url = newest.url desc, newest.url
    ) = 1
),

section as (
    select
        report_id,
        version,
        unnest(sections) as section
    from text
),

part as (
    select
        report_id,
        version,
        'title' as part,
        '' as path,
        '' as heading,
        title as words
    from text
    union all
    select
        report_id,
        version,
        'opening' as part,
        '' as path,
        '' as heading,
        left(text, coalesce(sections[1].start, length(text))) as words
    from text
    union all
    select
        report_id,
        version,
        'section' as part,
        section.path,
        section.heading,
        section.text as words
    from section
),

split as (
    select
        report_id,
        version,
        part,
        path,
        heading,
        list_filter(
            list_transform(
                string_split_regex(words, '[。!?！？；;\n]+'),
                lambda words: regexp_replace(words, '\s+', '', 'g')
            ),
            lambda words: words <> ''
        ) as sentences,
        row_number() over (partition by report_id, version, part, heading order by path) as namesake
    from part
),

before as (
    select
        changed.version,
        split.* exclude (version)
    from split
    inner join changed on split.report_id = changed.report_id and split.version = changed.from_version
),

after as (
    select split.*
    from split
    inner join changed on split.report_id = changed.report_id and split.version = changed.version
),

-- a section is known again by its heading wherever it stands, else by its text, else by its place
likeness as (
    select
        after.report_id,
        after.version,
        after.part,
        after.path,
        before.path as path_before,
        case
            when after.heading = before.heading then 1
            when after.sentences = before.sentences then 2
            else 3
        end as rank
    from after
    inner join before
        on
            after.report_id = before.report_id
            and after.version = before.version
            and after.part = before.part
            and (
                (after.heading = before.heading and after.namesake = before.namesake)
                or (len(after.sentences) > 0 and after.sentences = before.sentences)
                or after.path = before.path
            )
),

-- each of the two is taken by the likeness that is best for both
known_again as (
    select
        *,
        row_number() over (
            partition by report_id, version, part, path order by rank, path_before
        ) as choice,
        row_number() over (
            partition by report_id, version, part, path_before order by rank, path
        ) as choice_before
    from likeness
    qualify choice = 1 and choice_before = 1
),

paired as (
    select
        after.report_id,
        after.version,
        after.part,
        after.path,
        after.heading,
        before.heading as heading_before,
        after.sentences,
        coalesce(before.sentences, []) as sentences_before,
        before.report_id is null as is_new,
        false as is_gone
    from after
    left join known_again
        on
            after.report_id = known_again.report_id
            and after.version = known_again.version
            and after.part = known_again.part
            and after.path = known_again.path
    left join before
        on
            known_again.report_id = before.report_id
            and known_again.version = before.version
            and known_again.part = before.part
            and known_again.path_before = before.path
    union all
    select
        before.report_id,
        before.version,
        before.part,
        before.path,
        before.heading,
        before.heading as heading_before,
        [] as sentences,
        before.sentences as sentences_before,
        false as is_new,
        true as is_gone
    from before
    anti join known_again
        on
            before.report_id = known_again.report_id
            and before.version = known_again.version
            and before.part = known_again.part
            and before.path = known_again.path_before
),

weighed as (
    select
        *,
        list_filter(sentences_before, lambda words: not list_contains(sentences, words)) as removed,
        list_filter(sentences, lambda words: not list_contains(sentences_before, words)) as added
    from paired
)

select
    weighed.report_id,
    cast(weighed.version as integer) as version,
    cast(changed.from_version as integer) as from_version,
    changed.changed_at,
    weighed.part,
    weighed.path,
    weighed.heading,
    case when weighed.heading <> weighed.heading_before then weighed.heading_before end as heading_before,
    case
        when weighed.is_new then 'added'
        when weighed.is_gone then 'removed'
        when weighed.heading <> weighed.heading_before then 'renamed'
        else 'changed'
    end as change,
    weighed.removed,
    weighed.added
from weighed
inner join changed on weighed.report_id = changed.report_id and weighed.version = changed.version
where
    weighed.is_new
    or weighed.is_gone
    or weighed.heading <> weighed.heading_before
    or len(weighed.removed) > 0
    or len(weighed.added) > 0
order by weighed.report_id, weighed.version, weighed.is_gone, weighed.part, weighed.path
