"""The circular of a county and year as text: who is named for what, and on which evidence.

Named are only bodies that a rule binds, and only for what a finding of severity `error` bears out.
What could not be seen, or is open to doubt, stands in a part of its own.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flows.exits import WrongUsage
from warehouse.dashboard.strings import speaker
from warehouse.database import CURRENT, open_published
from warehouse.errors import explained

Row = dict[str, Any]

DUTIES = """
select status.*, county.name as county_name
from mart.filing_status as status
inner join ref.county as county on status.county_code = county.county_code
inner join ref.level as level on status.level = level.level
where status.county_code = ? and status.report_year = ? and status.report_kind = 'rule_of_law'
order by level.position, status.filer_id
"""
FINDINGS = """
select *
from checks.finding
where county_code = ? and report_year = ? and report_kind = 'rule_of_law' and closed_at is null
order by check_id, filer_id
"""
#: Reports whose title names another year than their text, of every year of the county.
YEARS_IN_DOUBT = """
select filer_id, report_year, evidence
from checks.finding
where
    county_code = ? and report_kind = 'rule_of_law' and check_id = 'N02'
    and closed_at is null and waived_until is null
"""
ITEMS = "select item, name from ref.section_item where report_kind = 'rule_of_law'"
#: The item that a check finds lacking.
ITEM_OF = {
    "K01": "achievements", "K02": "problems", "K03": "causes", "K04": "leadership", "K05": "plans",
}  # fmt: skip
_FOUND = ("on_time", "boundary", "late", "undated")


@dataclass(frozen=True)
class Part:
    """One part of the circular: paragraphs, and a table if it has rows."""

    heading: str
    paragraphs: list[str]
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    """The whole circular as text, in the order in which it is laid out."""

    title: str
    notes_heading: str
    notes: list[str]
    recipients: str
    opening: list[str]
    parts: list[Part]
    annex_line: str
    signature: list[str]
    annex_label: str
    annex: Part


@dataclass(frozen=True)
class _Facts:
    """What the draft is made from: the binding duties, and what speaks against which of them."""

    duties: list[Row]
    soft: int
    findings: Mapping[tuple[str, str], Row]  # (filer, check) → the open finding
    items: Mapping[str, str]
    release: str
    year_in_doubt: frozenset[str] = frozenset()  # bodies with a report that may be of this year

    def is_to_name(self, duty: Row, status: str, check: str) -> bool:
        """Whether the verdict names the body, or may rest on a slip in a title."""
        if duty["status"] != status or not self.is_named(duty, check):
            return False
        return duty["filer_id"] not in self.year_in_doubt

    def finding(self, duty: Row, check: str) -> Row | None:
        return self.findings.get((duty["filer_id"], check))

    def is_named(self, duty: Row, check: str) -> bool:
        """Whether the finding is sure enough to name the body for it, and not waived."""
        found = self.finding(duty, check)
        return found is not None and found["severity"] == "error" and not _waived(found)


def draft(home: Path, county: str, year: int) -> Draft:
    """The circular on one county's reports of the kind `rule_of_law` for one year.

    Raises WrongUsage when no duty of that county and year is published, WarehouseError when the
    published file cannot be read.
    """
    return _drafted(_read(home, county, year), _template())


def _read(home: Path, county: str, year: int) -> _Facts:
    remedy = "run `fazhi rebuild` with this version of fazhi"
    with open_published(home) as con, explained("cannot read the published tables", remedy):

        def rows(sql: str, *values: object) -> list[Row]:
            cursor = con.execute(sql, list(values))
            names = [str(column[0]) for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        duties = rows(DUTIES, county, year)
        findings = rows(FINDINGS, county, year)
        items = {row["item"]: row["name"] for row in rows(ITEMS)}
        in_doubt = frozenset(
            row["filer_id"] for row in rows(YEARS_IN_DOUBT, county) if _may_be_of(row, year)
        )
    binding = [duty for duty in duties if duty["binding"]]
    if not binding:
        raise WrongUsage(f"no binding duty of {county} for {year}; `fazhi status` shows the years")
    by_key = {(row["filer_id"], row["check_id"]): row for row in findings if not row["subject"]}
    release = (home / CURRENT).resolve().name
    return _Facts(binding, len(duties) - len(binding), by_key, items, release, in_doubt)


def _may_be_of(mistitled: Row, year: int) -> bool:
    """Whether the report's title says the year, or its text names it as often as any other."""
    named = json.loads(mistitled["evidence"] or "{}").get("years_in_text") or []
    most = max((one["count"] for one in named), default=0)
    by_text = {one["year"] for one in named if one["count"] == most}
    if mistitled["report_year"] in by_text:  # but for a heading the text says the title's year
        return False
    return year == mistitled["report_year"] or year in by_text


