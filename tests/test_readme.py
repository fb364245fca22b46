"""What a reader types and clicks: commands, make targets, links, queries; both READMEs alike."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.settings import PROJECT
from flows.sources.registry import load_sources
from tests.test_docs import commands
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.findings import build_findings

READMES = [PROJECT / "README.md", PROJECT / "README.zh-CN.md"]
PAGES = [*READMES, *sorted((PROJECT / "docs").glob("*.md"))]
#: Written by their tests' own generator, with the sample's addresses in them.
GENERATED = {"questions.md", "tables.md", "checks.md", "settings.md"}
WRITTEN = [page for page in PAGES if page.name not in GENERATED]
COMMANDS = dict(commands())


def blocks(page: Path, language: str = r"\w*") -> list[str]:
    text = page.read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def shell_lines() -> Iterator[tuple[str, str]]:
    """(page, line) of everything that a page tells to type, continued lines joined."""
    for page in WRITTEN:
        for block in blocks(page, "sh"):
            for line in block.replace("\\\n", " ").splitlines():
                yield page.name, line


def anchors(page: Path) -> set[str]:
    """What GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_both_readmes_say_the_same_to_type_and_link_to_the_same_pages() -> None:
    english, chinese = READMES
    assert blocks(english) == blocks(chinese)
    assert len(blocks(english)) >= 8

    def linked(page: Path) -> list[str]:
        found = re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8"))
        return sorted(link for link in set(found) if not link.startswith("README"))

    assert linked(english) == linked(chinese)
    headings = [re.findall(r"^#+", page.read_text("utf-8"), re.MULTILINE) for page in READMES]
    assert len(headings[0]) == len(headings[1])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"https?:|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    todo = [READMES[0]]
    while todo:
        page = todo.pop()
        if page in seen:
            continue
        seen.add(page)
        for link in re.findall(r"\]\(([^)#\s]+\.md)", page.read_text("utf-8")):
            if not link.startswith("http"):
                todo.append((page.parent / link).resolve())
    assert set(PAGES) <= seen


def test_every_call_of_fazhi_has_a_command_and_options_that_exist() -> None:
    called = set()
    for page, line in shell_lines():
        for call in re.findall(r"(?:^|bin/|nights )fazhi ([a-z][^|&;]*)", line):
            words = shlex.split(call)
            name = next((n for n in (" ".join(words[:2]), words[0]) if n in COMMANDS), None)
            assert name is not None, f"{page}: {line}"
            options = {o for p in COMMANDS[name].params for o in (*p.opts, *p.secondary_opts)}
            assert {word for word in words if word.startswith("-")} <= options, f"{page}: {line}"
            called.add(name)
    assert {"nightly", "sources check", "doctor", "dashboard", "backfill", "verify"} <= called


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.M))
    named = {
        target
        for page in WRITTEN
        for target in re.findall(r"(?:^|`)make ([a-z-]+)(?:$|`)", page.read_text("utf-8"), re.M)
    }
    assert {"demo", "dashboard", "test", "test-slow"} <= named <= targets


def test_from_the_clone_to_the_dashboard_it_takes_two_commands() -> None:
    assert blocks(READMES[0])[0].splitlines() == ["make demo", "make dashboard"]
    assert blocks(PROJECT / "docs" / "start.md")[0].splitlines() == ["make demo", "make dashboard"]


def test_what_a_page_copies_or_runs_from_the_checkout_is_there() -> None:
    """Files as they are named from the root, from /opt/fazhi, and after `cd deploy/docker`."""
    seen = set()
    for page, line in shell_lines():
        for word in line.split():
            path = word.removeprefix("/opt/fazhi/").rstrip("/")
            if path.startswith(("deploy/", "flows/")) and not path.endswith("toml"):
                assert list(PROJECT.glob(path)), f"{page}: {line}"
                seen.add(path)
    assert {"deploy/nginx.conf", "deploy/fazhi.env", "deploy/docker"} <= seen
    assert (PROJECT / "deploy" / "docker" / "env.example").exists()


def test_the_source_file_in_the_readme_is_valid(tmp_path: Path) -> None:
    (text,) = blocks(READMES[0], "toml")
    (tmp_path / "a.toml").write_text(text, "utf-8")
    (source,) = load_sources(tmp_path)
    assert len(source.columns()) == 1


def queries() -> Iterator[tuple[str, str]]:
    for page in (*READMES, *WRITTEN):
        text = page.read_text("utf-8")
        for query in re.findall(r'con\.sql\("""(.+?)"""\)|con\.sql\("(.+?)"\)', text, re.DOTALL):
            yield page.name, query[0] or query[1]
    yield from (("asking.md", query) for query in blocks(PROJECT / "docs" / "asking.md", "sql"))


def test_every_query_in_the_pages_runs(tmp_path: Path) -> None:
    found = list(queries())
    assert len(found) >= 8
    with open_writer(tmp_path) as con:
        build(con)
        build_findings(con)
        for page, query in found:
            try:
                con.execute(query)
            except Exception as error:
                pytest.fail(f"{page}: {query}: {error}")
