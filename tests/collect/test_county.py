import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.collect import reading
from flows.collect.archive import read_payload
from flows.collect.captures import Capture, read_captures
from flows.collect.county import CountyOutcome, collect_county, day_of, may_name_files
from flows.collect.known import Known, KnownPage
from flows.parse.page import read_page
from flows.sources.registry import Source
from tests.collect.conftest import COUNTY, QUICK, RUN, MakeSite
from tests.collect.site import Reply, Request, closed_port

TITLE = "青溪县云岭镇人民政府关于{}年度法治政府建设情况的报告"


def listing(*years: int, pages: int = 1, others: str = "") -> Reply:
    """A page of a column as the sites of Chongqing counties show it."""
    rows = "".join(
        f'<li><a href="./{y}.html" title="{TITLE.format(y)}">{TITLE.format(y)}</a>'
        f"<span>{y + 1}-01-20</span></li>"
        for y in years
    )
    return Reply(
        200,
        f"""<!DOCTYPE html><html><head><meta charset="utf-8">
        <title>法治政府建设年度报告</title></head><body><div class="crumb">当前位置：
        <a href="/">首页</a>&gt;<a href="./">法治政府建设年度报告</a></div>
        <ul class="gl-list">{rows}{others}</ul>
        <div class="page"><script>createPage({pages}, 0, "index", "html");</script></div>
        </body></html>""".encode(),
        {"Content-Type": "text/html"},
    )


