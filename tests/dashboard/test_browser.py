"""The dashboard as a visitor sees it, in a real browser."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from tests.dashboard.browser import Visitor, browser, served
from tests.dashboard.conftest import Home
from tests.dashboard.invented import DEAD, SCRIPT
from warehouse.dashboard.strings import LANGUAGES

pytestmark = pytest.mark.slow

PAGES = ("county", "filer", "report", "findings", "sources")
LATE = "500999102"
COUNTY = "county=500999&year=2022&lang=en"


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def base(home: Home) -> Iterator[str]:
    with served(home.path) as address:
        yield address


@pytest.fixture(scope="module")
def five_base(five: Path) -> Iterator[str]:
    with served(five) as address:
        yield address


@pytest.fixture
def visitor(chrome: Browser, base: str) -> Iterator[Visitor]:
    page = chrome.new_page(viewport={"width": 1366, "height": 768})
    yield Visitor(page, base)
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_drawn_without_an_error_on_screens_of_three_sizes(
    visitor: Visitor, lang: str
) -> None:
    for page in PAGES:
        visitor.open(f"page={page}&county=500999&lang={lang}")
        for width, height in ((1366, 768), (390, 844), (1920, 1080)):
            visitor.page.set_viewport_size({"width": width, "height": height})
            wide = visitor.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{page} is {wide} wide at {width}"
        assert visitor.page.locator(".stException, .stAlert").count() == 0
    assert visitor.wrong == []


def test_numbers_are_those_of_sql_and_follow_the_widgets(visitor: Visitor, home: Home) -> None:
    visitor.open(f"page=county&{COUNTY}")
    for status in ("on_time", "late", "missing"):
        counted = home.one(
            "select count(*) from mart.filing_status where report_year = 2022 and status = ?",
            status,
        )
        assert visitor.tile(status) == str(counted)
    shown = visitor.page.locator("td.cell[data-status]").count()
    assert shown == home.one("select count(*) from mart.filing_status")
    visitor.page.get_by_role("combobox", name="Report year").click()
    visitor.page.get_by_role("option", name="2023").click()
    expect(visitor.page.locator('.tile[data-name="pending"] .value')).to_have_text("6")
    expect(visitor.page.locator(".countdown")).to_contain_text("6 have not yet published")
    assert "year=2023" in visitor.page.url
    visitor.page.go_back()
    expect(visitor.page.locator('.tile[data-name="late"] .value')).to_have_text("1")
    visitor.page.get_by_text("中文", exact=True).click()
    expect(visitor.page.locator("h1").first).to_contain_text("法治政府建设年度报告")
    assert visitor.wrong == []


def test_numbers_of_the_other_pages_are_those_of_sql(visitor: Visitor, home: Home) -> None:
    visitor.open("page=findings&lang=en&severity=error")
    counted = home.one(
        "select count(*) from checks.finding "
        "where severity = 'error' and closed_at is null and waived_until is null"
    )
    assert visitor.page.locator("table.findings tbody tr").count() == counted
    assert f"{counted} findings" in visitor.text(".note")
    visitor.open("page=sources&county=500999&lang=en")
    counted = home.one("select count(*) from mart.source_health where consecutive_failures = 0")
    assert visitor.tile("ok") == str(counted)
    visitor.open(f"page=filer&county=500999&filer={LATE}&lang=en")
    late = home.one("select days_late from mart.filing_status where days_late > 0")
    assert visitor.page.locator("table.years tr").filter(has_text="late").locator("td").nth(
        6
    ).inner_text() == str(late)
    visitor.open(f"page=report&county=500999&filer={LATE}&lang=en")
    counted = home.one(
        "select char_count from core.report where filer_id = ? order by report_year desc", LATE
    )
    assert f"{counted:,} characters" in visitor.text(".facts")
    assert visitor.wrong == []


def test_links_of_the_pages_open(visitor: Visitor) -> None:
    for page in ("county", "findings"):
        visitor.open(f"page={page}&{COUNTY}&state=open")
        links = visitor.page.locator(".stHtml a").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        inside = sorted({link for link in links if link.startswith("./")})
        assert inside
        for link in inside[:: max(1, len(inside) // 2)]:
            visitor.page.goto(urljoin(visitor.base, link))
            visitor.drawn()
            assert visitor.page.locator(".stException, .stAlert").count() == 0, link
    assert visitor.wrong == []


def test_links_to_sites_leave_the_dashboard_alone(visitor: Visitor, home: Home) -> None:
    report = home.one("select report_id from core.report where filer_id = ?", LATE)
    visitor.open(f"page=report&report={report}&lang=en")
    page = home.one("select url from core.report where report_id = ?", report)
    link = visitor.page.locator(f'.facts a[href="{page}"]')
    assert link.get_attribute("target") == "_blank"
    assert "noopener" in str(link.get_attribute("rel"))
    expect(visitor.page.get_by_role("button", name="Download the archived capture")).to_be_visible()
    expect(visitor.page.locator(".note").filter(has_text="invented/500999.warc.gz")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "question"),
    [
        ("page=findings&state=all&waived=shown", ["select count(*) from checks.finding"]),
        ("page=sources", ["select count(*) from mart.source_health"]),
        (
            f"page=county&{COUNTY}",
            ["select count(*) from mart.filing_status",
             "select count(distinct county_code) from mart.county_timeliness"],
        ),
        (
            "page=filer&county=500999&filer=500999104",
            ["select count(*) from mart.filing_status where filer_id = '500999104'",
             "select count(*) from checks.finding where filer_id = '500999104'"],
        ),
    ],
)  # fmt: skip
def test_every_download_can_be_read_and_holds_all_rows(
    visitor: Visitor, home: Home, query: str, question: list[str]
) -> None:
    visitor.open(f"{query}&lang=en")
    for place, sql in enumerate(question):
        counted = home.one(sql)
        with visitor.page.expect_download() as csv_file:
            visitor.page.get_by_role("button", name="Download CSV").nth(place).click()
        rows = list(csv.DictReader(io.StringIO(csv_file.value.path().read_text("utf-8-sig"))))
        assert len(rows) == counted, sql
        with visitor.page.expect_download() as book:
            visitor.page.get_by_role("button", name="Download Excel").nth(place).click()
        assert book.value.suggested_filename.endswith(".xlsx")
        with ZipFile(book.value.path()) as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert len(re.findall("<row ", sheet)) == len(rows) + 1, sql
    assert visitor.wrong == []


def test_the_waived_are_shown_when_asked_for(visitor: Visitor, home: Home) -> None:
    visitor.open("page=findings&lang=zh&state=open")
    counted = home.one("select count(*) from checks.finding where closed_at is null")
    expect(visitor.page.locator(".badge.waived")).to_have_count(0)
    visitor.page.get_by_role("combobox", name="暂缓提醒的").click()
    visitor.page.get_by_role("option", name="一并显示").click()
    expect(visitor.page.locator(".badge.waived")).to_have_count(1)
    expect(visitor.page.locator("table.findings tbody tr")).to_have_count(int(str(counted)))
    assert "waived=shown" in visitor.page.url
    assert visitor.wrong == []


@pytest.mark.parametrize(("lang", "words"), [("zh", "整县失败"), ("en", "got nothing from")])
def test_a_night_with_one_dead_county_of_five_says_so(
    chrome: Browser, five_base: str, lang: str, words: str
) -> None:
    page = chrome.new_page(viewport={"width": 1366, "height": 768})
    visitor = Visitor(page, five_base)
    for query in (f"page=county&county={DEAD}", "page=county&county=500991", "page=sources"):
        visitor.open(f"{query}&lang={lang}")
        expect(page.locator(".warn").first).to_contain_text(words)
        expect(page.locator(".warn").first).to_contain_text("黑水县")
    visitor.open(f"page=county&county={DEAD}&lang={lang}")
    expect(page.locator(".warn")).to_have_count(2)
    expect(page.locator(".warn").nth(1)).to_contain_text("2023-04-20 02:30")
    # The other four are there, with what the last night saw.
    visitor.open(f"page=county&county=500991&lang={lang}")
    expect(page.locator(".warn")).to_have_count(1)
    expect(page.locator("table[aria-label] tbody tr")).to_have_count(5)
    visitor.open(f"page=sources&lang={lang}")
    assert (visitor.tile("flicker"), visitor.tile("ok")) == ("2", "8")
    assert visitor.wrong == []
    page.close()


def test_a_title_is_text_and_runs_nothing(visitor: Visitor, home: Home) -> None:
    report = home.one(
        "select report_id from core.report where filer_id = ?", home.bodies.script.filer_id
    )
    visitor.open(f"page=report&report={report}&lang=en")
    assert visitor.text("h1") == SCRIPT
    assert visitor.page.title() != "x"
    assert visitor.wrong == []


def test_it_prints_whole_and_without_its_widgets(visitor: Visitor) -> None:
    visitor.open(f"page=filer&{COUNTY}&filer=500999104")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator(".st-key-top").is_visible()
    pdf = visitor.page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2


def test_a_new_publication_and_a_broken_file_show_without_a_restart(
    chrome: Browser, home: Home, earlier: Home, tmp_path: Path
) -> None:
    shutil.copytree(earlier.path, tmp_path, symlinks=True, dirs_exist_ok=True)
    with served(tmp_path) as base:
        page = chrome.new_page()
        visitor = Visitor(page, base).open("page=county&county=500999&lang=en")
        assert visitor.tile("due") == "6"
        assert "2023-04-20" in visitor.text(".foot")
        later = home.path / "current.duckdb"
        _publish(tmp_path, "later", later.resolve().read_bytes())
        # Nobody touches the page: it looks for itself.
        expect(page.locator(".foot")).to_contain_text("2024-02-20", timeout=30_000)
        _publish(tmp_path, "broken", b"this is no database" * 500)
        expect(page.locator(".stAlert")).to_contain_text("cannot be read", timeout=30_000)
        expect(page.locator(".stAlert")).to_contain_text("无法读取已发布的数据")
        expect(page.locator("table")).to_have_count(0)
        _publish(tmp_path, "repaired", later.resolve().read_bytes())
        expect(page.locator(".foot")).to_contain_text("repaired", timeout=30_000)
        assert visitor.wrong == []
        page.close()


def _publish(home: Path, name: str, content: bytes) -> None:
    release = home / "releases" / f"{name}.duckdb"
    release.write_bytes(content)
    link = home / "fresh"
    link.symlink_to(release.relative_to(home))
    shutil.move(link, home / "current.duckdb")
