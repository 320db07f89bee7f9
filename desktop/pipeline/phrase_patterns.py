"""Phrases that are known by their form: quotations, titles, dates, amounts, meetings, numbered shorthand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from desktop.domain.phrase import PhraseKind


class Candidate(NamedTuple):
    """A possible phrase at ``[start, end)``; where candidates overlap the higher ``rank``, then the longer one wins.

    A ``steady`` one stands unless something longer does.
    """

    start: int
    end: int
    kind: PhraseKind
    prior: float
    rank: int = 0
    steady: bool = False


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled when it is first needed: all of them take some 20 ms."""
    return re.compile(pattern)


_DIGIT = "一二两三四五六七八九"
_CN = f"[{_DIGIT}十百千万亿零〇]"
_PAIRS = r"“([^“”\n]{1,60})”|‘([^‘’\n]{1,60})’|「([^「」\n]{1,60})」|『([^『』\n]{1,60})』"
_TITLES = r"《[^\S\n]*+((?:[^《》\n]|《[^《》\n]{1,80}》){1,120}?)\s*》"
_SENTENCE = r"[。！？!?；;：…]"
_CLAUSE = r"[，、,]"
_DEFINED = r"(?:以下(?:统称|合称|简称|称)|下称|简称)为?[：:]?$"
_PERIOD = r"[一二三四五六七八九]?十?[一二三四五六七八九]?五"
_SHORT = r"(?!十[八九]大|二十大)[两二三四五六七八九十百双]{1,3}(?![年月日天周时点字方者])[^\W\d_a-zA-Z]{1,7}"
_CODE = r"\d{1,2}[.·•]\d{1,2}|\d[\d+A-Z]*\+[\d+A-Z]+"  # “7.26”讲话, “1+N”
_NO_TERM = (
    r"第.{1,4}[条章节款项]|以[上下内外前后]|[本该].|.{1,4}[日天年]|申请人|被申请人|条例|办法|规定|明知|计划|支付|中国"
)

_YEAR = r"(?:(?:公元前|公元)?\d{3,4}|公元前\d{1,2}|[一二][一二三四五六七八九〇零○]{3})年"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_PART = r"(?:[上中下]旬|[底初末])"
_TO = "(?:[—–－~～-]{1,2}|至)"
_DATES = (
    rf"(?<!\d)(?:19|20)\d\d(?:{_TO}|年[—–－~～-]{{1,2}})(?:(?:19|20)\d\d|(?<=20\d\d[—–－~～-])\d\d)年|"
    r"(?<![\d.-])(?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2})(?![\d-])|"
    rf"{_YEAR}(?:{_MONTH}(?:{_DAY}|{_PART})?|[代底初末度]|[上下]半年|第?[一二三四]季度|[春夏秋冬](?![季天节]))?"
    rf"|(?<![个\d一二三四五六七八九十])(?:{_MONTH}{_DAY}|\d{{1,2}}月(?:{_PART}|份)?(?![\d月]))"
    rf"|(?:\d{{1,2}}|[一二十]{{1,2}}[一二三四五六七八九]?)世纪(?:\d0年代|[一二三四五六七八九]{{1,2}}十年代|中叶|[初末]|[上下]半叶)?|本世纪中叶"
    rf"|[1-9]0年代|[二三四五六七八九]{{1,2}}十年代"
)
_SPANS = (
    rf"(?<![第\d.年月从由])\d{{1,3}}{_TO}\d{{1,3}}(?:个月|个工作日|[天日年]|周(?!年)|小时)(?:(?<=年)以?内)?(?!\d)|"
    rf"(?<!{_CN})(?<![第年月从由]){_CN}{{1,3}}至{_CN}{{1,3}}(?:个月|个工作日|[天日年]|小时)(?:(?<=年)以?内)?|"
    rf"(?<![第\d.年月])(?!\d{{4}}年)\d+(?:\.\d+)?(?:个多?月|个工作日|周年|[天日年]|周(?!年)|小时)(?:(?<=年)以?内)?(?!来|级|度|代|产|版|月|一遇|\d)"
    rf"|(?<!{_CN})(?<![第月的这近每新头整全半])(?<!过去)(?<!今后)(?<!未来){_CN}{{1,4}}(?:个月|个工作日|[日天年]|小时)"
    rf"(?:(?<=年)以?内|(?=以[上下前内]|内|前|之前|届满|有期徒刑|的|[，。；）]|不))"
)
_REIGN = "洪武|永乐|嘉靖|万历|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|贞观|开元|建安|民国"
_REIGNS = rf"(?:{_REIGN})(?:{_CN}{{1,3}}|元)年"
_PERIODS = r"(?<![一二三四五六七八九十“])(?:十[一二三四五六七八九]|[七八九])五(?=规划|时期|期间|末|以来|”|开局|收官)"

