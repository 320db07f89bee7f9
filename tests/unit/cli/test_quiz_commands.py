from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from desktop.cli.main import main
from desktop.domain.article import TextSpan
from desktop.domain.changes import Changed
from desktop.domain.cloze import Cloze
from desktop.services.collection import Collection
from desktop.services.question_desk import QuestionDesk
from desktop.services.text_tools import TextTools
from desktop.storage.cards import save_clozes

SENTENCE = "增强“四个意识”、坚定“四个自信”、做到“两个维护”。"
ANSWERS = ("四个意识", "四个自信", "两个维护")
AT = "2026-03-02T09:00:00+08:00"
Quiz = Callable[..., tuple[int, str, str]]


@pytest.fixture
def quiz(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Quiz:
    """Run the quiz over lines of input; its status, output and errors."""
    chance = Random(1)  # a paper is drawn by the ids of the cards: the same ones in every run
    with Collection.open(home, chance=chance) as collection, collection.writing(Changed.CARDS) as connection:
        clozes = [
            Cloze(SENTENCE, (TextSpan(start, start + 4),), answer, "shorthand", 0)
            for answer in ANSWERS
            for start in (SENTENCE.index(answer),)
        ]
        deck = collection.deck_key(connection, "要点")
        notes = [(collection.new_id(), collection.new_id(), cloze) for cloze in clozes]
        save_clozes(connection, None, deck, notes, collection.now())

    def run(
        *lines: str, options: tuple[str, ...] = (), lang: str = "zh", data: bytes | None = None
    ) -> tuple[int, str, str]:
        def no_window(*_: object) -> int:
            raise AssertionError("a window was asked for")

        given = "".join(f"{line}\n" for line in lines).encode() if data is None else data
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        status = main(["--home", str(home), "--lang", lang, "quiz", "--at", AT, *options], no_window)
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    return run


def stored(home: Path) -> list[tuple[str, int, int]]:
    """Mode, rating and whether it was undone, of each answer."""
    with Collection.open(home) as collection, collection.reading() as connection:
        rows = connection.exec_driver_sql("SELECT mode, rating, undone FROM reviews ORDER BY id")
        return [(row[0], row[1], int(row[2])) for row in rows]


def test_typed_answers_are_marked_and_rated(quiz: Quiz, home: Path) -> None:
    status, out, err = quiz("四個意識", "", "四个意识", "", "", "4", options=("--mode", "typed"))
    assert (status, err) == (0, "")
    assert stored(home)[:3] == [("typed", 3, 0), ("typed", 1, 0), ("typed", 4, 0)]
    assert "增强“＿＿＿＿”" in out
    assert "✓ 正确（四个意识）" in out
    assert "✗ 不对。答案：四个自信" in out
    assert "四个〔-意识〕〔+自信〕" in out
    assert "答了 3 题：对 1，接近 0，错 2" in out
    assert "Traceback" not in out


def test_a_choice_is_made_by_number_letter_or_words(quiz: Quiz, home: Path) -> None:
    _, out, _ = quiz("四个意识", "", "x", "9", "d", "", options=("--mode", "choice"))
    assert out.count("请输入 1–4") == 2
    assert [row[0] for row in stored(home)] == ["choice", "choice"]
    assert stored(home)[0][1] == 3
    assert all(f"  {number}  " in out for number in (1, 2, 3, 4))


def test_without_a_mode_new_cards_are_asked_by_choice(quiz: Quiz, home: Path) -> None:
    quiz("1", "2", options=("--limit", "1"))
    assert stored(home) == [("choice", 2, 0)]


def test_the_learners_rating_counts(quiz: Quiz, home: Path) -> None:
    _, out, _ = quiz("四个意识", "7", "2", options=("--mode", "typed"))
    assert "请按回车，或输入 1–4。" in out
    assert stored(home) == [("typed", 2, 0)]


def test_the_last_answer_is_taken_back_and_asked_again(quiz: Quiz, home: Path) -> None:
    _, out, _ = quiz("u", "错", "", "u", "四个意识", "", "q", options=("--mode", "typed"))
    assert "没有可撤销的操作" in out
    assert "已撤销：复习“四个意识”" in out
    assert stored(home) == [("typed", 1, 1), ("typed", 3, 0)]
    assert "答了 1 题：对 1" in out


def test_help_and_quit_stand_at_both_questions(quiz: Quiz, home: Path) -> None:
    status, out, _ = quiz("?", "四个意识", "？", "q", options=("--mode", "typed"))
    assert status == 0
    assert out.count("u 撤销上一次") == 2
    assert stored(home) == []  # it was not rated


@pytest.mark.parametrize("lines", [(), ("四个意识",), ("四个意识", "", "四")])
def test_the_end_of_the_input_ends_it_politely(quiz: Quiz, lines: tuple[str, ...]) -> None:
    status, out, err = quiz(*lines, options=("--mode", "typed"))
    assert (status, err) == (0, "")
    assert out.splitlines()[-1].startswith("答了 ")


def test_bytes_that_are_no_text_are_a_wrong_answer(quiz: Quiz, home: Path) -> None:
    status, _, err = quiz(data=b"\xff\xfe\x00\n\n", options=("--mode", "typed"))
    assert (status, err) == (0, "")
    assert stored(home) == [("typed", 1, 0)]


def test_the_limit_and_the_end_of_what_is_due(quiz: Quiz) -> None:
    _, out, _ = quiz(*["四个意识", "4"] * 9, options=("--mode", "typed", "--limit", "2"))
    assert "答了 2 题" in out
    _, out, _ = quiz(*["", "4"] * 9)
    assert "现在没有要学的卡片" in out


def test_english_and_json(quiz: Quiz) -> None:
    _, out, _ = quiz("四个自信", "", options=("--mode", "typed", "--limit", "1"), lang="en")
    assert "✗ Wrong. The answer: 四个意识" in out
    _, out, err = quiz("四个自信", "", options=("--mode", "typed", "--limit", "1", "--json"))
    assert json.loads(out) == {"answered": 1, "right": 1, "near": 0, "wrong": 0, "left": 1}
    assert "填空" in err


def test_a_deck_that_is_not_there_is_refused(quiz: Quiz) -> None:
    status, out, err = quiz(options=("--deck", "无"))
    assert (status, out) == (1, "")
    assert err == "找不到牌组：无。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        (["\x03"], 0),  # Ctrl+C at the question
        (["四个意识\n", "\x03"], 0),  # at the rating: it was not rated
        (["\x04"], 0),  # Ctrl+D: no more input
        (["四个意识\n", "\n", "\x03"], 1),
        (["\x1b[A\x7f\t错\n", "9\n", "-1\n", "1\n", "\x04"], 1),  # arrows, Tab, ratings that are none
        (["x" * 3000 + "\n", "1\n", "q\n"], 1),
    ],
)
def test_a_person_at_a_terminal(quiz: Quiz, home: Path, keys: list[str], answers: int) -> None:
    """Keys go through a real terminal, which turns Ctrl+C into a signal; it always ends with the summary."""
    import fcntl
    import select
    import termios

    terminal, inner = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "--home", str(home), "quiz", "--mode", "typed", "--at", AT],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(inner)
    seen = b""

    def read_until(*ends: bytes) -> None:
        nonlocal seen
        while not any(seen.endswith(end) for end in ends):
            ready, _, _ = select.select([terminal], [], [], 60)
            assert ready, seen
            try:
                seen += os.read(terminal, 65536)
            except OSError:  # the other side was closed
                return

    for key in keys:
        read_until(b"> ", "：".encode(), b"] ")
        seen += b"|"
        os.write(terminal, key.encode())
    read_until(b"\x00")
    assert process.wait(60) == 0
    os.close(terminal)
    assert "Traceback" not in seen.decode("utf-8", "replace")
    assert f"答了 {answers} 题" in seen.decode("utf-8", "replace")
    assert len(stored(home)) == answers


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_it_works_in_a_terminal(quiz: Quiz, home: Path) -> None:
    outer, inner = os.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "desktop", "--home", str(home), "quiz", "--mode", "typed", "--at", AT],
            stdin=inner,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            os.write(outer, "四个意识\n\nq\n".encode())
            out, err = process.communicate(timeout=60)
    finally:
        os.close(inner)
        os.close(outer)
    assert (process.returncode, err) == (0, b"")
    assert "✓" in out.decode()
    assert stored(home) == [("typed", 3, 0)]


