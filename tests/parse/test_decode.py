"""The bytes outrank every label."""

from __future__ import annotations

import pytest

from flows.parse.decode import decode

TEXT = (
    "<meta charset={}><p>青溪县云岭镇人民政府关于二〇二三年度法治政府建设情况的报告，共 12 项。</p>"
)


@pytest.mark.parametrize("label", ["gb2312", "utf-8", "iso-8859-1", "big5", "nonsense", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_right_under_any_label(encoding: str, label: str) -> None:
    text = TEXT.format(label)
    assert decode(text.encode(encoding), f"text/html; charset={label}") == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks_and_wide_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding))[0] == TEXT


def test_a_damaged_byte_does_not_turn_utf8_into_something_else() -> None:
    payload = bytearray((TEXT * 20).encode())
    payload[200] = 0xFF
    text, encoding = decode(bytes(payload))
    assert encoding == "utf-8" and text.count("云岭镇") == 20


def test_a_damaged_byte_does_not_turn_gb_into_something_else() -> None:
    payload = bytearray((TEXT * 20).encode("gb18030"))
    payload[len(payload) // 2] = 0xFF
    text, encoding = decode(bytes(payload))
    assert encoding == "gb18030" and text.count("云岭镇") >= 18


def test_text_cut_in_a_character_is_still_its_encoding() -> None:
    assert decode(TEXT.encode()[:-8])[1] == "utf-8"
    assert decode(("青溪县" * 50).encode()[:-1])[1] == "utf-8"
    assert decode(("青溪县" * 50).encode("gb18030")[:-1])[1] == "gb18030"


def test_rare_characters_of_gb18030() -> None:
    text = "村名：㙍、𠅤、䶮。"
    assert decode(text.encode("gb18030"), "text/html; charset=gb2312")[0] == text


@pytest.mark.parametrize("payload", [b"", b"\x00", b"\xff\xfe", b"\x80" * 100, bytes(range(256))])
def test_never_raises(payload: bytes) -> None:
    text, encoding = decode(payload, "charset=\u4e2d")
    assert isinstance(text, str) and encoding
