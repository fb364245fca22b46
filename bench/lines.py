"""The lines of two nights over many invented counties: what `load` finds in archive and staging.

80 bodies a county and 8 years a body; the first night knows all but the last year. Words are drawn
at random from a vocabulary, because texts composed of a few phrases would all resemble each other.
A body repeats up to 80 % of its last report, one report in thirty repeats up to all of a
neighbour's, a tenth of the sentences are the county's own. The same size gives the same lines.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from flows.parse.document import PARSER_VERSION
from warehouse.workers import spread

TOWNS, DEPARTMENTS, YEARS = 40, 39, range(2018, 2026)
REPORTS_A_COUNTY = (TOWNS + DEPARTMENTS + 1) * len(YEARS)
NIGHTS = {"20250910T023000-bench1": "2025-09-10", "20260402T023000-bench2": "2026-04-02"}
FIRST, LAST = NIGHTS

_FOLDED = 12  # counties whose lines share a file
_SENTENCES = 60
_OFFICES = (
    "司法", "财政", "民政", "教育", "公安", "审计", "统计",
    "医疗保障", "水利", "林业", "信访", "应急管理", "商务", "文化旅游",
    "体育", "交通运输", "自然资源", "生态环境", "农业农村",
    "市场监督管理", "卫生健康", "发展改革", "经济信息", "科学技术", "人力社保",
    "城市管理", "住房建设", "退役军人", "乡村振兴", "机关事务", "招商",
    "档案", "粮食", "能源", "规划", "国资", "金融", "大数据",
    "供销",
)  # fmt: skip
#: Path, number, heading and item of every section, and how many sentences stand in it.
_OUTLINE: Sequence[tuple[str, str, str, tuple[str, ...], int]] = (
    ("1", "一、", "{year}年主要举措和成效", ("achievements",), 1),
    ("1.1", "（一）", "规范公正文明执法", ("theme",), 12),
    ("1.2", "（二）", "深化普法宣传", ("theme",), 12),
    ("1.3", "（三）", "化解矛盾纠纷", ("theme",), 9),
    ("1.4", "（四）", "加强组织推动", ("theme",), 8),
    ("2", "二、", "存在的不足和原因", ("problems", "causes"), 7),
    ("3", "三、", "主要负责人履行第一责任人职责情况", ("leadership",), 6),
    ("4", "四、", "{next}年主要安排", ("plans",), 5),
)


@dataclass(frozen=True)
class _Body:
    id: str
    name: str
    full: str
    level: str
    column: str


Sentence = tuple[str, str]  # what stands before and behind its figure


def write(folder: Path, reports: int) -> int:
    """Write archive and staging of both nights for at least `reports` reports.

    Returns how many there are; what another call wrote whole is taken as it is.
    """
    done = folder / f"lines-{reports}.done"
    if not done.exists():
        for name in ("archive", "staging"):
            shutil.rmtree(folder / name, ignore_errors=True)
        # one duty in thirty has no report
        counties = -(-reports * 30 // 29 // REPORTS_A_COUNTY)
        for run_id in NIGHTS:
            for name in ("archive", "staging"):
                (folder / name / run_id).mkdir(parents=True)
            _write_run(folder / "archive" / run_id, run_id, counties)
        parts = [
            (folder, start, min(start + _FOLDED, counties)) for start in range(0, counties, _FOLDED)
        ]
        done.write_text(str(sum(spread(_write_counties, parts))))
    return int(done.read_text())


def _write_run(folder: Path, run_id: str, counties: int) -> None:
    as_of = f"{NIGHTS[run_id]}T02:30:00+08:00"
    record = {
        "run_id": run_id, "as_of": as_of, "started_at": as_of, "finished_at": as_of,
        "status": "complete", "failed": {}, "counts": {}, "parser_version": PARSER_VERSION,
        "counties": [_code(number) for number in range(counties)],
    }  # fmt: skip
    (folder / "run.json").write_bytes(orjson.dumps(record))
    (folder / "sources.json").write_bytes(orjson.dumps([_registry(n) for n in range(counties)]))


def _write_counties(part: tuple[Path, int, int]) -> int:
    """Write the lines of the counties from … to; returns how many reports they have."""
    folder, start, end = part
    files = {
        (run_id, name): (
            folder
            / ("archive" if name == "captures" else "staging")
            / run_id
            / f"{_code(start)}.{name}.jsonl"
        ).open("wb")
        for run_id in NIGHTS
        for name in ("captures", "column_reading", "listing", "document")
    }
    count = 0
    for number in range(start, end):
        for run_id, name, row in _rows(number):
            files[run_id, name].write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            count += name == "document"
    for file in files.values():
        file.close()
    return count


def _rows(number: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(run, kind of line, row) of one county."""
    draw = random.Random(number)
    own = _drawn(draw, 20)
    beside: dict[int, list[Sentence]] = {}
    for body in _bodies(number):
        before: list[Sentence] = []
        reports = []
        for year in YEARS:
            text = _repeated(draw, own, beside.get(year), before)
            beside[year] = before = text
            if draw.random() < 1 / 30:
                continue
            reports.append(_report(draw, number, body, year, text))
        for run_id in NIGHTS:
            shown = [one for one in reports if run_id == LAST or one["year"] < YEARS[-1]]
            yield run_id, "column_reading", _reading(run_id, number, body, shown)
            for position, one in enumerate(reversed(shown), 1):
                yield run_id, "listing", _entry(run_id, number, body, one, position)
                yield run_id, "captures", _capture(run_id, number, body, one)
                if run_id == FIRST or one["year"] == YEARS[-1]:
                    yield run_id, "document", one["line"]


