"""A proposal as TOML: what stands in it is data, why it stands there is a comment."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flows.parse.text import collapse
from flows.propose.proposal import Proposal, ProposedColumn, ProposedFiler
from flows.safe_text import without_controls

#: Longer comments say nothing more to a reviewer.
_LONGEST = 400


def source_text(proposal: Proposal) -> str:
    """The whole source file."""
    county = proposal.county
    lines = [*_comments(proposal.notes), "", "[county]", *_comments(county.notes)]
    lines += [
        f"code = {_string(county.code)}",
        f"name = {_string(county.name)}",
        f"province = {_string(county.province)}",
        f"site = {_string(county.site)}",
        *_comments(county.year_notes),
        f"first_report_year = {county.first_report_year}",
    ]
    if county.hosts:
        lines.append(f"hosts = {_strings(county.hosts)}")
    if county.loopback:
        lines += ["delay_seconds = 0.0", "allow_private_network = true"]
    blocks = ["\n".join(lines).strip()]
    blocks += [column_text("county.column", column) for column in county.columns]
    blocks += [filer_text(filer) for filer in proposal.filers]
    return "\n\n".join(blocks) + "\n"


def filer_text(filer: ProposedFiler) -> str:
    """One [[filer]] with its columns, without a line end behind it."""
    lines = [
        "[[filer]]",
        *_comments(filer.notes),
        f"id = {_string(filer.id)}",
        f"name = {_string(filer.name)}",
        f"level = {_string(filer.level)}",
    ]
    if filer.obligation_basis:
        lines.append(f"obligation_basis = {_string(filer.obligation_basis)}")
    if filer.aliases:
        lines.append(f"aliases = {_strings(filer.aliases)}")
    blocks = ["\n".join(lines)]
    blocks += [column_text("filer.column", column) for column in filer.columns]
    return "\n\n".join(blocks)


def column_text(table: str, column: ProposedColumn) -> str:
    """One [[filer.column]] or [[county.column]], without a line end behind it."""
    lines = [f"[[{table}]]", *_comments(column.notes), f"url = {_string(column.url)}"]
    lines.append(f"kind = {_string(column.kind)}")
    return "\n".join(lines)


def _comments(notes: Iterable[str]) -> list[str]:
    """Words of pages stay on their line: a line end in them would begin TOML of their own."""
    lines = []
    for note in notes:
        text = without_controls(collapse(note))
        lines.append(f"# {text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}".rstrip())
    return lines


def _string(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _strings(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_string(text) for text in texts) + "]"
