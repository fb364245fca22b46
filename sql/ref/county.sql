-- ref.county: a county-level unit of the registry, as of the last run
-- county_code: code by GB/T 2260
-- name: name
-- province: province or municipality
-- site_url: home page of its site
-- first_report_year: duties are judged from this report year on
-- report_kinds: kinds of report it is asked about
-- local_publish_by: an earlier last day set by the county, see due_day; null for none
with registry as (
    select unnest(cast(run.sources as json[])) -> 'county' as county
    from ref.clock as clock
    inner join raw.run as run on clock.run_id = run.run_id
)

select
    county ->> 'code' as county_code,
    county ->> 'name' as name,
    county ->> 'province' as province,
    county ->> 'site' as site_url,
    cast(county ->> 'first_report_year' as integer) as first_report_year,
    cast(county -> 'kinds' as varchar[]) as report_kinds,
    county ->> 'local_publish_by' as local_publish_by
from registry
order by county_code
