"""Telling people what changed, over a listener on this machine."""

from __future__ import annotations

import logging
from datetime import date, datetime
from pathlib import Path

import pytest

from flows.notices.message import (
    MOST_LINES,
    ORDER,
    Notice,
    compose,
    read_notices,
    read_words,
)
from flows.notification import notified_of_failure, notify_of_night, send, told_until
from flows.run_folder import SHANGHAI
from flows.settings import PROJECT, Settings
from tests.loopback import listening
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.errors import WarehouseError
from warehouse.lock import AlreadyRunning

NOTICES = PROJECT / "sql" / "notices"


def test_every_notice_has_its_words_in_both_languages(tmp_path: Path) -> None:
    assert {file.stem for file in NOTICES.glob("*.sql")} == set(ORDER)
    with open_writer(tmp_path) as con:
        build(con)
        assert read_notices(con, None) == []
    chinese, english = read_words("zh"), read_words("en")
    for notice_id in ORDER:
        sql = (NOTICES / f"{notice_id}.sql").read_text("utf-8")
        for words in (chinese, english):
            assert set(words["notice"]) == set(ORDER)
            for how in words["notice"][notice_id]["lines"]:
                assert how in sql or "as how" in sql
        assert (
            chinese["notice"][notice_id]["lines"].keys()
            == english["notice"][notice_id]["lines"].keys()
        )


def late(n: int) -> Notice:
    row = {
        "how": "late", "county": "青溪县", "filer": "云岭镇人民政府", "report_kind": "rule_of_law",
        "report_year": 2025, "due_on": date(2026, 3, 31), "published_on": date(2026, 4, 8),
        "days_late": 8, "url": None,
    }  # fmt: skip
    return Notice("newly_late", [row] * n)


def test_a_message_is_short_however_much_there_is_to_tell() -> None:
    message = compose([late(MOST_LINES + 5)], datetime(2026, 4, 9, tzinfo=SHANGHAI), "en")
    assert message is not None
    assert message.body.count("\n- ") == MOST_LINES + 1
    assert "… and 5 more" in message.body


def test_a_message_is_in_the_language_that_was_asked_for() -> None:
    when = datetime(2026, 4, 9, 2, 30, tzinfo=SHANGHAI)
    chinese, english = (compose([late(1)], when, language) for language in ("zh", "en"))
    assert chinese is not None
    assert english is not None
    assert chinese.title == "法治政府建设年度报告监测 2026-04-09：新增逾期或未见 1"
    assert "逾期 8 天" in chinese.body
    assert "8 days late" in english.body


def test_why_a_source_is_silent_is_told_in_words() -> None:
    when = datetime(2026, 4, 9, 2, 30, tzinfo=SHANGHAI)
    column = {
        "how": "down", "county": "青溪县", "filer": None, "report_kind": "rule_of_law",
        "url": "http://127.0.0.1/", "nights": 3, "reason": "script_list: filled_by_script",
    }  # fmt: skip
    county = {
        "how": "down", "county": "青溪县", "county_code": "500999", "nights": 2,
        "reason": "no column observed (timeout)",
    }  # fmt: skip
    notices = [Notice("county_failed", [county]), Notice("source_down", [column])]
    message = compose(notices, when, "zh")
    assert message is not None
    assert "原因 没有观测到任何栏目：超时" in message.body
    assert "原因 列表由脚本生成 http://127.0.0.1/" in message.body


def test_nothing_to_tell_is_no_message() -> None:
    assert compose([], datetime(2026, 4, 9, tzinfo=SHANGHAI), "zh") is None


def test_a_night_that_published_nothing_is_told_and_still_raises(tmp_path: Path) -> None:
    with listening() as (address, heard):
        settings = Settings(home=tmp_path, notify=[address], notify_language="en")
        with pytest.raises(WarehouseError), notified_of_failure(settings):
            raise WarehouseError("the disk is full", "free space")
    assert heard[0]["title"] == "fazhi: nothing was published"
    assert heard[0]["message"] == "the disk is full; free space"


def test_nobody_is_told_of_a_night_that_found_another_at_work(tmp_path: Path) -> None:
    with listening() as (address, heard):
        settings = Settings(home=tmp_path, notify=[address])
        with pytest.raises(AlreadyRunning), notified_of_failure(settings):
            raise AlreadyRunning("another night is running")
    assert heard == []


def test_an_address_that_fails_fails_no_night_and_shows_no_token(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "flows"):
        send(["nonsense://secret-token", "json://127.0.0.1:9/secret-token"], "title", "body")
    said = [record.getMessage() for record in caplog.records if record.name.startswith("flows")]
    assert len(said) == 2
    assert "secret-token" not in " ".join(said)


def test_a_message_that_cannot_be_made_fails_no_night(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    notify_of_night(Settings(home=tmp_path, notify=["json://127.0.0.1:9/"]))
    assert "nobody was told" in caplog.text
    assert told_until(tmp_path) is None
