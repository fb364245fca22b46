"""One broken page read, and what it cost."""

from __future__ import annotations

import time
from pathlib import Path

from flows.parse.page import read_page_strictly
from tests.fuzz.mutants import mutant

#: What one page may take.
SECONDS, MEBIBYTES = 10.0, 512
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_RESET_PEAK = "5"


def trouble(number: int, seed: int) -> tuple[str | None, float, float]:
    """Read a mutant; return what was wrong, the seconds of the processor and the MiB it added."""
    page = mutant(number, seed)
    said: str | None = None
    forget_peak()
    held = peak_mebibytes()  # other tests of this process may have left a lot
    began = time.process_time()
    try:
        read_page_strictly(page.payload, page.url)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"[:200]
    took, added = time.process_time() - began, peak_mebibytes() - held
    if said is None and took > SECONDS:
        said = f"took {took:.1f} s"
    if said is None and added > MEBIBYTES:
        said = f"took {added:.0f} MiB"
    return said, took, added


def forget_peak() -> None:
    """Let the kernel count the most memory anew, where it can."""
    if _CLEAR.exists():
        _CLEAR.write_text(_RESET_PEAK)


def peak_mebibytes() -> float:
    """The most memory of this process since `forget_peak`; 0 where the system does not say."""
    if not _STATUS.exists():
        return 0.0
    for line in _STATUS.read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