def _drafted(facts: _Facts, words: dict[str, Any]) -> Draft:
    first = facts.duties[0]
    say = speaker("zh")
    fill = {
        "county": first["county_name"],
        "year": first["report_year"],
        "as_of": _moment(first["as_of"]),
        "due_on": _day(first["due_on"]),
        "boundary_on": _day(first["boundary_on"]),
        "release": facts.release,
        "soft": facts.soft,
        "basis": "；".join(
            sorted({say(f"basis.{duty['deadline_basis']}") for duty in facts.duties})
        ),
    }
    missing = [duty for duty in facts.duties if facts.is_to_name(duty, "missing", "T01")]
    late = [duty for duty in facts.duties if facts.is_to_name(duty, "late", "T02")]
    lacking = [(duty, checks) for duty in facts.duties if (checks := _lacking(facts, duty))]
    notes = [line.format(**fill) for line in words["notes"]["lines"]]
    if not all(duty["verified"] for duty in facts.duties):
        notes.append(words["notes"]["unverified"])
    parts = [
        _overview(facts, words["overview"], fill, len(missing), len(late)),
        _missing(facts, missing, words["missing"], fill, words["overview"]["none"]),
        _late(late, words["late"], fill, words["overview"]["none"]),
        _lacking_part(facts, lacking, words["lacking"], fill, words["overview"]["none"]),
        _aside(facts, words, fill),
        Part(words["demand"]["heading"], [words["demand"]["text"]]),
    ]
    return Draft(
        title=words["title"].format(**fill),
        notes_heading=words["notes"]["heading"],
        notes=notes,
        recipients=words["recipients"].format(**fill),
        opening=[line.format(**fill) for line in words["opening"]],
        parts=parts,
        annex_line=words["annex_line"],
        signature=list(words["signature"]),
        annex_label=words["annex"]["label"],
        annex=_annex(facts, words["annex"], missing, late, lacking),
    )


def _overview(
    facts: _Facts, words: Mapping[str, str], fill: Mapping[str, Any], missing: int, late: int
) -> Part:
    duties = [duty for duty in facts.duties if duty["reason"] != "exempt"]
    found = [duty for duty in duties if duty["status"] in _FOUND]
    on_time = [duty for duty in duties if duty["status"] == "on_time"]
    said = words["text"].format(
        **fill,
        obliged=len(duties),
        found=len(found),
        on_time=len(on_time),
        late=late,
        missing=missing,
        aside=len(duties) - len(on_time) - late - missing,
    )
    paragraphs = [said]
    if any(duty["status"] == "pending" for duty in duties):
        paragraphs.insert(0, words["pending"])
    return Part(words["heading"], paragraphs)


def _missing(
    facts: _Facts, duties: list[Row], words: Row, fill: Mapping[str, Any], none: str
) -> Part:
    if not duties:
        return Part(words["heading"], [none])
    rows = [
        [
            str(number), duty["filer_name"],
            "\n".join(one["column_url"] for one in _observations(facts, duty)),
            _moment(duty["observed_at"]),
        ]
        for number, duty in enumerate(duties, 1)
    ]  # fmt: skip
    said = words["text"].format(**fill, n=len(duties))
    return Part(words["heading"], [said], words["columns"], rows)


def _late(duties: list[Row], words: Row, fill: Mapping[str, Any], none: str) -> Part:
    if not duties:
        return Part(words["heading"], [none])
    say = speaker("zh")
    rows = [
        [
            str(number), duty["filer_name"], _day(duty["published_on"]),
            say(f"source.{duty['published_on_source']}"),
            words["days"].format(n=duty["days_late"]),
        ]
        for number, duty in enumerate(duties, 1)
    ]  # fmt: skip
    said = words["text"].format(**fill, n=len(duties))
    return Part(words["heading"], [said], words["columns"], rows)


def _lacking_part(
    facts: _Facts,
    lacking: list[tuple[Row, list[str]]],
    words: Row,
    fill: Mapping[str, Any],
    none: str,
) -> Part:
    if not lacking:
        return Part(words["heading"], [none])
    rows = [
        [
            str(number), duty["filer_name"],
            "；".join(facts.items[ITEM_OF[check]] for check in checks),
        ]
        for number, (duty, checks) in enumerate(lacking, 1)
    ]  # fmt: skip
    said = words["text"].format(**fill, n=len(lacking))
    return Part(words["heading"], [said], words["columns"], rows)


