"""The bodies of a county that a walk or a roster names, each once however its name is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flows.parse.links import is_article_address
from flows.propose.naming import core_name, full_name, is_unit_name, level_of
from flows.propose.site import folder_of, page_id
from flows.propose.words import COMMON_ADDRESS, plain
from flows.sources.model import Level
from flows.sources.townships import Township

#: Where no address of a body gives its id a slug.
NO_SLUG = "body"


@dataclass
class Unit:
    """A body; `code` is its NBS code, `seen` where the site names it (link words and address)."""

    core: str
    name: str
    level: Level
    code: str | None = None
    aliases: list[str] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)

    def also_called(self, name: str, county: str) -> None:
        """Keep another form of the name, but for the one with the county's name before it."""
        text = plain(name)
        known = (self.name, *self.aliases, f"{county}{self.name}", f"{county}{self.core}")
        if text and text not in known and county not in text and len(text) <= 60:
            self.aliases.append(text)


class UnitBook:
    """All bodies of one county, found by any form of their names."""

    def __init__(self, county: str, townships: Iterable[Township] = ()) -> None:
        self.county = county
        self.units: dict[str, Unit] = {}
        for township in townships:
            self.add(township.name).code = township.code

    def find(self, name: str) -> Unit | None:
        return self.units.get(core_name(name, self.county))

    def add(self, name: str) -> Unit:
        """The body of that name, new or known."""
        core = core_name(name, self.county)
        unit = self.units.get(core)
        if unit is None:
            unit = Unit(core, full_name(name, self.county), level_of(name, self.county))
            self.units[core] = unit
        town = unit.level in ("township", "subdistrict")
        unit.also_called(core if town else name, self.county)
        return unit

    def add_link(self, words: str, url: str) -> None:
        """A link of the site that names a body."""
        unit = self.add(words)
        if (words, url) not in unit.seen:
            unit.seen.append((words, url))

    def named(self, name: str) -> Unit | None:
        """The body of that name: a known one, or a new one if the name has the form of one."""
        return self.find(name) or (self.add(name) if is_unit_name(name, self.county) else None)

    def by_folder(self) -> dict[str, Unit]:
        """Folders of the site that belong to one body alone."""
        folders: dict[str, set[str]] = {}
        for unit in self.units.values():
            for _, url in unit.seen:
                folder = folder_of(url)
                if folder.count("/") > 1 and not is_article_address(url):
                    folders.setdefault(folder, set()).add(unit.core)
        return {f: self.units[min(cores)] for f, cores in folders.items() if len(cores) == 1}

    def ids(
        self, code: str, columns: dict[str, list[str]], taken: Iterable[str] = ()
    ) -> dict[str, str]:
        """Registry id of every body by its core: the NBS code, else a slug from its addresses.

        `columns` are the addresses of the columns of each body, `taken` ids that are given away.
        """
        used, found = set(taken), {}
        common = _too_common([u for unit in self.units.values() for _, u in unit.seen])
        for core, unit in self.units.items():
            if unit.code is not None:
                found[core] = unit.code
                continue
            slug = "xzf" if core == "" else _slug([u for _, u in unit.seen], common)
            slug = slug or _slug(columns.get(core, []), common) or NO_SLUG
            number, wanted = 1, f"{code}-{slug}"
            while wanted in used:
                number += 1
                wanted = f"{code}-{slug}-{number}"
            used.add(wanted)
            found[core] = wanted
        return found


def _too_common(urls: list[str]) -> set[str]:
    """Parts of addresses that more than a few pages share: folders of many bodies."""
    counted = Counter(
        part for url in {page_id(u): u for u in urls}.values() for part in set(_parts(url))
    )
    return {part for part, count in counted.items() if count > 2}


def _slug(urls: list[str], common: set[str]) -> str | None:
    """The first part of an address that speaks for the body: sfj of /bm/sfj/xxgk/."""
    for url in urls:
        for part in _parts(url):
            if part not in common and not COMMON_ADDRESS.match(part):
                return part
    return None


def _parts(url: str) -> list[str]:
    parts = [re.sub(r"_\d+$", "", part.lower()) for part in urlsplit(url).path.split("/")[:-1]]
    return [part for part in parts if re.fullmatch(r"[a-z][a-z0-9]{1,19}", part)]
