"""What Streamlit runs: language, navigation, one page, and errors shown as errors."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from warehouse.dashboard import data
from warehouse.dashboard.markup import Html, note
from warehouse.dashboard.messages import why_failed
from warehouse.dashboard.published import Release, current_release
from warehouse.dashboard.state import View, begin, choose_one, finish, remembered
from warehouse.dashboard.strings import LANGUAGES, Say, preferred, speaker
from warehouse.dashboard.views import county, filer, findings, report, sources
from warehouse.errors import WarehouseError

PAGES: dict[str, Callable[[View], None]] = {
    "county": county.show,
    "filer": filer.show,
    "report": report.show,
    "findings": findings.show,
    "sources": sources.show,
}
#: Seconds between two looks whether another night was published while nobody touched the page.
_LOOK_EVERY = 5
#: Counties named in the warning above every page; the sources page has them all.
_NAMED = 20


def main() -> None:
    """Draw the page that the address asks for."""
    begin()
    fallback = preferred(st.context.locale)
    say = speaker(remembered("lang", list(LANGUAGES), fallback))
    st.set_page_config(page_title=say("app.title"), layout="wide")
    st.html(Path(__file__).with_name("style.css"))
    # Not Streamlit's own navigation: under an address of its own a page first asks for files that
    # are not there, and its links leave the session.
    with st.container(horizontal=True, horizontal_alignment="distribute", key="top"):
        page = choose_one(
            "page", "页面 Page", list(PAGES), lambda one: say(f"page.{one}"), next(iter(PAGES))
        )
        language = choose_one(
            "lang", "语言 Language", list(LANGUAGES), LANGUAGES.__getitem__, fallback
        )
    _watch(current_release(data.home()))
    try:
        view = View(speaker(language), language, data.reader(str(data.home())).look())
        _warn_of_failed_counties(view)
        PAGES[page](view)
        _foot(view)
        finish()
    except WarehouseError as error:
        _show_error(error)


@st.fragment(run_every=_LOOK_EVERY)
def _watch(drawn: Release | None) -> None:
    """Draw everything anew when another release is published than the one that was drawn."""
    st.html('<span data-name="watch"></span>')
    if current_release(data.home()) != drawn:
        st.rerun()


def _warn_of_failed_counties(view: View) -> None:
    clock = data.row("clock")
    if clock is None or not clock["failed"]:
        return
    names = {row["county_code"]: row["name"] for row in data.rows("counties")}
    failed = [
        view.say("app.failed_county", county=names.get(code, code), why=why_failed(why, view.say))
        for code, why in clock["failed"].items()
    ]
    words = view.say(
        "app.night_failed", n=len(failed), of=len(clock["counties"]),
        counties=view.say("app.comma").join(failed[:_NAMED]) + ("…" if failed[_NAMED:] else ""),
    )  # fmt: skip
    st.html(note(words, "warn"))


def _foot(view: View) -> None:
    clock = data.row("clock")
    if clock is not None:
        words = view.say(
            "app.foot",
            as_of=f"{clock['as_of']:%Y-%m-%d %H:%M}",
            release=view.release.name,
            status=view.say(f"run.{clock['status']}"),
        )
        st.html(Html(f'<p class="foot">{escape(words)}</p>'))


def _show_error(error: WarehouseError) -> None:
    """In both languages, whatever the visitor chose: it may be an operator who is called to it."""
    spoken: list[Say] = [speaker(language) for language in LANGUAGES]
    title = " / ".join(say("failure.title") for say in spoken)
    # As code, so that nothing in it is taken for Markdown.
    st.error(f"**{title}**", icon=":material/error:")
    st.code(str(error), language=None, wrap_lines=True)
    for say in spoken:
        st.html(note(say("failure.help")))


if __name__ == "__main__":
    main()