_UNITS = (
    "万美元|亿美元|美元|欧元|日元|英镑|港元|卢布|法郎|银元|元|万元|亿元|人次|人天|个百分点|百分点|平方公里|平方千米|平方米|立方米|万吨标准煤|吨标准煤|吨"
    "|公斤|千克|斤|毫克|微克|克|海里|公里|千米|厘米|毫米|英寸|微米|纳米|米|公顷|亩|千瓦时|千瓦|兆瓦|吉瓦时|吉瓦|瓦时|瓦|度|伏|安培|赫兹|摄氏度|℃|升|毫升"
    "|倍|周岁|岁|户|家|个|项|件|人|名|位|台|辆|车次|架|艘|座|所|处|条|批|起|宗|次|场|部|篇|首|轮|种|类|组|本|份|套|间|张|支|只|头|株|棵|册|栋|幢|孔|村|县|届|班|列"
    "|微克/立方米|毫克/升|公里/小时|米/秒|标箱|床|颗|枚|对|笔|门|片|段|道|km|kg|GW|MW|kW|TWh"
)
_UNIT = "|".join(sorted(_UNITS.split("|"), key=len, reverse=True))
_CN_UNIT = (
    "万美元|亿美元|美元|万元|亿元|元|倍|周岁|岁|周年|平方公里|平方米|立方米|公里|海里|米|公斤|克|吨|亩|公顷"
    "|个百分点|人次|度"
)
_NUMBERS = (
    rf"(?<![\d.．第从由年月])\d[\d,]*(?:[.．]\d+)?(?:[%％‰]|[十百千万亿]{{1,2}})?{_TO}\d[\d,]*(?:[.．]\d+)?"
    rf"(?:\s?[%％‰]|[十百千万亿]{{0,2}}[多余]?(?:{_UNIT})(?![a-zA-Z]))"
    rf"|(?<!{_CN})(?<![第从由年月]){_CN}{{1,3}}至{_CN}{{1,3}}(?:{_CN_UNIT}|[个人户家项名件棵次岁])"
    rf"|(?<![\d.．第])[+\-－]?\d[\d,]*(?:[.．]\d+)?(?:\s?[%％‰]|(?:[十百千万亿]{{1,2}})?[多余]?(?:{_UNIT})(?![a-zA-Z]))"
    rf"|(?<![\d.第])\d[\d,]*(?:\.\d+)?[万亿]{{1,2}}(?![\d.])"
    rf"|(?<!{_CN})(?<![第\d])(?:{_CN}{{1,7}}多[万亿](?:{_CN_UNIT}|[套户人个件吨亩])"
    rf"|{_CN}{{1,5}}(?:[件套台枚本组份张支发名次部辆艘枝幅种所人](?=以上|以下)))"
    r"|(?:(?<![\d.:：∶第])\d{1,3}(?:\.\d+)?∶|(?<=[为到近达约破比])\d{1,3}(?:\.\d+)?[:：])\d{1,3}(?:\.\d+)?(?![\d:：∶])"
    rf"|\d+[多余]?成(?=[，。；、多以左]|的)|\d[\d,]*[多余][万亿](?:{_UNIT})"
    r"|(?<![\d.第])\d{3,}(?:\.\d+)?点(?![\d钟半])|(?<![\d.])\d[\d.]*[万亿]两(?=白银)"
    rf"|(?:百|千|万)分之{_CN}+(?:点{_CN}+)?|(?<!{_CN}){_CN}{{1,3}}分之{_CN}{{1,3}}"
    rf"|(?<![第{_DIGIT}十])[一二三四五六七八九]成(?=[，。；、多以左]|的)"
    rf"|(?<![第{_DIGIT}十百千万\d])[{_DIGIT}十百]{_CN}{{0,8}}(?:点{_CN}{{1,3}})?[多余]?(?:{_CN_UNIT})"
    rf"|(?<![第{_DIGIT}十百千万\d])[{_DIGIT}十]{_CN}{{0,5}}[百千万亿]{_CN}{{0,5}}[多余]?(?:[个人户家项名件座所次台辆条里亩])"
)

