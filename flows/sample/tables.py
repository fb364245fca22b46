"""The three statutory tables of an invented disclosure report, which agree with themselves."""

from __future__ import annotations

import html
from collections.abc import Sequence

#: A cell: what it shows, how many columns and how many rows it covers.
Cell = tuple[str, int, int]
Rows = tuple[tuple[Cell, ...], ...]

_APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_GROUPS = {
    "（三）不予公开": (
        "属于国家秘密",
        "其他法律行政法规禁止公开",
        "危及“三安全一稳定”",
        "保护第三方合法权益",
        "属于三类内部事务信息",
        "属于四类过程性信息",
        "属于行政执法案卷",
        "属于行政查询事项",
    ),
    "（四）无法提供": (
        "本机关不掌握相关政府信息",
        "没有现成信息需要另行制作",
        "补正后申请内容仍不明确",
    ),
    "（五）不予处理": (
        "信访举报投诉类申请",
        "重复申请",
        "要求提供公开出版物",
        "无正当理由大量反复申请",
        "要求行政机关确认或重新出具已获取信息",
    ),
    "（六）其他处理": (
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "其他",
    ),
}


def disclosed(issued: int, in_force: int, permits: int) -> Rows:
    """Table 2: one document is as good as any other, and nobody is fined in the sample."""
    rows: list[tuple[Cell, ...]] = [
        (("第二十条第（一）项", 4, 1),),
        tuple(_cells("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")),
        tuple(_cells("规章", "0", "0", "0")),
        tuple(_cells("行政规范性文件", str(issued), "0", str(in_force))),
    ]
    for paragraph, column, figures in (
        ("（五）", "本年处理决定数量", {"行政许可": permits}),
        ("（六）", "本年处理决定数量", {"行政处罚": 0, "行政强制": 0}),
        ("（八）", "本年收费金额（单位：万元）", {"行政事业性收费": 0}),
    ):
        rows.append(((f"第二十条第{paragraph}项", 4, 1),))
        rows.append((("信息内容", 1, 1), (column, 3, 1)))
        rows += [((name, 1, 1), (str(value), 3, 1)) for name, value in figures.items()]
    return tuple(rows)


def requests(received: int) -> Rows:
    """Table 3: persons alone ask; every third is told that there is no such information."""
    none = received // 3
    granted = received - none
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows: list[tuple[Cell, ...]] = [
        ((corner, 3, 3), ("申请人情况", 7, 1)),
        (("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)),
        tuple(_cells(*_APPLICANTS)),
        (("一、本年新收政府信息公开申请数量", 3, 1), *_of_persons(received)),
        (("二、上年结转政府信息公开申请数量", 3, 1), *_of_persons(0)),
    ]
    height = 3 + sum(map(len, _GROUPS.values()))
    first: Cell = ("三、本年度办理结果", 1, height)
    rows.append((first, ("（一）予以公开", 2, 1), *_of_persons(granted)))
    note = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    rows.append(((note, 2, 1), *_of_persons(0)))
    for name, members in _GROUPS.items():
        for number, label in enumerate(members, start=1):
            left: list[Cell] = [(name, 1, len(members))] if number == 1 else []
            value = none if label == "本机关不掌握相关政府信息" else 0
            rows.append((*left, (f"{number}.{label}", 1, 1), *_of_persons(value)))
    rows.append((("（七）总计", 2, 1), *_of_persons(received)))
    rows.append((("四、结转下年度继续办理", 3, 1), *_of_persons(0)))
    return tuple(rows)


def disputes() -> Rows:
    """Table 4: nobody asks for a review, and nobody sues."""
    return (
        (("行政复议", 5, 1), ("行政诉讼", 10, 1)),
        (
            *((name, 1, 2) for name in _RESULTS),
            ("未经复议直接起诉", 5, 1),
            ("复议后起诉", 5, 1),
        ),
        tuple(_cells(*_RESULTS, *_RESULTS)),
        tuple(_cells(*["0"] * 15)),
    )


def table_html(rows: Rows) -> str:
    lines = []
    for row in rows:
        cells = (
            f'<td colspan="{width}" rowspan="{height}"><p>{html.escape(text)}</p></td>'
            for text, width, height in row
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1"><tbody>{"".join(lines)}</tbody></table>'


def _cells(*texts: str) -> Sequence[Cell]:
    return [(text, 1, 1) for text in texts]


def _of_persons(value: int) -> Sequence[Cell]:
    return _cells(str(value), "0", "0", "0", "0", "0", str(value))
