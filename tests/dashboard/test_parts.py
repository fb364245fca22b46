"""The parts of the dashboard that are plain functions."""

from __future__ import annotations

import hashlib
import json
import re
from html import escape
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dashboard.conftest import Home
from tests.dashboard.invented import PAYLOAD
from warehouse.colours import INK, PAPER, STATUSES
from warehouse.dashboard import archived, evidence, markup, passages
from warehouse.dashboard.changes import changes
from warehouse.dashboard.data import statement
from warehouse.dashboard.messages import message, reason, ruling
from warehouse.dashboard.published import Reader
from warehouse.dashboard.strings import preferred, speaker
from warehouse.errors import WarehouseError
from warehouse.sqlfiles import SQL

VALUES = {
    "table": "ref.county", "county": "500999", "kind": "rule_of_law", "year": 2022, "size": 5,
    "skip": 0, "filer": "500999101", "report": "x", "sha256": "x", "url": "x", "severity": "",
    "check_id": "", "state": "", "words": "", "waived": "hidden", "titled": [],
}  # fmt: skip
NAMES = sorted(path.stem for path in (SQL / "dashboard").glob("*.sql"))


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_says_what_it_answers_and_runs(home: Home, name: str) -> None:
    sql = statement(name)
    assert re.match(r"-- .+\?", sql)
    reader = Reader(home.path)
    reader.look()
    names, _ = reader.ask(sql, {one: VALUES[one] for one in set(re.findall(r"\$(\w+)", sql))})
    assert len(set(names)) == len(names)


def test_findings_are_those_of_the_body_or_of_the_report_alone(home: Home) -> None:
    reader = Reader(home.path)
    reader.look()
    kept = reader.ask("select finding_id, filer_id, report_id from checks.finding", {})[1]
    filer, report = next((filer, report) for _, filer, report in kept if filer and report)
    for values, of in (
        ({"filer": filer, "report": ""}, {one for one, about, _ in kept if about == filer}),
        ({"filer": "", "report": report}, {one for one, _, about in kept if about == report}),
    ):
        names, rows = reader.ask(statement("findings_about"), values)
        assert {row[names.index("finding_id")] for row in rows} == of
        assert len(of) < len(kept)


def test_a_reader_follows_the_link_and_a_file_of_the_same_name(tmp_path: Path) -> None:
    first, second = tmp_path / "first.duckdb", tmp_path / "second.duckdb"
    for path in (first, second):
        with duckdb.connect(str(path)) as con:
            con.execute(f"create table told as select '{path.stem}' as words")
    link = tmp_path / "current.duckdb"
    link.symlink_to(first.name)
    question = "select words from told"
    reader = Reader(tmp_path)
    release = reader.look()
    assert reader.look() == release
    assert reader.ask(question, {})[1] == [("first",)]
    link.unlink()
    link.symlink_to(second.name)
    assert reader.look().path != release.path
    assert reader.ask(question, {})[1] == [("second",)]
    # The same name, another file.
    second.unlink()
    first.rename(second)
    reader.look()
    assert reader.ask(question, {})[1] == [("first",)]


def test_days_are_those_of_beijing(home: Home) -> None:
    reader = Reader(home.path)
    reader.look()
    asked = reader.ask("select max(as_of)::varchar from raw.run", {})[1]
    assert asked == [("2024-02-20 02:30:00+08",)]


def test_a_broken_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "a.duckdb").write_bytes(b"no database" * 1000)
    (tmp_path / "current.duckdb").symlink_to("releases/a.duckdb")
    with pytest.raises(WarehouseError, match="cannot read"):
        Reader(tmp_path).look()


def test_a_file_of_another_version_is_an_error(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "current.duckdb")) as con:
        con.execute("create table a (b integer)")
    reader = Reader(tmp_path)
    reader.look()
    with pytest.raises(WarehouseError, match="fazhi rebuild"):
        reader.ask(statement("counties"), {})


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http://[", "ftp://a/b"]
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert "<a" not in markup.web_link(address)


def test_an_address_cannot_leave_its_attribute() -> None:
    link = markup.web_link('http://a/"><script>x</script>')
    assert "<script" not in link
    assert link.count('"') == 6


@given(
    st.text(max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=5)
)
def test_marking_keeps_the_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = [passages.Span(a, b, "finding") for a, b in places]
    drawn = passages.marked(text, spans)
    assert re.sub(r"</?(mark|span|sup)[^>]*>", "", drawn) == markup.Html(escape(text))


