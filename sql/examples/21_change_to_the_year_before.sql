-- Which indicators moved from one year to the next, and on how many reports does that rest?
-- For a researcher.
--
-- Shares and rates run from 0 to 1; with few reports a change says little.
select
    change.level,
    change.report_year,
    change.indicator,
    change.item,
    change.n_measured_before as n_before,
    change.n_measured as n,
    round(change.value_before, 3) as before,
    round(change.value, 3) as after,
    round(change.change, 3) as change
from mart.indicator_change as change
where
    change.report_kind = 'rule_of_law'
    and abs(change.change) >= 0.1
    and least(change.n_measured, change.n_measured_before) >= 3
order by change.level, change.report_year desc, change.indicator, change.item;
