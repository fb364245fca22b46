"""A column is believed only when all of it was read."""

from __future__ import annotations

from datetime import date

from flows.parse.column import ListingPage, next_pages, read_column
from flows.parse.document import Listing, ListingEntry, Page
from tests.parse.listing_pages import COLUMN, HOST


def entry(number: int, day: str | None = None) -> ListingEntry:
    listed_on = date.fromisoformat(day) if day else None
    return ListingEntry(url=f"{COLUMN}e{number}.html", title=f"第{number}号", listed_on=listed_on)


def listing(
    *numbers: int, pages: tuple[str, ...] = (), announced: int | None = 1, **more: object
) -> Listing:
    facts = {
        "kind": "listing",
        "family": "generic",
        "entries": [entry(n) for n in numbers],
        "pages": [COLUMN + p for p in pages],
        "pages_announced": announced,
        **more,
    }
    return Listing.model_validate(facts)


def got(
    url: str, page: Page | None, status: int | None = 200, error: str | None = None
) -> ListingPage:
    return ListingPage(COLUMN + url, status, page, error)


def test_a_column_of_one_page_is_complete() -> None:
    read = [got("", listing(1, 2))]
    assert next_pages(read) == []
    column = read_column(read)
    assert column.complete and column.pages_read == 1 and len(column.entries) == 2
    assert column.reason is None and column.status == 200


def test_further_pages_are_asked_once_in_order() -> None:
    first = listing(1, 2, pages=("index_1.html", "index_2.html"), announced=3)
    read = [got("", first)]
    assert next_pages(read) == [f"{COLUMN}index_1.html", f"{COLUMN}index_2.html"]
    read.append(got("index_1.html", listing(3, pages=("index_2.html",), announced=3)))
    assert next_pages(read) == [f"{COLUMN}index_2.html"]
    assert read_column(read).reason == "pages_left"
    read.append(got("index_2.html", listing(4, announced=3)))
    column = read_column(read)
    assert column.complete and column.pages_read == 3
    assert [e.title for e in column.entries] == ["第1号", "第2号", "第3号", "第4号"]


def test_index_page_of_the_folder_is_the_folder() -> None:
    read = [got("", listing(1, pages=("index.html", "index_1.html"), announced=2))]
    assert next_pages(read) == [f"{COLUMN}index_1.html"]


def test_one_page_under_two_prefixes_is_asked_once() -> None:
    first = listing(1, pages=("index_2.html",), announced=2)
    read = [got("", first)]
    other = f"{HOST}/cms/www{COLUMN.removeprefix(HOST)}index_2.html"
    read.append(got("index_2.html", listing(2, announced=2)))
    read[0] = got("", first.model_copy(update={"pages": [*first.pages, other]}))
    assert next_pages(read) == []


def test_the_walk_is_bounded() -> None:
    many = tuple(f"index_{n}.html" for n in range(1, 900))
    assert len(next_pages([got("", listing(1, pages=many, announced=900))])) == 199


def test_pages_on_other_hosts_are_not_asked() -> None:
    first = listing(1).model_copy(update={"pages": ["http://other.example/index_1.html"]})
    assert next_pages([got("", first)]) == []


def test_overlapping_pages_give_each_address_once() -> None:
    read = [
        got("", listing(1, 2, 3, pages=("p2",), announced=2)),
        got("p2", listing(2, 3, 4, announced=2)),
    ]
    column = read_column(read)
    assert [e.url[-7:-5] for e in column.entries] == ["e1", "e2", "e3", "e4"]
    assert column.complete


def test_a_missing_further_page_is_not_complete() -> None:
    first = listing(1, pages=("p2",), announced=2)
    assert read_column([got("", first), got("p2", None, 404)]).reason == "page_2: http_404"
    blocked = Page(kind="blocked", family="generic", reason="waf_challenge")
    column = read_column([got("", first), got("p2", blocked)])
    assert not column.complete and column.reason == "page_2: blocked: waf_challenge"
    assert len(column.entries) == 1


def test_fewer_pages_than_announced_is_not_complete() -> None:
    column = read_column([got("", listing(1, announced=5))])
    assert not column.complete and column.reason == "pages_missing: 1 of 5"


def test_a_site_that_ignores_the_page_number_is_not_complete() -> None:
    read = [
        got("", listing(1, 2, pages=("?p=2",), announced=2)),
        got("?p=2", listing(1, 2, announced=2)),
    ]
    assert read_column(read).reason == "page_2: same_as_first"


