"""The folder that the demo works in: the demo may clear it, and real nights stay out of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from flows import exits
from flows.settings import Settings
from warehouse.database import CURRENT, RELEASES, WORKING

#: Marks a home as made by the demo.
MARKER = "demo"
#: Folder of the source file that the demo writes.
SOURCES = "demo-sources"


def prepare_home(home: Path) -> None:
    """Make `home` the demo's own and empty; raises WrongUsage when it holds real nights."""
    marker = home / MARKER
    traces = [home / WORKING, home / CURRENT, *(home / "archive").glob("*/run.json")]
    if any(path.exists() for path in traces) and not marker.exists():
        raise exits.WrongUsage(
            f"{home} holds nights that are not the demo's; "
            "set FAZHI_HOME to another folder for the demo"
        )
    marker.write_text("This folder was made by `fazhi demo`, which may clear it.\n", "utf-8")
    (home / CURRENT).unlink(missing_ok=True)
    for file in home.glob(f"{WORKING}*"):
        file.unlink()
    for folder in ("archive", "staging", RELEASES, SOURCES):
        shutil.rmtree(home / folder, ignore_errors=True)


def refuse_real_night(settings: Settings) -> None:
    """Raises WrongUsage for a home of the demo, unless it is asked with the demo's own sources.

    Invented bodies beside real ones would be one slip from being taken for real.
    """
    own = settings.sources.resolve() == (settings.home / SOURCES).resolve()
    if (settings.home / MARKER).exists() and not own:
        raise exits.WrongUsage(
            f"{settings.home} holds the demo; set FAZHI_HOME to another folder, "
            "or remove this one to begin with real nights"
        )
