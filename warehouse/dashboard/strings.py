"""Every word of the dashboard, in Chinese and in English, from strings.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = {"zh": "中文", "en": "English"}

Say = Callable[..., str]


@cache
def table() -> dict[str, dict[str, str]]:
    """Key → language → words; a key is `group.name`."""
    read = tomllib.loads(Path(__file__).with_name("strings.toml").read_text("utf-8"))
    return {
        f"{group}.{name}": words for group, names in read.items() for name, words in names.items()
    }


def speaker(language: str) -> Say:
    """A function that gives the words of a key in a language, with its values filled in.

    A code of the published tables that has no words (`status.` + something new) is shown as it
    is, so that a newer file can be read; any other unknown key raises KeyError.
    """

    def say(key: str, **values: Any) -> str:
        words = table().get(key)
        if words is None:
            group, _, name = key.partition(".")
            if group in CODES:
                return name
            raise KeyError(key)
        return words[language].format(**values) if values else words[language]

    return say


#: Groups whose names are codes of the published tables.
CODES = frozenset({
    "status", "letter", "reason", "level", "kind", "kind_short", "item", "source", "meaning",
    "severity", "check", "depth", "run", "state", "year_source", "decided_by", "error", "count",
    "basis",
})  # fmt: skip


def preferred(locale: str | None) -> str:
    """The language for a browser that asks for `locale`; English unless it asks for Chinese."""
    return "zh" if (locale or "").lower().startswith("zh") else "en"
