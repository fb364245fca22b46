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

#: Why a county failed as a whole, as a night writes it: reasons of columns in brackets.
_NO_COLUMN = re.compile(r"no column observed(?: \((?P<reasons>.*)\))?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.+]+")
#: How a ruling of core.filing_ruling begins; several stand one after the other.
_RULED = re.compile(r"(^|\); )(url|not_url|attested_on|exempt|filed_on) ")
#: Reasons whose remark adds nothing for a reader.
_TOLD = frozenset({"script_list"})


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


def why_failed(why: str, say: Say) -> str:
    """Why a county failed as a whole; words that are no code are shown as they are."""
    read = _NO_COLUMN.fullmatch(why)
    if read is None:
        return why
    codes = [code for code in (read["reasons"] or "").split(", ") if code]
    reasons = say("app.comma").join(reason(code, say) for code in codes)
    return say("failure.no_column", reasons=reasons) if reasons else say("failure.no_column_seen")


def reason(code: str, say: Say) -> str:
    """A reason why something was not read; what stands behind a colon is the reader's remark."""
    first, _, remark = code.partition(": ")
    if first.startswith("http_"):
        return say("failure.http", status=first.removeprefix("http_"))
    if first.startswith("page_"):  # of the list, the first apart
        page = first.removeprefix("page_")
        return say("failure.page", page=page, reason=reason(remark, say))
    shown = say(f"reason.{first}")
    remark = say(f"reason.{remark}") if remark else ""
    # The remark of a list filled by a script says the same once more.
    return f"{shown} ({remark})" if remark and first not in _TOLD else shown


def ruling(said: str, say: Say) -> str:
    """What persons ruled on a duty, see core.filing_ruling; their own words stay as they are."""
    return _RULED.sub(lambda found: f"{found[1]}{say('ruling.' + found[2])} ", said)


def _sentence(check_id: str, evidence: dict[str, Any], language: str) -> str | None:
    case = _case(check_id, evidence)
    for name in (f"message.{check_id}_{case}", f"message.{check_id}"):
        if name in table():
            return table()[name].get(language)
    return None


def _case(check_id: str, evidence: dict[str, Any]) -> str | None:
    """Which of several things a check says, as its evidence shows; None for the plain one."""
    match check_id:
        case "D02" if "first_on" in evidence:
            return "bulk"
        case "D02" if "host" in evidence:
            return "host"
        case "K05":
            return str(evidence["plans"]) if "plans" in evidence else None
        case "K09" if not evidence.get("headings"):
            return "order"
        case "N02" if evidence.get("headings"):
            return "heading"
        case "F06":
            return str(evidence.get("state"))
        case "T02" if evidence.get("also_dated"):
            return "also"
        case "T03" if evidence.get("filed_on"):
            return "filed"
        case "W02":
            return "unseen" if evidence.get("failing_since") else None
        case "W03" if "page" in evidence:
            return "file"
        case "W07":
            return None if evidence.get("missing") else "empty"
        case "X01" if "table_name" in evidence:
            return "orphan"
        case "X01" if "valid_from" in evidence:
            return "former"
    return None


def _values(row: dict[str, Any], evidence: dict[str, Any], say: Say) -> _Values:
    values = _Values()
    for name, value in evidence.items():
        if value is not None:
            told = _told(name, value, say).items()
            # What the evidence says itself stands before what is counted here.
            values |= {one: words for one, words in told if one == name or one not in evidence}
    # A page without a title is called by its address.
    values.setdefault("title", evidence.get("url") or evidence.get("column_url") or "")
    if columns := [one["column_url"] for one in evidence.get("observations") or []]:
        values["columns"] = say("app.comma").join(columns)
    if others := evidence.get("others"):
        values["other_filer"] = others[0]["filer_name"]
        values |= _told("own_containment", others[0]["own_containment"], say)
    if places := evidence.get("places"):
        found = {str(one["word"]) for one in places if "word" in one}
        values["names"] = say("app.comma").join(
            one["names"][0]["name"] for one in places if one.get("names")
        )
    else:
        found = set()
    found |= {str(one["word"]) for one in evidence.get("words_of_another_level") or []}
    values["words_told"] = say("app.comma").join(sorted(found))
    if row["filer_name"]:
        values["filer"] = row["filer_name"]
    if row["report_year"]:
        values["year"] = row["report_year"]
    if row["report_kind"]:
        values["kind"] = say(f"kind.{row['report_kind']}")
    return values


def _told(name: str, value: Any, say: Say) -> dict[str, Any]:
    """A value of evidence in words: days without an hour, shares in percent, lists with commas."""
    if name.endswith("_source"):
        return {name: say(f"source.{value}")}
    if name in ("last_error", "reason"):
        return {name: reason(str(value), say)}
    if isinstance(value, float):
        percent = f"{100 * value:.1f}%"
        return {
            name: percent if name.endswith("_share") else f"{value:g}",
            f"{name}_percent": percent,
        }
    if isinstance(value, str) and (moment := _MOMENT.fullmatch(value)):
        return {name: moment[1]}
    if isinstance(value, list):
        counted: dict[str, Any] = {f"n_{name}": len(value), f"{name}_count": len(value)}
        if value and all(isinstance(one, str) for one in value):
            counted[name] = say("app.comma").join(value)
        return counted
    return {name: value}
