-- How long are the reports, and how many facts with a figure do they give?
-- For a researcher.
select
    length.report_kind,
    length.level,
    length.report_year,
    length.n_found,
    length.n_read,
    length.min_chars,
    length.median_chars,
    length.max_chars,
    round(figures.median_figures_per_1000, 1) as figures_per_1000
from mart.indicator_length as length
inner join mart.indicator_figures as figures
    on
        length.county_code = figures.county_code
        and length.report_kind = figures.report_kind
        and length.level = figures.level
        and length.report_year = figures.report_year
where length.n_read > 0
order by length.report_kind, length.level, length.report_year;
