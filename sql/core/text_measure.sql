-- core.text_measure: what is counted over the sections of a report
-- report_id: the report
-- char_count: characters of its sections
-- achievements_chars: those of sections of their own about achievements and innovation
-- problems_chars: those of sections of their own about problems; null where it has none
-- figure_count: facts with a figure
-- odd_headings: headings that run into their text or whose number is broken, with their offsets
select
    report_id,
    sum(char_count) filter (where level = 1) as char_count,
    coalesce(sum(char_count) filter (where level = 1 and item in ('achievements', 'innovation')), 0)
        as achievements_chars,
    sum(char_count) filter (where level = 1 and item = 'problems') as problems_chars,
    sum(figure_count) as figure_count,
    -- below the first level a heading and its text in one paragraph are the usual style
    list(
        struct_pack(
            heading := concat(number, heading),
            "offset" := start_offset,
            why := case when level = 1 and run_in then 'runs into the text' else 'number is broken' end
        )
        order by section_no
    ) filter (
        where (level = 1 and run_in)
        or regexp_matches(number, '^[一二三四五六七八九十\d]+[)）]$|^[(（][一二三四五六七八九十\d]+$')
    ) as odd_headings
from core.section
group by report_id
