"""Addresses on a page: made absolute, judged, compared; no network."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree

# The last part of an address that is one document, not a column: the marks of every CMS met.
_SURE_PART = re.compile(
    r"(?:^|[_\-.])t?\d{8}[_\-]\d+"  # TRS t20230208_1234
    r"|^art_\d+_\d+|^(?:content|post|mpost)[_\-]?\d{2,}|^[0-9a-f]{32}\.|^c\d+-\d+\.",
    re.IGNORECASE,
)
# A bare number is a document with most systems and a column with some.
_ARTICLE_PART = re.compile(
    rf"{_SURE_PART.pattern}|^(?:c|info|show|view|detail)[_\-]?\d{{2,}}|^\d{{4,}}\.(?:s?html?|jhtml)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:s?html?|jhtml|aspx?|jspx?|php|pdf|docx?|wps|ofd|xlsx?)$", re.IGNORECASE)
_ID_QUERY = re.compile(
    r"(?:^|&)\w*(?:id|code|no|key)=[\w\-]{2,}|^\d{3,}$|=\d{4,}(?:&|$)", re.IGNORECASE
)
# Addresses without a file name: …/details/index/tid/520014, …/detail/2024-01-19-7.
_ID_PATH = re.compile(
    r"/(?:[a-z]*id|details?|view|show|article|info|content|news|post)/[\w\-]*\d[\w\-]*/?$",
    re.IGNORECASE,
)
_COLUMN_PART = re.compile(
    r"^(?:(?:index|list|default|main|home|more|nodelist|zwgklist|xlist|column)(?:[_\-]\d+)?"
    r"\.\w+)?$",
    re.IGNORECASE,
)
_HOME_PATH = re.compile(
    r"^/(?:(?:index|default|home|main)(?:\.\w+)?/?|(?:pc|web|portal|home)/(?:index\.\w+)?)?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"""(?:open|href|location|replace|assign)\s*(?:=|\()\s*['"]([^'"]+)['"]""", re.IGNORECASE
)
# The address that another call of a page's own is given: openUrl('/x/1.html').
_GIVEN = re.compile(
    r"""\w\s*\([^'"()]*['"]((?:https?://|\.{0,2}/)?[\w\-./%]+\.(?:s?html?|aspx?|jspx?|php|jhtml|pdf|docx?|wps)(?:\?[^'"\s]*)?)['"]""",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_PORT = re.compile(r"[^/:]+:\d+/")
_TEMPLATE = ("{{", "}}", "${", "<%", "[#", "#{", "el.", "%7b%7b")


@lru_cache(maxsize=4096)
def _split(url: str) -> tuple[str, str, str, str]:
    try:
        parts = urlsplit(url)
        return parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query
    except ValueError:
        return "", "", "", ""


def base_of(root: etree._Element | None, url: str | None) -> str:
    """Return the address that relative links of the page start from; "" if none is known."""
    base = ""
    if root is not None:
        found = next(root.iter("base"), None)
        base = (found.get("href") or "").strip() if found is not None else ""
    if base and not is_template(base):
        return join(url or "", base) or (url or "")
    return url or ""


def join(base: str, href: str) -> str | None:
    """Return `href` made absolute, without its fragment; None if it cannot be an address."""
    try:
        if href.startswith("/") and not href.startswith("//") and "/." not in href:
            # The commonest form, made without the cost of the general rule.
            scheme, netloc, _, _ = _split(base)
            if scheme and netloc:
                return f"{scheme}://{netloc}{href.partition('#')[0]}"
        address = urljoin(base, href)
        scheme, netloc, path, query, _ = urlsplit(address)
    except ValueError:
        return None
    if netloc and not path:
        path = "/"
    return urlunsplit((scheme, netloc, path, query, ""))


def is_template(value: str) -> bool:
    """Tell whether a template tag was left in the value."""
    lowered = value.lower()
    return any(mark in lowered for mark in _TEMPLATE)


def address(link: etree._Element, base: str) -> str | None:
    """Return where an `a` element leads: http(s), absolute if `base` is known, else None.

    Links to places on the page, scripts, mail, templates and private hosts other than the
    page's own lead nowhere. An old site's script link (window.open('x.html')) is followed.
    """
    href = (link.get("href") or "").strip()
    if not href or href[0] == "#" or href[:10].lower() == "javascript":
        code = f"{link.get('onclick') or ''} {href}"
        quoted = (_QUOTED.search(code) or _GIVEN.search(code)) if len(code) < 2000 else None
        if quoted is None:
            return None
        href = quoted.group(1).strip()
    return _resolve(base, href) if len(href) <= 2000 else None


@lru_cache(maxsize=4096)
def _resolve(base: str, href: str) -> str | None:
    href = re.sub(r"[\t\r\n]+", "", href).replace("\\", "/")
    if not href or href.startswith("#") or is_template(href):
        return None
    scheme = _SCHEME.match(href)
    if scheme and scheme.group(1).lower() not in ("http", "https") and not _PORT.match(href):
        return None
    absolute = join(base, href.replace(" ", "%20"))
    if absolute is None:
        return None
    kind, host, _, _ = _split(absolute)
    if base and (kind not in ("http", "https") or not host):
        return None
    if host and is_private(host) and host != _split(base)[1]:
        return None
    return absolute


@lru_cache(maxsize=1024)
def is_private(netloc: str) -> bool:
    """Tell whether the host is a literal address that is not on the public Internet."""
    host = netloc.rsplit("@", 1)[-1]
    host = host[1:].split("]", 1)[0] if host.startswith("[") else host.split(":", 1)[0]
    if host == "localhost":
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def same_host(one: str, other: str) -> bool:
    """Tell whether two addresses are on one host; `www.` makes no difference."""
    left, right = _split(one)[1], _split(other)[1]
    return left.removeprefix("www.") == right.removeprefix("www.")


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are on one host or on hosts of one owner (xxgk. and www.)."""
    left, right = (_split(url)[1].removeprefix("www.") for url in (one, other))
    if not left or not right:
        return False
    if left == right or left.endswith("." + right) or right.endswith("." + left):
        return True
    parent = left.partition(".")[2]
    # Three parts of a name are one owner's (qingxi.gov.cn); two may be everybody's (gov.cn).
    return parent.count(".") >= 2 and parent == right.partition(".")[2]


def folder(url: str) -> str:
    """Return the path of the folder an address lies in, with its final slash."""
    return _split(url)[2].rsplit("/", 1)[0] + "/"


@lru_cache(maxsize=4096)
def is_article_address(url: str) -> bool:
    """Tell whether the address alone shows one document (not a column, not a list page)."""
    _, _, path, query = _split(url)
    return bool(_ARTICLE_PART.search(path.rsplit("/", 1)[-1])) and not re.search(
        r"(?:^|&)page", query
    )


def is_surely_article(url: str) -> bool:
    """Tell whether the address has a form that no system gives to its columns."""
    return bool(_SURE_PART.search(_split(url)[2].rsplit("/", 1)[-1])) and is_article_address(url)


@lru_cache(maxsize=4096)
def may_be_entry(url: str) -> bool:
    """Tell whether the address could be that of a document in a list."""
    _, _, path, query = _split(url)
    part = path.rsplit("/", 1)[-1]
    if _ARTICLE_PART.search(part):
        return True
    if _ID_QUERY.search(query):
        return True
    if _ID_PATH.search(path):
        return True
    return bool(_FILE.search(part)) and not _COLUMN_PART.match(part)


def is_column_address(url: str) -> bool:
    """Tell whether the address looks like that of a column: a folder or its index page."""
    _, _, path, query = _split(url)
    return not query and bool(_COLUMN_PART.match(path.rsplit("/", 1)[-1]))


def is_home_address(url: str) -> bool:
    """Tell whether the address is that of a site's home page."""
    scheme, host, path, query = _split(url)
    return bool(scheme and host) and not query and bool(_HOME_PATH.match(path or "/"))


def in_column(entry: str, column: str) -> bool:
    """Tell whether an entry's address shows that it was filed in this very column."""
    if not same_host(entry, column):
        return False
    here = folder(column)
    if here != "/" and _split(entry)[2].startswith(here):
        return True
    number = re.search(r"/col(?:/col)?(\d+)/", column)
    return bool(number and re.search(rf"art_{number.group(1)}_|/col{number.group(1)}/", entry))