def _aside(facts: _Facts, all_words: dict[str, Any], fill: Mapping[str, Any]) -> Part:
    words, reasons = all_words["aside"], all_words["reason"]
    lines = []

    def add(key: str, duties: Iterable[Row], **more: str) -> None:
        if names := "、".join(duty["filer_name"] for duty in duties):
            lines.append(words[key].format(**fill, **more, names=names))

    def with_status(status: str) -> list[Row]:
        return [duty for duty in facts.duties if duty["status"] == status]

    add("boundary", with_status("boundary"))
    add("undated", with_status("undated"))
    unobserved = with_status("unobserved")
    for reason, said in reasons.items():
        add("unobserved", [one for one in unobserved if one["reason"] == reason], reason=said)
    add("pending", with_status("pending"))
    add("removed", [duty for duty in facts.duties if duty["removed_at"] is not None])
    add("exempt", [one for one in unobserved if one["reason"] == "exempt"])
    attested = [duty for duty in facts.duties if duty["published_on_source"] == "ruling"]
    add("attested", [duty for duty in attested if not duty["url"]])
    accused = [*with_status("missing"), *with_status("late")]
    add("year", [duty for duty in accused if duty["filer_id"] in facts.year_in_doubt])
    unsure = [duty for duty in accused if _is_unsure(facts, duty)]
    dated_twice = [duty for duty in unsure if _evidence(facts, duty, "T02").get("also_dated")]
    add("dated_twice", dated_twice)
    add("unsure", [duty for duty in unsure if duty not in dated_twice])
    add("waived", [duty for duty in facts.duties if _is_set_aside(facts, duty)])
    for check, item in ITEM_OF.items():
        doubtful = [duty for duty in facts.duties if _is_open(facts, duty, check)]
        add("items", doubtful, item=facts.items[item])
    none = all_words["overview"]["none"]
    return Part(words["heading"], [words["text"], *lines] if lines else [none])


def _annex(
    facts: _Facts,
    words: Row,
    missing: list[Row],
    late: list[Row],
    lacking: list[tuple[Row, list[str]]],
) -> Part:
    rows: list[list[str]] = []

    def add(duty: Row, matter: str, *lines: str | None) -> None:
        rows.append([
            str(len(rows) + 1), duty["filer_name"], matter, "\n".join(one for one in lines if one),
        ])  # fmt: skip

    def digests(found: Any) -> list[str]:
        listed = found if isinstance(found, list) else [found]
        return [words["digest"].format(sha256=one) for one in listed if one]

    for duty in missing:
        for one in _observations(facts, duty):
            seen = words["missed"].format(at=_moment(datetime.fromisoformat(one["observed_at"])))
            add(duty, words["missing"], one["column_url"], seen, *digests(one["sha256"]))
    for duty in late:
        evidence = _evidence(facts, duty, "T02")
        shown = words["published"].format(on=_day(duty["published_on"]))
        add(duty, words["late"], duty["url"], shown, *digests(evidence.get("sha256")))
    for duty, checks in lacking:
        for check in checks:
            evidence = _evidence(facts, duty, check)
            seen = words["seen"].format(at=_moment(duty["observed_at"]))
            matter = words["lacking"].format(item=facts.items[ITEM_OF[check]])
            add(duty, matter, evidence.get("url"), seen, *digests(evidence.get("sha256")))
    return Part(words["title"], [words["text"]], words["columns"], rows)


def _lacking(facts: _Facts, duty: Row) -> list[str]:
    """The checks by which a report surely lacks an item; plans for an odd year are no lack."""
    return [
        check
        for check in ITEM_OF
        if facts.is_named(duty, check)
        and _evidence(facts, duty, check).get("plans", "missing") == "missing"
    ]


def _is_open(facts: _Facts, duty: Row, check: str) -> bool:
    """Whether the finding stands and the body is not named for it."""
    found = facts.finding(duty, check)
    return found is not None and not _waived(found) and check not in _lacking(facts, duty)


def _is_unsure(facts: _Facts, duty: Row) -> bool:
    """Whether it is late or missing by a finding that is not sure enough to name the body."""
    if duty["filer_id"] in facts.year_in_doubt:
        return False
    found = facts.finding(duty, "T01" if duty["status"] == "missing" else "T02")
    return found is None or (found["severity"] != "error" and not _waived(found))


def _is_set_aside(facts: _Facts, duty: Row) -> bool:
    checks: Iterable[str] = ("T01", "T02", *ITEM_OF)
    return any(_waived(found) for check in checks if (found := facts.finding(duty, check)))


def _waived(finding: Row) -> bool:
    return finding.get("waived_until") is not None


def _evidence(facts: _Facts, duty: Row, check: str) -> Row:
    found = facts.finding(duty, check)
    evidence: Row = json.loads(found["evidence"] or "{}") if found else {}
    return evidence


def _observations(facts: _Facts, duty: Row) -> list[Row]:
    return list(_evidence(facts, duty, "T01").get("observations") or [])


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "—"


def _moment(moment: datetime | None) -> str:
    return f"{_day(moment)}{moment:%H:%M}" if moment else "—"


def _template() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("notice_text.toml").read_text("utf-8"))
