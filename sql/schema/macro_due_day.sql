-- due_day(month_day, report_year): the day 'MM-DD' or 'MM-last' of the year after the report year;
-- null where month_day is null. due_day('02-last', 2023) is 2024-02-29.
create or replace macro due_day(month_day, report_year) as
case
    when month_day like '%-last'
        then last_day(make_date(report_year + 1, cast(left(month_day, 2) as integer), 1))
    else
        make_date(
            report_year + 1,
            cast(left(month_day, 2) as integer),
            try_cast(right(month_day, 2) as integer)
        )
end;
