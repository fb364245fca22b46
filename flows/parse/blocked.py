"""Pages that answer 200 and are not the page: walls, logins, closed hosts, soft 404, home pages."""

from __future__ import annotations

import re

from lxml import etree

from flows.parse import links
from flows.parse.view import View, look
from flows.parse.zones import DEAD

#: Reasons that make a page `blocked`; every other reason makes it `other`.
BLOCKED_REASONS = frozenset(("waf_challenge", "waf_refused", "login", "suspended"))

_SMALL = 600  # visible characters: no government page with its furniture is shorter
# One of these words stands wherever the pattern below matches; plain words are searched fast.
_CHALLENGE_WORDS = ("检测", "检查", "验证", "请开启", "请启用")
_CHALLENGE_CODES = (  # in small letters
    *(b"cookie", b"$_ts", b"_jsl", b"acw_sc__v2", b"chl", b"just a moment", b"challenge-platform"),
    *(b"yunsuo", b"safedog", b"generatecode", b"captcha"),
)
_CHALLENGE = re.compile(
    r"\$_ts\b|__jsl|_jsluid|acw_sc__v2|cf[-_]chl|Just a moment|challenge-platform|yunsuo|safedog"
    r"|GenerateCode|_0x[0-9a-f]{4,}.{0,80}cookie|document\.cookie\s*=.{0,300}location"
    r"|请(?:开启|启用)\s*JavaScript|安全检[测查]中|正在(?:进行)?(?:安全|浏览器)[^。]{0,10}(?:检[测查]|验证)"
    r"|slider.?captcha|滑动验证|人机(?:身份)?验证|请(?:完成|进行)(?:安全)?验证",
    re.IGNORECASE | re.DOTALL,
)
_REFUSED = re.compile(
    r"Access\s+Denied|Request\s+(?:blocked|rejected|denied)|40[35]\s+(?:Forbidden|Not Allowed)"
    r"|412\s+Precondition|Web\s*应用防火墙|网站(?:防火墙|安全狗)|云(?:防护|锁|盾)|创宇盾|安全狗"
    r"|(?:访问|请求)[^。]{0,20}(?:被(?:拒绝|拦截|阻断|禁止|屏蔽)|存在(?:威胁|异常|风险)|过于频繁|不合法)"
    r"|您的(?:IP|访问)[^。]{0,20}(?:限制|异常|拦截|黑名单)|禁止访问|拒绝访问|疑似[^。]{0,10}攻击|非法请求",
    re.IGNORECASE,
)
_SUSPENDED = re.compile(
    r"(?:网站|站点|本站|空间|主机|域名|服务)[^。]{0,12}(?:已?(?:被)?(?:暂停|关闭|停用|停止|过期|欠费|到期|停机)"
    r"|未备案|暂未开通|正在(?:建设|维护|升级))|(?:系统|网站)(?:正在)?(?:维护|升级|建设)中(?!心)|未备案"
    r"|account\s+(?:has\s+been\s+)?suspended|site\s+(?:is\s+)?(?:suspended|under\s+(?:construction|maintenance))"
    r"|domain\s+(?:has\s+)?expired|Service\s+(?:Temporarily\s+)?Unavailable",
    re.IGNORECASE,
)
_NOT_FOUND_TITLE = re.compile(
    r"^\s*(?:40[04]|50[0234])\b|\b404\b|页面(?:不存在|未找到|丢失|出错)|找不到|无法找到|不存在"
    r"|出错(?:啦|了|页)|错误(?:页|提示|信息)|not\s+found|^error\b|^提示信息$",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"(?:页面|网页|文件|内容|信息|栏目|文章|文档|资源|地址|链接|稿件)[^。,，]{0,12}"
    r"(?:不存在|找不到|未找到|已(?:被)?(?:删除|移除|下线|撤销|失效)|走丢|丢失|不见了|无法(?:显示|访问))"
    r"|(?:找不到|未找到|无法找到|没有找到)[^。]{0,12}(?:页面|网页|文件|内容|信息|栏目|文章)"
    r"|404\s*(?:错误|Not\s*Found|error)|HTTP\s*(?:Status|错误)?\s*[–-]?\s*404|Page\s*Not\s*Found",
    re.IGNORECASE,
)
# One of these stands wherever the pattern above matches.
_NOT_FOUND_WORDS = (
    *(
        "404",
        "找不到",
        "未找到",
        "没有找到",
        "不存在",
        "不见了",
        "丢",
        "删除",
        "移除",
        "下线",
        "撤销",
    ),
    *("失效", "无法显示", "无法访问", "ound", "OUND"),
)
_NOT_FOUND_OPENS = re.compile(
    r"^(?:很?抱歉|对不起|sorry|您|你|该|此|404|页面|您(?:要|所)|哎呀|啊哦|无法|找不到)",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(r"登\s*[录陆]|统一(?:身份|用户)?认证|log\s*in|sign\s*in", re.IGNORECASE)
_LEAVES = re.compile(
    r"(?:window|self|top|parent|document)?\.?location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(",
)
_UNREAD = frozenset(("a", "script", "style", "title", "option"))
_REFRESH = re.compile(r"refresh", re.IGNORECASE)


def why_blocked(
    root: etree._Element, text: str, url: str | None, found: View | None = None
) -> str | None:
    """Return why this is not the page that was asked for, or None if it may well be.

    An anti-robot script on a complete page is no reason: what counts is what a reader sees.
    """
    found = found or look(root)
    title = _title(root)
    small = found.visible < _SMALL
    body = _unlinked_text(root) if small else ""
    words = f"{title} {body}"
    if small:
        reason = _small(found, text, words, title)
        if reason is not None:
            return reason
    if _is_login(root, title, found):
        return "login"
    if _NOT_FOUND_TITLE.search(title) and len(title) < 40 and found.prose < 300:
        return "soft_404"
    if found.prose < 300 and _says_not_found(found):
        return "soft_404"
    if url and links.is_home_address(url):
        return "home_page"
    return None


def _small(found: View, text: str, words: str, title: str) -> str | None:
    shown = re.sub(r"\s", "", words)
    if _REFUSED.search(words):
        return "waf_refused"
    bare = len(shown) < 200 and len(found.links) < 10
    if _is_challenge(words) or (bare and _is_challenge(text[:200_000])):
        return "waf_challenge"
    few = found.visible < 400 and len(found.links) < 12
    if few and _SUSPENDED.search(words) and not _NOT_FOUND.search(words):
        return "suspended"
    if _NOT_FOUND.search(words) or (title and _NOT_FOUND_TITLE.search(title)):
        return "soft_404" if found.prose < 200 else None
    if found.visible < 60 and len(found.zone) < 40 and not found.templates:
        refresh = any(
            tag.tag == "meta"
            and _REFRESH.search(tag.get("http-equiv") or "")
            and "url" in (tag.get("content") or "url").lower()
            for tag in found.zone
        )
        if refresh or any(s.text and _LEAVES.search(s.text) for s in found.scripts):
            return "redirect_only"
        if found.frames:
            return "frameset"
    return None


def _is_challenge(text: str) -> bool:
    if not any(word in text for word in _CHALLENGE_WORDS):
        lowered = text.encode("utf-8", "replace").lower()
        if not any(code in lowered for code in _CHALLENGE_CODES):
            return False
    return bool(_CHALLENGE.search(text))


def _unlinked_text(root: etree._Element) -> str:
    """What a small page says by itself; words of links are titles of other pages."""
    parts: list[str] = []
    for node in root.iter():
        tag, text, tail = node.tag, node.text, node.tail
        if text and isinstance(tag, str) and tag not in _UNREAD:
            parts.append(text)
        if tail:
            parts.append(tail)
    return " ".join(" ".join(parts).split())[:3000]


def _title(root: etree._Element) -> str:
    element = next(root.iter("title"), None)
    return re.sub(r"\s+", " ", "".join(map(str, element.itertext()))) if element is not None else ""


def _is_login(root: etree._Element, title: str, found: View) -> bool:
    """A page for logging in, not a page with a login box among other things."""
    asked = any((box.get("type") or "").lower() == "password" for box in root.iter("input"))
    if not asked:
        return bool(_LOGIN_TITLE.search(title)) and found.visible < _SMALL and found.prose < 60
    return found.visible < 400 or (bool(_LOGIN_TITLE.search(title)) and len(found.links) < 60)


def _says_not_found(found: View) -> bool:
    """A sentence of its own, short and in no link, that says the page is gone."""
    if not any(word in found.words for word in _NOT_FOUND_WORDS):
        return False
    for element, zone in found.zone.items():
        own = element.text if zone != DEAD and element.tag != "a" else None
        if not own or not 4 <= len(own) <= 120:
            continue
        own = own.strip()
        if len(own) <= 60 and _NOT_FOUND_OPENS.search(own) and _NOT_FOUND.search(own):
            return True
    return False
