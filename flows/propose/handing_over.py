"""A proposal handed to the person who asked: as text, a new file, or a diff to one that is there.

A file that is there is never written without being told to: somebody has reviewed it.
"""

from __future__ import annotations

import difflib
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.propose.merge import merge
from flows.propose.proposal import Proposal
from flows.propose.render import source_text
from flows.sources.registry import InvalidSources, Source, read_source


@dataclass(frozen=True)
class Outcome:
    """What goes to standard output, and lines for standard error."""

    text: str
    said: list[str]


def hand_over(proposal: Proposal, registry: Path, output: Path | None, *, write: bool) -> Outcome:
    """Compare with the county's file and write what may be written.

    The file is `output`, else the county's in the registry. A new file at `output` is written; in
    the registry, and over a file that is there, only with `write`. Raises InvalidSources when the
    file that is there has mistakes.
    """
    code = proposal.county.code
    file = output or file_of(registry, code) or registry / f"{code}.toml"
    if not file.exists():
        text = source_text(proposal)
        _check(text)
        if output is None and not write:
            return Outcome(text, [f"nothing is written; -o FILE or --write ({file}) does"])
        _write(file, text)
        return Outcome("", [f"wrote {file}; review it, then call `fazhi sources check`"])
    source = read_source(file)
    before = file.read_text("utf-8")
    if source.county.code != code:
        raise InvalidSources(
            [f"{file.name}: county.code: {source.county.code}, not {code}; give another -o FILE"]
        )
    merged = merge(before, source, proposal)
    said = [f"only in {file.name}, and kept: {column}" for column in merged.not_found]
    if merged.text == before:
        return Outcome("", [*said, f"{file}: nothing new"])
    said += _spoken_for(_check(merged.text), merged.new_filers, file.name)
    said.append(
        f"{file.name}: {len(merged.new_filers)} new filers, {len(merged.new_columns)} new columns"
    )
    if write:
        _write(file, merged.text)
        said.append(f"wrote {file}; review what is new, then call `fazhi sources check`")
    else:
        said.append(f"{file} is left as it is; --write puts the new parts in")
    return Outcome(_diff(before, merged.text, file.name), said)


def _spoken_for(source: Source, new: Sequence[str], name: str) -> Iterator[str]:
    """New bodies that a shared column would accuse: it counts for everybody in the file."""
    for kind in sorted({column.kind for column in source.county.columns}):
        bodies = [
            filer.name
            for filer in source.filers
            if filer.name in new and all(column.kind != kind for column in filer.columns)
        ]
        if bodies:
            yield (
                f"the shared {kind} column of {name} speaks for {len(bodies)} new bodies too, "
                f"missing if they do not publish there: {'、'.join(bodies)}; register their own "
                "column, or move the shared one to those whose it is"
            )


def file_of(registry: Path, code: str) -> Path | None:
    """The county's file in the registry, by its code and not by its name."""
    for file in sorted(registry.glob("*.toml")):
        try:
            table = tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            continue
        county = table.get("county")
        if isinstance(county, dict) and county.get("code") == code:
            return file
    return None


def county_file(registry: Path, output: Path | None, code: str | None) -> Source | None:
    """What the county's file says already; None when there is none."""
    file = output if output is not None and output.exists() else None
    if file is None and code is not None:
        file = file_of(registry, code)
    return read_source(file) if file is not None else None


def show(outcome: Outcome) -> None:
    """Write the text to standard output as it is."""
    sys.stdout.write(outcome.text)


def _check(text: str) -> Source:
    """What is proposed must be a source file that is accepted; raises InvalidSources."""
    with TemporaryDirectory(prefix="fazhi-") as folder:
        file = Path(folder) / "proposal.toml"
        file.write_text(text, "utf-8")
        return read_source(file)


def _write(file: Path, text: str) -> None:
    """All of the file or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def _diff(before: str, after: str, name: str) -> str:
    lines: Sequence[str] = list(
        difflib.unified_diff(
            before.splitlines(), after.splitlines(), name, f"{name} (proposed)", lineterm=""
        )
    )
    return "\n".join(lines) + "\n"
