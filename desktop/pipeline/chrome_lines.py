"""What a single line of a copied web page or print may be besides text: buttons, breadcrumbs, imprint, page numbers.

These rules see one line only. ``chrome.py`` decides with its neighbours whether the line is left out.
"""

from __future__ import annotations

import re
from enum import Enum, auto

_BUTTONS = frozenset(
    "大 中 小 特大 超大 加大 减小 还原 默认 放大 缩小 正常 恢复 A+ A- T+ T- T|T 字体 字号 字体大小 背景色 "
    "打印 打印本页 打印此页 打印文章 打印正文 打印本文 下载 下载打印 全屏 收藏 收藏本页 加入收藏 关闭 关闭窗口 关闭本页 关闭页面 "
    "返回 返回顶部 返回首页 返回列表 返回上页 回到顶部 顶部 TOP Top 分享 转发 评论 点赞 纠错 我要纠错 内容纠错 我来说两句 举报 推荐 "
    "首页 网站首页 网站地图 站内搜索 搜索 登录 注册 设为首页 RSS 手机版 电脑版 客户端 无障碍 无障碍浏览 长者模式 适老版 关怀版 "
    "上一篇 下一篇 上一页 下一页 上一条 下一条 上页 下页 末页 尾页 更多 更多>> 更多内容 微信 微博 新浪微博 腾讯微博 QQ QQ空间 QQ好友 "
    "朋友圈 微信好友 人人网 豆瓣 复制链接 繁体 简体 繁體 English EN 语音播报 播报 朗读 听全文 展开全文 阅读全文 "
    "联系我们 关于我们 版权声明 免责声明 隐私保护 法律声明 网站声明 使用帮助 友情链接 分享到 分享到: 分享到： 分享到微信 分享至 扫一扫".split()
)
_SEPARATOR = re.compile(r"[\s|·•/\\>＞›»,，：:()（）【】\[\]×✕]+")
_ICONS = re.compile(r"[>＞›»|×✕/\\·•\-–—_=*#★☆■□▲▼◆◇○●【】\[\]()（）]+")
_FURNITURE = re.compile(
    r"[【\[（(]?\s*(?:字体|字号|字体大小|文字大小|视力保护色|保护视力色|背景色)\s*[：:].{0,40}|[【\[]\s*(?:字体|字号|字体大小)\s*[：:]?"
    r"|[【\[]\s*(?:打印|关闭|收藏|返回|纠错|我要纠错|加入收藏|推荐|复制)[^】\]]{0,8}[】\]](?:\s*[【\[][^】\]]{1,10}[】\]])*"
    r"|(?:您|你)?(?:现在|当前|目前)?(?:的)?(?:当前)?(?:所在|所处)?(?:的)?位置\s*(?:是|为)?\s*[：:>].{0,120}"
    r"|(?:首页|网站首页|主页|返回首页)\s*(?:[>＞›»/|\-]+|&gt;|->|→).{0,100}"
    r"|(?:分享到|分享至|一键分享|转发到|扫码分享|分享)\s*[：:].{0,60}|分享(?:到|至)\S{2,12}(?:\s+\S{1,12}){0,8}"
    r"|.{0,8}扫(?:一扫|描|码)[^，。；]{0,14}(?:二维码|手机|微信|打开|分享|关注|阅读|当前页|本页|下载)[^，。；]{0,16}"
    r"|(?:用|使用|打开)?微信[“\"]?扫一扫.{0,40}"
    r"|[【\[]?\s*(?:上一篇|下一篇|上一条|下一条|上一页|下一页|前一篇|后一篇)\s*[：:>＞].{0,80}"
    r"|(?:.{0,60}[\s:：])?(?:版权所有|[Cc]opyright|©)(?:[\s:：©].{0,120})?"
    r"|.{0,60}(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]?(?:[Ii][Cc][Pp]|[Ii][Cc][Pp]证)[备证]|公网安备|网站标识码|备案号\s*[：:]).{0,100}"
    r"|(?:主办单位|承办单位|技术支持|网站维护|建议使用|网站管理|运行维护|推荐分辨率)\s*[：:].{0,100}"
    r"|.{0,30}点击(?:图片|此处)(?:进入|查看).{0,16}|[》>]{2,}.{1,40}[《<]{2,}"
    r"|.{0,120}?(?:记者|通讯员)\s*[\u4e00-\u9fff·]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3}\s*[/／]?摄(?:影)?[。]?"
)
_RELATED = re.compile(
    r"[【\[■◆>]?\s*(?:相关|推荐|热门|延伸|精彩|最新|更多|热点|编辑)(?:报道|文档|链接|阅读|新闻|文章|稿件|解读|资讯|信息|推荐|内容|专题|搜索|政策|文件)"
    r"\s*[】\]]?\s*[：:>＞]*"
)
_SOURCE_FIELD = (
    "来源|文章来源|信息来源|稿件来源|稿源|新闻来源|文章出处|责任编辑|责编|本文责编|网络编辑|发布时间|发布日期|发表时间|发稿时间|更新时间|更新日期|录入时间|"
    "发布机构|发布单位|发布者|发布人|信息员|录入员|阅读量|阅读次数|阅读数|浏览次数|浏览量|访问量|点击数|点击量|点击率|点击次数|人气|索引号|主题分类|公开方式|访问次数|"
    "初审|复审|终审|审核人|字数"
)
_WEAK_FIELD = (
    "作者|供稿|撰稿|编辑|编审|审核|校对|校对人|监制|一审|二审|三审|记者|通讯员|摄影|时间|日期|成文日期|生成日期|"
    "出处|阅读|浏览|点击|录入|责任单位|信息分类|文号|发文机关|名称|有效性|标题|发文字号"
)
_FIELD = rf"[（(【\[\-—]?\s*(?P<name>{{}})\s*[：:]\s*(?P<value>.{{{{0,100}}}}?)\s*[)）】\]]?"
_IMPRINT = re.compile(_FIELD.format(_SOURCE_FIELD))
_BYLINE = re.compile(_FIELD.format(_WEAK_FIELD))
_STAMP = re.compile(
    r"(?:19|20)\d{2}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?:\s+|T|日)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?.{0,60}"
    r"|(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?:\s.{0,60})?"
)
_PAGE_NUMBER = re.compile(
    r"[—–―\-－·.~]{1,3}\s*\d{1,4}\s*[—–―\-－·.~]{1,3}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_SENTENCE_END = "。；，、！？"


class LineRole(Enum):
    """What a line may be. TEXT is everything that no rule knows."""

    TEXT = auto()
    FURNITURE = auto()  # nothing else, wherever it stands
    BUTTON = auto()  # a word that is a button in the company of others
    RELATED = auto()  # the head of a list of links
    IMPRINT = auto()  # 来源：…, 发布时间：…, 阅读量：…
    BYLINE = auto()  # 作者：…, 编辑：…, 时间：…: also found in documents
    STAMP = auto()  # a date with a time of day
    PAGE_NUMBER = auto()  # — 3 —


def line_role(line: str) -> LineRole:
    """What the stripped, non-empty ``line`` may be on a web page or in print."""
    if len(line) > 200 or (line[-1] in _SENTENCE_END and not line.endswith(("摄。", "摄影。"))):
        return LineRole.TEXT
    if _PAGE_NUMBER.fullmatch(line):
        return LineRole.PAGE_NUMBER
    if line in _BUTTONS or _ICONS.fullmatch(line):
        return LineRole.BUTTON
    words = [word for word in _SEPARATOR.split(line) if word]
    buttons = sum(word in _BUTTONS for word in words)
    if buttons > 1 and (buttons == len(words) or (len(words) >= 4 and words[0] in ("首页", "网站首页"))):
        return LineRole.FURNITURE
    if buttons == len(words) == 1:
        return LineRole.BUTTON
    for role, pattern in _ROLES:
        if pattern.fullmatch(line):
            return role
    return LineRole.TEXT


_ROLES = (
    (LineRole.IMPRINT, _IMPRINT),
    (LineRole.RELATED, _RELATED),
    (LineRole.FURNITURE, _FURNITURE),
    (LineRole.STAMP, _STAMP),
    (LineRole.BYLINE, _BYLINE),
)


def read_field(line: str) -> tuple[str, str] | None:
    """Name and value of a labelled line such as ``来源：新华社``; the value may be empty."""
    found = _IMPRINT.fullmatch(line) or _BYLINE.fullmatch(line)
    return (found["name"], found["value"]) if found else None
