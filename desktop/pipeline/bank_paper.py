"""From a paper as people type it to the rows of a question bank: numbered questions, options, answers, keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.domain.bank import BankField, BankMapping
from desktop.pipeline.bank_key import Place, looks_like_key, read_key
from desktop.pipeline.bank_lines import (
    ANALYSIS,
    ANSWER,
    ASIDE,
    CHAPTER,
    KEY,
    QUESTION,
    SECTION,
    SIGN,
    TOPIC,
    TYPES,
    alike,
    read_lines,
    said,
)
from desktop.pipeline.question_bank import guess_mapping

HEADINGS = ("章节", "题型", "题目", *(f"选项{letter}" for letter in "ABCDEFGH"), "答案", "解析")
_LETTERS = (  # of options: A. B.; (A) (B); A) B); a. b.
    re.compile(r"(?<![A-Za-z.（(])([A-H])\s*[.、．:：]\s*"),
    re.compile(r"[（(]([A-H])[)）]\s*"),
    re.compile(r"(?:^|(?<=\s))([A-H])[)）]\s*"),
    re.compile(r"(?:^|(?<=\n))\s*([a-h])[.、．)）]\s*"),
)
_WIDE_LETTERS = {0xFF21 + offset: 0x41 + offset for offset in range(8)}
_FILLED = re.compile(rf"[（(【\[]\s*({SIGN})\s*[)）】\]]")
_FILLED_RULE = re.compile(r"(?<!_)_{1,2}\s*([^_\s][^_\n]{0,40}?)\s*_{1,2}(?!_)")
_TAIL_SIGN = re.compile(r"(?<=[。.\s])\s*(√|✓|✔|×|✗|✘|╳)\s*$")
_MARK_INSIDE = re.compile(rf"[【\[（(]({TYPES})[】\]）)]")
_SIGNS = str.maketrans("✓✔✗✘╳", "√√×××")
_SHORT = re.compile(r"(?:[A-H][\s,，、]*)+|[√×对错]|正确|错误")
_FEWEST = 2
_LONGEST_HEADING = 60
_LARGEST_GAP = 20
_MOST_LINES = 40  # of a question with its options


@dataclass
class _Question:
    """A question as it is being read."""

    number: int
    section: int
    kind: str
    chapter: str
    stem: list[str]
    answer: list[str] = field(default_factory=list)
    analysis: list[str] = field(default_factory=list)


def is_paper(text: str) -> bool:
    """Whether ``text`` has numbered questions, with options or answers of their own or in a key."""
    questions = _read(text)
    told = sum(bool(each.answer) or _signed(each) is not None for each in questions)
    return len(questions) >= _FEWEST and told > 0 and 2 * told >= len(questions)


def paper_rows(text: str) -> list[tuple[str, ...]]:
    """A row of headings and a row for each question; what has no answer keeps an empty one."""
    return [HEADINGS, *map(_row, _read(text))]


def _row(question: _Question) -> tuple[str, ...]:
    stem, options = _options("\n".join(question.stem))
    kind = question.kind
    if mark := _MARK_INSIDE.search(stem):
        kind, stem = mark[1], (stem[: mark.start()] + stem[mark.end() :]).strip()
    answer = "\n".join(question.answer).strip()
    if not answer and (found := _signed(question)) is not None:
        stem, answer = found if not options else (_signed_stem(stem)[0], found[1])
    answer = answer.translate(_SIGNS)
    if options and (letter := re.match(r"([A-H])\s*[.、．:：]\s*\S", answer)):
        answer = letter[1]
    if _SHORT.fullmatch(bare := answer.rstrip("。；; ")):
        answer = bare
    analysis = "\n".join(question.analysis).strip()
    return question.chapter, kind, stem.strip(), *(options + [""] * (8 - len(options))), answer, analysis


def merged_rows(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> list[tuple[str, ...]]:
    """The rows of several sheets of one bank under ``HEADINGS``; a sheet called 判断题 tells the kind of its questions.

    Sheets whose headings are not known (a cover, notes) are passed over; empty where there is no other.
    """
    rows = [HEADINGS]
    for name, cells in sheets:
        first, mapping = guess_mapping(cells)
        if not first or not {BankField.QUESTION, BankField.ANSWER} <= mapping.keys():
            continue
        kind = found[0] if (found := re.search(TYPES, name)) else ""

        def of(row: Sequence[str], field: BankField, mapping: BankMapping = mapping) -> list[str]:
            return [row[column] for column in mapping.get(field, ()) if column < len(row)]

        for row in cells[first:]:
            if not any(row):
                continue
            options = of(row, BankField.OPTIONS)
            if len(options) == 1:
                options = _options(options[0])[1] or options
            single = {each: "".join(of(row, each)) for each in BankField if each is not BankField.OPTIONS}
            rows.append(
                (
                    single[BankField.CHAPTER],
                    single[BankField.TYPE] or kind,
                    single[BankField.QUESTION],
                    *(options + [""] * 8)[:8],
                    single[BankField.ANSWER],
                    single[BankField.ANALYSIS],
                )
            )
    return rows if len(rows) > 1 else []


def _read(text: str) -> list[_Question]:
    """The questions of a paper, with the answers of its keys."""
    questions = _Reader(text).questions
    if len(questions) < _FEWEST and (numbered := _numbered(text)):
        return _Reader(numbered).questions
    return questions


def _numbered(text: str) -> str:
    """A text of questions without numbers, each with its answer, with numbers; empty for another."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    answered = [block for block in blocks if any(ANSWER.fullmatch(line) for line in read_lines(block))]
    if len(answered) < _FEWEST or 2 * len(answered) < len(blocks):
        return ""
    return "\n".join(f"{number}. {block.strip()}" for number, block in enumerate(answered, 1))


