"""The invented county is what its story says it is."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
import requests

from flows.parse.document import Document, Listing
from flows.parse.page import read_page
from flows.parse.titles import read_title
from flows.sample.bodies import BODIES, FIRST_REPORT_YEAR
from flows.sample.county import write_source
from flows.sample.nights import NIGHTS
from flows.sample.server import Failure, SampleServer
from flows.sample.site import article_path, site_on
from flows.sample.story import PUBLICATIONS, Publication
from flows.sample.texts import Wish, compose
from flows.sources.registry import load_sources

HOST = "http://127.0.0.1:8000"
LAST_DAY = NIGHTS[-1].as_of.date()
NUMBERED = list(enumerate(PUBLICATIONS, start=1))
REPORTS = [(n, p) for n, p in NUMBERED if p.title is None and not p.broken]


def _name(value: object) -> str:
    return f"{value.slug}-{value.kind}-{value.year}" if isinstance(value, Publication) else ""


@pytest.mark.parametrize("publication", PUBLICATIONS, ids=_name)
def test_a_title_passes_as_what_the_story_says(publication: Publication) -> None:
    reading = read_title(publication.headline())
    if publication.title is not None:
        assert not reading.may_be_report
    else:
        assert reading.report_kind == publication.kind
        assert reading.report_year == (publication.title_year or publication.year)
        assert reading.unit == publication.body.full


def _pages() -> list[tuple[Publication, str, Document]]:
    found = []
    for number, publication in REPORTS:
        path = article_path(publication, number)
        for night in reversed(NIGHTS):
            resource = site_on(night.as_of.date()).get(path)
            if resource is not None:
                page = read_page(resource.body, HOST + path, resource.content_type)
                assert isinstance(page, Document), path
                found.append((publication, path, page))
                break
    return found


def test_every_report_page_is_read_as_the_story_says() -> None:
    pages = _pages()
    assert len(pages) == len(REPORTS)
    for publication, path, page in pages:
        assert page.report_kind == publication.kind, path
        assert page.report_year == (publication.title_year or publication.year), path
        assert page.filer_name == publication.body.full, path
        assert page.written_on == publication.wish.written_on, path
        if publication.dated_page:
            assert page.published_on == publication.shown, path
        if publication.attachment_only:
            assert [a.name for a in page.attachments] == [f"{publication.headline()}.docx"]


def test_a_report_lacks_what_the_story_leaves_out_and_nothing_else() -> None:
    for publication, path, page in _pages():
        if publication.kind != "rule_of_law" or publication.attachment_only:
            continue
        items: set[str] = {read.item for section in page.sections for read in section.items}
        marked = {marker.marker for marker in page.markers}
        leadership = (items | marked) & {"leadership"}
        found = (items & {"achievements", "problems", "plans"}) | leadership
        lacking = publication.wish.lacks - {"causes"}
        assert found == {"achievements", "problems", "leadership", "plans"} - lacking, path


def test_rule_of_law_texts_have_the_length_of_real_ones_and_differ_between_bodies() -> None:
    shingles = {}
    for number, body in enumerate(BODIES):
        for year in range(FIRST_REPORT_YEAR, FIRST_REPORT_YEAR + 3):
            wish = Wish(style=(number + year) % 4, plan_year=year + 1)
            text = "".join(block.text for block in compose(body, "rule_of_law", year, wish))
            assert 1500 <= len(text) <= 2500
            shingles[body.id, year] = {text[i : i + 5] for i in range(len(text) - 4)}
    for one, other in combinations(shingles.values(), 2):
        shared = len(one & other)
        assert shared / len(one | other) < 0.6
        assert shared / min(len(one), len(other)) < 0.8


def test_the_same_day_gives_the_same_bytes() -> None:
    site_on.cache_clear()
    first = {path: resource.body for path, resource in site_on(LAST_DAY).items()}
    site_on.cache_clear()
    assert {path: resource.body for path, resource in site_on(LAST_DAY).items()} == first


def test_columns_are_listed_newest_first_over_all_their_pages() -> None:
    site = site_on(LAST_DAY)
    column = "/jz/cyz/zwgk/zfxxgkml/fzzfjsndbg/"
    first = read_page(site[column].body, HOST + column)
    assert isinstance(first, Listing)
    assert first.pages_announced == 2
    second = read_page(site[f"{column}index_1.html"].body, f"{HOST}{column}index_1.html")
    assert isinstance(second, Listing)
    days = [entry.listed_on for entry in (*first.entries, *second.entries)]
    assert days == sorted((d for d in days if d), reverse=True)


def test_the_list_of_one_department_is_a_script_and_of_another_provably_empty() -> None:
    site = site_on(LAST_DAY)
    script = read_page(site["/bm/slj/xxgk/fzzfjsndbg/"].body, f"{HOST}/bm/slj/xxgk/fzzfjsndbg/")
    assert script.kind == "script_list"
    empty = read_page(site["/bm/yjj/xxgk/fzzfjsndbg/"].body, f"{HOST}/bm/yjj/xxgk/fzzfjsndbg/")
    assert isinstance(empty, Listing)
    assert empty.provably_empty


def test_the_source_file_is_a_valid_one(tmp_path: Path) -> None:
    write_source(tmp_path, HOST)
    (source,) = load_sources(tmp_path)
    assert len(source.filers) == len(BODIES)
    assert source.county.kinds == ["rule_of_law", "disclosure"]
    columns = {column.url.removeprefix(HOST) for column in source.columns()}
    assert columns <= site_on(LAST_DAY).keys()


def test_an_unchanged_page_is_answered_with_304() -> None:
    with SampleServer(LAST_DAY) as server:
        number, publication = REPORTS[0]
        url = server.url + article_path(publication, number)
        first = requests.get(url, timeout=5)
        assert first.status_code == 200
        by_tag = requests.get(url, headers={"If-None-Match": first.headers["ETag"]}, timeout=5)
        assert (by_tag.status_code, by_tag.content) == (304, b"")
        since = {"If-Modified-Since": first.headers["Last-Modified"]}
        assert requests.get(url, headers=since, timeout=5).status_code == 304


@pytest.mark.parametrize(
    ("how", "status"), [("error", 500), ("missing", 404), ("blocked", 200), ("empty", 200)]
)
def test_a_path_can_be_made_to_fail_and_to_recover(how: Failure, status: int) -> None:
    with SampleServer(LAST_DAY) as server:
        server.fail("/jz/", how)
        url = f"{server.url}/jz/cyz/zwgk/zfxxgkml/fzzfjsndbg/"
        answer = requests.get(url, timeout=5)
        assert answer.status_code == status
        assert "澄砚镇2025年法治政府建设工作要点" not in answer.content.decode()
        server.recover()
        assert "澄砚镇2025年法治政府建设工作要点" in requests.get(url, timeout=5).content.decode()


def test_the_site_of_another_day_shows_what_was_published_since() -> None:
    paths = [site_on(night.as_of.date()).keys() for night in NIGHTS]
    late = next(
        article_path(p, n) for n, p in REPORTS if (p.slug, p.shown) == ("mzj", date(2026, 4, 8))
    )
    assert [late in there for there in paths] == [False, False, False, False, True]
