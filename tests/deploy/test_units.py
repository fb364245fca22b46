"""The systemd units: valid, hardened, at the right hour, and with settings that exist."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from flows.doctor import MOST_HOURS
from flows.exits import SOME_COUNTY_FAILED
from flows.settings import PROJECT, Settings, variable
from tests.deploy.tools import tool

DEPLOY = PROJECT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("fazhi-*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
#: Where the units expect the checkout.
INSTALLED = "/opt/fazhi"


def values(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text("utf-8"), re.MULTILINE)


def installed(folder: Path) -> list[Path]:
    """Copies of the units whose commands stand in `folder`; verify looks whether they are there."""
    copies = []
    for unit in UNITS:
        copy = folder / unit.name
        copy.write_text(unit.read_text("utf-8").replace(INSTALLED, f"{folder}/fazhi"), "utf-8")
        copies.append(copy)
        for command in values(copy, "ExecStart"):
            program = Path(command.split()[0])
            program.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2("/bin/true", program)
    return copies


def test_systemd_finds_nothing_wrong_with_any_unit(tmp_path: Path) -> None:
    analyze = tool("systemd-analyze")
    copies = installed(tmp_path)
    assert len(copies) == 6
    files = [str(copy).replace("alarm@.", "alarm@x.") for copy in copies]
    shutil.copy2(tmp_path / "fazhi-alarm@.service", tmp_path / "fazhi-alarm@x.service")
    done = subprocess.run(
        [analyze, "verify", "--man=no", *files], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if "fazhi" in line]
    assert (done.returncode, said) == (0, []), done.stderr


def test_verify_would_tell_of_a_mistake(tmp_path: Path) -> None:
    analyze = tool("systemd-analyze")
    (copy,) = (unit for unit in installed(tmp_path) if unit.name == "fazhi-nightly.service")
    copy.write_text(copy.read_text("utf-8").replace("ProtectHome=", "ProtectHouse="), "utf-8")
    done = subprocess.run(
        [analyze, "verify", "--man=no", str(copy)], capture_output=True, text=True, check=False
    )
    assert "ProtectHouse" in done.stderr


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_service_is_locked_in(unit: Path, tmp_path: Path) -> None:
    """systemd's own measure of exposure: 0 is none, 10 all; what is not hardened has 9.6."""
    copy = tmp_path / unit.name
    shutil.copy2(unit, copy)
    done = subprocess.run(
        [tool("systemd-analyze"), "security", "--offline=true", "--threshold=25", str(copy)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-300:]


@pytest.mark.parametrize(
    ("timer", "wanted"),
    [("fazhi-nightly.timer", ["02:30"]), ("fazhi-doctor.timer", ["09:00", "16:00"])],
)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_a_timer_means_beijing_time_whatever_zone_the_machine_is_in(
    timer: str, wanted: list[str], zone: str
) -> None:
    (when,) = values(DEPLOY / "systemd" / timer, "OnCalendar")
    done = subprocess.run(
        [tool("systemd-analyze"), "calendar", "--iterations=14", "--base-time=2026-03-01", when],
        env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    stamps = re.findall(r"\w{3} (\d{4}-\d\d-\d\d \d\d:\d\d):\d\d \S+$", done.stdout, re.MULTILINE)
    in_utc = re.findall(r"\(in UTC\): \w{3} (\d{4}-\d\d-\d\d \d\d:\d\d)", done.stdout)
    stamps = in_utc if zone != "UTC" else stamps
    assert len(stamps) == 14
    hours = sorted({f"{(int(s[11:13]) + 8) % 24:02d}:{s[14:16]}" for s in stamps})
    assert hours == wanted


def test_a_missed_night_is_made_up_and_missed_looks_too() -> None:
    for timer in (unit for unit in UNITS if unit.suffix == ".timer"):
        assert values(timer, "Persistent") == ["true"], timer.name
        assert values(timer, "WantedBy") == ["timers.target"], timer.name
        assert timer.with_suffix(".service") in SERVICES


def test_the_doctor_looks_more_often_than_a_night_may_be_missing() -> None:
    (when,) = values(DEPLOY / "systemd" / "fazhi-doctor.timer", "OnCalendar")
    hours = [int(hour) for hour in re.findall(r"\d\d", when.split()[1].split(":")[0])]
    assert max(b - a for a, b in zip(hours, [*hours[1:], hours[0] + 24], strict=True)) < MOST_HOURS


def test_what_fails_raises_the_alarm_and_the_alarm_itself_does_not() -> None:
    raising = {unit.name for unit in SERVICES if values(unit, "OnFailure")}
    assert raising == {"fazhi-nightly.service", "fazhi-doctor.service"}
    for name in raising:
        assert values(DEPLOY / "systemd" / name, "OnFailure") == ["fazhi-alarm@%n.service"]


def test_a_night_without_one_county_is_no_failure_of_the_unit() -> None:
    """Its own message tells that, with its own patience; an alarm every night would not be read."""
    unit = DEPLOY / "systemd" / "fazhi-nightly.service"
    assert values(unit, "SuccessExitStatus") == [str(SOME_COUNTY_FAILED)]


def test_the_dashboard_can_write_nothing_and_listens_on_this_machine_only() -> None:
    unit = DEPLOY / "systemd" / "fazhi-dashboard.service"
    assert values(unit, "DynamicUser") == ["yes"]
    assert values(unit, "StateDirectory") == []
    assert values(unit, "ReadOnlyPaths") == ["-/var/lib/fazhi"]
    assert "--address 127.0.0.1" in values(unit, "ExecStart")[0]
    assert values(unit, "IPAddressAllow") == ["localhost"]


def test_every_variable_in_a_unit_and_in_the_settings_file_is_a_setting() -> None:
    known = {variable(name) for name in Settings.model_fields}
    for file in (*UNITS, DEPLOY / "fazhi.env", DEPLOY / "alarm"):
        named = set(re.findall(r"\bFAZHI_[A-Z_]+\b", file.read_text("utf-8")))
        assert named <= known, file.name


def test_the_settings_file_as_it_is_shipped_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in (DEPLOY / "fazhi.env").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, text = line.partition("=")
            monkeypatch.setenv(name, text)
    settings = Settings()
    assert (settings.contact, settings.notify, settings.notify_language) == ("", [], "zh")
