"""Names of public bodies as titles and texts write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parse.text import collapse, fold

_SUFFIX = (
    "人民政府|政府|街道办事处|办事处|管理委员会|管委会|委员会|工委|党委|党组|办公室|街道|"
    "管理局|分局|行政审批局|局|厅|署|院|中心|总队|支队|大队|处|科|所|站|镇|乡|县|区|市|省|州|盟|旗|"
    "开发区|新区|园区|办|委|部|会|社|馆|校|学院|公司|集团|农场|林场|政府办|"
    "(?:督查|督察|研究|调研|督导|政研)室|(?:调查|执法|工作)队|电视台|海关|监狱|[妇残侨文]联|工商联|科协"
)
_BODY = re.compile(f"^.{{0,40}}(?:{_SUFFIX})$")
# Where one body of a joint title ends and the next begins.
_JOINT = re.compile(
    "(?<=委员会)(?=[一-龥])(?!办公室)|(?<=[市县区旗州镇乡党工]委)(?=[一-龥]{2,}(?:政府|办事处|会)$)"
    "|\\s+|、|,"
)
_TWICE = re.compile("(.{4,})\\s*\\1")
_GOVERNMENT = re.compile("(?:人民政府|政府|管理委员会|管委会|办事处)$")
_OFFICE = re.compile(
    "^[一-龥]*[省市县区旗州镇乡][一-龥]{1,20}(?:局|厅|委|委员会|办|办公室|中心|大队|院)$"
)
_PARTY = re.compile(
    "^(?:中共|中国共产党)|(?:党委|党工委|党组|工委|[省市县区旗州镇乡]委(?:办公室)?)$"
)
# The end of a name that the line broke off, and short names that lean on the one before.
_BROKEN_OFF = re.compile("^(?:办公室|办公厅)$")
_LONGEST_LEANING = 4  # 县政府, 办事处
_SHEET = re.compile("(政府|委员会|办公室|[局镇乡])文件$")  # the head of a printed sheet
# Words of the page before a name: 首页 政务公开 青石镇.
_STEP = re.compile("^(?:首页|主页)$|(?:公开|公告|公示|动态|专栏|栏目|目录|位置|导航|要闻|新闻)$")
_NO_NAME = re.compile("^(?:更多|查看|点击|下载|阅读|浏览|返回|关闭)|会议(?!中心)|第.{1,4}[届次期]")
_LEAD_IN = re.compile(
    "^(?:关于)?(?:更正|更换|补正|补充|重新|撤回|修正|修订|报送|呈报|上报|公布|发布|印发|公开|推进|推动|加强|开展|落实|全面|做好|"
    '[【\\[][^】\\]]{1,12}[】\\]]|[★☆※•●]|(?:19|20)\\d\\d(?:\\d{4})?(?!\\d)|[-—_]|《|“|"|\\s|:|的)+'
)
_TAIL = re.compile(
    "(?:20\\d\\d年?度?|(?<!\\d)['‘’′]?\\d\\d年度?|[二三]十[一二三四五六七八九]?年度?"
    '|[-—–_~至]|上一?年度?|去年|今年|本年度?|公布|发布|公开|报送|上报|推进|推动|加强|开展|落实|全面|贯彻|实施|关于|的|年度|深入|持续|统筹|扎实|稳步|积极|大力|深化|强化|依法行政(?:暨|和|及|与|、)?|\\s|《|“|"|,|:)+$'
)
_OWN = re.compile("(?:全|本|我|各)(?:[省市县区旗州镇乡街局厅委办]|街道|单位|部门|机关)?")
_CHINESE = re.compile("[一-龥]")
_SENTENCE = re.compile("[。;!?:]|根据|按照|依据|现将|现就")
_ANNEX = re.compile("^(?:附件\\s*\\d*\\s*[:：.、]?|附\\s*\\d*\\s*[:：.、])\\s*")
_SECOND_NAME = re.compile("[(（][^()（）]{2,20}[)）]$")  # 农业农村局(乡村振兴局)
# 年 and 度 of the year before a name; 度假区 and 年丰镇 are names.
_BEHIND_YEAR = re.compile("\\s*(?:年度(?!假)|年底|年末|年)?(?:年度)?")


def unit_in_title(
    title: str, subject_at: int | None, years: Sequence[tuple[int, int, int]]
) -> str | None:
    """Return the body that a report's title names, as written, or None.

    `subject_at` and `years` are offsets into the title. Of a joint title the government's (or
    management committee's) name is returned.
    """
    text = fold(title)
    about = text.find("关于")
    ends = [at for at in (about, subject_at, years[0][1] if years else None) if at is not None]
    end = min([at for at in ends if at >= 0], default=0)
    candidates = [title[:end]]
    if about == 0 and years:
        candidates.append(title[2 : years[0][1]])
    if subject_at is not None:
        before = [stop for _, _, stop in years if stop <= subject_at]
        start = about + 2 if about >= 0 else 0
        if before and (behind := _BEHIND_YEAR.match(text, before[-1])):
            start = behind.end()
        candidates.append(title[start:subject_at])
    if candidates[0].endswith(" "):
        # 某县人民政府 2023年某镇…, 某县人民政府 关于某镇2023年…: a site and the title
        later = [years[0][1] if years else None, subject_at]
        stop = min([at for at in later if at is not None and at > about], default=0)
        own = [title[about + 2 : stop]] if about > 0 else candidates[1:]
        bodies = [unit for unit in map(_clean, own) if unit and _BODY.match(unit)]
        if bodies and not _clean(candidates[0]).startswith(bodies[-1]):
            candidates = own
    for number, candidate in enumerate(candidates):
        unit = _clean(candidate)
        if (
            unit
            and _CHINESE.search(unit)
            and (_BODY.match(_SECOND_NAME.sub("", unit)) or (number == 0 and 2 <= len(unit) <= 40))
        ):
            return government_of(unit)
    return None


def government_of(name: str) -> str:
    """Of a joint name return the government's part, else the name."""
    if twice := _TWICE.fullmatch(name):
        return twice[1]
    name = _closed(name)
    parts = [part for part in _JOINT.split(name) if part and part.strip()]
    if len(parts) < 2:
        return name
    own = [part.strip() for part in parts if not _PARTY.search(part.strip())]
    own = [part for part in own if not _is_own(part)]
    if not own:
        return name
    last = own[-1]
    governed = [part for part in own if _GOVERNMENT.search(part)]
    if " " in name and _BROKEN_OFF.search(last):
        return "".join(own)
    if " " in name and last not in governed and (governed or len(own) < len(parts)):
        # 某县人民政府 某镇: the site and its body; or the body beside its party group
        return last if _BODY.match(last) else name
    if governed:
        # 某镇党委、政府: the second name leans on the first
        return governed[-1] if len(governed[-1]) > _LONGEST_LEANING else name
    if " " not in name:
        return name
    # Two offices in full, not a place and its office: both report.
    return "、".join(own) if all(map(_OFFICE.search, own)) else last


