"""Cards as an exercise on paper: sentences with rules to write on under their headings, and a key."""

from __future__ import annotations

from collections.abc import Container, Sequence

from desktop.domain.anki import AnkiNote
from desktop.domain.article import TextSpan
from desktop.domain.cloze import Density
from desktop.domain.errors import NothingToExport
from desktop.domain.printed import Exercise, Gap, Heading, Key, PrintWords, Sheet

_SHORTEST_RULE, _STEP, _LONGEST_RULE = 4, 2, 24  # characters: a rule tells little of how long its answer is
_LONG_HEADING = 30  # characters; a heading that runs into its paragraph is cut at a clause
_HIDDEN = "……"
# At most one rule for so many characters of a sentence.
_CHARACTERS_A_RULE = {Density.FEW: 120, Density.NORMAL: 60, Density.DENSE: 30, Density.ALL: 1}


def make_worksheet(
    notes: Sequence[AnkiNote],
    words: PrintWords,
    *,
    kinds: Container[str] = (),
    density: Density = Density.ALL,
) -> Sheet:
    """The exercises of ``notes``, in their order, numbered through, under the headings of their articles.

    Notes of one sentence are one exercise: side by side, each would give the others away. ``kinds``, where given,
    are the only ones asked for, ``density`` says how many words of a sentence are. Raises NothingToExport.
    """
    groups: dict[tuple[str, str], list[AnkiNote]] = {}
    for note in notes:
        if not kinds or note.kind in kinds:
            groups.setdefault((note.article, note.sentence), []).append(note)
    if not groups or density is Density.NONE:
        raise NothingToExport
    several = len({article for article, _ in groups}) > 1
    asked: set[str] = set()
    exercises: list[tuple[AnkiNote, Exercise, str]] = []
    for number, group in enumerate(groups.values(), 1):
        first = group[0]
        blanks = _apart([blank for note in group for blank in note.blanks])
        blanks = _thinned(first.sentence, blanks, density)
        answers = [first.sentence[start:end] for start, end in blanks] or [note.answer for note in group]
        asked.update(answers)
        answer = "；".join(dict.fromkeys(answers)).replace("\n", " ")
        exercises.append((first, Exercise(number, with_rules(first.sentence, blanks, answer)), answer))
    body: list[Heading | Exercise] = []
    longest_first = sorted(asked, key=len, reverse=True)
    article, path = None, tuple[str, ...]()
    for note, exercise, _ in exercises:
        if note.article != article:
            article, path = note.article, ()
            if several and article:
                body.append(Heading(0, article))
        body += _headings(note, path, longest_first)
        path = note.headings
        body.append(exercise)
    titles = {note.article for note, _, _ in exercises}
    title = next(iter(titles)) if len(titles) == 1 else ""
    return Sheet(
        title=title or words.exercise,
        subtitle=words.exercise if title else "",
        fields=(words.name, words.day, words.points),
        body=tuple(body),
        key=tuple(Key(exercise.number, answer) for _, exercise, answer in exercises),
        words=words,
    )


def with_rules(sentence: str, blanks: Sequence[TextSpan], answer: str) -> tuple[str | Gap, ...]:
    """The sentence with rules of fair width for what is asked; a question gets one behind it."""
    if not blanks:
        return (f"{sentence.strip()} ".replace("\n", " "), Gap(rule_width(answer)))
    pieces: list[str | Gap] = []
    done = 0
    for start, end in blanks:
        pieces += [sentence[done:start].replace("\n", " "), Gap(rule_width(sentence[start:end]))]
        done = end
    return tuple(piece for piece in (*pieces, sentence[done:].replace("\n", " ")) if piece)


def rule_width(answer: str) -> int:
    """How many characters long a rule is: as its answer, or a little longer."""
    return min(max(_SHORTEST_RULE, -(-len(answer) // _STEP) * _STEP), _LONGEST_RULE)


def _headings(note: AnkiNote, before: Sequence[str], answers: Sequence[str]) -> list[Heading]:
    """Those of the note's headings that were not printed yet and are not its own sentence; nothing given away."""
    made = []
    for level, heading in enumerate(note.headings):
        if tuple(before[: level + 1]) == note.headings[: level + 1] or _begins(note.sentence, heading):
            continue
        for answer in answers:
            if len(answer) > 1:
                heading = heading.replace(answer, _HIDDEN)
        made.append(Heading(min(level + 1, 3), _cut(heading)))
    return made


def _begins(sentence: str, heading: str) -> bool:
    return sentence.startswith(heading) or heading.endswith(sentence.rstrip("。"))


def _cut(heading: str) -> str:
    heading = heading.replace("\n", " ").rstrip("。")
    if len(heading) <= _LONG_HEADING:
        return heading
    ends = [heading.rfind(mark, 8, _LONG_HEADING) for mark in "，；、："]
    return heading[: max(*ends, 0) or _LONG_HEADING] + ("" if max(ends) > 0 and heading[max(ends)] == "：" else "……")


def _apart(blanks: Sequence[TextSpan]) -> list[TextSpan]:
    """The blanks in order; of those that overlap the longer."""
    kept: list[TextSpan] = []
    for blank in sorted(set(blanks), key=lambda each: (each.start - each.end, each.start)):
        if blank.start < blank.end and all(blank.end <= each.start or each.end <= blank.start for each in kept):
            kept.append(blank)
    return sorted(kept)


def _thinned(sentence: str, blanks: Sequence[TextSpan], density: Density) -> list[TextSpan]:
    """As many blanks as a sentence of that length has room for, spread over it; equal words stay together."""
    answers = list(dict.fromkeys(sentence[start:end] for start, end in blanks))
    room = max(1, -(-len(sentence) // _CHARACTERS_A_RULE[density]))
    if len(answers) <= room:
        return list(blanks)
    kept = {answers[number * len(answers) // room] for number in range(room)}
    return [blank for blank in blanks if sentence[blank.start : blank.end] in kept]
