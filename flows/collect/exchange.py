"""One request and what came back: what the archive keeps, before anything is made of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass
class Exchange:
    """`status` is None when nothing answered; `body` is None when no whole body came.

    `payload` is the body as sent, without transfer coding but with its content coding; of a body
    that was cut off it is what came.
    """

    url: str
    fetched_at: datetime
    elapsed: float = 0.0  # seconds until the last byte
    request_line: str = ""
    request_headers: list[tuple[str, str]] = field(default_factory=list)
    peer: str | None = None
    protocol: str = "HTTP/1.1"
    status: int | None = None
    reason: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    payload: bytes = b""
    body: bytes | None = None
    error: str | None = None
    error_detail: str | None = None

    @cached_property
    def sha256(self) -> str | None:
        """Digest of the decoded body; taken once, when the body has come."""
        return None if self.body is None else hashlib.sha256(self.body).hexdigest()

    @cached_property
    def payload_sha256(self) -> str:
        """Digest of the body as sent."""
        plain = self.body is self.payload and self.sha256
        return plain or hashlib.sha256(self.payload).hexdigest()

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), on one line and at most 1,000 long."""
        for key, value in self.headers:
            if key.lower() == name:
                return " ".join("".join(c if c >= " " else " " for c in value).split())[:1000]
        return None

    def location(self) -> str | None:
        """Where a redirect leads, as an ASCII address; None when it is no redirect."""
        target = self.header("location") if self.status in REDIRECTS else None
        if not target:
            return None
        # http.client reads headers as Latin-1: the bytes are what the server meant, in any code.
        return "".join(c if c < "\x7f" else f"%{ord(c):02X}" for c in target).replace(" ", "%20")