def article(year: int, file: str = "") -> Reply:
    title = TITLE.format(year)
    link = f'<p>附件：<a href="{file}">{title}</a></p>' if file else ""
    text = (
        "一、主要举措和成效。全镇坚持依法行政，开展普法宣传。二、存在的不足和原因。三、下一年度工作安排。"
        * 8
    )
    return Reply(
        200,
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>
        <meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{year + 1}-01-20">
        </head><body><h1 class="title">{title}</h1><p>发布日期：{year + 1}-01-20</p>
        <div class="view TRS_UEDITOR trs_paper_default"><p>{text}</p>{link}</div>
        </body></html>""".encode(),
        {"ETag": f'"{year}"', "Content-Type": "text/html"},
    )


def source(
    site_url: str, *columns: str, valid_to: str | None = None, hosts: tuple[str, ...] = ()
) -> Source:
    return Source.model_validate(
        {
            "county": {
                "code": COUNTY, "name": "青溪县", "province": "重庆市", "site": site_url,
                "first_report_year": 2022, "delay_seconds": 0, "allow_private_network": True,
                "hosts": list(hosts),
            },
            "filers": [
                {
                    "id": f"{COUNTY}{n:03}", "name": f"第{n}镇人民政府", "level": "township",
                    "columns": [{"url": url, "valid_to": valid_to if n == 0 else None}],
                }
                for n, url in enumerate(columns)
            ],
        }
    )  # fmt: skip


class Collected:
    """A county's night that is over."""

    def __init__(self, outcome: CountyOutcome, archive: Path) -> None:
        self.outcome = outcome
        self.archive = archive
        self.captures = read_captures(archive / RUN / f"{COUNTY}.captures.jsonl")

    def rows(self, role: str) -> list[Capture]:
        return [capture for capture in self.captures if capture.role == role]


@pytest.fixture
def collect(tmp_path: Path) -> Callable[..., Collected]:
    def run(a_source: Source, known: Known | None = None, **varied: Any) -> Collected:
        limits = replace(QUICK, **varied)
        outcome = collect_county(a_source, RUN, tmp_path, known or Known(), limits)
        return Collected(outcome, tmp_path)

    return run


def seen(reply: Reply) -> KnownPage:
    at = datetime.now(UTC) - timedelta(days=1)
    digest = hashlib.sha256(reply.body).hexdigest()
    return KnownPage(digest, len(reply.body), reply.headers.get("ETag"), None, at)


def test_a_county_is_walked_from_its_columns_to_the_files_of_its_reports(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site(
        {
            "/a/": listing(2025, 2024, pages=2),
            "/a/index_1.html": listing(2023),
            "/a/2025.html": article(2025, "./P2025.pdf"),
            "/a/2024.html": article(2024),
            "/a/2023.html": article(2023),
            "/a/P2025.pdf": Reply(200, b"%PDF-1.4 invented", {"Content-Type": "application/pdf"}),
        }
    )
    night = collect(source(site.url, f"{site.url}/a/"))
    assert site.requests[0].path == "/robots.txt"
    assert site.paths() == [
        "/a/", "/a/index_1.html", "/a/2025.html", "/a/2024.html", "/a/2023.html", "/a/P2025.pdf",
    ]  # fmt: skip
    assert night.outcome == CountyOutcome(COUNTY, 7, 7, None)
    assert [c.parent_url for c in night.rows("listing")] == [None, f"{site.url}/a/"]
    (file,) = night.rows("attachment")
    assert file.parent_url == f"{site.url}/a/2025.html"
    assert {c.column_url for c in night.captures if c.role != "robots"} == {f"{site.url}/a/"}
    for capture in night.captures:
        assert capture.stored and capture.length is not None and capture.sha256 is not None
        assert read_payload(
            night.archive, capture.warc_file or "", capture.warc_offset or 0,
            capture.length, capture.sha256,
        )  # fmt: skip


def test_only_titles_that_may_be_reports_are_fetched(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    others = "".join(
        f'<li><a href="./{n}.html" title="{title}">{title}</a><span>2026-01-0{n}</span></li>'
        for n, title in enumerate(
            ["关于召开春季农技培训会的通知", "《法治政府建设实施纲要》解读"], 1
        )
    )
    site = make_site({"/a/": listing(2025, 2024, 2023, others=others)})
    collect(source(site.url, f"{site.url}/a/"))
    assert site.paths()[1:] == ["/a/2025.html", "/a/2024.html", "/a/2023.html"]


def test_an_address_is_asked_for_once_a_night_however_many_columns_list_it(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    elsewhere = "".join(
        f'<li><a href="/a/{y}.html" title="{TITLE.format(y)}">{TITLE.format(y)}</a></li>'
        for y in (2025, 2024, 2023)
    )
    site = make_site(
        {
            "/a/": listing(2025, 2024, 2023),
            "/b/": listing(others=elsewhere),
            **{f"/a/{y}.html": article(y) for y in (2025, 2024, 2023)},
        }
    )
    columns = [f"{site.url}/a/", f"{site.url}/b/", f"{site.url}/a/"]
    night = collect(source(site.url, *columns))
    assert sorted(site.paths()) == sorted(set(site.paths()))
    assert {c.column_url for c in night.rows("article")} == {columns[0]}


def test_a_listing_page_of_two_columns_is_asked_once_and_a_row_for_both(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site({"/a/": listing(2025, 2024, pages=2), "/a/index_1.html": listing(2023)})
    first, second = f"{site.url}/a/", f"{site.url}/a/index_1.html"
    night = collect(source(site.url, first, second))
    assert site.paths().count("/a/index_1.html") == 1
    rows = [c for c in night.rows("listing") if c.url == second]
    assert [c.column_url for c in rows] == [first, second]
    assert rows[0].warc_offset == rows[1].warc_offset


def test_a_column_that_has_ended_is_not_asked(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site({"/old/": listing(2020), "/new/": listing(2025)})
    columns = f"{site.url}/old/", f"{site.url}/new/"
    night = collect(source(site.url, *columns, valid_to="2026-04-01"))
    assert [c.url for c in night.rows("listing")] == [columns[1]]


def test_known_articles_are_asked_for_changes_and_their_files_with_them(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    def unchanged(request: Request) -> Reply:
        etag = request.headers.get("if-none-match")
        return Reply(304) if etag == '"2025"' else article(2025)

    file = Reply(200, b"%PDF-1.4 invented", {"ETag": '"f"'})
    site = make_site(
        {"/a/": listing(2024, 2025), "/a/2025.html": unchanged, "/a/2024.html": article(2024)}
    )
    site.routes["/f.pdf"] = file
    url = f"{site.url}/a/2025.html"
    known = Known(
        pages={url: seen(article(2025)), f"{site.url}/f.pdf": seen(file)},
        attachments={url: [f"{site.url}/f.pdf"]},
    )
    night = collect(source(site.url, f"{site.url}/a/"), known)
    # Pages never seen come first: the night may be used up.
    assert site.paths() == ["/a/", "/a/2024.html", "/a/2025.html", "/f.pdf"]
    statuses = {c.url: (c.status, c.stored) for c in night.captures}
    assert statuses[url] == (304, False)
    assert statuses[f"{site.url}/f.pdf"] == (200, False)


def test_what_a_column_no_longer_lists_is_asked_for_itself(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site({"/a/": listing(2025, 2024), "/a/2023.html": article(2023)})
    gone, unlisted = f"{site.url}/a/2022.html", f"{site.url}/a/2023.html"
    column = f"{site.url}/a/"
    known = Known(listed={column: {gone, unlisted, f"{site.url}/a/2025.html"}})
    night = collect(source(site.url, column), known)
    asked = {c.url: c.status for c in night.rows("article")}
    assert asked[gone] == 404
    assert asked[unlisted] == 200
    assert len(night.rows("article")) == 4


@pytest.mark.parametrize("broken", [Reply(404), Reply(500), Reply(200, b"<p>please log in</p>")])
def test_a_list_that_could_not_be_read_has_lost_nothing(
    make_site: MakeSite, collect: Callable[..., Collected], broken: Reply
) -> None:
    site = make_site({"/a/": broken})
    column = f"{site.url}/a/"
    night = collect(source(site.url, column), Known(listed={column: {f"{site.url}/a/2022.html"}}))
    assert night.rows("article") == []


def test_a_dead_host_costs_little_and_fails_the_county(collect: Callable[..., Collected]) -> None:
    host = closed_port()
    columns = [f"http://{host}/{n}/" for n in range(40)]
    began = time.monotonic()
    night = collect(source(f"http://{host}/", *columns))
    assert time.monotonic() - began < 5
    assert night.outcome.n_requests == 2
    assert night.outcome.failed == "no column answered: host_down (40 of 40)"
    assert [c.url for c in night.rows("listing")] == columns
    assert {c.error for c in night.rows("listing")} == {"host_down"}


def test_one_dead_host_does_not_keep_the_others_from_being_read(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site({"/a/": listing(2025)})
    dead = closed_port()
    night = collect(source(site.url, f"http://{dead}/x/", f"{site.url}/a/", f"http://{dead}/y/"))
    assert night.outcome.failed is None
    assert [c.error for c in night.rows("listing")] == ["host_down", None, "host_down"]


def test_when_the_night_is_used_up_every_column_still_has_its_row(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site({f"/{n}/": listing(2025, 2024) for n in range(6)})
    columns = [f"{site.url}/{n}/" for n in range(6)]
    night = collect(source(site.url, *columns), max_requests=4)
    assert night.outcome.n_requests == 4
    assert [c.error for c in night.rows("listing")] == [None] * 3 + ["budget"] * 3
    assert night.rows("article") == []
    assert night.outcome.failed is None


def test_a_county_whose_columns_all_refuse_has_failed(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site({"/robots.txt": Reply(200, b"User-agent: *\nDisallow: /")})
    night = collect(source(site.url, f"{site.url}/a/", f"{site.url}/b/"))
    assert night.outcome.failed == "no column answered: robots (2 of 2)"


def test_a_county_without_a_column_has_not_failed(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site()
    night = collect(source(site.url))
    assert night.outcome == CountyOutcome(COUNTY, 0, 0, None)
    assert site.requests == []
    assert (night.archive / RUN / f"{COUNTY}.warc.gz").exists()


def test_pages_that_go_on_for_ever_end_with_the_night(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site({"/a/": listing(2025, pages=150)})
    night = collect(source(site.url, f"{site.url}/a/"), max_requests=30)
    assert night.outcome.n_requests == 30


def test_a_reader_that_fails_does_not_end_the_night(
    make_site: MakeSite, collect: Callable[..., Collected], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(reading, "read_page", fail)
    site = make_site({"/a/": listing(2025), "/b/": listing(2025)})
    night = collect(source(site.url, f"{site.url}/a/", f"{site.url}/b/"))
    assert [c.status for c in night.rows("listing")] == [200, 200]


def test_files_on_other_hosts_are_rows_and_listed_hosts_are_asked(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    files = make_site({"/p.pdf": Reply(200, b"%PDF-1.4 invented")})
    site = make_site(
        {
            "/a/": listing(2025, 2024),
            "/a/2025.html": article(2025, "./p.pdf"),
            "/a/p.pdf": Reply(302, b"", {"Location": f"{files.url}/p.pdf"}),
            "/a/2024.html": article(2024, "http://www.elsewhere.example/p.pdf"),
        }
    )
    night = collect(source(site.url, f"{site.url}/a/", hosts=(files.host,)))
    assert files.paths() == ["/p.pdf"]
    assert {c.url: c.error for c in night.rows("attachment")} == {
        f"{site.url}/a/p.pdf": None,
        "http://www.elsewhere.example/p.pdf": "host_not_allowed",
    }


def test_each_address_is_reported_as_it_answers(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"/a/": listing(2025)})
    told: list[tuple[str, str]] = []
    a_source = source(site.url, f"{site.url}/a/")
    collect_county(a_source, RUN, tmp_path, Known(), QUICK, lambda *said: told.append(said))
    assert told == [
        (f"{site.url}/robots.txt", "404"),
        (f"{site.url}/a/", "200"),
        (f"{site.url}/a/2025.html", "404"),
    ]


def test_rows_have_the_columns_of_the_raw_table(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"/a/": listing(2025)})
    collect_county(source(site.url, f"{site.url}/a/"), RUN, tmp_path, Known(), QUICK)
    line = (tmp_path / RUN / f"{COUNTY}.captures.jsonl").read_text("utf-8").splitlines()[0]
    table = Path(__file__).resolve().parents[2] / "sql" / "schema" / "raw_capture.sql"
    body = table.read_text("utf-8").partition("(\n")[2]
    assert list(json.loads(line)) == [row.split()[0] for row in body.splitlines() if row[:1] == " "]


def test_the_day_of_a_run_is_in_its_name() -> None:
    assert str(day_of("20260402T023000-0a1b2c")) == "2026-04-02"
    with pytest.raises(ValueError, match="yesterday"):
        day_of("yesterday")


@pytest.mark.parametrize("coding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    "link",
    [
        '<a href="./P020.PDF">附件</a>',
        '<a href="./a%2Ewps">附件</a>',
        '<a href="./a&#46;wps">附件</a>',
        '<a href="downfile.jsp?id=1&filename=年度报告.docx">附件</a>',
        '<a href="/attachment/1">年度报告.doc</a>',
        '<a href="/x/1" download="年度报告.xlsx">附件</a>',
        '<iframe src="/viewer.html?file=/f/1.pdf"></iframe>',
    ],
)
def test_no_page_whose_reader_finds_a_file_is_passed_over(link: str, coding: str) -> None:
    page = article(2025).body.decode().replace("</div>", f"{link}</div>").encode(coding)
    read = read_page(page, "http://www.qingxi.example/a/2025.html")
    assert may_name_files(page) or not getattr(read, "attachments", [])
    assert may_name_files(page)


def test_a_page_without_files_is_not_read_to_look_for_them() -> None:
    assert not may_name_files(article(2025).body)
