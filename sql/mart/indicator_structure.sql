-- mart.indicator_structure: indicator: how far the outlines of reports of rule_of_law follow the
--   rule and each other, by county, level, year
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_judged: reports with an outline, of which it can be told; of these all else is counted
-- n_items: with words on all four items (achievements, problems, leadership, plans)
-- n_own_sections: with a section of its own for each of the four
-- n_in_order: whose sections on any of the four stand in the order of the rule
-- n_conform: a section of its own for each of the four, in the order of the rule
-- items_share: with all four, of those judged; null where there are none
-- in_order_share: in the order of the rule, of those judged
-- structure_rate: both, each in a section of its own, of those judged
-- usual_outline: the commonest sequence of items of the sections at the top
-- n_usual_outline: reports with this sequence
-- uniformity: the same, of those judged
with first_place as (
    select
        section.report_id,
        item.position,
        min(section.section_no) as section_no
    from core.section as section
    inner join ref.section_item as item
        on section.item = item.item and item.report_kind = 'rule_of_law' and item.scored
    where section.level = 1
    group by section.report_id, item.position
),

placed as (
    select
        report_id,
        coalesce(position > lag(position) over (partition by report_id order by section_no), true) as rises
    from first_place
),

sequence as (
    select
        report_id,
        bool_and(rises) as in_order,
        count(*) as n_sections
    from placed
    group by report_id
),

outline as (
    select
        report_id,
        string_agg(item, ' ' order by section_no) as items
    from core.section
    where level = 1
    group by report_id
),

covered as (
    select
        coverage.report_id,
        bool_and(coverage.present) as has_items
    from mart.section_coverage as coverage
    inner join ref.section_item as item
        on coverage.item = item.item and item.report_kind = 'rule_of_law' and item.scored
    group by coverage.report_id
),

wanted as (
    select count(*) as n_items
    from ref.section_item
    where report_kind = 'rule_of_law' and scored
),

judged as (
    select
        duty.*,
        duty.outline_read and covered.has_items as has_items,
        duty.outline_read and sequence.n_sections = wanted.n_items as has_sections,
        duty.outline_read and sequence.in_order as in_order,
        case when duty.outline_read then outline.items end as outline
    from core.measured_duty as duty
    cross join wanted
    left join covered on duty.report_id = covered.report_id
    left join sequence on duty.report_id = sequence.report_id
    left join outline on duty.report_id = outline.report_id
    where duty.report_kind = 'rule_of_law'
),

usual as (
    select
        county_code,
        level,
        report_year,
        binding,
        outline,
        count(*) as n_reports
    from judged
    where outline is not null
    group by county_code, level, report_year, binding, outline
    qualify row_number() over (
        partition by county_code, level, report_year, binding
        order by n_reports desc, outline
    ) = 1
),

counted as (
    select
        county_code,
        report_kind,
        level,
        report_year,
        binding,
        count(*) as n_obliged,
        count(*) filter (where is_observable) as n_observable,
        count(*) filter (where is_found) as n_found,
        count(*) filter (where outline_read) as n_judged,
        count(*) filter (where has_items) as n_items,
        count(*) filter (where has_sections) as n_own_sections,
        count(*) filter (where in_order) as n_in_order,
        count(*) filter (where has_sections and in_order) as n_conform
    from judged
    group by county_code, report_kind, level, report_year, binding
)

select
    counted.*,
    counted.n_items / nullif(counted.n_judged, 0) as items_share,
    counted.n_in_order / nullif(counted.n_judged, 0) as in_order_share,
    counted.n_conform / nullif(counted.n_judged, 0) as structure_rate,
    usual.outline as usual_outline,
    coalesce(usual.n_reports, 0) as n_usual_outline,
    usual.n_reports / nullif(counted.n_judged, 0) as uniformity
from counted
left join usual
    on
        counted.county_code = usual.county_code
        and counted.level = usual.level
        and counted.report_year = usual.report_year
        and counted.binding = usual.binding
order by counted.county_code, counted.level, counted.report_year, counted.binding
