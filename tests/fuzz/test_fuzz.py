"""No broken page raises, hangs or fills the memory."""

from __future__ import annotations

import pytest

from tests.fuzz.mutants import mutant
from tests.fuzz.reading import trouble

SEED, COUNT, PART = 20260401, 500, 50
QUICK = 200  # of them in `make test`; `make fuzz` reads thousands


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(first, marks=[pytest.mark.slow] if first >= QUICK else [])
        for first in range(0, COUNT, PART)
    ],
)
def test_broken_pages_are_read(first: int) -> None:
    read = {number: trouble(number, SEED) for number in range(first, first + PART)}
    assert {number: said for number, (said, _, _) in read.items() if said} == {}


def test_a_broken_page_can_be_made_again() -> None:
    assert mutant(7, SEED) == mutant(7, SEED)
    assert mutant(7, SEED) != mutant(8, SEED)
