"""What stands on the sample county's site, and from when to when.

Days are Asia/Shanghai. A publication without `online_from` was there before the first night.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from flows.sample.bodies import BODIES, BY_SLUG, Body, Kind
from flows.sample.texts import Wish

TitleShape = Literal["about", "annual", "year_first", "joint", "situation"]


@dataclass(frozen=True)
class Publication:
    """One article: a report, or (`title` and `paragraphs` given) something that resembles one."""

    slug: str
    kind: Kind
    year: int
    shown: date | None  # date on the page and in the listing
    shape: TitleShape = "about"
    wish: Wish = field(default_factory=Wish)
    title: str | None = None
    paragraphs: tuple[str, ...] = ()
    url_day: date | None = None  # day in the address, where it differs from the shown one
    title_year: int | None = None  # where the title names another year than the report's
    dated_page: bool = True  # the article itself shows a date
    attachment_only: bool = False
    broken: bool = False  # listed, but its address answers 404
    online_from: date | None = None
    listed_until: date | None = None  # first day on which the listing no longer shows it
    online_until: date | None = None  # first day on which its address answers 404
    edited_on: date | None = None

    @property
    def body(self) -> Body:
        return BY_SLUG[self.slug]

    def headline(self) -> str:
        if self.title:
            return self.title
        name, year = self.body.full, self.title_year or self.year
        if self.kind == "disclosure":
            return f"{name}{year}年政府信息公开工作年度报告"
        if self.shape == "joint":
            party = name.replace("人民政府", "委员会")
            return f"中共{party} {name}关于{year}年度法治政府建设情况的报告"
        return {
            "about": f"{name}关于{year}年度法治政府建设情况的报告",
            "annual": f"{name}{year}年法治政府建设年度报告",
            "year_first": f"{year}年度{name}法治政府建设情况报告",
            "situation": f"{name}{year}年法治政府建设情况报告",
        }[self.shape]


def _written(shown: date | None, year: int) -> date | None:
    """Written two days before it was shown; not told when that would be after February."""
    if shown is None:
        return None
    written = shown - timedelta(days=2)
    return written if written < date(year + 1, 3, 1) else None


_SHAPES: tuple[TitleShape, ...] = ("about", "annual", "situation", "year_first")


def report(slug: str, year: int, shown: str | None, **special: Any) -> Publication:
    """A rule-of-law report; `lacks`, `plan_year`, `written_on` and `style` go into its text."""
    number = BODIES.index(BY_SLUG[slug])
    day = date.fromisoformat(shown) if shown else None
    wish = Wish(
        style=(number + year) % 4,
        plan_year=year + 1,
        written_on=_written(day, year),
    )
    for_text = {key: special.pop(key) for key in tuple(special) if key in Wish.__dataclass_fields__}
    plain = Publication(slug, "rule_of_law", year, day, _SHAPES[(number + year) % 4])
    return replace(plain, wish=replace(wish, **for_text), **special)


def disclosure(slug: str, year: int, shown: str, online_from: str | None = None) -> Publication:
    online = date.fromisoformat(online_from) if online_from else None
    return Publication(slug, "disclosure", year, date.fromisoformat(shown), online_from=online)


def other(slug: str, shown: str, title: str, *paragraphs: str) -> Publication:
    """Something in the rule-of-law column that is no report."""
    day = date.fromisoformat(shown)
    return Publication(slug, "rule_of_law", day.year, day, title=title, paragraphs=paragraphs)


RULE_OF_LAW: tuple[Publication, ...] = (
    # 县人民政府: three years in time, the last between the first and the second night
    report("xzf", 2023, "2024-03-15", style=0),
    report("xzf", 2024, "2025-03-20", style=3),
    report("xzf", 2025, "2026-03-25", style=0, online_from=date(2026, 3, 25)),
    # 司法局: one on the boundary day; the plans of 2025 name no year
    report("sfj", 2023, "2024-02-20"),
    report("sfj", 2024, "2025-04-01"),
    report("sfj", 2025, "2026-01-28", plan_year=None),
    # 财政局: 2023 late and without achievements; 2025 on the last day, seen only after it
    report("czj", 2023, "2024-05-10", lacks=frozenset({"achievements"}), style=0),
    report("czj", 2024, "2025-03-31"),
    report("czj", 2025, "2026-03-31", online_from=date(2026, 3, 31)),
    # 民政局: nothing for 2023; 2024 and 2025 late
    report("mzj", 2024, "2025-04-15"),
    report("mzj", 2025, "2026-04-08", online_from=date(2026, 4, 8)),
    # 旌桥街道: owes by local practice only; nothing for 2024; no plans in 2025
    report("jqjd", 2023, "2024-01-18"),
    report("jqjd", 2025, "2026-04-01", lacks=frozenset({"plans"}), online_from=date(2026, 4, 1)),
    # 澄砚镇: a long column on two pages; the report for 2025 is edited later
    *(report("cyz", year, f"{year + 1}-02-{10 + year % 10}") for year in range(2018, 2025)),
    report("cyz", 2025, "2026-02-05", edited_on=date(2026, 4, 8)),
    # 霁川镇: written after 1 March; the report for 2025 is withdrawn
    report("jcz", 2023, "2024-03-01", shape="joint"),
    report("jcz", 2024, "2025-03-12", shape="joint", written_on=date(2025, 3, 10)),
    report(
        "jcz",
        2025,
        "2026-02-10",
        shape="joint",
        listed_until=date(2026, 4, 8),
        online_until=date(2026, 4, 8),
    ),
    # 筠坪镇: written later than published; the report for 2025 is put up in April, dated March
    report("ypz", 2023, "2024-02-18", written_on=date(2024, 2, 20)),
    report("ypz", 2024, "2025-01-22"),
    report("ypz", 2025, "2026-03-10", online_from=date(2026, 4, 7)),
    # 棣湾镇: a dead link, a page without a date, a report that is only a file
    report("dwz", 2023, "2024-02-28", broken=True),
    report("dwz", 2024, "2025-02-25", dated_page=False, written_on=None),
    report("dwz", 2025, "2026-03-02", attachment_only=True, online_from=date(2026, 3, 2)),
    # 棠屿镇: parts that are missing; the oldest report leaves the listing, its page stays
    report("tyz", 2023, "2024-03-05", lacks=frozenset({"problems"}), listed_until=date(2026, 4, 8)),
    report("tyz", 2024, "2025-02-14", lacks=frozenset({"causes"})),
    report("tyz", 2025, "2026-02-13", lacks=frozenset({"leadership"})),
    # 荇塘乡: one without any date at all; plans for a year gone by
    report("xtx", 2023, "2024-02-06"),
    report("xtx", 2024, None),
    report("xtx", 2025, "2026-02-11", plan_year=2024),
    # 苕岭乡: the title of last year's report was not changed; the paper copy is known by a ruling
    report("tlx", 2024, "2025-03-12", title_year=2023),
    report("tlx", 2025, "2026-01-30"),
    # 工业园区: shown 24 days before the day in its address
    report("gyy", 2023, "2024-01-26"),
    report("gyy", 2024, "2025-01-24"),
    report("gyy", 2025, "2026-01-19", url_day=date(2026, 2, 12)),
    # 水利局 keeps its list in a script, 应急管理局 an empty column, 文化和旅游局 none.
)

LOOK_ALIKES: tuple[Publication, ...] = (
    other(
        "sfj",
        "2025-04-02",
        "《云岭县司法局2024年法治政府建设年度报告》解读",
        "为便于公众了解年度报告的内容，现就有关情况说明如下。",
        "一、起草背景",
        "年度报告是向社会介绍工作的重要方式，起草时广泛听取了意见。",
    ),
    other(
        "sfj",
        "2025-12-22",
        "关于做好2025年度法治政府建设情况报告工作的通知",
        "各镇乡、街道，县级各部门：",
        "请按照要求认真总结本年度工作，于规定时间内报送并公开年度报告。",
    ),
    other(
        "cyz",
        "2025-03-04",
        "澄砚镇2025年法治政府建设工作要点",
        "一、加强组织领导",
        "把法治政府建设列入年度重点任务，按季度调度推进。",
        "二、抓好普法宣传",
        "围绕群众关心的事项开展宣讲活动。",
    ),
)


def _yearly(slug: str, *days: str) -> tuple[Publication, ...]:
    """Disclosure reports of 2023, 2024 and 2025 by the day each was shown; "" for none."""
    return tuple(disclosure(slug, 2023 + n, day) for n, day in enumerate(days) if day)


DISCLOSURE: tuple[Publication, ...] = (
    *_yearly("xzf", "2024-03-28", "2025-03-31"),
    disclosure("xzf", 2025, "2026-03-26", online_from="2026-03-26"),
    *_yearly("sfj", "2024-01-19", "2025-01-17", "2026-01-16"),
    *_yearly("czj", "2024-01-22", "2025-02-10", "2026-01-20"),
    *_yearly("mzj", "2024-01-25", "2025-01-21", "2026-01-31"),
    *_yearly("slj", "2024-01-30", "2025-01-23", "2026-01-22"),
    *_yearly("wlj", "2024-01-24", "2025-01-24", ""),
    *_yearly("yjj", "2024-01-12", "2025-01-14", "2026-01-13"),
    *_yearly("jqjd", "2024-01-15", "2025-01-13", "2026-01-12"),
    *_yearly("cyz", "2024-01-16", "2025-01-15", "2026-01-14"),
    *_yearly("jcz", "2024-01-17", "2025-01-16", "2026-01-15"),
    *_yearly("ypz", "2024-01-18", "2025-01-20", "2026-02-06"),
    *_yearly("dwz", "2024-01-23", "2025-01-22", "2026-01-21"),
    *_yearly("tyz", "2024-01-26", "2025-01-26", "2026-01-23"),
    *_yearly("xtx", "2024-01-29", "2025-01-10", "2026-01-19"),
    *_yearly("tlx", "2024-01-11", "", "2026-01-27"),
    *_yearly("gyy", "2024-01-10", "2025-01-09", "2026-01-08"),
)

PUBLICATIONS: tuple[Publication, ...] = (*RULE_OF_LAW, *LOOK_ALIKES, *DISCLOSURE)