def test_passages_are_found_by_offset_and_by_words() -> None:
    text = "开头。\n二、存在的不足\n认识不够，办法不多。\n三、安排"
    found = {
        "sections": [{"heading": "存在的不足", "offset": 4}],
        "passage": "认识不够，办法不多。",
    }
    spans = passages.of_evidence(json.dumps(found), text, "K03")
    assert [text[span.start : span.end] for span in spans] == ["存在的不足", "认识不够，办法不多。"]
    heading = {"headings": [{"heading": "三、安排", "offset": text.index("三")}]}
    (span,) = passages.of_evidence(json.dumps(heading), text, "K05")
    assert text[span.start : span.end] == "三、安排"


OBSERVED = {
    "due_on": "2026-03-31",
    "verified": False,
    "observed_at": "2026-04-02T02:30:00+08:00",
    "deadline_basis": "《政府信息公开条例》 art. 49: 每年1月31日前",
    "published_on_source": "listing",
    "last_error": "http_404",
    "boilerplate_share": 0.715,
    "ruling": None,
    "offset": 12,
    "years": [2024, 2025],
    "plans": "wrong_year",
    "observations": [
        {"column_url": "http://a.example/", "sha256": ["ab" * 32], "run_id": "x", "ruling": None},
        {"column_url": "javascript:1", "sha256": [], "run_id": "<b>", "ruling": None},
    ],
}


def test_evidence_is_told_in_the_language_of_the_reader() -> None:
    told = str(evidence.shown(OBSERVED, "zh", speaker("zh")))
    plain = re.sub(r"<[^>]*>", " ", told)
    for words in (
        "截止日", "2026-03-31", "规定原文已核对", "否", "02:30", "第四十九条", "列表页", "71.5%",
        "服务器返回 404", "2024、2025", "标题写的不是下一年度", "栏目网址",
    ):  # fmt: skip
        assert words in plain, words
    assert "人工认定" not in plain and "正文位置" not in plain
    assert "+08:00" not in plain and "art." not in plain
    assert told.count("<a ") == 1 and "<b>" not in told
    english = re.sub(r"<[^>]*>", " ", str(evidence.shown(OBSERVED, "en", speaker("en"))))
    assert "due on" in english and "wrong year" in english and "HTTP 404" in english


def test_things_of_a_list_do_not_say_again_what_stands_above_them() -> None:
    page = {"url": "http://a.example/1"}
    told = str(evidence.shown({**page, "dates": [{"date": "2026-04-02", **page}]}, "zh",
                              speaker("zh")))  # fmt: skip
    assert told.count("<a ") == 1
    assert '<span class="nb">2026-04-02</span>' in told


def test_lists_inside_a_thing_are_lines_and_no_table_in_a_table() -> None:
    terms = [{"label": "一", "value": 12.0}, {"label": "二", "value": 3}]
    cell = {"cell": "自然人", "left_terms": terms, "left_sum": 15}
    told = str(evidence.shown({"cells": [cell, cell]}, "zh", speaker("zh")))
    assert told.count("<table") == 1
    assert "一 12<br>二 3" in told
    named = {"source": "title", "names": [{"name": "清水镇", "filer_id": "1", "agrees": False}]}
    told = str(evidence.shown({"places": [named, named]}, "zh", speaker("zh")))
    assert "清水镇" in told and "标题" in told and "否" not in told


def test_years_and_numbers_in_evidence_have_no_comma() -> None:
    told = str(evidence.shown({"year": 2024, "cells": [{"value": 1234}]}, "zh", speaker("zh")))
    assert "2024" in told and "1234" in told


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("Thu, 05 Feb 2026 17:30:00 GMT", "2026-02-06 01:30"),
        ("2026-02-06T01:30:00+08:00", "2026-02-06 01:30"),
        ("2026-02-30T01:30:00+08:00", "2026-02-30T01:30:00+08:00"),
        ("Thu, 35 Feb 2026 17:30:00 GMT", "Thu, 35 Feb 2026 17:30:00 GMT"),
    ],
)
def test_times_in_evidence_are_those_of_beijing(sent: str, told: str) -> None:
    drawn = evidence.shown({"words": sent}, "zh", speaker("zh"))
    assert told in re.sub(r"<[^>]*>", "", drawn)


