"""`fazhi doctor`: whether this machine can run its nights, and whether it does.

Each check says what it found and, where something is wrong, what to do. None of them imports
Prefect, opens the working file or asks a county's site, except that `--network` connects to each
site once.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import Any, Literal
from urllib.parse import quote, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from packaging.requirements import Requirement

from flows import exits
from flows.collect.address import is_loopback_name
from flows.run_folder import SHANGHAI
from flows.serving import is_healthy, running_server
from flows.settings import Settings
from flows.sources.registry import InvalidSources, Source, load_sources
from warehouse.database import CURRENT, WORKING, open_published
from warehouse.errors import WarehouseError
from warehouse.lock import lock_holder

Level = Literal["well", "look", "wrong"]
#: A night is run every 24 hours; half a day more and one was missed.
MOST_HOURS = 36
#: Room for a night's archive and for the copy that a publication makes.
LEAST_FREE_BYTES = 2 * 1024**3
#: A calendar that ends so soon needs a newer package.
CALENDAR_NOTICE = timedelta(days=60)
_CONNECT_SECONDS = 5.0


@dataclass(frozen=True)
class Result:
    """One check: `look` wants a person's eye some day, `wrong` now. A remedy where not well."""

    name: str
    level: Level
    found: str
    remedy: str = ""


def examine(
    settings: Settings, *, network: bool = False, now: datetime | None = None
) -> list[Result]:
    """Run every check; none raises. `now` is the wall clock, which only health depends on."""
    moment = now or datetime.now(UTC)
    checks: list[tuple[str, Callable[[], Iterator[Result]]]] = [
        ("versions", _versions),
        ("disk", lambda: _disk(settings)),
        ("lock", lambda: _lock(settings, moment)),
        ("database", lambda: _database(settings)),
        ("sources", lambda: _sources(settings)),
        ("calendar", lambda: _calendar(moment)),
        ("schedule", lambda: _schedule(settings)),
        ("machines", lambda: _machines(settings)),
        ("last night", lambda: _last_night(settings, moment)),
    ]
    if network:
        checks.insert(6, ("network", lambda: _network(settings)))
    results: list[Result] = []
    for name, check in checks:
        try:
            results += check()
        except Exception as error:  # a doctor that falls ill says so and goes on
            words = exits.explain(error)[1]
            results.append(Result(name, "wrong", "; ".join(words), "set FAZHI_DEBUG=1"))
    return results


def _versions() -> Iterator[Result]:
    wrong = []
    for text in requires("fazhi") or []:
        wanted = Requirement(text)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            there = version(wanted.name)
        except PackageNotFoundError:
            wrong.append(f"{wanted.name} is not installed")
            continue
        if not wanted.specifier.contains(there, prereleases=True):
            wrong.append(f"{wanted.name} {there} is not {wanted.specifier}")
    python = ".".join(str(part) for part in sys.version_info[:3])
    if wrong:
        remedy = "install with `pip install -c constraints.txt -e .` in the project"
        yield Result("versions", "wrong", "; ".join(wrong), remedy)
    else:
        names = ("duckdb", "prefect")
        found = ", ".join(f"{name} {version(name)}" for name in names)
        yield Result("versions", "well", f"fazhi {version('fazhi')}, Python {python}, {found}")


def _disk(settings: Settings) -> Iterator[Result]:
    home = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(home).free
    working = settings.home / WORKING
    size = working.stat().st_size if working.exists() else 0
    needed = LEAST_FREE_BYTES + 2 * size
    found = f"{free / 1024**3:.1f} GB free in {settings.home}"
    if not os.access(home, os.W_OK):
        yield Result("disk", "wrong", f"{home} cannot be written to", "check owner and mode")
    elif free < needed:
        remedy = f"keep {needed / 1024**3:.1f} GB free; lower FAZHI_RELEASES_KEPT or move the home"
        yield Result("disk", "wrong", found, remedy)
    else:
        yield Result("disk", "well", found)


def _lock(settings: Settings, now: datetime) -> Iterator[Result]:
    held = lock_holder(settings.home)
    if held is None:
        yield Result("lock", "well", "no night is running")
        return
    who, since = held
    longest = timedelta(minutes=settings.night_minutes) + timedelta(hours=2)
    found = f"a night is running: process {who} since {since:%Y-%m-%d %H:%M}"
    if now - since > longest:
        remedy = f"look at process {who}; end it and the next night completes what it began"
        yield Result("lock", "wrong", found, remedy)
    else:
        yield Result("lock", "well", found)