_ORDER = "[一二三四五六七八九十]{1,3}"
_MEETINGS = (
    rf"(?:党的|中共)?{_ORDER}届{_ORDER}中(?:、{_ORDER}中)*(?:全会|(?=、))"
    rf"|(?:党的|中共)(?:{_ORDER}|\d{{1,2}})大(?!报告会)"
    rf"|(?:中国共产党)?第?{_ORDER}(?:次全国代表大会"
    rf"|届(?:中央委员会|全国(?:人民代表大会|人大|政协)(?:常务委员会|常委会)?)(?:第?{_ORDER}次(?:全体)?会议)?"
    rf"|届历次全会)"
    rf"|(?:中共)?[省市县区](?:委{_ORDER}届(?:{_ORDER}次)?全会|{_ORDER}届人大{_ORDER}次会议)"
    rf"|(?:中央|全国)[^\W\d]{{2,8}}工作会议"
    r"|中共(?!中央)[^\W\da-zA-Z_的和与对在]{2,8}(?:执行|工作|临时)?委员会"
)
_LAWS = (
    r"中华人民共和国(?:(?!境内|领域|或者|缔结|公民|国务院|主席|政府|没有|以下|依)(?:[^\W\da-zA-Z_]|、)){1,24}?(?<![合司立执守违非依])(?:法典|法|条例)"
    r"(?![律院人定制治庭官警学典]|规(?!定)|实施)"
)
_CRIMES = (
    r"(?:侵犯|破坏|非法|走私|生产、销售|生产|销售|贩卖|拒不|妨害|危害|滥用|玩忽|挪用|组织|强迫|引诱|伪造|盗窃|抢劫|抢夺|诈骗|故意|过失|虚假|泄露|操纵|污染|"
    r"以危险方法|交通|敲诈|寻衅|聚众|徇私|隐瞒|掩饰|帮助|传播|制作|扰乱|重大|职务|受贿|行贿|集资|信用卡|合同|贷款|盗伐|滥伐|逃税|骗取|虚开|侵占|介绍|单位|内幕)"
    r"(?:(?!构成|的|等|犯|定|认|处|按照|依照|以)(?:[^\W\da-zA-Z_]|、)){0,22}?(?<![犯定有无认其此本])罪(?![名犯行责过])"
)
_DOCUMENTS = r"(?m)^(?:[^\W\da-zA-Z_]|、){2,24}(?:法|条例)(?=(?:实施细则|（[^\W\da-zA-Z_]+）)?$)"
_LABELS = (  # of documents and cases; of parties that call themselves so
    r"〔\d{4}〕第?\d+号|[（(]\d{4}[）)][\u4e00-\u9fff]{1,3}\d{0,4}[\u4e00-\u9fff]{1,4}\d+号|(?<=称“)[本该我].(?=”)"
)
_SLOGANS = r"以[^\W\da-zA-Z_]{1,8}?为(?:中心|主体|主线|导向|纲|本)(?![^\W\da-zA-Z_]?化)"


