-- ref.ruling: what a person knows and no page says; a fact of the registry, as of the last run
-- county_code: county that registers it
-- filer_id: body it is about
-- report_kind: kind of report
-- report_year: report year
-- says: which statement it makes: url, not_url, attested_on, exempt or filed_on
-- url: this page is the report
-- not_url: this page is not the report
-- attested_on: day on which the report was seen published elsewhere
-- attested_where: the newspaper or other place
-- exempt: why the report may stay secret
-- filed_on: day on which it was filed with the superiors
-- ruled_by: who says so
-- ruled_on: when they said it
-- reason: why
with registry as (
    select unnest(cast(run.sources as json[])) as registry
    from ref.clock as clock
    inner join raw.run as run on clock.run_id = run.run_id
),

ruling as (
    select
        registry -> 'county' ->> 'code' as county_code,
        unnest(cast(registry -> 'rulings' as json[])) as ruling
    from registry
)

select
    county_code,
    ruling ->> 'filer' as filer_id,
    ruling ->> 'kind' as report_kind,
    cast(ruling ->> 'year' as integer) as report_year,
    case
        when ruling ->> 'url' is not null then 'url'
        when ruling ->> 'not_url' is not null then 'not_url'
        when ruling ->> 'attested_on' is not null then 'attested_on'
        when ruling ->> 'exempt' is not null then 'exempt'
        else 'filed_on'
    end as says,
    ruling ->> 'url' as url,
    ruling ->> 'not_url' as not_url,
    cast(ruling ->> 'attested_on' as date) as attested_on,
    ruling ->> 'where' as attested_where,
    ruling ->> 'exempt' as exempt,
    cast(ruling ->> 'filed_on' as date) as filed_on,
    ruling ->> 'by' as ruled_by,
    cast(ruling ->> 'on' as date) as ruled_on,
    ruling ->> 'reason' as reason
from ruling
order by all
