"""One colour for each status and severity, told apart also by the colour-blind.

The hues are those of Okabe and Ito, and neighbours differ in lightness too; each status has a
letter beside its colour, so that nothing rests on colour alone.
"""

from __future__ import annotations

STATUSES = ("on_time", "boundary", "late", "missing", "undated", "unobserved", "pending")

#: Ground of a status.
PAPER = {
    "on_time": "#0072B2",
    "boundary": "#56B4E9",
    "late": "#E69F00",
    "missing": "#8C2D04",
    "undated": "#CC79A7",
    "unobserved": "#D0D0D0",
    "pending": "#F7F3D7",
    "error": "#8C2D04",
    "warning": "#E69F00",
    "info": "#56B4E9",
    "present": "#0072B2",
    "absent": "#8C2D04",
    "ok": "#0072B2",
    "partial": "#56B4E9",
    "failing": "#8C2D04",
    "flicker": "#E69F00",
    "empty": "#CC79A7",
    "never": "#D0D0D0",
    "ended": "#F0F0F0",
    "not_asked": "#F0F0F0",
    "complete": "#0072B2",
    "failed": "#8C2D04",
    "interrupted": "#8C2D04",
    "waived": "#E4E4E4",
}

#: Letters on it, with a contrast of at least 4.5.
INK = {
    name: "#FFFFFF" if name in DARK else "#111111"
    for DARK in [
        {"on_time", "missing", "error", "present", "absent", "ok", "failing", "complete", "failed",
         "interrupted"}
    ]
    for name in PAPER
}  # fmt: skip
