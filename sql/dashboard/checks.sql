-- Which checks are there?
select
    check_id,
    title,
    severity,
    basis
from checks."check"
order by check_id
