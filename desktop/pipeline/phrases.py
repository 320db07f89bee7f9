"""Which spans of a text are its key phrases, of which kind, and how much each matters.

Candidates come from known terms (``lexicon``) and from forms (``phrase_patterns``, ``phrase_words``). Where they
overlap the better one stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from desktop.domain.phrase import PhraseKind, PhraseOccurrence
from desktop.pipeline.lexicon import Lexicon
from desktop.pipeline.own_phrases import OwnLexicon, apply_own
from desktop.pipeline.phrase_compounds import find_compounds, find_repeated
from desktop.pipeline.phrase_names import find_names
from desktop.pipeline.phrase_patterns import Candidate, compiled, find_forms
from desktop.pipeline.phrase_words import body_end, find_by_words
from desktop.pipeline.segmentation import tag_known

_FLAT = 4  # a phrase so short holds no other
_SAMPLE = 20_000  # code points that tell the language of a text
_EXTENSIONS = (
    r"制度|责任制|体制|体系|总体规划|专项规划|原则|战略|增加值|权(?![利力益限属责])|合同|定理|定律|法(?=的?规定|第|，|。|、|和)"
    r"|文件|资料|规程|名录|预案|警报|示范区|示范省|试验区|先行区|普及率|覆盖率|达标率|利用率|优良率|增速|装机|里程|补助|秩序|现代化(?!建设)"
    r"|经营者|消费者|劳动者|生产者|从业者|运营者|所有人|使用人|(?:监测|服务|基础)?网络|防御能力|合格证|(?<=[^\W\d_]{3})(?:[卡费税款额量率者](?![^\W\d_]{0,1}[化性])|(?<=权)人(?![民员口类]))"
    r"|(?<=复议|许可|处罚|措施|强制|仲裁|赔偿|登记|保全|处分|执行|裁决|认定|鉴定|处理|救助|回避|重整|检察)(?:申请书?(?!人)|决定书?|程序|管辖)"
    r"|(?<=复议|诉讼|仲裁|许可|救助|援助)范围|(?<=保障|保险|补偿|赔偿|救助|抚恤|补助)[金费]"
    r"|(?<=主义|阶级|革命|思想)(?:的(?=经济|政治|文化|土地|基本)|(?!的))(?:基本|民主|经济|政治|文化|土地|社会|民族|世界)?"
    r"(?:革命|专政|改造|道路|理论体系|理论|总?路线|纲领|国家|社会|制度|文化|基本原理|原理|政权|运动|所有制|生产方式|哲学)"
)
_MOVEMENTS = frozenset(("主义", "革命", "思想", "阶级"))
_PROVINCE = (
    "(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省?"
    "|(?:内蒙古|广西|西藏|宁夏|新疆).{0,5}"
)
_EXTENDED = (PhraseKind.TERM, PhraseKind.FORMULA)


def extract_phrases(text: str, lexicon: Lexicon, own: OwnLexicon | None = None) -> list[PhraseOccurrence]:
    """The key phrases of ``text`` in text order; without the learner's ``own``, none in a text that is not Chinese.

    Spans are half-open code points, quotation marks and 《》 outside. They do not overlap.
    """
    found = _known(text, lexicon) if _is_chinese(text) else []
    return apply_own(text, found, own) if own else found


def _known(text: str, lexicon: Lexicon) -> list[PhraseOccurrence]:
    candidates = list(find_forms(text))  # before any word is needed: the segmenter may still be loading
    words = tag_known(text)
    ends = list(accumulate(len(word) for word, _ in words))
    edges = _word_edges(ends)
    candidates += _known_terms(text, lexicon, edges)
    candidates += find_by_words(text, edges)
    candidates += find_names(text, words, ends, edges)
    candidates += find_compounds(words, ends)
    candidates += find_repeated(words, ends)
    chosen = _choose(candidates, len(text))
    return _scored(text, chosen, lexicon)


def find_nested(occurrences: Iterable[PhraseOccurrence], lexicon: Lexicon) -> list[PhraseOccurrence]:
    """The meetings, dates, amounts and known terms that stand within longer phrases, for who wants both.

    Offsets are of the same text as those of ``occurrences``. A nested phrase is never half a word: only terms of the
    hand-written lists count, four characters or more.
    """
    return [
        nested for occurrence in occurrences if len(occurrence.text) > _FLAT for nested in _within(occurrence, lexicon)
    ]


def _within(occurrence: PhraseOccurrence, lexicon: Lexicon) -> list[PhraseOccurrence]:
    whole, offset = occurrence.text, occurrence.start
    edges = b"\x01" * len(whole)
    terms = [
        Candidate(first + start, first + end, entry.kind, entry.prior)
        for first, part in ((0, whole[:-1]), (1, whole[1:]))
        for start, end, entry in lexicon.find(part, edges)
        if entry.firm and end - start >= _FLAT
    ]
    inner = [each for each in (*find_forms(whole), *terms) if each.end - each.start < len(whole)]
    return [
        PhraseOccurrence(offset + each.start, offset + each.end, whole[each.start : each.end], each.kind, each.prior)
        for each in _choose(inner, len(whole))
    ]


def _is_chinese(text: str) -> bool:
    sample = text[:: len(text) // _SAMPLE + 1]
    han = sum("\u3400" <= character <= "\u9fff" for character in sample)
    foreign = sum("\u3040" <= character <= "\u30ff" or "\uac00" <= character <= "\ud7af" for character in sample)
    return han > 0 and 5 * foreign <= han and 5 * han >= sum(map(str.isalpha, sample))


def _word_edges(ends: Sequence[int]) -> bytearray:
    """A 1 at each border of a word, the start and the end of the text among them."""
    edges = bytearray(ends[-1] + 1)
    edges[0] = 1
    for end in ends:
        edges[end] = 1
    return edges


def _known_terms(text: str, lexicon: Lexicon, edges: bytearray) -> Iterator[Candidate]:
    province = (0, 0)
    for start, end, entry in lexicon.find(text, edges):
        yield Candidate(start, end, entry.kind, entry.prior)
        if entry.kind in _EXTENDED or text[end - 2 : end] in _MOVEMENTS:
            longer = end
            while (tail := compiled(_EXTENSIONS).match(text, longer)) and edges[tail.end()]:
                longer = tail.end()
                yield Candidate(start, longer, PhraseKind.TERM, entry.prior)
        if entry.kind is PhraseKind.NAME:
            if longer := body_end(text, start, end, edges):
                yield Candidate(start, longer, PhraseKind.NAME, entry.prior)
            if province[1] == start and start:  # 浙江|杭州 is one place
                yield Candidate(province[0], end, PhraseKind.NAME, entry.prior)
            if compiled(_PROVINCE).fullmatch(text, start, end):
                province = (start, end)


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
