"""The registry of the sample county: a source file like any other."""

from __future__ import annotations

from pathlib import Path

from flows.sample.bodies import (
    BY_SLUG,
    COUNTY_CODE,
    COUNTY_NAME,
    FIRST_REPORT_YEAR,
    PROVINCE,
    SHARED_DISCLOSURE,
    column_path,
)


def source_text(url: str) -> str:
    """TOML of the source file for the sample site at `url` (no slash at the end)."""
    parts = [
        f"""\
# An invented county. Its site is served on loopback by flows/sample.
[county]
code = "{COUNTY_CODE}"
name = "{COUNTY_NAME}"
province = "{PROVINCE}"
site = "{url}/"
first_report_year = {FIRST_REPORT_YEAR}
delay_seconds = 0.0
allow_private_network = true

[[county.column]]
url = "{url}{SHARED_DISCLOSURE}"
kind = "disclosure"
"""
    ]
    for slug, body in BY_SLUG.items():
        aliases = ", ".join(f'"{alias}"' for alias in body.aliases)
        parts.append(
            f'[[filer]]\nid = "{body.id}"\nname = "{body.name}"\nlevel = "{body.level}"\n'
            + (f"aliases = [{aliases}]\n" if aliases else "")
            + (f'obligation_basis = "{_LOCAL}"\n' if body.level in _BY_PRACTICE else "")
        )
        for kind in ("rule_of_law", "disclosure"):
            path = column_path(slug, kind)
            if path and path != SHARED_DISCLOSURE:
                parts.append(f'[[filer.column]]\nurl = "{url}{path}"\nkind = "{kind}"\n')
    parts.append(
        f"""\
[[ruling]]
filer = "{BY_SLUG["tlx"].id}"
year = 2024
kind = "rule_of_law"
attested_on = 2025-03-14
where = "云岭日报第三版"
by = "县司法局法治科"
on = 2025-04-02
reason = "纸质版报告已在报纸刊登，网页标题年份有误"
"""
    )
    return "\n".join(parts)


_LOCAL = "县委依法治县办年度通知"
_BY_PRACTICE = frozenset({"subdistrict", "committee"})


def write_source(folder: Path, url: str) -> Path:
    """Write the source file into `folder` (made if absent) and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{COUNTY_CODE}.toml"
    file.write_text(source_text(url), encoding="utf-8")
    return file
