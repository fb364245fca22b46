from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.dashboard.invented import Bodies, five_counties, published


@dataclass(frozen=True)
class Home:
    """A published home and the bodies in it."""

    path: Path
    bodies: Bodies

    def one(self, sql: str, *values: object) -> object:
        """The only value of a query on the published file."""
        with duckdb.connect(str((self.path / "current.duckdb").resolve()), read_only=True) as con:
            con.execute("set timezone = 'Asia/Shanghai'")
            row = con.execute(sql, list(values)).fetchone()
        assert row is not None
        return row[0]


@pytest.fixture(scope="session")
def no_components() -> Iterator[None]:
    """Streamlit's tests read the metadata of all packages at every drawing, for components that
    the dashboard has none of: nine tenths of the time of a page.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    path = tmp_path_factory.mktemp("dashboard")
    return Home(path, published(path))


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The same home a night before; copy it before anything is changed in it."""
    path = tmp_path_factory.mktemp("earlier")
    return Home(path, published(path, last=False))


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five counties, of which the last night did not see one."""
    path = tmp_path_factory.mktemp("five")
    five_counties(path)
    return path