def _quotations(text: str) -> Iterator[Candidate]:
    for match in compiled(_PAIRS).finditer(text):
        start, end = match.span(match.lastindex or 0)
        content = text[start:end]
        if content != content.strip() or len(content) < 2:
            continue
        if compiled(_DEFINED).search(text, max(0, match.start() - 8), match.start()):
            continue
        if compiled(_PERIOD).fullmatch(content) and len(content) >= 2:
            yield Candidate(start, end, PhraseKind.DATE, 0.6, 3)
        elif (compiled(_SHORT).fullmatch(content) and len(content) <= 7) or (content.isdecimal() and len(content) <= 5):
            yield Candidate(start, end, PhraseKind.SHORTHAND, 0.95, 3)
        elif is_quoted_term(text, match.start(), start, end):
            yield Candidate(start, end, PhraseKind.QUOTED, 0.85, 3)


def is_quoted_term(text: str, mark: int, start: int, end: int) -> bool:
    """Whether the quotation ``[start, end)``, opened at ``mark``, names a term rather than quoting speech."""
    content = text[start:end]
    if (
        len(content) > 30
        or compiled(_NO_TERM).fullmatch(content)
        or compiled(_SENTENCE).search(content)
        or not (any("\u3400" <= c <= "\u9fff" for c in content) or compiled(_CODE).fullmatch(content))
    ):
        return False
    spoken = mark > 0 and text[mark - 1] in "：:" and len(content) > 12
    return not spoken and len(compiled(_CLAUSE).findall(content)) <= 3


def _titles(text: str) -> Iterator[Candidate]:
    for match in compiled(_TITLES).finditer(text):
        yield Candidate(*match.span(1), PhraseKind.TITLE, 0.8, 4)


