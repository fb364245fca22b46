"""The registry of one county: who must publish, and in which columns it is looked for.

`Source.model_dump(mode="json")` is what a run keeps of the registry it used.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from flows.parse.document import ReportKind
from flows.sources.address import check_host, check_url, host_of

Level = Literal["county_government", "department", "township", "subdistrict", "committee"]

#: A public site is never asked more often than this, whatever its file says.
LEAST_PUBLIC_DELAY = 1.0
DEFAULT_DELAY = 2.0


def _no_control_characters(text: str) -> str:
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("holds a control character; write plain text")
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_no_control_characters),
]
Url = Annotated[str, AfterValidator(check_url)]
Host = Annotated[str, AfterValidator(check_host)]
Year = Annotated[int, Field(ge=2000, le=2100)]


class Entry(BaseModel):
    """Base of all parts of the registry: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Dated(Entry):
    """Something that holds for a stretch of time; an open end is null, both days belong to it."""

    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to is before valid_from; swap or correct them")
        return self

    def holds_on(self, day: date) -> bool:
        """True when `day` lies in the stretch."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class Alias(Dated):
    """Another name a filer has or had."""

    name: Text


class RegisteredColumn(Dated):
    """One column as its owner registers it; `url` is the first listing page."""

    url: Url
    kind: ReportKind = "rule_of_law"


class Column(RegisteredColumn):
    """One column with its owner; `filer_id` is null for a listing shared by several filers."""

    filer_id: str | None


def _as_alias(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class Filer(Dated):
    """A body that must, or by local practice does, publish a report every year."""

    id: Text
    name: Text
    level: Level
    obligation_basis: Text | None = None
    aliases: list[Annotated[Alias, BeforeValidator(_as_alias)]] = Field(default_factory=list)
    columns: list[RegisteredColumn] = Field(default_factory=list)


class County(Entry):
    """The county itself, its site and how the site may be asked."""

    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    name: Text
    province: Text
    site: Url
    first_report_year: Year
    kinds: list[ReportKind] = ["rule_of_law"]
    hosts: list[Host] = Field(default_factory=list)
    delay_seconds: Annotated[float, Field(ge=0, le=120)] = DEFAULT_DELAY
    allow_private_network: bool = False
    local_publish_by: str | None = None
    tls: Literal["legacy"] | None = None
    columns: list[RegisteredColumn] = Field(default_factory=list)

    @field_validator("kinds")
    @classmethod
    def _each_kind_once(cls, kinds: list[ReportKind]) -> list[ReportKind]:
        if len(set(kinds)) != len(kinds):
            raise ValueError("names a kind twice; name each kind once")
        return kinds

    @field_validator("local_publish_by")
    @classmethod
    def _day_of_the_year(cls, value: str | None) -> str | None:
        if value is None or value == "02-last":
            return value
        match = re.fullmatch(r"(\d\d)-(\d\d)", value)
        try:
            # 2001 is no leap year: 02-29 is refused, since most years have no such day.
            if match:
                date(2001, int(match[1]), int(match[2]))
                return value
        except ValueError:
            pass
        raise ValueError(f'{value!r} is no day of every year; write "MM-DD" or "02-last"')

    @model_validator(mode="after")
    def _polite(self) -> County:
        if self.delay_seconds < LEAST_PUBLIC_DELAY and not self.allow_private_network:
            raise ValueError(
                f"delay_seconds is under {LEAST_PUBLIC_DELAY:g} for a public site; "
                f"write at least {LEAST_PUBLIC_DELAY:g}"
            )
        return self


class Ruling(Entry):
    """What a person knows and the page does not say, with who said so, when and why.

    Exactly one of `url` (this page is the report), `not_url` (this page is not), `attested_on`
    with `where` (seen in a newspaper that day), `exempt` (why it may stay secret) and `filed_on`
    (the day it was sent to the superiors).
    """

    filer: Text
    year: Year
    kind: ReportKind = "rule_of_law"
    url: Url | None = None
    not_url: Url | None = None
    attested_on: date | None = None
    where: Text | None = None
    exempt: Text | None = None
    filed_on: date | None = None
    by: Text
    on: date
    reason: Text

    @property
    def says(self) -> str:
        """Which of the five statements it makes."""
        return next(name for name in STATEMENTS if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _says_one_thing(self) -> Ruling:
        made = [name for name in STATEMENTS if getattr(self, name) is not None]
        if len(made) != 1:
            raise ValueError(
                f"says {' and '.join(made) or 'nothing'}; "
                f"give exactly one of {', '.join(STATEMENTS)}"
            )
        if self.attested_on and not self.where:
            raise ValueError("attested_on stands without where; name the newspaper in where")
        if self.where and not self.attested_on:
            raise ValueError("where stands without attested_on; add the day, or take where out")
        return self


class Waiver(Entry):
    """A finding that raises no alarm until a day: who says so, and why.

    It hides nothing from the tables and ends by itself. Without `filer` it is about the findings
    of the county that are about no body (a shared column); without `year` about every year.
    """

    check: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d\d$")]
    filer: Text | None = None
    year: Year | None = None
    kind: ReportKind | None = None
    until: date
    by: Text
    on: date | None = None
    reason: Text

    @model_validator(mode="after")
    def _in_order(self) -> Waiver:
        if self.on and self.until < self.on:
            raise ValueError("until is before on; swap or correct them")
        return self


STATEMENTS = ("url", "not_url", "attested_on", "exempt", "filed_on")


class Source(BaseModel):
    """One source file: a county with its filers, rulings and waivers."""

    model_config = ConfigDict(extra="forbid")

    county: County
    filers: list[Filer]
    rulings: list[Ruling] = Field(default_factory=list)
    waivers: list[Waiver] = Field(default_factory=list)

    @model_validator(mode="after")
    def _kinds_of_columns(self) -> Source:
        """A kind is asked about as soon as a column of it is registered."""
        kinds = list(self.county.kinds)
        kinds += dict.fromkeys(c.kind for c in self.columns() if c.kind not in kinds)
        self.county = self.county.model_copy(update={"kinds": kinds})
        return self

    def columns(self, on: date | None = None) -> list[Column]:
        """Every column in the file, shared ones first, in the order written.

        With `on` only those that are in force on that day: a replaced column is not asked any more.
        """
        shared = [Column(filer_id=None, **c.model_dump()) for c in self.county.columns]
        own = [Column(filer_id=f.id, **c.model_dump()) for f in self.filers for c in f.columns]
        return [column for column in shared + own if on is None or column.holds_on(on)]

    def hosts(self) -> set[str]:
        """Hosts that may be asked: of the site, of the columns, and those listed; no others.

        A name with and without `www.` are two hosts: the second is followed only when listed.
        """
        asked = {host_of(self.county.site), *(host_of(column.url) for column in self.columns())}
        return asked | set(self.county.hosts)
