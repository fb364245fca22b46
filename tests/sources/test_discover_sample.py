"""Discovery on the invented county: every column of its registry, and none that it has not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.cli import run
from flows.propose.discover import Discovery, Request, discover
from flows.propose.render import source_text
from flows.sample.bodies import BODIES, COUNTY_CODE, COUNTY_NAME, PROVINCE, column_path
from flows.sample.county import write_source
from flows.sample.navigation import DEPARTMENTS
from flows.sample.nights import NIGHTS
from flows.sample.resource import Resource
from flows.sample.server import SampleServer
from flows.sample.site import site_on
from flows.settings import Settings
from flows.sources.registry import Source, load_sources, read_source


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer(NIGHTS[2].as_of.date()) as running:
        yield running


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented towns as a list of units."""
    folder = tmp_path_factory.mktemp("units")
    lines = ["code,name,county_code,county_name,province"]
    for body in BODIES:
        if body.level in ("township", "subdistrict"):
            lines.append(f"{body.id},{body.aliases[0]},{COUNTY_CODE},{COUNTY_NAME},{PROVINCE}")
    (folder / "sample.csv").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def found(server: SampleServer, units: Path) -> Discovery:
    return discover(Request(f"{server.url}/", date(2026, 4, 2), units=(units,)), Settings())