class _Reader:
    """Reads a paper line by line; what is not known goes on with what stands before."""

    def __init__(self, text: str) -> None:
        self.questions: list[_Question] = []
        self._kinds = [""]  # of the sections
        self._chapter = ""
        self._round: bool | None = None  # whether the numbers of the questions stand in brackets
        self._into: list[str] | None = None
        lines = list(read_lines(text))
        at = 0
        while at < len(lines):
            at = self._key(lines, at) or self._line(lines[at], at)

    def _key(self, lines: Sequence[str], at: int) -> int:
        """Where it goes on behind the key that begins here; 0 for none."""
        if not self.questions or not KEY.fullmatch(lines[at]):
            return 0
        end = at + 1
        while end < len(lines) and not self._is_new_section(lines[end]):
            end += 1
        return end if self._put(lines[at + 1 : end], self.questions) else 0

    def _is_new_section(self, line: str) -> bool:
        heading = SECTION.fullmatch(line) if len(line) <= _LONGEST_HEADING else None
        return heading is not None and not any(alike(kind, heading["type"]) for kind in self._kinds)

    def _put(self, lines: Sequence[str], asked: Sequence[_Question]) -> bool:
        """Give the questions ``asked`` that have no answer those of a key; whether it had any."""
        questions: dict[Place, _Question] = {(each.section, each.number): each for each in asked if not each.answer}
        key = read_key(lines, list(questions), self._kinds) if questions else {}
        for place, (answer, analysis) in key.items():
            questions[place].answer.append(answer)
            if analysis and not questions[place].analysis:
                questions[place].analysis.append(analysis)
        return bool(key)

    def _line(self, line: str, at: int) -> int:
        short = len(line) <= _LONGEST_HEADING
        if short and (heading := SECTION.fullmatch(line)) and not ANSWER.match(line):
            self._kinds.append(heading["type"])
            self._into = None
        elif short and CHAPTER.fullmatch(line):
            self._chapter, self._into = line, None
        elif not self._begin(line) and self.questions:
            self._go_on(line, self.questions[-1])
        return at + 1

    def _begin(self, line: str) -> bool:
        """Begin a question where ``line`` does."""
        match = QUESTION.fullmatch(line)
        if match is None or (self._round is not None and bool(match["round"]) != self._round):
            return False
        number = int(re.sub(r"\D", "", match["round"] or match["plain"]))
        before = self.questions[-1] if self.questions else None
        anew = before is None or before.section != len(self._kinds) - 1 or before.chapter != self._chapter
        if match["decimal"] is not None and number != (1 if before is None or anew else before.number + 1):
            return False  # 3.5 is no number of a question, but 2.2021年… begins the second one
        if before is not None and not anew:
            if number <= before.number:
                if not _may_restart(before, number):
                    return False
                self._kinds.append(self._kinds[-1])
            elif number > before.number + _LARGEST_GAP:
                return False
        self._round = bool(match["round"])
        rest = match["rest"] + (f"（{match['sign']}）" if match["sign"] else "")
        kind = match["mark"] or self._kinds[-1]
        self.questions.append(_Question(number, len(self._kinds) - 1, kind, self._chapter, [rest]))
        self._into = self.questions[-1].stem
        return True

    def _go_on(self, line: str, question: _Question) -> None:
        if match := ANALYSIS.fullmatch(line):
            self._into = question.analysis
            self._into.append(said(match))
        elif match := ANSWER.fullmatch(line):
            value = said(match)
            waiting = [each for each in self.questions if each.section == question.section and not each.answer]
            if len(waiting) > 1 and looks_like_key(value) and self._put([value], waiting):
                self._into = None
                return
            self._into = question.answer
            self._into.append(value)
        elif match := TOPIC.fullmatch(line):
            question.chapter, self._into = match[1] or question.chapter, question.analysis
        elif not ASIDE.fullmatch(line) and self._into is not None:
            self._into.append(line)


