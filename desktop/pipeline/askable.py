"""Which parts of an article can be asked at all, whatever stands in them.

Not its head (title, number, dates), nor headings of chapters, lines of a table of contents, and sentences that were
said before: what they hold is where the learner is, or has been asked already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.article import Sentence
from desktop.domain.numbering import STYLES

SHORTEST_SENTENCE = 8
LONGEST_ANSWER = 30
_LEAST_LEFT = 4
"""Characters of a sentence, marks not counted, by which the rest of it can be known."""
_LEAST_LEFT_OF_ITEM = 2  # of a numbered line, which its list explains

_ENDED = re.compile(r"[。！？；…!?;][”’」』）)】]*$")
_HEAD_LINES = 16
_PROSE = 40  # sentences, one of which ends as a sentence does in a text that has a head
_TITLE_LINES = 3  # a title, printed in several lines or under a dateline, needs no sign that it is one
_SAID = re.compile("[，：]")  # what a line that says something has, and seldom the second line of a title
_LONGEST_TITLE = 90
# What a line between the title and the body says: when and by whom it was decided, its number, whom it addresses.
_HEAD_LINE = re.compile(
    r"\d{4}[ 　]?年|[〇○零一二三四五六七八九]{4}年|\d号$|通过|修[订正]|公布|发布|[施实]行|批准|印发|[—―-]{1,3}"
    r"|[^，。]{1,80}[:：]$|[（(〔【].*[）)〕】]$"
)
_CHAPTERS = frozenset(("分编", "编", "章", "节"))
_DOTS = re.compile(r"[.．…·‥]{4,}|[…]{2,}[ 　]*[（(]?\d+[）)]?$")
_WORDS = re.compile(r"[^\W_]")
# What a text says of itself, and words that only lead on to what is said.
_EMPTY = re.compile(
    r"[本该此]?(?:法|条例|办法|规定|细则|规则|解释|意见|建议|决定|通知|规范|章程|准则|方案|规划|纲要|报告|公报)"
    r"|[本该此](?:条|款|项|章|节|书|文)|前(?:款|条|项|两款|两条)(?:规定)?|[总附][ 　]*则|目录|情形|下列.{0,4}"
    r"|以[上下]|上述|有关|其[他它]|关于|对于|包括|如下|根据|依照|按照|以及|修[订正]|现在|可能"
)


class Ground(NamedTuple):
    """Where in a sentence a blank may stand: from ``first`` on, so that ``left`` characters and more remain.

    Offsets are those of the sentence. ``first`` is None where nothing of it is to be asked.
    """

    first: int | None
    left: int = _LEAST_LEFT


def find_ground(text: str, sentences: Sequence[Sentence]) -> tuple[list[Ground], str]:
    """What can be asked of each sentence, and the article's title as it is printed (empty where it is not)."""
    body = _body(text, sentences)
    seen: set[str] = set()
    found = []
    for number, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        if number < body or len(words) < SHORTEST_SENTENCE or words in seen or _DOTS.search(words):
            found.append(_CLOSED)
            continue
        seen.add(words)
        found.append(_ground(text, sentence, words))
    return found, text[sentences[0].start : sentences[body - 1].end] if body else ""


_CLOSED = Ground(None)
_OPEN = Ground(0)


def _ground(text: str, sentence: Sentence, words: str) -> Ground:
    if sentence.start and text[sentence.start - 1] != "\n":
        return _OPEN
    for style in STYLES:
        # The number under which a sentence is printed (第三条, （一）) is a place, not knowledge.
        if label := style.pattern.match(words):
            if style.name in _CHAPTERS and not _ENDED.search(words):
                return _CLOSED
            return Ground(label.end(), _LEAST_LEFT_OF_ITEM)
    return _OPEN


def _body(text: str, sentences: Sequence[Sentence]) -> int:
    """How many sentences the head has: a title, with what belongs to it, above a text that is written in sentences.

    0 where there is none.
    """
    if len(sentences) < 2 or not _is_line(text, sentences[0]) or _is_body(text, sentences[0]):
        return 0
    if not any(_ENDED.search(text[slice(*each)]) for each in sentences[1:_PROSE]):
        return 0
    for number, sentence in enumerate(sentences[1:_HEAD_LINES], 1):
        if not _is_line(text, sentence) or _is_body(text, sentence):
            return number
        line = text[slice(*sentence)]
        if not _HEAD_LINE.search(line) and (number >= _TITLE_LINES or _SAID.search(line)):
            return number
    return 1


def _is_line(text: str, sentence: Sentence) -> bool:
    return sentence.end == len(text) or text[sentence.end] in "\n 　"


def _is_body(text: str, sentence: Sentence) -> bool:
    """Whether a sentence at the beginning is none of the head's."""
    words = text[slice(*sentence)]
    if words.startswith(("（", "(", "〔", "【")):
        return False
    return (
        _ENDED.search(words) is not None
        or len(words) > _LONGEST_TITLE
        or any(style.pattern.match(words) for style in STYLES)
    )


def is_askable(answer: str, words: str, ground: Ground) -> bool:
    """Whether enough of the sentence's ``words`` is left to ask for ``answer`` by, and the answer can be typed."""
    if ground.first is None:
        return False
    size, length = len(answer), len(words) - ground.first
    if not 0 < size <= LONGEST_ANSWER or size > length * 2 // 3 or _EMPTY.fullmatch(answer):
        return False
    if length - size > 3 * _LEAST_LEFT:
        return True
    rest = words[ground.first :].replace(answer, "")
    return len(_WORDS.findall(rest)) >= ground.left
