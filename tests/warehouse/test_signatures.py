"""Texts are signed once, between load and build, and the signatures are kept."""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.archived_nights import COUNTY, ArchivedNight
from warehouse import signatures
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.load import load_documents, load_night
from warehouse.shingles import SIGNATURE_VERSION
from warehouse.signatures import sign_texts, signature


@pytest.fixture
def signed_night(night: ArchivedNight) -> ArchivedNight:
    """A night whose three texts have their digests, two of them the same."""
    rows = [document(night, number, "乙" if number else "甲") for number in range(3)]
    night.lines(night.staging / f"{COUNTY}.document.jsonl", rows)
    return night


def document(night: ArchivedNight, number: int, word: str) -> dict[str, object]:
    text = f"一、主要举措。办理{word}类案件{20 + len(word)}件。"
    row = night.document(number, text)
    row["document"]["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()
    return row


def load(con: duckdb.DuckDBPyConnection, night: ArchivedNight) -> dict[str, int]:
    return load_night(con, night.home / "archive", night.home / "staging", night.run_id)


def versions(con: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    return con.execute(
        "select signature_version, count(*) from raw.text_signature group by all order by all"
    ).fetchall()


def test_every_text_is_signed_once(signed_night: ArchivedNight) -> None:
    with open_writer(signed_night.home) as con:
        load(con, signed_night)
        assert versions(con) == []
        assert sign_texts(con) == 2
        assert sign_texts(con) == 0
        assert versions(con) == [(SIGNATURE_VERSION, 2)]


def test_documents_read_anew_are_signed_too(night: ArchivedNight, tmp_path: Path) -> None:
    with open_writer(night.home) as con:
        load(con, night)
        assert sign_texts(con) == 0  # texts without a digest
        lines = tmp_path / "again.jsonl"
        lines.write_text(
            json.dumps(document(night, 7, "丙") | {"parser_version": 2}) + "\n", "utf-8"
        )
        load_documents(con, lines)
        assert sign_texts(con) == 1


def test_many_texts_signed_by_several_processes_get_the_same_signatures(
    signed_night: ArchivedNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "_BATCH", 1)
    monkeypatch.setattr(signatures, "_BATCHES_KEPT", 1)
    with open_writer(signed_night.home) as con:
        load(con, signed_night)
        assert sign_texts(con) == 2
        signed = dict(con.execute("select text_sha256, minhash from raw.text_signature").fetchall())
        texts = con.execute(
            "select distinct document.text_sha256, document.text from raw.document"
        ).fetchall()
    assert signed == {digest: signature(digest, text)["minhash"] for digest, text in texts}


def test_signing_that_was_cut_short_goes_on_where_it_stopped(
    signed_night: ArchivedNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "_BATCH", 1)
    monkeypatch.setattr(signatures, "_BATCHES_KEPT", 1)
    monkeypatch.setattr(signatures, "spread", lambda work, parts: islice(map(work, parts), 1))
    with open_writer(signed_night.home) as con:
        load(con, signed_night)
        (signed_night.home / "fazhi.duckdb.scratch" / "of a killed process").mkdir(parents=True)
        assert sign_texts(con) == 1
        assert sign_texts(con) == 1
        assert sign_texts(con) == 0
    assert not (signed_night.home / "fazhi.duckdb.scratch").exists()


def test_the_build_signs_what_an_earlier_version_had_signed_otherwise(
    signed_night: ArchivedNight, sql: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_writer(signed_night.home) as con:
        load(con, signed_night)
        build(con, sql)
        monkeypatch.setattr(signatures, "SIGNATURE_VERSION", SIGNATURE_VERSION + 1)
        build(con, sql)
        assert versions(con) == [(SIGNATURE_VERSION, 2), (SIGNATURE_VERSION + 1, 2)]
