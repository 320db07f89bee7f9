"""The quiz in a terminal, or over lines of standard input."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from random import Random
from select import select
from typing import NamedTuple

from desktop.cli.context import Context
from desktop.cli.review_commands import session_of
from desktop.domain.card import Card, Rating
from desktop.domain.question import Marking, PaperPlan, Question, QuestionMode
from desktop.services.journal import Journal
from desktop.services.paper_desk import PaperDesk
from desktop.services.question_desk import QuestionDesk
from desktop.services.review_session import CramSession, ReviewSession
from desktop.services.text_tools import TextTools

_WRITTEN = (QuestionMode.TYPED, QuestionMode.HINT, QuestionMode.LIST, QuestionMode.NEXT)
_ASKED = (*_WRITTEN, QuestionMode.CHOICE, QuestionMode.TRUE_FALSE)  # other modes need more than a line
_COMMANDS = {"q": "quit", "u": "undo", "?": "help", "？": "help"}
_LONGEST_MS = 120_000  # an answer that took longer was a pause
_RIGHT = ("exact", "accepted")


def quiz(context: Context) -> int:
    """Ask cards one after another until nothing is due, --limit is reached, or the learner or the input ends."""
    return ask(context, session_of(context))


def ask(context: Context, session: ReviewSession | CramSession) -> int:
    """Ask the cards of a session one after another."""
    asked = _Quiz(context, session)
    try:
        asked.run()
    except KeyboardInterrupt:
        asked.line("")
    asked.finish()
    return 0


def paper(context: Context) -> int:
    """Sit a mock paper, or list those that were sat."""
    if context.arguments.list:
        past = PaperDesk(context.collection, QuestionDesk(context.collection, TextTools())).past()
        found = [
            {
                "id": each.id,
                "at": each.at.astimezone(context.zone()).isoformat(timespec="seconds"),
                "seed": each.plan.seed,
                "number": each.number,
                "answered": each.answered,
                "points": each.points,
                "seconds": each.seconds,
            }
            for each in past
        ]
        lines = [context.say("paper.past", **{**each, "points": _points(each["points"])}) for each in found]
        context.output.result({"papers": found}, "\n".join(lines) or context.say("paper.none"))
        return 0
    sitting = _Sitting(context, ReviewSession(context.collection))
    try:
        sitting.sit()
    except KeyboardInterrupt:
        sitting.line("")
    sitting.hand_in()
    return 0


def _points(points: object) -> str:
    return "–" if points is None else f"{points:g}"


class _Answered(NamedTuple):
    card: Card
    review: str
    verdict: str


class _Ended(Exception):
    """The learner wants no more, or the input has no more."""


class _Undone(Exception):
    """The last answer was taken back."""


class _Quiz:
    def __init__(self, context: Context, session: ReviewSession | CramSession) -> None:
        self._context = context
        self._say = context.say
        arguments = context.arguments
        mode = getattr(arguments, "mode", None)
        self._mode = None if mode is None else QuestionMode(mode)
        self._limit: int | None = getattr(arguments, "limit", None)
        self._session = session
        self._journal = Journal(context.collection)
        self._desk = QuestionDesk(context.collection, TextTools())
        self._history: list[_Answered] = []
        self._stream = sys.stderr if context.output.as_json else sys.stdout

    def run(self) -> None:
        again: Card | None = None
        while self._limit is None or len(self._history) < self._limit:
            card = again or self._session.next_card()
            again = None
            if card is None:
                self.line(self._say("nothing_due"))
                return
            try:
                self._ask(card)
            except _Undone:
                again = self._history.pop().card
            except _Ended:
                return

    def finish(self) -> None:
        """Say how it went."""
        right = sum(each.verdict in _RIGHT for each in self._history)
        near = sum(each.verdict == "near" for each in self._history)
        number, left = len(self._history), self._session.counts().total
        value = {"answered": number, "right": right, "near": near, "wrong": number - right - near, "left": left}
        self._context.output.result(value, self._say("quiz.summary", **value))

    def line(self, text: str) -> None:
        """Print a line for people."""
        self._stream.write(f"{text}\n".encode("utf-8", "replace").decode())

    def _ask(self, card: Card) -> None:
        question = self._desk.question(card, self._mode)
        if question.mode not in _ASKED:
            question = self._desk.question(card, QuestionMode.TYPED)
        self._show(question)
        begun = time.monotonic()
        reply = self._reply(question)
        duration = min(int((time.monotonic() - begun) * 1000), _LONGEST_MS)
        marking = None if reply is None else self._desk.mark(question, reply)
        self._show_marking(question, marking)
        rating = self._rating(card, marking.rating if marking else Rating.AGAIN)
        review = self._session.answer(card.id, rating, mode=question.mode, duration_ms=duration)
        if isinstance(self._session, CramSession):
            self.line(self._say("crammed", rating=self._say(f"rating.{int(rating)}")))
        else:
            due = self._context.away(self._session.interval(review.after))
            self.line(self._say("answered", rating=self._say(f"rating.{int(rating)}"), due=due))
        if action := self._session.leech(review):
            self.line(self._say(f"leech.{action}", card=card.id, lapses=review.after.lapses))
        self._history.append(_Answered(card, review.id, marking.verdict if marking else "wrong"))

    def _standing(self) -> str:
        """Which question it is, and what still waits."""
        counts = self._session.counts()
        waiting = self._say("due", new=counts.new, learning=counts.learning, review=counts.review)
        return f"[{len(self._history) + 1}] ({waiting})"

    def _show(self, question: Question) -> None:
        self.line(f"\n{self._standing()} {self._say(f'mode.{question.mode}')}")
        if question.headings:
            self.line("  " + " › ".join(heading.shown() for heading in question.headings))
        if question.mode in (QuestionMode.LIST, QuestionMode.NEXT, QuestionMode.TRUE_FALSE):
            self.line(self._say(f"quiz.ask.{question.mode}", number=len(question.items)))
        self.line(question.prompt.shown())
        if question.cue:
            self.line("  " + self._say("quiz.cue", cue=question.cue))
        for number, option in enumerate(_options(question, self._say), start=1):
            self.line(f"  {number}  {option}")

    def _reply(self, question: Question) -> str | int | bool | None:
        """The learner's answer in the form that its mode is marked in; None for an empty one."""
        options = _options(question, self._say)
        while True:
            given = self._read("> ", question.answer)
            if not given:
                return None
            if not options:
                return given
            number = next((n for n, option in enumerate(options) if given in (str(n + 1), chr(97 + n), option)), -1)
            if number >= 0:
                return number == 0 if question.mode is QuestionMode.TRUE_FALSE else number
            self.line(self._say("quiz.choose", number=len(options)))

    def _show_marking(self, question: Question, marking: Marking | None) -> None:
        if marking is None:
            self.line(self._say("quiz.unknown", answer=question.answer))
            return
        text = self._say(f"quiz.{marking.verdict}", answer=question.answer)
        if marking.reason and marking.verdict == "near":
            text += self._say("quiz.because", reason=self._say(f"quiz.reason.{marking.reason}"))
        self.line(text)
        if marking.verdict not in _RIGHT and question.mode in _WRITTEN:
            self.line("  " + "".join(_marked(*piece) for piece in marking.diff))
        if question.change is not None:
            change = question.change
            self.line(self._say("quiz.change", wrong=change.replacement, right=change.original))

    def _rating(self, card: Card, suggested: Rating) -> Rating:
        """The rating that the learner gives; Enter takes the suggested one."""
        intervals = {} if isinstance(self._session, CramSession) else self._session.intervals(card.id)
        for rating, interval in intervals.items():
            sign = "*" if rating is suggested else " "
            self.line(f" {sign}{int(rating)}  {self._say(f'rating.{int(rating)}')}  {self._context.away(interval)}")
        while True:
            given = self._read(self._say("quiz.rate", suggested=int(suggested)))
            if not given:
                return suggested
            if given in ("1", "2", "3", "4"):
                return Rating(int(given))
            self.line(self._say("quiz.rate_wrong"))

    def _read(self, prompt: str, answer: str = "") -> str:
        """A line from the learner that is no command. Raises _Ended and _Undone."""
        while True:
            line = self._next_line(prompt).strip()
            command = None if line and line == answer else _COMMANDS.get(line.lower())
            if command is None:
                return line
            if command == "quit":
                raise _Ended
            if command == "help":
                self.line(self._say("quiz.help"))
            elif not self._history or self._journal.last_target() != self._history[-1].review:
                self.line(self._say("nothing_to_undo"))
            else:
                self._journal.undo()
                self.line(self._say("undone", what=self._say("undo.review", subject=self._history[-1].card.answer)))
                raise _Undone

    def _next_line(self, prompt: str) -> str:
        """The next line of input, without its end. Raises _Ended where there is none."""
        self._stream.write(prompt)
        self._stream.flush()
        if sys.stdin is None:
            raise _Ended
        if sys.stdin.isatty() and sys.platform != "win32":
            # A Ctrl+C just before a read waits until the next key, so there is no read before there is a line.
            while not select([sys.stdin], [], [], 0.2)[0]:
                pass
        line = sys.stdin.buffer.readline(1 << 20)
        if not sys.stdin.isatty():
            self._stream.write("\n")
        if not line:
            raise _Ended
        return line.decode("utf-8", "replace").removeprefix("\ufeff")


