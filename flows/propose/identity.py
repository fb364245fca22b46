"""Which county a site is of: from the reference list, its name, its identification code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flows.exits import WrongUsage
from flows.propose.walk import Visit
from flows.propose.words import PROVINCES, plain
from flows.sources.townships import Townships

_NAME = re.compile(
    r"(?P<province>(?:北京|天津|上海|重庆)市|[一-龥]{1,4}省|[一-龥]{2,8}自治区)?"
    r"(?:[一-龥]{1,8}(?:市|自治州|盟|地区))??(?P<name>[一-龥]{1,10}?(?:自治县|县|区|市|旗))"
    r"(?:人民政府|政府)?(?:门户|公众信息)?(?:网|网站|$)"
)
#: The city and the country that stand before a county's own name.
_ABOVE = re.compile(r"^(?:中国)?(?:[一-龥]{2,5}(?:市|自治州|地区|盟))?(?=[一-龥]{1,8}[县区市旗]$)")
_SITE_CODE = re.compile(r"网站标识码[::]?\s*(\d{6})\d{4}")


@dataclass(frozen=True)
class Identity:
    """A county and how it was told; `notes` are for the reviewer."""

    code: str
    name: str
    province: str
    notes: tuple[str, ...] = ()


def identify(
    visits: Iterable[Visit],
    units: Townships,
    code: str | None = None,
    name: str | None = None,
    province: str | None = None,
) -> Identity:
    """The county of a site; what is given wins. Raises WrongUsage naming the option to give."""
    names, site_codes = _said(visits)
    notes: list[str] = []
    if code is None:
        code = _code(names, site_codes, units, notes)
    if code is None or not re.fullmatch(r"\d{6}", code):
        raise WrongUsage("the site does not say which county it is; give --code with six digits")
    listed = units.county(code)
    read = next((match for text in names if (match := _NAME.search(text))), None)
    if listed is not None:
        name, province = name or listed.county_name, province or listed.province
        if names and not any(name in text for text in names):
            notes.append(f"the site calls itself {names[0]}; check that it is of {name}")
    else:
        notes.append(f"{code} is not on the list of units: towns have no NBS codes here")
        name = name or (_ABOVE.sub("", read["name"]) if read else None)
        province = province or PROVINCES.get(code[:2]) or (read["province"] if read else None)
    if name is None:
        raise WrongUsage(f"the name of {code} is not known; give --name")
    if province is None:
        raise WrongUsage(f"the province of {name} is not known; give --province")
    return Identity(code, name, province, tuple(notes))


def _said(visits: Iterable[Visit]) -> tuple[list[str], list[str]]:
    """Names and identification codes (their first six digits) that pages give their site."""
    names: list[str] = []
    codes: list[str] = []
    for visit in visits:
        if visit.page is None:
            continue
        said = [visit.page.site_name or "", *re.split(r"[_|]", visit.read.whole_title)]
        names += [plain(text) for text in said if text.strip()]
        for tag in visit.page.meta_tags:
            if tag.name.lower() == "siteidcode" and re.match(r"\d{10}$", tag.content):
                codes.append(tag.content[:6])
        if visit.read.root is not None and not codes:
            text = "".join(str(words) for words in visit.read.root.itertext())
            codes += _SITE_CODE.findall(text)[:1]
    return list(dict.fromkeys(names)), list(dict.fromkeys(codes))


def _code(
    names: list[str], site_codes: list[str], units: Townships, notes: list[str]
) -> str | None:
    """By the name on the list of units; among several, and without one, by the site's code."""
    for text in names:
        found = units.counties_in(text)
        agreed = [code for code in found if code in site_codes]
        if len(agreed) == 1 or len(found) == 1:
            return (agreed or found)[0]
    if site_codes:
        notes.append("code: the first digits of the site's identification code; check it")
        return site_codes[0]
    return None
