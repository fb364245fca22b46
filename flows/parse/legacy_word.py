"""Old Word and WPS files, by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from flows.parse.archive_limits import Unreadable
from flows.parse.lines import Line
from flows.parse.word import read_docx

_SECONDS = 60


def read_legacy_word(payload: bytes, suffix: str = ".doc") -> list[Line]:
    """Return the lines of a DOC, WPS or RTF file; raises Unreadable.

    Its reason is `needs_libreoffice` where no `soffice` program is on the path: the report then
    stands, but its text is unknown. `conversion_timed_out` after a minute.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Unreadable("needs_libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"file{suffix}"
        source.write_bytes(payload)
        # A profile of its own: two conversions at once would wait for one another's.
        command = [
            *(office, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/user"),
            *("--convert-to", "docx", "--outdir", folder, str(source)),
        ]
        try:
            _run(command)
            return read_docx(source.with_suffix(".docx").read_bytes())
        except OSError as error:  # it ends well and writes nothing when it cannot read the file
            raise Unreadable("damaged") from error


def _run(command: list[str]) -> None:
    """Run a conversion to its end, or end it with all that it started.

    The program on the path only starts the real one: ending it alone leaves that behind.
    """
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as office:
        try:
            office.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise Unreadable("conversion_timed_out") from error
        finally:
            if office.poll() is None:
                os.killpg(office.pid, signal.SIGKILL)
