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
with indicator as (
    select
        *,
        [
            struct_pack(name := 'publication.publication_rate', n := n_observable, value := publication_rate)
        ] as numbers
    from mart.indicator_publication
    union all by name
    select
        *,
        [
            struct_pack(
                name := 'timeliness.on_time_rate',
                n := n_on_time + n_late + n_missing,
                value := on_time_rate
            ),
            struct_pack(
                name := 'timeliness.on_time_rate_of_found',
                n := n_on_time + n_late,
                value := on_time_rate_of_found
            ),
            struct_pack(name := 'timeliness.median_days_late', n := n_late, value := median_days_late),
            struct_pack(name := 'timeliness.median_days_before', n := n_dated, value := median_days_before)
        ] as numbers
    from mart.indicator_timeliness
    union all by name
    select
        *,
        [
            struct_pack(name := 'findability.column_share', n := n_obliged, value := column_share),
            struct_pack(name := 'findability.own_column_share', n := n_here, value := own_column_share),
            struct_pack(name := 'findability.listed_share', n := n_here, value := listed_share),
            struct_pack(name := 'findability.open_share', n := n_here, value := open_share)
        ] as numbers
    from mart.indicator_findability
    union all by name
    select
        *,
        [
            struct_pack(name := 'naming.standard_name_share', n := n_titled, value := standard_name_share),
            struct_pack(name := 'naming.naming_rate', n := n_titled, value := naming_rate)
        ] as numbers
    from mart.indicator_naming
    union all by name
    select
        *,
        [
            struct_pack(name := 'structure.items_share', n := n_judged, value := items_share),
            struct_pack(name := 'structure.in_order_share', n := n_judged, value := in_order_share),
            struct_pack(name := 'structure.structure_rate', n := n_judged, value := structure_rate),
            struct_pack(name := 'structure.uniformity', n := n_judged, value := uniformity)
        ] as numbers
    from mart.indicator_structure
    union all by name
    select
        *,
        [
            struct_pack(name := 'item.lacking_share', n := n_judged, value := lacking_share),
            struct_pack(name := 'item.median_share', n := n_with_share, value := median_share)
        ] as numbers
    from mart.indicator_item
    union all by name
    select
        *,
        [
            struct_pack(name := 'length.median_chars', n := n_read, value := median_chars),
            struct_pack(name := 'length.short_share', n := n_read, value := short_share)
        ] as numbers
    from mart.indicator_length
    union all by name
    select
        *,
        [
            struct_pack(
                name := 'figures.median_figures_per_1000',
                n := n_read,
                value := median_figures_per_1000
            ),
            struct_pack(name := 'figures.few_share', n := n_read, value := few_share)
        ] as numbers
    from mart.indicator_figures
),

number as (
    select
        one.name as indicator,
        one.n as n_measured,
        one.value,
        * exclude (numbers, one)
    from (
        select
            *,
            unnest(numbers) as one
        from indicator
    ) as apart
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
