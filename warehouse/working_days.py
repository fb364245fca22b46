"""Writes `sql/ref/working_day.csv` anew: the days on which the State Council departs from the week.

    .venv/bin/python -m warehouse.working_days

Run it when a newer chinesecalendar knows another year (the State Council announces a year's days
off in the autumn before). Beyond the last year of the file T04 is not testable.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from chinese_calendar.constants import holidays, in_lieu_days, workdays

from warehouse.sqlfiles import SQL

CSV = SQL / "ref" / "working_day.csv"
FIRST_YEAR = 2015  # no report is owed for an earlier year


def exceptions() -> list[tuple[date, bool, str]]:
    """Weekdays off and working days at weekends (调休), each with its occasion, by day."""
    named: dict[date, str] = {**holidays, **in_lieu_days}
    found = [(day, False, name) for day, name in named.items() if day.weekday() < 5]
    found += [(day, True, name) for day, name in workdays.items() if day.weekday() >= 5]
    return sorted(row for row in found if row[0].year >= FIRST_YEAR)


def write(path: Path = CSV) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["day", "is_working", "occasion"])
        for day, is_working, occasion in exceptions():
            rows.writerow([day.isoformat(), str(is_working).lower(), occasion])


if __name__ == "__main__":
    write()
