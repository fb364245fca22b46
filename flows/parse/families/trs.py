"""拓尔思 TRS WCM: rows stand in the page, the pager is a script call that is read, not run.

Chongqing's counties use `createPage(N, 0, "index", "html")` and `zwxl-*` classes; older sites
`createPageHTML(…)`; newer editors leave `TRS_UEDITOR`. Addresses are `YYYYMM/tYYYYMMDD_id.html`.
"""

from __future__ import annotations

from flows.parse.families.family import Family

_CONTAINERS = (
    r"(?:^|[\s_-])(?:gl|lm|wj|xx|zw|news|info|doc|xxgk|zfxxgk|article|tab|common|right|main|con)?"
    r"[-_]?list(?:[-_]?(?:ul|con|cont|content|box|main|wrap|news|item|body|r|\d+))*(?:$|[\s_-])",
    r"zcwjk-list|zwxl-list|tab-item|wjList|list_?ul|ul_list|newslist|rules_tabs",
)

TRS_CHONGQING = Family(
    name="trs_chongqing",
    marks=("createPage(", "createPage (", "zwxl-", "zcwjk-list"),
    addresses=(r"^https?://[^/]*\.cq\.gov\.cn/", r"^https?://(?:www\.)?cq\w{2,4}\.gov\.cn/"),
    containers=_CONTAINERS,
)
TRS_CREATE_PAGE_HTML = Family(
    name="trs_create_page_html",
    marks=("createPageHTML(", "createPageHTML ("),
    containers=_CONTAINERS,
)
TRS_UEDITOR = Family(
    name="trs_ueditor",
    marks=("TRS_UEDITOR", "trs_editor_view", "trs_paper_default"),
    containers=_CONTAINERS,
)
TRS = Family(
    name="trs",
    marks=("TRS_Editor", "TRS_AUTOADD", "TRS_PreAppend", "trt-row", "trt-col"),
    addresses=(r"/\d{6}/t\d{8}_\d+",),
    containers=_CONTAINERS,
)
