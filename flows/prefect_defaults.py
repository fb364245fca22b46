"""What Prefect is told before it is imported, so that a newcomer's run behaves like ours.

Prefect reads `[tool.prefect]` only from a pyproject.toml in the current directory, and the command
may be called from anywhere. This module hands it the same table as environment variables. A
variable that the user has set always wins.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from flows.settings import PROJECT

#: Whoever set one of these has chosen a Prefect of their own.
OWN_PREFECT = ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")


def apply_prefect_defaults(
    home: Path, environment: MutableMapping[str, str] = os.environ, user_home: Path | None = None
) -> None:
    """Set Prefect's defaults for this process; call it before anything imports prefect.

    Prefect's own database goes to `home`/prefect unless the user has chosen a Prefect of their
    own (see OWN_PREFECT, or an API address in ~/.prefect/profiles.toml).
    """
    for name, value in defaults().items():
        environment.setdefault(name, value)
    # The analytics of Prefect's client know this variable only.
    environment.setdefault("DO_NOT_TRACK", "1")
    if not any(environment.get(name) for name in OWN_PREFECT) and not profile_names_a_server(
        user_home or Path.home()
    ):
        own = home / "prefect"
        # Prefect warns about a home it cannot make, and it makes one level only. A home that
        # cannot be written is told by the warehouse, with the remedy.
        with suppress(OSError):
            own.mkdir(parents=True, exist_ok=True)
        environment["PREFECT_HOME"] = str(own)


def defaults(pyproject: Path = PROJECT / "pyproject.toml") -> dict[str, str]:
    """`[tool.prefect]` as environment variables: server.analytics_enabled → PREFECT_SERVER_…"""
    table = tomllib.loads(pyproject.read_text("utf-8")).get("tool", {}).get("prefect", {})
    return dict(_flat("PREFECT", table))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}_{key.upper()}"
        if isinstance(value, Mapping):
            yield from _flat(name, value)
        elif isinstance(value, bool):
            yield name, str(value).lower()
        else:
            yield name, str(value)


def profile_names_a_server(user_home: Path) -> bool:
    """Whether the active profile of the user's own Prefect has the address of a server."""
    try:
        text = (user_home / ".prefect" / "profiles.toml").read_text("utf-8")
        profiles = tomllib.loads(text)
    except (OSError, ValueError):
        return False
    active = profiles.get("profiles", {}).get(profiles.get("active", ""), {})
    return isinstance(active, Mapping) and "PREFECT_API_URL" in active
