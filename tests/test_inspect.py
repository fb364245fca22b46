"""A person sees what was read of one page, and from where."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import exits
from flows.cli import run
from flows.collect.archive import ArchiveWriter
from flows.collect.captures import Capture, CaptureLog
from flows.collect.exchange import Exchange
from flows.page_findings import level_of

URL = "http://www.a.example/fzbg/202503/t20250320_1.html"
RUN, COUNTY = "20250402T023000-a1b2c3", "990001"
DONE = "我镇深入推进依法行政，全年办结行政执法案件12件，开展法治宣传活动8场次。"
PAGE = f"""<html><head><meta name="SiteName" content="甲县人民政府"><title>栏目</title></head><body>
<div class="dqwz">您当前的位置：<a href="/">首页</a> &gt; <a href="/fzbg/">年度报告</a></div>
<h1 class="bt">甲镇人民政府关于2024年度法治政府建设情况的报告</h1>
<p>发布日期：2025-03-20　来源：甲镇人民政府</p><div class="content">
<p>一、主要举措和成效</p><p>（一）加强组织领导</p><p>{DONE * 3}</p>
<p>二、存在的不足</p><p>{DONE * 2}</p><p>三、下一年度工作安排</p><p>{DONE * 2}</p>
<p><a href="fj.pdf">附件.pdf</a></p></div></body></html>"""
BODY = PAGE.encode()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_bytes(BODY)
    return tmp_path / "home"


def shown(capsys: pytest.CaptureFixture[str], *call: str) -> list[str]:
    assert run(["inspect", *call]) == exits.OK
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("fact", "value", "source"),
    [
        ("title", "甲镇人民政府关于2024年度法治政府建设情况的报告", "<h1> bt"),
        ("site_name", "甲县人民政府", "meta tag"),
        ("breadcrumb", "首页 > 年度报告", "path printed on the page"),
        ("report_year", "2024", "title"),
        ("filer_name", "甲镇人民政府", "title"),
        ("publisher", "甲镇人民政府", "来源: 甲镇人民政府"),
        ("published_on", "2025-03-20", "displayed “发布日期:2025-03-20”"),
        ("outline", "high", ""),
    ],
)
def test_every_fact_is_shown_with_its_source(
    capsys: pytest.CaptureFixture[str], fact: str, value: str, source: str
) -> None:
    lines = shown(capsys, "page.html", "--url", URL, "--no-findings")
    (line,) = [line for line in lines if line.startswith(f"{fact} ")]
    assert line.removeprefix(fact).strip().startswith(value)
    assert line.endswith(source)


def test_the_outline_is_a_tree_with_the_words_that_decided(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = shown(capsys, "page.html", "--url", URL, "--no-findings")
    (first,) = [line for line in lines if "一、主要举措和成效" in line]
    (inner,) = [line for line in lines if "（一）加强组织领导" in line]
    assert "achievements (heading “" in first
    assert inner.index("（") > first.index("一")
    assert any("附件.pdf" in line and "/fzbg/202503/fj.pdf" in line for line in lines)


def test_the_checks_say_what_the_report_lacks(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    lines = shown(capsys, "page.html", "--url", URL)
    found = {line.split()[0] for line in lines if " 甲镇人民政府: report for 2024 " in line}
    assert {"K03", "K04"} <= found  # no causes, nothing on the first responsible person
    assert not {name for name in found if name[0] in "TWRX"}
    assert not home.exists()


def test_a_page_that_is_no_report_is_asked_no_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("法治政府建设", "绿化"), "utf-8")
    assert any("none asked for" in line for line in shown(capsys, "page.html"))


def test_inspect_reads_a_file_and_touches_no_warehouse(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["inspect", "page.html", "--url", URL]
    assert run([*call, "--format", "json"]) == exits.OK
    read = json.loads(capsys.readouterr().out)
    assert read["report_year"] == 2024
    assert read["is_report"] is True
    assert read["index_number"] is None
    assert {"source": "url", "date": "2025-03-20"}.items() <= {
        key: value
        for date in read["dates"]
        if date["source"] == "url"
        for key, value in date.items()
    }.items()
    assert run(call) == exits.OK
    assert "2024" in capsys.readouterr().out
    assert not home.exists()


def test_inspect_of_an_address_that_does_not_answer_is_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["inspect", "http://127.0.0.1:9/page.html"]) == exits.NOTHING_PUBLISHED
    assert "save the page" in capsys.readouterr().err.splitlines()[-1]


def archived(home: Path) -> tuple[str, str]:
    """A page in the archive; returns its record and its digest."""
    at = datetime(2025, 4, 2, tzinfo=UTC)
    exchange = Exchange(
        url=URL,
        fetched_at=at,
        request_line="GET / HTTP/1.1",
        status=200,
        reason="OK",
        headers=[("Content-Type", "text/html")],
        payload=BODY,
        body=BODY,
    )
    with (
        ArchiveWriter(home / "archive", RUN, COUNTY) as archive,
        CaptureLog(home / "archive" / RUN / f"{COUNTY}.captures.jsonl") as log,
    ):
        name, offset = archive.write(exchange)
        for stored in (True, False):  # the second answer was the same and is stored as a revisit
            log.append(
                Capture(
                    run_id=RUN,
                    county_code=COUNTY,
                    role="article",
                    column_url=None,
                    parent_url=None,
                    url=URL,
                    final_url=URL,
                    fetched_at=at,
                    elapsed_ms=1,
                    status=200,
                    sha256=exchange.sha256,
                    length=len(BODY),
                    content_type="text/html",
                    etag=None,
                    last_modified=None,
                    stored=stored,
                    warc_file=name,
                    warc_offset=offset if stored else offset + 9,
                    error=None,
                    error_detail=None,
                )
            )
    return f"{name}:{offset}", str(exchange.sha256)


def test_a_capture_of_the_archive_is_named_by_its_record_or_its_digest(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, digest = archived(home)
    revisit = f"{record.rpartition(':')[0]}:{int(record.rpartition(':')[2]) + 9}"
    for source in (record, revisit, digest, digest[:8]):
        read = json.loads("\n".join(shown(capsys, source, "--format", "json")))
        assert read["published_on"] == "2025-03-20"
        assert {d["source"] for d in read["dates"]} == {"displayed", "url"}  # it knows its address


@pytest.mark.parametrize("source", [f"{RUN}/{COUNTY}.warc.gz:77", "0123abcd"])
def test_a_capture_that_is_not_there_is_wrong_usage(
    home: Path, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    archived(home)
    assert run(["inspect", source]) == exits.WRONG_USAGE
    assert "see raw.capture" in capsys.readouterr().err


def test_a_damaged_record_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, _ = archived(home)
    name, _, offset = record.rpartition(":")
    warc = home / "archive" / name
    warc.write_bytes(warc.read_bytes()[: int(offset) + 40])
    assert run(["inspect", record]) == exits.NOTHING_PUBLISHED
    assert "run the county again" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("甲镇人民政府", "township"),
        ("乙乡人民政府", "township"),
        ("甲县丙街道办事处", "subdistrict"),
        ("甲县人民政府", "county_government"),
        ("甲县水利局", "department"),
        ("甲县农业农村委员会", "department"),
        ("甲工业园区管理委员会", "committee"),
    ],
)
def test_the_level_of_a_body_is_guessed_from_its_name(name: str, level: str) -> None:
    assert level_of(name) == level
