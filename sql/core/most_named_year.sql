-- core.most_named_year: the year or years that a page's text names most often
-- url: address of the page
-- sha256: digest of its payload
-- years: years named in the text, with their counts
-- most_named: those with the highest count, ascending
with counted as (
    select
        url,
        sha256,
        years,
        list_max(list_transform(years, lambda one: one['count'])) as most
    from core.page_document
    where len(years) > 0
)

select
    url,
    sha256,
    years,
    list_sort(
        list_transform(list_filter(years, lambda one: one['count'] = most), lambda one: one['year'])
    ) as most_named
from counted
