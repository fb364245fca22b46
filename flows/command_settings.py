"""The settings as every command reads them: a slip in a variable's name is told."""

from __future__ import annotations

from flows.exits import complain
from flows.settings import Settings, read_settings, unknown_variables


def command_settings() -> Settings:
    """The settings of this process, with a line on standard error for each unknown variable.

    Raises InvalidSettings naming variable and remedy.
    """
    settings = read_settings()
    complain(unknown_variables())
    return settings
