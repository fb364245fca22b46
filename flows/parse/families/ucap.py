"""开普 UCAP: hash or number names, `createPageHTML('page_div', N, 1, 'list', 'shtml', rows)`."""

from __future__ import annotations

from flows.parse.families.family import Family

UCAP = Family(
    name="ucap",
    marks=("createPageHTML('page", 'createPageHTML("page', "UCAPCONTENT", "UCAPTITLE"),
    addresses=(r"/c\d{4,}/(?:\d{6}/)?\w+\.shtml", r"/\d{6}/[0-9a-f]{32}\.shtml"),
    containers=(r"(?:^|[\s_-])(?:xxgk|zwgk|common|news|gl)?[-_]?list(?:$|[\s_-])",),
)