def _database(settings: Settings) -> Iterator[Result]:
    working = settings.home / WORKING
    if not working.exists():
        yield Result("database", "look", f"no {working}", "run `fazhi nightly`")
        return
    with working.open("rb") as file:
        head = file.read(16)
    if head[8:12] != b"DUCK":
        remedy = "move it away and run `fazhi rebuild --from-archive`"
        yield Result("database", "wrong", f"{working} is no DuckDB file", remedy)
        return
    try:
        with open_published(settings.home) as con:
            (reports,) = con.execute("select count(*) from core.report").fetchone() or (0,)
    except WarehouseError as error:
        yield Result("database", "wrong", error.problem, error.remedy)
        return
    shown = (settings.home / CURRENT).resolve().name
    yield Result("database", "well", f"{shown} shows {reports} reports")


def _sources(settings: Settings) -> Iterator[Result]:
    try:
        sources = load_sources(settings.sources)
    except InvalidSources as invalid:
        remedy = "correct it and call `fazhi sources check`"
        yield Result("sources", "wrong", "; ".join(invalid.problems[:3]), remedy)
        return
    columns = sum(len(source.columns()) for source in sources)
    found = f"{len(sources)} counties with {columns} columns in {settings.sources}"
    public = any(not is_loopback_name(host) for source in sources for host in source.hosts())
    if public and not settings.contact:
        remedy = "set FAZHI_CONTACT to your mail or web address"
        yield Result("sources", "wrong", f"{found}, but no contact is set", remedy)
    else:
        yield Result("sources", "well", found)


def calendar_end() -> date:
    """Last day of the newest year whose holidays and working days the calendar knows."""
    from chinese_calendar.constants import holidays

    return date(max(day.year for day in holidays), 12, 31)


def _calendar(now: datetime) -> Iterator[Result]:
    end = calendar_end()
    found = f"holidays and working days are known until {end}"
    if now.astimezone(SHANGHAI).date() + CALENDAR_NOTICE > end:
        remedy = (
            "install a newer chinesecalendar when the State Council has named the next year's "
            "holidays; until then the check on working days leaves later dates out"
        )
        yield Result("calendar", "look", found, remedy)
    else:
        yield Result("calendar", "well", found)


def _network(settings: Settings) -> Iterator[Result]:
    """One connection to the site of each county, without a request."""
    sources = load_sources(settings.sources)
    with ThreadPoolExecutor(max_workers=settings.workers) as pool:
        failures = list(pool.map(_why_not_reached, sources))
    for source, failure in zip(sources, failures, strict=True):
        if failure is not None:
            found = f"{source.county.code} {source.county.site}: {failure}"
            remedy = "open it in a browser on this machine; check DNS, route and firewall"
            yield Result("network", "wrong", found, remedy)
    if not any(failures):
        yield Result("network", "well", f"the sites of {len(sources)} counties can be reached")


def _why_not_reached(source: Source) -> str | None:
    site = urlsplit(source.county.site)
    return _why_not_connected(site.hostname, site.port or (443 if site.scheme == "https" else 80))


def _why_not_connected(host: str | None, port: int | None) -> str | None:
    try:
        socket.create_connection((host or "", port or 0), timeout=_CONNECT_SECONDS).close()
    except OSError as error:
        return error.strerror or str(error)
    return None


def _schedule(settings: Settings) -> Iterator[Result]:
    own = os.environ.get("PREFECT_API_URL")
    url = own or running_server(settings.home)
    if url is None:
        remedy = "run `fazhi serve`, or ignore this where a timer calls `fazhi nightly`"
        yield Result("schedule", "look", "no Prefect server runs on this home", remedy)
        return
    if not is_healthy(url):
        remedy = "start it, or unset PREFECT_API_URL"
        yield Result("schedule", "wrong", f"no Prefect server answers at {url}", remedy)
        return
    deployments = _asked(f"{url}/deployments/filter", {"flows": {"name": {"any_": ["nightly"]}}})
    paused = [d["name"] for d in deployments if d.get("paused")]
    if not deployments:
        remedy = "run `fazhi serve`, or `prefect deploy --all`"
        yield Result("schedule", "wrong", f"{url} knows no deployment of the nightly", remedy)
    elif paused:
        remedy = "resume it on Prefect's page, or start `fazhi serve` again"
        yield Result("schedule", "wrong", "the schedule is paused", remedy)
    else:
        yield from _next_night(url, deployments[0]["id"])


