"""A dashboard that is served, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.loopback import free_port

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
#: No word to anybody: the browser is to load this machine's pages and nothing else.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

# Playwright's own five seconds are short for a machine that does other things beside.
expect.set_options(timeout=20_000)


def find_chromium() -> str | None:
    """Path of the browser; None where there is none."""
    return next((path for path in CHROMIUM if Path(path).exists()), shutil.which("chromium"))


def chromium() -> str:
    """Path of the browser; without one the tests are skipped, but not where all must pass."""
    found = find_chromium()
    if found is None and not os.environ.get("CI"):
        pytest.skip("no chromium on this machine: apt-get install chromium fonts-noto-cjk")
    assert found is not None, "no chromium; .ci/run installs it"
    return found


@contextmanager
def served(home: Path) -> Iterator[str]:
    """`fazhi dashboard` over a home; the address of its first page."""
    port = free_port()
    log = home / "dashboard.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "dashboard", "--port", str(port)],
            env={**os.environ, "FAZHI_HOME": str(home)}, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        base = f"http://127.0.0.1:{port}/"
        for _ in range(300):
            assert process.poll() is None, log.read_text("utf-8")
            try:
                urlopen(f"{base}_stcore/health", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.1)
        yield base
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


class Visitor:
    """A browser page that remembers everything that went wrong in it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.wrong: list[str] = []
        page.on(
            "console",
            lambda said: self.wrong.append(said.text) if said.type == "error" else None,
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", self._only_here)

    def _only_here(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:")):
            self.wrong.append(f"asked for {url}")

    def open(self, query: str) -> Visitor:
        self.page.goto(f"{self.base}?{query}")
        return self.drawn()

    def drawn(self) -> Visitor:
        """Wait until the last element is there: the foot, or the message of an error."""
        self.page.wait_for_selector(".foot, .stAlert", timeout=20_000)
        self.page.wait_for_function(
            "() => !document.querySelector('[data-stale=true], [data-testid=stStatusWidget]')"
        )
        return self

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())

    def tile(self, name: str) -> str:
        return self.text(f'.tile[data-name="{name}"] .value')
