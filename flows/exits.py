"""How the command ends: one line for each thing that can go wrong, and its exit code."""

from __future__ import annotations

import logging
import sys
import traceback

import typer

from flows.safe_text import without_controls

OK = 0
NOTHING_PUBLISHED = 1
SOME_COUNTY_FAILED = 2
WRONG_USAGE = 64
ALREADY_RUNNING = 75
INTERRUPTED = 130


class WrongUsage(Exception):
    """The command was called wrongly; the message names the remedy."""


class Unreadable(Exception):
    """What was to be read could not be had; the message names the remedy."""


def explain(error: BaseException) -> tuple[int, list[str]]:
    """Exit code and lines for an error; the lines name the remedy."""
    # Imported here: `fazhi --help` should not wait for DuckDB.
    from flows.night import UsageFault
    from flows.settings import InvalidSettings
    from flows.sources.registry import InvalidSources
    from warehouse.errors import WarehouseError
    from warehouse.lock import AlreadyRunning

    if isinstance(error, InvalidSources):
        return WRONG_USAGE, error.problems
    if isinstance(error, InvalidSettings | UsageFault | WrongUsage):
        return WRONG_USAGE, str(error).splitlines()
    if isinstance(error, AlreadyRunning):
        return ALREADY_RUNNING, [str(error)]
    if isinstance(error, WarehouseError | Unreadable):
        return NOTHING_PUBLISHED, [str(error)]
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return NOTHING_PUBLISHED, [f"{where}{error.strerror}; check the path and the disk"]
    words = str(error).strip().splitlines()
    what = f"{type(error).__name__}: {words[0]}" if words else type(error).__name__
    return NOTHING_PUBLISHED, [f"unexpected {what}; set FAZHI_DEBUG=1 to see where it happened"]


def wrong_usage(error: typer.TyperException) -> int:
    """Say on standard error what was wrong with the call; returns the exit code.

    Click and its kin leave with 2, which `nightly` needs for a county that failed.
    """
    message = str(getattr(error, "format_message", lambda: error)()).replace("Value error, ", "")
    if "HelpError" in type(error).__name__:  # called without a command: the message is the help
        print(message, file=sys.stderr)
        return WRONG_USAGE
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "fazhi"
    words = " ".join(message.split()).rstrip(".") or "wrong usage"
    complain([f"{words}; see {command} --help"])
    return WRONG_USAGE


def complain(lines: list[str]) -> None:
    """Write lines to standard error, each with the command's name before it."""
    for line in lines:
        print(f"fazhi: {without_controls(line)}", file=sys.stderr)


def report_error(error: BaseException, *, debug: bool) -> int:
    """Say what went wrong on standard error; returns the exit code."""
    if debug:
        traceback.print_exception(error)
    code, lines = explain(error)
    complain(lines)
    return code


class OneLine(logging.Formatter):
    """Log records as single lines; the traceback is added only when debugging."""

    def __init__(self, *, debug: bool) -> None:
        super().__init__("fazhi: %(message)s")
        self.debug = debug

    def format(self, record: logging.LogRecord) -> str:
        if self.debug:
            return super().format(record)
        error = record.exc_info[1] if record.exc_info else None
        message = without_controls(record.getMessage())
        if error is not None:
            message += f": {type(error).__name__}: {without_controls(str(error))}"
        return f"fazhi: {message}"


def log_to_terminal(*, debug: bool) -> None:
    """Show the warnings of our own modules as single lines on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(debug=debug))
    handler.setLevel(logging.WARNING)  # a flow lowers the loggers' own level for Prefect's record
    for name in ("flows", "warehouse"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.WARNING)
        logger.propagate = False
