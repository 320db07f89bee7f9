"""Names that no list has, known by how their words are tagged: bodies, persons without a title, foreigners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from desktop.domain.phrase import PhraseKind
from desktop.pipeline.phrase_patterns import Candidate, compiled
from desktop.pipeline.segmentation import tag

_BODIES = """
大学 学院 职业学院 技术学院 研究院 研究所 研究中心 医院 银行 公司 有限公司 集团 博物馆 图书馆 协会 学会 基金会
委员会 出版社 电视台 报社 日报 实验室 法院 检察院 公安局 管理局 中心 基金 大奖 质量奖 文学奖 科学技术奖 机场 大桥
高铁 铁路 高速公路 水库 水电站 核电站 国家公园 示范区 开发区 试验区 新区 新城 科学城 科技城 自贸区 自贸试验区
综合保税区 经济圈 城市群 都市圈 大会 博览会 论坛 峰会 战役 起义 会议 条约 宣言 公约 政府 人民政府
党支部 基地 特区 黄酒 火腿 白茶 红茶 绿茶 龙井茶 大米 陶瓷 瓷器 刺绣 剪纸 年画 泥塑 石窟 古城 遗址
"""
_ANCHOR_TAGS = frozenset(("ns", "nt", "nz", "nrt"))
_WITHIN_TAGS = frozenset(
    ("n", "ns", "nt", "nz", "nrt", "j", "b", "vn", "l", "ng", "a", "an", "v", "g", "zg", "nr", "p", "c")
)
_LINKS = frozenset("与及")
_NO_ANCHOR = """
中国 我国 中华 世界 国际 国家 全国 社会 西部 东部 中部 东方 西方 中央 地方 人民法院 人民政府 海上 民族
国务院 党中央 中共中央 政府
"""
_NO_PART = """
发动 爆发 签订 领导 发起 参与 发表
在 为 对 向 由 以 将 从 到 于 是 有 和 等 及其 或 或者 把 被 使 让 应当 可以 不得 建设 设立 成立 加快 推进 推动
支持 加强 完善 促进 打造 创建 召开 举办 发展 积极 全面 深化 优化 提升 实施 开展 引进 布局 举行 出席 参加 包括
作为 根据 获批 获 入选 落地 成功 最大 最高 首个 首家 专业
"""
_MOST_WORDS = 8
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔"
    "白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文殷庞樊兰施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边"
)
_NO_LAST = frozenset("权制氏某型等草湖港河江村镇山县市区省州路业化性者们的之了和与热游")
_SINGLES = rb"\x01{3,}"  # borders side by side: single characters between them
_HAN = r"[\u4e00-\u9fff]{2,}"
_FOREIGN_TAGS = frozenset(("nr", "nrt", "nrfg", "nz"))


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def find_names(
    text: str, words: Sequence[tuple[str, str]], ends: Sequence[int], edges: bytes | bytearray
) -> Iterator[Candidate]:
    """Every such name.

    ``words`` are those of the dictionary with their parts of speech, joined the text; ``ends`` says where each
    ends, ``edges`` has a 1 there and at the start.
    """
    yield from _named_bodies(words, ends)
    yield from _persons(text, edges)
    yield from _foreigners(text)


def _persons(text: str, edges: bytes | bytearray) -> Iterator[Candidate]:
    """Persons, whose names the dictionary does not have: runs of single characters with a surname in them.

    Only such runs are given to the segmenter's guesses, each once.
    """
    guesses: dict[str, list[tuple[int, int]]] = {}
    for singles in re.finditer(_SINGLES, edges):
        for run in compiled(_HAN).finditer(text, singles.start(), singles.end() - 1):
            characters = run[0]
            if characters not in guesses:
                surnamed = not _SURNAMES.isdisjoint(characters[:-1])
                guesses[characters] = list(_guessed_persons(characters)) if surnamed else []
            for start, end in guesses[characters]:
                yield Candidate(run.start() + start, run.start() + end, PhraseKind.NAME, 0.5)


def _guessed_persons(run: str) -> Iterator[tuple[int, int]]:
    start = 0
    for word, kind in tag(run):
        end = start + len(word)
        if kind == "nr" and 2 <= len(word) <= 3 and _is_person(word):
            whole = start == 1 and len(word) == 2 and run[0] in _SURNAMES  # 丁|薛祥
            yield (0 if whole else start), end
        start = end


def _is_person(word: str) -> bool:
    return word[0] in _SURNAMES and word[-1] not in _NO_LAST


def _named_bodies(words: Sequence[tuple[str, str]], ends: Sequence[int]) -> Iterator[Candidate]:
    """Bodies, places and works that begin with a place or another name: 西湖|大学, 环境保护部|环境发展|中心."""
    bodies, no_anchor, no_part = _words(_BODIES), _words(_NO_ANCHOR), _words(_NO_PART)
    for index in [index for index, (word, _) in enumerate(words) if word in bodies]:
        if index + 1 < len(words) and words[index + 1][0] in bodies:
            continue
        anchor = index
        for first in range(index - 1, max(-1, index - 1 - _MOST_WORDS), -1):
            word, kind = words[first]
            if kind in _ANCHOR_TAGS and len(word) > 1 and word not in no_anchor:
                anchor = first
            if word in _LINKS and kind in "pc" and anchor == index:
                continue
            if kind not in _WITHIN_TAGS or word in no_part or kind in "pc":
                break
        start = ends[anchor - 1] if anchor else 0
        if anchor < index and ends[index] - start >= 4:
            yield Candidate(start, ends[index], PhraseKind.NAME, 0.5)


def _foreigners(text: str) -> Iterator[Candidate]:
    """Names with a dot in them: 威廉·拉佐尼克."""
    for dot in compiled("·").finditer(text):
        before = _foreign(tag(text[max(0, dot.start() - 8) : dot.start()])[::-1])
        after = _foreign(tag(text[dot.end() : dot.end() + 8]))
        if before and after:
            yield Candidate(dot.start() - before, dot.end() + after, PhraseKind.NAME, 0.5)


def _foreign(words: Sequence[tuple[str, str]]) -> int:
    """How many characters of the first words belong to a name."""
    length = 0
    for word, kind in words:
        if kind not in _FOREIGN_TAGS or length + len(word) > 6:
            break
        length += len(word)
    return length
