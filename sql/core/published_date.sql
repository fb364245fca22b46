-- core.published_date: the day of publication of a report, by the best evidence
-- report_id: the report
-- published_on: the earliest of its pages' days, from October of the report year on if there is one
-- source: where that stands
-- url: page that carries it
-- text: the words it was read from
with report as (
    select
        page.report_id,
        min(run.run_day) as first_seen_on,
        make_date(any_value(page.report_year), 1, 1) as year_begins,
        make_date(any_value(page.report_year), 10, 1) as year_ends
    from core.report_page as page
    inner join core.run as run on page.first_no = run.run_no
    group by page.report_id
),

-- pages whose own title, or the list, says that they correct what was published before
correction as (
    select distinct titled.url
    from (
        select
            url,
            title
        from core.page_document
        union all
        select
            url,
            title
        from core.entry
    ) as titled
    semi join core.report_page as page on titled.url = page.url
    inner join ref.correction_word as correcting on contains(titled.title, correcting.word)
),

best as (
    select
        evidence.report_id,
        evidence.url,
        evidence.date,
        evidence.source,
        evidence.text,
        evidence.rank,
        -- no account is given of a year that has months to go: such a day counts last
        evidence.date < report.year_ends as is_early
    from core.date_evidence as evidence
    inner join report on evidence.report_id = report.report_id
    left join core.duty as duty on evidence.report_id = duty.report_id
    left join correction on evidence.url = correction.url
    where
        evidence.rank is not null and evidence.as_first_read
        and evidence.full_day and not evidence.in_migration
        -- a day after the one on which it was seen cannot be the day it was published
        and evidence.date <= report.first_seen_on
        -- nor one before the year that it is about
        and evidence.date >= report.year_begins
        -- the day of a correction is not the day of the first publication
        and (correction.url is null or coalesce(evidence.date <= duty.boundary_on, true))
        -- 更新时间：2023-06-05 stands on what was published on that day or before
        and (
            coalesce(evidence.date <= duty.boundary_on, true)
            or not regexp_matches(
                evidence.text,
                concat(
                    '(更新|修改|打印|编辑)[^0-9]{0,6}', year(evidence.date), '\D{1,3}0?', month(evidence.date),
                    '\D{1,3}0?', day(evidence.date), '(\D|$)'
                )
            )
        )
    qualify row_number() over (
        partition by evidence.report_id, evidence.url
        order by evidence.date < report.year_ends, evidence.rank, evidence.position, evidence.date
    ) = 1
)

select
    report_id,
    date as published_on,
    source,
    url,
    text
from best
qualify row_number() over (partition by report_id order by is_early, date, rank, url) = 1
