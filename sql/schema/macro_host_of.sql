-- host_of(url): name and port of the host in an address.
create or replace macro host_of(url) as lower(regexp_extract(url, '^[a-zA-Z]+://([^/]+)', 1));