def test_a_site_that_gives_a_later_page_twice_is_not_complete() -> None:
    read = [
        got("", listing(1, 2, pages=("p2", "p3"), announced=3)),
        got("p2", listing(3, 4, announced=3)),
        got("p3", listing(3, 4, announced=3)),
    ]
    assert read_column(read).reason == "page_3: same_as_earlier"
    read[2] = got("p3", listing(5, 6, announced=3))
    assert read_column(read).complete


def test_a_further_page_that_has_only_what_others_had_is_not_complete() -> None:
    read = [
        got("", listing(1, 2, 3, pages=("p2", "p3"), announced=3)),
        got("p2", listing(4, 5, 6, announced=3)),
        got("p3", listing(6, announced=3)),
    ]
    assert read_column(read).complete  # the last row slid down between two requests


def test_a_part_of_the_column_may_show_what_the_first_page_shows() -> None:
    first = listing(1, 2, subcolumns=[f"{COLUMN}2023/", f"{COLUMN}2022/"])
    read = [got("", first), got("2023/", listing(1, 2)), got("2022/", listing(3, 4))]
    assert read_column(read).complete


def test_pages_that_only_a_script_could_show_are_not_missing() -> None:
    column = read_column([got("", listing(1, 2, partial=True, announced=5))])
    assert column.complete and column.partial and column.reason == "partial"


def test_first_pages_that_are_no_listing_are_not_complete() -> None:
    cases = {
        "no_answer": got("", None, None),
        "timed_out": got("", None, None, "timed_out"),
        "http_503": got("", None, 503),
        "script_list: filled_by_script": got(
            "", Page(kind="script_list", family="generic", reason="filled_by_script")
        ),
        "other: soft_404": got("", Page(kind="other", family="generic", reason="soft_404")),
        "cut_off": got("", listing(1, reason="cut_off")),
    }
    for reason, one in cases.items():
        column = read_column([one])
        assert (column.complete, column.reason) == (False, reason)
    assert read_column([]).reason == "not_asked"


def test_a_listing_with_an_error_status_is_not_complete() -> None:
    assert not read_column([got("", listing(1), 404)]).complete


def test_provably_empty_needs_the_whole_column() -> None:
    empty = listing(provably_empty=True)
    assert read_column([got("", empty)]).provably_empty
    unproved = listing(reason="empty_unproved")
    assert not read_column([got("", unproved)]).provably_empty
    assert not read_column([got("", listing(provably_empty=True, partial=True))]).provably_empty
    assert not read_column([got("", empty, 500)]).provably_empty


def test_folders_per_year_are_walked_with_their_own_pages() -> None:
    first = listing(subcolumns=[f"{COLUMN}2023/", f"{COLUMN}2022/"])
    read = [got("", first)]
    assert next_pages(read) == [f"{COLUMN}2023/", f"{COLUMN}2022/"]
    read.append(got("2023/", listing(1, pages=("2023/index_1.html",), announced=2)))
    read.append(got("2022/", listing(2)))
    assert next_pages(read) == [f"{COLUMN}2023/index_1.html"]
    assert not read_column(read).complete
    read.append(got("2023/index_1.html", listing(3, announced=2)))
    assert read_column(read).complete
    assert len(read_column(read).entries) == 3


def test_a_folder_with_fewer_pages_than_it_announces_is_not_complete() -> None:
    first = listing(subcolumns=[f"{COLUMN}2023/"])
    read = [got("", first), got("2023/", listing(1, announced=3))]
    assert read_column(read).reason == "pages_missing: 1 of 3"


def test_a_partial_list_says_so() -> None:
    column = read_column([got("", listing(1, partial=True, announced=None))])
    assert column.complete and column.partial and column.reason == "partial"


def test_newest_first_and_oldest() -> None:
    def column(*days: str | None) -> tuple[bool, date | None]:
        page = listing().model_copy(update={"entries": [entry(n, d) for n, d in enumerate(days)]})
        read = read_column([got("", page)])
        return read.newest_first, read.oldest_listed_on

    assert column("2024-01-02", "2023-01-02", "2023-01-02") == (True, date(2023, 1, 2))
    assert column("2023-01-02", "2024-01-02") == (False, date(2023, 1, 2))
    assert column("2024-01-02", None) == (False, date(2024, 1, 2))
    assert column(None) == (False, None)
