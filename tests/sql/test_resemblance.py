"""Similar texts: what is a pair, which of a pair carries the finding, and what is discounted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.sql.asking import every, found, one
from tests.sql.invented_texts import NAMES, Counties, parts, sentences
from tests.sql.pages import attachment, report
from tests.sql.world import Answer, Body
from warehouse.build import build
from warehouse.sqlfiles import SQL, read_sql

BASE = sentences(1, 70)
# Of 70 sentences so many are last year's; 60 shared give a Jaccard of 0.75, 48 one of 0.52
# (and the runs across their borders are lost).
KEPT = {70: True, 60: True, 48: False, 0: False}
#: Days of two bodies of which none is known to have been first.
SAME_DAYS = [("2023-03-01", "2023-03-01"), (None, "2023-03-01"), (None, None)]
# Figures of the later year; those of the year before are the first.
FIGURES: dict[tuple[str, ...], bool] = {
    ("200", "31", "18", "960"): True, ("200", "31", "18", "5"): True,
    ("200", "31", "19", "961"): False, ("7", "8", "9", "5"): False,
}  # fmt: skip


def pairs(con: duckdb.DuckDBPyConnection, *bodies: Body) -> list[dict[str, Any]]:
    """Pairs of which one at least is of these bodies."""
    ids = [body.filer_id for body in bodies]
    return every(
        con,
        "select * from mart.text_reuse where filer_id_a in $1 or filer_id_b in $1 "
        "order by jaccard desc",
        ids,
    )


def evidence(con: duckdb.DuckDBPyConnection, check_id: str, body: Body) -> dict[str, Any]:
    row = one(
        con,
        "select evidence from checks.offender where check_id = ? and filer_id = ?",
        check_id,
        body.filer_id,
    )
    told: dict[str, Any] = json.loads(row["evidence"])
    return told


def figures_of(*numbers: str) -> list[str]:
    topics = ("开展法治宣传{}余场次", "化解矛盾纠纷{}件", "办理行政复议{}起", "培训执法人员{}人次")
    told = [topic.format(number) + "。" for topic, number in zip(topics, numbers, strict=False)]
    return [*told, "印发〔2019〕28号文件。", "2021年3月12日第19条办结率100%。"]


def years_running(told: Counties) -> None:
    """Bodies with a report for two years."""
    for kept in KEPT:
        (town,) = told.case(f"{kept} kept", 1)
        before = told.fresh(70)
        told.files(town, before, "2022-03-01", 2021, number=2)
        told.files(town, before[:kept] + told.fresh(70 - kept))
    (town,) = told.case("two years apart", 1)
    before = told.fresh(70)
    told.files(town, before, "2021-03-01", 2020, number=2)
    told.files(town, before)
    for later in FIGURES:
        (town,) = told.case(f"figures {later}", 1)
        first = [*figures_of("200", "31", "18", "960"), *told.fresh(40)]
        told.files(town, first, "2022-03-01", 2021, number=2)
        told.files(town, figures_of(*later) + told.fresh(40))


def two_bodies(told: Counties) -> None:
    """Two bodies and what their texts have in common."""
    first, second = told.case("another unit")
    words = told.fresh(70)
    told.files(first, words, "2023-03-09")
    told.files(second, words[:62] + told.fresh(8), "2023-03-02")
    for days in SAME_DAYS:
        words = told.fresh(70)
        for body, day in zip(told.case(f"days {days}"), days, strict=True):
            told.files(body, words, day)
    first, second = told.case("different years")
    words = told.fresh(70)
    told.files(first, words, "2022-03-01", 2021)
    told.files(second, words)
    long, short = told.case("short in long")
    words = told.fresh(70)
    told.files(long, told.fresh(200) + words, "2023-02-01")
    told.files(short, words[:32], "2023-03-01")
    first, second = told.case("passages")
    words = told.fresh(70)
    told.files(first, words[:20] + told.fresh(3) + words[20:], "2023-02-01")
    told.files(second, told.fresh(2) + words, "2023-03-01")
    first, second = told.case("width")
    words = [f"{line[:9]}(12),{line[9:]}" for line in told.fresh(70)]
    told.files(first, words, "2023-02-01")
    told.files(second, [f"\u3000{line[:5]} \n{line[5:]}".replace("(12),", "（１２），")
                        for line in words], "2023-03-01")  # fmt: skip
    words = told.fresh(4)  # 164 characters with the headings
    for body in told.case("too short"):
        told.files(body, words)
    first, second = told.case("attachment")
    words = told.fresh(70)
    told.files(first, words, "2023-02-01")
    file = f"{second.column}1.pdf"
    lists, pages = told.said
    lists[second.column] = [second.entry()]
    pages[second.page()] = second.report(sections=[], text="见附件", text_chars=3,
                                         attachments=[attachment(file)])  # fmt: skip
    pages[file] = Answer(
        report(second.title(), None, sections=parts(words), kind="attachment"),
        parent=second.page(),
    )


def crowds(told: Counties) -> None:
    """What many bodies of a county have in common.

    In the county "template" 40 sentences of five are the same but for digits; the sixth has its
    own. The fourth has also 20 sentences with the third in common, and the last of the five is
    nothing but the template.
    """
    towns = told.case("template", 6)
    for number, town in enumerate(towns[:5]):
        common = [f"{line[:10]}{number + 10}{line[10:]}" for line in BASE[:40]]
        own = sentences(102 if number == 3 else 100 + number, 20)
        told.files(town, common + ([] if number == 4 else own), f"2023-02-0{number + 1}")
    told.files(towns[5], told.fresh(60), "2023-02-07")
    words = told.fresh(70)
    for number, town in enumerate(told.case("four", 4)):
        told.files(town, words, f"2023-02-0{number + 1}")
    words = told.fresh(70)
    first, *others = told.case("first of five", 5)
    told.files(first, words, "2022-03-01", 2021)
    for town in others:
        told.files(town, words)


Told = tuple[duckdb.DuckDBPyConnection, dict[str, list[Body]]]


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    counties = Counties()
    years_running(counties)
    two_bodies(counties)
    crowds(counties)
    with counties.judged() as con:
        yield con, counties.cases


def test_a_case_meets_no_other(told: Told) -> None:
    con, cases = told
    assert every(con, "select * from mart.text_reuse where not same_county") == []
    assert len({bodies[0].filer_id[:6] for bodies in cases.values()}) == len(cases)


@pytest.mark.parametrize("kept", KEPT)
def test_last_years_text_again_is_a_finding_of_the_later_year(told: Told, kept: int) -> None:
    con, cases = told
    (town,) = cases[f"{kept} kept"]
    years = "select report_year from checks.offender where check_id = 'R01' and filer_id = ?"
    assert every(con, years, town.filer_id) == ([{"report_year": 2022}] if KEPT[kept] else [])
    assert found(con, "R02", town) == []
    assert [row["same_filer"] for row in pairs(con, town)] == ([True] if kept else [])


def test_the_threshold_itself_is_similar_and_a_hair_below_is_not(told: Told) -> None:
    con, cases = told
    (town,) = cases["48 kept"]
    reuse = read_sql(SQL / "mart" / "text_reuse.sql").body
    (pair,) = pairs(con, town)
    assert not pair["is_similar"]
    con.execute("begin")
    for mark in ("jaccard", "containment"):
        for above, similar in ((0.0, True), (1e-9, False)):
            con.execute(
                "create or replace table ref.threshold as select * replace (case when "
                "name in ('jaccard', 'containment') then 1 else value end as value) "
                "from ref.threshold"
            )
            con.execute(
                "update ref.threshold set value = ? where check_id = 'R01' and name = ?",
                [pair[mark] + above, mark],
            )
            again = one(
                con, f"select is_similar from ({reuse}) where filer_id_a = ?", town.filer_id
            )
            assert again == {"is_similar": similar}
    con.execute("rollback")


def test_two_years_apart_are_not_compared(told: Told) -> None:
    con, cases = told
    assert pairs(con, *cases["two years apart"]) == []


def test_another_units_text_is_a_finding_of_whoever_published_later(told: Told) -> None:
    con, cases = told
    first, second = cases["another unit"]
    assert found(con, "R02", first) == ["warning"]
    assert found(con, "R02", second) == []
    (pair,) = pairs(con, first, second)
    assert (pair["filer_id_a"], pair["filer_id_b"]) == (second.filer_id, first.filer_id)
    assert (pair["is_first"], pair["same_year"], pair["same_county"]) == (True, True, True)
    message = one(
        con,
        "select message from checks.offender where check_id = 'R02' and filer_id = ?",
        first.filer_id,
    )["message"]
    assert "similar to that of 乙镇人民政府" in message


@pytest.mark.parametrize("days", SAME_DAYS)
def test_both_carry_it_on_one_day_or_where_the_days_are_not_known(
    told: Told, days: tuple[str | None, str | None]
) -> None:
    con, cases = told
    bodies = cases[f"days {days}"]
    assert [found(con, "R02", body) for body in bodies] == [["warning"], ["warning"]]
    (pair,) = pairs(con, *bodies)
    assert pair["jaccard"] == 1
    assert not pair["is_first"]


def test_the_same_text_for_two_different_years_of_two_bodies_is_no_pair(told: Told) -> None:
    con, cases = told
    assert pairs(con, *cases["different years"]) == []


def test_a_short_text_within_a_long_one_is_contained_in_it(told: Told) -> None:
    con, cases = told
    long, short = cases["short in long"]
    (pair,) = pairs(con, long, short)
    assert pair["jaccard"] < 0.2
    assert pair["containment"] > 0.8
    assert found(con, "R02", short) == ["warning"]


def test_the_shared_passages_stand_at_their_offsets_in_both_texts(told: Told) -> None:
    con, cases = told
    _, second = cases["passages"]
    (pair,) = pairs(con, *cases["passages"])
    texts = {
        row["report_id"]: row["text"] for row in every(
            con,
            "select c.report_id, d.document.text from core.compared_text c join raw.document d "
            "on c.text_url = d.url and c.payload_sha256 = d.sha256",
        )
    }  # fmt: skip
    assert [one["char_count"] for one in pair["passages"]] == sorted(
        (one["char_count"] for one in pair["passages"]), reverse=True
    )
    for passage in pair["passages"]:
        a = texts[pair["report_id_a"]][passage["start_a"] : passage["end_a"]]
        b = texts[pair["report_id_b"]][passage["start_b"] : passage["end_b"]]
        squeezed = "".join(a.split())
        assert squeezed == "".join(b.split())
        assert passage["char_count"] == len(squeezed) >= 15
        assert squeezed.startswith(passage["text"].removesuffix("…"))
    shown = evidence(con, "R02", second)
    assert shown["passages"] == pair["passages"]
    assert shown["others"][0]["filer_name"] == "甲镇人民政府"


def test_width_and_white_space_make_no_difference(told: Told) -> None:
    con, cases = told
    (pair,) = pairs(con, *cases["width"])
    assert pair["jaccard"] == 1


def test_a_text_too_short_to_judge_is_compared_with_none(told: Told) -> None:
    con, cases = told
    for body in cases["too short"]:
        compared = "select * from core.compared_text where filer_id = ?"
        assert every(con, compared, body.filer_id) == []
        assert found(con, "R02", body) == []


def test_a_text_in_an_attachment_is_compared_by_the_file(told: Told) -> None:
    con, cases = told
    _, second = cases["attachment"]
    assert found(con, "R02", second) == ["warning"]
    assert evidence(con, "R02", second)["url"] == f"{second.column}1.pdf"


def boilerplate(con: duckdb.DuckDBPyConnection, towns: list[Body]) -> list[dict[str, Any]]:
    return every(
        con,
        "select from_year, n_filers from core.boilerplate where county_code = ?",
        towns[0].filer_id[:6],
    )


def test_boilerplate_is_a_sentence_of_five_bodies(told: Told) -> None:
    con, cases = told
    known = boilerplate(con, cases["template"])
    # A sentence behind a heading goes with it, and the template alone has its headings elsewhere.
    assert len(known) == 36
    assert {(row["from_year"], row["n_filers"]) for row in known} == {(2022, 5)}


def test_boilerplate_alone_makes_no_copy(told: Told) -> None:
    con, cases = told
    towns = cases["template"]
    alike = pairs(con, *towns)
    similar = {row["report_id_b"] for row in alike if row["is_similar"]}
    assert len(alike) > 1
    assert len(similar) == 1
    assert [len(found(con, "R02", town)) for town in towns] == [0, 0, 0, 1, 0, 0]


def test_boilerplate_is_no_shared_passage(told: Told) -> None:
    con, cases = told
    for pair in pairs(con, *cases["template"]):
        if not pair["is_similar"]:
            assert sum(one["char_count"] for one in pair["passages"]) < 200


def test_a_report_that_is_half_boilerplate_is_told_so(told: Told) -> None:
    con, cases = told
    towns = cases["template"]
    assert [found(con, "R05", town) for town in towns] == [["info"]] * 5 + [[]]
    assert evidence(con, "R05", towns[4])["share"] > 0.85


def test_four_bodies_are_no_boilerplate(told: Told) -> None:
    con, cases = told
    assert boilerplate(con, cases["four"]) == []
    assert [found(con, "R05", town) for town in cases["four"]] == [[]] * 4
    assert sum(len(found(con, "R02", town)) for town in cases["four"]) == 3


def test_who_wrote_it_before_it_became_boilerplate_is_not_told_so(told: Told) -> None:
    con, cases = told
    towns = cases["first of five"]
    assert [len(found(con, "R05", town)) for town in towns] == [0, 1, 1, 1, 1]


@pytest.mark.parametrize("later", FIGURES)
def test_the_same_figures_in_the_same_words_two_years_running(
    told: Told, later: tuple[str, ...]
) -> None:
    con, cases = told
    (town,) = cases[f"figures {later}"]
    assert found(con, "R04", town) == (["info"] if FIGURES[later] else [])
    if FIGURES[later]:
        assert "法治宣传200余场次" in " ".join(evidence(con, "R04", town)["figures"])


def test_messages_say_similar_and_never_more(told: Told) -> None:
    con, _ = told
    rows = every(con, "select message from checks.offender where check_id like 'R0_'")
    assert len(rows) > 10
    for row in rows:
        assert not any(word in row["message"] for word in ("抄", "plagiar", "copied", "copy"))


def test_a_crowd_of_equal_texts_is_linked_and_not_paired_each_with_each() -> None:
    county = Counties()
    for number in range(130):
        town = county.body(
            f"{NAMES[number // 100]}{NAMES[number // 10 % 10]}{NAMES[number % 10]}镇人民政府"
        )
        county.files(town, BASE + sentences(number + 10, 20), "2023-02-01")
    with county.judged() as con:
        (count,) = con.execute("select count(*) from core.text_candidate").fetchone() or (0,)
        assert 129 <= count <= 130 * 48 * 3
        linked = (
            "select text_a from core.text_candidate union select text_b from core.text_candidate"
        )
        assert len(con.execute(linked).fetchall()) == 130


def test_building_again_gives_the_same_tables() -> None:
    county = Counties()
    for number, name in enumerate(NAMES[:4]):
        words = BASE[: 50 + number] + sentences(number + 20, 20 - number)
        county.files(county.body(f"{name}镇人民政府"), words, f"2023-02-0{4 - number}")
    tables = ("core.text_candidate", "core.text_comparison", "core.boilerplate", "mart.text_reuse",
              "checks.offender", "raw.text_signature")  # fmt: skip

    def rows_of(con: duckdb.DuckDBPyConnection) -> list[Any]:
        return [con.execute(f"select * from {table} order by all").fetchall() for table in tables]

    with county.judged() as con:
        first = rows_of(con)
        con.execute("set threads = 2")
        build(con)
        assert rows_of(con) == first
    for rows in county.rows.values():
        rows.reverse()
    with county.build() as con:  # every text signed anew
        assert rows_of(con) == first
