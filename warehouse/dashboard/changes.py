"""What changed from one version of a text to the next, sentence by sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import escape

from warehouse.dashboard.markup import Html
from warehouse.dashboard.strings import Say

#: Longer texts are not compared: the time grows with the square of their sentences.
LONGEST = 200_000
#: Unchanged sentences shown before and after a change.
_AROUND = 1

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")


def changes(before: str, after: str, say: Say) -> Html | None:
    """Deleted and inserted words between what stayed; None when the texts are too long."""
    if len(before) > LONGEST or len(after) > LONGEST:
        return None
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    parts: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(_unchanged(old[a:b], first=a == 0, last=b == len(old), say=say))
        else:
            parts.append(_replaced("".join(old[a:b]), "".join(new[c:d])))
    return Html(f'<div class="report diff">{"".join(parts)}</div>')


def _unchanged(sentences: list[str], *, first: bool, last: bool, say: Say) -> str:
    head = [] if first else sentences[:_AROUND]
    tail = [] if last else sentences[max(len(head), len(sentences) - _AROUND) :]
    middle = "".join(sentences[len(head) : len(sentences) - len(tail)])
    skipped = ""
    if middle.strip():
        words = say("filer.skipped", n=f"{len(middle):,}")
        skipped = f'\n<span class="skip">{escape(words)}</span>\n'
    return escape("".join(head)) + skipped + escape("".join(tail))


def _replaced(before: str, after: str) -> str:
    """A changed passage, character by character where it is short enough to be read so."""
    if not before or not after or max(len(before), len(after)) > 2_000:
        return _struck(before) + _put(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.5:
        return _struck(before) + _put(after)
    return "".join(
        escape(before[a:b]) if what == "equal" else _struck(before[a:b]) + _put(after[c:d])
        for what, a, b, c, d in matcher.get_opcodes()
    )


def _struck(words: str) -> str:
    return f"<del>{escape(words)}</del>" if words else ""


def _put(words: str) -> str:
    return f"<ins>{escape(words)}</ins>" if words else ""
