-- id: K06
-- title: much on achievements, little on problems
-- severity: info
-- basis: no legal share was found; the shares of ref.threshold are start values
-- row: a report whose part about problems is under 5 % of its sections, or only a sentence of another part,
--   or whose parts about achievements and innovation are over 75 %; one with nothing about problems is K02
with limits as (
    select
        max(value) filter (where name = 'problems_share') as problems_share,
        max(value) filter (where name = 'achievements_share') as achievements_share
    from ref.threshold
    where check_id = 'K06'
),

measured as (
    select
        judged.*,
        limits.*,
        measure.achievements_chars / measure.char_count as achievements,
        measure.problems_chars / measure.char_count as problems,
        coverage.depth = 1 as problems_in_a_sentence
    from core.judged_text as judged
    inner join mart.section_coverage as coverage
        on judged.report_id = coverage.report_id and coverage.item = 'problems'
    inner join core.text_measure as measure on judged.report_id = measure.report_id and measure.char_count > 0
    cross join limits
    where judged.outline_read
)

select
    '' as subject,
    'info' as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    cast(null as varchar) as column_url,
    concat(
        filer_name, ': report for ', report_year, ': ', round(100 * achievements, 1),
        ' % achievements and innovation, ',
        coalesce(cast(round(100 * problems, 1) as varchar) || ' % problems', 'no section about problems')
    ) as message,
    to_json(struct_pack(
        achievements_share := round(achievements, 4),
        achievements_share_limit := achievements_share,
        problems_share := round(problems, 4),
        problems_share_limit := problems_share,
        char_count := char_count,
        url := text_url,
        sha256 := payload_sha256
    )) as evidence
from measured
where problems < problems_share or problems_in_a_sentence or achievements > achievements_share
