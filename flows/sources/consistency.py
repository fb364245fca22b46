"""What must hold between the parts of the registry, beyond the shape of each part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

from flows.sources.address import host_of, is_private_host
from flows.sources.model import Dated, Filer, Source

#: (key, "what; remedy")
Complaint = tuple[str, str]

_CHECKS = Path(__file__).resolve().parents[2] / "sql" / "checks"


def complaints(source: Source) -> Iterator[Complaint]:
    """Everything wrong inside one source file."""
    yield from _filers(source)
    yield from _names(source)
    yield from _columns(source)
    yield from _private_hosts(source)
    yield from _rulings(source)
    yield from _waivers(source)


def shared_complaints(named: list[tuple[str, Source]]) -> Iterator[tuple[str, Complaint]]:
    """Everything wrong between files, as (file, complaint); `named` holds (file, source)."""
    counties: dict[str, str] = {}
    for file, source in named:
        code = source.county.code
        if code in counties:
            what = f"{code} is also in {counties[code]}; keep one file for each county"
            yield file, ("county.code", what)
        counties.setdefault(code, file)


def _key(index: int, filer: Filer) -> str:
    return f"filer {index} ({filer.id})"


def _filers(source: Source) -> Iterator[Complaint]:
    if not source.filers:
        yield "filer", "the county has none; add at least one [[filer]]"
    code = source.county.code
    seen: dict[str, int] = {}
    for index, filer in enumerate(source.filers, 1):
        if not re.fullmatch(rf"{code}(\d{{3}}|-[a-z0-9]+(-[a-z0-9]+)*)", filer.id):
            yield (
                f"{_key(index, filer)}.id",
                f"does not belong to county {code}; write {code} and three digits (NBS code), "
                f'or "{code}-slug" with a slug of a-z, 0-9 and hyphens',
            )
        if filer.id in seen:
            yield (
                f"{_key(index, filer)}.id",
                f"is also the id of filer {seen[filer.id]}; ids are never shared or reused",
            )
        seen.setdefault(filer.id, index)


def _names(source: Source) -> Iterator[Complaint]:
    """A name that two bodies carry at the same time would hand one's report to the other."""
    named: list[tuple[str, Dated, str, str]] = []
    for index, filer in enumerate(source.filers, 1):
        named.append((filer.name, filer, filer.id, f"{_key(index, filer)}.name"))
        for alias in filer.aliases:
            named.append((alias.name, alias, filer.id, f"{_key(index, filer)}.aliases"))
    by_name: dict[str, list[tuple[Dated, str, str]]] = {}
    for name, life, filer_id, key in named:
        by_name.setdefault(name, []).append((life, filer_id, key))
    for name, uses in by_name.items():
        for (life_a, id_a, _), (life_b, id_b, key) in combinations(uses, 2):
            if id_a != id_b and _overlap(life_a, life_b):
                what = f'"{name}" is also a name of {id_a}; give validity dates or drop one'
                yield key, what


def _overlap(one: Dated, other: Dated) -> bool:
    start = max(one.valid_from or date.min, other.valid_from or date.min)
    end = min(one.valid_to or date.max, other.valid_to or date.max)
    return start <= end


def _columns(source: Source) -> Iterator[Complaint]:
    shared: set[tuple[str, str]] = set()
    for number, column in enumerate(source.county.columns, 1):
        place = (column.url, column.kind)
        if place in shared:
            yield f"county.column {number}.url", f"{column.url} is listed twice; keep one"
        shared.add(place)
    for index, filer in enumerate(source.filers, 1):
        own: set[tuple[str, str]] = set()
        for number, column in enumerate(filer.columns, 1):
            place, key = (column.url, column.kind), f"{_key(index, filer)}.column {number}.url"
            if place in own:
                yield key, f"{column.url} is listed twice for this filer and kind; keep one"
            elif place in shared:
                yield key, f"{column.url} is also a [[county.column]]; keep one of the two"
            own.add(place)


def _private_hosts(source: Source) -> Iterator[Complaint]:
    if source.county.allow_private_network:
        return
    remedy = "only a site on loopback may set allow_private_network = true"
    hosts = [("county.site", host_of(source.county.site))]
    hosts += [("county.hosts", host) for host in source.county.hosts]
    for number, column in enumerate(source.county.columns, 1):
        hosts.append((f"county.column {number}.url", host_of(column.url)))
    for index, filer in enumerate(source.filers, 1):
        for number, column in enumerate(filer.columns, 1):
            hosts.append((f"{_key(index, filer)}.column {number}.url", host_of(column.url)))
    for key, host in hosts:
        if is_private_host(host):
            yield key, f"{host} is in a private network; {remedy}"


def _rulings(source: Source) -> Iterator[Complaint]:
    known = {filer.id for filer in source.filers}
    seen: dict[tuple[object, ...], int] = {}
    for index, ruling in enumerate(source.rulings, 1):
        key = f"ruling {index} ({ruling.filer} {ruling.year})"
        if ruling.filer not in known:
            yield f"{key}.filer", "no such filer in this file; correct the id or add the filer"
        if ruling.year < source.county.first_report_year:
            what = f"is before first_report_year ({source.county.first_report_year})"
            yield f"{key}.year", f"{what}; judge that year too, or take the ruling out"
        # Of several addresses each may be ruled out; the other statements are made once.
        said = (ruling.filer, ruling.year, ruling.kind, ruling.says, ruling.not_url)
        if said in seen:
            yield key, f"repeats or contradicts ruling {seen[said]}; keep one"
        seen.setdefault(said, index)


def _waivers(source: Source) -> Iterator[Complaint]:
    filers = {filer.id for filer in source.filers}
    checks = {path.stem for path in _CHECKS.glob("*.sql")}
    seen: dict[tuple[object, ...], int] = {}
    for index, waiver in enumerate(source.waivers, 1):
        key = f"waiver {index} ({waiver.check})"
        if waiver.check not in checks:
            yield f"{key}.check", f"no such check; write one of {', '.join(sorted(checks))}"
        if waiver.filer is not None and waiver.filer not in filers:
            yield f"{key}.filer", "no such filer in this file; correct the id or add the filer"
        waived = (waiver.check, waiver.filer, waiver.year, waiver.kind)
        if waived in seen:
            yield key, f"repeats waiver {seen[waived]}; keep one"
        seen.setdefault(waived, index)
