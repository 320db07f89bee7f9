"""From a paper as people type it to the rows of a question bank: numbered questions, options, answers, keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.domain.bank import BankField, BankMapping
from desktop.domain.numbering import numeral_value
from desktop.pipeline.question_bank import guess_mapping

HEADINGS = ("章节", "题型", "题目", *(f"选项{letter}" for letter in "ABCDEFGH"), "答案", "解析")
_TYPES = "(?:(?:单|多|不定)(?:项)?选(?:择)?|选择|判断|是非|填空|简答|问答|论述|名词解释|案例分析|材料分析|辨析|计算)题?"
_SECTION = re.compile(
    rf"(?:第[一二三四五六七八九十]{{1,3}}(?:部分|大题)|[（(]?[一二三四五六七八九十]{{1,3}}[、.．)）:：])?\s*[【\[]?(?P<type>{_TYPES})"
    rf"[】\]]?(?:部分)?(?:\s*[（(:：，,。].*)?"
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[编章节单元](?:\s.*|[^。？?（(]{0,30})")
_KEY = re.compile(
    r"(?:附[件录]?\s*[：:]?\s*)?[【\[]?(?:参考|标准|正确|试题|习题)?答案(?:及|与|和)?(?:详细)?(?:解析|评分标准|分析)?(?:部分|页)?[】\]]?\s*[：:]?"
)
_SIGN = r"√|✓|✔|×|✗|✘|╳|对|错|正确|错误|[TFtfＴＦ]|[A-Ha-hＡ-Ｈ](?:[\s、，,]*[A-Ha-hＡ-Ｈ])*"
_QUESTION = re.compile(
    rf"(?:[【\[（(](?P<mark>{_TYPES})[】\]）)]\s*)?(?:[（(]\s*(?P<sign>{_SIGN})?\s*[)）]\s*)?"
    r"(?:(?P<round>[（(]\d{1,4}[)）]|\d{1,4}[)）])"
    r"|(?:第|问题?|题目?|[Qq])?(?P<plain>\d{1,4})\s*(?:[、．:：]|\.(?P<digit>(?=\d))?|题[、.．:：]?))\s*(?P<rest>.*)",
    re.DOTALL,
)
_ANSWER = re.compile(r"[【\[（(]?(?:正确|标准|参考|本题)?答案?(?:[】\]）)]\s*[：:]?|\s*[：:])\s*(.*)", re.DOTALL)
_ANALYSIS = re.compile(
    r"[【\[（(]?(?:试题|答案|题目|参考)?(?:解析|分析|详解|解释|点拨|讲解|说明)(?:[】\]）)]\s*[：:]?|\s*[：:])\s*(.*)",
    re.DOTALL,
)
_ASIDE = re.compile(r"[【\[（(]?(?:难度|难易度|难易程度|分值|出处|来源|题型|序号)(?:[】\]）)]\s*[：:]?|\s*[：:]).*")
_TOPIC = re.compile(r"[【\[（(]?(?:知识点|考点|章节|分类)(?:[】\]）)]\s*[：:]?|\s*[：:])\s*(.*)")
_INSIDE = re.compile(
    r"(?<=\S)\s*(?=[【\[](?:(?:正确|标准|参考)?答案|(?:试题|答案)?(?:解析|分析))[】\]]"
    r"|(?:正确|标准|参考)答案\s*[：:]|(?:(?<![\u4e00-\u9fff])答案|答案解析|(?<![\u4e00-\u9fff])解析)\s*[：:])"
)
_LETTERS = (  # of options: A. B.; (A) (B); A) B); a. b.
    re.compile(r"(?<![A-Za-z.（(])([A-H])\s*[.、．:：]\s*"),
    re.compile(r"[（(]([A-H])[)）]\s*"),
    re.compile(r"(?:^|(?<=\s))([A-H])[)）]\s*"),
    re.compile(r"(?:^|(?<=\n))\s*([a-h])[.、．)）]\s*"),
)
_FILLED = re.compile(rf"[（(【\[]\s*({_SIGN})\s*[)）】\]]")
_FILLED_RULE = re.compile(r"(?<!_)_{1,2}\s*([^_\s][^_\n]{0,40}?)\s*_{1,2}(?!_)")
_TAIL_SIGN = re.compile(r"(?<=[。.\s])\s*(√|✓|✔|×|✗|✘|╳)\s*$")
_MARK_INSIDE = re.compile(rf"[【\[（(]({_TYPES})[】\]）)]")
_RANGE = re.compile(
    r"(\d{1,4})\s*[-–—~～至到]+\s*(\d{1,4})\s*[题]?\s*[：:.、．]?\s*((?:[A-Ha-h√✓✔×✗✘╳对错TF]\s*[,，、;；]?\s*)+)"
)
_KEYED = re.compile(
    r"(?<![\d.])(?:[（(](\d{1,4})[)）]|(\d{1,4})\s*(?:[、．:：]|\.(?!\d)|(?<=^\d)\.|(?<=^\d\d)\.|\s(?=[A-H√×对错])))\s*"
)
_ORDINAL = re.compile(r"[（(]?([一二三四五六七八九十])[、.．)）]\s*(?=\S)")
_SIGNS = str.maketrans("✓✔✗✘╳", "√√×××")
_FEWEST = 2
_LONGEST_HEADING = 60


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
    questions, key = _read(text)
    told = sum(bool(each.answer) or _signed(each) is not None for each in questions)
    return len(questions) >= _FEWEST and (told > 0 or bool(key)) and 2 * max(told, len(key)) >= len(questions)


def paper_rows(text: str) -> list[tuple[str, ...]]:
    """A row of headings and a row for each question; what has no answer keeps an empty one."""
    questions, key = _read(text)
    sections = sorted({each.section for each in questions})
    rows = [HEADINGS]
    for question in questions:
        stem, options = _options("\n".join(question.stem))
        kind = question.kind
        if mark := _MARK_INSIDE.search(stem):
            kind, stem = mark[1], (stem[: mark.start()] + stem[mark.end() :]).strip()
        answer = "\n".join(question.answer).strip()
        if not answer:
            found = _signed(question)
            if found is not None:
                stem, answer = found if not options else (_signed_stem(stem)[0], found[1])
        if not answer:
            keyed = key.get((question.section, question.number)) or key.get(
                (sections.index(question.section), -1 - question.number)
            )
            answer, more = keyed or ("", "")
            if more and not question.analysis:
                question.analysis.append(more)
        answer = answer.translate(_SIGNS)
        if options and (letter := re.match(r"([A-H])\s*[.、．:：]\s*\S", answer)):
            answer = letter[1]
        rows.append(
            (
                question.chapter,
                kind,
                stem.strip(),
                *(options + [""] * (8 - len(options))),
                answer.rstrip("。；;") if len(answer) < 12 else answer,
                "\n".join(question.analysis).strip(),
            )
        )
    return rows


def merged_rows(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> list[tuple[str, ...]]:
    """The rows of several sheets of one bank under ``HEADINGS``; a sheet called 判断题 tells the kind of its questions.

    Sheets whose headings are not known (a cover, notes) are passed over; empty where there is no other.
    """
    rows = [HEADINGS]
    for name, cells in sheets:
        first, mapping = guess_mapping(cells)
        if not first or not {BankField.QUESTION, BankField.ANSWER} <= mapping.keys():
            continue
        kind = found[0] if (found := re.search(_TYPES, name)) else ""

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


def _read(text: str) -> tuple[list[_Question], dict[tuple[int, int], tuple[str, str]]]:
    """The questions, and of a key the answer and analysis by section and number."""
    questions, key = _read_numbered(text)
    if len(questions) < _FEWEST and (numbered := _numbered(text)):
        return _read_numbered(numbered)
    return questions, key


def _numbered(text: str) -> str:
    """A text of questions without numbers, each with its answer, with numbers; empty for another."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    answered = [block for block in blocks if any(_ANSWER.fullmatch(line) for line in _lines(block))]
    if len(answered) < _FEWEST or 2 * len(answered) < len(blocks):
        return ""
    return "\n".join(f"{number}. {block.strip()}" for number, block in enumerate(answered, 1))


