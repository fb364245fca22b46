"""Which addresses may be asked: hosts that the source names, and no machine of a private network.

A name is looked up once and the connection goes to the very address that was judged; a name that
answers otherwise a moment later cannot lead the collector elsewhere.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from flows.sources.address import host_of

#: (address family, socket address) as socket.connect takes it.
Place = tuple[int, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]
#: More addresses are not tried: each may cost a whole connect time-out.
MOST_PLACES = 3
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(Exception):
    """The name leads into a private network, or the peer is another machine than judged."""


def why_not_asked(url: str, hosts: set[str]) -> str | None:
    """Why an address is never asked; None when its host is one of the allowed."""
    try:
        parts = urlsplit(url)
        host = host_of(url)
    except ValueError:
        return "not a web address"
    if parts.scheme not in ("http", "https"):
        return f"{parts.scheme or 'no'} is not a scheme that is followed"
    if parts.username is not None or parts.password is not None:
        return "it carries a user name or password"
    return None if host in hosts else f"the source does not list the host {host}"


def is_private(address: str) -> bool:
    """True for loopback, private, link-local, reserved and multicast addresses.

    An IPv4 address wrapped into an IPv6 one is judged by itself.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(str(inner))
    return not ip.is_global or ip.is_multicast


def is_loopback_name(host: str) -> bool:
    """True when a host's name, with or without a port, itself says that it is this machine."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


class Resolver:
    """Looks names up once a night; IPv4 first, since old sites publish IPv6 that never answers."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._found: dict[tuple[str, int], list[Place]] = {}

    def places(self, name: str, port: int) -> list[Place]:
        """Where the name may be reached. Raises socket.gaierror, or AddressRefused if nowhere."""
        found = self._found.get((name, port))
        if found is None:
            answers = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
            places = [(int(family), place) for family, _, _, _, place in answers]
            found = [p for p in places if self.allows(str(p[1][0]))]
            if not found:
                shown = ", ".join(sorted({str(place[0]) for _, place in places}))
                raise AddressRefused(f"{name} is {shown or 'nowhere'}, a private network")
            found.sort(key=lambda place: place[0] != socket.AF_INET)
            self._found[(name, port)] = found
        return found[:MOST_PLACES]

    def allows(self, address: str) -> bool:
        return self._allow_private or not is_private(address)

    def forget(self, name: str, port: int) -> None:
        """Look the name up again next time: none of its addresses answered."""
        self._found.pop((name, port), None)
