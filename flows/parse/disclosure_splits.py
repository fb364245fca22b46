"""Figures that stand side by side without anything between them: 280000028.

They can be told apart only where one way of cutting them is left: a zero leads no other digit, and
the figures of a row of the national forms end with their sum.
"""

from __future__ import annotations

from collections.abc import Iterator

_MOST_DIGITS = 24


def cut_with_sum(digits: str, count: int, groups: int = 1) -> list[int] | None:
    """Return the only `groups` × `count` numbers that the digits can be, or None.

    The last number of each group is the sum of the others.
    """
    if not digits.isdigit() or len(digits) > _MOST_DIGITS or len(digits) < count * groups:
        return None
    found: list[int] | None = None
    for numbers in _cuts(digits, count, groups):
        if found is not None:
            return None
        found = numbers
    return found


def all_zero(digits: str, count: int) -> list[int] | None:
    """Return `count` zeros if the digits can be nothing else."""
    return [0] * count if digits == "0" * count else None


def _cuts(digits: str, count: int, groups: int) -> Iterator[list[int]]:
    if groups == 0:
        if not digits:
            yield []
        return
    rest = count * (groups - 1)
    for numbers, behind in _group(digits, count, 0, rest):
        for others in _cuts(behind, count, groups - 1):
            yield [*numbers, *others]


def _group(digits: str, count: int, total: int, rest: int) -> Iterator[tuple[list[int], str]]:
    """One group from the left; `rest` digits at least must remain for the others."""
    if count == 1:
        last = str(total)
        if digits.startswith(last) and len(digits) - len(last) >= rest:
            yield [total], digits[len(last) :]
        return
    longest = 1 if digits.startswith("0") else len(digits) - (count - 1) - rest
    for size in range(1, longest + 1):
        number = int(digits[:size])
        # The sum at the end is at least as long as what has been added up so far.
        if len(digits) - size < count - 2 + len(str(total + number)) + rest:
            break
        for others, behind in _group(digits[size:], count - 1, total + number, rest):
            yield [number, *others], behind
