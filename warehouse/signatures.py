"""Signing texts: `raw.text_signature`, from which similar texts are found without reading them."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

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

SIGNATURE = RawTable("raw.text_signature", ("text_sha256", "signature_version"))

#: Texts read and written at a time; their lines together stay far below any limit.
_BATCH = 2_000


def sign_texts(con: duckdb.DuckDBPyConnection) -> int:
    """Sign every text of raw.document that has no signature of this version; returns how many.

    Reads only the texts it signs. The caller has a transaction open.
    """
    con.execute(
        """
        create or replace temp table unsigned_text as
        select
            document.document.text_sha256 as text_sha256,
            -- any of them: a digest stands for one text, up to white space and width
            min(rowid) as document_row
        from raw.document as document
        where
            document.document.text_chars > 0 and document.document.text_sha256 is not null
            and not exists (
                select 1 from raw.text_signature as signature
                where
                    signature.text_sha256 = document.document.text_sha256
                    and signature.signature_version = $version
            )
        group by all
        """,
        {"version": SIGNATURE_VERSION},
    )
    if not (con.execute("select count(*) from unsigned_text").fetchone() or (0,))[0]:
        return 0
    signed = 0
    with TemporaryDirectory(prefix="fazhi-signatures-") as folder:
        lines = Path(folder) / "signatures.jsonl"
        rows = con.execute(
            """
            select unsigned.text_sha256, document.document.text
            from raw.document as document
            inner join unsigned_text as unsigned on document.rowid = unsigned.document_row
            """
        )
        with lines.open("w", encoding="utf-8") as file:
            while batch := rows.fetchmany(_BATCH):
                for digest, text in batch:
                    file.write(json.dumps(signature(digest, text), ensure_ascii=False) + "\n")
                signed += len(batch)
        add_lines(con, SIGNATURE, [lines])
    return signed


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