_PRINCIPLES = (  # 遵循|合法、公正、公开、及时、便民|的原则
    r"(?<=遵循|坚持|贯彻|按照|本着|根据|实行|执行|符合)[^\W\da-zA-Z_的]{2,6}(?:(?:、|和)[^\W\da-zA-Z_的]{2,6}){1,7}(?=的?(?:原则|方针))"
)
_PRINCIPLE = r"(?<=遵循|坚持|贯彻|按照|本着)[^\W\da-zA-Z_的]{4,8}(?=的(?:原则|方针))"
_PROJECTS = (
    r"(?<=实施|开展|启动|落实|深化|推进|制定|出台|编制|打好)(?!了|新|一|的|好|方案|本|该|有关|相关|全|重大|重点|国家重大)"
    r"(?:(?!实施|开展|启动|推进|落实|加快|加强|完善|推动|建设完成)[^\W\d_a-zA-Z的和及与]){4,14}"
    r"(?:三年行动(?:计划|方案)?|专项行动|攻坚行动|提升行动|行动计划|行动方案|(?<=[^\W\d]{6})行动|(?<=[^\W\d]{4})工程)(?![\w])"
)
_LATIN = (  # DeepSeek, GDP, ChatGPT-4; not the words of an English sentence
    r"(?<![A-Za-z0-9_.@/:#&-])(?<![A-Za-z,.] )(?=[A-Za-z0-9]*[A-Z])[A-Z][A-Za-z]*(?:[A-Z]|[a-z]{2})[A-Za-z]*"
    r"(?:-?\d+(?:\.\d+)?)?(?=[\u3000-\uffff]|\n|$)"
)
_PENALTIES = (
    r"(?:暂扣或者吊销|吊销或者暂扣|暂扣|吊销)(?:其|[^\W\d_a-zA-Z的或和并及与后前期]{0,8}?)"
    r"(?:许可证|执照|资格证书?|资质证书?|执业证书?|驾驶证|生产许可|注册证书?)"
)
_PARTICLES = r"(?<![A-Za-z])PM_?(?:2\.5|10)(?![\d.])"
_RULES = r"(?:国务院(?:各?部门|部、委员会)|部门|(?:地方|省级|省、自治区、直辖市)(?:人民)?政府)规章"
_PHRASINGS = (
    r"依法(?:独立|公正|独立公正)行使(?:审判权|检察权|监察权)|党的(?:基本)?(?:理论和?)?路线、?方针、?政策"
    r"|(?:公民|自然人)、法人(?:和|或者|或|及|以及)(?:其他|非法人)组织"
)
_CENTRAL_BODIES = r"国务院(?!有关)[^\W\d_a-zA-Z的和或及、]{2,12}?(?:监督管理机构|主管部门|行政部门|监督管理部门)"
_MARXISMS = r"(?:中国化|中国化时代化|当代中国|二十一世纪|21世纪)的?马克思主义"
_DUTIES = r"党委（党组）[^\W\d_a-zA-Z]{2,10}责任制"
_COUNTED = r"(?<![第\d])(?:十[一二三四五六七八九]?|[两二三四五六七八九])(?:方面|件|项|类)(?:重点|省级)?民生实事"
SEVERAL = "两双三四五六七八九十"
"""What a number begins with that may stand for a list."""
COUNTS = f"{SEVERAL}百0123456789０１２３４５６７８９"
"""What ``only_counts`` may begin with."""
_SEVERAL = rf"(?<![“‘「『第一二三四五六七八九十百千万几\d])(?!十[一七八九]大|二十大)[{SEVERAL}]{{1,2}}"
_HEADS = (
    "行动|工程|任务|举措|产业|集群|体系|战略|机制|平台|支撑|攻坚战|战役|领域|优势|关系|理念|定位|基地|名片|要素|工作|重点|计划|活动|改革|目标|保护|原则|布局"
    "|路径|抓手|转型|保障|板块|行业|项目|能力|特征|特色|成果|成就|品牌|清单|方针|政策|制度|思维|作风|纪律|规律|差别|系统|枢纽|通道|功能|格局|传统|专项"
)
_LISTS = (  # 八大行动, 四项机制, 五个到位, 三张清单, 十六字方针: the model tells them from what is only counted
    rf"{_SEVERAL}(?:[大项](?:(?![和的与])[\u4e00-\u9fff]){{0,4}}?(?:{_HEADS})(?:{_HEADS})?"
    r"|个(?:到位|坚持|必须|确保|不[^\W\d]|转变|更加|确立|维护|结合|服从|自信|明确|着力|务必|提升|围绕|聚焦|统筹|革命|一批|最[^\W\d]|严禁|决不|有利于|牢牢|走在前|见效|认同|尊重)"
    r"|[张篇][^\W\da-zA-Z_]{2}|支[^\W\da-zA-Z_]?队伍|步(?:工作法|走))"
    r"|[一二三四五六七八九十]{1,4}字(?:方针|要求|经|诀|箴言)"
)
_COUNTED_THINGS = (
    rf"[{SEVERAL}百]{{1,4}}(?:个|名|家|位|次|所|座|处|件|起|场|项)"
    r"(?:行政村|自然村|村|社区|乡镇|街道|乡|镇|县|县区|区|市|区县|市县|州|省|省份|城市|地区|国家|部门|单位|机构|企业|公司|学校|班级|班|小组|场馆|人|干部|孩子|学生|会议|比赛|问题)"
    r"|[\d百]{1,5}强"  # a rank, which is a phrase only with what it ranks: 世界500强
)


