-- core.duty: what a body owes: a report of a kind for a year, and by when
-- report_id: the report that would fulfil it
-- county_code: county of the body
-- filer_id: the body
-- filer_name: its name
-- level: its class
-- report_kind: kind of report
-- report_year: report year
-- report_by_on: last day on time for filing with the superiors; null for none
-- due_on: last day on time for publication under the strict reading
-- boundary_on: the day the rule itself names, shown apart; due_on where it names none
-- local_due_on: earlier day set by the county
-- binding: false where the duty rests on local practice or was not binding
-- deadline_basis: the rule
-- verified: whether the text of the rule was read
-- boundary_days: days after report_by_on and due_on that the wording leaves open
with kind as (
    select
        county_code,
        unnest(coalesce(report_kinds, ['rule_of_law'])) as report_kind
    from ref.county
    union
    select
        county_code,
        report_kind
    from ref.report_column
),

asked as (
    select
        filer.*,
        county.local_publish_by,
        kind.report_kind,
        unnest(range(county.first_report_year, year(clock.today))) as report_year
    from ref.filer as filer
    inner join ref.county as county on filer.county_code = county.county_code
    inner join kind on county.county_code = kind.county_code
    cross join ref.clock as clock
),

ruled as (
    select
        asked.*,
        rule.report_by,
        rule.boundary_days,
        rule.binding,
        rule.basis,
        rule.verified,
        due_day(rule.publish_by, asked.report_year) as due_on
    from asked
    inner join ref.deadline as rule
        on
            asked.report_kind = rule.report_kind
            and asked.level = rule.level
            and asked.report_year between rule.year_from and coalesce(rule.year_to, 9999)
            and asked.county_code = coalesce(rule.county_code, asked.county_code)
    where rule.publish_by is not null
    qualify row_number() over (
        partition by asked.filer_id, asked.report_kind, asked.report_year
        order by rule.county_code is not null desc, rule.year_from desc
    ) = 1
)

select
    report_key(filer_id, report_kind, report_year) as report_id,
    county_code,
    filer_id,
    name as filer_name,
    level,
    report_kind,
    cast(report_year as integer) as report_year,
    due_day(report_by, report_year) as report_by_on,
    due_on,
    due_on + cast(boundary_days as integer) as boundary_on,
    -- set by the office that supervises this kind of report
    case
        when report_kind = 'rule_of_law' and due_day(local_publish_by, report_year) < due_on
            then due_day(local_publish_by, report_year)
    end as local_due_on,
    binding,
    basis as deadline_basis,
    verified,
    boundary_days
from ruled
where
    coalesce(valid_from, date '0001-01-01') <= make_date(report_year, 12, 31)
    and coalesce(valid_to, date '9999-12-31') >= due_on
order by filer_id, report_kind, report_year
