"""Settings: FAZHI_ variables, where the defaults lie, and what Prefect is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.collect.limits import Limits
from flows.prefect_defaults import apply_prefect_defaults, defaults
from flows.settings import (
    PROJECT,
    InvalidSettings,
    read_settings,
    unknown_variables,
)


def test_the_defaults_do_not_depend_on_the_current_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings()
    assert settings.home == PROJECT / "warehouse" / "data"
    assert settings.sources == PROJECT / "flows" / "sources"
    assert settings.archive == settings.home / "archive"
    assert settings.staging == settings.home / "staging"
    assert (PROJECT / "pyproject.toml").is_file()


def test_a_relative_home_is_taken_from_where_the_command_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_HOME", "data")
    assert read_settings().home == tmp_path / "data"


def test_notification_addresses_are_separated_by_white_space(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAZHI_NOTIFY", "json://127.0.0.1/a,b  json://127.0.0.1/c\n")
    assert read_settings().notify == ["json://127.0.0.1/a,b", "json://127.0.0.1/c"]


def test_the_limits_of_a_night_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().limits == Limits()
    monkeypatch.setenv("FAZHI_COUNTY_MINUTES", "1.5")
    monkeypatch.setenv("FAZHI_BODY_MB", "1")
    assert read_settings().limits.max_seconds == 90
    assert read_settings().limits.max_body_bytes == 1024 * 1024


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FAZHI_WORKERS", "0"),
        ("FAZHI_WORKERS", "many"),
        ("FAZHI_RELEASES_KEPT", "0"),
        ("FAZHI_COUNTY_MINUTES", "-1"),
        ("FAZHI_CONTACT", "a@b.example\r\nX-Evil: 1"),
        ("FAZHI_DEBUG", "perhaps"),
    ],
)
def test_a_wrong_value_names_the_variable_and_the_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSettings) as caught:
        read_settings()
    assert str(caught.value).startswith(f"{name}: ")
    assert "; " in str(caught.value)


def test_a_misspelt_variable_is_pointed_out() -> None:
    assert unknown_variables({"FAZHI_HOEM": "/x", "FAZHI_HOME": "/y", "PATH": "/z"}) == [
        "FAZHI_HOEM: no such setting; did you mean FAZHI_HOME?"
    ]


def test_prefect_is_quiet_patient_tidy_and_tells_nobody() -> None:
    told = defaults()
    assert told["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert told["PREFECT_LOGGING_LEVEL"] == "WARNING"
    assert int(told["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"]) >= 120
    assert told["PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED"] == "events,flow_runs"


def test_prefect_keeps_its_database_under_home_by_default(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    apply_prefect_defaults(tmp_path / "data", environment, tmp_path)
    assert environment["PREFECT_HOME"] == str(tmp_path / "data" / "prefect")
    assert (tmp_path / "data" / "prefect").is_dir()
    assert environment["DO_NOT_TRACK"] == "1"


@pytest.mark.parametrize("name", ["PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE"])
def test_a_prefect_of_the_user_is_left_alone(tmp_path: Path, name: str) -> None:
    environment = {name: "theirs", "PREFECT_LOGGING_LEVEL": "DEBUG"}
    apply_prefect_defaults(tmp_path, environment, tmp_path)
    assert environment[name] == "theirs"
    assert environment["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert environment.get("PREFECT_HOME", "theirs") == "theirs"


def test_a_profile_of_the_user_that_names_a_server_is_left_alone(tmp_path: Path) -> None:
    profiles = tmp_path / ".prefect" / "profiles.toml"
    profiles.parent.mkdir()
    profiles.write_text('active = "work"\n[profiles.work]\nPREFECT_API_URL = "http://p/api"\n')
    environment: dict[str, str] = {}
    apply_prefect_defaults(tmp_path / "data", environment, tmp_path)
    assert "PREFECT_HOME" not in environment
    profiles.write_text('active = "work"\n[profiles.work]\nPREFECT_LOGGING_LEVEL = "INFO"\n')
    apply_prefect_defaults(tmp_path / "data", environment, tmp_path)
    assert environment["PREFECT_HOME"] == str(tmp_path / "data" / "prefect")
