"""What a finding says in the language of the visitor.

The published message is English. Another language has a sentence for a check in strings.toml
(`message.T01`), filled from the evidence; where it has none, or the evidence lacks one of its
values, the published message stands.
"""

from __future__ import annotations

import json
import re
from typing import Any

from warehouse.dashboard.strings import Say, table

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.+]+")


class _Lacking(Exception):
    """A value that the sentence names is not there."""


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> Any:
        raise _Lacking(key)


def message(row: dict[str, Any], language: str, say: Say) -> str:
    """The sentence for a row of checks.finding."""
    said = str(row["message"])
    try:
        evidence = json.loads(row["evidence"] or "{}")
        sentence = _sentence(row["check_id"], evidence, language)
        if sentence is None:
            return said
        return sentence.format_map(_values(row, evidence, say))
    except (_Lacking, ValueError, AttributeError):
        return said


def _sentence(check_id: str, evidence: dict[str, Any], language: str) -> str | None:
    # What K05 says of the plans is one of three things.
    case = f"{check_id}_{evidence['plans']}" if "plans" in evidence else check_id
    return table().get(f"message.{case}", {}).get(language)


def _values(row: dict[str, Any], evidence: dict[str, Any], say: Say) -> _Values:
    values = _Values()
    for name, value in evidence.items():
        if value is None:
            continue
        if name.endswith("_source"):
            value = say(f"source.{value}")
        elif isinstance(value, float):
            value = f"{100 * value:.1f}%" if name.endswith("_share") else f"{value:g}"
        elif isinstance(value, str) and (moment := _MOMENT.fullmatch(value)):
            value = moment[1]
        values[name] = value
    if columns := [one["column_url"] for one in evidence.get("observations") or []]:
        values["columns"] = "、".join(columns)
    if row["filer_name"]:
        values["filer"] = row["filer_name"]
    if row["report_year"]:
        values["year"] = row["report_year"]
    if row["report_kind"]:
        values["kind"] = say(f"kind.{row['report_kind']}")
    return values