@pytest.fixture(scope="module")
def proposed(found: Discovery, tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = tmp_path_factory.mktemp("proposed")
    (folder / "county.toml").write_text(source_text(found.proposal), "utf-8")
    (source,) = load_sources(folder)
    return source


@pytest.fixture(scope="module")
def registered(server: SampleServer, tmp_path_factory: pytest.TempPathFactory) -> Source:
    return read_source(write_source(tmp_path_factory.mktemp("registered"), server.url))


def test_every_column_of_the_registry_is_found_and_none_is_invented(
    proposed: Source, registered: Source
) -> None:
    def owned(source: Source) -> set[tuple[str, str, str | None]]:
        return {(column.url, column.kind, column.filer_id) for column in source.columns()}

    assert owned(proposed) == owned(registered)


def test_bodies_have_the_ids_names_and_levels_of_the_registry(
    proposed: Source, registered: Source
) -> None:
    def told(source: Source) -> set[tuple[str, str, str]]:
        return {(filer.id, filer.name, filer.level) for filer in source.filers}

    assert told(proposed) == told(registered)


def test_the_county_is_what_its_site_says(proposed: Source, server: SampleServer) -> None:
    county = proposed.county
    assert (county.code, county.name, county.province) == (COUNTY_CODE, COUNTY_NAME, PROVINCE)
    assert county.site == f"{server.url}/"
    assert county.allow_private_network


def test_the_first_year_is_that_of_the_oldest_entry_on_any_page(proposed: Source) -> None:
    # 澄砚镇 alone reaches back so far.
    assert proposed.county.first_report_year == 2018


def test_every_column_tells_its_way_and_how_sure_it_is(found: Discovery) -> None:
    for column in found.proposal.columns:
        assert column.notes[0].startswith("found by: ")
        assert column.notes[1].startswith("confidence ")
    text = source_text(found.proposal)
    assert "# found by: 街镇 > 澄砚镇 > 政务公开 > 法治政府建设年度报告" in text


def test_a_column_that_a_script_fills_is_proposed_as_such(found: Discovery) -> None:
    (column,) = [c for c in found.proposal.columns if "/slj/" in c.url and c.kind == "rule_of_law"]
    assert column.notes[1].startswith("confidence low: a script fills it")
    assert any("script fills" in line and "水利局" in line for line in found.told)


def test_an_empty_column_is_found(found: Discovery) -> None:
    (column,) = [c for c in found.proposal.columns if "/yjj/" in c.url and c.kind == "rule_of_law"]
    assert "no entry" in column.notes[1]


def test_a_body_whose_column_does_not_open_stands_without_it(found: Discovery) -> None:
    (filer,) = [filer for filer in found.proposal.filers if filer.id == f"{COUNTY_CODE}-wlj"]
    assert [column.kind for column in filer.columns] == ["disclosure"]
    assert any("文化和旅游局" in line and "status 404" in line for line in found.told)


def test_robots_txt_is_asked_for_first_and_no_file_ever(
    server: SampleServer, found: Discovery
) -> None:
    asked = server.requests
    assert asked[0] == "/robots.txt"
    assert not any(path.endswith(".docx") for path in asked)
    assert not any("show.asp" in path for path in asked), "no report, whatever its address"


def test_the_disclosure_page_leads_to_the_same_columns(
    server: SampleServer, units: Path, found: Discovery
) -> None:
    again = discover(Request(f"{server.url}/zwgk/", date(2026, 4, 2), units=(units,)), Settings())
    assert {c.url for c in again.proposal.columns} == {c.url for c in found.proposal.columns}


def test_the_way_to_a_column_is_told_in_every_family(
    found: Discovery, server: SampleServer
) -> None:
    told = {
        column.url.removeprefix(server.url): column.notes[0] for column in found.proposal.columns
    }
    for slug, way in {
        "jcz": "街镇 > 霁川镇",
        "czj": "部门 > 县财政局",
        "cyz": "街镇 > 澄砚镇",
        "tyz": "街镇 > 棠屿镇",
        "sfj": "部门 > 县司法局",
        "xtx": "街镇 > 荇塘乡",
        "jqjd": "街镇 > 旌桥街道",
    }.items():
        path = column_path(slug, "rule_of_law")
        assert path is not None
        assert told[path] == f"found by: {way} > 政务公开 > 法治政府建设年度报告"


def test_a_column_in_another_bodys_company_has_its_owner_by_more_than_the_way(
    found: Discovery, server: SampleServer
) -> None:
    # 棠屿镇 and 民政局 publish outside the folders of towns and departments.
    for slug in ("tyz", "mzj"):
        url = f"{server.url}{column_path(slug, 'rule_of_law')}"
        (column,) = [column for column in found.proposal.columns if column.url == url]
        assert column.notes[1].startswith("confidence high: ")


class TestScriptMenu:
    """The same county, whose list of departments only a script fills."""

    MENU = (
        "<html><head><title>部门</title></head><body>"
        '<div class="dqwz">您当前的位置：首页 > 部门</div>'
        '<ul id="bmlist" class="menu"></ul><script src="/js/jquery.min.js"></script>'
        "<script>$.getJSON('/js/bm.json', function (d) { fill('#bmlist', d); });</script>"
        "</body></html>"
    )

    @pytest.fixture
    def scripted(self) -> Iterator[SampleServer]:
        def site(day: date) -> dict[str, Resource]:
            return {**site_on(day), DEPARTMENTS: Resource(self.MENU.encode())}

        with SampleServer(NIGHTS[2].as_of.date(), site) as running:
            yield running

    def test_what_could_not_be_seen_is_said_and_nothing_made_up(
        self, scripted: SampleServer, units: Path, registered: Source
    ) -> None:
        request = Request(f"{scripted.url}/", date(2026, 4, 2), units=(units,))
        found = discover(request, Settings())
        hidden = {body.id for body in BODIES if body.level in ("department", "committee")}
        paths = {
            urlsplit(column.url).path
            for column in registered.columns()
            if column.filer_id not in hidden
        }
        assert {urlsplit(column.url).path for column in found.proposal.columns} == paths
        menu = '<ul id="bmlist" class="menu">'
        (line,) = [line for line in found.told if "bmlist" in line]
        assert line.startswith(f"an empty menu that a script fills ({menu}): ")
        assert f"({scripted.url}{DEPARTMENTS})" in line
        assert f"# - {line}" in source_text(found.proposal)

    def test_once_the_menu_can_be_read_a_second_run_shows_what_is_new(
        self,
        scripted: SampleServer,
        units: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setenv("FAZHI_SOURCES", str(tmp_path))
        file = tmp_path / "a.toml"
        command = ["sources", "discover", f"{scripted.url}/", "--units", str(units)]
        assert run([*command, "-o", str(file)]) == 0
        assert "bmlist" in capsys.readouterr().err
        first = file.read_text("utf-8")
        scripted.site = site_on
        assert run([*command, "-o", str(file)]) == 0
        out, _ = capsys.readouterr()
        assert file.read_text("utf-8") == first, "a second run only shows"
        new = {line[1:].split('"')[1] for line in out.splitlines() if line.startswith("+url")}
        departments = ("sfj", "czj", "mzj", "slj", "yjj", "gyy")
        assert new >= {f"{scripted.url}{column_path(s, 'rule_of_law')}" for s in departments}
        assert not any(line.startswith("-") for line in out.splitlines()[2:])


class TestCommand:
    @pytest.fixture(autouse=True)
    def _registry(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FAZHI_SOURCES", str(tmp_path))

    def call(self, server: SampleServer, units: Path, *more: str) -> int:
        return run(["sources", "discover", f"{server.url}/", "--units", str(units), *more])

    def test_without_a_file_the_proposal_goes_to_standard_output(
        self, server: SampleServer, units: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.call(server, units) == 0
        out, err = capsys.readouterr()
        (tmp_path / "a.toml").write_text(out, "utf-8")
        assert len(load_sources(tmp_path)) == 1
        assert "bodies" in err
        assert "not seen" in err

    def test_a_second_run_over_an_unchanged_site_finds_nothing_new(
        self, server: SampleServer, units: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "a.toml"
        assert self.call(server, units, "-o", str(file)) == 0
        first = file.read_text("utf-8")
        capsys.readouterr()
        assert self.call(server, units, "-o", str(file), "--write") == 0
        out, err = capsys.readouterr()
        assert out == ""
        assert "nothing new" in err
        assert file.read_text("utf-8") == first

    def test_a_reviewed_registry_gets_only_what_is_new_as_a_diff(
        self, server: SampleServer, units: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write_source(tmp_path, server.url)
        text = file.read_text("utf-8")
        column = f'[[filer.column]]\nurl = "{server.url}/jz/ypz/zwgk/zfxxgkml/fzzfjsndbg/"\n'
        cut = text.replace(column + 'kind = "rule_of_law"\n', "# reviewed by hand\n")
        assert cut != text
        file.write_text(cut, "utf-8")
        assert self.call(server, units) == 0
        out, _ = capsys.readouterr()
        changed = [line for line in out.splitlines() if line[:1] in "+-"][2:]
        assert all(line.startswith("+") for line in changed)
        assert sum("url = " in line for line in changed) == 1
        assert file.read_text("utf-8") == cut
        assert self.call(server, units, "--write") == 0
        written = file.read_text("utf-8")
        assert "# reviewed by hand" in written
        assert {c.url for c in read_source(file).columns()} == {
            line.split('"')[1] for line in text.splitlines() if line.startswith("url")
        }

    def test_what_is_registered_and_not_found_is_said_and_kept(
        self, server: SampleServer, units: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write_source(tmp_path, server.url)
        text = file.read_text("utf-8").replace("/jz/ypz/zwgk/zfxxgkml/fzzfjsndbg/", "/jz/ypz/old/")
        file.write_text(text, "utf-8")
        assert self.call(server, units, "--write") == 0
        _, err = capsys.readouterr()
        kept = next(line for line in err.splitlines() if "only in 990101.toml, and kept: " in line)
        assert "/jz/ypz/old/" in kept
        assert "/jz/ypz/old/" in file.read_text("utf-8")
