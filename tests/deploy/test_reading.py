"""Readers whose warehouse is mounted read-only, elsewhere, and the proxy in front of one."""

from __future__ import annotations

import base64
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from flows.settings import PROJECT
from tests.dashboard.browser import Visitor, browser
from tests.dashboard.invented import published
from tests.deploy.tools import tool
from tests.loopback import free_port

INSTALLING = (PROJECT / "docs" / "installing.md").read_text("utf-8")
#: Mounts the first folder read-only at the second, where only the command that follows sees it.
READ_ONLY = 'mount --bind "$1" "$2" && mount -o remount,ro,bind "$2" && shift 2 && exec "$@"'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("warehouse")
    published(path)
    return path


def apart(home: Path, mount: Path, *command: str) -> list[str]:
    """The command with the warehouse mounted as compose does it for readers."""
    unshare = ["unshare", "--map-root-user", "--mount"]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mounts of one's own on this machine")
    mount.mkdir(exist_ok=True)
    return [*unshare, "sh", "-c", READ_ONLY, "sh", str(home), str(mount), *command]


def fazhi(home: Path, mount: Path, *words: str) -> list[str]:
    return apart(home, mount, sys.executable, "-m", "flows.cli", *words)


def test_the_link_is_relative_so_that_it_leads_somewhere_under_any_mount(home: Path) -> None:
    target = (home / "current.duckdb").readlink()
    assert not target.is_absolute()
    assert target.parts[0] == "releases"


def test_a_read_only_mount_elsewhere_can_be_read_and_not_written(
    home: Path, tmp_path: Path
) -> None:
    mount = tmp_path / "mounted"
    environment = {**os.environ, "FAZHI_HOME": str(mount)}
    read = subprocess.run(
        fazhi(home, mount, "status", "--format", "csv"),
        env=environment, cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert read.returncode == 0, read.stderr
    assert len(read.stdout.splitlines()) > 10
    write = subprocess.run(
        apart(home, mount, "touch", str(mount / "x")), capture_output=True, text=True, check=False
    )
    assert "Read-only file system" in write.stderr


@contextmanager
def running(call: list[str], ready: str, log: Path, **variables: str) -> Iterator[None]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            call, cwd=PROJECT, env={**os.environ, **variables}, stdout=out,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        for _ in range(300):
            assert process.poll() is None, log.read_text("utf-8")
            try:
                urlopen(ready, timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def adapted(folder: Path, proxy_port: int, dashboard_port: int) -> Path:
    """deploy/nginx.conf as docs/installing.md adapts it for one machine, on ports of the test."""
    (line,) = re.findall(r"^(sed .+?) \\\n", INSTALLING, re.MULTILINE)
    words = [word for word in shlex.split(line) if word != "/opt/fazhi/deploy/nginx.conf"]
    text = subprocess.run(
        [*words, PROJECT / "deploy" / "nginx.conf"], capture_output=True, text=True, check=True
    ).stdout
    assert "resolver" not in text
    for old, new in (
        ("127.0.0.1:8501", f"127.0.0.1:{dashboard_port}"),
        ("listen 8080", f"listen 127.0.0.1:{proxy_port}"),
        ("/etc/nginx/htpasswd", f"{folder}/htpasswd"),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / "fazhi.conf").write_text(text, "utf-8")
    kept = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{kept}include {folder}/fazhi.conf;\n}}\n",
        "utf-8",
    )
    return main


def status(url: str, user: str = "") -> int:
    request = Request(url)
    if user:
        request.add_header("Authorization", "Basic " + base64.b64encode(user.encode()).decode())
    try:
        with urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


@pytest.mark.slow
def test_the_dashboard_of_a_read_only_mount_is_drawn_behind_the_proxy_for_whoever_has_the_password(
    home: Path, tmp_path: Path
) -> None:
    nginx = tool("nginx")
    (line,) = set(re.findall(r"^printf 'office:.+$", INSTALLING, re.MULTILINE))
    made = subprocess.run(
        ["sh", "-c", line.partition(">")[0]], input="open sesame\n", capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    (tmp_path / "htpasswd").write_text(made.stdout, "utf-8")
    inner, outer = free_port(), free_port()
    mount = tmp_path / "mounted"
    served = fazhi(home, mount, "dashboard", "--port", str(inner))
    health = "_stcore/health"
    proxy = f"http://127.0.0.1:{outer}/"
    config = str(adapted(tmp_path, outer, inner))
    with (
        running(served, f"http://127.0.0.1:{inner}/{health}", tmp_path / "log",
                FAZHI_HOME=str(mount)),
        running([nginx, "-c", config], proxy + health, tmp_path / "nginx.log"),
        browser() as started,
    ):  # fmt: skip
        assert status(proxy) == 401
        assert status(proxy, "office:wrong") == 401
        assert status(proxy, "office:open sesame") == 200
        assert status(f"{proxy}_stcore/host-config") == 401
        context = started.new_context(
            http_credentials={"username": "office", "password": "open sesame"}
        )
        visitor = Visitor(context.new_page(), proxy).open("lang=en")
        assert "release" in visitor.text(".foot")
        assert visitor.page.locator(".stAlert").count() == 0
        assert visitor.wrong == []
