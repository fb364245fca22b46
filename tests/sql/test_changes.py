"""What changed in a text, what became of a report, and pages that disagree: W05, W06, W07."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from flows.parse.document import MetaTag, Section
from tests.sql.asking import Built, every, found, one
from tests.sql.pages import report, section, whole
from tests.sql.world import Body, World

TAGS = [
    "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords",
    "ColumnType", "ArticleTitle", "PubDate", "ContentSource",
]  # fmt: skip


def tags(*, without: str = "", empty: str = "") -> list[MetaTag]:
    return [MetaTag(name=t, content="" if t == empty else "x") for t in TAGS if t != without]


def edited() -> list[Section]:
    """The outline of `whole`, a sentence replaced, a section put in before it and one renamed."""
    first, problems, leadership, plans = whole()
    return [
        section("基本情况", "全镇有九个村。", path="1", items=("theme",)),
        first.model_copy(update={"path": "2", "text": f"{first.text}新做了一件事。"}),
        problems.model_copy(update={"path": "3"}),
        leadership.model_copy(update={"path": "4", "heading": "第一责任人履职"}),
        plans.model_copy(update={"path": "5", "text": "明年再努力。"}),
    ]


@pytest.fixture(scope="module")
def changed() -> Iterator[Built]:
    world = World()
    names = ("edited", "still", "twins", "twins with days apart", "twins alike", "moved", "back")
    b: dict[str, Body] = {n: world.body(f"甲{i}镇人民政府") for i, n in enumerate(names)}
    lists: dict[str, Any] = {one.column: [one.entry()] for one in b.values()}
    pages: dict[str, Any] = {one.page(): one.report() for one in b.values()}
    for name in ("twins", "twins with days apart", "twins alike"):
        lists[b[name].column].append(b[name].entry(number=2))
    pages[b["twins"].page(2)] = b["twins"].report(sections=edited())
    pages[b["twins with days apart"].page(2)] = b["twins with days apart"].report("2023-03-03")
    pages[b["twins alike"].page(2)] = b["twins alike"].report("2023-03-02")
    world.night("2023-05-01", lists, pages)
    moved, back = b["moved"], b["back"]
    world.night(
        "2023-05-02",
        {moved.column: [moved.entry(number=2)], back.column: []},
        {
            b["edited"].page(): b["edited"].report(sections=edited()),
            moved.page(): 404,
            moved.page(2): moved.report("2023-05-02", sections=edited()),
            back.page(): 404,
        },
    )
    world.night("2023-05-03", {back.column: [back.entry()]}, {back.page(): back.report()})
    con = world.build()
    yield con, b
    con.close()


def changes(built: Built, name: str) -> dict[tuple[str, str], tuple[str, list[str], list[str]]]:
    con, b = built
    rows = every(
        con,
        "select c.* from mart.report_change c inner join core.report r using (report_id) "
        "where r.filer_id = ?",
        b[name].filer_id,
    )
    return {
        (row["part"], row["heading"]): (row["change"], row["removed"], row["added"]) for row in rows
    }


def test_a_change_is_told_by_section_in_sentences(changed: Built) -> None:
    found_changes = changes(changed, "edited")
    assert found_changes == {
        ("section", "基本情况"): ("added", [], ["全镇有九个村"]),
        ("section", "主要举措和成效"): ("changed", [], ["新做了一件事"]),
        ("section", "第一责任人履职"): ("renamed", [], []),
        ("section", "2023年主要安排"): ("changed", ["本年做了工作"], ["明年再努力"]),
    }


def test_an_unchanged_report_has_no_change(changed: Built) -> None:
    assert changes(changed, "still") == {}
    con, b = changed
    assert found(con, "W05", b["still"]) == []


def test_evidence_of_a_change_holds_the_sentences(changed: Built) -> None:
    con, b = changed
    row = one(
        con,
        "select evidence from checks.offender where check_id = 'W05' and filer_id = ?",
        b["edited"].filer_id,
    )
    evidence = json.loads(row["evidence"])
    assert [version["version"] for version in evidence["versions"]] == [1, 2]
    assert {change["heading"] for change in evidence["changes"]} >= {"基本情况", "2023年主要安排"}


@pytest.mark.parametrize(
    ("name", "severities", "texts", "dates"),
    [
        ("twins", ["info"], True, False),
        ("twins with days apart", ["info"], False, True),
        ("twins alike", [], None, None),
        ("moved", [], None, None),  # the first address is gone: it contradicts nothing
        ("still", [], None, None),
    ],
)
def test_one_report_at_two_addresses(
    changed: Built, name: str, severities: list[str], texts: bool | None, dates: bool | None
) -> None:
    con, b = changed
    assert found(con, "W06", b[name]) == severities
    if severities:
        row = one(
            con,
            "select evidence from checks.offender where check_id = 'W06' and filer_id = ?",
            b[name].filer_id,
        )
        evidence = json.loads(row["evidence"])
        assert (evidence["texts_differ"], evidence["dates_differ"]) == (texts, dates)
        assert len(evidence["pages"]) == 2 and all(page["sha256"] for page in evidence["pages"])


def test_what_became_of_a_report_is_told_in_order(changed: Built) -> None:
    con, b = changed

    def told(name: str) -> list[tuple[str, str]]:
        rows = every(
            con,
            "select e.event, china_day(e.happened_at)::varchar as day from mart.report_event e "
            "inner join core.report r using (report_id) where r.filer_id = ? order by 2, 1",
            b[name].filer_id,
        )
        return [(row["event"], row["day"][-2:]) for row in rows]

    assert told("still") == [("seen", "01")]
    assert told("edited") == [("seen", "01"), ("changed", "02")]
    assert told("back") == [("seen", "01"), ("gone", "02"), ("back", "03")]
    assert told("moved") == [
        ("seen", "01"), ("changed", "02"), ("gone", "02"), ("off_list", "02"), ("seen", "02"),
    ]  # fmt: skip


# Facts of a page → tags that it lacks, tags that say nothing; None where there is no finding.
TAGGED: dict[str, tuple[dict[str, Any], tuple[list[str], list[str]] | None]] = {
    "all": ({"meta_tags": tags()}, None),
    "one lacks": ({"meta_tags": tags(without="PubDate")}, (["PubDate"], [])),
    "one empty": ({"meta_tags": tags(empty="SiteDomain")}, ([], ["SiteDomain"])),
    "small letters": (
        {"meta_tags": [t.model_copy(update={"name": t.name.lower()}) for t in tags()]},
        None,
    ),
    "no page but a text": ({"meta_tags": [], "family": "text"}, None),
}


@pytest.fixture(scope="module")
def tagged() -> Iterator[Built]:
    world = World()
    names = [*TAGGED, "two pages", "does not open"]
    b = {name: world.body(f"甲{i}镇人民政府") for i, name in enumerate(names)}
    lists: dict[str, Any] = {b[name].column: [b[name].entry()] for name in TAGGED}
    pages: dict[str, Any] = {
        b[name].page(): b[name].report(**facts) for name, (facts, _) in TAGGED.items()
    }
    two, unopened = b["two pages"], b["does not open"]
    lists[two.column] = [two.entry(), two.entry(year=2021, number=2)]
    pages |= {two.page(): two.report(), two.page(2): two.report("2022-03-01", 2021)}
    lists[unopened.column] = [unopened.entry("2023-03-01")]
    pages[unopened.page()] = "timeout"
    world.night("2023-05-01", lists, pages)
    with world.build() as con:
        yield con, b


@pytest.mark.parametrize("name", TAGGED)
def test_required_meta_tags(tagged: Built, name: str) -> None:
    con, b = tagged
    body, expected = b[name], TAGGED[name][1]
    rows = every(
        con,
        "select column_url, filer_id, severity, evidence from checks.offender "
        "where check_id = 'W07' and (filer_id = $1 or column_url = $2)",
        body.filer_id,
        body.column,
    )
    if expected is None:
        assert rows == []
        return
    (row,) = rows
    assert (row["column_url"], row["filer_id"], row["severity"]) == (
        body.column, body.filer_id, "info",
    )  # fmt: skip
    evidence = json.loads(row["evidence"])
    assert (evidence["missing"], evidence["empty"]) == expected
    assert evidence["pages"][0]["url"] == body.page()


def test_pages_without_tags_are_one_finding_of_their_column(tagged: Built) -> None:
    con, b = tagged
    assert found(con, "W07", b["two pages"]) == ["info"]
    assert len(found(con, "W07")) == 3  # nor is there one of nobody


def test_report_without_a_page_has_no_tags_to_lack(tagged: Built) -> None:
    con, b = tagged
    assert found(con, "W07", b["does not open"]) == []


def test_report_of_a_page_is_judged_by_the_page(changed: Built) -> None:
    """The invented pages of this module lack every tag: one finding for each column."""
    con, b = changed
    rows = every(con, "select column_url from checks.offender where check_id = 'W07'")
    assert sorted(row["column_url"] for row in rows) == sorted(one.column for one in b.values())
    assert report().meta_tags == []
