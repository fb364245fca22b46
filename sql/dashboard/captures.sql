-- Where in the archive does this payload lie?
select
    fetched_at,
    status,
    length,
    content_type,
    warc_file,
    warc_offset
from raw.capture
where url = $url and sha256 = $sha256 and stored and warc_file is not null
order by fetched_at
limit 1
