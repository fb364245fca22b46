"""Whole article pages for the quirks of real ones; all names and words are invented."""

from __future__ import annotations

from collections.abc import Sequence

URL = "http://www.yanxi.example/show/123456.html"
TITLE = "砚溪县澄川镇人民政府关于2024年度法治政府建设情况的报告"
HEADINGS = (
    "主要举措和成效",
    "存在的不足和原因",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "下一年度工作安排",
)
SENTENCE = "全镇深入推进依法行政，办结行政执法案件12件，开展法治宣传活动8场次，群众满意度不断提高。"
TEXT = SENTENCE * 3
SHOWN = "发布日期：2025-02-18"


def outline(
    numbers: Sequence[str] = ("一、", "二、", "三、", "四、"),
    form: str = "<p>{number}{heading}</p><p>{text}</p>",
) -> str:
    """The report's own text in one way of writing it down."""
    return "".join(
        form.format(number=number, heading=heading, text=TEXT)
        for number, heading in zip(numbers, HEADINGS, strict=True)
    )


def page(
    main: str | None = None,
    *,
    title: str = TITLE,
    info: str = SHOWN,
    head: str | None = None,
    around: str = "{article}",
) -> str:
    """An article with menu and footer. `around` is the markup round its title, line and text."""
    article = (
        f'<h1>{title}</h1><div class="info">{info}</div>'
        f'<div class="TRS_Editor">{outline() if main is None else main}</div>'
    )
    return site(around.format(article=article), head=f"<title>{title}</title>" + (head or ""))


def site(main: str, head: str = "") -> str:
    """Anything between the menu and the footer of a site."""
    menu = "".join(f'<li><a href="/lm{number}/">栏目{number}</a></li>' for number in range(20))
    footer = "主办：砚溪县人民政府办公室　网站标识码：9900000000"
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>"
        f'<div class="nav"><ul>{menu}</ul></div>{main}<div class="footer">{footer}</div>'
        "</body></html>"
    )


def block(cells: Sequence[tuple[str, str]], form: str) -> str:
    """A metadata block; `form` writes one label with its value."""
    return "".join(form.format(label=label, value=value) for label, value in cells)
