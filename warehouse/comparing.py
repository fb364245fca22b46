"""Comparing the candidates of `core.text_candidate`: the one step of the build outside SQL.

SQL says which texts may be similar and judges what comes out; here they are only measured. Every
text is read once, in the order of the table, into a file that forgets itself: looking up a text
in the database for each pair would read all of them again and again.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Any

import duckdb

from warehouse.resemblance import Shared, Text, count_shared, prepare, shared_passages
from warehouse.sqlfiles import quoted
from warehouse.texts import read_texts, scratch_folder
from warehouse.workers import spread

#: Where a text lies in the spool: offset, and bytes of the spans of its boilerplate and of itself.
Place = tuple[int, int, int]
#: Two numbers of texts, and where these lie.
Pair = tuple[int, int, Place, Place]

#: Pairs handed to a processor at a time.
_BATCH = 2_000
#: Texts kept ready; pairs come in the order of county, body and year, so neighbours meet.
_READY = 1_000
_SHAPE = {
    "text_a": "integer",
    "text_b": "integer",
    "shingles_a": "integer",
    "shingles_b": "integer",
    "shared": "integer",
    "own_a": "integer",
    "own_b": "integer",
    "own_shared": "integer",
    "passages": "struct(char_count integer, start_a integer, end_a integer, start_b integer, "
    'end_b integer, "text" varchar)[]',
}


def compare_texts(con: duckdb.DuckDBPyConnection) -> None:
    """Measure every candidate into the temporary table `measured_pair`.

    The same tables give the same rows. Needs core.text_candidate, core.boilerplate_part,
    core.compared_text and ref.threshold.
    """
    kept = _threshold(con, "kept_from")
    contained = _threshold(con, "containment")
    least = int(_threshold(con, "passage"))
    with scratch_folder(con) as folder:
        lines = folder / "pairs.jsonl"
        spool = folder / "texts"
        with spool.open("wb") as texts:
            places = _spooled(con, texts)
        measure = partial(_measured_lines, spool, kept, contained, least)
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(spread(measure, _pairs(con, places)))
        shape = ", ".join(f'"{name}": {quoted(kind)}' for name, kind in _SHAPE.items())
        con.execute(
            f"create or replace temp table measured_pair as select * from read_json("
            f"{quoted(str(lines))}, format = 'newline_delimited', columns = {{{shape}}})"
        )


def _measured_lines(
    spool: Path, kept: float, contained: float, least: int, pairs: Sequence[Pair]
) -> str:
    """The rows of `measured_pair` for some pairs, as JSON lines."""
    lines = []
    with spool.open("rb") as texts:

        @lru_cache(_READY)
        def ready(place: Place) -> Text:
            return _read(texts, place)

        for number_a, number_b, place_a, place_b in pairs:
            a, b = ready(place_a), ready(place_b)
            whole = count_shared(a.distinct_runs, b.distinct_runs)
            if whole.jaccard >= kept or whole.containment >= contained:
                row = {"text_a": number_a, "text_b": number_b} | _measured(a, b, whole, least)
                lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(lines)


def _measured(a: Text, b: Text, whole: Shared, least: int) -> dict[str, Any]:
    own = whole if a.own is None and b.own is None else count_shared(a.own_runs, b.own_runs)
    return {
        "shingles_a": whole.shingles_a,
        "shingles_b": whole.shingles_b,
        "shared": whole.shared,
        "own_a": own.shingles_a,
        "own_b": own.shingles_b,
        "own_shared": own.shared,
        "passages": [vars(one) for one in shared_passages(a, b, least)],
    }


def _threshold(con: duckdb.DuckDBPyConnection, name: str) -> float:
    (value,) = con.execute(
        "select value from ref.threshold where check_id = 'R01' and name = ?", [name]
    ).fetchone() or (0.0,)
    return float(value)


def _spooled(con: duckdb.DuckDBPyConnection, spool: IO[bytes]) -> dict[int, Place]:
    """Write every text of a candidate to the spool; returns where each one lies."""
    con.execute(
        """
        create or replace temp table spooled_text as
        select
            document.rowid as document_row,
            text.text_no,
            flatten(list_transform(part.spans, lambda span: [span.start, span."end"])) as spans
        from raw.document as document
        inner join core.compared_text as text
            on
                document.url = text.text_url
                and document.sha256 = text.payload_sha256
                and document.parser_version = text.parser_version
        left join core.boilerplate_part as part on text.text_no = part.text_no
        where
            text.text_no in (
                select text_a from core.text_candidate
                union all
                select text_b from core.text_candidate
            )
        """
    )
    places = {}
    at = 0
    for batch in read_texts(con, "spooled_text"):
        for text, number, spans in batch:
            bounds, characters = array("i", spans or ()).tobytes(), text.encode("utf-8", "replace")
            spool.write(bounds)
            spool.write(characters)
            places[number] = (at, len(bounds), len(characters))
            at += len(bounds) + len(characters)
    return places


def _read(spool: IO[bytes], place: Place) -> Text:
    at, bounds, characters = place
    spool.seek(at)
    spans = array("i", spool.read(bounds))
    text = spool.read(characters).decode("utf-8")
    return prepare(text, zip(spans[::2], spans[1::2], strict=True))


def _pairs(con: duckdb.DuckDBPyConnection, places: Mapping[int, Place]) -> Iterator[Sequence[Pair]]:
    rows = con.execute("select text_a, text_b from core.text_candidate order by text_a, text_b")
    while batch := rows.fetchmany(_BATCH):
        yield [(a, b, places[a], places[b]) for a, b in batch]
