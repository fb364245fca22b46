import zlib

import pytest

from flows.collect.body import BodyFault, decode
from tests.collect.site import gzipped

TEXT = "法治政府建设年度报告".encode() * 50


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coded", "coding"),
    [
        (TEXT, None),
        (TEXT, "identity"),
        (gzipped(TEXT), "gzip"),
        (gzipped(TEXT), "X-GZIP"),
        (gzipped(TEXT[:60]) + gzipped(TEXT[60:]), "gzip"),
        (gzipped(TEXT) + b"\0\0\0", "gzip"),
        (TEXT, "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (bare(TEXT), "deflate"),
    ],
)
def test_bodies_are_decoded_however_they_are_labelled(coded: bytes, coding: str | None) -> None:
    assert decode(coded, coding, 10_000) == TEXT


@pytest.mark.parametrize(
    ("coded", "coding", "error"),
    [
        (gzipped(TEXT)[:-12], "gzip", "truncated"),
        (zlib.compress(TEXT)[:-6], "deflate", "truncated"),
        (b"\x1f\x8b" + b"\xff" * 40, "gzip", "encoding"),
        (TEXT, "br", "encoding"),
        (gzipped(TEXT), "gzip, gzip", "encoding"),
        (gzipped(b"0" * 5_000_000), "gzip", "too_large"),
        (gzipped(b"") * 5_000, "gzip", "encoding"),
    ],
)
def test_a_body_that_cannot_be_had_whole_is_an_error(coded: bytes, coding: str, error: str) -> None:
    with pytest.raises(BodyFault) as fault:
        decode(coded, coding, 1_000_000)
    assert fault.value.error == error


def test_a_body_just_within_the_bound_is_taken() -> None:
    assert len(decode(gzipped(b"0" * 1_000), "gzip", 1_000)) == 1_000
    with pytest.raises(BodyFault):
        decode(gzipped(b"0" * 1_001), "gzip", 1_000)
