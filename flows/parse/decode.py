"""Bytes to text, whatever label they carry."""

from __future__ import annotations

import codecs
import re

# Names that all mean "some GB encoding": gb18030 reads every one of them.
_GB_LABELS = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn"}
_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
# A UTF-8 page may hold a few bad bytes; GB text read as UTF-8 is bad almost everywhere.
_GOOD_PER_BAD = 20


def decode(payload: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Return the text of `payload` and the name of the encoding that read it.

    The bytes outrank every label: a byte order mark, then UTF-8, then GB18030; labels (HTTP
    header, then meta tag) decide only what neither of these can read. Real pages say gb2312 and
    hold UTF-8, or say nothing and hold GBK. Never raises: what cannot be decoded becomes U+FFFD.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if payload.startswith(mark):
            return payload[len(mark) :].decode(name, "replace"), name
    wide = _wide(payload)
    if wide:
        return payload.decode(wide, "replace"), wide
    try:
        return payload.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A page cut short inside its last character is still UTF-8.
        if error.start >= len(payload) - 3 and error.reason == "unexpected end of data":
            return payload.decode("utf-8", "replace"), "utf-8"
    lenient = payload.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    good = sum(sign > "\x7f" for sign in lenient) - bad
    if bad * _GOOD_PER_BAD < good:
        return lenient, "utf-8"
    return _without_utf8(payload, content_type, lenient, bad)


def _without_utf8(
    payload: bytes, content_type: str | None, lenient: str, bad: int
) -> tuple[str, str]:
    try:
        return payload.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        pass
    label = _label(payload, content_type)
    as_gb = payload.decode("gb18030", "replace")
    # A few damaged bytes must not turn a GB page into UTF-8 garbage.
    if label in _GB_LABELS or as_gb.count("\ufffd") * 4 < bad:
        return as_gb, "gb18030"
    if label and label not in ("utf-8", "utf8"):
        try:
            return payload.decode(label), codecs.lookup(label).name
        except (LookupError, UnicodeError, ValueError):
            pass
    return lenient, "utf-8"


def _wide(payload: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of its markup is zero."""
    sample = payload[:400]
    if len(sample) < 8 or 0 not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 8 and even == 0:
        return "utf-16-le"
    if even > len(sample) // 8 and odd == 0:
        return "utf-16-be"
    return None


def _label(payload: bytes, content_type: str | None) -> str | None:
    for source in ((content_type or "").encode("latin-1", "replace"), payload[:4096]):
        match = _META_CHARSET.search(source)
        if match:
            return match.group(1).decode("ascii").lower()
    return None
