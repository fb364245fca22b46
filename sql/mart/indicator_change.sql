-- mart.indicator_change: every indicator as one number a row, with that of the year before and the change, by
--   county, kind, level, year
-- indicator: table and column it is from, such as timeliness.on_time_rate
-- item: the item, of indicators of mart.indicator_item; else null
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_measured: what the number is out of, or the reports it is measured on
-- value: the number; shares and rates from 0 to 1
-- value_before: the number of the year before; null where there is none
-- n_measured_before: what that was out of
-- change: value minus value_before; of shares and rates in points from -1 to 1
with number as (
    select
        'publication.publication_rate' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_observable as n_measured,
        publication_rate as value
    from mart.indicator_publication
    union all
    select
        'timeliness.on_time_rate' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_on_time + n_late + n_missing as n_measured,
        on_time_rate as value
    from mart.indicator_timeliness
    union all
    select
        'timeliness.on_time_rate_of_found' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_on_time + n_late as n_measured,
        on_time_rate_of_found as value
    from mart.indicator_timeliness
    union all
    select
        'timeliness.median_days_late' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_late as n_measured,
        median_days_late as value
    from mart.indicator_timeliness
    union all
    select
        'timeliness.median_days_before' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_dated as n_measured,
        median_days_before as value
    from mart.indicator_timeliness
    union all
    select
        'findability.column_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_obliged as n_measured,
        column_share as value
    from mart.indicator_findability
    union all
    select
        'findability.own_column_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_here as n_measured,
        own_column_share as value
    from mart.indicator_findability
    union all
    select
        'findability.listed_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_here as n_measured,
        listed_share as value
    from mart.indicator_findability
    union all
    select
        'findability.open_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_here as n_measured,
        open_share as value
    from mart.indicator_findability
    union all
    select
        'naming.standard_name_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_titled as n_measured,
        standard_name_share as value
    from mart.indicator_naming
    union all
    select
        'naming.naming_rate' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_titled as n_measured,
        naming_rate as value
    from mart.indicator_naming
    union all
    select
        'structure.items_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_judged as n_measured,
        items_share as value
    from mart.indicator_structure
    union all
    select
        'structure.in_order_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_judged as n_measured,
        in_order_share as value
    from mart.indicator_structure
    union all
    select
        'structure.structure_rate' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_judged as n_measured,
        structure_rate as value
    from mart.indicator_structure
    union all
    select
        'structure.uniformity' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_judged as n_measured,
        uniformity as value
    from mart.indicator_structure
    union all
    select
        'item.lacking_share' as indicator,
        item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_judged as n_measured,
        lacking_share as value
    from mart.indicator_item
    union all
    select
        'item.median_share' as indicator,
        item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_with_share as n_measured,
        median_share as value
    from mart.indicator_item
    union all
    select
        'length.median_chars' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_read as n_measured,
        median_chars as value
    from mart.indicator_length
    union all
    select
        'length.short_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_read as n_measured,
        short_share as value
    from mart.indicator_length
    union all
    select
        'figures.median_figures_per_1000' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_read as n_measured,
        median_figures_per_1000 as value
    from mart.indicator_figures
    union all
    select
        'figures.few_share' as indicator,
        cast(null as varchar) as item,
        county_code,
        report_kind,
        level,
        report_year,
        n_obliged,
        n_observable,
        n_found,
        n_read as n_measured,
        few_share as value
    from mart.indicator_figures
)

select
    this.indicator,
    this.item,
    this.county_code,
    this.report_kind,
    this.level,
    this.report_year,
    this.n_obliged,
    this.n_observable,
    this.n_found,
    this.n_measured,
    this.value,
    before.value as value_before,
    before.n_measured as n_measured_before,
    this.value - before.value as change
from number as this
left join number as before
    on
        this.indicator = before.indicator
        and this.item is not distinct from before.item
        and this.county_code = before.county_code
        and this.report_kind = before.report_kind
        and this.level = before.level
        and this.report_year = before.report_year + 1
order by
    this.indicator, this.item, this.county_code, this.report_kind, this.level, this.report_year
