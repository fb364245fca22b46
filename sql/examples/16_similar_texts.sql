-- Which reports share most of their text with another, and what is the longest passage they share?
-- For a journalist.
--
-- The shares are those of runs of 5 characters, without sentences that many bodies of the county have. It
-- says that texts are similar, never why.
select
    b.name as filer,
    reuse.report_year_b as report_year,
    a.name as similar_to,
    reuse.report_year_a as of_year,
    round(100 * reuse.own_jaccard) as percent_of_both,
    round(100 * reuse.own_containment) as percent_of_the_shorter,
    left(reuse.passages[1].text, 60) as longest_passage
from mart.text_reuse as reuse
inner join ref.filer as a on reuse.filer_id_a = a.filer_id
inner join ref.filer as b on reuse.filer_id_b = b.filer_id
where reuse.is_similar
order by reuse.own_containment desc, b.name, reuse.report_year_b desc, a.name;
