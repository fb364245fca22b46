"""What earlier nights saw: the collector's only memory, read from the published database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class KnownPage:
    """The last whole answer of one address; times are wall clock and aware."""

    sha256: str  # of the decoded body
    length: int  # bytes of the decoded body
    etag: str | None
    last_modified: str | None
    fetched_whole_at: datetime  # when the body last came over the line
    stored_at: datetime | None = None  # when the record that holds the body was written
    answered_on: date | None = None  # as-of day it last was the article; None if it then was not


@dataclass(frozen=True)
class Known:
    """Memory of one county.

    `listed` holds, for each column, the report addresses it listed when last read; those that
    vanished from it are asked for themselves. `attachments` holds the files that hang on an
    article: an article that answers 304 does not name them again. Articles that may be about one of
    the report years `whole_years` are asked for tonight, and whole, whatever is known of them.
    """

    pages: Mapping[str, KnownPage] = field(default_factory=dict)
    listed: Mapping[str, Set[str]] = field(default_factory=dict)
    attachments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    whole_years: frozenset[int] = frozenset()
