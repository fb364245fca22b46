"""Who asks: the name under which sites meet this program."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

#: Name in the User-Agent and in robots.txt.
AGENT = "fazhi"


@lru_cache
def user_agent(contact: str) -> str:
    """Who asks: name, version and whom to write to; what is not Latin-1 goes as UTF-8 bytes."""
    words = f"{AGENT}/{version('fazhi')}"
    contact = " ".join(contact.split())
    return f"{words} (+{contact})".encode().decode("latin-1") if contact else words
