"""A home with an archive of invented nights, and SQL to judge them by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.warehouse.archived_nights import ArchivedNight, small_sql


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def night(home: Path) -> ArchivedNight:
    """One night, written to the archive and not yet loaded."""
    return ArchivedNight(home, "2023-04-05").write()


@pytest.fixture(scope="session")
def sql(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_sql(tmp_path_factory.mktemp("tree") / "sql")
