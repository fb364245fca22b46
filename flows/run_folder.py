"""The folder that one run leaves in the archive, and its record `run.json`.

```
archive/<run_id>/run.json                  what the run was and how it ended
archive/<run_id>/sources.json              the registry as read in that night
archive/<run_id>/<county>.warc.gz          every exchange (".open" behind the name until closed)
archive/<run_id>/<county>.captures.jsonl   one line an exchange
archive/<run_id>/events.jsonl              finding events of the run
```

A county that was asked again in the same run has further files, `<county>.2.warc.gz` and so on.

A warehouse that was lost is rebuilt from these folders alone.
"""

from __future__ import annotations

import json
import os
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from flows.parse.document import PARSER_VERSION
from flows.sources.registry import Source

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: Status of a run that has not ended: it runs, or it was cut off.
RUNNING = "running"
#: Status of a run that a kill or a crash cut off; what it had seen counts all the same.
INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class RunRecord:
    """What `run.json` holds; times are aware, `failed` maps county code to reason."""

    run_id: str
    as_of: datetime
    started_at: datetime
    counties: list[str]
    status: str = RUNNING
    finished_at: datetime | None = None
    failed: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    parser_version: int = PARSER_VERSION

    def ended(
        self, status: str, failed: dict[str, str], counts: dict[str, int], finished_at: datetime
    ) -> RunRecord:
        return replace(self, status=status, failed=failed, counts=counts, finished_at=finished_at)


class RunFolder:
    """One run's folder under `archive`."""

    def __init__(self, archive: Path, run_id: str) -> None:
        self.archive = archive
        self.run_id = run_id
        self.path = archive / run_id

    @classmethod
    def create(
        cls,
        archive: Path,
        as_of: datetime,
        started_at: datetime,
        sources: Sequence[Source],
        counties: list[str],
    ) -> RunFolder:
        """Make the folder of a new run. `run.json` comes last: without it there was no run."""
        stamp = as_of.astimezone(SHANGHAI).strftime("%Y%m%dT%H%M%S")
        folder = cls(archive, f"{stamp}-{secrets.token_hex(3)}")
        folder.path.mkdir(parents=True)
        write_whole(
            folder.path / "sources.json",
            json.dumps([s.model_dump(mode="json") for s in sources], ensure_ascii=False, indent=1),
        )
        folder.write_record(RunRecord(folder.run_id, as_of, started_at, counties))
        return folder

    def captures_files(self, county_code: str) -> list[Path]:
        """One file for each attempt at the county in this run, the first attempt first."""
        again = self.path.glob(f"{county_code}.[0-9]*.captures.jsonl")
        numbered = sorted(again, key=lambda file: int(file.name.split(".")[1]))
        return [self.path / f"{county_code}.captures.jsonl", *numbered]

    def sources(self) -> list[Source]:
        """The registry as this run read it."""
        raw = json.loads((self.path / "sources.json").read_text("utf-8"))
        return [Source.model_validate(entry) for entry in raw]

    def record(self) -> RunRecord:
        raw: dict[str, Any] = json.loads((self.path / "run.json").read_text("utf-8"))
        for key in ("as_of", "started_at", "finished_at"):
            raw[key] = datetime.fromisoformat(raw[key]) if raw[key] else None
        return RunRecord(**raw)

    def write_record(self, record: RunRecord) -> None:
        raw = asdict(record)
        for key in ("as_of", "started_at", "finished_at"):
            raw[key] = raw[key].isoformat() if raw[key] else None
        write_whole(self.path / "run.json", json.dumps(raw, ensure_ascii=False, indent=1))

    def write_events(self, events: Iterable[dict[str, Any]]) -> Counter[str]:
        """Write the finding events of the run; returns how many of each kind there are."""
        counts: Counter[str] = Counter()
        with writing_whole(self.path / "events.jsonl") as file:
            for event in events:
                file.write(json.dumps(event, ensure_ascii=False, default=str) + "\n")
                counts[event["event"]] += 1
        return counts


def run_folders(archive: Path) -> Iterator[RunFolder]:
    """All runs of the archive, oldest as-of time first."""
    folders = [RunFolder(archive, p.parent.name) for p in archive.glob("*/run.json")]
    return iter(sorted(folders, key=lambda f: (f.record().as_of, f.run_id)))


@contextmanager
def writing_whole(path: Path) -> Iterator[TextIO]:
    """Open a file to write so that a kill leaves the old one or the new one, never half of it."""
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def write_whole(path: Path, text: str) -> None:
    """Write one text as `writing_whole` does."""
    with writing_whole(path) as file:
        file.write(text)
