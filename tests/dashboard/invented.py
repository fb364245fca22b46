"""A small invented warehouse for the dashboard, published as a night publishes it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.sql.database import insert
from tests.sql.pages import report, section
from tests.sql.world import SITE, Body, World
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.findings import build_findings, new_events
from warehouse.publish import publish

SCRIPT = "青岩县白石镇人民政府2022年<script>document.title='x'</script>法治政府建设年度报告"
#: Why a finding is waived; it is text, whatever it looks like.
WAIVED_FOR = "已约谈<b>,下年补写"
PAYLOAD = b"<html>archived</html>"
SIMILAR = """
create table if not exists mart.text_reuse (
    report_id_a varchar, report_id_b varchar, same_filer boolean, same_year boolean,
    jaccard double, containment double
)
"""


@dataclass(frozen=True)
class Bodies:
    """The bodies of the county, each for what its report for 2022 shows."""

    on_time: Body
    late: Body
    missing: Body
    edited: Body
    script: Body
    no_cause: Body


def bodies_of(world: World) -> Bodies:
    names = ("清水镇", "黑山镇", "红石镇", "高桥镇", "白石镇", "长滩镇")
    return Bodies(*(world.body(f"{name}人民政府") for name in names))


def nights(world: World) -> Bodies:
    """Three nights: before the deadline, after it, and in the next February."""
    bodies = bodies_of(world)
    lists: dict[str, Any] = {body.column: [] for body in vars(bodies).values()}
    for body in (bodies.on_time, bodies.edited, bodies.no_cause):
        lists[body.column] = [body.entry("2023-02-08")]
    lists[bodies.script.column] = [bodies.script.entry("2023-02-08")]
    lists[bodies.missing.column] = [bodies.missing.entry("2022-02-08", year=2021)]
    lists[bodies.late.column] = [bodies.late.entry("2022-02-08", year=2021)]
    pages: dict[str, Any] = {
        bodies.on_time.page(): bodies.on_time.report("2023-02-08"),
        bodies.edited.page(): bodies.edited.report("2023-02-08"),
        bodies.no_cause.page(): bodies.no_cause.report(
            "2023-02-08",
            sections=[
                section("主要举措和成效", "做了许多工作。" * 90, path="1", items=("achievements",)),
                section("存在的不足", "认识不够。", path="2", number="二、", items=("problems",)),
                section("第一责任人职责", path="3", number="三、", items=("leadership",)),
                section("2024年主要安排", path="4", number="四、", items=("plans",)),
            ],
        ),
        bodies.script.page(): report(
            bodies.script.title(), "2023-02-08"
        ).model_copy(update={"title": SCRIPT}),
        bodies.missing.page(): bodies.missing.report("2022-02-08", year=2021),
        bodies.late.page(): bodies.late.report("2022-02-08", year=2021),
    }  # fmt: skip
    world.night("2023-03-01T02:30", lists, pages)
    edited = bodies.edited.report("2023-02-08")
    edited = edited.model_copy(
        update={"text": f"{edited.text}补充说明。\n", "text_sha256": "f" * 64}
    )
    world.night(
        "2023-04-20T02:30",
        {bodies.late.column: [bodies.late.entry("2023-04-10", number=2)]},
        {bodies.late.page(2): bodies.late.report("2023-04-10"), bodies.edited.page(): edited},
    )
    return bodies


def waive(world: World, body: Body) -> None:
    """The office has looked at what it finds missing in a report, and said so."""
    world.sources[0]["waivers"] = [
        {"check": "K03", "filer": body.filer_id, "year": 2022, "kind": None,
         "until": "2024-12-31", "by": "依法治县办", "on": "2023-05-04", "reason": WAIVED_FOR}
    ]  # fmt: skip


def published(home: Path, *, last: bool = True) -> Bodies:
    """Write, judge and publish the invented nights; `last` adds the one in the next February."""
    world = World()
    world.add_county("500998", "白河县")
    bodies = nights(world)
    if last:
        waive(world, bodies.no_cause)
        later(world)
    publish_world(home, world)
    return bodies


#: The county of `five_counties` of which the last night saw nothing.
DEAD = "500993"


def five_counties(home: Path) -> None:
    """Two nights over five counties; in the second one of them does not answer at all."""
    world = World(code="500991", name="青石县")
    for place, name in enumerate(("白河县", "黑水县", "红岭县", "黄坪县"), 2):
        world.add_county(f"50099{place}", name)
    lists: dict[str, Any] = {}
    pages: dict[str, Any] = {}
    columns: dict[str, list[str]] = {}
    for place, source in enumerate(world.sources):
        code = source["county"]["code"]
        for number in (101, 102):
            body = Body(f"{code}{number}", f"第{number}镇人民政府", f"{SITE}/{code}/{number}/")
            world.filer(body.filer_id, body.name, columns=[body.column], county=place)
            columns.setdefault(code, []).append(body.column)
            published = "2023-02-08" if number == 101 else "2023-04-10"
            lists[body.column] = [body.entry(published)]
            pages[body.page()] = body.report(published)
    world.night("2023-04-20T02:30", lists, pages)
    world.rows["run"][-1]["counties"] = list(columns)
    silent = {column: {"reason": "timeout"} for column in columns[DEAD]}
    world.night("2023-04-21T02:30", silent, status="partial")
    world.rows["run"][-1] |= {
        "counties": list(columns), "failed": {DEAD: "no column observed (timeout)"},
    }  # fmt: skip
    publish_world(home, world)


def later(world: World) -> None:
    """A night in which the next year's reports are pending, and one county failed as a whole."""
    world.night("2024-02-20T02:30", status="partial")
    world.rows["run"][-1]["failed"] = {"500998": "no column observed"}
    world.rows["run"][-1]["counties"] = ["500999", "500998"]