def _next_night(url: str, deployment_id: str) -> Iterator[Result]:
    runs = _asked(
        f"{url}/flow_runs/filter",
        {
            "deployments": {"id": {"any_": [deployment_id]}},
            "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
            "sort": "EXPECTED_START_TIME_ASC",
            "limit": 1,
        },
    )
    if not runs:
        remedy = "start `fazhi serve` again; it renews the schedule"
        yield Result("schedule", "wrong", f"{url} has no night scheduled", remedy)
        return
    begins = datetime.fromisoformat(runs[0]["expected_start_time"].replace("Z", "+00:00"))
    found = f"next night {begins.astimezone(SHANGHAI):%Y-%m-%d %H:%M %z}, by {url}"
    yield Result("schedule", "well", found)


def _machines(settings: Settings) -> Iterator[Result]:
    """Whether somebody would do the counties of a night that hands them to others."""
    if settings.task_runner == "dask":
        yield _dask(settings)
    elif settings.task_runner == "workers":
        yield _workers(os.environ.get("PREFECT_API_URL") or running_server(settings.home))


def _dask(settings: Settings) -> Result:
    """One connection; whether the scheduler has workers is asked by the night, which waits."""
    if find_spec("prefect_dask") is None:
        return Result("machines", "wrong", "no prefect-dask", "install fazhi with its extra dask")
    where = urlsplit(settings.dask_scheduler or "")
    try:
        failure = _why_not_connected(where.hostname, where.port)
    except ValueError as error:  # a port that is no number
        failure = str(error)
    if failure is None:
        found = f"a Dask scheduler listens at {settings.dask_scheduler}"
        return Result("machines", "well", found)
    found = f"no Dask scheduler at {settings.dask_scheduler}: {failure}"
    return Result("machines", "wrong", found, "start `dask scheduler`, or correct the address")


def _workers(url: str | None) -> Result:
    if url is None or not is_healthy(url):
        found = "FAZHI_TASK_RUNNER is workers, and no Prefect server answers"
        return Result("machines", "wrong", found, "start one and set PREFECT_API_URL to it")
    remedy = "call `prefect deploy --all` in the checkout and start a worker of its pool"
    asked = {
        "flows": {"name": {"any_": ["county"]}},
        "deployments": {"name": {"any_": ["collect"]}},
    }
    pools = [row.get("work_pool_name") for row in _asked(f"{url}/deployments/filter", asked)]
    if not pools or not pools[0]:
        return Result("machines", "wrong", f"{url} knows no deployment county/collect", remedy)
    online = {"workers": {"status": {"any_": ["ONLINE"]}}, "limit": 200, "offset": 0}
    workers = _asked(f"{url}/work_pools/{quote(pools[0])}/workers/filter", online)
    if not workers:
        found = f"no worker of the pool {pools[0]} is at work"
        return Result("machines", "wrong", found, remedy)
    found = f"workers of the pool {pools[0]} at work: {len(workers)}"
    return Result("machines", "well", found)


def _asked(url: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    request = Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with build_opener(ProxyHandler({})).open(request, timeout=10) as answer:
        rows: list[dict[str, Any]] = json.load(answer)
    return rows


def _last_night(settings: Settings, now: datetime) -> Iterator[Result]:
    try:
        with open_published(settings.home) as con:
            row = con.execute(
                """
                select finished_at, as_of, status, map_keys(failed)
                from raw.run where status in ('complete', 'partial')
                order by finished_at desc limit 1
                """
            ).fetchone()
    except WarehouseError as error:
        yield Result("last night", "wrong", error.problem, error.remedy)
        return
    if row is None:
        yield Result("last night", "wrong", "no night was ever completed", "run `fazhi nightly`")
        return
    finished, _, how, failed = row
    hours = (now - finished).total_seconds() / 3600
    found = f"the last completed night ended {finished:%Y-%m-%d %H:%M}, {hours:.0f} hours ago"
    if hours > MOST_HOURS:
        remedy = (
            "see whether `fazhi serve` or the timer runs; run `fazhi nightly` to see what fails"
        )
        yield Result("last night", "wrong", found, remedy)
    elif how == "partial":
        remedy = "see `fazhi findings`; each next night asks them again"
        yield Result("last night", "look", f"{found}; {', '.join(failed)} failed", remedy)
    else:
        yield Result("last night", "well", found)
