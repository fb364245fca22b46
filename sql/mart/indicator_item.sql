-- mart.indicator_item: indicator: how reports of rule_of_law cover each mandatory item and what share of the
--   text it takes, by county, level, year; innovation counts with achievements
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- item: achievements, problems, causes, leadership or plans
-- n_judged: reports with an outline, of which it can be told; of these all else is counted
-- n_lacking: without a word on the item
-- n_sentence: with words on it in the text of a section about something else
-- n_subsection: with a subsection
-- n_section: with a section of its own
-- n_with_share: with sections whose share of the text can be told
-- lacking_share: without a word on it, of those judged; null where there are none
-- median_share: median part of the characters that its sections take, of those that have any
-- min_share: the least of them
-- max_share: the most of them
with innovation as (
    select
        report_id,
        sum(char_count) as char_count
    from core.section
    where item = 'innovation' and level = 1
    group by report_id
),

covered as (
    select
        coverage.report_id,
        coverage.item,
        coverage.depth,
        coverage.char_share
        + case
            when coverage.item = 'achievements'
                then coalesce(innovation.char_count / nullif(report.char_count, 0), 0)
            else 0
        end as char_share
    from mart.section_coverage as coverage
    inner join core.report as report on coverage.report_id = report.report_id
    left join innovation on coverage.report_id = innovation.report_id
),

item as (
    select item
    from ref.section_item
    where report_kind = 'rule_of_law' and mandatory
)

select
    duty.county_code,
    duty.report_kind,
    duty.level,
    duty.report_year,
    duty.binding,
    count(*) as n_obliged,
    count(*) filter (where duty.is_observable) as n_observable,
    count(*) filter (where duty.is_found) as n_found,
    item.item,
    count(*) filter (where duty.outline_read) as n_judged,
    count(*) filter (where duty.outline_read and covered.depth = 0) as n_lacking,
    count(*) filter (where duty.outline_read and covered.depth = 1) as n_sentence,
    count(*) filter (where duty.outline_read and covered.depth = 2) as n_subsection,
    count(*) filter (where duty.outline_read and covered.depth = 3) as n_section,
    count(covered.char_share) filter (where duty.outline_read) as n_with_share,
    n_lacking / nullif(n_judged, 0) as lacking_share,
    median(covered.char_share) filter (where duty.outline_read) as median_share,
    min(covered.char_share) filter (where duty.outline_read) as min_share,
    max(covered.char_share) filter (where duty.outline_read) as max_share
from core.measured_duty as duty
cross join item
left join covered on duty.report_id = covered.report_id and item.item = covered.item
where duty.report_kind = 'rule_of_law'
group by duty.county_code, duty.report_kind, duty.level, duty.report_year, duty.binding, item.item
order by duty.county_code, duty.level, duty.report_year, duty.binding, item.item
