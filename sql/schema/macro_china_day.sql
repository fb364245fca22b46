-- china_day(moment): the day of a moment in Asia/Shanghai, whatever zone the session is in.
create or replace macro china_day(moment) as cast(timezone('Asia/Shanghai', moment) as date);
