"""Spaces that are not their writer's: between hanzi and beside marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop.domain.article import Repair
from desktop.pipeline.character_model import CharacterModel

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
# 人 民 法 院 是 …: each hanzi or mark alone, at least six of them.
# Patterns as text: few documents need them, and compiling costs milliseconds. ``re`` keeps them compiled.
_CHINESE = _HAN + "，。、；：！？“”《》（）"
_SPACED_OUT = rf"(?<!\S)(?:[{_CHINESE}] ){{5,}}[{_CHINESE}](?!\S)"
_GAP = rf"(?<=[{_CHINESE}]) (?=[{_CHINESE}])"
_RUN = rf"[{_HAN}]+"

# Spaces beside marks. One between labels (姓名： 性别：) or after a heading's number (四、 附则) is its writer's.
_AFTER_MARK = rf" (?:(?<=[，。；！？] ) {{,2}}(?=[{_HAN}“‘（《①-⑳\dA-Za-z])|(?<=[、：] )(?=[{_HAN}“‘（《\dA-Z]))"
_BEFORE_MARK = rf" (?:(?<=[{_HAN}\dA-Za-z％%”’）》] ) *(?=[，。；：、！？）》])|(?<=[，。；！？…] ) *(?=[”’）]))"
_AT_BRACKETS = rf"(?<=[（《“]) +(?=[{_HAN}])|(?<=[）”]) (?=[{_HAN}])|(?<=[{_HAN}\d]) (?=[（“])"
_NUMBERED = re.compile(
    r"[ \u3000#]*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|(?:附件?)?[一二三四五六七八九十\d]{1,3}[、：])"
)
_LABELLED = re.compile(r"[ \u3000]*第[一二三四五六七八九十百零\d]{1,6}[编章节条款] ")
_BETWEEN_HAN = rf"(?<=[{_HAN}]) (?=[{_HAN}])"
_STRAY = rf" (?<=[{_HAN}] )(?=[{_HAN}])"
_LONGEST_LABEL = 12
_SHORTEST, _PROSE = 8, 20  # characters of a line
_FEWEST_STRAY, _FEWEST_GAPS = 3, 20
_LIKELY, _MOST_LIKELY = -7.0, -4.0  # nats; a character this likely after the one before the gap belongs to it


def close_gaps(text: str) -> Iterator[Repair]:
    """Single spaces between hanzi where a whole line is spaced out, by characters or by words.

    A space in 党史 不忘初心 or 摘 要 is its writer's. A line of words needs a mark of a sentence, many gaps
    and many words of one character; lists of names have neither.
    """
    if text.count(" ") >= max(_FEWEST_GAPS, len(text) // 4):
        gaps = len(re.findall(_BETWEEN_HAN, text))
        if gaps > len(re.findall(f"[{_HAN}](?=[{_HAN}])", text)):  # the whole text was set apart
            for gap in re.finditer(_GAP, text):
                yield Repair("space", gap.start(), gap.end(), " ", "")
            return
    at = 0
    for line in text.split("\n"):
        if line.count(" ") >= 5:
            spans = [match.span() for match in re.finditer(_SPACED_OUT, line)]
            if _is_spaced_by_words(line):
                spans = [(0, len(line))]
            for start, end in spans:
                for gap in re.compile(_GAP).finditer(line, start, end):
                    yield Repair("space", at + gap.start(), at + gap.end(), " ", "")
        at += len(line) + 1


def close_gaps_at_marks(text: str) -> Iterator[Repair]:
    """``制度 ，推进`` → ``制度，推进``; and ``制度， 推进`` where a text has a space after most of its marks.

    A space or two after a mark are often all that is left between paragraphs.
    """
    if " " not in text:
        return
    after = len(re.findall(_AFTER_MARK, text)) if re.search("[，。；！？、：] ", text) else 0
    usual = after >= _FEWEST_STRAY and 2 * after > len(re.findall(r"[，。；！？](?=[^\n])", text))
    at = 0
    for line in text.split("\n"):
        if " " in line and (usual or re.search(_BEFORE_MARK, line)):
            label = _LABELLED.match(line)
            first = label.end() if label else 0
            patterns = [_BEFORE_MARK]
            if usual:
                patterns += [_AFTER_MARK, _AT_BRACKETS] if _is_prose(line) else [_AFTER_MARK]
            found = [
                match.span()
                for pattern in patterns
                for match in re.finditer(pattern, line)
                if match.end() > first and not _NUMBERED.fullmatch(line[: match.start()])
            ]
            for start, end in sorted(set(found)):
                yield Repair("space", at + start, at + end, line[start:end], "")
        at += len(line) + 1


def close_stray_gaps(text: str, model: Callable[[], CharacterModel]) -> Iterator[Repair]:
    """``全面推 进乡村振兴``: a space inside what ``model`` knows to be written in one, in a line of prose.

    Once a text has shown several, they are looked for in its titles too; one alone may be its writer's.
    """
    found: list[tuple[Repair, float, bool]] = []
    for gap in re.finditer(_STRAY, text) if " " in text else ():
        at = gap.start()
        start = text.rfind("\n", 0, at) + 1
        if at - start < _LONGEST_LABEL and _LABELLED.fullmatch(text, start, at + 1):
            continue
        end = text.find("\n", at)
        line = text[start : end if end >= 0 else len(text)]
        if len(line) >= _SHORTEST:
            likely = model().score(text[max(start, at - 2) : at], text[at + 1])
            found.append((Repair("space", at, at + 1, " ", "", certain=False), likely, _is_prose(line)))
    several = sum(within and likely > _LIKELY for _, likely, within in found) >= _FEWEST_STRAY
    for repair, likely, within in found:
        if several and likely > (_LIKELY if within else _MOST_LIKELY):
            yield repair


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and "，" in line and any(mark in line for mark in "。；")


def _is_spaced_by_words(line: str) -> bool:
    gaps = len(re.findall(_GAP, line))
    runs = re.findall(_RUN, line)
    han = sum(map(len, runs))
    if gaps < 6 or han < 15 or not any(mark in line for mark in "，。；"):
        return False
    return han <= 3 * gaps and sum(len(run) == 1 for run in runs) >= 0.2 * len(runs)