def _repeated(
    draw: random.Random,
    own: Sequence[Sentence],
    beside: list[Sentence] | None,
    before: list[Sentence],
) -> list[Sentence]:
    """The sentences of a report: new ones, and those it takes over."""
    text = _drawn(draw, _SENTENCES)
    model, share = before, 0.8 * draw.random()
    if beside and draw.random() < 1 / 30:
        model, share = beside, draw.random()
    for place, sentence in enumerate(model):
        if draw.random() < share:
            text[place] = sentence
    for place in range(_SENTENCES):
        if draw.random() < 0.1:
            text[place] = draw.choice(own)
    return text


def _report(
    draw: random.Random, number: int, body: _Body, year: int, sentences: Sequence[Sentence]
) -> dict[str, Any]:
    title = f"{body.full}关于{year}年度法治政府建设情况的报告"
    shown = date(year + 1, 1, 20) + timedelta(days=min(int(draw.expovariate(0.04)), 200))
    if year == YEARS[-1]:
        shown = min(shown, date(2026, 4, 1))
    url = f"{body.column}{shown:%Y%m}/t{shown:%Y%m%d}_{year}.html"
    sha256 = _digest(url)
    text, sections, places = _written(draw, body, year, sentences)
    written = shown - timedelta(days=2)
    at = text.find("第一责任人")
    document = {
        "kind": "article", "family": "generic", "encoding": "utf-8",
        "site_name": f"{_county(number)}人民政府",
        "breadcrumb": ["首页", "政务公开", body.name, "法治政府建设年度报告"],
        "title": title,
        "meta_tags": [
            {"name": "SiteName", "content": f"{_county(number)}人民政府"},
            {"name": "ColumnName", "content": "法治政府建设年度报告"},
            {"name": "ArticleTitle", "content": title},
            {"name": "PubDate", "content": f"{shown} 09:30"},
        ],
        "is_report": True, "report_kind": "rule_of_law", "may_be_report": True,
        "filer_name": body.full, "report_year": year, "report_year_source": "title",
        "title_years": [year], "name_form": "情况的报告",
        "published_on": shown.isoformat(), "published_on_source": "metadata",
        "written_on": written.isoformat(), "publisher": body.full,
        "dates": [
            _date("metadata", "written", written, f"成文日期：{written}"),
            _date("metadata", "published", shown, f"发布日期：{shown}"),
            _date("meta_tag", "published", shown, f"{shown} 09:30"),
            _date("url", "published", shown, f"t{shown:%Y%m%d}"),
        ],
        "sections": sections, "outline_confidence": "high", "attachments": [],
        "media_type": "text/html", "text": text, "text_chars": len(text) - text.count("\n"),
        "text_sha256": _digest(title + text),
        "years": [{"year": year, "count": 3}, {"year": year + 1, "count": 1}],
        "markers": [
            {"marker": "cause", "word": "原因", "offset": text.find("原因")},
            {"marker": "leadership", "word": "主要负责人", "offset": at - 7},
            {"marker": "leadership", "word": "第一责任人", "offset": at},
        ],
        "places": places, "figures": [], "tables": [],
    }  # fmt: skip
    return {
        "year": year, "url": url, "sha256": sha256, "title": title, "shown": shown.isoformat(),
        "line": {
            "sha256": sha256, "url": url, "parser_version": PARSER_VERSION, "document": document
        },
    }  # fmt: skip


