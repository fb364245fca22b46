"""Old Word and WPS files, by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
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
    stands, but its text is unknown.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise Unreadable("needs_libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"file{suffix}"
        source.write_bytes(payload)
        command = [
            *(office, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/user"),
            *("--convert-to", "docx", "--outdir", folder, str(source)),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            return read_docx(source.with_suffix(".docx").read_bytes())
        except (subprocess.SubprocessError, OSError) as error:
            raise Unreadable("damaged") from error
