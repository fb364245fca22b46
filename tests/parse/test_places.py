"""What may be the name of a place, with its offset and what stands beside it."""

from __future__ import annotations

import pytest

from flows.parse.places import find_places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("流水镇党委政府高度重视。", ["流水镇"]),
        ("在巫溪县委、县政府领导下", ["在巫溪县"]),
        ("东门街道办事处牵头", ["东门街道"]),
        ("赴涪陵区学习", ["赴涪陵区"]),
        ("全镇、我县、本区、各乡和该街道", []),  # no names
        ("推进乡村振兴、区域协同和社区矫正,乡镇依法行政", []),
        ("在辖区内加强县域治理和市区巡查", []),
        ("", []),
    ],
)
def test_names_of_places_are_measured(text: str, words: list[str]) -> None:
    assert [place.word for place in find_places(text, None)] == words


def test_a_place_comes_with_its_offset_and_context() -> None:
    text = "一是加强领导。流水镇党委政府与白鹿镇交界,两地共建。"
    first, second = find_places(text, "青岩县清水镇人民政府")
    assert [text[p.offset : p.offset + len(p.word)] for p in (first, second)] == [
        first.word,
        second.word,
    ]
    assert first.before.endswith("领导。") and first.after.startswith("党委政府与白鹿镇交界")
    assert second.word.endswith("与白鹿镇") and second.after.startswith("交界")


def test_the_names_of_the_body_itself_are_left_out() -> None:
    text = "清水镇党委。青岩县清水镇政府。大清水乡。"
    assert [p.word for p in find_places(text, "青岩县清水镇人民政府")] == ["大清水乡"]


def test_a_text_of_nothing_but_places_is_bounded() -> None:
    assert len(find_places("流水镇。" * 5_000, None)) == 120
