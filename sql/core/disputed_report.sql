-- core.disputed_report: a report in a list that may be another body's, or of another year, than it was
--   taken for; nobody is missing whose report it may be
-- county_code: county of the column
-- column_url: the column that lists it; for a body that only the title names, a column of that body
-- url: address of the entry
-- title: title as listed
-- filer_id: the body whose report it may be
-- report_kind: the kind it may be
-- report_year: the year it may be about
-- first_no: first night the column listed it, see core.run
-- last_no: last night the column listed it
-- because: own_column (it stands in that body's own column and no title says whose it is), own_words (it
--   stands there and the title, the path or a signature names that body too), successor (the body that it
--   names came after that year, in place of this one), predecessor (it ended within that year, and this one
--   came in its place), joint (the title names several bodies), link_year or link_body (the list says
--   another year or body than the page)
with standing as (
    select
        entry.county_code,
        entry.column_url,
        entry.url,
        entry.title,
        entry.title_report_kind,
        entry.title_year,
        entry.title_unit,
        entry.first_no,
        entry.last_no,
        watched.filer_id as owner_id,
        identity.sha256,
        identity.filer_id,
        identity.filer_source,
        identity.report_kind,
        identity.report_year,
        identity.unit
    from core.entry as entry
    inner join core.watched_column as watched on entry.column_url = watched.column_url
    inner join core.page_identity as identity
        on entry.url = identity.url and identity.latest and identity.verdict = 'report'
    where identity.filer_source <> 'ruling'
),

in_column as (
    select *
    from standing
    where owner_id <> filer_id
),

-- what their pages say beside the title
named as (
    select
        in_column.url,
        in_column.sha256,
        said.filer_id
    from in_column
    inner join core.breadcrumb_body as said on in_column.url = said.url and in_column.sha256 = said.sha256
    union
    select
        in_column.url,
        in_column.sha256,
        body.filer_id
    from in_column
    inner join core.page_signature as said on in_column.url = said.url and in_column.sha256 = said.sha256
    inner join core.named_body as body
        on
            said.county_code = body.county_code
            and said.body = body.name
            and said.report_year is not distinct from body.report_year
),

joint as (
    select
        unit.county_code,
        unit.name,
        unit.report_year,
        body.filer_id
    from (
        select
            county_code,
            name,
            report_year,
            unnest(regexp_split_to_array(name, '[、,，;；/和与及暨]')) as part
        from core.read_name
        where regexp_matches(name, '[、,，;；/和与及暨]')
    ) as unit
    inner join core.named_body as body
        on
            unit.county_code = body.county_code
            and unit.part = body.name
            and unit.report_year is not distinct from body.report_year
    anti join core.named_body as whole
        on
            unit.county_code = whole.county_code
            and unit.name = whole.name
            and unit.report_year is not distinct from whole.report_year
),

disputed as (
    select
        * replace (owner_id as filer_id),
        'own_column' as because
    from in_column
    where filer_source <> 'title'
    union all
    select
        in_column.* replace (in_column.owner_id as filer_id),
        'own_words' as because
    from in_column
    inner join named
        on
            in_column.url = named.url
            and in_column.sha256 = named.sha256
            and in_column.owner_id = named.filer_id
    where in_column.filer_source = 'title'
    union all
    select
        in_column.* replace (in_column.owner_id as filer_id),
        'own_words' as because
    from in_column
    inner join core.body_name as own
        on in_column.owner_id = own.filer_id and contains(in_column.title, own.key)
    where in_column.filer_source = 'title'
    union all
    select
        standing.* replace (earlier.filer_id as filer_id),
        'successor' as because
    from standing
    inner join ref.filer as later
        on
            standing.filer_id = later.filer_id
            and later.valid_from > make_date(standing.report_year, 12, 31)
    inner join core.filing_column as own
        on standing.column_url = own.column_url and standing.report_kind = own.report_kind
    inner join ref.filer as earlier
        on
            own.filer_id = earlier.filer_id
            and earlier.valid_to between later.valid_from - 31 and later.valid_from + 31
    union all
    select
        standing.* replace (later.filer_id as filer_id),
        'predecessor' as because
    from standing
    inner join ref.filer as earlier
        on
            standing.filer_id = earlier.filer_id
            and earlier.valid_to < make_date(standing.report_year, 12, 31)
    inner join core.filing_column as own
        on standing.column_url = own.column_url and standing.report_kind = own.report_kind
    inner join ref.filer as later
        on
            own.filer_id = later.filer_id
            and later.valid_from between earlier.valid_to - 31 and earlier.valid_to + 31
    union all
    select
        standing.* replace (joint.filer_id as filer_id, own.column_url as column_url),
        'joint' as because
    from standing
    inner join joint
        on
            standing.county_code = joint.county_code
            and standing.unit = joint.name
            and standing.report_year = joint.report_year
            and standing.filer_id <> joint.filer_id
    inner join core.filing_column as own
        on joint.filer_id = own.filer_id and standing.report_kind = own.report_kind
    union all
    select
        * replace (title_report_kind as report_kind, title_year as report_year),
        'link_year' as because
    from standing
    where title_report_kind is not null and title_year <> report_year
    union all
    select
        standing.* replace (body.filer_id as filer_id),
        'link_body' as because
    from standing
    inner join core.named_body as body
        on
            standing.county_code = body.county_code
            and standing.title_unit = body.name
            and standing.title_year is not distinct from body.report_year
            and standing.filer_id <> body.filer_id
    where standing.title_report_kind is not null
)

select distinct
    county_code,
    column_url,
    url,
    title,
    filer_id,
    report_kind,
    report_year,
    first_no,
    last_no,
    because
from disputed
order by column_url, url, filer_id, report_kind, report_year, because
