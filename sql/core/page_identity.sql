-- core.page_identity: one text of one page: whose report it is, for which year, and how sure that is
--   A page whose title is put right later was the right report from the first: it is told by the day that
--   stayed the same and agrees with the new year, or by the new name, if that is the owner's of the column.
-- url: address of the page
-- sha256: digest of the payload; null for a page that was never read
-- county_code: county whose column led to it
-- first_no: first night with this payload, or listed; see core.run
-- last_no: last night with it
-- latest: the page as last read
-- report_kind: kind of report
-- report_year: report year
-- report_year_source: title, opening, text, published or ruling
-- other_year: another year that it may be about, see core.page_reading
-- filer_id: whose report it is
-- filer_source: ruling, title, breadcrumb, index_number, column, or column_despite_title where the
--   title names a body that the registry does not know
-- unit: body in the title
-- verdict: report; doubtful: may be a report, but kind, year or body cannot be told, or it could not
--   be read; none
-- title_years: every year in the title
-- listed_on: date first shown beside its entry
with attributed as (
    select
        reading.*,
        ruling.filer_id as ruled_id,
        ruling.report_kind as ruled_kind,
        ruling.report_year as ruled_year,
        title.filer_id as title_id,
        breadcrumb.filer_id as breadcrumb_id,
        code.filer_id as code_id
    from core.page_reading as reading
    left join ref.ruling as ruling on ruling.says = 'url' and reading.url = ruling.url
    left join core.named_body as title
        on
            reading.county_code = title.county_code
            and reading.unit = title.name
            and reading.report_year is not distinct from title.report_year
    left join core.breadcrumb_body as breadcrumb
        on reading.url = breadcrumb.url and reading.sha256 is not distinct from breadcrumb.sha256
    left join core.credit_code as code
        on reading.county_code = code.county_code and reading.index_owner = code.index_owner
),

decided as (
    select
        url,
        sha256,
        county_code,
        first_no,
        last_no,
        latest,
        coalesce(ruled_kind, report_kind) as report_kind,
        coalesce(ruled_year, report_year) as report_year,
        case when ruled_year is not null then 'ruling' else report_year_source end as report_year_source,
        case when ruled_year is null then other_year end as other_year,
        coalesce(ruled_id, title_id, breadcrumb_id, code_id, owner_id) as filer_id,
        owner_id,
        published_on,
        case
            when ruled_id is not null then 'ruling'
            when title_id is not null then 'title'
            when breadcrumb_id is not null then 'breadcrumb'
            when code_id is not null then 'index_number'
            when owner_id is not null and unit is not null then 'column_despite_title'
            when owner_id is not null then 'column'
        end as filer_source,
        unit,
        may_be_report or ruled_id is not null as may_be_report,
        title_years,
        listed_on
    from attributed
),

put_right as (
    select
        before.url,
        before.sha256,
        now.filer_id,
        now.filer_source,
        now.report_year,
        now.report_year_source,
        now.unit,
        now.title_years
    from decided as before
    inner join decided as now
        on
            before.url = now.url
            and before.published_on = now.published_on
            and before.report_kind = now.report_kind
            and before.last_no < now.last_no
    where
        now.latest and now.may_be_report and before.may_be_report
        and now.other_year is null and before.sha256 is not null
        and before.filer_source <> 'ruling' and now.filer_source <> 'ruling'
        and case
            when before.report_year = now.report_year
                then before.filer_id <> now.filer_id and now.filer_id = now.owner_id
            else before.filer_id = now.filer_id and now.report_year = year(now.published_on) - 1
        end
),

settled as (
    select
        decided.url,
        decided.sha256,
        decided.county_code,
        decided.first_no,
        decided.last_no,
        decided.latest,
        decided.report_kind,
        coalesce(put_right.report_year, decided.report_year) as report_year,
        coalesce(put_right.report_year_source, decided.report_year_source) as report_year_source,
        case when put_right.url is null then decided.other_year end as other_year,
        coalesce(put_right.filer_id, decided.filer_id) as filer_id,
        coalesce(put_right.filer_source, decided.filer_source) as filer_source,
        case when put_right.url is null then decided.unit else put_right.unit end as unit,
        decided.may_be_report,
        case when put_right.url is null then decided.title_years else put_right.title_years end
            as title_years,
        decided.listed_on
    from decided
    left join put_right on decided.url = put_right.url and decided.sha256 = put_right.sha256
),

ruled_out as (
    select distinct
        settled.url,
        settled.sha256,
        settled.filer_id,
        settled.report_kind,
        settled.report_year
    from settled
    inner join ref.ruling as ruling
        on
            ruling.says = 'not_url'
            and settled.url = ruling.not_url
            and coalesce(settled.filer_id = ruling.filer_id, true)
            and coalesce(settled.report_kind = ruling.report_kind, true)
            and coalesce(settled.report_year = ruling.report_year, true)
)

select
    settled.* exclude (may_be_report),
    case
        when ruled_out.url is not null then 'none'
        when
            settled.report_kind is not null and settled.report_year is not null
            and settled.filer_id is not null and settled.may_be_report
            -- a count of years, or the day alone, is no proof against the other year
            and settled.other_year is null
            then 'report'
        when settled.may_be_report then 'doubtful'
        else 'none'
    end as verdict
from settled
left join ruled_out
    on
        settled.url = ruled_out.url
        and settled.sha256 is not distinct from ruled_out.sha256
        and settled.filer_id is not distinct from ruled_out.filer_id
        and settled.report_kind is not distinct from ruled_out.report_kind
        and settled.report_year is not distinct from ruled_out.report_year
