"""Finding similar texts among 10,000, 100,000 and 1,000,000 signatures: time and memory, growth.

Signatures are drawn, not made from texts; seconds are those of the processors, all together.
`python -m bench.resemblance [COUNT]…`
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import duckdb

from bench.table import Measured
from warehouse.shingles import N_MINHASH
from warehouse.sqlfiles import PROJECT, SQL, in_order, read_sql

SIZES = (10_000, 100_000, 1_000_000)
STEPS = ("text_candidate", "boilerplate", "boilerplate_part")

#: 80 bodies a county, 8 years a body. Half of the values of a signature come from 30 common
#: phrases, the first ones the most common, so that any two texts are alike to 0.03 and some bands
#: are crowded; a body repeats up to 80 % of its last year; one report in thirty repeats up to all
#: of a neighbour's. A tenth of the 60 sentences are the county's.
_DRAW = f"""
create schema raw;
create schema core;
create schema ref;
create table ref.threshold as
select * from read_csv('sql/ref/threshold.csv');
create table core.compared_text as
select
    (range + 1)::integer as text_no,
    md5(range::varchar)[:16] as report_id,
    (range // 640)::varchar as county_code,
    (range // 8)::varchar as filer_id,
    'rule_of_law' as report_kind,
    (2018 + range % 8)::integer as report_year,
    make_date((2019 + range % 8)::integer, 2, (1 + hash(range) % 28)::integer) as published_on,
    md5(range::varchar) as text_sha256,
    1 as signature_version,
    2400 as char_count,
    2300 as shingle_count
from range($count);
create macro common(place, drawn) as (place * 100 + floor(30 * (drawn % 1000 / 1000) ** 3))::bigint;
create macro own_value(owner, place) as
    if(
        hash(owner, place) % 2 = 0, common(place, hash(place, owner)), hash(owner, place) >> 32
    )::uinteger;
create table raw.text_signature as
with text as (
    select
        *,
        greatest(text_no - if(hash(text_no, 'other') % 30 = 0, 80, 1), 1) as model,
        hash(text_no, 'share') % if(hash(text_no, 'other') % 30 = 0, 100, 80) as share
    from core.compared_text
)
select
    text_sha256,
    signature_version,
    char_count,
    shingle_count,
    list_transform(
        range({N_MINHASH}),
        lambda place: own_value(if(hash(place, text_no, 1) % 100 < share, model, text_no), place)
    ) as minhash,
    list_transform(
        range(60),
        lambda place: if(
            hash(place, text_no, 2) % 10 = 0,
            hash(county_code, hash(text_no, place) % 20),
            hash(if(hash(place, text_no, 3) % 100 < share, model, text_no), place, 4)
        )
    ) as sentences,
    list_transform(range(60), lambda place: (place * 40)::integer) as sentence_starts,
    list_transform(range(60), lambda place: (place * 40 + 40)::integer) as sentence_ends
from text;
"""


def measure(sizes: Sequence[int] = SIZES[:2]) -> Iterator[Measured | str]:
    each: list[tuple[int, float]] = []
    for size in sizes:
        # A process of its own, because a process never gives its peak of memory back.
        done = subprocess.run(
            [sys.executable, "-m", "bench.resemblance", "--one", str(size)],
            cwd=PROJECT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told = json.loads(done.stdout)
        steps = ", ".join(f"{name} {told[name]:.1f} s" for name in STEPS)
        yield (
            f"{size:>9,} signatures: {steps}; {told['pairs']:,} candidates, "
            f"{told['pairs'] / size:.1f} a report; peak {told['peak_mb']:,.0f} MB"
        )
        each.append((size, sum(told[name] for name in STEPS) / size * 1e6))
    # Linear, but for the caches of the processor, which the larger tables no longer fit.
    for (fewer, before), (more, after) in pairwise(each):
        yield Measured(
            f"time a signature, {more:,} against {fewer:,}",
            after, before, f"at {fewer:,}", "µs", 1.5, at_most=True,
        )  # fmt: skip


def one(count: int) -> dict[str, float]:
    """Processor seconds of each step, the candidates, and the peak of memory."""
    files = {file.path.stem: file for file in in_order(
        read_sql(SQL / "core" / f"{name}.sql") for name in STEPS
    )}  # fmt: skip
    told: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        with duckdb.connect(str(Path(folder) / "drawn.duckdb")) as con:
            con.execute(f"set file_search_path = '{PROJECT}'")
            con.execute(_DRAW.replace("$count", str(count)))
        # Opened anew, so that what drawing has cached is not counted as ours.
        with duckdb.connect(str(Path(folder) / "drawn.duckdb")) as con:
            for name, file in files.items():
                began = time.process_time()
                con.execute(f"create table {file.name} as\n{file.body}")
                told[name] = time.process_time() - began
            (pairs,) = con.execute("select count(*) from core.text_candidate").fetchone() or (0,)
    told["pairs"] = pairs
    told["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


def main(arguments: Sequence[str]) -> None:
    if arguments[:1] == ["--one"]:
        print(json.dumps(one(int(arguments[1]))))
        return
    for result in measure([int(size) for size in arguments] or SIZES):
        print(result.line() if isinstance(result, Measured) else result, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
