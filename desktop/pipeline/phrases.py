"""Which spans of a text are its key phrases, of which kind, and how much each matters.

Candidates come from two sides: forms (``phrase_patterns``) and known terms (``lexicon``). Where they
overlap the better one stands alone; only a quoted term or a title of several clauses keeps the phrases
inside it too, since both are useful to a learner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate

from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.phrase_patterns import Candidate, find_forms
from desktop.pipeline.segmentation import cut_known, tag

_HAN = re.compile(r"[\u3400-\u9fff]+")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]+")
_LETTER = re.compile(r"[^\W\d_]+")
_EXTENSIONS = re.compile(r"制度|责任制|体制|原则|战略|权(?![利力益限属责])")
_BODY = re.compile(
    r"(?:[\u4e00-\u9fff]{1,3}[市县区州镇乡])?[^\W\d_a-zA-Z的和与及或在是为了对向由以将从到等、应当会同根据经接受鼓励加强兴办制定设立按其者本该各有]{0,6}?"
    r"(?:人民政府|人民法院|人民检察院|法院|检察院|公安局|监察委员会|管理局|管理委员会|委员会|政协|人大常委会"
    r"|大学|学院|研究院|研究所|实验室|博物馆|医院|银行|集团|有限公司|股份公司|协会|学会|联合会|电视台|出版社|机场|自贸区|自由贸易试验区|新区)"
)
_BODY_ENDS = "院府会部局委厅处署党组席军法关门行域原权者国"
_NATIONAL = re.compile(r"中国|全国|中华(?!人民)|国家(?=[\u4e00-\u9fff]{0,8}(?:局|委员会|实验室|大学|学院|银行|集团))")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLED = re.compile(
    "(?:记者|主席|总书记|总理|委员长|部长|省长|市长|县长|区长|书记|主任|局长|厅长|院长|校长|所长|会长|院士|教授|研究员|博士|发言人|代表|委员|同志"
    "|诗人|作家|画家|书法家|文学家|思想家|史学家|科学家|数学家|物理学家|经济学家|政治家|军事家|将军|导演|演员|作者|选手|运动员|工程师|医生)[ 　]?"
    f"(?=[{_SURNAMES}])"
)
_SPEECH = re.compile("表示|指出|强调|介绍|认为|告诉|透露|说(?![明法服])|主持|出席|同志|主席|总理|教授|院士|先生|女士")
_DEFINITIONS = re.compile(
    r"(?:本法|本条例|本办法|本规定|本解释|本细则|前款)所称的?(?!的)([\u4e00-\u9fff]{3,12}?)，?(?:是指|包括)"
    r"|(?:^|[。；！？\n])(?:所谓)?(?:([\u4e00-\u9fff]{2})是指|(?!.{0,5}所称|所谓|其中|这里|本文|这些)([\u4e00-\u9fff]{3,9})(?:，?是指|，?指的是|，?又称))"
    r"|(?:称为|叫做|叫作|称作|称之为|统称为)([\u4e00-\u9fff]{3,8})(?=[，。；])",
    re.MULTILINE,
)
_COUNTS = re.compile(
    r"(?<![第一二三四五六七八九十百千\d])(?:十[一二三四五六七八九]?|[两二三四五六七八九])(?:大|(?P<piece>[个项]))"
)
_GREAT_BUT_VAGUE = frozenset(
    "类 方面 部分 问题 领域 行业 板块 因素 特点 特征 阶段 要求 任务 目标 原则 意义 内容 层次 步骤 环节 重点 系列 措施 变化 类型 情况 地区 城市 企业 "
    "家族 股东 群体 部门 优势 产业 区域 片区 通道 行动 项目 支柱 组成 核心 关键 趋势 市场 中心 基地 流域 经济 国家 学校 银行 集团 公司 主题 部委".split()
)
_COUNTED_HEADS = frozenset(
    "确立 维护 意识 自信 全面 伟大 坚持 务必 结合 毫不动摇 必须 服从 面向 延伸 转变 聚焦 统筹 不变 到位 从严 考验 倡议 自觉 明确 牢牢 走在 敢于 善于 基本点 本质要求 规定 基本原则".split()
)
_EXTENDED = (PhraseKind.TERM, PhraseKind.FORMULA)


def extract_phrases(text: str, lexicon: Lexicon) -> list[PhraseOccurrence]:
    """The key phrases of ``text`` in text order; empty for a text that is not Chinese.

    Spans are half-open code points, quotation marks and 《》 outside. They do not overlap.
    """
    if not _is_chinese(text):
        return []
    edges = _word_edges(text)
    candidates = list(find_forms(text))
    candidates += _known_terms(text, lexicon, edges)
    candidates += _counted(text, edges)
    candidates += _defined(text, edges)
    candidates += _bodies(text, edges)
    candidates += _persons(text, edges)
    chosen = _choose(candidates, len(text))
    return _scored(text, chosen, lexicon)


def _is_chinese(text: str) -> bool:
    han = sum(map(len, _HAN.findall(text)))
    if not han or 5 * sum(map(len, _KANA_HANGUL.findall(text))) > han:
        return False
    return 5 * han >= sum(map(len, _LETTER.findall(text)))


def _word_edges(text: str) -> bytearray:
    edges = bytearray(len(text) + 1)
    edges[0] = 1
    for end in accumulate(map(len, cut_known(text))):
        edges[end] = 1
    return edges


def _known_terms(text: str, lexicon: Lexicon, edges: bytearray) -> Iterator[Candidate]:
    for start, end, entry in lexicon.find(text, edges):
        rank = 5 if entry.kind is PhraseKind.OWN else 0
        yield Candidate(start, end, entry.kind, entry.prior, rank)
        if entry.kind in _EXTENDED and (tail := _EXTENSIONS.match(text, end)) and edges[tail.end()]:
            yield Candidate(start, tail.end(), PhraseKind.TERM, entry.prior, rank)
        if (
            entry.kind is PhraseKind.NAME
            and text[end - 1] not in _BODY_ENDS
            and (tail := _BODY.match(text, end))
            and edges[tail.end()]
        ):
            yield Candidate(start, tail.end(), PhraseKind.NAME, entry.prior, rank)


def _counted(text: str, edges: bytearray) -> Iterator[Candidate]:
    """Numbered shorthand that no list knows: 四大工程 of a plan's own, 五个面向 …; not 两大方面, 三个月."""
    for match in _COUNTS.finditer(text):
        end = edges.find(1, match.end() + 1)
        head = text[match.end() : end]
        if not (edges[match.end()] and 2 <= len(head) <= 4 and _HAN.fullmatch(head)):
            continue
        if head in _COUNTED_HEADS if match["piece"] else head not in _GREAT_BUT_VAGUE:
            yield Candidate(match.start(), end, PhraseKind.SHORTHAND, 0.7)


