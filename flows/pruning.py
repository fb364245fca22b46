"""What a home may forget: derived files that can be made again. The archive is evidence and stays.

Releases are pruned by the publication itself, see `warehouse.publish`.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

logger = logging.getLogger(__name__)


def prune_staging(staging: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` folders of lines between parse and load; returns them.

    Whatever else lies there, such as the lines of a re-read, is removed when it is older than the
    oldest folder that is kept. What cannot be removed is logged: it does not undo a night.
    """
    entries = sorted(staging.iterdir()) if staging.is_dir() else []
    folders = sorted((e for e in entries if e.is_dir()), key=_age, reverse=True)
    kept = folders[:keep]
    oldest = _age(kept[-1]) if kept else 0
    files = [e for e in entries if not e.is_dir() and _age(e) < oldest]
    removed = []
    for path in [*folders[keep:], *files]:
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError as error:
            logger.warning("cannot remove %s: %s", path, error)
        else:
            removed.append(path)
    return removed


def _age(path: Path) -> int:
    return path.lstat().st_mtime_ns
