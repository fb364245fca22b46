"""The metadata block and the line under the title, in all their shapes."""

from __future__ import annotations

from datetime import date

import pytest

from flows.parse.metadata import read_fields, stamps_under_title, unlabelled_dates


def _is_the_block(cells: list[str]) -> None:
    fields = read_fields(cells)
    assert fields.is_block
    assert fields.value("index_number") == "11500999008689762A/2026-00004"
    assert fields.value("document_number") == "青石府发〔2026〕3号"
    assert fields.value("publisher") == "云岭县青石镇人民政府"
    dates = {(read.source, read.meaning, read.date) for read in fields.dates}
    assert dates == {
        ("metadata", "written", date(2026, 1, 12)),
        ("metadata", "published", date(2026, 1, 19)),
    }


def test_block_in_brackets() -> None:
    _is_the_block(
        [
            "[ 索引号 ]", "11500999008689762A/2026-00004", "[ 发文字号 ]", "青石府发〔2026〕3号",
            "[ 主题分类 ]", "其他", "[ 体裁分类 ]", "报告", "[ 发布机构 ]", "云岭县青石镇人民政府",
            "[ 有效性 ]", "", "[ 成文日期 ]", "2026-01-12", "[ 发布日期 ]", "2026-01-19",
        ]
    )  # fmt: skip


def test_block_on_one_line() -> None:
    _is_the_block(
        [
            "[ 索引号 ] 11500999008689762A/2026-00004 [ 发文字号 ] 青石府发〔2026〕3号 "
            "[ 主题分类 ] 其他 [ 发布机构 ] 云岭县青石镇人民政府 [ 有效性 ] 有效 "
            "[ 成文日期 ] 2026-01-12 [ 发布日期 ] 2026-01-19"
        ]
    )


def test_labels_that_lost_a_character_or_hold_blanks() -> None:
    _is_the_block(
        [
            "[ 索号 ]", "11500999008689762A/2026-00004", "[ 发字号 ]", "青石府发〔2026〕3号",
            "[ 有性 ]", "[ 发 布 机 构 ]", "云岭县青石镇人民政府",
            "[ 成 文 日 期 ]", "2026-01-12", "[ 发布期 ]", "2026-01-19",
        ]
    )  # fmt: skip


def test_block_with_colons_and_blanks_inside_the_labels() -> None:
    _is_the_block(
        [
            "索 引 号：", "11500999008689762A/2026-00004", "文　　号：青石府发〔2026〕3号",
            "组配分类：其他", "发布机构：", "云岭县青石镇人民政府", "生成日期：2026-01-12",
            "公开日期：2026-01-19",
        ]
    )  # fmt: skip


def test_block_in_a_table_without_colons() -> None:
    _is_the_block(
        [
            "索引号", "11500999008689762A/2026-00004", "发文字号", "青石府发〔2026〕3号",
            "发布机构", "云岭县青石镇人民政府", "成文日期", "2026年1月12日",
            "发布日期", "2026年1月19日",
        ]
    )  # fmt: skip


def test_block_that_is_printed_twice_is_read_once() -> None:
    block = [
        "[ 索引号 ]",
        "11500999008689762A/2026-00004",
        "[ 发布机构 ]",
        "甲局",
        "[ 发布日期 ]",
        "2026-01-19",
    ]
    assert len(read_fields([*block, *block]).dates) == 1


def test_empty_value_is_absent() -> None:
    fields = read_fields(["[ 索引号 ]", "[ 发文字号 ]", "无", "[ 发布机构 ]", "甲局"])
    assert fields.value("index_number") is None
    assert fields.value("document_number") is None
    assert fields.value("publisher") == "甲局"


@pytest.mark.parametrize(
    "cells",
    [
        ["时间：2023-03-31 10:09"],
        ["发布日期:", "2023-03-31"],
        ["发布时间 : 2023-03-31"],
        ["日期：2023年3月31日", "来源：甲局"],
        ["来源：甲局 发布时间：2023-03-31 10:09 浏览次数：5"],
    ],
)
def test_line_under_the_title_is_a_displayed_date(cells: list[str]) -> None:
    dates = read_fields(cells).dates
    assert [(d.source, d.meaning, d.date) for d in dates] == [
        ("displayed", "published", date(2023, 3, 31))
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ["页面生成时间 2023-10-23 11:23:36"],
        ["今天是2023年2月8日 星期三"],
        ["本报告所列数据的统计时间为2023年1月1日至2023年12月31日"],
    ],
)
def test_other_days_on_a_page_are_no_publication(cells: list[str]) -> None:
    assert read_fields(cells).dates == []


def test_day_without_a_label() -> None:
    assert unlabelled_dates(["2020-12-09 20:18"])[0].date == date(2020, 12, 9)
    assert unlabelled_dates(["2019年06月15日08:18  来源："])[0].date == date(2019, 6, 15)
    assert unlabelled_dates(["2014-11-3新发布", "2019年全年"]) == []


