"""Every setting of fazhi, from environment variables that begin with FAZHI_.

The field `county_minutes` is the variable FAZHI_COUNTY_MINUTES. Nothing here depends on the
directory in which a command is called, except a relative path that the user gives.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from flows.collect.limits import MEBIBYTE, Limits
from flows.collect.revisit import Revisits

#: Root of the project: the folder that holds flows/, sql/ and pyproject.toml.
PROJECT = Path(__file__).resolve().parents[1]
PREFIX = "FAZHI_"


class InvalidSettings(ValueError):
    """A FAZHI_ variable cannot be used; the text is one line for each: "name: what; remedy"."""


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _for_a_header(text: str) -> str:
    """The contact is sent in the User-Agent, where a line end would begin another header."""
    if not text.isprintable():
        raise ValueError("holds a control character; write a mail address or a web address")
    return text.strip()


def _words(value: object) -> object:
    return value.split() if isinstance(value, str) else value


def _day_of_year(text: str) -> str:
    try:
        date.fromisoformat(f"2024-{text}")  # a leap year: 02-29 is a day
    except ValueError:
        raise ValueError(f"{text!r} is no day of the year; write it as 01-15") from None
    return text


def _month_and_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def _in_beijing(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=timezone(timedelta(hours=8)))


def _absent_if_empty(value: object) -> object:
    return None if value == "" else value


FolderPath = Annotated[Path, AfterValidator(_absolute)]
Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0)]
DayOfYear = Annotated[str, AfterValidator(_day_of_year)]


class Settings(BaseSettings):
    """What an operator may set; each default is meant to be right for one small machine."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    home: FolderPath = Field(
        default=PROJECT / "warehouse" / "data",
        description="Folder of the archive, the working database and the published releases.",
    )
    sources: FolderPath = Field(
        default=PROJECT / "flows" / "sources",
        description="Folder of the source files, one TOML file for each county.",
    )
    contact: Annotated[str, AfterValidator(_for_a_header)] = Field(
        default="",
        description="Mail or web address of the operator, sent in the User-Agent; required "
        "before any host that is not loopback is asked.",
    )
    notify: Annotated[list[str], NoDecode, BeforeValidator(_words)] = Field(
        default=[],
        description="Where the outcome of a night is sent: apprise addresses, separated by "
        "white space.",
    )
    notify_language: Literal["zh", "en"] = Field(
        default="zh", description="Language of what is sent: `zh` or `en`."
    )
    night_minutes: Seconds = Field(
        default=240, description="Most minutes a night spends on asking sites, attempts included."
    )
    county_attempts: Count = Field(
        default=3,
        description="Attempts at a county in a night, while none of its columns answers for a "
        "reason that may pass.",
    )
    retry_minutes: Seconds = Field(
        default=10,
        description="Minutes before the second attempt at a county; twice as long before each "
        "further one.",
    )
    workers: Count = Field(default=4, description="Counties asked at the same time, by `threads`.")
    task_runner: Literal["threads", "dask", "workers"] = Field(
        default="threads",
        description="Where the counties are worked through: `threads` of the night's own process, "
        "a `dask` cluster, or the Prefect `workers` of the deployment `county/collect`.",
    )
    dask_scheduler: Annotated[str | None, BeforeValidator(_absent_if_empty)] = Field(
        default=None,
        validate_default=True,
        description="Address of the Dask scheduler, as in `tcp://10.0.0.1:8786`.",
    )
    releases_kept: Count = Field(
        default=7, description="Published releases kept; older ones are removed."
    )
    staging_kept: Count = Field(
        default=7,
        description="Nights whose derived lines are kept in staging; older ones are removed. The "
        "archive is never pruned.",
    )
    county_requests: Count = Field(
        default=2000, description="Most requests to one county in a night."
    )
    county_minutes: Seconds = Field(
        default=90, description="Most minutes spent on one county in a night."
    )
    connect_seconds: Seconds = Field(default=15, description="Longest wait for a connection.")
    read_seconds: Seconds = Field(default=30, description="Longest pause inside an answer.")
    response_seconds: Seconds = Field(default=60, description="Longest time for one whole answer.")
    body_mb: Count = Field(default=20, description="Largest answer taken, in MB as sent.")
    decompressed_mb: Count = Field(default=50, description="Largest answer taken, in MB unpacked.")
    redirects: Annotated[int, Field(ge=0, le=20)] = Field(
        default=5, description="Redirects followed for one address."
    )
    daily_from: DayOfYear = Field(
        default="01-15",
        description="First day (MM-DD) of the season in which known articles are asked for every "
        "night.",
    )
    daily_until: DayOfYear = Field(default="04-30", description="Last day of that season.")
    revisit_days: Count = Field(
        default=7, description="Days until a known article is asked for again out of that season."
    )
    whole_after_days: Count = Field(
        default=30,
        description="Days after which an article is fetched whole again, whatever the server "
        "says about changes.",
    )
    serve_seconds: Annotated[Seconds | None, BeforeValidator(_absent_if_empty)] = Field(
        default=None,
        description="For trying out `fazhi serve`: a night every so many seconds instead of one "
        "at 02:30.",
    )
    rehearse_from: Annotated[
        datetime | None, BeforeValidator(_absent_if_empty), AfterValidator(_in_beijing)
    ] = Field(
        default=None,
        description="For rehearsals: the clock of the first night that is given none; each "
        "further one is a day later than the last run. Without offset it is Beijing time.",
    )
    debug: bool = Field(default=False, description="Show tracebacks instead of one-line errors.")

    @field_validator("dask_scheduler")
    @classmethod
    def _needed_by_dask(cls, address: str | None, info: ValidationInfo) -> str | None:
        if address is None and info.data.get("task_runner") == "dask":
            raise ValueError(
                "not set, and FAZHI_TASK_RUNNER is dask; set it to the scheduler's address, "
                "such as tcp://127.0.0.1:8786"
            )
        if address is not None and "://" not in address:
            raise ValueError(f"{address!r} is no address; write it as tcp://host:8786")
        return address

    @property
    def archive(self) -> Path:
        """Folder of the WARC files and of what each run left beside them."""
        return self.home / "archive"

    @property
    def staging(self) -> Path:
        """Folder of derived lines between parse and load; may be deleted between nights."""
        return self.home / "staging"

    @property
    def limits(self) -> Limits:
        """What a night may ask of one county."""
        return Limits(
            max_requests=self.county_requests,
            max_seconds=self.county_minutes * 60,
            connect_timeout=self.connect_seconds,
            read_timeout=self.read_seconds,
            response_seconds=self.response_seconds,
            max_body_bytes=self.body_mb * MEBIBYTE,
            max_decoded_bytes=self.decompressed_mb * MEBIBYTE,
            max_redirects=self.redirects,
            revisits=Revisits(
                _month_and_day(self.daily_from),
                _month_and_day(self.daily_until),
                self.revisit_days,
                self.whole_after_days,
            ),
            contact=self.contact,
        )


def read_settings() -> Settings:
    """The settings of this process; raises InvalidSettings naming variable and remedy."""
    try:
        return Settings()
    except ValidationError as invalid:
        lines = []
        for error in invalid.errors():
            name = variable(str(error["loc"][0]))
            what = error["msg"].removeprefix("Value error, ")
            what = what if ";" in what else f"{what[:1].lower()}{what[1:]}; correct the variable"
            lines.append(f"{name}: {what}")
        raise InvalidSettings("\n".join(lines)) from None


def variable(field: str) -> str:
    """Name of the environment variable of a field."""
    return PREFIX + field.upper()


def unknown_variables(environment: Mapping[str, str] = os.environ) -> list[str]:
    """One line for each FAZHI_ variable that no setting reads: most likely a slip of the pen."""
    known = [variable(field) for field in Settings.model_fields]
    lines = []
    for name in sorted(environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            close = get_close_matches(name.upper(), known, n=1)
            lines.append(
                f"{name}: no such setting" + (f"; did you mean {close[0]}?" if close else "")
            )
    return lines
