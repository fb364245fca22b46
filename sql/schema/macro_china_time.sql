-- china_time(moment): a moment as text with the offset of Asia/Shanghai, whatever zone the session is in.
create or replace macro china_time(moment) as strftime(
    timezone('Asia/Shanghai', moment), '%Y-%m-%dT%H:%M:%S+08:00'
);
