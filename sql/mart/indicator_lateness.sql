-- mart.indicator_lateness: indicator: when reports were published, by ten-day period (旬) of the calendar; one
--   row for each period in which a report of the county, kind, level and year was published
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_dated: found, with a day of publication
-- period: month and ten-day period, such as 2026-03下旬
-- period_from: first day of the period
-- period_to: its last day
-- days_after_due: days from the last day on time to the first day of the period; negative before it
-- n_published: published in this period
-- n_late: of these, late
-- n_by_then: published in this period or before
-- share_by_then: the same, of all duties
with period as (
    select
        county_code,
        report_kind,
        level,
        report_year,
        binding,
        make_date(
            year(published_on), month(published_on), least(20, (day(published_on) - 1) // 10 * 10) + 1
        ) as period_from,
        min(due_on) as due_on,
        count(*) as n_published,
        count(*) filter (where status = 'late') as n_late
    from core.measured_duty
    where is_found and published_on is not null
    group by county_code, report_kind, level, report_year, binding, period_from
)

select
    counted.county_code,
    counted.report_kind,
    counted.level,
    counted.report_year,
    counted.binding,
    counted.n_obliged,
    counted.n_observable,
    counted.n_found,
    counted.n_dated,
    concat(
        strftime(period.period_from, '%Y-%m'),
        case day(period.period_from) when 1 then '上旬' when 11 then '中旬' else '下旬' end
    ) as period,
    period.period_from,
    case
        when day(period.period_from) = 21 then last_day(period.period_from) else period.period_from + 9
    end as period_to,
    period.period_from - period.due_on as days_after_due,
    period.n_published,
    period.n_late,
    cast(sum(period.n_published) over so_far as bigint) as n_by_then,
    n_by_then / counted.n_obliged as share_by_then
from mart.indicator_timeliness as counted
inner join period
    on
        counted.county_code = period.county_code
        and counted.report_kind = period.report_kind
        and counted.level = period.level
        and counted.report_year = period.report_year
        and counted.binding = period.binding
window
    so_far as (
        partition by
            counted.county_code, counted.report_kind, counted.level, counted.report_year, counted.binding
        order by period.period_from
    )
order by
    counted.county_code, counted.report_kind, counted.level, counted.report_year, counted.binding,
    period.period_from
