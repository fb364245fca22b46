"""How much a night may ask of one county, and when it gives up."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.collect.revisit import Revisits

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one county's night; times in seconds, sizes in bytes.

    `contact` goes into the User-Agent. Without one only loopback is asked: a site must be able to
    reach whoever collects from it.
    """

    max_requests: int = 2_000
    max_seconds: float = 90 * 60.0
    connect_timeout: float = 15.0
    read_timeout: float = 30.0  # longest silence within a response
    response_seconds: float = 60.0  # from the request to the last byte
    max_body_bytes: int = 20 * MEBIBYTE  # as sent
    max_decoded_bytes: int = 50 * MEBIBYTE  # decompressed
    max_redirects: int = 5
    retries: int = 2  # further attempts after 429, 503 or a broken connection
    backoff_seconds: float = 5.0  # before the first of them; doubled for each next
    host_failures: int = 3  # failures in a row until a host is left alone for the night
    revisits: Revisits = field(default_factory=Revisits)
    contact: str = ""