def test_rulings_and_remarks_behind_a_reason_are_told_in_words() -> None:
    say = speaker("zh")
    said = "attested_on 2025-03-14 某报 (甲: url 有误); exempt 涉密 (乙, 2025-05-01: x)"
    assert ruling(said, say) == (
        "证明已公开于 2025-03-14 某报 (甲: url 有误); 依法不公开 涉密 (乙, 2025-05-01: x)"
    )
    assert reason("blocked: waf_refused", say) == "被拦截 (防护墙拒绝访问)"
    assert reason("tls: certificate expired", say) == "安全连接失败 (certificate expired)"
    assert reason("page_2: host_not_allowed", say) == "第 2 页：网址不在登记的网站之内"
    assert reason("page_3: blocked: login", say) == "第 3 页：被拦截 (要求登录)"


@pytest.mark.parametrize(
    ("check_id", "found", "said"),
    [
        ("W03", {"name": "附件.pdf", "reason": "no_text", "page": "http://a/"}, "附件.pdf"),
        ("W03", {"url": "http://a/1", "title": None, "reason": "http_404"}, "http://a/1"),
        ("D02", {"host": "a.example", "seen_at": "2026-04-02T02:30:00+08:00", "n_moved": 9,
                 "n_known": 12}, "改动了 9 份"),
        ("T02", {"published_on": "2026-04-20", "published_on_source": "displayed", "days_late": 19,
                 "due_on": "2026-04-01", "also_dated": "2026-03-01"}, "另一处标为 2026-03-01"),
        ("D02", {"host": "a.example", "first_on": "2026-05-01", "last_on": "2026-05-02",
                 "n_reports": 9}, "9 份报告同时标为"),
        ("K09", {"headings": [], "outline": "number_missing"}, "次序未能理清"),
        ("T03", {"written_on": None, "filed_on": "2026-03-09", "report_by_on": "2026-02-28"},
         "2026-03-09 报送"),
    ],
)  # fmt: skip
def test_what_a_check_says_in_its_other_cases_is_chinese_too(
    check_id: str, found: dict[str, object], said: str
) -> None:
    row = {"check_id": check_id, "message": "english", "evidence": json.dumps(found),
           "filer_name": "清水镇", "report_year": 2025, "report_kind": "rule_of_law"}  # fmt: skip
    assert said in message(row, "zh", speaker("zh"))


@pytest.mark.parametrize("found", [None, "", "{", "[1]", '{"offset": 99}', '{"offset": -1}'])
def test_evidence_without_a_place_marks_nothing(found: str | None) -> None:
    assert passages.of_evidence(found, "短文", "K01") == []


def test_shared_sentences_are_marked_in_both() -> None:
    ours, theirs = passages.shared_sentences(
        "甲乙丙丁戊己庚辛壬癸。别的一句。", "另起。甲乙丙丁戊己庚辛壬癸。"
    )
    assert [(span.start, span.end) for span in ours] == [(0, 11)]
    assert [(span.start, span.end) for span in theirs] == [(3, 14)]


def test_changes_show_what_was_put_in_and_taken_out() -> None:
    drawn = changes("第一句话不变。办理5件。<b>", "第一句话不变。办理7件。<b>", speaker("en"))
    assert drawn is not None
    assert "<del>5</del><ins>7</ins>" in drawn
    assert "<b>" not in drawn
    assert changes("一" * 300_000, "二", speaker("en")) is None


def test_the_archived_bytes_are_handed_out_only_with_their_digest(home: Home) -> None:
    file, sha256 = "invented/500999.warc.gz", hashlib.sha256(PAYLOAD).hexdigest()
    assert archived.payload(home.path, file, 0, sha256) == PAYLOAD
    assert archived.file_name(sha256, "text/html; charset=utf-8") == f"{sha256[:16]}.html"
    for wrong in ((file, 0, "0" * 64), (file, 7, sha256), ("../current.duckdb", 0, sha256)):
        with pytest.raises(WarehouseError):
            archived.payload(home.path, *wrong)


def test_each_status_differs_in_colour_and_letters_can_be_read() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for status in STATUSES:
        one, other = sorted((light(PAPER[status]), light(INK[status])))
        assert (other + 0.05) / (one + 0.05) >= 4.5, status
    for lang in ("zh", "en"):
        letters = [speaker(lang)(f"letter.{status}") for status in STATUSES]
        assert len(set(letters)) == len(STATUSES)


def test_the_browser_says_which_language_comes_first() -> None:
    assert [preferred(one) for one in ("zh-CN", "zh", "en-US", None)] == ["zh", "zh", "en", "en"]


def test_unknown_codes_are_shown_and_unknown_words_are_a_mistake() -> None:
    assert speaker("zh")("reason.something_new") == "something_new"
    with pytest.raises(KeyError):
        speaker("zh")("county.something_new")
