"""Which hosts belong to a county's site, and when two addresses are one page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from flows.propose.words import SHARED_DOMAINS
from flows.sources.address import host_of, is_private_host

_INDEX = re.compile(
    r"/(?:index|default|main|home)\.(?:s?html?|jhtml|aspx?|jsp|php)$", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar|7z|rtf|pptx?|jpe?g|png|gif|bmp|mp[34]|apk|exe|xml|css|js)$",
    re.IGNORECASE,
)


class SiteHosts(set[str]):
    """The hosts of a site as a set: the one given with and without `www.`, and those below it.

    Below means `zwgk.yangxian.gov.cn` for `www.yangxian.gov.cn`. A domain that many bodies share
    (`gov.cn`, a province's) and a private host bring no others with them.
    """

    def __init__(self, host: str, further: Iterable[str] = ()) -> None:
        bare = host.removeprefix("www.")
        own = {host} if is_private_host(host) else {bare, f"www.{bare}"}
        super().__init__({*own, *further})
        self._below = None
        if not is_private_host(host) and bare not in SHARED_DOMAINS and ":" not in host:
            self._below = f".{bare}"

    def __contains__(self, host: object) -> bool:
        if super().__contains__(host):
            return True
        return self._below is not None and isinstance(host, str) and host.endswith(self._below)


def host_or_none(url: str) -> str | None:
    """Host of an address, or None when it is none."""
    try:
        return host_of(url)
    except ValueError:
        return None


def home_of(url: str) -> str:
    """The home page of the host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def page_id(url: str) -> str:
    """The same for two addresses of one page: scheme, `www.` and the index page's name apart."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path) or "/"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{query}"


def is_file(url: str) -> bool:
    """Whether an address leads to something that is no page."""
    return bool(_FILE.search(urlsplit(url).path))


def folder_of(url: str) -> str:
    """`page_id` cut behind its last slash: what the pages of one unit begin with."""
    return page_id(url).partition("?")[0].rpartition("/")[0] + "/"