def _written(
    draw: random.Random, body: _Body, year: int, sentences: Sequence[Sentence]
) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """Text, outline and named places of a report."""
    we = body.name.removesuffix("人民政府")
    intro = f"{year}年，{we}扎实推进依法行政。现将{year}年度情况报告如下：\n"
    text = intro
    sections: list[dict[str, Any]] = []
    places = [] if body.level != "township" else [_place(intro, we, 6)]
    figures = iter(draw.choices(range(1, 900), k=len(sentences)))
    rest = iter(sentences)
    for path, sign, words, items, size in _OUTLINE:
        # one report in twenty lacks the leaders, one in ten the plans
        if (items[0] == "leadership" and draw.random() < 0.05) or (
            items[0] == "plans" and draw.random() < 0.1
        ):
            continue
        heading = words.format(year=year, next=year + 1)
        start = len(text)
        own = "".join(f"{one}{next(figures)}{two}" for one, two in _first(rest, size))
        if places and path == "1.2":
            own = f"{we}{own}"
            places.append(_place(own, we, 0, start + len(sign + heading) + 1))
        text += f"{sign}{heading}\n{own}\n"
        years = [{"year": int(heading[:4]), "count": 1}] if heading[0] == "2" else []
        sections.append(
            {
                "path": path, "level": path.count(".") + 1, "number": sign, "heading": heading,
                "item": items[0],
                "items": [{"item": i, "words": heading, "decided_by": "heading"} for i in items],
                "text": own, "start": start, "end": len(text) - 1,
                "char_count": len(sign + heading + own), "point_count": 0, "figure_count": size,
                "years": years, "run_in": False,
            }
        )  # fmt: skip
    inner = [one for one in sections if one["level"] == 2]
    sections[0]["end"] = inner[-1]["end"]
    sections[0]["char_count"] += sum(one["char_count"] for one in inner)
    return text, sections, places


def _first(rest: Iterator[Sentence], count: int) -> Iterable[Sentence]:
    for _ in range(count):
        yield next(rest)


def _place(text: str, word: str, at: int, offset: int = 0) -> dict[str, Any]:
    return {
        "word": word, "offset": offset + at, "before": text[max(at - 4, 0) : at],
        "after": text[at + len(word) : at + len(word) + 4],
    }  # fmt: skip


def _date(source: str, meaning: str, day: date, text: str) -> dict[str, str]:
    return {"source": source, "meaning": meaning, "date": day.isoformat(), "text": text}


def _of_column(run_id: str, number: int, body: _Body) -> dict[str, Any]:
    return {
        "run_id": run_id, "county_code": _code(number), "filer_id": body.id,
        "report_kind": "rule_of_law", "column_url": body.column,
    }  # fmt: skip


