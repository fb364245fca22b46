"""Names of bodies: the part that tells one from another in its county, the level, the full name."""

from __future__ import annotations

import re

from flows.parse.units import government_of
from flows.propose.words import UNIT, plain
from flows.sources.model import Level

_TAIL = re.compile(r"(?:人民政府|政府|办事处|(?<=街道)办)$")
_ENDING = re.compile(r"(?:自治县|县|区|市|旗)$")
#: 县财政局, not 县委办公室; 市场监督管理局 is no body of a 市 by its first sign.
_OWN_LEVEL = re.compile(
    r"^(?:[县区旗](?!委|域|划|直|镇|乡)|市(?!委|域|直|场|政(?!府)|民(?!政)|容))(?=[一-龥]{2})"
)
_SUPERIOR = re.compile(r"^(?:国家|中国|中央|[一-龥]{0,4}[省市](?!场|政|民|容|域)[一-龥]{2})")


def core_name(name: str, county: str) -> str:
    """What tells the body from the others of its county; "" for the county's own government.

    云岭县财政局, 县财政局 and 财政局 are one, and so are 甲镇 and 云岭县甲镇人民政府.
    """
    text = plain(government_of(name))
    before, found, behind = text.partition(county)
    # 某市公安局云岭县分局 is not the 分局 of the county.
    if found and (not before or before[-1] in "省市区州盟"):
        text = behind
    if text in ("", "县", "区", "市", "旗", "人民政府", "政府"):
        return ""
    if re.fullmatch(r"本?[县区市旗](?:人民)?政府", text):
        return ""
    if text[0] == county[-1]:
        text = _OWN_LEVEL.sub("", text)
    text = _TAIL.sub("", text) or text
    return text.replace("管理委员会", "管委会")


def level_of(name: str, county: str) -> Level:
    """The level that a name speaks for."""
    core = core_name(name, county)
    if core == "":
        return "county_government"
    if core.endswith("街道"):
        return "subdistrict"
    if re.search(r"[一-龥][镇乡]$", core):
        return "township"
    return "committee" if UNIT["committee"].search(plain(name)) else "department"


def full_name(name: str, county: str) -> str:
    """The legal form of a name: 甲镇人民政府, 乙街道办事处, 云岭县财政局."""
    core, level = core_name(name, county), level_of(name, county)
    if level == "county_government":
        return f"{county}人民政府"
    if level == "township":
        return f"{core}人民政府"
    if level == "subdistrict":
        return f"{core}办事处"
    if level == "committee":
        return re.sub("管委会$", "管理委员会", plain(name))
    if core.startswith(county[:2]):
        return plain(name)
    return f"{county}{core}"


def is_unit_name(text: str, county: str) -> bool:
    """Whether a link's text has the form of the name of a body that may owe a report."""
    name = plain(text)
    if not 2 <= len(name) <= 30 or not _may_file(name, county):
        return False
    return bool(UNIT["town"].match(name) or UNIT["department"].match(name) or is_sure(name, county))


def is_sure(text: str, county: str) -> bool:
    """Whether a name is a body's wherever it stands, not only in a list of bodies."""
    name = plain(text)
    if len(name) > 30 or not _may_file(name, county):
        return False
    if UNIT["sure"].search(name):
        # Another county's government is no body of this one.
        return not _ENDING.search(core_name(name, county))
    own = name.startswith(county) and len(name) > len(county) + 1
    return own and bool(UNIT["town"].match(name) or UNIT["department"].match(name))


def _may_file(name: str, county: str) -> bool:
    """Not of the party, the courts, a school, or of the province or city above the county."""
    if UNIT["none"].search(name) or UNIT["no_filer"].search(name):
        return False
    return county in name or county.endswith("市") or not _SUPERIOR.match(name)
