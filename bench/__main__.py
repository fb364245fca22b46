"""Print every measurement beside its aim. Exit code 0 whatever came out: it is a report."""

from __future__ import annotations

from bench import accuracy, dashboard, loading, night, reading, resemblance
from bench.table import Measured


def main() -> None:
    for part in (reading, accuracy, loading, night, resemblance, dashboard):
        for result in part.measure():
            print(result.line() if isinstance(result, Measured) else result, flush=True)


if __name__ == "__main__":
    main()
