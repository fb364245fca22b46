-- What does the page or file with this digest say, by the latest reading?
select
    document.document.title as page_title,
    document.document.text as page_text
from raw.document as document
where document.sha256 = $sha256 and document.url = $url
order by document.parser_version desc
limit 1
