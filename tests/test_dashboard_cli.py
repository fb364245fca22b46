"""`fazhi dashboard` before the server of the pages takes its place."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from flows.dashboard_cli import run_dashboard
from flows.exits import WrongUsage

FREE = 0  # the machine finds a free one


class Replaced(Exception):
    """The process would be the server now."""


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments of the servers that would have been started."""
    environments: list[dict[str, str]] = []

    def execve(path: str, call: list[str], environment: dict[str, str]) -> None:
        environments.append(environment)
        raise Replaced

    monkeypatch.setattr(os, "execve", execve)
    return environments


def test_a_home_without_a_publication_is_told_in_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], started: list[dict[str, str]]
) -> None:
    with pytest.raises(Replaced):
        run_dashboard(tmp_path, port=FREE)
    told = capsys.readouterr()
    assert f"nothing is published in {tmp_path}; run `fazhi nightly` first" in told.err
    assert told.out == ""
    assert started[0]["FAZHI_HOME"] == str(tmp_path)


def test_a_home_with_a_publication_needs_no_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    duckdb.connect(str(tmp_path / "current.duckdb")).close()
    with pytest.raises(Replaced):
        run_dashboard(tmp_path, port=FREE)
    assert capsys.readouterr().err == ""


def test_a_port_that_is_taken_is_refused_before_anything_else(
    tmp_path: Path, started: list[dict[str, str]]
) -> None:
    with pytest.raises(WrongUsage, match="--port"):
        run_dashboard(tmp_path, address="192.0.2.1", port=1)  # an address of nobody (RFC 5737)
    assert started == []