def _is_own(name: str) -> bool:
    """Whether a name only says ours: 我局, 全县."""
    return _OWN.fullmatch(name) is not None


def _closed(name: str) -> str:
    """Close the blank where the end of a line broke one name in two: 青石 镇."""
    names = name.split()
    first, *others = [part for part in names if not _STEP.search(part)] or names
    for other in others:
        whole = _BODY.match(re.split("[、,]", first.split(" ")[-1])[-1])
        first += f" {other}" if whole else other
    return first


def is_body(name: str) -> bool:
    """Whether a short text reads as the name of a public body."""
    name = collapse(name)
    return (
        2 <= len(name) <= 60 and bool(_BODY.match(name)) and not re.search("[。;:!?]", fold(name))
    )


def _clean(text: str) -> str:
    text = collapse(text)
    folded = fold(text)
    # 24年 names no body, whatever year it means
    match = re.match("\\s*['‘’′]?\\d\\d年度?", folded)
    text = text[match.end() :] if match else text
    text = _ANNEX.sub("", text)
    text = _LEAD_IN.sub("", text)
    text = _SHEET.sub(r"\1", _TAIL.sub("", text).strip())
    text = _closed(text) if " " in text else text
    if _NO_NAME.search(text):
        return ""
    if _is_own(text):
        return ""
    return "" if _SENTENCE.search(fold(text)) else text
