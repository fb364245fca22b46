"""Text from pages made safe for a terminal or a log line."""

from __future__ import annotations

import unicodedata


def without_controls(text: str) -> str:
    """Text for a terminal: line ends become blanks, other controls a visible sign.

    Escape sequences could rewrite the terminal, and direction marks could turn a name round.
    """
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\r\t\u2028\u2029" or unicodedata.category(character) == "Zs":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character)[0] == "C" else character
