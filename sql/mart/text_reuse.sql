-- mart.text_reuse: a pair of similar reports: of one body for two years running, or of two for one year;
--   from a Jaccard of kept_from, or a containment of containment, in ref.threshold under R01. It says that
--   texts are similar, never why
-- report_id_a: the report that was there first: of the year before, or published before; where neither is
--   known to be first, the one whose county and body have the smaller code
-- report_id_b: the other
-- same_filer: both are reports of one body
-- same_year: both are for the same year
-- jaccard: different runs of 5 characters that both have, as a share of all that either has
-- containment: the same as a share of those that the shorter text has
-- own_jaccard: jaccard without the sentences that are boilerplate, see core.boilerplate
-- own_containment: containment without these
-- is_similar: similar by the thresholds of R01 or R02, both whole and without boilerplate
-- is_first: report_id_a was there first; else a finding belongs to both
-- boilerplate_a: share of the first text that is boilerplate
-- boilerplate_b: share of the other
-- shared_shingles: runs of 5 characters that both have
-- passages: the longest stretches that both have outside the boilerplate, longest first: characters, where
--   they begin and end in the text of raw.document of either, and the words, cut after 300 characters
-- report_kind: kind of report
-- filer_id_a: whose report the first is
-- filer_id_b: whose the other is
-- report_year_a: report year of the first
-- report_year_b: report year of the other
-- same_county: both are bodies of one county
with measured as (
    select
        *,
        shared / (shingles_a + shingles_b - shared) as jaccard,
        shared / least(shingles_a, shingles_b) as containment,
        own_shared / greatest(own_a + own_b - own_shared, 1) as own_jaccard,
        own_shared / greatest(least(own_a, own_b), 1) as own_containment
    from core.text_comparison
),

mark as (
    select
        check_id = 'R01' as same_filer,
        any_value(value) filter (where name = 'jaccard') as jaccard,
        any_value(value) filter (where name = 'containment') as containment,
        any_value(value) filter (where name = 'own_shingles') as own_shingles
    from ref.threshold
    where check_id in ('R01', 'R02')
    group by check_id
)

select
    a.report_id as report_id_a,
    b.report_id as report_id_b,
    pair.same_filer,
    not pair.same_filer as same_year,
    pair.jaccard,
    pair.containment,
    pair.own_jaccard,
    pair.own_containment,
    (pair.jaccard >= mark.jaccard or pair.containment >= mark.containment)
    and (pair.own_jaccard >= mark.jaccard or pair.own_containment >= mark.containment)
    and least(pair.own_a, pair.own_b) >= mark.own_shingles as is_similar,
    pair.is_first,
    pair.boilerplate_a,
    pair.boilerplate_b,
    pair.shared as shared_shingles,
    pair.passages,
    a.report_kind,
    a.filer_id as filer_id_a,
    b.filer_id as filer_id_b,
    a.report_year as report_year_a,
    b.report_year as report_year_b,
    a.county_code = b.county_code as same_county
from measured as pair
inner join core.compared_text as a on pair.text_a = a.text_no
inner join core.compared_text as b on pair.text_b = b.text_no
inner join mark on pair.same_filer = mark.same_filer
order by report_id_a, report_id_b
