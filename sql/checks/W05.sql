-- id: W05
-- title: the text was changed after it was first seen
-- severity: info
-- basis: what was made public may be corrected, but not unseen
-- row: a report with more than one version; a fact of history, so it stays
with changed as (
    select report_id
    from core.report
    where version_count > 1
),

version as (
    select
        report_id,
        count(*) as n_versions,
        list(
            struct_pack(
                version := version,
                first_seen_at := china_time(first_seen_at),
                url := url,
                text_sha256 := text_sha256,
                sha256 := payload_sha256
            )
            order by version
        ) as versions,
        max(first_seen_at) as changed_at
    from core.report_version
    where report_id in (select changed.report_id from changed)
    group by report_id
),

-- the whole of it is in mart.report_change
change as (
    select
        report_id,
        list(
            struct_pack(
                version := version,
                part := part,
                path := path,
                heading := heading,
                heading_before := heading_before,
                change := change,
                removed := list_transform(removed[1:5], lambda words: left(words, 200)),
                added := list_transform(added[1:5], lambda words: left(words, 200)),
                n_removed := len(removed),
                n_added := len(added)
            )
            order by version, part, path
        ) as changes
    from mart.report_change
    group by report_id
)

select
    '' as subject,
    'info' as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': text of the report for ', report.report_year, ' changed, ', version.n_versions,
        ' versions, the last seen first on ', china_day(version.changed_at)
    ) as message,
    to_json(struct_pack(
        url := report.url, versions := version.versions, changes := coalesce(change.changes, [])
    )) as evidence
from version
inner join core.report as report on version.report_id = report.report_id
left join change on version.report_id = change.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
