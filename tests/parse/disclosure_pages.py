"""Invented disclosure reports: the three tables in the shapes in which sites print them."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: (row, column) → what the cell shows. A missing key is an empty cell.
Cells = Mapping[tuple[str, str], str]

APPLICANTS = {
    "person": "自然人",
    "company": "商业企业",
    "research": "科研机构",
    "public_welfare": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
#: The results of requests by the group they stand in; the row sets of three years.
REFUSED = {
    "refused_state_secret": "属于国家秘密",
    "refused_by_law": "其他法律行政法规禁止公开",
    "refused_public_safety": "危及“三安全一稳定”",
    "refused_third_party": "保护第三方合法权益",
    "refused_internal_affairs": "属于三类内部事务信息",
    "refused_process": "属于四类过程性信息",
    "refused_enforcement_file": "属于行政执法案卷",
    "refused_query": "属于行政查询事项",
}
NEWER_REFUSED = {
    "refused_state_secret": "属于国家秘密",
    "refused_work_secret": "属于工作秘密",
    "refused_by_law": "其他法律行政法规禁止公开",
    "refused_public_safety": "危及“三安全一稳定”",
    "refused_third_party": "保护第三方合法权益",
    "refused_internal_management": "属于内部管理信息",
    "refused_internal_affairs": "属于三类内部事务信息",
    "refused_process": "属于四类过程性信息",
    "refused_enforcement_file": "属于行政执法案卷",
    "refused_query": "属于行政查询事项",
}
UNABLE = {
    "unable_not_held": "本机关不掌握相关政府信息",
    "unable_not_made": "没有现成信息需要另行制作",
    "unable_unclear": "补正后申请内容仍不明确",
}
DECLINED = {
    "declined_petition": "信访举报投诉类申请",
    "declined_repeated": "重复申请",
    "declined_publication": "要求提供公开出版物",
    "declined_excessive": "无正当理由大量反复申请",
    "declined_confirmation": "要求行政机关确认或重新出具已获取信息",
}
OTHER = {
    "other_not_corrected": "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other_not_paid": "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other_rest": "其他",
}
GROUPS = {
    2019: {"（三）不予公开": REFUSED, "（四）无法提供": UNABLE, "（五）不予处理": DECLINED},
    2021: {
        "（三）不予公开": REFUSED,
        "（四）无法提供": UNABLE,
        "（五）不予处理": DECLINED,
        "（六）其他处理": OTHER,
    },
    2024: {
        "（三）不予公开": NEWER_REFUSED,
        "（四）无法提供": UNABLE,
        "（五）不予处理": DECLINED,
        "（六）其他处理": OTHER,
    },
}
RESULTS = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
DISPUTES = {
    "review": "行政复议",
    "direct_suit": "未经复议直接起诉",
    "suit_after_review": "复议后起诉",
}
#: Table 2 in blocks: paragraph of the rule, columns, rows.
BLOCKS = {
    2019: (
        (
            "（一）",
            {
                "made": "本年新制作数量",
                "disclosed": "本年新公开数量",
                "disclosed_in_all": "对外公开总数量",
            },
            {"rules": "规章", "normative_documents": "规范性文件"},
        ),
        (
            "（五）",
            {"year_before": "上一年项目数量", "change": "本年增/减", "decisions": "处理决定数量"},
            {"permits": "行政许可", "other_services": "其他对外管理服务事项"},
        ),
        (
            "（八）",
            {"year_before": "上一年项目数量", "change": "本年增/减"},
            {"fees": "行政事业性收费"},
        ),
        (
            "（九）",
            {"purchases": "采购项目数量", "purchased": "采购总金额"},
            {"procurement": "政府集中采购"},
        ),
    ),
    2021: (
        (
            "（一）",
            {"issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"},
            {"rules": "规章", "normative_documents": "行政规范性文件"},
        ),
        ("（五）", {"decisions": "本年处理决定数量"}, {"permits": "行政许可"}),
        (
            "（六）",
            {"decisions": "本年处理决定数量"},
            {"penalties": "行政处罚", "coercion": "行政强制"},
        ),
        ("（八）", {"charged": "本年收费金额（单位：万元）"}, {"fees": "行政事业性收费"}),
    ),
}


@dataclass(frozen=True)
class Shape:
    """How a site prints the tables."""

    form: int = 2021  # row set of table 3: 2019, 2021 or 2024
    vertical: bool = False  # 自/然/人, one character a paragraph
    two_paragraphs: bool = False  # 商业 / 企业
    fallen_rowspans: bool = False  # cells that should reach down stand empty below
    own_lines: bool = False  # a group stands on a line of its own, not at the left of its rows
    one_cell: bool = False  # the labels of a row are written into one cell
    wide: bool = False  # full-width digits
    split_after: int = 0  # table 3 goes on in another table after so many rows
    header_again: bool = False  # and repeats its header there
    numbers: bool = True  # 1. 2. 3. before the results
    by_rows: bool = False  # table 4 with a row for each group
    two_copies: bool = False  # one for telephones
    tag: str = "td"


class Writer:
    """Writes the tables of one report."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def label(self, text: str, **spans: int) -> str:
        paragraphs = [text]
        if self.shape.vertical and len(text) <= 4 and "（" not in text:
            paragraphs = list(text)
        elif self.shape.two_paragraphs and len(text) > 2:
            paragraphs = [text[:2], text[2:]]
        return self.cell("".join(f"<p>{html.escape(part)}</p>" for part in paragraphs), **spans)

    def cell(self, inner: str, **spans: int) -> str:
        told = "".join(f' {name}="{size}"' for name, size in spans.items() if size != 1)
        return f"<{self.shape.tag}{told}>{inner}</{self.shape.tag}>"

    def value(self, text: str | None, **spans: int) -> str:
        shown = html.escape(text or "")
        if self.shape.wide:
            shown = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in shown)
        return self.cell(f"<p>{shown or '&nbsp;'}</p>", **spans)

    def values(self, cells: Cells, row: str, columns: Sequence[str]) -> str:
        return "".join(self.value(cells.get((row, column))) for column in columns)

    def table2(self, cells: Cells) -> str:
        rows = []
        for paragraph, columns, names in BLOCKS[2019 if self.shape.form == 2019 else 2021]:
            rows.append(self.label(f"第二十条第{paragraph}项", colspan=4))
            span = 3 if len(columns) == 1 else 1
            labels = [self.label(label, colspan=span) for label in columns.values()]
            rows.append(self.label("信息内容") + "".join(labels))
            for row, label in names.items():
                shown = [self.value(cells.get((row, c)), colspan=span) for c in columns]
                rows.append(self.label(label) + "".join(shown))
        return _table(rows)

    def table3(self, cells: Cells) -> str:
        rows = self._rows3(cells)
        header = self._header3()
        at = self.shape.split_after
        if not at or self.shape.form == 0:
            return _table([*header, *rows])
        again = header if self.shape.header_again else []
        return _table([*header, *rows[:at]]) + _table([*again, *rows[at:]])

    def _header3(self) -> list[str]:
        corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        labels = [self.label(label) for label in list(APPLICANTS.values())[1:6]]
        bodies = self.label("法人或其他组织", colspan=5)
        top = self.label(corner, colspan=3, rowspan=3) + self.label("申请人情况", colspan=7)
        if self.shape.fallen_rowspans:
            empty = self.cell("")
            return [
                top,
                self.label("自然人") + bodies + self.label("总计"),
                empty + "".join(labels) + empty,
            ]
        return [
            top,
            self.label("自然人", rowspan=2) + bodies + self.label("总计", rowspan=2),
            "".join(labels),
        ]

    def _rows3(self, cells: Cells) -> list[str]:
        columns = list(APPLICANTS)
        groups = GROUPS[self.shape.form]
        rows: list[str] = []

        def add(labels: list[tuple[str, dict[str, int]]], row: str) -> None:
            told = "".join(self.label(text, **spans) for text, spans in labels)
            rows.append(told + self.values(cells, row, columns))

        add([("一、本年新收政府信息公开申请数量", {"colspan": 3})], "received")
        add([("二、上年结转政府信息公开申请数量", {"colspan": 3})], "carried_in")
        lines = self.shape.own_lines or (self.shape.split_after and not self.shape.one_cell)
        plain = lines or self.shape.one_cell
        inside = sum(map(len, groups.values())) + (3 if self.shape.form != 2019 else 4)
        over = [] if plain else [("三、本年度办理结果", {"rowspan": inside})]
        wide = {"colspan": 3 if plain else 2}
        first = "三、本年度办理结果（一）予以公开" if self.shape.one_cell else "（一）予以公开"
        if lines:
            rows.append(self.label("三、本年度办理结果", colspan=10))
        add([*over, (first, wide)], "granted")
        note = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
        add([(note, wide)], "granted_in_part")
        for name, members in groups.items():
            if lines:
                rows.append(self.label(name, colspan=10))
            for number, (row, label) in enumerate(members.items(), start=1):
                printed = f"{number}.{label}" if self.shape.numbers else label
                if self.shape.one_cell:
                    add([(f"{name}{printed}", wide)], row)
                elif plain:
                    add([(printed, wide)], row)
                else:
                    left = [(name, {"rowspan": len(members)})] if number == 1 else []
                    add([*left, (printed, {})], row)
        if self.shape.form == 2019:
            add([("（六）其他处理", wide)], "other")
        add([("（七）总计", wide)], "handled")
        add([("四、结转下年度继续办理", {"colspan": 3})], "carried_over")
        return rows

    def table4(self, cells: Cells) -> str:
        columns = list(RESULTS)
        results = [self.label(label) for label in RESULTS.values()]
        if self.shape.by_rows:
            rows = [self.cell("", colspan=2) + "".join(results)]
            for row, label in DISPUTES.items():
                left = self.label(label, colspan=2)
                if row == "direct_suit":
                    left = self.label("行政诉讼", rowspan=2) + self.label(label)
                elif row == "suit_after_review":
                    left = self.label(label)
                rows.append(left + self.values(cells, row, columns))
            return _table(rows)
        suits = "".join(self.label(label, colspan=5) for label in list(DISPUTES.values())[1:])
        rows = [self.label("行政复议", colspan=5) + self.label("行政诉讼", colspan=10)]
        if self.shape.fallen_rowspans:
            rows += ["".join(results) + suits, self.cell("") * 5 + "".join(results * 2)]
        else:
            tall = "".join(self.label(label, rowspan=2) for label in RESULTS.values())
            rows += [tall + suits, "".join(results * 2)]
        rows.append("".join(self.values(cells, row, columns) for row in DISPUTES))
        return _table(rows)


def _table(rows: Sequence[str]) -> str:
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def page(
    tables: Mapping[int, str],
    title: str = "青岩县清水镇人民政府2023年政府信息公开工作年度报告",
    *,
    headings: Sequence[str] = HEADINGS,
    more: str = "",
    copies: int = 1,
) -> bytes:
    """A whole page; `tables` are given by the number of the heading under which they stand."""
    text = "本机关认真贯彻落实政府信息公开条例，坚持以公开为常态、不公开为例外，扎实推进各项工作。"
    parts = [f"<p>根据《中华人民共和国政府信息公开条例》，编制本报告。{text}</p>"]
    for heading in headings:
        number = "一二三四五六".find(heading[0]) + 1
        parts += [f"<p>{heading}</p>", tables.get(number, "") or f"<p>{text}</p>"]
    body = "".join(parts) + more
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<div class="zwxl-main"><h1>{title}</h1><p>发布日期：2024-01-20</p>'
        f'<div class="zwxl-article"><div class="TRS_Editor">{body * copies}</div></div></div>'
        "</body></html>"
    ).encode()
