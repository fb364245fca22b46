"""What went wrong with a request, as one word for the capture row and a sentence for people."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions as urllib3_errors

from flows.collect.address import AddressRefused
from flows.collect.body import BodyFault

#: Nothing came back over the line: worth another attempt, and counted against the host.
NO_ANSWER = frozenset({"connect", "timeout", "dns", "tls", "disconnected"})
#: Worth another attempt in the same night.
PASSING = frozenset({"connect", "timeout", "dns", "disconnected", "truncated"})
#: Of a county none of whose columns answered: worth asking it again later in the night.
LATER_PERHAPS = PASSING | {"host_down", "tls"}


def failure_of(error: Exception) -> tuple[str, str]:
    """The error code and its words; never raises."""
    detail = " ".join(str(error).split())[:500] or type(error).__name__
    for cause in _causes(error):
        code = _code(cause)
        if code is not None:
            return code, detail
    return "failed", f"{type(error).__name__}: {detail}"


def _code(error: BaseException) -> str | None:
    match error:
        case BodyFault():
            return error.error
        case AddressRefused():
            return "private_address"
        case urllib3_errors.NameResolutionError():
            return "dns"
        case http.client.IncompleteRead():
            return "truncated"
        case ssl.SSLError() | urllib3_errors.SSLError() | requests.exceptions.SSLError():
            return "tls"
        case urllib3_errors.NewConnectionError() | ConnectionRefusedError():
            return "connect"
        case TimeoutError() | urllib3_errors.TimeoutError() | requests.exceptions.Timeout():
            return "timeout"
        case ConnectionError():
            return "disconnected"
        case http.client.HTTPException() | urllib3_errors.InvalidHeader():
            return "protocol"
        case (
            requests.exceptions.InvalidURL()
            | requests.exceptions.InvalidSchema()
            | requests.exceptions.MissingSchema()
            | urllib3_errors.LocationValueError()
            | UnicodeError()
        ):
            return "invalid_url"
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all it wraps: requests and urllib3 keep causes in three different places."""
    seen: set[int] = set()
    queue: list[BaseException] = [error]
    while queue:
        current = queue.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        wrapped = [*current.args, getattr(current, "reason", None), current.__cause__]
        queue += [cause for cause in wrapped if isinstance(cause, BaseException)]
