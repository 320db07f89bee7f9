from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.article import TextSpan
from desktop.pipeline.sentence_changes import SentenceChange, changed_sentences, make_diff
from desktop.pipeline.sentence_matching import match_sentences
from desktop.pipeline.sentences import split_sentences

A = "各级人民法院应当依法受理案件。"
B = "国家鼓励技术创新和成果转化。"
C = "本规定自公布之日起全面施行。"
D = "有关部门建立信息共享的机制。"


def changes(old: str, new: str) -> list[SentenceChange]:
    return changed_sentences(match_sentences(old, new, split_sentences(old), split_sentences(new)))


def drawn(old: str, new: str) -> list[str]:
    """Each change as ``kind old -> new``, a rewording with what is [-struck out-] and {+written+}."""
    marks = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
    out = []
    for change in changes(old, new):
        before = old[slice(*change.old)] if change.old else ""
        after = new[slice(*change.new)] if change.new else ""
        text = "".join(marks[part.op].format(part.text) for part in change.diff) or after or before
        out.append(f"{change.kind}{' moved' if change.moved and change.diff else ''} {text}")
    return out


def test_a_revision_is_drawn_in_the_order_of_the_new_text() -> None:
    old = f"{A}\n{B}\n{C}\n"
    new = f"{A}\n{D}\n本规定自公布之日起施行。\n"
    assert drawn(old, new) == [
        f"unchanged {A}",
        f"removed {B}",
        f"added {D}",
        "reworded 本规定自公布之日起[-全面-]施行。",
    ]


def test_as_little_as_can_be_is_called_moved() -> None:
    assert drawn(A + B + C + D, B + C + D + A) == [f"unchanged {each}" for each in (B, C, D)] + [f"moved {A}"]


def test_moved_and_reworded() -> None:
    new = f"{B}{C}{D}各级人民法院必须依法受理案件。"
    assert drawn(A + B + C + D, new)[-1] == "reworded moved 各级人民法院[-应当-]{+必须+}依法受理案件。"


def test_a_split_and_a_merger_are_one_rewording() -> None:
    whole, parts = "深化体制机制改革，锻造审判过硬队伍。", "深化体制机制改革。锻造审判过硬队伍。"
    split, merged = changes(A + whole + C, A + parts + C), changes(A + parts + C, A + whole + C)
    assert (
        [change.kind for change in split]
        == [change.kind for change in merged]
        == ["unchanged", "reworded", "unchanged"]
    )
    assert drawn(A + whole + C, A + parts + C)[1] == "reworded 深化体制机制改革[-，-]{+。+}锻造审判过硬队伍。"


def test_a_new_number_is_a_rewording_of_the_number_alone() -> None:
    assert drawn(f"第二条　{A}", f"第三条　{A}") == [f"reworded 第[-二-]{{+三+}}条　{A}"]


def test_width_and_spaces_are_no_change() -> None:
    assert drawn("增长１２％，好于 预期。", "增长12%,好于预期。") == ["unchanged 增长12%,好于预期。"]


def test_nothing_left_and_nothing_before() -> None:
    assert drawn(A + B, "") == [f"removed {A}", f"removed {B}"]
    assert drawn("", A) == [f"added {A}"]
    assert drawn("", "") == []


WORDS = st.text(alphabet="甲乙丙丁，。\n 一、", max_size=50)


@given(WORDS, WORDS)
def test_every_sentence_is_told_once(old: str, new: str) -> None:
    found = changes(old, new)
    for text, spans in ((old, [each.old for each in found]), (new, [each.new for each in found])):
        covered = [place for span in spans if span for place in range(*span)]
        assert len(covered) == len(set(covered))
        assert all(set(range(*sentence)) <= set(covered) for sentence in split_sentences(text))
    assert [each.new for each in found if each.new] == sorted(each.new for each in found if each.new)


@given(WORDS)
def test_a_text_is_not_changed_against_itself(text: str) -> None:
    assert [each.new for each in changes(text, text)] == [TextSpan(*span) for span in split_sentences(text)]
    assert {each.kind.value for each in changes(text, text)} <= {"unchanged"}


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_diff_holds_both_texts(old: str, new: str) -> None:
    parts = make_diff(old, new)
    assert "".join(part.text for part in parts if part.op != "insert") == old
    assert "".join(part.text for part in parts if part.op != "delete") == new
