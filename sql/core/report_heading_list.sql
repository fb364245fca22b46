-- core.report_heading_list: the headings at the top of a report's outline as one list, which the checks of
--   content show as evidence
-- report_id: the report
-- headings: as printed, number and words, in the order of the text
--
-- Sorted as lists: an ordered aggregate takes three times as long.
select
    report_id,
    list_transform(
        list_sort(list(struct_pack(section_no := section_no, printed := concat(number, heading)))),
        lambda one: one['printed']
    ) as headings
from core.section
where level = 1
group by report_id
