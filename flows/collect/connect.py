"""Lets requests and urllib3 connect through a Gate, with the machine's own trust."""

from __future__ import annotations

import socket
import ssl
from functools import lru_cache
from typing import Any

import certifi
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from flows.collect.gate import Gate

#: OpenSSL 3 refuses servers without secure renegotiation; ssl names the option from 3.12 on.
OP_LEGACY_SERVER_CONNECT = 0x4


class GuardedAdapter(HTTPAdapter):
    """One connection at a time, opened by the gate; retries are the session's business."""

    def __init__(self, gate: Gate, tls: str | None) -> None:
        self._gate = gate
        self._tls = tls
        super().__init__(pool_connections=2, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=tls_context(self._tls))
        self.poolmanager.pool_classes_by_scheme = _pools(self._gate)


@lru_cache
def tls_context(tls: str | None) -> ssl.SSLContext:
    """The system's trust together with certifi's; `legacy` admits old ciphers and versions.

    Certificates are verified in both.
    """
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if tls == "legacy":
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.options |= OP_LEGACY_SERVER_CONNECT
    return context


def _pools(gate: Gate) -> dict[str, type[HTTPConnectionPool]]:
    class Connection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _open(self, gate)

    class SecureConnection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _open(self, gate)

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    return {"http": Pool, "https": SecurePool}


def _open(connection: HTTPConnection, gate: Gate) -> socket.socket:
    """As urllib3 opens a socket, with the errors it promises its callers."""
    timeout = connection.timeout if isinstance(connection.timeout, int | float) else None
    options = [(o[0], o[1], int(o[2])) for o in connection.socket_options or []]
    try:
        return gate.connect(connection._dns_host, connection.port, timeout, options)
    except socket.gaierror as error:
        raise NameResolutionError(connection.host, connection, error) from error
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, f"no connection in {timeout} s") from error
    except OSError as error:
        raise NewConnectionError(connection, str(error)) from error
