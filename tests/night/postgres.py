"""A PostgreSQL server of a test's own, in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.loopback import free_port
from tests.night.several import absent, wait_for

PASSWORD = "a-test-of-its-own"


def folder_of_tools() -> Path:
    """Folder of `postgres` and `initdb`; Debian does not put them on the path."""
    on_path = shutil.which("postgres")
    if on_path is not None:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        absent("postgres", "apt-get install postgresql")
    return found[-1].parent


@contextmanager
def postgres() -> Iterator[str]:
    """Run a server on loopback; yields the address of an empty database for Prefect.

    PostgreSQL refuses to run as root, so root lends it another account.
    """
    tools, port = folder_of_tools(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="fazhi-postgres-"))
    user: str | None = None
    if os.geteuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        user = "postgres" if "postgres" in names else "nobody"
        shutil.chown(folder, user)
    password = folder / "password"
    password.write_text(PASSWORD)
    password.chmod(0o644)
    data, log = folder / "data", (folder / "log").open("ab")
    command: list[str | Path] = [tools / "initdb", "-D", data, "-U", "prefect", "--no-sync"]
    options: list[str | Path] = ["--auth", "scram-sha-256", "--pwfile", password]
    options += ["--encoding", "UTF8", "--locale", "C"]
    where: list[str | Path] = ["-h", "127.0.0.1", "-p", str(port), "-k", folder, "-c", "fsync=off"]
    server: subprocess.Popen[bytes] | None = None
    try:
        subprocess.run(
            [*command, *options], user=user, cwd=folder, stdout=log, stderr=log, check=True
        )
        server = subprocess.Popen(
            [tools / "postgres", "-D", data, *where], user=user, cwd=folder, stdout=log, stderr=log
        )
        said = folder / "log"
        wait_for(lambda: b"ready to accept connections" in said.read_bytes(), 60, said.read_text)
        yield f"postgresql+asyncpg://prefect:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # a fast shutdown
            server.wait(30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)