def _reading(
    run_id: str, number: int, body: _Body, shown: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return _of_column(run_id, number, body) | {
        "status": 200, "kind": "listing", "family": "generic", "pages_announced": 1,
        "pages_read": 1, "n_entries": len(shown), "complete": True, "partial": False,
        "provably_empty": not shown, "newest_first": True,
        "oldest_listed_on": min((one["shown"] for one in shown), default=None),
        "entries_sha256": _digest(f"{body.id}{len(shown)}"),
    }  # fmt: skip


def _entry(
    run_id: str, number: int, body: _Body, one: dict[str, Any], position: int
) -> dict[str, Any]:
    return _of_column(run_id, number, body) | {
        "url": one["url"], "title": one["title"], "listed_on": one["shown"], "position": position,
        "title_report_kind": "rule_of_law", "may_be_report": True, "title_year": one["year"],
        "title_years": [one["year"]], "title_unit": body.full,
    }  # fmt: skip


def _capture(run_id: str, number: int, body: _Body, one: dict[str, Any]) -> dict[str, Any]:
    new = run_id == FIRST or one["year"] == YEARS[-1]
    return {
        "run_id": run_id, "county_code": _code(number), "role": "article",
        "column_url": body.column, "url": one["url"], "final_url": one["url"],
        "fetched_at": f"{NIGHTS[run_id]}T02:31:00+08:00", "elapsed_ms": 90,
        "status": 200 if new else 304, "sha256": one["sha256"], "length": 40_000,
        "content_type": "text/html", "etag": f'"{one["sha256"][:12]}"', "stored": new,
        "warc_file": f"{run_id}/{_code(number)}.warc.gz", "warc_offset": one["year"] * 10_000,
    }  # fmt: skip


def _registry(number: int) -> dict[str, Any]:
    county = {
        "code": _code(number), "name": _county(number), "province": "示例省",
        "site": f"http://c{_code(number)}.example/", "first_report_year": YEARS[0],
        "kinds": ["rule_of_law"], "hosts": [], "columns": [], "local_publish_by": None,
    }  # fmt: skip
    filers = [
        {
            "id": body.id, "name": body.name, "level": body.level, "obligation_basis": None,
            "aliases": [], "valid_from": None, "valid_to": None,
            "columns": [
                {"url": body.column, "kind": "rule_of_law", "valid_from": None, "valid_to": None}
            ],
        }
        for body in _bodies(number)
    ]  # fmt: skip
    return {"county": county, "filers": filers, "rulings": []}


def _bodies(number: int) -> list[_Body]:
    county, code, site = _county(number), _code(number), f"http://c{_code(number)}.example/"
    draw = random.Random(f"bodies {number}")
    characters = _characters()
    towns: dict[str, None] = {}
    while len(towns) < TOWNS:
        towns["".join(draw.sample(characters[100:180], 2)) + "镇"] = None
    names = [(f"{code}-xzf", f"{county}人民政府", f"{county}人民政府", "county_government")]
    names += [
        (f"{code}-d{place:02}", f"{county}{office}局", f"{county}{office}局", "department")
        for place, office in enumerate(_OFFICES)
    ]
    names += [
        (f"{code}{100 + place}", f"{town}人民政府", f"{county}{town}人民政府", "township")
        for place, town in enumerate(towns)
    ]
    return [
        _Body(filer_id, name, full, level, f"{site}{filer_id}/fzbg/")
        for filer_id, name, full, level in names
    ]


def _code(number: int) -> str:
    return str(100_000 + number)


def _county(number: int) -> str:
    some = _characters()
    return f"{some[number % 60]}{some[60 + number // 60 % 40]}县"


def _drawn(draw: random.Random, count: int) -> list[Sentence]:
    """New sentences of some forty characters, nearly all of them the only ones of their kind."""
    halves = _halves()
    one, two = draw.choices(halves, k=count), draw.choices(halves, k=count)
    return [(first, f"件，{second}。") for first, second in zip(one, two, strict=True)]


@cache
def _halves() -> list[str]:
    draw = random.Random("halves")
    some = _characters()[200:]
    words = ["".join(draw.choices(some, k=2)) for _ in range(3_000)]
    return ["".join(draw.choices(words, k=draw.randint(7, 11))) for _ in range(40_000)]


@cache
def _characters() -> list[str]:
    """Seven hundred common characters, none of which ends or begins a name of ours."""
    common = [
        bytes([high, low]).decode("gb2312")
        for high in range(0xB0, 0xD7)
        for low in range(0xA1, 0xFF)
    ]
    random.Random("characters").shuffle(common)
    avoid = set("省市州盟区县镇乡街道村局委府中共和由因原症根主责年月日第一二三四五六七八九十")
    return [one for one in common if one not in avoid][:700]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