def publish_world(home: Path, world: World) -> Path:
    run_ids = [run["run_id"] for run in world.rows["run"]]
    _archive(home, world)
    with open_writer(home) as con:
        for name, rows in world.rows.items():
            con.execute(f"delete from raw.{name}")
            insert(con, f"raw.{name}", rows)
        con.execute("delete from raw.finding_event")
        build(con)
        events = list(new_events(con, run_ids[-1]))
        insert(con, "raw.finding_event", [_row(event, run_ids[-1]) for event in events])
        build_findings(con)
        _similar(con)
        return publish(con, home, run_ids[-1], keep=3)


def _row(event: dict[str, Any], run_id: str) -> dict[str, Any]:
    return {**event, "run_id": run_id}


def _archive(home: Path, world: World) -> None:
    """One page's bytes in a WARC file, as the collector leaves them."""
    folder = home / "archive" / "invented"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "500999.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            "http://www.qy.gov.cn/", "response", payload=_stream(), http_headers=headers
        )
        writer.write_record(record)
    for capture in world.rows["capture"]:
        capture |= {"warc_file": "invented/500999.warc.gz", "warc_offset": 0}


def _stream() -> Any:
    return BytesIO(PAYLOAD)


def _similar(con: duckdb.DuckDBPyConnection) -> None:
    """One pair of similar reports, also where nothing builds the table."""
    con.execute(SIMILAR)
    con.execute("comment on table mart.text_reuse is 'a pair of similar reports'")
    for (column,) in con.execute(
        "select column_name from duckdb_columns() where table_name = 'text_reuse'"
    ).fetchall():
        con.execute(f"comment on column mart.text_reuse.{column} is 'invented'")
    con.execute("delete from mart.text_reuse")
    con.execute(
        "insert into mart.text_reuse by name select min(report_id) as report_id_a, "
        "max(report_id) as report_id_b, false as same_filer, true as same_year, 0.9 as jaccard, "
        "0.95 as containment from core.report where report_year = 2022"
    )
