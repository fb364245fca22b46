"""The alarm: what failed is told to the addresses of FAZHI_NOTIFY, and not silently to nobody."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

from flows.settings import PROJECT
from tests.loopback import free_port, listening

ALARM = PROJECT / "deploy" / "alarm"
ROUNDS = PROJECT / "deploy" / "docker" / "rounds"


def program(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    file.chmod(0o755)


def alarm(
    *words: str, said: str = "", notify: str = "", path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FAZHI_NOTIFY": notify}
    if path is not None:
        environment["PATH"] = f"{path}:{os.environ['PATH']}"
    return subprocess.run(
        [str(ALARM), *words], input=said, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_it_tells_every_address_what_the_unit_said_last(tmp_path: Path) -> None:
    program(tmp_path, "journalctl", 'echo "asked for $2"; echo "fazhi: last night: 40 hours ago"')
    with listening() as (one, first), listening() as (two, second):
        done = alarm("fazhi-doctor.service", notify=f"{one} {two}", path=tmp_path)
    assert done.returncode == 0, done.stderr
    for heard in (first, second):
        (message,) = heard
        assert "fazhi-doctor.service failed on" in message["title"]
        assert "asked for fazhi-doctor.service" in message["message"]
        assert "40 hours ago" in message["message"]
        assert message["type"] == "failure"


def test_it_tells_what_stands_on_its_input() -> None:
    with listening() as (address, heard):
        assert alarm("-", said="fazhi: disk: full", notify=address).returncode == 0
    assert [message["message"] for message in heard] == ["fazhi: disk: full"]


def test_without_an_address_it_says_that_nobody_was_told() -> None:
    done = alarm("-", said="fazhi: disk: full")
    assert done.returncode == 0
    assert "nobody was told" in done.stderr
    assert "disk: full" in done.stderr


def test_what_could_not_be_sent_is_a_failure() -> None:
    assert alarm("-", said="x", notify=f"json://127.0.0.1:{free_port()}").returncode != 0


def test_the_rounds_tell_what_the_doctor_finds_and_nothing_while_all_is_well(
    tmp_path: Path,
) -> None:
    ill = tmp_path / "ill"
    program(tmp_path, "fazhi", f'if [ -e {ill} ]; then echo "fazhi: lock: old" >&2; exit 1; fi')
    with listening() as (address, heard):
        process = subprocess.Popen(
            ["sh", str(ROUNDS), "0.1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "FAZHI_NOTIFY": address, "PATH": f"{tmp_path}:/usr/bin:/bin"},
        )  # fmt: skip
        try:
            assert process.stdout is not None
            assert "all is well" in process.stdout.readline()
            assert heard == []
            ill.touch()
            for _ in range(200):
                if heard:
                    break
                time.sleep(0.1)
        finally:
            process.terminate()
            process.communicate(timeout=20)
    assert heard[0]["message"] == "fazhi: lock: old"