def _defined(text: str, edges: bytearray) -> Iterator[Candidate]:
    """Every mention of what the text itself defines (时效是指…, 本法所称房地产交易，包括…, …称为均衡价格)."""
    terms = {match[match.lastindex or 0] for match in _DEFINITIONS.finditer(text)}
    for term in sorted(terms):
        start = text.find(term)
        while start >= 0:
            end = start + len(term)
            if edges[start] and edges[end]:
                yield Candidate(start, end, PhraseKind.TERM, 0.6)
            start = text.find(term, end)


def _bodies(text: str, edges: bytearray) -> Iterator[Candidate]:
    """Institutions whose name begins with the country (中国科学技术大学, 国家税务总局 …)."""
    for match in _NATIONAL.finditer(text):
        if edges[match.start()] and (tail := _BODY.match(text, match.end())) and edges[tail.end()]:
            yield Candidate(match.start(), tail.end(), PhraseKind.NAME, 0.5)


def _persons(text: str, edges: bytearray) -> Iterator[Candidate]:
    """Names of persons after a title (记者李晓明) or, at a clause's start, before a verb of speech (王毅指出)."""
    for match in _TITLED.finditer(text):
        start = match.end()
        while edges[match.start()] and (end := _name_end(text, start, edges)):
            yield Candidate(start, end, PhraseKind.NAME, 0.5)
            if text[end : end + 1] not in ("、", " ", "\u3000") or (text[end + 1 : end + 2] or "、") not in _SURNAMES:
                break
            start = end + 1
    for match in _SPEECH.finditer(text):
        for start in (match.start() - 3, match.start() - 2):
            if start < 0 or text[start] not in _SURNAMES or (start and text[start - 1] not in "，。；：、“”（\n"):
                continue
            if _name_end(text, start, edges) == match.start():
                yield Candidate(start, match.start(), PhraseKind.NAME, 0.5)


def _name_end(text: str, start: int, edges: bytearray) -> int:
    """Where a name of two or three characters ends that the dictionary has whole or not at all; 0 if there is none."""
    if not edges[start]:
        return 0
    word_end = edges.find(1, start + 1)
    if word_end - start in (2, 3):
        return word_end if tag(text[start:word_end])[0].tag.startswith("nr") else 0
    end = word_end
    while 0 < end < len(text) and end - start < 3 and edges[end + 1] and "\u4e00" <= text[end] <= "\u9fff":
        if text[end] in "的了在和与及某等是为于对向就将说":
            break
        end += 1
    return end if end - start >= 2 else 0


def _choose(candidates: Iterable[Candidate], length: int) -> list[Candidate]:
    """The candidates that stand: higher rank first, then longer, then earlier; no two overlap."""
    taken = bytearray(length)
    chosen = []
    for candidate in sorted(candidates, key=lambda c: (-c.rank, c.start - c.end, c.start, -c.prior)):
        if taken.find(1, candidate.start, candidate.end) < 0:
            taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
            chosen.append(candidate)
    chosen.sort()
    return chosen


def _scored(text: str, chosen: list[Candidate], lexicon: Lexicon) -> list[PhraseOccurrence]:
    words = [text[c.start : c.end] for c in chosen]
    counts = Counter(words)
    occurrences = []
    for candidate, word in zip(chosen, words, strict=True):
        if word in lexicon.muted:
            continue
        kind = candidate.kind
        if kind is PhraseKind.QUOTED and (entry := lexicon.entries.get(word)) and entry.kind is PhraseKind.SHORTHAND:
            kind = PhraseKind.SHORTHAND
        score = candidate.prior + 0.04 * min(counts[word] - 1, 4) + (0.05 if _in_heading(text, candidate) else 0)
        occurrences.append(PhraseOccurrence(candidate.start, candidate.end, word, kind, round(min(score, 1.0), 3)))
    return occurrences


def _in_heading(text: str, candidate: Candidate) -> bool:
    """Whether the line of the candidate is short and does not end as a sentence does."""
    start = text.rfind("\n", max(0, candidate.start - 60), candidate.start)
    end = text.find("\n", candidate.end, candidate.end + 60)
    return (start >= 0 or candidate.start < 60) and 0 <= end - start < 60 and text[end - 1] not in "。；：，”"
