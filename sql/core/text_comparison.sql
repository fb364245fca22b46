-- core.text_comparison: two texts as measured against each other, on all their runs of 5 characters; only those
--   that are alike to kept_from, or one nearly within the other
-- text_a: the earlier in core.compared_text
-- text_b: the later
-- same_filer: reports of one body for two years running; else of two bodies for the same year
-- shingles_a: different runs in the one
-- shingles_b: different runs in the other
-- shared: runs in both
-- own_a: runs in the one outside its boilerplate
-- own_b: runs in the other outside its boilerplate
-- own_shared: of these, runs in both
-- passages: the longest stretches that both have outside the boilerplate, with their offsets in the texts
--
-- measured_pair is made by the build just before, outside SQL: warehouse/comparing.py reads the texts of
-- core.text_candidate and measures them, with the spans of core.boilerplate_part.
select
    candidate.text_a,
    candidate.text_b,
    candidate.same_filer,
    measured.shingles_a,
    measured.shingles_b,
    measured.shared,
    measured.own_a,
    measured.own_b,
    measured.own_shared,
    measured.passages
from core.text_candidate as candidate
inner join measured_pair as measured
    on candidate.text_a = measured.text_a and candidate.text_b = measured.text_b
cross join (select count(*) as n_texts from core.boilerplate_part) as known
where known.n_texts >= 0
order by candidate.text_a, candidate.text_b
