"""Starting the dashboard: Streamlit with the settings that an office needs, and nothing asked."""

from __future__ import annotations

import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from flows.exits import Unreadable, WrongUsage, complain
from warehouse.database import open_published
from warehouse.errors import WarehouseError

PORT = 8501
ADDRESS = "127.0.0.1"

#: What Streamlit would do otherwise: report its use, watch our files, invite to deploy, ask for an
#: e-mail address, and show visitors the insides of an error.
_SETTINGS = {
    "server.headless": "true",
    "server.showEmailPrompt": "false",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "type",
    "client.showErrorLinks": "false",
    "theme.base": "light",
    "theme.primaryColor": "#0072B2",
    "theme.font": "'Source Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif",
    "logger.level": "warning",
}


def run_dashboard(home: Path, address: str = ADDRESS, port: int = PORT) -> NoReturn:
    """Become the server of the dashboard over the published file of `home`, until it is stopped.

    This process is replaced, so that whoever stops it stops the server. That nothing is published
    yet is said on standard error and stops nothing: every page looks for a publication by itself.
    Raises Unreadable when Streamlit is not installed, WrongUsage when nothing can listen at the
    address and port.
    """
    if find_spec("streamlit") is None or find_spec("altair") is None:
        raise Unreadable("the dashboard is not installed; run pip install 'fazhi[dashboard]'")
    _require_free(address, port)
    _tell_what_is_lacking(home)
    call = command(address, port)
    os.execve(call[0], call, {**os.environ, "FAZHI_HOME": str(home)})


def command(address: str, port: int) -> list[str]:
    """The call of Streamlit."""
    app = find_spec("warehouse.dashboard.app")
    if app is None or app.origin is None:
        raise Unreadable("the dashboard is not installed; install fazhi again")
    settings = {**_SETTINGS, "server.address": address, "server.port": str(port)}
    flags = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "streamlit", "run", app.origin, *flags]


def _tell_what_is_lacking(home: Path) -> None:
    """Say in the terminal what every page would say: who starts it looks there first."""
    try:
        open_published(home).close()
    except WarehouseError as error:
        complain([str(error), "the dashboard starts all the same; its pages show what comes"])


def _require_free(address: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError as error:
        raise WrongUsage(
            f"cannot listen at {address} port {port}: {error.strerror or error}; "
            "choose another with --port"
        ) from error
