"""Phrases known by their form and by where words begin and end: bodies, persons, definitions, new shorthand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.phrase_patterns import Candidate, compiled
from desktop.pipeline.segmentation import tag

_BODY = (
    r"(?:[^\W\da-zA-Z_]{1,3}[市县区州镇乡])?"
    r"[^\W\d_a-zA-Z的和与及或在是为了对向由以将从到等应当会同根据经接受鼓励加强兴办制定设立按其者本该各有]{0,6}?"
    r"(?:人民政府|人民法院|人民检察院|法院|检察院|公安局|监察委员会|管理局|管理委员会|委员会|政协|人大常委会|大学|学院|研究院"
    r"|研究所|实验室|博物馆|医院|银行|集团|有限公司|股份公司|协会|学会|联合会|电视台|出版社|机场|论坛|博览会|峰会|运动会|自贸区|自由贸易试验区|新区|(?<=..)奖(?![励金项状牌品学惩]))"
)
_NO_PLACE = "院府会部局委厅处署党组席军法关门行域原权者国"
_OFFICES = (  # of a ministry, an academy, a university
    r"(?:[^\W\d_a-zA-Z的和及或在是为了对向由以将从到等]|(?<=..)与(?=..)){0,12}?"
    r"(?:研究中心|发展中心|信息中心|中心|研究院|研究所|实验室|办公厅|办公室|[^\W\d_a-zA-Z的]{1,3}司|学院|附属医院|出版社)(?![^\W\d_]{0,2}(?:工作|建设))"
)
_OWNERS = ("部", "委", "局", "科学院", "工程院", "大学", "集团")
_NATIONAL = r"中国|全国|中华(?!人民)|国家(?=[^\W\da-zA-Z_]{0,8}(?:局|委员会|实验室|大学|学院|银行|集团))"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLED = (
    "(?:记者|主席|总书记|总理|委员长|部长|省长|市长|县长|区长|书记|主任|局长|厅长|院长|校长|所长|会长|院士|教授|研究员|博士|发言人"
    "|代表|委员|同志|诗人|作家|画家|书法家|文学家|思想家|史学家|科学家|数学家|物理学家|经济学家|政治家|军事家|将军|导演|演员|作者"
    f"|选手|运动员|工程师|医生)[ 　]?(?=[{_SURNAMES}])"
)
_FOREIGN = (  # 总统|马克龙, 首相|苏纳克
    "(?:总统|首相|总理|国王|女王|学家|议长|国务卿)"
    "([阿埃艾安奥巴白拜班贝本比宾波伯勃布查戴丹道德迪蒂丁杜多恩尔法范菲费芬佛夫弗福盖冈戈格葛古圭哈海汉赫亨胡华怀霍"
    "基吉季加贾杰金卡凯康考科克肯库夸拉莱兰朗劳勒雷里利莉林龙卢鲁路伦罗洛马玛迈麦曼梅蒙米密明摩莫默穆纳娜奈南内尼"
    "年宁纽努诺欧帕潘佩彭皮珀普齐奇乔琼让瑞萨塞桑瑟沙尚圣施史士斯思丝苏索塔泰坦汤唐特提廷图托瓦威韦维温沃乌伍武西希锡夏肖谢辛休雅亚耶叶伊因英尤于约泽扎詹珍兹佐京顿登逊翰]{2,6})"
)
_SPEECH = "表示|指出|强调|介绍|认为|告诉|透露|说(?![明法服])|主持|出席|同志|主席|总理|教授|院士|先生|女士"
_NOT_IN_A_NAME = "的了在和与及某等是为于对向就将说则教以把被也又都并却"
_DEFINITIONS = (
    r"(?m)(?:本(?:法|条例|办法|规定|解释|细则)|前款)所称的?(?!的)([^\W\da-zA-Z_]{3,12}?)，?(?:是指|包括)"
    r"|(?:^|[。；！？\n])(?:所谓)?(?!其中|这里|本文|这些)(?:([^\W\da-zA-Z_]{2})是指"
    r"|(?!.{0,5}所称|所谓)([^\W\da-zA-Z_]{3,9})，?(?:是指|指的是|又称))"
    r"|(?:称[为作]|叫[做作]|称之为)([^\W\da-zA-Z_]{3,8})(?<!之父)(?<!之母)(?<!之一)(?=[，。；])"
)
_MOST_DEFINITIONS = 300  # each costs a pass over the text
_COUNTS = (
    r"(?<!党的)(?<!中共)(?<![第一二三四五六七八九十百千\d])"
    r"(?:十[一二三四五六七八九]?|[两二三四五六七八九])(?:大|(?P<piece>[个项]))"
)
_VAGUE = (
    "类|方面|部分|问题|领域|行业|板块|因素|特点|特征|阶段|要求|任务|目标|原则|意义|内容|层次|步骤|环节|重点|系列|措施|变化|类型|情况"
    "|地区|城市|企业|家族|股东|群体|部门|优势|产业|区域|片区|通道|行动|项目|支柱|组成|核心|关键|趋势|市场|中心|基地|流域|经济|国家|学校"
    "|银行|集团|公司|主题|部委|现代|专业"
)
_COUNTED = (
    "确立|维护|意识|自信|全面|伟大|坚持|务必|结合|毫不动摇|必须|服从|面向|延伸|转变|聚焦|统筹|不变|到位|从严|考验|倡议|自觉|明确|牢牢|走在"
    "|敢于|善于|基本点|本质要求|规定|基本原则"
)
_WORD = r"[^\W\da-zA-Z_]{2,4}"


def find_by_words(text: str, edges: bytes | bytearray) -> Iterator[Candidate]:
    """Every such candidate, overlapping ones too; ``edges`` has a nonzero byte where a word begins or ends."""
    yield from _counted(text, edges)
    yield from _defined(text, edges)
    yield from _bodies(text, edges)
    yield from _persons(text, edges)
    yield from _foreigners(text, edges)


def body_end(text: str, start: int, end: int, edges: bytes | bytearray) -> int:
    """The end of the body whose name begins with the place at ``[start, end)`` (杭州|市中级人民法院), or 0."""
    if end == start:
        return 0
    if end - start >= 3 and text.endswith(_OWNERS, start, end):
        tail = compiled(_OFFICES).match(text, end)
    elif text[end - 1] in _NO_PLACE:
        return 0
    else:
        tail = compiled(_BODY).match(text, end)
    return tail.end() if tail and edges[tail.end()] else 0


def _counted(text: str, edges: bytes | bytearray) -> Iterator[Candidate]:
    """Numbered shorthand that no list knows: 四大工程 of a plan's own, 五个面向 …; not 两大方面, 三个月."""
    for match in compiled(_COUNTS).finditer(text):
        end = edges.find(1, match.end() + 1)
        head = text[match.end() : end]
        if not (edges[match.end()] and compiled(_WORD).fullmatch(head)):
            continue
        if compiled(_COUNTED).fullmatch(head) if match["piece"] else not compiled(_VAGUE).fullmatch(head):
            yield Candidate(match.start(), end, PhraseKind.SHORTHAND, 0.7)


