"""gkmlpt: the tree of columns and the documents that its pages hold as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from flows.parse.document import Document
from flows.parse.families.gkmlpt_page import columns
from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import HOST

URL = f"{HOST}/sfj/gkmlpt/content/5/5501/post_5501042.html"
TITLE = "青溪县司法局2024年法治政府建设年度报告"
DETAIL: dict[str, Any] = {
    "id": 5501042,
    "title": TITLE,
    "identifier": "11500000MB1234567X/2025-00012",
    "document_number": "",
    "publisher": "青溪县司法局",
    "date": 1738166400,  # 2025-01-30 in China
    "display_publish_time": 1738685400,  # 2025-02-05
    "content": "<p>2024年，我局扎实推进依法行政，现将有关情况报告如下。</p>"
    "<p>一、主要举措和成效</p><p>全年开展培训十次，办理案件若干件，"
    "走访群众三百余户，解答咨询四百余人次，群众满意度继续提升，没有发生执法过错。</p>"
    "<p>二、存在的不足和原因</p><p>力量不足，主要原因是编制偏紧。</p>",
}


def application(tree: object = None, detail: object = None, body: str = "") -> bytes:
    """The application's page; JSON stands in it with its brackets escaped."""
    settings = f"DEBUG: false, SID: '755099', DETAIL: {_json(detail)}, TREE: {_json(tree)}"
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府信息公开</title></head>
<body><div id="app">{body}</div><script>window._CONFIG = {{ {settings}, SERVICE_AREA_ID: 0 }}
</script><script src="/sfj/gkmlpt/static/app.js"></script></body></html>""".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003C").replace(">", "\\u003E")


def test_a_document_is_read_from_the_script_of_its_page() -> None:
    found = read(application(detail=DETAIL), URL)
    assert isinstance(found, Document)
    assert (found.title, found.publisher) == (TITLE, "青溪县司法局")
    assert (found.written_on, found.published_on) == (date(2025, 1, 30), date(2025, 2, 5))
    assert found.index_number == "11500000MB1234567X/2025-00012"
    assert [section.heading for section in found.sections if section.level == 1] == [
        "主要举措和成效",
        "存在的不足和原因",
    ]
    assert found.family == "gkmlpt"


def test_a_document_that_the_page_shows_as_well_is_read_once() -> None:
    shown = f'<h1 class="title">{TITLE}</h1><div class="article-content">{DETAIL["content"]}</div>'
    found = read(application(detail=DETAIL, body=shown), URL)
    assert isinstance(found, Document)
    assert [section.level for section in found.sections].count(1) == 2


@pytest.mark.parametrize("detail", [None, [], {}, {"content": ""}, {"content": 7}])
def test_a_page_without_a_document_stays_without_one(detail: object) -> None:
    assert not isinstance(read(application(detail=detail), URL), Document)


def test_a_day_that_is_not_told_is_none() -> None:
    found = read(application(detail={**DETAIL, "date": 0}), URL)
    assert isinstance(found, Document)
    assert (found.written_on, found.published_on) == (None, date(2025, 2, 5))


def test_the_tree_gives_every_column_with_its_interface() -> None:
    tree = [
        {
            "id": 1,
            "name": "法定主动公开内容",
            "children": [
                {"id": 5512, "name": "法治政府建设年度报告", "children": []},
                {"id": 5513, "name": "年报", "jump_url": "http://www.qingxi.example/nb/"},
            ],
        },
        {"name": "没有编号"},
        {"id": 9, "name": None},
        "x",
    ]
    found = dict(columns(application(tree).decode(), f"{HOST}/sfj/gkmlpt/index"))
    assert found == {
        "法定主动公开内容": f"{HOST}/sfj/gkmlpt/api/all/1?page=1&sid=755099",
        "法治政府建设年度报告": f"{HOST}/sfj/gkmlpt/api/all/5512?page=1&sid=755099",
        "年报": "http://www.qingxi.example/nb/",
    }


@pytest.mark.parametrize("tree", ["x", 7, {"id": 1}, [[[[]]]]])
def test_a_damaged_tree_gives_no_column(tree: object) -> None:
    assert list(columns(application(tree).decode(), f"{HOST}/gkmlpt/index")) == []


def test_a_tree_on_another_family_s_page_is_none() -> None:
    text = application([{"id": 1, "name": "年报"}]).decode()
    assert list(columns(text, f"{HOST}/zwgk/")) == []


FILE = "/sfj/attachment/0/551/551042/5501042.pdf"
FILES: dict[str, Any] = {
    "objects": {"attachment": [{"id": 551042, "name": f"{TITLE}.pdf", "url": f"{HOST}{FILE}"}]},
    "other words": {"attachments": [{"file_name": f"{TITLE}.pdf", "path": FILE}]},
    "addresses alone": {"attachments": [FILE]},
    "JSON in a text": {"attachment": json.dumps([{"title": "附件", "url": FILE}])},
    "one object": {"attachment": {"name": "附件", "url": FILE}},
    "a link": {"content": f'<p><a class="nfw-cms-attachment" href="{FILE}">附件</a></p>'},
    "both": {
        "content": f'{DETAIL["content"]}<p><a href="{HOST}{FILE}">附件</a></p>',
        "attachment": [{"name": "附件", "url": FILE}],
    },
}  # fmt: skip


@pytest.mark.parametrize("told", FILES.values(), ids=FILES)
def test_the_files_of_a_document_are_read(told: dict[str, Any]) -> None:
    found = read(application(detail=DETAIL | told), URL)
    assert isinstance(found, Document)
    assert [file.url for file in found.attachments] == [f"{HOST}{FILE}"]
    assert found.title == TITLE and FILE not in found.text


def test_files_beside_a_text_that_the_page_shows_are_read() -> None:
    shown = f'<h1 class="title">{TITLE}</h1><div class="article-content">{DETAIL["content"]}</div>'
    detail = DETAIL | {
        "attachment": [{"name": "附件1.docx", "url": f"{HOST}/sfj/attachment/1.docx"}]
    }
    found = read(application(detail=detail, body=f'<div class="content">{shown}</div>'), URL)
    assert isinstance(found, Document)
    assert [file.name for file in found.attachments] == ["附件1.docx"]
    assert [section.level for section in found.sections].count(1) == 2


@pytest.mark.parametrize("content", ["", None, "<p></p>"])
def test_a_document_that_is_only_a_file_is_one(content: str | None) -> None:
    detail = DETAIL | {"content": content, "attachment": [{"name": TITLE, "url": FILE}]}
    found = read(application(detail=detail), URL)
    assert isinstance(found, Document)
    assert [file.url for file in found.attachments] == [f"{HOST}{FILE}"]
    assert (found.title, found.published_on) == (TITLE, date(2025, 2, 5))
    assert found.index_number == DETAIL["identifier"] and found.is_report


@pytest.mark.parametrize(
    "files", [None, [], "x", 7, [None], [{}], [{"url": "javascript:void(0)"}], "[", [["a"]]]
)
def test_damaged_files_are_none(files: object) -> None:
    found = read(application(detail=DETAIL | {"attachment": files}), URL)
    assert isinstance(found, Document) and found.attachments == []
    bare = read(application(detail=DETAIL | {"attachment": files, "content": ""}), URL)
    assert not isinstance(bare, Document)
