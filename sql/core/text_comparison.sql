-- core.text_comparison: two texts as measured against each other, on all their runs of 5 characters; only
--   those that are alike to kept_from, or one nearly within the other
-- text_a: the report that was there first, see core.text_candidate
-- text_b: the other
-- is_first: text_a is known to have been there first
-- same_filer: reports of one body for two years running; else of two bodies for the same year
-- shingles_a: different runs in the one
-- shingles_b: different runs in the other
-- shared: runs in both
-- own_a: runs in the one outside its boilerplate
-- own_b: runs in the other outside its boilerplate
-- own_shared: of these, runs in both
-- boilerplate_a: share of the one text that is boilerplate
-- boilerplate_b: share of the other
-- passages: the longest stretches that both have outside the boilerplate, with their offsets in the texts
--
-- measured_pair is made by the build just before, outside SQL: warehouse/comparing.py reads the texts of
-- core.text_candidate and measures them, with the spans of core.boilerplate_part.
select
    candidate.text_a,
    candidate.text_b,
    candidate.is_first,
    candidate.same_filer,
    measured.shingles_a,
    measured.shingles_b,
    measured.shared,
    measured.own_a,
    measured.own_b,
    measured.own_shared,
    coalesce(part_a.share, 0) as boilerplate_a,
    coalesce(part_b.share, 0) as boilerplate_b,
    measured.passages
from core.text_candidate as candidate
inner join measured_pair as measured
    on candidate.text_a = measured.text_a and candidate.text_b = measured.text_b
left join core.boilerplate_part as part_a on candidate.text_a = part_a.text_no
left join core.boilerplate_part as part_b on candidate.text_b = part_b.text_no
order by candidate.text_a, candidate.text_b