class _Sitting(_Quiz):
    """A paper over lines: nothing is marked before it is handed in."""

    def __init__(self, context: Context, session: ReviewSession) -> None:
        super().__init__(context, session)
        arguments = context.arguments
        self._papers = PaperDesk(context.collection, self._desk)
        plan = PaperPlan(
            Random().randrange(10_000) if arguments.seed is None else arguments.seed,
            arguments.number,
            tuple(QuestionMode(mode) for mode in arguments.modes or ("typed", "choice", "truefalse")),
            tuple(arguments.article),
            arguments.minutes,
            tuple(arguments.deck),
        )
        self._place = 0
        self._sitting = self._papers.begin(plan)
        self.line(self._say("paper.begun", number=len(self._sitting.paper.questions), seed=plan.seed))

    def _standing(self) -> str:
        return f"[{self._place + 1}/{len(self._sitting.paper.questions)}]"

    def sit(self) -> None:
        """Ask all questions, one after another, until the time is up."""
        begun, minutes = time.monotonic(), self._sitting.paper.plan.minutes
        for place, question in enumerate(self._sitting.paper.questions):
            self._place = place
            self._show(question)
            try:
                reply = self._reply(question)
            except _Ended:
                return
            self._sitting.seconds = time.monotonic() - begun
            if minutes is not None and self._sitting.seconds > minutes * 60:
                self.line(self._say("paper.late"))
                return
            if reply is not None:
                self._sitting.replies[place] = reply
            self._papers.keep(self._sitting)

    def hand_in(self) -> None:
        """Say what was wrong, and the score."""
        result, questions = self._papers.hand_in(self._sitting), self._sitting.paper.questions
        sheet = result.sheet
        if sheet.mistakes:
            self.line(f"\n{self._say('paper.mistakes')}")
        mistakes = []
        for place in sheet.mistakes:
            question, marking = questions[place], result.marks[place]
            self.line(f"\n{place + 1}. {question.prompt.shown()}")
            self._show_marking(question, marking)
            mistakes.append({"n": place + 1, "card": question.card_id, "answer": question.answer})
        value = {
            "paper": self._sitting.id,
            "seed": self._sitting.paper.plan.seed,
            "number": sheet.number,
            "points": sheet.points,
            "right": sheet.right,
            "near": sheet.near,
            "wrong": sheet.wrong,
            "unanswered": sheet.unanswered,
            "by_mode": {str(mode): [score.points, score.number] for mode, score in sheet.by_mode.items()},
            "mistakes": mistakes,
        }
        said = {**value, "points": _points(sheet.points)}
        self._context.output.result(value, self._say("paper.score", **said))


def _options(question: Question, say: Callable[[str], str]) -> tuple[str, ...]:
    if question.mode is QuestionMode.TRUE_FALSE:
        return say("quiz.true"), say("quiz.false")
    return question.options


def _marked(op: str, expected: str, given: str) -> str:
    """A piece of a diff: what was missed in 〔+〕, what was too much in 〔-〕, the wrong before the right."""
    if op in ("equal", "form"):
        return expected
    return f"〔-{given}〕" * bool(given) + f"〔+{expected}〕" * bool(expected)
