"""What the sample site answers with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Resource:
    """What one address answers with; `by_query` makes the body from the values asked for."""

    body: bytes
    content_type: str = HTML
    last_modified: str | None = None
    by_query: Callable[[Mapping[str, str]], bytes] | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    def asked(self, query: Mapping[str, str]) -> Resource:
        """The answer to a request with these values behind the question mark."""
        if self.by_query is None:
            return self
        return replace(self, body=self.by_query(query), by_query=None)
