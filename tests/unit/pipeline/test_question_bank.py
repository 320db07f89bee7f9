"""Rows of banks as they are found, and the questions they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.bank import GAP, BankField, BankKind, BankProblem, BankQuestion
from desktop.pipeline.question_bank import guess_mapping, parse_questions

QUESTION, OPTIONS, ANSWER = BankField.QUESTION, BankField.OPTIONS, BankField.ANSWER


def one(question: str, answer: str, *options: str, kind: str = "") -> BankQuestion:
    mapping = {QUESTION: (0,), ANSWER: (1,), BankField.TYPE: (2,)}
    if options:
        mapping[OPTIONS] = tuple(range(3, 3 + len(options)))
    (made,) = parse_questions([[question, answer, kind, *options]], mapping, 0)
    return made


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (["序号", "题干", "选项A", "选项B", "正确答案"], {QUESTION: (1,), OPTIONS: (2, 3), ANSWER: (4,)}),
        (["题目", "A", "B", "C", "D", "答案"], {QUESTION: (0,), OPTIONS: (1, 2, 3, 4), ANSWER: (5,)}),
        (["试题内容", "选项", "标准答案（必填）"], {QUESTION: (0,), OPTIONS: (1,), ANSWER: (2,)}),
        (["*试题题干", "备选答案1", "备选答案2", "试题答案"], {QUESTION: (0,), OPTIONS: (1, 2), ANSWER: (3,)}),
        (["題目", "選項A", "選項B內容", "正確答案"], {QUESTION: (0,), OPTIONS: (1, 2), ANSWER: (3,)}),
        (["Question", "Answer", "Type"], {QUESTION: (0,), ANSWER: (1,), BankField.TYPE: (2,)}),
        (
            ["题型", "题目", "答案", "答案解析", "知识点"],
            {BankField.TYPE: (0,), QUESTION: (1,), ANSWER: (2,), BankField.ANALYSIS: (3,), BankField.CHAPTER: (4,)},
        ),
    ],
)
def test_the_usual_headings_are_known(head: list[str], columns: dict[BankField, tuple[int, ...]]) -> None:
    title = ["2026 年法院系统题库"]
    assert guess_mapping([title, head, ["…"] * len(head)]) == (2, columns)


def test_without_headings_two_columns_ask_and_answer() -> None:
    assert guess_mapping([["枫桥经验诞生于何地？", "诸暨"]] * 3) == (0, {QUESTION: (0,), ANSWER: (1,)})
    assert guess_mapping([["甲", "乙", "丙", "丁"]] * 3) == (0, {})


@pytest.mark.parametrize(
    ("question", "answer", "options", "kind", "answers"),
    [
        ("哪里？", "B", ("甲", "乙", "丙"), BankKind.CHOICE, ("乙",)),
        ("哪里？", "ｂ", ("A．甲", "B．乙"), BankKind.CHOICE, ("乙",)),
        ("哪里？", "乙", ("甲", "乙"), BankKind.CHOICE, ("乙",)),
        ("哪些？", "ACD", ("甲", "乙", "丙", "丁"), BankKind.MULTIPLE, ("甲", "丙", "丁")),
        ("哪些？", "A、C", ("甲", "乙", "丙"), BankKind.MULTIPLE, ("甲", "丙")),
        ("哪里？", "C", ("A. 甲 B. 乙 C. 丙",), BankKind.CHOICE, ("丙",)),
        ("哪里？", "C", ("A、甲\nB、乙\nC、丙",), BankKind.CHOICE, ("丙",)),
        ("哪里？", "B", ("甲|乙|丙",), BankKind.CHOICE, ("乙",)),
        ("下列正确的是（ ）。A．甲；B．乙；C．丙", "C", (), BankKind.CHOICE, ("丙",)),
        ("天是蓝的。", "√", (), BankKind.TRUE_FALSE, ("对",)),
        ("天是绿的（　）", "错误", (), BankKind.TRUE_FALSE, ("错",)),
        ("天是绿的。", "B", ("正确", "错误"), BankKind.TRUE_FALSE, ("错",)),
        ("坚持____。", "党的领导", (), BankKind.FILL, ("党的领导",)),
        ("坚持（　），做到（　）。", "甲；乙", (), BankKind.FILL, ("甲", "乙")),
        ("坚持＿＿、做到＿＿。", "甲、乙", (), BankKind.FILL, ("甲", "乙")),
        ("坚持＿＿、做到＿＿。", "甲乙", (), BankKind.SHORT, ("甲乙",)),
        ("什么是法治？", "依法治国", (), BankKind.SHORT, ("依法治国",)),
    ],
)
def test_the_kinds(
    question: str, answer: str, options: tuple[str, ...], kind: BankKind, answers: tuple[str, ...]
) -> None:
    made = one(question, answer, *options)
    assert (made.kind, made.answers, made.problem) == (kind, answers, None)


def test_what_stands_in_the_stem_for_other_ends_is_left_out() -> None:
    assert one("12、[单选题] 哪里？", "A", "甲", "乙").stem == "哪里？"
    assert one("下列正确的是 A．甲 B．乙", "B").stem == "下列正确的是"
    assert one("2035年的目标是什么？", "现代化").stem == "2035年的目标是什么？"
    assert one("坚持____不动摇。", "党的领导").stem == f"坚持{GAP}不动摇。"
    assert one("坚持____不动摇。", "党的领导").shown == "坚持____不动摇。"


def test_the_type_column_decides_where_the_rest_does_not() -> None:
    assert one("天是蓝的。", "A", kind="判断题").answers == ("对",)
    assert one("哪些？", "A", "甲", "乙", kind="多选题").kind is BankKind.MULTIPLE
    assert one("是不是？", "是", kind="简答题").kind is BankKind.TRUE_FALSE


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("", "A"), BankProblem.NO_QUESTION),
        (("哪里？", ""), BankProblem.NO_ANSWER),
        (("哪里？", "D", "甲", "乙"), BankProblem.NOT_AN_OPTION),
        (("哪里？", "丙", "甲", "乙"), BankProblem.NOT_AN_OPTION),
        (("哪里？" * 3_000, "甲"), BankProblem.TOO_LONG),
    ],
)
def test_rows_that_are_no_questions_say_why(row: tuple[str, ...], problem: BankProblem) -> None:
    assert one(*row).problem is problem


_CELLS = st.text(alphabet=st.sampled_from("ABCD甲乙对错√_（）() 、；;|.．\n1"), max_size=12)


@given(st.lists(_CELLS, min_size=1, max_size=8))
def test_no_row_does_harm(cells: list[str]) -> None:
    mapping = {QUESTION: (0,), ANSWER: (1,), OPTIONS: (2, 3, 4, 5), BankField.TYPE: (6,)}
    for made in parse_questions([cells], mapping, 0):
        if made.problem is None:
            assert made.stem
            assert made.answers
            assert made.kind is not BankKind.FILL or made.stem.count(GAP) == len(made.answers)
            assert made.kind not in (BankKind.CHOICE, BankKind.MULTIPLE) or set(made.answers) <= set(made.options)


def test_answers_are_named_in_many_ways() -> None:
    for answer in ("A|C", "A+C", "AC。", "a;c", "A和C"):
        assert one("甲？", answer, "红", "绿", "蓝").answers == ("红", "蓝")
    assert one("甲？", "2", "红", "绿", "蓝").answers == ("绿",)
    assert one("甲？", "2", "1", "2", "3").answers == ("2",)
    assert one("甲？", "B", "A红|B绿|C蓝").answers == ("绿",)
    assert one("甲對。", "錯").answers == ("错",)


def test_answers_of_gaps_may_be_numbered() -> None:
    for answer in ("（1）审判（2）监督", "①审判 ②监督", "1.审判 2.监督", "审判 监督"):
        assert one("法院是____机关，检察院是____机关。", answer).answers == ("审判", "监督")
