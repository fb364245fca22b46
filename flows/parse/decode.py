"""Bytes to text, whatever label they carry."""

from __future__ import annotations

import codecs
import re

# Names that all mean "some GB encoding": gb18030 reads every one of them.
_GB_LABELS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn"}
_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)


def decode(payload: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Return the text of `payload` and the name of the encoding that read it.

    The bytes outrank every label: a byte order mark, then strict UTF-8, then GB18030; labels
    (HTTP header, then meta tag) decide only what neither of these can read. Real pages say
    gb2312 and hold UTF-8, or say nothing and hold GBK. Never raises: what cannot be decoded
    becomes U+FFFD under "utf-8".
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if payload.startswith(mark):
            return payload[len(mark) :].decode(name, "replace"), name
    try:
        return payload.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A page cut short inside its last character is still UTF-8.
        if error.start >= len(payload) - 3 and error.reason == "unexpected end of data":
            return payload.decode("utf-8", "replace"), "utf-8"
    try:
        return payload.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        pass
    label = _label(payload, content_type)
    if label in _GB_LABELS or _looks_gb(payload):
        return payload.decode("gb18030", "replace"), "gb18030"
    if label and label not in ("utf-8", "utf8"):
        try:
            return payload.decode(label), codecs.lookup(label).name
        except (LookupError, UnicodeDecodeError):
            pass
    return payload.decode("utf-8", "replace"), "utf-8"


def _label(payload: bytes, content_type: str | None) -> str | None:
    for source in ((content_type or "").encode("latin-1", "replace"), payload[:4096]):
        match = _META_CHARSET.search(source)
        if match:
            return match.group(1).decode("ascii").lower()
    return None


def _looks_gb(payload: bytes) -> bool:
    """A few damaged bytes must not turn a GB page into UTF-8 garbage."""
    as_gb = payload.decode("gb18030", "replace").count("\ufffd")
    as_utf8 = payload.decode("utf-8", "replace").count("\ufffd")
    return as_gb * 4 < as_utf8
