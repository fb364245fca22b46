-- Which texts were changed after they were first seen, and when?
-- For a journalist.
--
-- `fazhi dossier` shows what was changed, sentence by sentence.
select
    filer.name as filer,
    report.report_kind,
    report.report_year,
    version.version,
    china_day(version.first_seen_at) as first_seen_on,
    china_day(version.last_seen_at) as last_seen_on,
    version.url
from core.report_version as version
inner join core.report as report on version.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
where report.version_count > 1
order by filer.name, report.report_year desc, version.version;