_FORMS: tuple[tuple[str, str, PhraseKind, float], ...] = (  # a form and what no match of it can be without
    (_MEETINGS, "届|党的|中共|会议", PhraseKind.NAME, 0.8),
    (_PERIODS, "五", PhraseKind.DATE, 0.6),
    (_DATES, "年|月|世纪|-|/", PhraseKind.DATE, 0.6),
    (_REIGNS, _REIGN, PhraseKind.DATE, 0.5),
    (_NUMBERS, "", PhraseKind.NUMBER, 0.55),
    (_SPANS, "月|日|天|年|周|小时", PhraseKind.DATE, 0.5),
    (_LAWS, "中华人民共和国", PhraseKind.NAME, 0.75),
    (_CRIMES, "罪", PhraseKind.TERM, 0.6),
    (_DOCUMENTS, "法|条例", PhraseKind.NAME, 0.75),
    (_SLOGANS, "以", PhraseKind.FORMULA, 0.7),
    (_PRINCIPLES, "原则|方针", PhraseKind.FORMULA, 0.6),
    (_PRINCIPLE, "的原则|的方针", PhraseKind.FORMULA, 0.6),
    (_PROJECTS, "行动|工程", PhraseKind.NAME, 0.5),
    (_LATIN, "", PhraseKind.NAME, 0.5),
    (_PENALTIES, "吊销|暂扣", PhraseKind.TERM, 0.5),
    (_PARTICLES, "PM", PhraseKind.TERM, 0.5),
    (_RULES, "规章", PhraseKind.TERM, 0.5),
    (_PHRASINGS, "行使|党的|法人", PhraseKind.FORMULA, 0.6),
    (_CENTRAL_BODIES, "国务院", PhraseKind.NAME, 0.5),
    (_MARXISMS, "马克思主义", PhraseKind.NAME, 0.7),
    (_DUTIES, "党委（党组）", PhraseKind.TERM, 0.5),
    (_COUNTED, "民生实事", PhraseKind.SHORTHAND, 0.6),
    (_LISTS, "", PhraseKind.SHORTHAND, 0.6),
)


_STEADY = frozenset((_MEETINGS, _DATES, _NUMBERS, _LAWS, _CENTRAL_BODIES))
"""Forms whose matches readers marked in 98 of 100 places, or something longer."""
_ROUND = "十百千万亿"  # 百倍, 百万吨 say roughly how many

_LIMITS = ("内", "以")  # 五日|内, 三年|以下

BEGINNINGS: dict[str, str] = {
    _MEETINGS: "[党中第省市县区全一二三四五六七八九十]",
    _DATES: r"[公本\d一二三四五六七八九十]",
    _NUMBERS: rf"[+\-－\d{_DIGIT}十百千万亿零〇]",
    _SPANS: rf"[\d{_DIGIT}十百千万亿零〇]",
    _LATIN: "[A-Z]",
    _COUNTED: "[十两二三四五六七八九]",
    _LISTS: f"[一二{SEVERAL}]",
}
"""The characters that a match can begin with, of the forms that take longest."""


def find_forms(text: str) -> Iterator[Candidate]:
    """Every candidate that its form gives away, overlapping ones too, in no particular order."""
    yield from _titles(text)
    yield from _quotations(text)
    for pattern, needed, kind, prior in _FORMS:
        if any(part in text for part in needed.split("|")):
            for match in find_matches(pattern, text):
                limit = pattern is _SPANS and (match[0][-1] == "内" or text[match.end() : match.end() + 1] in _LIMITS)
                steady = limit or (pattern in _STEADY and match[0][0] not in _ROUND)
                yield Candidate(*match.span(), kind, prior, steady=steady)


def find_labels(text: str) -> Iterator[tuple[int, int]]:
    """Where labels stand that no phrase takes part of: 国发〔2023〕15号, （以下简称“本院”）."""
    for match in compiled(_LABELS).finditer(text):
        yield match.span()


def only_counts(words: str) -> bool:
    """Whether these words only say how many there are of something, which stands for no list: 四个乡镇, 500强."""
    return compiled(_COUNTED_THINGS).fullmatch(words) is not None


def find_matches(pattern: str, text: str) -> Iterator[re.Match[str]]:
    """As ``finditer`` of a form, which would try one that begins with a condition at every character, slowly."""
    if pattern not in BEGINNINGS:
        yield from compiled(pattern).finditer(text)
        return
    match, end = None, 0
    for beginning in compiled(BEGINNINGS[pattern]).finditer(text):
        start = beginning.start()
        if start >= end:
            match = match or compiled(pattern).match
            if found := match(text, start):
                yield found
                end = found.end()
