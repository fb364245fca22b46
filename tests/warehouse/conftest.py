"""A home with an archive of invented nights, and SQL to judge them by."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.warehouse.archived_nights import ArchivedNight, small_sql, whole_night


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


@pytest.fixture(scope="session")
def first_home(tmp_path_factory: pytest.TempPathFactory, sql: Path) -> Path:
    """A home with one night, published; copy it before anything is changed in it."""
    home = tmp_path_factory.mktemp("first") / "home"
    whole_night(ArchivedNight(home, "2023-04-05").write(), sql)
    return home


@pytest.fixture
def published(first_home: Path, home: Path) -> ArchivedNight:
    """One night, judged and published, in a home of the test's own."""
    shutil.copytree(first_home, home, symlinks=True)
    return ArchivedNight(home, "2023-04-05")
