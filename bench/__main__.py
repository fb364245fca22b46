"""Print every measurement beside its aim. Exit code 0 whatever came out: it is a report.

`python -m bench [--size 100k|1m] [PART]…`; without parts all of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from bench import accuracy, dashboard, loading, night, reading, resemblance, warehouse
from bench.table import Measured


def main() -> None:
    asked = argparse.ArgumentParser(prog="bench")
    asked.add_argument("--size", choices=warehouse.SIZES, default="100k")
    asked.add_argument("parts", nargs="*")
    given = asked.parse_args()
    # A million signatures only where a million reports are asked for: the time is bounded.
    counts = [count for count in resemblance.SIZES if count <= warehouse.SIZES[given.size]]
    parts: dict[str, Callable[[], Iterator[Measured | str]]] = {
        "reading": reading.measure,
        "accuracy": accuracy.measure,
        "loading": loading.measure,
        "night": night.measure,
        "resemblance": lambda: resemblance.measure(counts),
        "warehouse": lambda: warehouse.measure(given.size),
        "dashboard": dashboard.measure,
    }
    if odd := set(given.parts) - parts.keys():
        asked.error(f"no part {', '.join(sorted(odd))}; there are {', '.join(parts)}")
    for name in given.parts or parts:
        for result in parts[name]():
            print(result.line() if isinstance(result, Measured) else result, flush=True)


if __name__ == "__main__":
    main()
