"""The invented county is what its story says it is."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from flows.parse.column import ListingPage, next_pages, read_column
from flows.parse.document import Document, Listing
from flows.parse.page import read_page
from flows.parse.titles import read_title
from flows.sample.bodies import BODIES, BY_SLUG, FIRST_REPORT_YEAR, Kind, column_path
from flows.sample.county import write_source
from flows.sample.families import LOOKS
from flows.sample.nights import NIGHTS
from flows.sample.server import Failure, SampleServer
from flows.sample.site import article_path, is_listed, site_on
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


Pages = list[tuple[Publication, str, Document]]


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Every report with its page, as the last night that has it shows it."""
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


def test_every_report_page_is_read_as_the_story_says(pages: Pages) -> None:
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


def test_a_report_lacks_what_the_story_leaves_out_and_nothing_else(pages: Pages) -> None:
    for publication, path, page in pages:
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


def _column_of(slug: str, kind: Kind, day: date = LAST_DAY) -> list[ListingPage]:
    """A column's pages as a night would come by them."""
    path, site = column_path(slug, kind), site_on(day)
    assert path is not None
    pages: list[ListingPage] = []
    asked = [HOST + path]
    while asked:
        url = asked[0].removeprefix(HOST)
        values = dict(parse_qsl(urlsplit(url).query))
        resource = (site.get(url) or site[urlsplit(url).path]).asked(values)
        found = read_page(resource.body, asked[0], resource.content_type)
        pages.append(ListingPage(asked[0], 200, found))
        asked = next_pages(pages)
    return pages


def _columns() -> list[tuple[str, Kind]]:
    kinds: tuple[Kind, ...] = ("rule_of_law", "disclosure")
    return [(slug, kind) for slug in BY_SLUG for kind in kinds if column_path(slug, kind)]


@pytest.mark.parametrize(("slug", "kind"), _columns())
def test_every_column_is_read_whole_on_every_day(slug: str, kind: Kind) -> None:
    if (slug, kind) == ("slj", "rule_of_law"):
        return  # a script fills it
    path = column_path(slug, kind)
    for night in NIGHTS:
        day = night.as_of.date()
        reading = read_column(_column_of(slug, kind, day))
        assert (reading.complete, reading.partial, reading.reason) == (True, False, None)
        listed = [
            HOST + article_path(publication, number)
            for number, publication in NUMBERED
            if column_path(publication.slug, publication.kind) == path
            and is_listed(publication, day)
        ]
        assert sorted(entry.url for entry in reading.entries) == sorted(listed)
        days = [entry.listed_on for entry in reading.entries if entry.listed_on]
        assert days == sorted(days, reverse=True)


#: A column of each family, the family that reading tells, its pages on the first day.
FAMILIES = {
    "jcz": ("trs_chongqing", 1),
    "czj": ("trs_create_page_html", 1),
    "cyz": ("hanweb", 2),
    "tyz": ("hanweb", 2),
    "sfj": ("ucap", 2),
    "xtx": ("generic", 2),
    "jqjd": ("gkmlpt", 1),
}


@pytest.mark.parametrize("slug", FAMILIES)
def test_each_family_is_known_and_has_its_own_pages(slug: str) -> None:
    pages = _column_of(slug, "rule_of_law", NIGHTS[0].as_of.date())
    assert pages[0].page is not None
    assert (pages[0].page.family, len(pages)) == FAMILIES[slug]
    if slug != "jqjd":  # an answer of an interface has no heading
        assert pages[0].page.title == "法治政府建设年度报告"


def test_there_are_six_families_and_each_shows_a_filer() -> None:
    assert {body.family.removesuffix("_older") for body in BODIES} == {
        "chongqing",
        "classic",
        "hanweb",
        "ucap",
        "tables",
        "gkmlpt",
    }
    assert LOOKS.keys() == {body.family for body in BODIES}


def test_old_pages_are_in_gbk_and_say_gb2312() -> None:
    path = column_path("xtx", "rule_of_law")
    assert path is not None
    resource = site_on(LAST_DAY)[path]
    assert b"charset=gb2312" in resource.body
    assert "荇塘乡" in resource.body.decode("gbk")
    assert resource.content_type == "text/html"


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
        url = f"{server.url}{column_path('cyz', 'rule_of_law')}"
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
