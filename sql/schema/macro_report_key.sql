-- report_key(filer_id, report_kind, report_year): the name of one report, the same in every build.
create or replace macro report_key(filer_id, report_kind, report_year) as
left(md5(concat(filer_id, '|', report_kind, '|', report_year)), 16);
