"""The registry: what a source file may say, and how a mistake in it is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from flows.sources.registry import InvalidSources, Source, load_sources

COUNTY = """
[county]
code = "990001"
name = "样县"
province = "样省"
site = "http://www.yangxian.example.cn/"
first_report_year = 2019
"""
FILER = """
[[filer]]
id = "990001100"
name = "甲镇人民政府"
level = "township"
"""
RULING = """
[[ruling]]
filer = "990001100"
year = 2022
by = "审核员"
on = 2023-04-02
reason = "见报纸"
"""


def load(folder: Path, text: str, name: str = "yang.toml") -> list[Source]:
    (folder / name).write_text(text, "utf-8")
    return load_sources(folder)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(InvalidSources) as caught:
        load(folder, text)
    return caught.value.problems


def test_a_small_file_is_read_with_its_defaults(tmp_path: Path) -> None:
    (source,) = load(tmp_path, COUNTY + FILER)
    assert source.county.kinds == ["rule_of_law"]
    assert source.county.delay_seconds == 2.0
    assert source.county.allow_private_network is False
    assert source.filers[0].columns == []
    assert source.hosts() == {"www.yangxian.example.cn"}


def test_columns_come_with_their_owner_and_shared_ones_without(tmp_path: Path) -> None:
    text = COUNTY + (
        '[[county.column]]\nurl = "http://a.example.cn/xzjd/"\n'
        f"{FILER}"
        '[[filer.column]]\nurl = "http://b.example.cn:8080/gk/"\nkind = "disclosure"\n'
        "valid_to = 2024-12-31\n"
    )
    (source,) = load(tmp_path, text)
    shared, own = source.columns()
    assert (shared.url, shared.kind, shared.filer_id) == (
        "http://a.example.cn/xzjd/",
        "rule_of_law",
        None,
    )
    assert (own.filer_id, own.kind, own.valid_to) == ("990001100", "disclosure", date(2024, 12, 31))
    assert source.county.kinds == ["rule_of_law", "disclosure"]
    assert source.hosts() == {
        "www.yangxian.example.cn",
        "a.example.cn",
        "b.example.cn:8080",
    }


def test_what_a_run_keeps_of_a_source_can_be_read_back(tmp_path: Path) -> None:
    text = (
        COUNTY
        + FILER.rstrip()
        + (
            '\naliases = ["甲镇", { name = "甲乡", valid_to = 2010-12-31 }]\n'
            '[[filer.column]]\nurl = "http://b.example.cn/gk/"\n'
            f'{RULING}url = "http://b.example.cn/gk/t1.html"\n'
        )
    )
    (source,) = load(tmp_path, text)
    kept = source.model_dump(mode="json")
    assert Source.model_validate(kept) == source
    assert set(kept) == {"county", "filers", "rulings", "waivers"}
    assert kept["filers"][0]["aliases"] == [
        {"name": "甲镇", "valid_from": None, "valid_to": None},
        {"name": "甲乡", "valid_from": None, "valid_to": "2010-12-31"},
    ]
    assert set(kept["county"]) == {
        "code", "name", "province", "site", "first_report_year", "kinds", "hosts",
        "delay_seconds", "allow_private_network", "local_publish_by", "tls", "columns",
    }  # fmt: skip
    assert set(kept["rulings"][0]) == {
        "filer", "year", "kind", "url", "not_url", "attested_on", "where", "exempt",
        "filed_on", "by", "on", "reason",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ('code = "990001"', 'code = "99"'),
        ("first_report_year = 2019", ""),
        ("first_report_year = 2019", "frst_report_year = 2019"),
        ("first_report_year = 2019", 'first_report_year = "soon"'),
        ('name = "样县"', 'name = ""'),
        ('name = "样县"', "name = 7"),
        ('site = "http://www.yangxian.example.cn/"', 'site = "www.yangxian.example.cn"'),
        ('site = "http://www.yangxian.example.cn/"', 'site = "ftp://yangxian.example.cn/"'),
        ('site = "http://www.yangxian.example.cn/"', 'site = "http://u:p@yangxian.example.cn/"'),
        ('site = "http://www.yangxian.example.cn/"', 'site = "http://yangxian.example.cn/ x"'),
        ('level = "township"', 'level = "town"'),
        ('id = "990001100"', 'id = "980001100"'),
        ('id = "990001100"', 'id = "990001-甲"'),
        ("[[filer]]", "[[filers]]"),
        ("[[filer]]", "[filer]"),
        ("first_report_year = 2019", "first_report_year = 2019\ndelay_seconds = 0"),
        ("first_report_year = 2019", 'first_report_year = 2019\nlocal_publish_by = "02-30"'),
        ("first_report_year = 2019", 'first_report_year = 2019\nlocal_publish_by = "02-29"'),
        ("first_report_year = 2019", 'first_report_year = 2019\nlocal_publish_by = "2-8"'),
        ("first_report_year = 2019", 'first_report_year = 2019\ntls = "none"'),
        ("first_report_year = 2019", 'first_report_year = 2019\nkinds = ["budget"]'),
        ("first_report_year = 2019", 'first_report_year = 2019\nhosts = ["http://a.cn/"]'),
        ('level = "township"', 'level = "township"\naliases = [1]'),
        ('level = "township"', 'level = "township"\ncolumns = []'),
        (
            'level = "township"',
            'level = "township"\nvalid_from = 2020-01-01\nvalid_to = 2019-01-01',
        ),
    ],
)
def test_a_mistake_names_file_key_and_remedy(tmp_path: Path, change: str, named: str) -> None:
    text = COUNTY + FILER
    assert change in text
    for problem in problems(tmp_path, text.replace(change, named)):
        file, key, rest = problem.split(": ", 2)
        assert file == "yang.toml"
        assert key
        assert "; " in rest or rest.endswith("?"), problem
        assert "\n" not in problem


def test_a_mistake_in_a_filer_names_its_place_and_id(tmp_path: Path) -> None:
    second = FILER.replace("990001100", "990001101").replace("甲镇", "乙镇")
    text = COUNTY + FILER + second + '[[filer.column]]\nurl = "gopher://x.cn/"\n'
    (problem,) = problems(tmp_path, text)
    assert problem.startswith("yang.toml: filer 2 (990001101).column 1.url: ")


def test_all_mistakes_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(COUNTY.replace('"990001"', "1"), "utf-8")
    (tmp_path / "b.toml").write_text("[county\n", "utf-8")
    found = problems(tmp_path, COUNTY + FILER.replace("township", "town"))
    assert {problem.partition(":")[0] for problem in found} == {"a.toml", "b.toml", "yang.toml"}


def test_bad_toml_names_the_line(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, COUNTY + "filer = [\n")
    assert problem.startswith("yang.toml: line 8: ")
    (problem,) = problems(tmp_path, COUNTY.replace("样省", '样"省'))
    assert problem.startswith("yang.toml: line 5: ")


def test_a_file_in_another_encoding_is_refused_and_a_byte_order_mark_is_not(tmp_path: Path) -> None:
    (tmp_path / "yang.toml").write_bytes((COUNTY + FILER).encode("gbk"))
    with pytest.raises(InvalidSources, match="UTF-8"):
        load_sources(tmp_path)
    (tmp_path / "yang.toml").write_bytes((COUNTY + FILER).encode("utf-8-sig"))
    assert load_sources(tmp_path)[0].county.name == "样县"


def test_an_absent_or_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidSources, match="no such folder"):
        load_sources(tmp_path / "none")
    with pytest.raises(InvalidSources, match=r"no \*\.toml"):
        load_sources(tmp_path)


def test_a_county_without_filers_is_refused(tmp_path: Path) -> None:
    assert "at least one [[filer]]" in problems(tmp_path, COUNTY)[0]


def test_ids_are_used_once(tmp_path: Path) -> None:
    again = FILER.replace("甲镇", "乙镇")
    assert "also the id of filer 1" in problems(tmp_path, COUNTY + FILER + again)[0]


def test_a_county_stands_in_one_file_only(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(COUNTY + FILER, "utf-8")
    assert "also in a.toml" in problems(tmp_path, COUNTY + FILER)[0]


def test_two_filers_never_carry_one_name_at_the_same_time(tmp_path: Path) -> None:
    other = FILER.replace("990001100", "990001101").replace("甲镇", "乙镇").rstrip()
    clash = other + '\naliases = ["甲镇人民政府"]\n'
    assert "also a name of 990001100" in problems(tmp_path, COUNTY + FILER + clash)[0]
    former = other + '\naliases = [{ name = "甲镇人民政府", valid_to = 2009-12-31 }]\n'
    now = FILER.rstrip() + "\nvalid_from = 2010-01-01\n"
    assert load(tmp_path, COUNTY + now + former)


COLUMN = '[[filer.column]]\nurl = "http://www.yangxian.example.cn/gk/"\n'


def test_a_column_is_registered_once_for_a_filer_and_kind(tmp_path: Path) -> None:
    assert "listed twice" in problems(tmp_path, COUNTY + FILER + COLUMN + COLUMN)[0]
    other_kind = COLUMN + 'kind = "disclosure"\n'
    assert load(tmp_path, COUNTY + FILER + COLUMN + other_kind)
    shared = COLUMN.replace("filer", "county")
    assert "[[county.column]]" in problems(tmp_path, COUNTY + shared + FILER + COLUMN)[0]
    assert "listed twice" in problems(tmp_path, COUNTY + shared + shared + FILER)[0]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8000", "localhost", "10.1.2.3", "192.168.0.9", "169.254.169.254", "[::1]",
     "[fd00::1]", "127.1", "2130706433", "0x7f.0.0.1", "intranet", "gk.local", "100.64.0.1"],
)  # fmt: skip
def test_private_hosts_need_the_permission_of_the_file(tmp_path: Path, host: str) -> None:
    text = COUNTY.replace("www.yangxian.example.cn", host) + FILER
    (problem,) = problems(tmp_path, text)
    assert "county.site" in problem
    assert "allow_private_network" in problem
    allowed = text.replace("= 2019", "= 2019\nallow_private_network = true\ndelay_seconds = 0")
    assert load(tmp_path, allowed)[0].county.delay_seconds == 0


def test_a_private_host_in_a_column_is_found(tmp_path: Path) -> None:
    column = COLUMN.replace("www.yangxian.example.cn", "172.16.0.1")
    assert "column 1.url" in problems(tmp_path, COUNTY + FILER + column)[0]


@pytest.mark.parametrize(
    "says",
    [
        'url = "http://b.example.cn/t1.html"',
        'not_url = "http://b.example.cn/t1.html"',
        'attested_on = 2023-03-20\nwhere = "样县日报"',
        'exempt = "涉密"',
        "filed_on = 2023-02-20",
    ],
)
def test_a_ruling_says_exactly_one_thing(tmp_path: Path, says: str) -> None:
    (source,) = load(tmp_path, COUNTY + FILER + RULING + says)
    assert source.rulings[0].says == says.split(" ")[0]
    other = 'exempt = "涉密"' if "filed_on" in says else "filed_on = 2023-02-20"
    assert "exactly one of" in problems(tmp_path, COUNTY + FILER + RULING + says + "\n" + other)[0]


@pytest.mark.parametrize(
    ("ruling", "complaint"),
    [
        (RULING, "says nothing"),
        (RULING + "attested_on = 2023-03-20", "name the newspaper"),
        (RULING + 'url = "http://b.cn/1"\nwhere = "样县日报"', "without attested_on"),
        (RULING.replace("990001100", "990001999") + 'exempt = "涉密"', "no such filer"),
        (RULING.replace('by = "审核员"', "") + 'exempt = "涉密"', "is required"),
        (RULING.replace("on = 2023-04-02", "") + 'exempt = "涉密"', "is required"),
        (RULING.replace('reason = "见报纸"', "") + 'exempt = "涉密"', "is required"),
        (RULING.replace("2022", "2015") + 'exempt = "涉密"', "first_report_year"),
        (RULING + "exempt = true", "in quotes"),
        ((RULING + "filed_on = 2023-02-20\n") * 2, "repeats or contradicts"),
    ],
)
def test_a_wrong_ruling_is_named(tmp_path: Path, ruling: str, complaint: str) -> None:
    (problem,) = problems(tmp_path, COUNTY + FILER + ruling)
    assert problem.startswith("yang.toml: ruling ")
    assert complaint in problem


def test_several_pages_may_be_ruled_out_for_one_year(tmp_path: Path) -> None:
    two = [f'{RULING}not_url = "http://b.cn/{n}"\n' for n in (1, 2)]
    assert len(load(tmp_path, COUNTY + FILER + "".join(two))[0].rulings) == 2


SHIPPED = Path(__file__).resolve().parents[1] / "flows" / "sources"


def test_the_shipped_sources_are_valid_and_public() -> None:
    sources = load_sources(SHIPPED)
    assert len(sources) == 16
    for source in sources:
        assert source.county.province == "重庆市"
        assert source.county.code.startswith("500")
        assert not source.county.allow_private_network
        assert source.columns(), source.county.name


def test_wuxi_comes_with_all_its_townships() -> None:
    (wuxi,) = [s for s in load_sources(SHIPPED) if s.county.code == "500238"]
    levels = [filer.level for filer in wuxi.filers]
    assert levels.count("township") == 30
    assert levels.count("subdistrict") == 2
    assert levels.count("county_government") == 1
    assert {f.id: f.name for f in wuxi.filers}["500238111"] == "塘坊镇人民政府"
    (column,) = wuxi.columns()
    assert column.filer_id == "500238-xzf"
    assert column.url.startswith("http://www.cqwx.gov.cn/zwgk_224/")
    assert {"www.cqwx.gov.cn", "cqwx.gov.cn"} == wuxi.hosts()


def test_a_shared_column_is_shipped_only_where_every_filer_publishes_in_it() -> None:
    """Otherwise a body that publishes elsewhere could be called missing for not being in it."""
    shared = [s for s in load_sources(SHIPPED) if s.county.columns]
    assert [s.county.name for s in shared] == ["丰都县"]
    assert {f.level for f in shared[0].filers} == {"township", "subdistrict"}


WAIVER = """
[[waiver]]
check = "K04"
filer = "990001100"
year = 2022
until = 2023-12-31
by = "依法治县办"
reason = "正在补正"
"""


def test_a_waiver_is_read_with_what_it_leaves_open(tmp_path: Path) -> None:
    (source,) = load(tmp_path, COUNTY + FILER + WAIVER)
    (waiver,) = source.waivers
    assert (waiver.check, waiver.until, waiver.kind) == ("K04", date(2023, 12, 31), None)
    assert source.model_dump(mode="json")["waivers"][0]["until"] == "2023-12-31"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"K04"', '"K99"', "waiver 1 (K99).check: no such check; write one of "),
        ('"K04"', '"k4"', "waiver 1.check: "),
        ('filer = "990001100"', 'filer = "990001199"', "waiver 1 (K04).filer: no such filer"),
        ('reason = "正在补正"', "", "waiver 1.reason: is required; add it to this waiver"),
        ("until = 2023-12-31", "", "waiver 1.until: is required"),
        ('by = "依法治县办"', 'by = "办"\non = 2024-01-01', "waiver 1: until is before on; "),
        ('by = "依法治县办"', 'by = "办"\nwho = "他"', "waiver 1.who: unknown key; "),
    ],
)
def test_a_mistake_in_a_waiver_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    (problem,) = problems(tmp_path, COUNTY + FILER + WAIVER.replace(old, new))
    assert problem.startswith(f"yang.toml: {says}")


def test_a_waiver_that_says_the_same_again_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, COUNTY + FILER + WAIVER + WAIVER)
    assert problem == "yang.toml: waiver 2 (K04): repeats waiver 1; keep one"