def _read_numbered(text: str) -> tuple[list[_Question], dict[tuple[int, int], tuple[str, str]]]:
    questions: list[_Question] = []
    kinds: list[str] = [""]
    chapter = ""
    lines = list(_lines(text))
    style = ""
    into: list[str] | None = None
    for at, line in enumerate(lines):
        if questions and _KEY.fullmatch(line):
            key = _read_key(lines[at + 1 :], questions, kinds)
            if key:
                return questions, key
        if len(line) <= _LONGEST_HEADING and (heading := _SECTION.fullmatch(line)) and not _ANSWER.match(line):
            kinds.append(heading["type"])
            into = None
            continue
        if len(line) <= _LONGEST_HEADING and _CHAPTER.fullmatch(line):
            chapter, into = line, None
            continue
        match = _QUESTION.fullmatch(line)
        if match and (not style or bool(match["round"]) == (style == "round")):
            number = int(re.sub(r"\D", "", match["round"] or match["plain"]))
            before = questions[-1] if questions else None
            new_section = before is None or before.section != len(kinds) - 1 or before.chapter != chapter
            if (
                new_section
                or before is None
                or before.number < number <= before.number + 20
                or _may_restart(before, number)
            ):
                if before is not None and not new_section and number <= before.number:
                    kinds.append(kinds[-1])
                style = style or ("round" if match["round"] else "plain")
                rest = match["rest"] + (f"（{match['sign']}）" if match["sign"] else "")
                question = _Question(number, len(kinds) - 1, match["mark"] or kinds[-1], chapter, [rest])
                questions.append(question)
                into = question.stem
                continue
        if not questions:
            continue
        question = questions[-1]
        if match := _ANALYSIS.fullmatch(line):
            into = question.analysis
            into.append(match[1])
        elif match := _ANSWER.fullmatch(line):
            into = question.answer
            into.append(match[1])
        elif match := _TOPIC.fullmatch(line):
            question.chapter, into = match[1] or question.chapter, question.analysis
        elif _ASIDE.fullmatch(line):
            continue
        elif into is not None:
            into.append(line)
    return questions, {}


