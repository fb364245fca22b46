-- core.page_signature: a body that a page names as its publisher or below its text
-- url: address of the page
-- sha256: digest of the payload
-- county_code: county whose column led to it
-- report_year: report year; null where none is known
-- source: publisher or sign_off
-- name: the name as written
-- body: the same without the words that make the party's committee of it
with said as (
    select
        reading.url,
        reading.sha256,
        reading.county_code,
        reading.report_year,
        unnest([
            struct_pack(source := 'publisher', names := document.publisher),
            struct_pack(source := 'sign_off', names := document.sign_off)
        ]) as said
    from core.page_reading as reading
    inner join core.page_document as document
        on reading.url = document.url and reading.sha256 = document.sha256
    where
        reading.report_kind is not null
        and (document.publisher is not null or document.sign_off is not null)
),

named as (
    select
        url,
        sha256,
        county_code,
        report_year,
        said.source,
        unnest(
            regexp_split_to_array(
                -- 中共塘坊镇委员会塘坊镇人民政府, two names that the page prints in one row
                regexp_replace(
                    said.names,
                    '^(中(?:国)?共(?:产党)?.+?委员会)(.+(?:政府|办事处|管委会|管理委员会))$',
                    '\1 \2'
                ),
                '[\s、,，;；/]+'
            )
        ) as name
    from said
    where said.names is not null
)

select distinct
    url,
    sha256,
    county_code,
    report_year,
    source,
    name,
    -- 中共塘坊镇委员会 signs for 塘坊镇
    regexp_replace(name, '^中(?:国)?共(?:产党)?(.+?)(?:党?工作?)?委(?:员会)?$', '\1') as body
from named
where length(name) > 1
