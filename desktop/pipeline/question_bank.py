"""From the cells of a table to the questions of a bank; docs/question-banks.md tells the rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from desktop.domain.bank import GAP, RIGHT, WRONG, BankField, BankKind, BankMapping, BankProblem, BankQuestion

HEADER_ROWS = 10  # where a line of headings is looked for
LONGEST = 8_000  # characters of a question or an answer
_NAMES: dict[BankField, tuple[str, ...]] = {
    BankField.QUESTION: (
        "题目",
        "题干",
        "试题",
        "问题",
        "题目内容",
        "试题内容",
        "题干内容",
        "题面",
        "题干描述",
        "题目描述",
        "题目名称",
        "试题题干",
        "试题题目",
        "题目题干",
        "考题",
        "question",
        "front",
    ),
    BankField.OPTIONS: ("选项", "备选项", "备选答案", "答案选项", "选项内容", "试题选项", "题目选项", "options"),
    BankField.ANSWER: (
        "答案",
        "正确答案",
        "标准答案",
        "参考答案",
        "正确选项",
        "试题答案",
        "题目答案",
        "答案内容",
        "answer",
        "back",
    ),
    BankField.ANALYSIS: (
        "解析",
        "答案解析",
        "试题解析",
        "题目解析",
        "答题解析",
        "详解",
        "答案说明",
        "explanation",
        "analysis",
    ),
    BankField.TYPE: ("类型", "题型", "试题类型", "题目类型", "试题题型", "题类", "题目题型", "type"),
    BankField.CHAPTER: ("章节", "知识点", "分类", "科目", "目录", "所属章节", "章", "chapter", "tags"),
}
_OPTION_COLUMN = re.compile(
    r"(?:(?:选项|备选项|备选答案|答案选项|option)?\s*[（(]?[A-H][）)]?|(?:选项|备选项|备选答案|答案选项|option)\s*[1-8一二三四五六七八])"
    r"\s*(?:选项)?(?:内容)?",
    re.IGNORECASE,
)
_TYPES = (
    ("多选", BankKind.MULTIPLE),
    ("多项", BankKind.MULTIPLE),
    ("不定项", BankKind.MULTIPLE),
    ("单选", BankKind.CHOICE),
    ("单项", BankKind.CHOICE),
    ("选择", BankKind.CHOICE),
    ("判断", BankKind.TRUE_FALSE),
    ("是非", BankKind.TRUE_FALSE),
    ("填空", BankKind.FILL),
)
_TRUE = {"对", "正确", "√", "✓", "✔", "是", "t", "true", "y", "yes"}
_FALSE = {"错", "错误", "×", "✗", "✘", "x", "否", "f", "false", "n", "no", "不对", "不正确"}
_NUMBER = re.compile(r"^\s*(?:第?\d{1,4}\s*[.、．:：)）题](?!\d)\s*|[(（]\d{1,4}[)）]\s*)")
_TYPE_MARK = re.compile(r"^\s*[\[【(（]?\s*(?P<type>(?:单|多|不定)(?:项)?选(?:择)?|判断|填空|简答)题?\s*[\]】)）]\s*")
_LETTERED = re.compile(r"(?:^|(?<=[\s;；,，|。?？)）]))\(?（?([A-H])\s*(?:[.、．:：]|[)）])\s*")
_OWN_LETTER = re.compile(r"^\s*[(（]?[A-H]\s*[.、．:：)）]\s*")
_LETTERS = re.compile(r"[A-H](?:[\s,，、;；/|+&和]*[A-H])*[。.]?")
_TRADITIONAL = str.maketrans("題選項類幹標準參試確內說點錄屬節對錯誤", "题选项类干标准参试确内说点录属节对错误")
_PLACES = tuple("12345678")  # an option named by its place
_GAP = re.compile(r"_{2,}|＿{2,}|﹍+|﹎+|（[\s　_＿]*）|\([\s_]*\)|【[\s　]*】|\[\s*\]")
_LABEL = re.compile(r"[（(]\d[)）]|[①-⑨]|(?<![\d.])\d[.、．](?!\d)")
_APART = (re.compile(r"\s*(?:\|+|\n+|[;；])\s*"), re.compile(r"\s*[、，,]\s*|\s{2,}"), re.compile(r"\s+"))


def guess_mapping(rows: Sequence[Sequence[str]]) -> tuple[int, BankMapping]:
    """How many rows stand above the questions, and which columns hold what, by the headings that are usual.

    Of two columns without headings the first asks and the second answers; otherwise the mapping may be empty.
    """
    for number, row in enumerate(rows[:HEADER_ROWS]):
        mapping = _headings(row)
        if BankField.QUESTION in mapping and len(mapping) > 1:
            return number + 1, mapping
    widths = [sum(bool(cell) for cell in row) for row in rows[:50] if any(row)]
    if widths and sorted(widths)[len(widths) // 2] == 2:
        return 0, {BankField.QUESTION: (0,), BankField.ANSWER: (1,)}
    return 0, {}


def _headings(row: Sequence[str]) -> dict[BankField, tuple[int, ...]]:
    found: dict[BankField, tuple[int, ...]] = {}
    options: list[int] = []
    for column, cell in enumerate(row):
        cell = cell.translate(_TRADITIONAL)
        name = (
            re.sub(r"^[*※\s]+|[\s*（(【:：].*$", "", unicodedata.normalize("NFKC", cell)).lower()
            or cell.strip().lower()
        )
        whole = re.sub(r"[(（](?:必填|选填|可选)[)）]|\*", "", unicodedata.normalize("NFKC", cell)).strip()
        if _OPTION_COLUMN.fullmatch(whole):
            options.append(column)
            continue
        field = next((field for field, names in _NAMES.items() if name in names), None)
        if field is not None and field not in found:
            found[field] = (column,)
    if options:
        found[BankField.OPTIONS] = tuple(options)
    return found


def parse_questions(rows: Sequence[Sequence[str]], mapping: BankMapping, first: int) -> list[BankQuestion]:
    """The question of each row from ``first`` (counted from 0) on that is not empty, those with problems too."""
    return [_parse(number + 1, row, mapping) for number, row in enumerate(rows) if number >= first and any(row)]


def _parse(number: int, row: Sequence[str], mapping: BankMapping) -> BankQuestion:
    def cell(field: BankField) -> str:
        columns = mapping.get(field, ())
        return row[columns[0]].strip() if columns and columns[0] < len(row) else ""

    stem = _NUMBER.sub("", cell(BankField.QUESTION), count=1)
    named = cell(BankField.TYPE)
    if mark := _TYPE_MARK.match(stem):
        named = named or mark["type"]
        stem = stem[mark.end() :]
    answer = cell(BankField.ANSWER)
    columns = mapping.get(BankField.OPTIONS, ())
    cells = [row[column].strip() for column in columns if column < len(row)]
    options: Sequence[str] = (
        _split_options(cells[0]) if len(columns) == 1 and cells else [_OWN_LETTER.sub("", each) for each in cells]
    )
    while options and not options[-1]:
        options = options[:-1]
    if not options and _LETTERS.fullmatch(_folded(answer)):
        stem, options = _options_in(stem)
    kind, answers, stem, options = _answered(stem.strip(), options, answer, _type(named))
    problem = None
    if not stem:
        problem = BankProblem.NO_QUESTION
    elif not answer:
        problem = BankProblem.NO_ANSWER
    elif not answers:
        problem = BankProblem.NOT_AN_OPTION
    elif len(stem) + len(answer) + sum(map(len, options)) > LONGEST:
        problem = BankProblem.TOO_LONG
    return BankQuestion(
        row=number,
        kind=kind,
        stem=stem,
        answers=tuple(answers),
        options=tuple(options),
        analysis=cell(BankField.ANALYSIS),
        chapter=cell(BankField.CHAPTER),
        problem=problem,
    )


def _answered(
    stem: str, options: Sequence[str], answer: str, wanted: BankKind | None
) -> tuple[BankKind, Sequence[str], str, Sequence[str]]:
    """Kind, right answers (none where they are not among the options), stem and options of a question."""
    truth = _truth(answer, options, wanted)
    if truth:
        return BankKind.TRUE_FALSE, [truth], _GAP.sub("", stem) if stem.endswith(("）", ")")) else stem, ()
    filled = [option for option in options if option]
    if len(filled) > 1:
        letters = _LETTERS.fullmatch(_folded(answer))
        if letters and (chosen := [ord(letter) - 65 for letter in re.findall("[A-H]", letters[0])]):
            right = [options[at] for at in sorted(set(chosen)) if at < len(options) and options[at]]
            whole = len(right) == len(set(chosen))
        elif answer not in filled and answer in _PLACES[: len(options)]:
            right, whole = [options[int(answer) - 1]], bool(options[int(answer) - 1])
        else:
            right = [option for option in filled if option == _OWN_LETTER.sub("", answer)]
            whole = bool(right)
        several = len(right) > 1 or wanted is BankKind.MULTIPLE
        return BankKind.MULTIPLE if several else BankKind.CHOICE, right if whole else [], stem, filled
    gaps = len(_GAP.findall(stem))
    if gaps and answer:
        words = _for_gaps(answer, gaps)
        if words:
            return BankKind.FILL, words, _GAP.sub(GAP, stem), ()
    return BankKind.SHORT, [answer] if answer else [], stem, ()


def _truth(answer: str, options: Sequence[str], wanted: BankKind | None) -> str:
    """对 or 错 where the question is whether a statement is true, otherwise nothing."""
    plain = _folded(answer).rstrip("。.").lower().translate(_TRADITIONAL)
    meanings = [RIGHT if option.lower() in _TRUE else WRONG if option.lower() in _FALSE else "" for option in options]
    if len(options) == 2 and all(meanings):
        if plain in ("a", "b"):
            return meanings["ab".index(plain)]
    elif any(options) or wanted not in (None, BankKind.TRUE_FALSE):
        return ""
    elif wanted is BankKind.TRUE_FALSE and plain in ("a", "b"):
        return RIGHT if plain == "a" else WRONG
    return RIGHT if plain in _TRUE else WRONG if plain in _FALSE else ""


def _for_gaps(answer: str, gaps: int) -> list[str]:
    """The words for each gap, none where their number is another."""
    if gaps == 1:
        return [answer.replace("\n", " ")]
    labels = list(_LABEL.finditer(answer))
    if len(labels) == gaps and not answer[: labels[0].start()].strip():  # （1）甲（2）乙
        ends = [*(label.start() for label in labels[1:]), len(answer)]
        return [answer[label.end() : end].strip(" ；;，,、\n") for label, end in zip(labels, ends, strict=True)]
    for apart in _APART:
        words = [word for word in apart.split(answer.strip()) if word]
        if len(words) == gaps:
            return words
    return []


def _split_options(cell: str) -> list[str]:
    """The options of one cell: by their letters, otherwise by lines, bars or semicolons."""
    head, options = _options_in(cell)
    if len(options) > 1 and not head.strip():
        return options
    for sign in ("\n", "|", "；", ";"):
        parts = [_OWN_LETTER.sub("", part).strip() for part in cell.split(sign)]
        parts = [part for part in parts if part]
        if len(parts) > 1:
            lettered = all(part[0] == chr(65 + at) and len(part) > 1 for at, part in enumerate(parts))
            return [part[1:] for part in parts] if lettered else parts
    return [cell] if cell else []


def _options_in(text: str) -> tuple[str, list[str]]:
    """What stands before lettered options, and these, if they are lettered A, B, C … in order."""
    found: list[re.Match[str]] = []
    for match in _LETTERED.finditer(text):
        if match[1] == chr(65 + len(found)):
            found.append(match)
    if len(found) < 2:
        return text, []
    ends = [*(match.start() for match in found[1:]), len(text)]
    options = [text[match.end() : end].strip(" \n\t;；,，|　") for match, end in zip(found, ends, strict=True)]
    return text[: found[0].start()].strip(), options


def _type(named: str) -> BankKind | None:
    return next((kind for word, kind in _TYPES if word in named), None)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().upper()