@pytest.mark.parametrize(
    "label", ["更新日期", "更新时间：", "[ 修改时间 ]", "最后更新", "修改日期："]
)
def test_a_day_of_change_in_a_cell_of_its_own_keeps_its_label(label: str) -> None:
    cells = ["索引号", "11500/2024-00001", "发布机构", "青石镇", label, "2024-06-05"]
    fields = read_fields(cells)
    assert fields.dates == [] and unlabelled_dates(cells) == []
    assert [day.date for day in fields.updated] == [date(2024, 6, 5)]
    assert "更新" in fields.updated[0].text or "修改" in fields.updated[0].text


@pytest.mark.parametrize(
    "cells",
    [
        ["打印时间", "2024-06-05"],
        ["打印时间：", "2024-06-05 10:20"],
        ["打印日期：2024年6月5日 字体：大 中 小"],
        ["今天是：2024年6月5日 星期三 浏览次数：7"],
        ["实施日期", "2024-06-05"],
        ["有效期至", "2024-06-05"],
        ["成文日期：", "2024-06-05"],
    ],
)
def test_a_day_of_something_else_does_not_date_the_page(cells: list[str]) -> None:
    fields = read_fields(cells)
    assert unlabelled_dates(cells) == [] and fields.updated == []
    assert not any(day.meaning == "published" for day in fields.dates)


@pytest.mark.parametrize("cell", ["来源：", "青石镇人民政府", "浏览：7", "挂网时间", "打印"])
def test_a_day_behind_any_other_cell_dates_the_page(cell: str) -> None:
    assert [day.date for day in unlabelled_dates([cell, "2024-06-05"])] == [date(2024, 6, 5)]


@pytest.mark.parametrize("label", ["生成日期", "发文日期", "发文时间"])
def test_a_moment_in_a_block_is_that_at_which_the_page_was_made(label: str) -> None:
    block = ["索引号", "115009990/2026-00007", "发布机构", "甲局"]
    fields = read_fields([*block, f"{label}: 2026-03-18 14:54:13"])
    assert fields.dates == []
    assert [(d.meaning, d.date) for d in fields.updated] == [("published", date(2026, 3, 18))]


@pytest.mark.parametrize(
    "cell",
    ["生成日期: 2026-03-18", "生成日期: 2026-03-18 00:00:00", "成文日期: 2026-03-18 14:54:13"],
)
def test_a_day_of_writing_stays_one(cell: str) -> None:
    fields = read_fields(["索引号", "115009990/2026-00007", "发布机构", "甲局", cell])
    assert [(d.meaning, d.date) for d in fields.dates] == [("written", date(2026, 3, 18))]


def test_a_moment_outside_a_block_dates_no_publication() -> None:
    fields = read_fields(["生成时间：2026-11-18 14:54:13"])
    assert not any(d.meaning == "published" for d in (*fields.dates, *fields.updated))


def test_a_label_may_hang_on_its_day() -> None:
    assert [d.date for d in read_fields(["发布日期2026-01-27"]).dates] == [date(2026, 1, 27)]


def test_a_value_does_not_end_with_the_mark_before_the_next_label() -> None:
    fields = read_fields(["- 名称: 青石镇工作要点 - 文号: 青石府发〔2026〕3号"])
    assert fields.value("title") == "青石镇工作要点"


@pytest.mark.parametrize("stamp", ["甲镇人民政府 2026年01月08日", "2026年01月08日"])
def test_a_day_with_its_noughts_is_a_stamp(stamp: str) -> None:
    assert [d.date for d in stamps_under_title([stamp])] == [date(2026, 1, 8)]


@pytest.mark.parametrize("stamp", ["甲镇人民政府 2026年1月18日", "2026年1月18日"])
def test_a_day_as_people_write_it_is_no_stamp(stamp: str) -> None:
    assert stamps_under_title([stamp]) == []


def test_other_days_of_a_paper_are_no_publication() -> None:
    days = ["归档时间：2026-06-15", "生效时间：2026-01-23 终止时间：2027-01-23"]
    fields = read_fields([*days, "发布来源：青石镇"])
    assert fields.dates == []
    assert fields.value("source") == "青石镇"


def test_a_label_may_hang_on_the_body_before_it() -> None:
    fields = read_fields(["浏览次数:信息来源: 青石司法局发布时间:2026-01-27 16:34"])
    assert [d.date for d in fields.dates] == [date(2026, 1, 27)]
    assert fields.value("source") == "青石司法局"
    assert read_fields(["拟发布时间:2026-01-27"]).dates == []


def test_cells_parted_by_bars_on_one_line() -> None:
    _is_the_block(
        [
            "索引号 | 11500999008689762A/2026-00004 | 发文字号 | 青石府发〔2026〕3号 |",
            "| 发布机构 | 云岭县青石镇人民政府 | 有效性 | |",
            "成文日期 | 2026-01-12 | 发布日期 | 2026-01-19 |",
        ]
    )