def test_a_kind_is_asked_as_it_was_fixed_in_the_window(home: Path, quiz: Quiz) -> None:
    """What is chosen for all cards, or for one, comes before; a mode that needs more than a line is typed."""
    for mode, shown in (("truefalse", "对不对"), ("typed", "填空"), ("order", "填空")):
        with Collection.open(home) as collection:
            QuestionDesk(collection, TextTools()).kind_modes.choose("shorthand", mode)
        assert shown in quiz()[1]
    with Collection.open(home) as collection:
        QuestionDesk(collection, TextTools()).kind_modes.choose("shorthand", "truefalse")
    assert "填空" in quiz(options=("--mode", "typed"))[1]


def test_a_paper_in_a_terminal(
    home: Path, quiz: Quiz, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is marked before the end; the score and the mistakes come then; the same number asks the same."""

    def sit(*lines: str, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        given = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        status = main(["--home", str(home), "--lang", "zh", "paper", "--at", AT, *options], lambda *_: 1)
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    options = ("--seed", "7", "--number", "3", "--mode", "typed")
    status, first, err = sit("四个意识", "u", "四个意识", "", options=options)
    assert (status, err) == (0, "")
    assert "模拟卷 7，共 3 题" in first
    assert first.index("[3/3]") < first.index("错题") < first.index("得分")
    assert "✓" not in first.split("错题")[0]
    status, out, _ = sit("四个意识", "四个意识", "", options=(*options, "--json"))
    score = json.loads(out)
    assert (score["number"], score["points"], score["unanswered"]) == (3, 1.0, 1)
    assert len(score["mistakes"]) == 2
    assert score["by_mode"] == {"typed": [1.0, 3]}
    _, again, _ = sit("q", options=options)
    assert again.split("\n> ")[0].splitlines()[:6] == first.split("\n> ")[0].splitlines()[:6]
    status, out, _ = sit(options=("--list", "--json"))
    assert [(each["seed"], each["points"]) for each in json.loads(out)["papers"]] == [(7, 0.0), (7, 1.0), (7, 1.0)]
    _, out, _ = sit(options=("--list",))
    assert "卷号 7" in out
    assert stored(home) == []


def test_the_four_ratings_say_how_far_away_they_put_the_card(quiz: Quiz) -> None:
    _, out, _ = quiz("四个意识", "", options=("--mode", "typed", "--limit", "1"))
    assert "重来  1 分钟后" in out
    assert " 天后" in out
    assert "T04:00" not in out