def _defined(text: str, edges: bytes | bytearray) -> Iterator[Candidate]:
    """Every mention of what the text itself defines (时效是指…, 本法所称房地产交易，包括…, …称为均衡价格)."""
    terms = dict.fromkeys(match[match.lastindex or 0] for match in compiled(_DEFINITIONS).finditer(text))
    for term in islice(terms, _MOST_DEFINITIONS):
        start = text.find(term)
        while start >= 0:
            end = start + len(term)
            if edges[start] and edges[end]:
                yield Candidate(start, end, PhraseKind.TERM, 0.6)
            start = text.find(term, end)


def _bodies(text: str, edges: bytes | bytearray) -> Iterator[Candidate]:
    """Institutions whose name begins with the country (中国科学技术大学, 国家税务总局 …)."""
    for match in compiled(_NATIONAL).finditer(text):
        if edges[match.start()] and (tail := compiled(_BODY).match(text, match.end())) and edges[tail.end()]:
            yield Candidate(match.start(), tail.end(), PhraseKind.NAME, 0.5)


def _persons(text: str, edges: bytes | bytearray) -> Iterator[Candidate]:
    """Names of persons after a title (记者李晓明) or, at a clause's start, before a verb of speech (王毅指出)."""
    for match in compiled(_TITLED).finditer(text):
        start = match.end()
        while edges[match.start()] and (end := _name_end(text, start, edges)):
            yield Candidate(start, end, PhraseKind.NAME, 0.5)
            if text[end : end + 1] not in ("、", " ", "\u3000") or (text[end + 1 : end + 2] or "、") not in _SURNAMES:
                break
            start = end + 1
    for match in compiled(_SPEECH).finditer(text):
        for start in (match.start() - 3, match.start() - 2):
            if start < 0 or text[start] not in _SURNAMES or (start and text[start - 1] not in "，。；：、“”（\n"):
                continue
            if _name_end(text, start, edges) == match.start():
                yield Candidate(start, match.start(), PhraseKind.NAME, 0.5)


def _foreigners(text: str, edges: bytes | bytearray) -> Iterator[Candidate]:
    """Names written by their sound, after the office of a foreigner or the field of a scientist."""
    for match in compiled(_FOREIGN).finditer(text):
        if edges[match.start(1)] and edges[match.end()]:
            yield Candidate(*match.span(1), PhraseKind.NAME, 0.5)


def _name_end(text: str, start: int, edges: bytes | bytearray) -> int:
    """Where a name of two or three characters ends that the dictionary has whole or not at all; 0 if there is none."""
    if not edges[start]:
        return 0
    word_end = edges.find(1, start + 1)
    if word_end - start in (2, 3):
        return word_end if tag(text[start:word_end])[0].tag.startswith("nr") else 0
    end = word_end
    while 0 < end < len(text) and end - start < 3 and edges[end + 1] and "\u4e00" <= text[end] <= "\u9fff":
        if text[end] in _NOT_IN_A_NAME:
            break
        end += 1
    return end if end - start >= 2 else 0
