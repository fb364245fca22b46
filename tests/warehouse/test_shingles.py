"""What of a text is compared, against plain Python on invented texts."""

from __future__ import annotations

import random

import numpy as np
import pytest

from warehouse.resemblance import count_shared, prepare, shared_passages
from warehouse.shingles import (
    N_MINHASH,
    distinct,
    figures,
    folded,
    folded_codes,
    minhash,
    sentences,
    shingles,
)
from warehouse.signatures import signature


def invented(seed: int, length: int) -> str:
    dice = random.Random(seed)
    return "".join(chr(0x4E00 + dice.randrange(3000)) for _ in range(length))


def runs(text: str) -> set[str]:
    return {text[place : place + 5] for place in range(len(text) - 4)}


def test_width_white_space_and_invisible_marks_are_left_out() -> None:
    assert folded(" Ａ１，　甲\u200b乙\n\t丙\u00a0\ufeff") == "A1,甲乙丙"


def test_every_character_knows_its_place_in_the_text() -> None:
    text = "甲 乙\n丙"
    codes, places = folded_codes(text)
    assert [text[place] for place in places] == [chr(code) for code in codes] == list("甲乙丙")


def test_a_lone_surrogate_and_rare_characters_are_no_trouble() -> None:
    assert len(folded_codes("甲\ud800\U00020000乙")[0]) == 4


@pytest.mark.parametrize("text", ["", "甲", "甲乙丙丁"])
def test_a_text_of_less_than_five_characters_has_no_shingle(text: str) -> None:
    row = signature("x", text)
    assert (row["shingle_count"], row["minhash"]) == (0, [])
    assert count_shared(prepare(text).distinct_runs, prepare(text).distinct_runs).jaccard == 0


@pytest.mark.parametrize("shared", [0, 1, 200, 1000])
def test_jaccard_and_containment_are_those_of_the_runs_themselves(shared: int) -> None:
    a = invented(1, 1000)
    b = a[:shared] + invented(2, 600)
    told = count_shared(prepare(a).distinct_runs, prepare(b).distinct_runs)
    both, either = runs(a) & runs(b), runs(a) | runs(b)
    assert told.jaccard == len(both) / len(either)
    assert told.containment == len(both) / min(len(runs(a)), len(runs(b)))


def test_a_run_that_comes_twice_counts_once() -> None:
    assert len(prepare("甲乙丙丁戊" * 50).distinct_runs) == 5


def test_signatures_estimate_the_jaccard() -> None:
    errors = []
    for seed in range(60):
        a = invented(seed, 800)
        b = a[: 100 + 10 * seed] + invented(seed + 1000, 700 - 10 * seed)
        one, other = (distinct(shingles(folded_codes(text)[0])) for text in (a, b))
        told = count_shared(one, other).jaccard
        errors.append(float(np.mean(minhash(one) == minhash(other))) - told)
    assert abs(float(np.mean(errors))) < 0.02
    assert float(np.std(errors)) < 0.05


def test_the_signature_of_a_text_never_changes() -> None:
    """What is stored must mean the same on every machine; else raise SIGNATURE_VERSION."""
    row = signature("x", "全镇开展法治宣传200余场次。化解矛盾纠纷31件。")
    minima = row["minhash"]
    assert isinstance(minima, list)
    assert len(minima) == N_MINHASH
    assert minima[:3] == [97106410, 21400671, 249840043]
    assert row["sentences"] == [13861276994759669390]


def test_sentences_that_differ_in_digits_only_are_one() -> None:
    first, second, other = sentences(
        "开展法治宣传200余场次。开展法治宣传9余场次!开展法治培训9余场次"
    )
    assert first.number == second.number != other.number
    assert (first.start, first.end, second.start) == (0, 13, 13)


def test_short_pieces_are_no_sentences() -> None:
    assert sentences("一、成效。(二)做法;存在的问题不少。") == []


def test_figures_come_with_their_words_and_without_dates_and_numbers() -> None:
    text = (
        "2022年3月12日开展法治宣传200余场次,印发〔2019〕28号文件,"
        "按第19条办结率100%,建站3个,共投入2911万元。"
    )
    assert figures(text) == ["共投入2911万元", "法治宣传200余场次"]


def test_passages_are_the_longest_and_do_not_overlap() -> None:
    a, b, c = (invented(seed, length) for seed, length in ((1, 40), (2, 60), (3, 14)))
    one = prepare(a + "甲" + b + "乙" + c)
    other = prepare(c + "丙" + b + "丁" + a)
    found = shared_passages(one, other, 15)
    assert [(p.char_count, p.text) for p in found] == [(60, b), (40, a)]
    assert [(p.start_a, p.end_a) for p in found] == [(41, 101), (0, 40)]
    assert [(p.start_b, p.end_b) for p in found] == [(15, 75), (76, 116)]


def test_boilerplate_is_neither_counted_nor_a_passage() -> None:
    a, b = invented(1, 40), invented(2, 60)
    one, other = prepare(a + b, [(0, 40)]), prepare(b + a, [(60, 100)])
    assert [p.text for p in shared_passages(one, other, 15)] == [b]
    assert len(one.own_runs) == 60 - 4
    assert count_shared(one.own_runs, other.own_runs).jaccard == 1
    assert len(prepare(a, [(0, 40)]).own_runs) == 0


def test_a_text_that_repeats_itself_takes_no_time() -> None:
    text = "依法行政工作" * 5000
    assert shared_passages(prepare(text), prepare(text), 15) == []
