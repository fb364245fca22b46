"""Finding the programs that look at what is deployed."""

from __future__ import annotations

import os
import shutil

import pytest


def tool(name: str) -> str:
    """Path of a program; without it the test is skipped, but not where all must pass."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if path is None and not os.environ.get("CI"):
        pytest.skip(f"no {name} on this machine; .ci/run installs it")
    assert path is not None, f"no {name}; .ci/run installs it"
    return path
