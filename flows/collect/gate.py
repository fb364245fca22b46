"""The way out to one host: judged addresses only, and one deadline for everything it may take.

requests bounds each silence, not the whole response: a server that drips a byte every few seconds,
in headers, body or TLS handshake, would hold the night for ever. The watchdog shuts the line.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Self

from flows.collect.address import AddressRefused, Resolver

#: Linux only.
QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)
#: How often the watchdog looks; a response may last so much longer than allowed.
TICK_SECONDS = 0.2


class Gate:
    """Opens connections to one host and can cut the one that is open."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._cut = False
        self.peer: str | None = None  # address of the connected machine

    def connect(
        self, name: str, port: int, timeout: float | None, options: list[tuple[int, int, int]]
    ) -> socket.socket:
        """A connected socket. Raises OSError, socket.gaierror, TimeoutError or AddressRefused."""
        failed: OSError | None = None
        for family, place in self._resolver.places(name, port):
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                for option in options:
                    sock.setsockopt(*option)
                sock.settimeout(timeout)
                sock.connect(place)
                self._admit(sock)
                return sock
            except OSError as error:
                sock.close()
                failed = error
            except AddressRefused:
                sock.close()
                raise
        self._resolver.forget(name, port)
        raise failed or OSError("no address to connect to")

    def _admit(self, sock: socket.socket) -> None:
        peer = str(sock.getpeername()[0])
        if not self._resolver.allows(peer):
            raise AddressRefused(f"the connected machine is {peer}, in a private network")
        # TLS takes the socket over; a second handle on the line can still be shut from outside.
        line = sock.dup()
        with self._lock:
            self._drop_line()
            self._line = line
            self.peer = peer
            if self._cut:
                raise TimeoutError("no time left")

    def acknowledge(self) -> None:
        """Acknowledge what has come, now.

        A server that sends headers and body apart waits for this, and the kernel would wait 40 ms
        for something to send along with it.
        """
        if QUICK_ACK is not None and self._line is not None:
            with contextlib.suppress(OSError):
                self._line.setsockopt(socket.IPPROTO_TCP, QUICK_ACK, 1)

    def begin(self) -> None:
        with self._lock:
            self._cut = False

    @property
    def was_cut(self) -> bool:
        return self._cut

    def cut(self) -> None:
        """End whatever is going on: every read and write on the line fails from now on."""
        with self._lock:
            self._cut = True
            if self._line is not None:
                with contextlib.suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with self._lock:
            self._drop_line()

    def _drop_line(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


class Watchdog:
    """One thread that cuts a gate when its time is over; for one request at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watched: tuple[float, Gate] | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="response-watchdog", daemon=True)
        self._thread.start()

    def watch(self, gate: Gate, seconds: float) -> None:
        gate.begin()
        with self._lock:
            self._watched = (time.monotonic() + seconds, gate)

    def leave(self) -> None:
        with self._lock:
            self._watched = None

    def _run(self) -> None:
        while not self._stopped.wait(TICK_SECONDS):
            with self._lock:
                if self._watched and time.monotonic() >= self._watched[0]:
                    self._watched[1].cut()
                    self._watched = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()
