"""`fazhi backfill`: report years of a county that were not asked for before, collected now.

A county whose `first_report_year` was set back owes reports for more years from its next night on,
and most of them are known already: listing pages are read whole every night, and every report they
show is fetched whatever its year. A backfill is that night, now and for this county alone, with one
thing more: articles that may be about these years are fetched whole and not only if they changed,
so that what an older fault cut short or took for unchanged is read again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from flows import exits
from flows.night import check_request
from flows.night_shown import run_and_show
from flows.published import Filter, status
from flows.run_folder import SHANGHAI
from flows.settings import Settings
from flows.show import show, terminal

_SPAN = re.compile(r"(\d{4})(?:[-–](\d{4}))?")


def run_backfill(
    settings: Settings, *, counties: Sequence[str], years: Sequence[str], as_of: datetime | None
) -> int:
    """Collect the counties' report years now and show their duties; returns the exit code.

    Raises WrongUsage for years that cannot be, or lie before a county's first report year.
    """
    if not counties:
        raise exits.WrongUsage("no county was named; add --county CODE")
    newest = (as_of or datetime.now(SHANGHAI)).year - 1
    wanted = read_years(years, newest)
    _, asked = check_request(settings, counties)
    for source in asked:
        first = source.county.first_report_year
        if wanted and min(wanted) < first:
            raise exits.WrongUsage(
                f"county {source.county.code} owes reports from {first} on; set "
                f"first_report_year = {min(wanted)} in its source file first"
            )
    wanted = wanted or list(range(min(s.county.first_report_year for s in asked), newest + 1))
    code = run_and_show(settings, counties=counties, as_of=as_of, whole_years=wanted)
    duties = status(Filter(counties=counties, years=wanted))
    shown = duties.ask(settings.home).select(duties.shown)
    show(terminal(), shown, f"report years {wanted[0]} to {wanted[-1]}", "no duty in these years")
    return code


def read_years(texts: Sequence[str], newest: int) -> list[int]:
    """Report years of `2019`, `2019-2021` and lists of these with commas, in order."""
    years: set[int] = set()
    for part in ",".join(texts).replace(" ", "").split(","):
        if not part:
            continue
        span = _SPAN.fullmatch(part)
        if span is None:
            raise exits.WrongUsage(f"--years {part!r}: write 2019, 2019-2021 or 2019,2021")
        first, last = int(span[1]), int(span[2] or span[1])
        if not first <= last <= newest:
            raise exits.WrongUsage(f"--years {part!r}: report years run up to {newest}, upwards")
        years.update(range(first, last + 1))
    return sorted(years)
