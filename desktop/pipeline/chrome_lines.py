"""What a single line of a copied web page or print may be besides text: buttons, breadcrumbs, imprint, page numbers.

These rules see one line only. ``chrome.py`` decides with its neighbours whether the line is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto


class LineRole(Enum):
    """What a line may be. TEXT is everything that no rule knows."""

    TEXT = auto()
    FURNITURE = auto()  # nothing else, wherever it stands
    BUTTON = auto()  # a word or mark that is furniture in the company of other chrome
    RELATED = auto()  # the head of a list of links
    IMPRINT = auto()  # 来源：…, 发布时间：…, 阅读量：…
    BYLINE = auto()  # 作者：…, 编辑：…, 时间：…: also found in documents
    STAMP = auto()  # a date in figures, mostly with a time of day
    PAGE_NUMBER = auto()  # — 3 —


_BUTTON_ROWS = (
    "大 中 小 特大 超大 加大 减小 还原 默认 放大 缩小 正常 恢复 A+ A- T+ T- T|T 字体 字号 字体大小 字号变大",
    "字号变小 背景色",
    "打印 打印本页 打印此页 打印文章 打印正文 打印本文 打印内容 下载 下载打印 全屏 收藏 收藏本页 加入收藏 添加收藏",
    "关闭 关闭窗口 关闭本页 关闭页面 返回 返回顶部 返回首页 返回列表 返回上页 回到顶部 顶部 TOP Top 快乐分享",
    "分享 转发 评论 点赞 纠错 我要纠错 内容纠错 举报 推荐 微信 微博 新浪微博 腾讯微博 QQ QQ空间 QQ好友 朋友圈",
    "微信好友 豆瓣 复制链接",
    "首页 网站首页 网站地图 站内搜索 搜索 登录 注册 设为首页 RSS 手机版 电脑版 客户端 无障碍 无障碍浏览 长者模式",
    "适老版 关怀版",
    "上一篇 下一篇 上一页 下一页 上一条 下一条 上页 下页 末页 尾页 更多 更多>> 更多内容 查看更多 详细信息 繁体",
    "简体 繁體 English EN",
    "语音播报 播报 朗读 听全文 展开全文 阅读全文 联系我们 关于我们 版权声明 免责声明 隐私保护 法律声明 网站声明",
    "使用帮助",
    "赞 踩 喜欢 发表 订阅 会员 发现 登录/注册 登录|注册",
    "分享到 分享到: 分享到： 分享到微信 分享至 扫一扫 微信扫一扫 分享文章",
)
_BUTTONS = frozenset(word for row in _BUTTON_ROWS for word in row.split())
_MENU_WORDS = re.compile(
    "首页|政务公开|政务服务|政府信息公开|互动交流|政民互动|新闻中心|新闻动态|网上办事|办事服务|公众参与|专题专栏|机构概况|机构设置|"
    "关于我们|联系我们|网站地图|无障碍|长者模式|设为首页|加入收藏|走进|产品中心|市人大|市政协|法律声明|隐私"
)
_SEPARATOR = re.compile(r"[\s|·•/\\>＞›»,，：:()（）【】\[\]×✕]+")
_FURNITURE = (
    # font size, colour of the page
    r"[【\[（(]?\s*(?:字体|字号|字体大小|文字大小|视力保护色|保护视力色|背景色)\s*[：:].{0,40}",
    r"[【\[]\s*(?:字体|字号|字体大小)",
    # bracketed buttons in a row
    r"[【\[]\s*(?:打印|关闭|收藏|返回|纠错|我要纠错|加入收藏|推荐|复制)[^】\]]{0,8}[】\]](?:\s*[【\[][^】\]]{1,10}[】\]])*",
    # breadcrumbs
    r"(?:您|你)?(?:现在|当前|目前)?的?(?:当前)?(?:所在|所处)?的?位置\s*(?:是|为)?\s*[：:>].{0,120}",
    r"(?:首页|网站首页|主页|返回首页)\s*(?:[>＞›»/|\-]+|&gt;|→).{0,100}",
    # sharing, scanning
    r"(?:分享到|分享至|一键分享|转发到|扫码分享|分享)\s*[：:].{0,60}",
    r"分享(?:到|至)\S{2,12}(?:\s+\S{1,12}){0,8}",
    r".{0,8}扫(?:一扫|描|码)[^，。；]{0,14}"
    r"(?:二维码|手机|微信|打开|分享|关注|阅读|当前页|本页|下载)[^，。；]{0,16}",
    r"(?:用|使用|打开)?微信[“\"]?扫一扫.{0,40}",
    # other articles
    r"[【\[]?\s*(?:上一篇|下一篇|上一条|下一条|上一页|下一页|前一篇|后一篇)\s*[：:>＞].{0,80}",
    r".{0,30}点击(?:图片|此处)(?:进入|查看).{0,16}",
    r"[》>]{2,}.{1,40}[《<]{2,}",
    # the site
    r"(?:.{0,60}[\s:：])?(?:版权所有|[Cc]opyright|©)(?:[\s:：©].{0,120})?",
    r".{0,60}(?:[Ii][Cc][Pp][备证]|公网安备|网站标识码|备案号\s*[：:]).{0,100}",
    r"(?:主办单位|承办单位|技术支持|网站维护|建议使用|网站管理|运行维护)\s*[：:].{0,100}",
    # articles of a messenger's channel
    r"[^，。；\w]{0,6}点击[上下]方.{0,30}(?:关注|蓝字|卡片|订阅|收听|星标).{0,12}",
    r"[^，。；]{0,6}(?:长按|扫描|识别)[^，。；]{0,12}二维码[^。；]{0,24}",
    r"(?:原创\s+)?\S{1,20}(?:\s+\S{1,20}){0,3}\s+(?:19|20)\d\d年\d{1,2}月\d{1,2}日\s+\d{1,2}:\d\d(?:\s+\S{2,6})?",
    r"[^，。；]{0,12}点(?:个|一下|亮)?[“\"「]?(?:在看|赞)(?:[”\"」]|吧|[，！!]|$).{0,24}",
    r"(?:觉得|喜欢|如果).{0,24}(?:点赞|在看|转发|分享)[^\u4e00-\u9fff]*",
    r"(?:分享|点赞|收藏|在看|转发|关注)(?:[、，·\s]+(?:分享|点赞|收藏|在看|转发|关注)){1,4}[^。；]{0,10}",
    r"(?:轻触|点击)?(?:左下角)?[“\"]?阅读原文[”\"]?[^。；]{0,12}|(?:继续|向上|上下)滑动看(?:下一个|更多)|预览时标签不可点"
    r"|关注该公众号|微信扫一扫|喜欢此内容的人还喜欢|写留言|精选留言|喜欢作者|赞赏作者|轻点两下取消(?:赞|在看)|收录于(?:合集|话题).{0,30}"
    r"|微信扫一扫赞赏作者|分享让更多人看到",
    r"[【\[（(]广告[】\]）)].{0,40}",
    r"[^。；]{0,20}更多(?:精彩|内容|资讯|信息|干货)[^。；]{0,12}(?:关注|扫码|点击|登录|下载|回复)[^。；]{0,40}",
    # counts and buttons of forums, blogs and libraries of documents
    r"(?:赞同|点赞数?|收藏|评论|阅读量?|浏览量?|转发|喜欢)\s*[:：]?\s*\d[\d.,]*\s*[wWkK万]?\+?次?",
    r"\d[\d.,]*\s*[wWkK万]?\s*(?:人赞同了该(?:回答|文章)|条评论|次阅读|人阅读|人点赞)",
    r"(?:发布于|编辑于|最后编辑于|最新推荐文章于)\s*(?:19|20)\d\d[-年/].{0,40}",
    r"评论列表.{0,10}|发表评论|我要评论|添加评论|写评论|举报/反馈|展开阅读全文|点击查看全文|等你来答|一键收藏|打开(?:APP|App|app)"
    r"|下载此文档|下载文档到电脑.{0,20}|还剩\s*\d+\s*页未读.{0,10}|非法内容举报中心",
    r"打开[^，。；]{0,12}[，,]?\s*查看更多[^。；]{0,16}",
    r"(?:本文|原文|文章)链接\s*[:：]\s*https?://\S+|\d{20,}",
    r".{0,16}(?:打印|收藏|保存本页|关闭)\s*(?:字体|字号)\s*[:：].{0,24}",
    # captions of photographs
    r".{0,160}?(?:记者|通讯员)\s*[\u4e00-\u9fff·]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3}\s*[/／]?摄影?。?",
)
# What is furniture although it may end as a sentence does.
_NOTICE = re.compile(
    r"[（(*※]?[^。]{0,80}(?:(?:如有|若有|如涉及?|若涉及?)侵权|侵权必删|侵删)[^。]{0,30}(?:联系|告知|通知|删|处理)?[^。]{0,20}[)）。]*"
    r"|版权声明\s*[:：].{0,120}(?:转载|授权|许可).{0,60}|特别声明\s*[:：].{0,140}(?:平台|自媒体).{0,60}"
    r"|[^。]{0,6}内容来自.{0,40}转载请.{0,20}|确定要放弃本次机会？|觉得还不错[?？]"
    r"|[（(*※]?[^。；]{0,12}版权归[^。；]{0,16}所有[^。]{0,40}[)）。]*"
)
_BUTTON = (
    r"[-—–=·*~～\s]*(?:END|The End|THE END|全文完|（完）|\(完\))[-—–=·*~～\s]*|知道了|广告|已关注|去阅读|关注|原创",
    r"[>＞›»|×✕/\\·•\-–—_=*#★☆■□▲▼◆◇○●【】\[\]()（）]+",
    r">>.{0,60}|[^>＞。，]{0,20}(?:\s*[>＞»]+\s*[^>＞。，]{1,20}){2,}",
    r"[^\u4e00-\u9fff]*[{};$=][^\u4e00-\u9fff]*",
    r".{0,10}(?:下载|打开|关注).{0,12}(?:APP|客户端|公众号).{0,30}",
    r".{2,60}[-_—|]\s*(?:CSDN博客|豆丁网|道客巴巴|百度文库|百度百科|知乎|简书|人民网|新华网|中国政府网|搜狐|网易|新浪网?|腾讯网?)",
    r"(?:本站|本网|未经|凡本网|凡注明).{0,80}(?:转载|镜像|授权|版权|责任).{0,60}",
)
_RELATED = (
    r"[【\[■◆>]?\s*(?:相关|推荐|热门|延伸|精彩|最新|热点)"
    r"(?:报道|文档|链接|阅读|新闻|文章|稿件|解读|资讯|信息|推荐|内容|专题|搜索|政策|文件)\s*[】\]]?\s*[：:>＞]*",
    r"[●◆■▼]?\s*(?:往期|精彩)(?:推荐|回顾|精选|文章|内容|阅读)\s*[：:>＞]*|喜欢此内容的人还喜欢|大家都在搜|作者最新文章"
    r"|热搜榜?|为你推荐|更多推荐",
    r"(?:友情链接|网站导航|网站链接|您可能感兴趣的?|猜你喜欢|大家都在看|热门排行|点击排行|阅读排行|往期回顾)\s*[：:>＞]*",
)
_SOURCE_FIELDS = (
    "来源 文章来源 信息来源 稿件来源 稿源 新闻来源 文章出处 责任编辑 责编 本文责编 网络编辑 发布时间 发布日期",
    "发表时间 发稿时间 更新时间",
    "更新日期 录入时间 上载日期 归档时间 公开日期 发文日期 发布机构 发布机关 发布单位 发布者 发布人 信息员 录入员",
    "阅读量 阅读次数 阅读数 浏览次数",
    "浏览量 访问量 点击数 点击量 点击率 点击次数 人气 索引号 主题分类 主题词 信息分类 公开方式 访问次数 初审 复审",
    "终审 审核人 发布人员 发文机构 文档分类 文档大小 上传人 上传者 下载券",
)
_WEAK_FIELDS = (
    "作者 供稿 撰稿 编辑 编审 审核 校对 校对人 监制 一审 二审 三审 记者 通讯员 摄影 时间 日期 成文日期 生成日期",
    "出处 阅读 浏览 点击 录入 责任单位 分类 文号 发文机关 名称 有效性 标题 发文字号 体裁分类 关键词 字数",
)
_STAMP = (
    r"(?:19|20)\d{2}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?:\s+|T|日)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?.{0,60}",
    r"(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}(?:\s.{0,60})?",
)
_PAGE_NUMBER = (
    r"[—–―\-－·.~]{1,3}\s*\d{1,4}\s*[—–―\-－·.~]{1,3}",
    r"第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?",
    r"\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _labelled(rows: Iterable[str]) -> re.Pattern[str]:
    """A line that begins with one of the labels, whose characters may be printed apart (索 引 号)."""
    labels = [name for row in rows for name in row.split()]
    names = "|".join(r"\s*".join(label) for label in labels)
    apart = "|".join(r"\s+".join(label) for label in labels)
    return re.compile(
        rf"[（(【\[\-—]?\s*(?P<name>(?:{names})(?=\s*[：:])|(?:{apart})(?=\s)|索引号)\s*[：:]?\s*"
        r"(?P<value>.{0,160}?)\s*[)）】\]]?"
    )


_IMPRINT = _labelled(_SOURCE_FIELDS)
_CREDIT = re.compile(
    r"(?:本文|文章|图片|视频)?(?:来源|作者|编辑|责编|责任编辑|值班编辑|美编|排版|校对|审核|编审|监制|主编|统筹|制作|供稿|记者|文|图|初审|复审|终审|一审|二审|三审)"
    r"\s*[丨｜|]\s*[^。；]{1,40}|投稿(?:邮箱|热线|方式)\s*[：:].{0,60}"
)
_BYLINE = _labelled(_WEAK_FIELDS)
_LABELS = re.compile(
    r"(?:来源|时间|日期|作者|编辑|责编|字体|字号|浏览量?|浏览次数|阅读量?|点击[量数]?|索引号|发布机构"
    r"|审核|校对|记者|通讯员|分享到?)\s*[：:]"
)
_RULES = (
    (LineRole.PAGE_NUMBER, _any(_PAGE_NUMBER)),
    (LineRole.IMPRINT, _IMPRINT),
    (LineRole.IMPRINT, _CREDIT),
    (LineRole.RELATED, _any(_RELATED)),
    (LineRole.FURNITURE, _any(_FURNITURE)),
    (LineRole.STAMP, _any(_STAMP)),
    (LineRole.BYLINE, _BYLINE),
    (LineRole.BUTTON, _any(_BUTTON)),
)
_LONGEST = 200


def line_role(line: str) -> LineRole:
    """What the stripped, non-empty ``line`` may be on a web page or in print."""
    if len(line) <= _LONGEST and _NOTICE.fullmatch(line):
        return LineRole.FURNITURE
    if len(line) > _LONGEST or (line[-1] in "。；，、？" and not line.endswith(("摄。", "摄影。"))):
        return LineRole.TEXT
    if line in _BUTTONS:
        return LineRole.BUTTON
    words = [word for word in _SEPARATOR.split(line) if word]
    buttons = sum(word in _BUTTONS for word in words)
    if buttons == len(words) == 1:
        return LineRole.BUTTON
    if 1 < buttons == len(words):
        return LineRole.FURNITURE
    if len(words) >= 3 and "：" not in line and len(set(_MENU_WORDS.findall(line.replace(" ", "")))) >= 2:
        return LineRole.FURNITURE
    if line.count("：") + line.count(":") > 1 and len(_LABELS.findall(line)) > 1:
        return LineRole.IMPRINT
    for role, pattern in _RULES:
        if pattern.fullmatch(line):
            return role
    return LineRole.TEXT


def read_field(line: str) -> tuple[str, str] | None:
    """Label and value of a line such as ``来源：新华社``; the value may be empty. None for a line without label."""
    found = _IMPRINT.fullmatch(line) or _BYLINE.fullmatch(line)
    return (re.sub(r"\s", "", found["name"]), found["value"]) if found else None
