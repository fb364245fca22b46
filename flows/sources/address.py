"""Web addresses of the registry: what may be asked for, and which host an address belongs to.

A registry is edited by hand. An address in it that points into the operator's own network, or
carries a password, is a mistake or a trap; it is refused when the sources are read, long before
any request is made.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
#: Names that resolve inside a private network only.
PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa")
HOST = re.compile(r"^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?::\d{1,5})?$")
#: 127.1, 0x7f000001 and 2130706433 are addresses to a resolver though they do not look like one.
NUMERIC_LABEL = re.compile(r"^(?:\d+|0x[0-9a-f]*)$")


def host_of(url: str) -> str:
    """Host of an address as the registry writes it: `name`, or `name:port` for an unusual port.

    Raises ValueError when the address has no host or an impossible port.
    """
    parts = urlsplit(url)
    name = parts.hostname
    if not name:
        raise ValueError(f"no host in {url!r}")
    shown = f"[{name}]" if ":" in name else name
    port = parts.port
    if port is None or port == DEFAULT_PORTS.get(parts.scheme):
        return shown
    return f"{shown}:{port}"


def is_private_host(host: str) -> bool:
    """True when `host` (with or without a port) names this machine or a private network."""
    name = _without_port(host.lower()).rstrip(".")
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        last = name.rsplit(".", 1)[-1]
        return "." not in name or name.endswith(PRIVATE_SUFFIXES) or bool(NUMERIC_LABEL.match(last))
    return not address.is_global or address.is_multicast


def check_url(url: str) -> str:
    """The address itself; raises ValueError, with the remedy, when it cannot be collected from."""
    if any(character.isspace() or ord(character) < 32 for character in url):
        raise ValueError(f"{url!r} holds white space; write the address without it")
    try:
        parts = urlsplit(url)
        host = host_of(url)
    except ValueError:
        raise ValueError(f"{url!r} is not a web address; write it as http://host/folder/") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise ValueError(f"{url!r} is not a web address; write it with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address holds a user name or password; take it out")
    if parts.fragment:
        raise ValueError(f"{url!r} ends in a fragment; leave out what begins with #")
    check_host(host)
    return url


def check_host(host: str) -> str:
    """The host, lower case; raises ValueError, with the remedy, unless it is name or name:port."""
    lowered = host.lower()
    if not HOST.match(lowered):
        raise ValueError(f"{host!r} is not a host; write it as name or name:port, without http://")
    return lowered


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
