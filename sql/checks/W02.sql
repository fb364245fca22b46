-- id: W02
-- title: column empty or not observed
-- severity: warning
-- basis: a source that falls silent must not go unnoticed; 国办秘函〔2019〕19号 (空白栏目, 错链)
-- row: a registered column that was not observed, or was observed and empty, the last time it was asked; info
--   the first night, a warning from the second in a row
with limits as (
    select value as misses
    from ref.threshold
    where check_id = 'W02' and name = 'misses'
),

silent as (
    select
        *,
        greatest(consecutive_failures, empty_nights) as nights
    from mart.source_health
    where registered and (consecutive_failures > 0 or empty_nights > 0)
)

select
    '' as subject,
    case when silent.nights >= limits.misses then 'warning' else 'info' end as severity,
    silent.county_code,
    silent.filer_id,
    silent.report_kind,
    cast(null as integer) as report_year,
    cast(null as varchar) as report_id,
    silent.column_url,
    case
        when silent.consecutive_failures > 0
            then concat(
                'column not observed since ', china_day(silent.failing_since), ': ', silent.last_error
            )
        else 'column shows no entry'
    end as message,
    to_json(struct_pack(
        column_url := silent.column_url,
        failing_since := china_time(silent.failing_since),
        last_error := silent.last_error,
        last_observed_at := case
            when silent.consecutive_failures > 0 then china_time(silent.last_observed_at)
        end,
        n_entries := silent.n_entries
    )) as evidence
from silent
cross join limits
