-- core.place_mention: a town or county that a report names as its own and that is not: neither the body
--   itself, nor what lies inside it, nor what stands above it
-- report_id: the report
-- name: the name, as in ref.place
-- kind: town or county
-- offset: where it stands in the text of the document
-- before: the characters before it
-- after: the characters behind it
with token as (
    select
        main.report_id,
        unnest(document.places) as place
    from core.report_main as main
    inner join core.page_document as document
        on main.text_url = document.url and main.text_sha256 = document.sha256
    where len(document.places) > 0 and document.report_kind = 'rule_of_law'
),

name as (
    select distinct
        name,
        kind
    from ref.place
),

-- every text has the same few hundred thousand endings: each is looked up once
ending as (
    select
        token.place.word,
        unnest(generate_series(2, length(token.place.word))) as n_chars
    from token
    group by token.place.word
),

-- the longest name that a token ends with: a name inside a longer one is no hit
named as (
    select
        ending.word,
        name.name,
        name.kind
    from ending
    inner join name on right(ending.word, ending.n_chars) = name.name
    qualify row_number() over (partition by ending.word order by length(name.name) desc, name.kind) = 1
),

mention as (
    select
        token.report_id,
        named.name,
        named.kind,
        token.place.offset + length(named.word) - length(named.name) as "offset",
        concat(token.place.before, left(named.word, length(named.word) - length(named.name))) as before,
        token.place.after
    from token
    inner join named on token.place.word = named.word
),

word as (
    select
        kind.kind,
        string_agg(word.pattern, '|') filter (where word.side = 'before' and word.says = 'own') as own_before,
        string_agg(word.pattern, '|') filter (where word.side = 'after' and word.says = 'own') as own_after,
        string_agg(word.pattern, '|') filter (where word.side = 'before' and word.says = 'other')
            as other_before,
        string_agg(word.pattern, '|') filter (where word.side = 'after' and word.says = 'other')
            as other_after
    from (values ('town'), ('county')) as kind (kind)
    inner join ref.place_word as word on word.place in (kind.kind, 'any')
    group by kind.kind
),

body as (
    select
        mention.*,
        report.filer_id,
        filer.county_code,
        filer.level,
        county.province,
        county.name as county_name
    from mention
    inner join core.report_page as report
        on mention.report_id = report.report_id
    inner join ref.filer as filer on report.filer_id = filer.filer_id
    inner join ref.county as county on filer.county_code = county.county_code
    qualify row_number() over (partition by mention.report_id, mention."offset" order by report.url) = 1
),

own as (
    select distinct
        filer_id,
        key,
        body_key(name) as whole
    from core.body_name
),

-- A pattern that comes from a table is made ready anew for every row, so that it is asked last, of the
-- few names that are not the body's own.
foreign_name as materialized (
    select body.*
    from body
    where
        body.name <> body.county_name
        -- 开发区 and the like have towns of their own that no list shows
        and (body.level <> 'committee' or body.kind = 'county')
        and not exists (
            select 1
            from own
            where body.filer_id = own.filer_id and (own.key = body.name or contains(own.whole, body.name))
        )
        and (
            body.level in ('township', 'subdistrict')
            or not exists (
                select 1
                from ref.place as inside
                where body.county_code = inside.county_code and body.name = inside.name
            )
        )
)

select
    body.report_id,
    body.name,
    body.kind,
    cast(body."offset" as integer) as "offset",
    body.before,
    body.after
from foreign_name as body
inner join word on body.kind = word.kind
where
    regexp_matches(body.before, word.own_before)
    and regexp_matches(body.after, word.own_after)
    and not regexp_matches(body.before, word.other_before)
    and not regexp_matches(body.after, word.other_after)
order by body.report_id, body."offset"
