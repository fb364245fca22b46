"""Signing texts: `raw.text_signature`, from which similar texts are found without reading them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import duckdb

from warehouse.errors import transaction
from warehouse.rawfiles import RawTable, add_lines
from warehouse.shingles import (
    SIGNATURE_VERSION,
    as_text,
    distinct,
    figures,
    folded_codes,
    minhash,
    sentences,
    shingles,
)
from warehouse.texts import read_texts, scratch_folder
from warehouse.workers import spread

SIGNATURE = RawTable("raw.text_signature", ("text_sha256", "signature_version"))

#: Texts handed to a processor at a time.
_BATCH = 2_000
#: So many batches are written, and kept whatever happens afterwards, in one transaction.
_BATCHES_KEPT = 10


def sign_texts(con: duckdb.DuckDBPyConnection) -> int:
    """Sign every text of raw.document that has no signature of this version; returns how many.

    A step of its own between load and build: each text is signed once in the life of a warehouse,
    and reads only the texts it signs. Commits as it goes, so the caller has no transaction open;
    a call that was cut short is continued by the next.
    """
    con.execute(
        """
        create or replace temp table unsigned_text as
        with digest as (
            select
                document.text_sha256,
                -- any of them: a digest stands for one text, up to white space and width
                min(rowid) as document_row
            from raw.document
            where document.text_chars > 0 and document.text_sha256 is not null
            group by all
        )

        -- `not exists` with the document in it would carry whole documents along
        select digest.*
        from digest
        anti join (
            select text_sha256 from raw.text_signature where signature_version = $version
        ) as signed using (text_sha256)
        """,
        {"version": SIGNATURE_VERSION},
    )
    signed = 0
    with scratch_folder(con) as folder:
        lines = folder / "signatures.jsonl"
        done = spread(_signed_lines, _batches(read_texts(con, "unsigned_text")))
        while some := list(islice(done, _BATCHES_KEPT)):
            lines.write_text("".join(some), "utf-8")
            with transaction(con):
                signed += add_lines(con, SIGNATURE, [lines])
    return signed


def _batches(texts: Iterable[Sequence[tuple[str, str]]]) -> Iterator[Sequence[tuple[str, str]]]:
    for some in texts:
        for start in range(0, len(some), _BATCH):
            yield some[start : start + _BATCH]


def _signed_lines(texts: Sequence[tuple[str, str]]) -> str:
    """The rows of raw.text_signature for some texts and their digests, as JSON lines."""
    return "".join(
        json.dumps(signature(digest, text), ensure_ascii=False) + "\n" for text, digest in texts
    )


def signature(text_sha256: str, text: str) -> dict[str, object]:
    """The row of raw.text_signature for one text."""
    codes, _ = folded_codes(text)
    whole = as_text(codes)
    runs = distinct(shingles(codes))
    found = sentences(whole)
    return {
        "text_sha256": text_sha256,
        "signature_version": SIGNATURE_VERSION,
        "char_count": len(codes),
        "shingle_count": len(runs),
        "minhash": minhash(runs).tolist(),
        "sentences": [one.number for one in found],
        "sentence_starts": [one.start for one in found],
        "sentence_ends": [one.end for one in found],
        "figures": figures(whole),
    }