def _may_restart(before: _Question, number: int) -> bool:
    """Whether a question may be number 1 again: once the one before has its answer or its options."""
    return number == 1 and (
        bool(before.answer) or (len(before.stem) <= _MOST_LINES and len(_options("\n".join(before.stem))[1]) > 1)
    )


def _options(text: str) -> tuple[str, list[str]]:
    """The stem and the options, lettered A, B, C … in order, on lines of their own or side by side."""
    plain = text.translate(_WIDE_LETTERS)
    found: list[re.Match[str]] = []
    for letters in _LETTERS:
        run: list[re.Match[str]] = []
        for match in letters.finditer(plain):
            if match[1].upper() == chr(65 + len(run)):
                run.append(match)
        found = max(found, run, key=len)
    if len(found) < 2:
        return text, []
    ends = [*(match.start() for match in found[1:]), len(text)]
    options = [text[match.end() : end].strip(" \n\t;；,，|") for match, end in zip(found, ends, strict=True)]
    return text[: found[0].start()].strip(), options


def _signed(question: _Question) -> tuple[str, str] | None:
    """The stem of a question with the answer that stands in its brackets or on its rule taken out; None without."""
    stem = _options("\n".join(question.stem))[0]
    emptied, answer = _signed_stem(stem)
    if answer:
        return emptied, answer
    filled = _FILLED_RULE.findall(stem)
    if filled:
        return _FILLED_RULE.sub("____", stem), "；".join(filled)
    return None


def _signed_stem(stem: str) -> tuple[str, str]:
    signs = list(_FILLED.finditer(stem))
    if len(signs) == 1:
        match = signs[0]
        plain = unicodedata.normalize("NFKC", match[1]).upper()
        return f"{stem[: match.start()]}（ ）{stem[match.end() :]}".strip(), plain
    if tail := _TAIL_SIGN.search(stem):
        return stem[: tail.start()].strip(), tail[1]
    return stem, ""
