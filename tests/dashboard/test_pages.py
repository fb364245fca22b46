"""Every page in both languages, drawn by Streamlit without a browser."""

from __future__ import annotations

import csv
import re
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import Home
from tests.dashboard.invented import DEAD, SCRIPT, WAIVED_FOR
from warehouse.dashboard import evidence
from warehouse.dashboard.strings import CODES, LANGUAGES, table
from warehouse.sqlfiles import PROJECT, SQL

APP = PROJECT / "warehouse" / "dashboard" / "app.py"
PAGES = ("county", "filer", "report", "findings", "sources")


pytestmark = pytest.mark.usefixtures("no_components")


@pytest.fixture(autouse=True)
def _home(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_HOME", str(home.path))


def draw(page: str, lang: str = "en", **choices: str) -> Any:
    app = AppTest.from_file(str(APP), default_timeout=30)
    for name, value in {"page": page, "lang": lang, **choices}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def html(app: Any) -> str:
    return "\n".join(str(one.proto.body) for one in app.get("html"))


def asked(app: Any, name: str) -> str:
    """A query parameter; Streamlit's own tests hand it out as a list or as text."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def is_chinese(words: str) -> bool:
    """Whether no word of it is English; the names of tags and of the format are none."""
    left = re.findall(r"[A-Za-z]{2,}", words.replace("PubDate", ""))
    return bool(re.search(r"[一-龥]", words)) and not left


def tile(app: Any, name: str) -> str:
    found = re.search(rf'data-name="{name}">.*?class="value">(.*?)<', html(app))
    assert found is not None, name
    return found[1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_drawn_in_a_language(page: str, lang: str) -> None:
    app = draw(page, lang, county="500999")
    assert not app.error
    assert table()["app.foot"][lang].split("{")[0] in html(app)
    assert asked(app, "lang") == lang
    assert asked(app, "page") == page


def test_the_tiles_are_what_sql_says(home: Home) -> None:
    app = draw("county", county="500999", kind="rule_of_law", year="2022")
    for status in ("on_time", "late", "missing", "unobserved"):
        counted = home.one(
            "select count(*) from mart.filing_status where county_code = '500999' "
            "and report_year = 2022 and status = ?", status,
        )  # fmt: skip
        assert tile(app, status) == str(counted), status
    assert tile(app, "due") == "6"
    assert "4 of 6 that can be judged" in html(app)


def test_the_grid_has_a_letter_in_a_cell_for_each_duty(home: Home) -> None:
    app = draw("county", "zh", county="500999", kind="rule_of_law", year="2022")
    cells = re.findall(r'<td class="cell" data-status="(\w+)"><a [^>]*>(\S+?)</a>', html(app))
    assert len(cells) == home.one("select count(*) from mart.filing_status")
    assert ("missing", "缺") in cells
    assert ("late", "逾") in cells


def test_before_the_deadline_it_counts_down_with_names(home: Home) -> None:
    app = draw("county", county="500999", kind="rule_of_law", year="2023")
    days = home.one(
        "select due_on - today from mart.filing_status, ref.clock where report_year = 2023"
    )
    assert f"{days} days left until 2024-03-31: 6 have not yet published" in html(app)
    assert "红石镇人民政府" in html(app)


def test_a_filer_shows_witnesses_versions_and_findings(home: Home) -> None:
    app = draw("filer", county="500999", filer=home.bodies.edited.filer_id, year="2022")
    shown = html(app)
    assert "metadata block" in shown
    assert "<ins>补充说明。\n</ins>" in shown
    assert "<b>W05</b>" in shown
    assert "there since" in shown


def test_a_report_marks_the_passages_behind_its_findings(home: Home) -> None:
    report = home.one(
        "select report_id from core.report where filer_id = ?", home.bodies.no_cause.filer_id
    )
    app = draw("report", report=str(report))
    shown = html(app)
    assert "<sup>K03</sup>" in shown
    assert '<span class="heading">存在的</span>' in shown or 'class="finding"' in shown
    assert 'class="badge absent"' in shown  # causes
    assert asked(app, "filer") == home.bodies.no_cause.filer_id


def test_similar_reports_stand_side_by_side(home: Home) -> None:
    report = home.one("select min(report_id_a) from mart.text_reuse")
    shown = html(draw("report", report=str(report)))
    assert "Side by side" not in shown  # the label of the choice is no part of the text
    assert shown.count('<mark class="same">') >= 2


def test_a_title_is_text(home: Home) -> None:
    report = home.one(
        "select report_id from core.report where filer_id = ?", home.bodies.script.filer_id
    )
    shown = html(draw("report", report=str(report)))
    assert SCRIPT not in shown
    assert SCRIPT.replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;") in shown


def test_findings_are_filtered_searched_and_counted(home: Home) -> None:
    count = home.one(
        "select count(*) from checks.finding where closed_at is null and waived_until is null"
    )
    assert f"{count} findings" in html(draw("findings"))
    app = draw("findings", severity="error", words="红石")
    assert "1 findings: 1 errors" in html(app)
    assert "<b>T01</b>" in html(app)
    app.selectbox(key="widget_severity").set_value("info").run()
    assert asked(app, "severity") == "info"
    assert "<b>T01</b>" not in html(app)
    app.text_input(key="widget_words").set_value("no such words").run()
    assert "Nothing matches." in html(app)


def test_a_search_knows_the_titles_of_the_checks_in_the_language_of_the_visitor() -> None:
    for lang, words in (("zh", "未找到报告"), ("en", "no report found"), ("en", "t01")):
        assert "<b>T01</b>" in html(draw("findings", lang, words=words, state="all")), words
    assert "<b>T01</b>" not in html(draw("findings", "en", words="未找到报告", state="all"))


def test_a_waived_finding_is_left_out_unless_asked_for_and_says_why(home: Home) -> None:
    open_ones = home.one("select count(*) from checks.finding where closed_at is null")
    assert isinstance(open_ones, int)
    hidden = html(draw("findings"))
    assert f"{open_ones - 1} findings" in hidden
    assert "1 more are waived and not listed" in hidden
    assert "<b>K03</b>" not in hidden
    for waived, count in (("shown", open_ones), ("only", 1)):
        shown = html(draw("findings", waived=waived))
        assert f"{count} findings" in shown
        assert "1 of them waived" in shown
        assert "waived until 2024-12-31</span>" in shown
        assert escape(f"{WAIVED_FOR} (依法治县办)") in shown
    for page in ("filer", "report"):
        body = home.bodies.no_cause.filer_id
        shown = html(draw(page, "zh", county="500999", filer=body))
        assert "暂缓提醒至 2024-12-31" in shown, page


def test_a_finding_speaks_the_language_of_the_visitor() -> None:
    shown = html(draw("findings", "zh", severity="error", words="红石"))
    assert "红石镇人民政府：2022 年度法治政府建设年度报告，截至 2023-04-20 在 " in shown
    assert "截止日 2023-03-31" in shown


def test_sources_tell_of_the_county_that_failed() -> None:
    app = draw("sources", county="500999")
    assert "白河县 500998" in html(app)
    assert "some county failed" in html(app)
    assert tile(app, "ok") != "0"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dead_county_is_told_of_on_its_own_page_and_on_those_of_the_others(
    five: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("FAZHI_HOME", str(five))
    says = {
        "zh": ("未能取得本县的任何数据（没有观测到任何栏目：超时）", "1 个县（共 5 个）", "黑水县"),
        "en": ("got nothing from this county (no column observed: timeout)", "1 of 5 counties",
               "黑水县"),
    }[lang]  # fmt: skip
    app = draw("county", lang, county=DEAD, year="2022")
    dead = html(app)
    for words in says:
        assert words in dead
    # What was seen before still stands, with its day.
    assert "2023-04-20 02:30" in dead
    assert tile(app, "late") == "1"
    alive = html(draw("county", lang, county="500991", year="2022"))
    assert says[0] not in alive
    assert says[1] in alive
    assert "2023-04-21 02:30" in alive
    assert alive.count('class="badge failed"') == 1  # in the comparison, at the one that is dead


def test_the_sources_name_the_dead_county_its_columns_and_why(
    five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_HOME", str(five))
    app = draw("sources", "zh")
    shown = html(app)
    assert f"黑水县 {DEAD}" in shown
    assert "没有观测到任何栏目：超时" in shown
    assert "5，其中 1 个整县失败" in shown
    assert (tile(app, "flicker"), tile(app, "ok")) == ("2", "8")
    cells = html(draw("sources", "zh", county=DEAD))
    assert re.search(r'title="2023-04-21[^"]*超时[^"]*"[^>]*>未</td>', cells)


def test_an_unknown_report_is_an_error_and_no_empty_page() -> None:
    app = draw("report", report="0000")
    assert "无法读取" in app.error[0].value
    assert "0000" in app.code[0].value


def test_nothing_published_is_an_error_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path))
    app = draw("county")
    assert "无法读取已发布的数据" in app.error[0].value
    assert "cannot be read" in app.error[0].value
    assert "nightly" in app.code[0].value


def test_a_choice_that_does_not_exist_falls_back_to_the_first() -> None:
    app = draw("county", county="123456", year="1999")
    assert asked(app, "county") in ("500998", "500999")


def test_every_word_stands_in_both_languages() -> None:
    for key, words in table().items():
        wanted = (
            {"zh"}
            if key.startswith(("check.", "check_basis.", "message.", "file."))
            else set(LANGUAGES)
        )
        assert set(words) == wanted, key
        holes = {tuple(sorted(re.findall(r"{(\w+)}", text))) for text in words.values()}
        assert len(holes) == 1, key


def test_what_the_checks_and_the_deadlines_say_has_chinese_words() -> None:
    words = table()
    for path in (SQL / "checks").glob("*.sql"):
        assert "zh" in words[f"check.{path.stem}"]
        assert is_chinese(words[f"check_basis.{path.stem}"]["zh"]), path.stem
        assert any(key.startswith(f"message.{path.stem}") for key in words), path.stem
    for name in ("deadline", "naming_rule"):
        with (SQL / "ref" / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                assert words[f"basis.{row['basis']}"]["en"] == row["basis"]
                assert is_chinese(words[f"basis.{row['basis']}"]["zh"])


def test_the_evidence_of_every_check_has_chinese_names() -> None:
    """Keys that a statement only sorts or judges by are no evidence."""
    inner = {"rank", "day", "free"}
    for path in sorted((SQL / "checks").glob("*.sql")):
        keys = set(re.findall(r'"?(\w+)"? :=', path.read_text("utf-8")))
        assert keys - inner <= set(evidence.words()["label"]), path.stem
    assert all(is_chinese(name) for group in evidence.words().values() for name in group.values())


@pytest.mark.parametrize("page", PAGES)
def test_no_english_is_left_on_a_chinese_page(page: str) -> None:
    app = draw(page, "zh", county="500999", filer="500999105", year="2022", state="all",
               waived="shown")  # fmt: skip
    shown = re.sub(r"(?s)<style>.*?</style>", "", html(app).replace(escape(SCRIPT), ""))
    shown = unescape(re.sub(r"<[^>]*>", " ", shown).replace(escape(WAIVED_FOR), ""))
    addresses = r"https?://\S+|www\.\S+|[0-9a-f]{16,}|\S+\.warc\.gz"
    names_of_tags = r"\b[A-Z][a-z]+[A-Z]\w+"
    left = re.findall(r"[A-Za-z]{3,}", re.sub(f"{addresses}|{names_of_tags}", "", shown))
    assert set(left) <= {"SHA"}


def test_every_group_of_codes_has_words() -> None:
    groups = {key.partition(".")[0] for key in table()}
    assert {"status", "letter", "level", "item", "source"} <= groups & CODES
