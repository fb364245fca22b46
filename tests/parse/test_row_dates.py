"""The day beside an entry, in every form that lists print it in."""

from __future__ import annotations

import pytest

from tests.parse.listing_pages import DAYS, TITLES, WANTED, entries, listing, page, rows

# {y} {m} {d}: with two digits; {M} {D}: without a leading zero.
FORMS = {
    "slashes in brackets": "[{y}/{M}/{D}]",
    "chinese": "{y}年{M}月{D}日",
    "chinese in brackets": "（{y}年{m}月{d}日）",
    "dots": "{y}.{m}.{d}",
    "with the hour": "{y}-{m}-{d} 10:22:33",
    "as computers write it": "{y}-{m}-{d}T10:22:33",
    "compact": "{y}{m}{d}",
    "two digits of the year": "[{yy}-{m}-{d}]",
    "wide digits": "{wide}",
    "label before it": "发布时间：{y}-{m}-{d}",
    "views behind it": "时间：{y}年{m}月{d}日 浏览：22",
    "month and day": "{m}-{d}",
    "month and day with a dot": "{m}.{d}",
    "month and day in chinese": "{M}月{D}日",
    "day above year and month": "<b>{d}</b><i>{y}-{m}</i>",
    "day above year and month with a slash": "<b>{d}</b><i>{y}/{m}</i>",
    "day above chinese year and month": "<b>{d}</b><i>{y}年{m}月</i>",
    "month and day above the year": "<b>{m}-{d}</b><i>{y}</i>",
    "year above month and day": "<b>{y}</b><i>{m}-{d}</i>",
    "day, month and year apart": "<b>{d}</b><i>{m}月</i><em>{y}</em>",
}
PLACES = {
    "behind the link": '<li><a href="{file}">{title}</a><span>{day}</span></li>',
    "before the link": '<li><div>{day}</div><a href="{file}">{title}</a></li>',
    "in the link before the title": '<li><a href="{file}"><div>{day}</div><p>{title}</p></a></li>',
    "in the link behind the title": '<li><a href="{file}"><p>{title}</p><div>{day}</div></a></li>',
}


def printed(form: str) -> list[str]:
    days = []
    for day in DAYS:
        y, m, d = day.split("-")
        wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in day)
        days.append(form.format(y=y, yy=y[2:], m=m, d=d, M=int(m), D=int(d), wide=wide))
    return days


@pytest.mark.parametrize("row", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_day_is_read_in_every_form_and_place_and_is_no_part_of_the_title(
    form: str, row: str
) -> None:
    found = listing(page(f'<ul class="list">{rows(row, days=printed(form))}</ul>'))
    assert entries(found) == WANTED


def test_a_year_in_an_element_of_its_own_stays_in_the_title() -> None:
    row = '<li><a href="{file}"><span>2023</span>年青溪县云岭镇法治政府建设情况的报告</a>{day}</li>'
    found = listing(page(f"<ul>{rows(row)}</ul>"))
    assert all(e.title.replace(" ", "").startswith("2023年青溪县") for e in found.entries)


@pytest.mark.parametrize(
    "head,cells",
    [
        ("<th>标题</th><th>发布日期</th><th>成文日期</th>", "<td>{day}</td><td>2001-01-02</td>"),
        ("<th>标题</th><th>成文日期</th><th>公开时间</th>", "<td>2001-01-02</td><td>{day}</td>"),
        ("<td>名称</td><td>发布日期</td><td>生成日期</td>", "<td>{day}</td><td>2001-01-02</td>"),
    ],
)
@pytest.mark.parametrize(
    "box",
    ["<table><tr>{}</tr>{}</table>", "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"],
)
def test_the_head_of_a_table_says_which_day_is_that_of_publication(
    box: str, head: str, cells: str
) -> None:
    row = '<tr><td><a href="{file}">{title}</a></td>' + cells + "</tr>"
    assert entries(listing(page(box.format(head, rows(row))))) == WANTED


def test_days_that_stand_before_their_entries_are_not_moved_by_one() -> None:
    row = '<dt>{day}</dt><dd><a href="{file}">{title}</a></dd>'
    assert entries(listing(page(f"<dl>{rows(row)}</dl>"))) == WANTED
    row = '<div>{day}</div><div><a href="{file}">{title}</a></div>'
    assert entries(listing(page(f"<div>{rows(row)}</div>"))) == WANTED


def test_titles_stay_whole() -> None:
    row = '<li><a href="{file}"><b>1</b> {title}<em>{day}</em></a></li>'
    assert [e.title for e in listing(page(f"<ul>{rows(row)}</ul>")).entries] == [
        f"1 {title}" for title in TITLES
    ]


@pytest.mark.parametrize(
    "day", ["<b>{m}-{d}</b><i>{y}</i>", "<b>{y}</b><i>{m}/{d}</i>", "<b>{m}.{d}</b><i>{y}年</i>"]
)
def test_a_year_apart_needs_no_day_in_the_address(day: str) -> None:
    files = ["a1.html", "a2.html", "a3.html"]
    row = '<li>{day}<a href="{file}">{title}</a></li>'
    found = listing(page(f'<ul class="list">{rows(row, files=files, days=printed(day))}</ul>'))
    assert [day for _, _, day in entries(found)] == DAYS


@pytest.mark.parametrize(
    "row",
    [
        '<li><h3><a href="{file}">{title}</a></h3><span>{day}</span><p>{summary}</p></li>',
        '<li><h3><a href="{file}">{title}</a></h3><p>{summary}</p><span>[{day}]</span></li>',
    ],
)
def test_days_in_the_summary_of_an_entry_do_not_date_it(row: str) -> None:
    row = row.replace("{summary}", "根据2021年8月2日印发的方案，我镇于2021年9月3日开展工作。")
    assert entries(listing(page(f'<ul class="list">{rows(row)}</ul>'))) == WANTED
