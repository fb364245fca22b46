"""What a visitor chose, kept in the address: every view can be linked to, in its language.

The address wins when it was changed from outside (a link, the back button), else the widget.
Choices are kept while the visitor goes from page to page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from warehouse.dashboard.published import Release
from warehouse.dashboard.strings import Say


@dataclass(frozen=True)
class View:
    """What every page is given: its words, its language and what is published."""

    say: Say
    language: str
    release: Release

    def link(self, page: str, **choices: object) -> str:
        """The address of another view, relative to this one, in the same language."""
        chosen = {name: str(value) for name, value in choices.items() if value is not None}
        return f"./?{urlencode({'page': page, **chosen, 'lang': self.language})}"


def begin() -> None:
    """Begin to draw: no choice is in use yet."""
    st.session_state["in_use"] = set()


def finish() -> None:
    """Take out of the address what the page that was drawn has no use for."""
    for name in [name for name in st.query_params if name not in st.session_state["in_use"]]:
        del st.query_params[name]


def remembered(name: str, options: Sequence[str], default: str) -> str:
    """The value that `name` has before its widget is drawn: address, then memory, then default."""
    asked = st.query_params.get(name)
    kept = st.session_state.get(_memory(name))
    key = _widget(name)
    if asked in options and (asked != kept or key not in st.session_state):
        value = asked
    else:
        value = st.session_state.get(key, kept)
    return str(value) if value in options else default


def settle(name: str, value: str) -> None:
    """Write a choice into the address and into memory."""
    st.session_state[_memory(name)] = value
    st.session_state["in_use"].add(name)
    if st.query_params.get(name, "") != value:
        if value:
            st.query_params[name] = value
        else:
            del st.query_params[name]


def choose(
    name: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str] = str,
    default: str | None = None,
) -> str:
    """A select box whose choice is the query parameter `name`; `options` must not be empty."""
    key = _widget(name)
    value = remembered(name, options, options[0] if default is None else default)
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    chosen = st.selectbox(label, options, format_func=words, key=key)
    settle(name, chosen)
    return str(chosen)


def choose_one(
    name: str, label: str, options: Sequence[str], words: Callable[[str], str], default: str
) -> str:
    """A row of buttons of which one is pressed, kept as `choose` does."""
    key = _widget(name)
    value = remembered(name, options, default)
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    chosen = st.segmented_control(
        label, options, format_func=words, key=key, required=True, label_visibility="collapsed"
    )
    settle(name, str(chosen or value))
    return str(chosen or value)


def type_in(name: str, label: str, hint: str = "") -> str:
    """A line of text kept as `choose` does; white space at its ends is cut off."""
    key = _widget(name)
    asked = st.query_params.get(name)
    kept = st.session_state.get(_memory(name))
    if asked is not None and (asked != kept or key not in st.session_state):
        st.session_state[key] = asked
    elif key not in st.session_state:
        st.session_state[key] = kept or ""
    words = str(st.text_input(label, key=key, placeholder=hint, max_chars=100)).strip()
    settle(name, words)
    return words


def turn(name: str, n_rows: int, size: int, of: object = None) -> int:
    """Page buttons when `n_rows` are more than `size`; returns the rows to skip.

    `of` is what is paged through: another one begins at its first page.
    """
    n_pages = max(1, -(-n_rows // size))
    key = _widget(name)
    if st.session_state.get(f"of_{name}", of) != of:
        st.session_state[key] = 1
        st.session_state[_memory(name)] = st.query_params.get(name, "")
    st.session_state[f"of_{name}"] = of
    asked, kept = st.query_params.get(name, ""), st.session_state.get(_memory(name), "")
    if asked.isdecimal() and (asked != kept or key not in st.session_state):
        value = int(asked)
    else:
        value = int(st.session_state.get(key) or kept or 1)
    value = min(max(value, 1), n_pages)
    if n_pages > 1:
        if key in st.session_state:
            st.session_state[key] = value
            value = int(st.pagination(n_pages, key=key))
        else:
            value = int(st.pagination(n_pages, key=key, default=value))
    settle(name, "" if value == 1 else str(value))
    return (value - 1) * size


def _widget(name: str) -> str:
    return f"widget_{name}"


def _memory(name: str) -> str:
    return f"chosen_{name}"
