"""A proposed source file before it is text: of one shape, whether from a site or a roster."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.parse.document import ReportKind
from flows.sources.model import Level


@dataclass
class ProposedColumn:
    """A column; `notes` become the comments that tell how it was found and how sure that is."""

    url: str
    kind: ReportKind
    notes: list[str] = field(default_factory=list)


@dataclass
class ProposedFiler:
    """A body with its columns, none when none was found."""

    id: str
    name: str
    level: Level
    aliases: list[str] = field(default_factory=list)
    obligation_basis: str | None = None
    columns: list[ProposedColumn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class ProposedCounty:
    """The county; `loopback` is true for a site on this machine alone."""

    code: str
    name: str
    province: str
    site: str
    first_report_year: int
    hosts: list[str] = field(default_factory=list)
    loopback: bool = False
    columns: list[ProposedColumn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # about the county
    year_notes: list[str] = field(default_factory=list)  # about first_report_year


@dataclass
class Proposal:
    """What a person is to review; `notes` stand at the head of the file."""

    county: ProposedCounty
    filers: list[ProposedFiler] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def columns(self) -> list[ProposedColumn]:
        """Every column, the shared ones first."""
        return [*self.county.columns, *(c for filer in self.filers for c in filer.columns)]
