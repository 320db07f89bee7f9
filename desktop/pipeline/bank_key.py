"""The key of a paper: answers by number, in ranges, in a table, by part, or a line each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop.domain.numbering import numeral_value
from desktop.pipeline.bank_lines import ANALYSIS, ANSWER, SECTION, alike, said

Place = tuple[int, int]  # the section of a question, and its number there
Key = dict[Place, tuple[str, str]]  # answer and analysis

_ONE = "[A-Ha-h√✓✔×✗✘╳对错TF]"
_RANGE = re.compile(rf"(\d{{1,4}})\s*[-–—~～至到]+\s*(\d{{1,4}})\s*题?\s*[：:.、．]?\s*((?:{_ONE}\s*[,，、;；]?\s*)+)")
_KEYED = re.compile(
    r"(?<![\d.])(?:[（(](\d{1,4})[)）]|(\d{1,4})\s*"
    r"(?:[、．:：]|\.(?!\d)|(?<=^\d)\.|(?<=^\d\d)\.|\s(?=[A-H√×对错])|[-—–]\s*(?=[A-H√×对错])))\s*"
)
_ORDINAL = re.compile(r"[（(]?([一二三四五六七八九十])[、.．)）]\s*(?=\S)")
_PART = re.compile(r"(?<=题)[：:\s]")
_SIGNS = " \t;；,，|"


def looks_like_key(answer: str) -> bool:
    """Whether what stands as one answer is a key of several: 1.A 2.B, or 1-5 ABCDA."""
    return _RANGE.match(answer) is not None or len(_marks(answer)) > 1


def read_key(lines: Iterable[str], asked: Sequence[Place], kinds: Sequence[str]) -> Key:
    """Answers of the questions at the places ``asked``, whose sections are of ``kinds``.

    A key without parts counts on through the sections.
    """
    reader = _KeyReader(asked, kinds)
    for line in lines:
        reader.take(line)
    return reader.found


class _KeyReader:
    """Where the reading of a key stands."""

    def __init__(self, asked: Sequence[Place], kinds: Sequence[str]) -> None:
        self.found: Key = {}
        self._asked, self._kinds = set(asked), kinds
        self._sections = sorted({section for section, _ in asked})
        self._place = 0
        self._used: set[int] = set()
        self._current: Place | None = None
        self._numbers: list[int] = []  # of the table whose answers come next

    def take(self, line: str) -> None:
        """Read one line."""
        line = self._part(line)
        if not line or self._table(line):
            return
        if analysis := ANALYSIS.fullmatch(line):
            self._add("", said(analysis))
        elif (own := ANSWER.fullmatch(line)) and self._current:
            self.found[self._current] = (said(own), self.found[self._current][1])
        else:
            self._answers(self._ranges(line))

    def _part(self, line: str) -> str:
        """The line without the head of a part, which is gone to."""
        head = _PART.split(line)[0]
        if heading := SECTION.fullmatch(head):
            same = [
                at
                for at, section in enumerate(self._sections)
                if at not in self._used and alike(self._kinds[section], heading["type"])
            ]
            self._place = same[0] if same else self._place
            self._used.add(self._place)
            return line[len(head) :].strip(" ：:")
        if (ordinal := _ORDINAL.match(line)) and len(self._sections) > 1:
            self._place = min(numeral_value(ordinal[1]), len(self._sections)) - 1
            return line[ordinal.end() :]
        return line

    def _table(self, line: str) -> bool:
        cells = [cell.strip() for cell in re.split(r"\s*[|\t]\s*", line)]
        if len(cells) > 2 and cells[0] in ("题号", "序号", "") and all(cell.isdigit() for cell in cells[1:] if cell):
            self._numbers = [int(cell) for cell in cells[1:] if cell]
            return True
        if self._numbers and (cells[0] in ("答案", "选项", "") or len(cells) == len(self._numbers)):
            values = cells[1:] if len(cells) > len(self._numbers) else cells
            for number, value in zip(self._numbers, values, strict=False):
                self._put(number, value)
            self._numbers = []
            return True
        return False

    def _ranges(self, line: str) -> str:
        """The line without the ranges in it, which are read."""
        for match in _RANGE.finditer(line):
            first, count = int(match[1]), int(match[2]) - int(match[1]) + 1
            groups = [part for part in re.split(r"[\s,，、;；]+", match[3].strip()) if part]
            if len(groups) != count:
                groups = list(re.sub(r"[\s,，、;；]", "", match[3]))
            for offset, value in enumerate(groups if len(groups) == count else ()):
                self._put(first + offset, value)
        return _RANGE.sub(" ", line).strip(_SIGNS)

    def _answers(self, line: str) -> None:
        marks = _marks(line)
        for match, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(line)], strict=False):
            value = line[match.end() : end].strip(_SIGNS)
            own = ANSWER.fullmatch(value)
            self._put(int(match[1] or match[2]), said(own) if own else value)
        if line and not marks:
            self._add(line, line)

    def _add(self, answer: str, analysis: str) -> None:
        """Go on with the analysis of the question before, or else with its answer."""
        if self._current:
            before, more = self.found[self._current]
            if more or not answer:
                self.found[self._current] = (before, f"{more}\n{analysis}".strip())
            else:
                self.found[self._current] = (f"{before}\n{answer}".strip(), "")

    def _put(self, number: int, answer: str) -> None:
        place = self._place
        while (self._sections[place], number) in self.found or (self._sections[place], number) not in self._asked:
            place += 1
            if place == len(self._sections):
                self._current = None
                return
        self._place, self._current = place, (self._sections[place], number)
        self.found[self._current] = (answer.strip(_SIGNS), "")


def _marks(line: str) -> list[re.Match[str]]:
    """The numbers in a line of a key; further ones only where they count on."""
    marks: list[re.Match[str]] = []
    for match in _KEYED.finditer(line):
        if not marks and match.start() > 0:
            return []
        if not marks or int(match[1] or match[2]) == int(marks[-1][1] or marks[-1][2]) + 1:
            marks.append(match)
    return marks
