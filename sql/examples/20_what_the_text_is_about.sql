-- What share of the text goes to each item, and how many reports leave it out?
-- For a researcher.
--
-- Innovation counts with achievements. The shares are medians of the reports that have sections on the item.
select
    item.level,
    item.report_year,
    item.item,
    item.n_found,
    item.n_judged,
    item.n_lacking,
    round(100 * item.lacking_share, 1) as lacking_percent,
    round(100 * item.median_share, 1) as share_percent
from mart.indicator_item as item
inner join ref.section_item as named on item.report_kind = named.report_kind and item.item = named.item
where item.n_judged > 0
order by item.level, item.report_year desc, named.position;
