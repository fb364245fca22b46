-- ref.waiver: a finding that raises no alarm until a day; a fact of the registry, as of the last run
-- county_code: county that registers it
-- check_id: the check
-- filer_id: the body; null for the findings of the county that are about none
-- report_year: report year; null for every year
-- report_kind: kind of report; null for every kind
-- until: last day of the waiver
-- in_force: it holds on the day of the last run
-- waived_by: who says so
-- waived_on: when they said it
-- reason: why
with registry as (
    select
        clock.today,
        unnest(cast(run.sources as json[])) as registry
    from ref.clock as clock
    inner join raw.run as run on clock.run_id = run.run_id
),

waiver as (
    select
        today,
        registry -> 'county' ->> 'code' as county_code,
        unnest(cast(registry -> 'waivers' as json[])) as waiver
    from registry
)

select
    county_code,
    waiver ->> 'check' as check_id,
    waiver ->> 'filer' as filer_id,
    cast(waiver ->> 'year' as integer) as report_year,
    waiver ->> 'kind' as report_kind,
    cast(waiver ->> 'until' as date) as until,
    cast(waiver ->> 'until' as date) >= today as in_force,
    waiver ->> 'by' as waived_by,
    cast(waiver ->> 'on' as date) as waived_on,
    waiver ->> 'reason' as reason
from waiver
order by all
