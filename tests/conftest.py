"""What holds for every test: no settings of the user's, no Prefect database of the user's."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_PREFECT_HOME = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Prefect reads its home when it is imported, so this cannot wait for a fixture."""
    for name in [name for name in os.environ if name.startswith(("FAZHI_", "PREFECT_"))]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="fazhi-prefect-"))
    config.stash[_PREFECT_HOME] = home
    os.environ["PREFECT_HOME"] = str(home)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"


def pytest_unconfigure(config: pytest.Config) -> None:
    home = config.stash.get(_PREFECT_HOME, None)
    if home is not None:
        shutil.rmtree(home, ignore_errors=True)
