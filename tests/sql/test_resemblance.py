"""Similar texts: what is a pair, which of a pair carries the finding, and what is discounted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.sql.asking import every, found, one
from tests.sql.invented_texts import parts, sentences
from tests.sql.pages import attachment, report
from tests.sql.world import Answer, Body, World
from warehouse.build import build
from warehouse.sqlfiles import SQL, read_sql

NAMES = "甲乙丙丁戊己庚辛壬癸"
BASE = sentences(1, 70)


class County(World):
    """Bodies whose reports are given as sentences."""

    def __init__(self) -> None:
        super().__init__(first_report_year=2021)
        self.said: tuple[dict[str, Any], dict[str, Any]] = ({}, {})

    def files(
        self,
        body: Body,
        words: list[str],
        published: str | None = "2023-03-01",
        year: int = 2022,
        number: int = 1,
        **facts: Any,
    ) -> None:
        lists, pages = self.said
        lists.setdefault(body.column, []).append(body.entry(year=year, number=number))
        pages[body.page(number)] = body.report(published, year, sections=parts(words), **facts)

    def judged(self) -> duckdb.DuckDBPyConnection:
        self.night("2023-05-01", *self.said)
        return self.build()


def pairs(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    return every(con, "select * from mart.text_reuse order by jaccard desc")


def evidence(con: duckdb.DuckDBPyConnection, check_id: str) -> dict[str, Any]:
    row = one(con, "select evidence from checks.offender where check_id = ?", check_id)
    told: dict[str, Any] = json.loads(row["evidence"])
    return told


@pytest.mark.parametrize(
    ("kept", "fires"),
    # Of 70 sentences so many are last year's; 60 shared give a Jaccard of 0.75, 48 one of 0.52
    # (and the runs across their borders are lost).
    [(70, True), (60, True), (48, False), (0, False)],
)
def test_last_years_text_again_is_a_finding_of_the_later_year(kept: int, fires: bool) -> None:
    county = County()
    town = county.body()
    county.files(town, BASE, "2022-03-01", 2021, number=2)
    county.files(town, BASE[:kept] + sentences(2, 70 - kept))
    with county.judged() as con:
        rows = every(con, "select report_year from checks.offender where check_id = 'R01'")
        assert rows == ([{"report_year": 2022}] if fires else [])
        assert found(con, "R02") == []
        assert [row["same_filer"] for row in pairs(con)] == ([True] if kept else [])


def test_the_threshold_itself_is_similar_and_a_hair_below_is_not() -> None:
    county = County()
    town = county.body()
    county.files(town, BASE, "2022-03-01", 2021, number=2)
    county.files(town, BASE[:48] + sentences(2, 22))
    reuse = read_sql(SQL / "mart" / "text_reuse.sql").body
    with county.judged() as con:
        (pair,) = pairs(con)
        assert not pair["is_similar"]
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
                assert one(con, f"select is_similar from ({reuse})") == {"is_similar": similar}


def test_two_years_apart_are_not_compared() -> None:
    county = County()
    town = county.body()
    county.files(town, BASE, "2021-03-01", 2020, number=2)
    county.files(town, BASE)
    with county.judged() as con:
        assert pairs(con) == []


def test_another_units_text_is_a_finding_of_whoever_published_later() -> None:
    county = County()
    first, second = county.body("甲镇人民政府"), county.body("乙镇人民政府")
    county.files(first, BASE, "2023-03-09")
    county.files(second, BASE[:62] + sentences(2, 8), "2023-03-02")
    with county.judged() as con:
        assert found(con, "R02", first) == ["warning"]
        assert found(con, "R02", second) == []
        (pair,) = pairs(con)
        assert (pair["filer_id_a"], pair["filer_id_b"]) == (second.filer_id, first.filer_id)
        assert (pair["is_first"], pair["same_year"], pair["same_county"]) == (True, True, True)
        message = one(con, "select message from checks.offender where check_id = 'R02'")["message"]
        assert "similar to that of 乙镇人民政府" in message


@pytest.mark.parametrize("days", [("2023-03-01", "2023-03-01"), (None, "2023-03-01"), (None, None)])
def test_both_carry_it_on_one_day_or_where_the_days_are_not_known(
    days: tuple[str | None, str | None],
) -> None:
    county = County()
    bodies = [county.body("甲镇人民政府"), county.body("乙镇人民政府")]
    for body, day in zip(bodies, days, strict=True):
        county.files(body, BASE, day)
    with county.judged() as con:
        assert [found(con, "R02", body) for body in bodies] == [["warning"], ["warning"]]
        (pair,) = pairs(con)
        assert pair["jaccard"] == 1
        assert not pair["is_first"]


def test_the_same_text_for_two_different_years_of_two_bodies_is_no_pair() -> None:
    county = County()
    first, second = county.body("甲镇人民政府"), county.body("乙镇人民政府")
    county.files(first, BASE, "2022-03-01", 2021)
    county.files(second, BASE)
    with county.judged() as con:
        assert pairs(con) == []


def test_a_short_text_within_a_long_one_is_contained_in_it() -> None:
    county = County()
    long, short = county.body("甲镇人民政府"), county.body("乙镇人民政府")
    county.files(long, sentences(3, 200) + BASE, "2023-02-01")
    county.files(short, BASE[:32], "2023-03-01")
    with county.judged() as con:
        (pair,) = pairs(con)
        assert pair["jaccard"] < 0.2
        assert pair["containment"] > 0.8
        assert found(con, "R02", short) == ["warning"]


def test_the_shared_passages_stand_at_their_offsets_in_both_texts() -> None:
    county = County()
    first, second = county.body("甲镇人民政府"), county.body("乙镇人民政府")
    county.files(first, BASE[:20] + sentences(5, 3) + BASE[20:], "2023-02-01")
    county.files(second, sentences(6, 2) + BASE, "2023-03-01")
    with county.judged() as con:
        (pair,) = pairs(con)
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
        told = evidence(con, "R02")
        assert told["passages"] == pair["passages"]
        assert told["others"][0]["filer_name"] == "甲镇人民政府"


def test_width_and_white_space_make_no_difference() -> None:
    county = County()
    first, second = county.body("甲镇人民政府"), county.body("乙镇人民政府")
    words = [f"{line[:9]}(12),{line[9:]}" for line in BASE]
    county.files(first, words, "2023-02-01")
    county.files(second, [f"\u3000{line[:5]} \n{line[5:]}".replace("(12),", "（１２），")
                          for line in words], "2023-03-01")  # fmt: skip
    with county.judged() as con:
        (pair,) = pairs(con)
        assert pair["jaccard"] == 1


def test_a_text_too_short_to_judge_is_compared_with_none() -> None:
    county = County()
    bodies = [county.body("甲镇人民政府"), county.body("乙镇人民政府")]
    for body in bodies:
        county.files(body, BASE[:4])  # 164 characters with the headings
    with county.judged() as con:
        assert every(con, "select * from core.compared_text") == []
        assert found(con, "R02") == []


def test_a_text_in_an_attachment_is_compared_by_the_file() -> None:
    county = County()
    first, second = county.body("甲镇人民政府"), county.body("乙镇人民政府")
    county.files(first, BASE, "2023-02-01")
    file = f"{second.column}1.pdf"
    lists, pages = county.said
    lists[second.column] = [second.entry()]
    pages[second.page()] = second.report(sections=[], text="见附件", text_chars=3,
                                         attachments=[attachment(file)])  # fmt: skip
    pages[file] = Answer(
        report(second.title(), None, sections=parts(BASE), kind="attachment"), parent=second.page()
    )
    with county.judged() as con:
        assert found(con, "R02", second) == ["warning"]
        assert evidence(con, "R02")["url"] == file


Template = tuple[duckdb.DuckDBPyConnection, list[Body]]


@pytest.fixture(scope="module")
def template() -> Iterator[Template]:
    """Six towns: 40 sentences of five are the same but for digits; the sixth has its own.

    The fourth and fifth have also 20 sentences of their own in common, and the last of the five
    is nothing but the template.
    """
    county = County()
    towns = [county.body(f"{name}镇人民政府") for name in NAMES[:6]]
    for number, town in enumerate(towns[:5]):
        common = [f"{line[:10]}{number + 10}{line[10:]}" for line in BASE[:40]]
        own = sentences(100 + number, 20)
        if number == 3:
            own = sentences(102, 20)
        county.files(town, common + ([] if number == 4 else own), f"2023-02-0{number + 1}")
    county.files(towns[5], sentences(200, 60), "2023-02-07")
    with county.judged() as con:
        yield con, towns


def test_boilerplate_is_a_sentence_of_five_bodies(template: Template) -> None:
    con, _ = template
    known = every(con, "select from_year, n_filers from core.boilerplate")
    # A sentence behind a heading goes with it, and the template alone has its headings elsewhere.
    assert len(known) == 36
    assert {(row["from_year"], row["n_filers"]) for row in known} == {(2022, 5)}


def test_boilerplate_alone_makes_no_copy(template: Template) -> None:
    con, towns = template
    similar = {row["report_id_b"] for row in pairs(con) if row["is_similar"]}
    assert len(pairs(con)) > 1
    assert len(similar) == 1
    assert [len(found(con, "R02", town)) for town in towns] == [0, 0, 0, 1, 0, 0]


def test_boilerplate_is_no_shared_passage(template: Template) -> None:
    con, _ = template
    for pair in pairs(con):
        if not pair["is_similar"]:
            assert sum(one["char_count"] for one in pair["passages"]) < 200


def test_a_report_that_is_half_boilerplate_is_told_so(template: Template) -> None:
    con, towns = template
    assert [found(con, "R05", town) for town in towns] == [["info"]] * 5 + [[]]
    told = one(con, "select evidence from checks.offender where check_id = 'R05' and filer_id = ?",
               towns[4].filer_id)  # fmt: skip
    assert json.loads(told["evidence"])["share"] > 0.85


def test_four_bodies_are_no_boilerplate() -> None:
    county = County()
    for number, name in enumerate(NAMES[:4]):
        county.files(county.body(f"{name}镇人民政府"), BASE, f"2023-02-0{number + 1}")
    with county.judged() as con:
        assert every(con, "select * from core.boilerplate") == []
        assert found(con, "R05") == []
        assert len(found(con, "R02")) == 3


def test_who_wrote_it_before_it_became_boilerplate_is_not_told_so() -> None:
    county = County()
    towns = [county.body(f"{name}镇人民政府") for name in NAMES[:5]]
    county.files(towns[0], BASE, "2022-03-01", 2021)
    for town in towns[1:]:
        county.files(town, BASE)
    with county.judged() as con:
        assert [len(found(con, "R05", town)) for town in towns] == [0, 1, 1, 1, 1]


def figures_of(*numbers: str) -> list[str]:
    topics = ("开展法治宣传{}余场次", "化解矛盾纠纷{}件", "办理行政复议{}起", "培训执法人员{}人次")
    told = [topic.format(number) + "。" for topic, number in zip(topics, numbers, strict=False)]
    return [*told, "印发〔2019〕28号文件。", "2021年3月12日第19条办结率100%。"]


@pytest.mark.parametrize(
    ("later", "fires"),
    [(("200", "31", "18", "960"), True), (("200", "31", "18", "5"), True),
     (("200", "31", "19", "961"), False), (("7", "8", "9", "5"), False)],
)  # fmt: skip
def test_the_same_figures_in_the_same_words_two_years_running(
    later: tuple[str, ...], fires: bool
) -> None:
    county = County()
    town = county.body()
    county.files(town, figures_of("200", "31", "18", "960") + sentences(1, 40), "2022-03-01",
                 2021, number=2)  # fmt: skip
    county.files(town, figures_of(*later) + sentences(2, 40))
    with county.judged() as con:
        assert found(con, "R04") == (["info"] if fires else [])
        if fires:
            assert "法治宣传200余场次" in " ".join(evidence(con, "R04")["figures"])


def test_a_crowd_of_equal_texts_is_linked_and_not_paired_each_with_each() -> None:
    county = County()
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


def test_messages_say_similar_and_never_more(template: Template) -> None:
    con, _ = template
    for row in every(con, "select message from checks.offender where check_id like 'R0_'"):
        assert not any(word in row["message"] for word in ("抄", "plagiar", "copied", "copy"))


def test_building_again_gives_the_same_tables() -> None:
    county = County()
    for number, name in enumerate(NAMES[:4]):
        words = BASE[: 50 + number] + sentences(number + 20, 20 - number)
        county.files(county.body(f"{name}镇人民政府"), words, f"2023-02-0{4 - number}")
    tables = ("core.text_candidate", "core.text_comparison", "core.boilerplate", "mart.text_reuse",
              "checks.offender", "raw.text_signature")  # fmt: skip

    def told(con: duckdb.DuckDBPyConnection) -> list[Any]:
        return [con.execute(f"select * from {table} order by all").fetchall() for table in tables]

    with county.judged() as con:
        first = told(con)
        build(con)
        assert told(con) == first
        con.execute("delete from raw.text_signature")
        con.execute("set threads = 1")
        build(con)
        assert told(con) == first
    for rows in county.rows.values():
        rows.reverse()
    with county.build() as con:
        assert told(con) == first
