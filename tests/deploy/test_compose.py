"""The compose file: valid, with readers that cannot write and nothing open by accident."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import prefect.settings
import pytest
import yaml

from flows.settings import PROJECT, Settings, variable
from tests.deploy.tools import tool

FOLDER = PROJECT / "deploy" / "docker"
TEXT = (FOLDER / "compose.yaml").read_text("utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"].startswith("fazhi:")}
#: Who may write to the warehouse: the night, and the doctor who looks whether the night could.
WRITERS = {"nights", "doctor"}


def environment(service: dict[str, Any]) -> dict[str, str]:
    return {name: str(text) for name, text in service.get("environment", {}).items()}


def test_compose_takes_it(tmp_path: Path) -> None:
    """Checked with Debian's docker-compose, which is older than the key `name`."""
    program = tool("docker-compose")
    there = tmp_path / "deploy" / "docker"
    there.mkdir(parents=True)
    (there / "compose.yaml").write_text(re.sub(r"^name: .*\n", "", TEXT, flags=re.M), "utf-8")
    shutil.copy2(PROJECT / "deploy" / "fazhi.env", there / "fazhi.env")
    shutil.copy2(FOLDER / "env.example", there / ".env")

    def config(**variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, "-f", str(there / "compose.yaml"), "--project-directory", str(there),
             "config"],
            env={**os.environ, **variables}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = config(DATABASE_PASSWORD="secret")
    assert done.returncode == 0, done.stderr
    assert set(yaml.safe_load(done.stdout)["services"]) == set(SERVICES)
    refused = config(DATABASE_PASSWORD="")
    assert refused.returncode != 0
    assert "set it in .env" in refused.stderr


def test_readers_have_the_warehouse_read_only() -> None:
    mounts = {
        name: mount
        for name, service in SERVICES.items()
        for mount in service.get("volumes", [])
        if mount.startswith("warehouse:")
    }
    assert set(mounts) == WRITERS | {"dashboard"}
    for name, mount in mounts.items():
        assert mount.endswith(":ro") == (name not in WRITERS), name


def test_every_variable_is_a_setting_of_ours_or_of_prefect() -> None:
    known = {variable(name) for name in Settings.model_fields}
    for name, service in OURS.items():
        for wanted in environment(service):
            if wanted.startswith("FAZHI_"):
                assert wanted in known, name
            else:
                assert hasattr(prefect.settings, wanted), name


def test_every_variable_of_compose_itself_is_in_its_example() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", TEXT)) - {"PIP_INDEX_URL"}
    example = (FOLDER / "env.example").read_text("utf-8")
    assert asked == set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))


def test_nothing_is_open_to_the_network_unless_somebody_says_so() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {
        "prefect": ["127.0.0.1:4200:4200"],
        "proxy": ["${LISTEN:-127.0.0.1}:8080:8080"],
    }


def test_only_the_proxy_reaches_the_dashboard_and_only_prefect_the_database() -> None:
    networks = yaml.safe_load(TEXT)["networks"]
    members = {
        network: {name for name, one in SERVICES.items() if network in one["networks"]}
        for network in networks
    }
    assert members["pages"] == {"dashboard", "proxy"}
    assert members["record"] == {"postgres", "prefect"}
    assert {name for name, one in networks.items() if one and one["internal"]} == {
        "pages",
        "record",
    }


@pytest.mark.parametrize("name", OURS)
def test_our_containers_have_no_rights_and_a_root_that_nobody_writes_to(name: str) -> None:
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "user" not in service  # that of the image


def test_every_service_but_the_doctor_says_whether_it_is_well() -> None:
    assert {name for name, one in SERVICES.items() if "healthcheck" not in one} == {"doctor"}


def test_whatever_is_waited_for_can_tell() -> None:
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[other]


def test_images_have_a_version() -> None:
    for name, service in SERVICES.items():
        assert re.search(r":\d+(\.\d+)*", service["image"]), name


def test_a_password_never_gets_into_the_repository() -> None:
    ignored = (PROJECT / ".gitignore").read_text("utf-8").split()
    kept_out = (FOLDER / "Dockerfile.dockerignore").read_text("utf-8").split()
    for name in (".env", "fazhi.env", "htpasswd"):
        assert f"deploy/docker/{name}" in ignored
        assert f"deploy/docker/{name}" in kept_out
