import socket

import pytest

from flows.collect.address import (
    AddressRefused,
    Resolver,
    is_loopback_name,
    is_private,
    why_not_asked,
)
from flows.collect.gate import Gate


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_addresses_of_private_networks_are_private_in_every_spelling(ip: str) -> None:
    assert is_private(ip)


@pytest.mark.parametrize("ip", ["1.1.1.1", "114.114.114.114", "2400:3200::1", "::ffff:1.1.1.1"])
def test_public_addresses_are_not_private(ip: str) -> None:
    assert not is_private(ip)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://www.qingxi.example/a.html", True),
        ("https://www.qingxi.example/a.html", True),
        ("http://WWW.QINGXI.example/a.html", True),
        ("http://www.qingxi.example:8080/", False),
        ("http://files.qingxi.example:8080/", True),
        ("http://files.qingxi.example/", False),
        ("http://evil.example/www.qingxi.example", False),
        ("http://www.qingxi.example@evil.example/", False),
        ("http://user@www.qingxi.example/", False),
        ("http://www.qingxi.example.evil.example/", False),
        ("ftp://www.qingxi.example/", False),
        ("file:///etc/passwd", False),
        ("javascript:void(0)", False),
        ("http://www.qingxi.example:port/", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_only_hosts_that_the_source_lists_are_asked(url: str, allowed: bool) -> None:
    hosts = {"www.qingxi.example", "files.qingxi.example:8080"}
    assert (why_not_asked(url, hosts) is None) is allowed


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:80", "[::1]:8000"])
def test_loopback_is_told_by_its_name_with_or_without_a_port(host: str) -> None:
    assert is_loopback_name(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "www.qingxi.example:80", "127.0.0.1.evil.example"])
def test_other_names_are_not_loopback(host: str) -> None:
    assert not is_loopback_name(host)


def test_a_name_that_leads_into_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.5", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answers)
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.5"):
        Resolver(allow_private=False).places("intern.example", 80)


def test_a_name_is_looked_up_once_and_its_private_addresses_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def answer(name: str, port: int, **_: object) -> list[object]:
        asked.append(name)
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2400:3200::1", port, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.0.9", port)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1", port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    resolver = Resolver(allow_private=False)
    first = resolver.places("mixed.example", 80)
    assert [place[1][0] for place in first] == ["1.1.1.1", "2400:3200::1"]
    assert resolver.places("mixed.example", 80) == first
    assert asked == ["mixed.example"]


def test_the_connected_machine_is_judged_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver that is fooled does not help: the peer of the connection counts."""
    resolver = Resolver(allow_private=False)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = (int(socket.AF_INET), listener.getsockname())
        monkeypatch.setattr(resolver, "places", lambda name, port: [place])
        with pytest.raises(AddressRefused, match="connected machine"):
            Gate(resolver).connect("fooled.example", 80, 1.0, [])
