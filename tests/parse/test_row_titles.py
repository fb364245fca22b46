"""The title of an entry, whole and without what stands beside it."""

from __future__ import annotations

from tests.parse.listing_pages import HOST, TITLES, WANTED, entries, listing, page, rows


def test_a_summary_in_the_link_is_no_part_of_the_title() -> None:
    row = (
        '<li><a href="{file}"><h3>{title}</h3><p>摘要：全镇认真落实年度工作部署。</p>'
        "<span>{day}</span></a></li>"
    )
    assert entries(listing(page(f"<ul>{rows(row)}</ul>"))) == WANTED


def test_an_index_number_that_leads_to_the_document_is_not_its_title() -> None:
    row = (
        '<tr><td><a href="{file}">11500230008689762A/2024-00004</a></td>'
        '<td><a href="{file}">{title}</a></td><td>青溪县云岭镇人民政府</td><td>{day}</td></tr>'
    )
    head = "<tr><th>索引号</th><th>信息名称</th><th>发布机构</th><th>发布日期</th></tr>"
    assert entries(listing(page(f"<table>{head}{rows(row)}</table>"))) == WANTED


def test_index_number_document_number_and_publisher_beside_the_title() -> None:
    row = (
        "<tr><td>1</td><td>11500230008689762A/2024-00004</td>"
        '<td><a href="{file}">{title}</a></td><td><a href="/jz/ylz/">青溪县云岭镇人民政府</a></td>'
        "<td>云岭府发〔2024〕1号</td><td>{day}</td></tr>"
    )
    assert entries(listing(page(f"<table>{rows(row)}</table>"))) == WANTED


def test_documents_at_addresses_without_a_file_name() -> None:
    row = '<li><a href="/portal/details/index/tid/{day}">{title}</a></li>'
    found = listing(page(f'<ul class="list">{rows(row)}</ul>'))
    assert [e.title for e in found.entries] == TITLES
    assert found.entries[0].url == f"{HOST}/portal/details/index/tid/2024-01-19"