def _may_restart(before: _Question, number: int) -> bool:
    """Whether a question may be number 1 again: once the one before has its answer or its options."""
    return number == 1 and (bool(before.answer) or len(_options("\n".join(before.stem))[1]) > 1)


def _lines(text: str) -> Iterator[str]:
    """The lines of ``text``, answers and analyses that stand behind a question on lines of their own."""
    for line in text.replace("\u3000", " ").replace("\xa0", " ").replace("\ufeff", "").split("\n"):
        for part in _INSIDE.sub("\n", line.strip(" \t*#|")).split("\n"):
            if part.strip():
                yield part.strip()


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


_WIDE_LETTERS = {0xFF21 + offset: 0x41 + offset for offset in range(8)}


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


def _read_key(
    lines: Sequence[str], questions: Sequence[_Question], kinds: Sequence[str]
) -> dict[tuple[int, int], tuple[str, str]]:
    """Answers by section and number; of a key without sections by their order."""
    asked: dict[tuple[int, int], _Question] = {(each.section, each.number): each for each in questions}
    sections = sorted({each.section for each in questions})
    found: dict[tuple[int, int], tuple[str, str]] = {}
    place, last = 0, 0
    used: set[int] = set()
    current: tuple[int, int] | None = None

    def put(number: int, answer: str) -> None:
        nonlocal place, last, current
        while (sections[place], number) in found or (sections[place], number) not in asked:
            if place + 1 >= len(sections):
                current = None
                return
            place += 1
        current = (sections[place], number)
        found[current] = (answer.strip(" \t;；,，|"), "")
        last = number

    numbers: list[int] = []
    for line in lines:
        heading = _SECTION.fullmatch(re.split(r"(?<=题)[：:\s]", line)[0]) if len(line) > 0 else None
        if heading:
            same = [
                at for at, section in enumerate(sections) if at not in used and _alike(kinds[section], heading["type"])
            ]
            place = same[0] if same else place
            used.add(place)
            line = line[len(re.split(r"(?<=题)[：:\s]", line)[0]) :].strip(" ：:")
            if heading.end() == len(line) or not re.search(r"\d", line):
                continue
        cells = [cell.strip() for cell in re.split(r"\s*[|\t]\s*", line)]
        if len(cells) > 2 and cells[0] in ("题号", "序号", "") and all(cell.isdigit() for cell in cells[1:] if cell):
            numbers = [int(cell) for cell in cells[1:] if cell]
            continue
        if numbers and (cells[0] in ("答案", "选项", "") or len(cells) == len(numbers)):
            values = cells[1:] if len(cells) > len(numbers) else cells
            for number, value in zip(numbers, values, strict=False):
                put(number, value)
            numbers = []
            continue
        if (ordinal := _ORDINAL.match(line)) and len(sections) > 1:
            place = min(numeral_value(ordinal[1]), len(sections)) - 1
            line = line[ordinal.end() :]
        if analysis := _ANALYSIS.fullmatch(line):
            if current:
                found[current] = (found[current][0], analysis[1])
            continue
        if (own := _ANSWER.fullmatch(line)) and current:
            found[current] = (own[1].strip(), found[current][1])
            continue
        ranges = list(_RANGE.finditer(line))
        if ranges:
            line = _RANGE.sub(" ", line).strip(" ，,；;")
            for match in ranges:
                first, final = int(match[1]), int(match[2])
                groups = [part for part in re.split(r"[\s,，、;；]+", match[3].strip()) if part]
                if len(groups) != final - first + 1:
                    groups = list(re.sub(r"[\s,，、;；]", "", match[3]))
                if len(groups) == final - first + 1:
                    for offset, value in enumerate(groups):
                        put(first + offset, value)
            if not line:
                continue
        marks = _marks(line)
        if not marks:
            if current:
                answer, more = found[current]
                found[current] = (f"{answer}\n{line}".strip(), more) if not more else (answer, f"{more}\n{line}")
            continue
        for match, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(line)], strict=True):
            value = line[match.end() : end]
            if inner := _ANSWER.fullmatch(value.strip()):
                value = inner[1]
            put(int(match[1] or match[2]), value)
    return found


def _marks(line: str) -> list[re.Match[str]]:
    """The numbers in a line of a key; further ones only where they count on."""
    marks: list[re.Match[str]] = []
    for match in _KEYED.finditer(line):
        if not marks:
            if match.start() > 0:
                return []
            marks.append(match)
        elif int(match[1] or match[2]) == int(marks[-1][1] or marks[-1][2]) + 1:
            marks.append(match)
    return marks


def _alike(kind: str, other: str) -> bool:
    def plain(name: str) -> str:
        return re.sub("[项择题]", "", name)

    return plain(kind) == plain(other)
