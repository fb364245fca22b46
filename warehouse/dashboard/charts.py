"""The charts, as Altair draws them; every number in them was counted in SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
from altair.utils import schemapi

from warehouse.colours import INK, PAPER, STATUSES
from warehouse.dashboard.strings import Say

# Altair would hold every part of every chart against its schema, which takes longer than all else
# that a page does. The tests do that once for all visitors.
schemapi.disable_debug_mode()

FONT = (
    '"Source Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", '
    '"Microsoft YaHei", sans-serif'
)

Row = dict[str, Any]
#: A chart as Vega-Lite reads it.
Drawn = dict[str, Any]

#: Classes of bodies from above downward, as in ref.level.
LEVELS = ("county_government", "department", "township", "subdistrict", "committee")
#: What a date says, and its colour in the time line of a report.
MEANINGS = {
    "published": "#0072B2",
    "written": "#CC79A7",
    "observed": "#777777",
    "limit": "#222222",
}


#: Of the tallest pile, the least part in which a letter and a number have room.
_ROOM = 0.09
#: Points beside one another in a row of the time line, at most; more lie upon one another.
_LANES = 5


def by_year(rows: Sequence[Row], say: Say) -> Drawn:
    """Duties of each year, stacked by status."""
    data = _Data()
    counted = [row for row in rows if row["n_duties"]]
    whole = Counter[int]()
    for row in counted:
        whole[row["report_year"]] += row["n_duties"]
    room = _ROOM * max(whole.values(), default=0)
    shown = [
        _with_words(row, say) | {"told": _told(row["status"], row["n_duties"], room, say)}
        for row in counted
    ]
    base = alt.Chart(data.add(shown)).encode(
        x=alt.X("report_year:O", title=say("choose.year"), axis=alt.Axis(labelAngle=0)),
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("report_year:O", title=say("choose.year")),
            alt.Tooltip("words:N", title=say("column.status")),
            alt.Tooltip("n_duties:Q", title=say("county.n_duties")),
        ],
    )
    y: dict[str, Any] = {
        "title": say("county.n_duties"),
        "axis": alt.Axis(tickMinStep=1),
        "stack": "zero",
    }
    bars = base.mark_bar(stroke="#666", strokeWidth=0.5).encode(
        y=alt.Y("n_duties:Q", **y), color=_status_colour(say, shown)
    )
    letters = base.mark_text(fontSize=11, font=FONT).encode(
        y=alt.Y("n_duties:Q", bandPosition=0.5, **y), text="told:N", color=_ink()
    )
    return _finished(alt.layer(bars, letters), 250, data)


def publications(rows: Sequence[Row], due: Sequence[Row], say: Say) -> Drawn:
    """Each publication as a point, the last days on time as lines."""
    data = _Data()
    lanes = _lanes(rows, due)
    n_lanes = 2 * max(map(abs, lanes), default=0) + 1
    shown = [
        _with_words(row, say)
        | {
            "level_words": say(f"level.{row['level']}"),
            "letter": say(f"letter.{row['status']}"),
            "lane": lane,
        }
        for row, lane in zip(rows, lanes, strict=True)
    ]
    days = [{"due_on": row["due_on"], "label": say("county.due_rule", day=row["due_on"])}
            for row in due]  # fmt: skip
    levels = list(dict.fromkeys(row["level"] for row in sorted(shown, key=_level_order)))
    base = alt.Chart(data.add(shown)).encode(
        x=alt.X(
            "published_on:T",
            title=say("column.published_on"),
            axis=_days_axis(),
            scale=alt.Scale(padding=14),
        ),
        y=alt.Y("level_words:N", title=None, sort=[say(f"level.{level}") for level in levels]),
        yOffset=alt.YOffset(
            "lane:Q", scale=alt.Scale(domain=[-n_lanes / 2, n_lanes / 2], zero=False)
        ),
        tooltip=[
            alt.Tooltip("filer_name:N", title=say("column.filer")),
            alt.Tooltip("published_on:T", title=say("column.published_on"), format="%Y-%m-%d"),
            alt.Tooltip("words:N", title=say("column.status")),
            alt.Tooltip("days_late:Q", title=say("column.days_late")),
        ],
    )
    points = base.mark_circle(size=210, opacity=1, stroke="#333", strokeWidth=0.5).encode(
        color=_status_colour(say, shown)
    )
    letters = base.mark_text(fontSize=10, font=FONT).encode(text="letter:N", color=_ink())
    rule = alt.Chart(data.add(days)).mark_rule(strokeDash=[5, 3], strokeWidth=2, color="#222")
    name = alt.Chart(data.add(days)).mark_text(align="right", dx=-4, fontSize=11, color="#222")
    return _finished(
        alt.layer(
            rule.encode(x="due_on:T", tooltip=alt.Tooltip("label:N", title=" ")),
            name.encode(x="due_on:T", text="label:N", y=alt.value(-7)),
            points,
            letters,
        ),
        max(130, max(40, 17 * n_lanes) * len(levels) + 40),
        data,
    )


def lateness(rows: Sequence[Row], say: Say) -> Drawn:
    """Reports by the weeks between their publication and the last day on time."""
    data = _Data()
    whole = Counter[int]()
    for row in rows:
        whole[row["week"]] += row["n_reports"]
    room = _ROOM * max(whole.values(), default=0)
    shown = [
        _with_words(row, say)
        | {
            "to": row["week"] + 1,
            "middle": row["week"] + 0.5,
            "letter": say(f"letter.{row['status']}") if row["n_reports"] >= room else "",
        }
        for row in rows
    ]
    base = alt.Chart(data.add(shown)).encode(
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("week:Q", title=say("county.lateness_axis")),
            alt.Tooltip("words:N", title=say("column.status")),
            alt.Tooltip("n_reports:Q", title=say("county.n_reports")),
        ],
    )
    x: dict[str, Any] = {
        "title": say("county.lateness_axis"),
        "axis": alt.Axis(tickMinStep=1, labelFlush=False, format="d"),
    }
    y: dict[str, Any] = {
        "title": say("county.n_reports"),
        "axis": alt.Axis(tickMinStep=1),
        "stack": "zero",
    }
    bars = base.mark_bar(stroke="#666", strokeWidth=0.5).encode(
        x=alt.X("week:Q", bin="binned", **x),
        x2="to:Q",
        y=alt.Y("n_reports:Q", **y),
        color=_status_colour(say, shown),
    )
    letters = base.mark_text(fontSize=10, font=FONT).encode(
        x=alt.X("middle:Q", **x), y=alt.Y("n_reports:Q", bandPosition=0.5, **y),
        text="letter:N", color=_ink(),
    )  # fmt: skip
    zero = alt.Chart(data.add([{"week": 0}])).mark_rule(strokeDash=[5, 3], strokeWidth=2)
    return _finished(alt.layer(bars, letters, zero.encode(x="week:Q")), 220, data)


def witnesses(dates: Sequence[Row], duty: Row, say: Say) -> Drawn:
    """Every date read for a report, one line a source; the last day on time and our own limits."""
    data = _Data()
    shown = [
        {
            "day": row["date"],
            "source": say(f"source.{row['source']}"),
            "meaning": say(f"meaning.{row['meaning']}"),
            "text": row["text"],
        }
        for row in dates
    ]
    limits = [
        {"day": duty[name], "label": say(f"column.{name}"), "meaning": say("meaning.limit")}
        for name in ("not_before", "not_after")
        if duty[name] is not None
    ]
    shown += [
        {"day": one["day"], "source": one["label"], "meaning": one["meaning"],
         "text": f"{one['day']:%Y-%m-%d %H:%M}"}
        for one in limits
    ]  # fmt: skip
    meanings = [say(f"meaning.{meaning}") for meaning in MEANINGS]
    x = alt.X("day:T", title=None, axis=_days_axis(), scale=alt.Scale(padding=14))
    points = (
        alt.Chart(data.add(shown))
        .mark_point(filled=True, size=130, opacity=0.95)
        .encode(
            x=x,
            y=alt.Y("source:N", title=None, sort=None, axis=alt.Axis(labelLimit=220)),
            color=alt.Color(
                "meaning:N", title=None, legend=alt.Legend(orient="top"),
                scale=alt.Scale(domain=meanings, range=list(MEANINGS.values())),
            ),
            shape=alt.Shape(
                "meaning:N", title=None, legend=alt.Legend(orient="top"),
                scale=alt.Scale(domain=meanings, range=["circle", "diamond", "triangle", "square"]),
            ),
            tooltip=[
                alt.Tooltip("source:N", title=say("column.source")),
                alt.Tooltip("day:T", title=say("column.date"), format="%Y-%m-%d"),
                alt.Tooltip("text:N", title=say("column.words")),
            ],
        )
    )  # fmt: skip
    since, before = duty["not_before"], duty["not_after"]
    between = alt.Chart(data.add([{"day": since, "to": before}] if since and before else []))
    due = alt.Chart(
        data.add([{"day": duty["due_on"], "label": say("county.due_rule", day=duty["due_on"])}])
    )
    return _finished(
        alt.layer(
            # It came up at some time between two observations of our own.
            between.mark_rect(color="#222222", opacity=0.08).encode(x="day:T", x2="to:T"),
            points,
            due.mark_rule(strokeDash=[5, 3], strokeWidth=2, color="#E69F00").encode(
                x="day:T", tooltip=alt.Tooltip("label:N", title=" ")
            ),
            due.mark_text(align="right", dx=-4, fontSize=11, color="#7a5200").encode(
                x="day:T", text="label:N", y=alt.value(-7)
            ),
        ),
        34 * len({row["source"] for row in shown}) + 70,
        data,
    )


def counties(rows: Sequence[Row], say: Say) -> Drawn:
    """The on-time rate of each county, with what it is a rate of."""
    data = _Data()
    shown = [
        row
        | {
            "rate": row["on_time_rate"],
            "label": f"{row['n_on_time']} / {row['n_known']}",
            "order": place,
        }
        for place, row in enumerate(rows)
        if row["on_time_rate"] is not None
    ]
    base = alt.Chart(data.add(shown)).encode(
        y=alt.Y("name:N", title=None, sort=alt.EncodingSortField("order"),
                axis=alt.Axis(labelLimit=160)),
        x=alt.X("rate:Q", title=say("column.rate"), scale=alt.Scale(domain=[0, 1.12]),
                axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])),
        tooltip=[
            alt.Tooltip("name:N", title=say("column.county")),
            alt.Tooltip("rate:Q", title=say("column.rate"), format=".1%"),
            alt.Tooltip("label:N", title=" "),
        ],
    )  # fmt: skip
    return _finished(
        alt.layer(
            base.mark_bar(color=PAPER["on_time"]),
            base.mark_text(align="left", dx=4, fontSize=11).encode(text="label:N"),
        ),
        24 * len(shown) + 60,
        data,
    )


def _status_colour(say: Say, rows: Sequence[Row]) -> alt.Color:
    there = [status for status in STATUSES if any(row["status"] == status for row in rows)]
    words = [_named(status, say) for status in there]
    return alt.Color(
        "words:N",
        title=None,
        legend=alt.Legend(orient="top", columns=4),
        scale=alt.Scale(
            domain=words,
            range=[PAPER[status] for status in there],
        ),
    )


def _ink() -> Any:
    return alt.condition(
        alt.FieldOneOfPredicate("status", [s for s in STATUSES if INK[s] == "#FFFFFF"]),
        alt.value("#FFFFFF"),
        alt.value("#111111"),
    )


def _named(status: str, say: Say) -> str:
    """A status with its letter, so that no chart rests on colour alone."""
    return f"{say(f'letter.{status}')} {say(f'status.{status}')}"


def _with_words(row: Row, say: Say) -> Row:
    status = row["status"]
    return row | {"words": _named(status, say), "order": STATUSES.index(status)}


def _told(status: str, count: int, room: float, say: Say) -> str:
    return f"{say(f'letter.{status}')} {count}" if count >= room else ""


def _lanes(rows: Sequence[Row], due: Sequence[Row]) -> list[int]:
    """How far each point steps aside for those that lie there already, in lanes."""
    days = [row["published_on"].toordinal() for row in rows]
    drawn = [*days, *(row["due_on"].toordinal() for row in due)]
    wide = max((max(drawn) - min(drawn)) / 28, 1) if drawn else 1
    taken: list[tuple[str, int, int]] = []
    lanes = []
    for row, day in zip(rows, days, strict=True):
        near = {lane for level, at, lane in taken if level == row["level"] and day - at < wide}
        lane = next((one for one in range(_LANES) if one not in near), 0)
        taken.append((row["level"], day, lane))
        # 0, 1, -1, 2, -2: from the middle outward
        lanes.append((lane + 1) // 2 * (1 if lane % 2 else -1))
    return lanes


def _level_order(row: Row) -> int:
    return LEVELS.index(row["level"]) if row["level"] in LEVELS else len(LEVELS)


def _days_axis() -> alt.Axis:
    # Years first and digits only: the names of months would be English in the Chinese view.
    return alt.Axis(
        format="%Y-%m-%d", labelAngle=0, tickCount=6, labelOverlap=True, labelSeparation=12
    )


def _plain(value: Any) -> Any:
    # A bare day would be taken for midnight in London.
    return f"{value:%Y-%m-%dT00:00:00}" if isinstance(value, date) else value


class _Data:
    """The rows of a chart, put into it last: Altair copies what a chart holds again and again."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}

    def add(self, rows: Sequence[Row]) -> alt.NamedData:
        """A name for rows; days without a zone, as Vega reads them."""
        name = f"rows_{len(self._rows)}"
        self._rows[name] = [{key: _plain(value) for key, value in row.items()} for row in rows]
        return alt.NamedData(name=name)

    def fill(self, spec: dict[str, Any]) -> None:
        """Put the rows in the place of their names."""
        if "data" in spec:
            spec["data"] = {"values": self._rows[spec["data"]["name"]]}
        for layer in spec.get("layer", []):
            self.fill(layer)


def _finished(chart: alt.LayerChart | alt.FacetChart, height: int, data: _Data) -> Drawn:
    with alt.theme.enable("none"):
        finished: Drawn = (
            chart.properties(height=height, width="container")
            .configure(font=FONT, background="white")
            .configure_view(strokeOpacity=0)
            .to_dict(validate=schemapi.DEBUG_MODE)
        )
    data.fill(finished)
    return finished
