"""Measure how cards follow their words through scripted revisions of documents.

Every phrase of a document counts as a card. Each edit carries every character's origin along, so that the place of
a card's words in the new text is known and not guessed. Prints, for each kind of edit, how many cards' words
survived, how many of these were found again at exactly that place, and how many stand at a wrong one (none may).

    WENGU_DATA=../shared/data python tools/eval_anchoring.py [--verbose]
"""

from __future__ import annotations

import json
import lzma
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop.domain.article import TextSpan  # noqa: E402
from desktop.domain.numbering import chinese_numeral  # noqa: E402
from desktop.pipeline.anchoring import Anchored, Lost, reanchor  # noqa: E402
from desktop.pipeline.sentence_changes import changed_sentences  # noqa: E402
from desktop.pipeline.sentence_matching import match_sentences  # noqa: E402
from desktop.pipeline.sentences import split_sentences  # noqa: E402
from desktop.pipeline.text_comparison import WORD, fold, spelled  # noqa: E402
from desktop.services.text_tools import TextTools  # noqa: E402

Piece = list[tuple[str, int]]  # characters, each with its place in the old text, -1 where it is new

FOREIGN = [
    "各级财政部门应当把所需经费列入年度预算，并对使用情况进行绩效评价。",
    "有关部门应当建立健全信息共享机制，及时通报工作进展情况。",
    "人民法院应当及时公开相关信息，接受社会监督。",
    "对在工作中做出突出贡献的单位和个人，按照国家有关规定给予表彰和奖励。",
    "要深入开展调查研究，广泛听取基层意见，切实解决群众反映强烈的突出问题。",
]
SYNONYMS = {
    "应当": "必须", "加强": "强化", "推进": "推动", "完善": "健全", "及时": "尽快", "依法": "依照法律", "有关": "相关",
    "坚持": "始终坚持", "进行": "开展", "规定": "要求", "工作": "各项工作", "提高": "提升", "的": "之", "可以": "得以",
}  # fmt: skip


class Document:
    """A text under revision: paragraphs of sentences of characters that know where they come from."""

    def __init__(self, text: str) -> None:
        self.paragraphs: list[list[Piece]] = []
        at = 0
        for line in text.splitlines(keepends=True):
            starts = [start for start, _ in split_sentences(line)] or [0]
            cuts = [0, *starts[1:], *([len(line) - 1] if line.endswith("\n") else []), len(line)]
            pieces = [[(line[place], at + place) for place in range(first, last)] for first, last in pairwise(cuts)]
            self.paragraphs.append(pieces)
            at += len(line)

    @property
    def characters(self) -> Piece:
        """All characters in order."""
        return [letter for paragraph in self.paragraphs for sentence in paragraph for letter in sentence]

    def long(self, shortest: int = 15) -> list[tuple[int, int]]:
        """The places (paragraph, sentence) of sentences of at least that many characters."""
        return [
            (at, to)
            for at, paragraph in enumerate(self.paragraphs)
            for to, sentence in enumerate(paragraph)
            if len(sentence) >= shortest
        ]

    def body(self) -> list[int]:
        """The paragraphs that hold a long sentence."""
        return sorted({at for at, _ in self.long()})


def fresh(text: str) -> Piece:
    """Characters that the old text does not have."""
    return [(letter, -1) for letter in text]


def plain(piece: Piece) -> str:
    """The text of a piece."""
    return "".join(letter for letter, _ in piece)


def copied(piece: Piece) -> Piece:
    """A copy that has no card of its own."""
    return fresh(plain(piece))


def replaced(piece: Piece, pattern: str, text: Callable[[re.Match[str]], str]) -> Piece:
    """``piece`` with what ``pattern`` matches written anew; characters that stay in place keep their origin."""
    done, out = 0, []
    for match in re.finditer(pattern, plain(piece)):
        out += piece[done : match.start()] + fresh(text(match))
        done = match.end()
    return out + piece[done:]


def recast(piece: Piece, forms: dict[str, str]) -> Piece:
    """Each character in another form of itself: the same character, so it keeps its origin."""
    return [(forms.get(letter, letter), origin) for letter, origin in piece if forms.get(letter, letter)]


def chosen(document: Document, random: Random, count: int) -> list[tuple[int, int]]:
    """The places of so many long sentences, or half of those there are, the last first."""
    places = document.long()
    return sorted(random.sample(places, min(count, len(places) // 2)), reverse=True)


Edit = Callable[[Document, Random], None]
EDITS: dict[str, Edit] = {}


def edit(name: str, *versions: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register an edit, once for each of ``versions``, which it gets as its last argument."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        for version in versions:
            EDITS[f"{name}: {version}"] = lambda document, random, version=version: function(document, random, version)
        if not versions:
            EDITS[name] = function
        return function

    return register


def every_sentence(document: Document, change: Callable[[Piece], Piece]) -> None:
    """Apply a change to each sentence."""
    document.paragraphs = [[change(sentence) for sentence in paragraph] for paragraph in document.paragraphs]


@edit("insert sentences", 1, 5)
def insert_sentence(document: Document, random: Random, count: int) -> None:
    """New sentences between others."""
    for _ in range(count):
        at, to = random.choice(document.long())
        document.paragraphs[at].insert(to, fresh(random.choice(FOREIGN)))


@edit("insert a paragraph", "first", "middle", "last")
def insert_paragraph(document: Document, random: Random, where: str) -> None:
    """A new paragraph."""
    at = {"first": 0, "middle": random.choice(document.body()), "last": len(document.paragraphs)}[where]
    if at and not plain(document.paragraphs[at - 1][-1]).endswith("\n"):
        document.paragraphs[at - 1].append(fresh("\n"))
    document.paragraphs.insert(at, [fresh(text) for text in FOREIGN[:3]] + [fresh("\n")])


@edit("insert a near copy beside its model", "before", "behind")
def insert_near_copy(document: Document, random: Random, where: str) -> None:
    """A new sentence that is all but the one beside it."""
    for at, to in chosen(document, random, 3):
        text = plain(document.paragraphs[at][to])
        middle = len(text) // 2
        copy = fresh(text[:middle] + "特殊情形下" + text[middle + 3 :])
        document.paragraphs[at].insert(to + (where == "behind"), copy)


@edit("delete sentences", 1, 10)
def delete_sentences(document: Document, random: Random, count: int) -> None:
    """Sentences gone."""
    for at, to in chosen(document, random, count):
        del document.paragraphs[at][to]


@edit("delete paragraphs", "one", "first", "last", "every third")
def delete_paragraphs(document: Document, random: Random, which: str) -> None:
    """Paragraphs gone."""
    body = document.body()
    chosen = {"one": [random.choice(body)], "first": body[:1], "last": body[-1:], "every third": body[::3]}[which]
    for at in reversed(chosen):
        del document.paragraphs[at]


@edit("move", "one down", "to the end", "to the start", "swap", "five reversed", "three together", "shuffle")
def move_paragraphs(document: Document, random: Random, how: str) -> None:
    """Paragraphs elsewhere."""
    paragraphs, body = document.paragraphs, document.body()
    if not plain(paragraphs[-1][-1]).endswith("\n"):
        paragraphs[-1].append(fresh("\n"))
    at = random.choice(body[: max(len(body) - 6, 1)])
    if how == "one down":
        paragraphs.insert(at + 1, paragraphs.pop(at))
    elif how == "to the end":
        paragraphs.append(paragraphs.pop(at))
    elif how == "to the start":
        paragraphs.insert(0, paragraphs.pop(at))
    elif how == "swap":
        other = random.choice(body)
        paragraphs[at], paragraphs[other] = paragraphs[other], paragraphs[at]
    elif how == "five reversed":
        paragraphs[at : at + 5] = reversed(paragraphs[at : at + 5])
    elif how == "three together":
        block = paragraphs[at : at + 3]
        del paragraphs[at : at + 3]
        to = random.randrange(len(paragraphs))
        paragraphs[to:to] = block
    else:
        random.shuffle(paragraphs)


@edit("reword", "a word", "three words", "a clause added", "a clause dropped", "half of the clauses", "all by synonyms")
def reword(document: Document, random: Random, how: str) -> None:
    """Every fifth sentence, or all, in other words."""
    places = document.long(0) if how == "all by synonyms" else chosen(document, random, len(document.long()) // 5 + 1)
    for at, to in places:
        sentence = document.paragraphs[at][to]
        clauses = re.findall(r"[^，；、]+[，；、]?", plain(sentence))
        if how in ("a word", "three words"):
            for _ in range(1 if how == "a word" else 3):
                place = random.randrange(max(len(sentence) - 5, 1))
                sentence = sentence[:place] + fresh("有关事项") + sentence[place + 3 :]
        elif how == "all by synonyms":
            pattern = "|".join(SYNONYMS)
            sentence = replaced(sentence, pattern, lambda match: SYNONYMS[match[0]])
        elif how == "a clause added":
            place = len(clauses[0])
            sentence = sentence[:place] + fresh("按照国家统一部署，") + sentence[place:]
        else:
            dropped, place, rest = set(range(1, len(clauses), 2)), 0, []
            if how == "a clause dropped":
                dropped = {random.randrange(len(clauses))} if len(clauses) > 2 else set()
            for index, clause in enumerate(clauses):
                part = sentence[place : place + len(clause)]
                if index not in dropped:
                    rest += part
                elif how == "half of the clauses":
                    rest += fresh("另行作出规定，")
                place += len(clause)
            sentence = rest
        document.paragraphs[at][to] = sentence


@edit("replace sentences by others")
def replace_sentences(document: Document, random: Random) -> None:
    """Sentences gone and others in their place."""
    for at, to in chosen(document, random, 5):
        document.paragraphs[at][to] = fresh(random.choice(FOREIGN))


@edit("reword and move")
def reword_and_move(document: Document, random: Random) -> None:
    """Reworded sentences and moved paragraphs."""
    reword(document, random, "a word")
    move_paragraphs(document, random, "to the end")
    move_paragraphs(document, random, "swap")


@edit("correct", "a character in twenty sentences", "a character of each sentence")
def correct(document: Document, random: Random, how: str) -> None:
    """Single characters corrected."""
    places = document.long()
    for at, to in chosen(document, random, 20) if how.startswith("a character in") else places:
        sentence = document.paragraphs[at][to]
        place = random.randrange(len(sentence) - 2)
        sentence[place] = ("之", -1)


_LABEL = (
    r"^[ 　]*(?:第([一二三四五六七八九十百零]+)条(?=[ 　])"
    r"|[（(]([一二三四五六七八九十]+)[）)]|([一二三四五六七八九十]+)、)"
)


@edit("renumber", "one inserted", "one deleted", "labels dropped", "labels in figures")
def renumber(document: Document, random: Random, how: str) -> None:
    """Other numbers in front of articles and items."""
    labelled = [at for at, paragraph in enumerate(document.paragraphs) if re.match(_LABEL, plain(paragraph[0]))]
    at = random.choice(labelled[: max(len(labelled) // 2, 1)]) if labelled else 0
    if how == "one inserted":
        document.paragraphs.insert(at, [fresh("第一条　"), *map(fresh, FOREIGN[3:]), fresh("\n")])
    elif how == "one deleted":
        del document.paragraphs[at]
    number = 0

    def label(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        if how == "labels dropped":
            return ""
        if how == "labels in figures":
            return f"{number}. "
        numeral = chinese_numeral(number)
        return f"第{numeral}条" if match[1] else f"（{numeral}）" if match[2] else f"{numeral}、"

    for paragraph in document.paragraphs:
        # A label that is written as it was is still the same label.
        out = replaced(paragraph[0], _LABEL, label)
        if plain(out) != plain(paragraph[0]):
            paragraph[0] = out


def _most_similar(document: Document) -> tuple[tuple[int, int], tuple[int, int]]:
    grams = {}
    for place in document.long(12):
        text = re.sub(_LABEL, "", plain(document.paragraphs[place[0]][place[1]]))
        grams[place] = {text[at : at + 3] for at in range(len(text) - 2)}
    best, pair = 0.0, (next(iter(grams)), next(iter(grams)))
    for first in grams:
        for second in grams:
            if first < second and grams[first] != grams[second]:
                likeness = len(grams[first] & grams[second]) / len(grams[first] | grams[second])
                if likeness > best:
                    best, pair = likeness, (first, second)
    return pair


@edit("swap two similar sentences", "as they are", "a character each", "a clause each")
def swap_similar(document: Document, random: Random, how: str) -> None:
    """Two sentences of nearly the same words change places."""
    (at, to), (other_at, other_to) = _most_similar(document)
    paragraphs = document.paragraphs
    first, second = paragraphs[at][to], paragraphs[other_at][other_to]
    if how == "a character each":
        first[4] = second[6] = ("之", -1)
    elif how == "a clause each":
        first[-1:-1] = fresh("，并且自行负责")
        second[0:0] = fresh("在这种情况下，")
    paragraphs[at][to], paragraphs[other_at][other_to] = second, first


@edit("delete one of two similar sentences", "the first", "the second", "the first, the other reworded")
def delete_similar(document: Document, random: Random, how: str) -> None:
    """One of two sentences of nearly the same words is gone."""
    (at, to), (other_at, other_to) = _most_similar(document)
    if "reworded" in how:
        document.paragraphs[other_at][other_to][-1:-1] = fresh("，并且自行负责")
    if "first" in how:
        del document.paragraphs[at][to]
    else:
        del document.paragraphs[other_at][other_to]


@edit("duplicate", "a paragraph behind", "a paragraph far away", "a paragraph in front", "a sentence", "a third of all")
def duplicate(document: Document, random: Random, how: str) -> None:
    """A copy of what is there already; the cards belong to the original."""
    paragraphs = document.paragraphs
    if not plain(paragraphs[-1][-1]).endswith("\n"):
        paragraphs[-1].append(fresh("\n"))
    at = random.choice(document.body())
    copy = [copied(sentence) for sentence in paragraphs[at]]
    if how == "a paragraph behind":
        paragraphs.insert(at + 1, copy)
    elif how == "a paragraph far away":
        paragraphs.append(copy)
    elif how == "a paragraph in front":
        paragraphs.insert(0, copy)
    elif how == "a sentence":
        at, to = random.choice(document.long())
        paragraphs[at].insert(to + 1, copied(paragraphs[at][to]))
    else:
        third = len(paragraphs) // 3
        paragraphs += [[copied(sentence) for sentence in paragraph] for paragraph in paragraphs[third : 2 * third]]


@edit(
    "marks", "narrow", "corner quotes", "straight quotes", "spaces between all", "wide figures", "indents", "no spaces"
)
def recast_marks(document: Document, random: Random, how: str) -> None:
    """Marks and figures in another form."""
    forms: dict[str, str] = {}
    if how == "narrow":
        forms = dict(zip("，；：！？（）％", ",;:!?()%", strict=True))
    elif how == "corner quotes":
        forms = dict(zip("“”‘’", "「」『』", strict=True))
    elif how == "straight quotes":
        forms = dict(zip("“”", '""', strict=True))
    elif how == "wide figures":
        forms = {chr(code): chr(code + 0xFEE0) for code in range(ord("0"), ord("9") + 1)}
    elif how == "no spaces":
        forms = {" ": "", "　": ""}
    elif how == "spaces between all":
        every_sentence(document, lambda piece: [each for letter in piece for each in (letter, (" ", -1))])
    else:
        for paragraph in document.paragraphs:
            paragraph.insert(0, fresh("　　"))
    every_sentence(document, lambda piece: recast(piece, forms))


@edit("split", "at every second comma", "at semicolons")
def split(document: Document, random: Random, how: str) -> None:
    """Sentences cut in two."""
    count = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "。" if how == "at semicolons" or count % 2 else match[0]

    every_sentence(document, lambda piece: replaced(piece, "；" if how == "at semicolons" else "，", mark))


@edit("merge", "all sentences of each paragraph", "every second sentence", "all lines")
def merge(document: Document, random: Random, how: str) -> None:
    """Sentences joined."""
    count = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[0] if how == "every second sentence" and count % 2 else "，"

    if how == "all lines":
        every_sentence(document, lambda piece: [letter for letter in piece if letter[0] != "\n"])
        return
    for paragraph in document.paragraphs:
        inner = [at for at, sentence in enumerate(paragraph) if plain(sentence) != "\n"][:-1]
        for at in inner:
            paragraph[at] = replaced(paragraph[at], "。$", mark)


@edit("wrap lines", 20)
def wrap(document: Document, random: Random, width: int) -> None:
    """Lines of a fixed width."""
    for paragraph in document.paragraphs:
        letters = [letter for sentence in paragraph for letter in sentence]
        lines = [letters[at : at + width] for at in range(0, len(letters), width)]
        paragraph[:] = [line + fresh("\n") for line in lines]


@edit("all at once")
def all_at_once(document: Document, random: Random) -> None:
    """An amendment of everything."""
    steps = ("insert sentences: 5", "delete sentences: 10", "reword: a word", "move: swap", "renumber: one inserted")
    for name in (*steps, "duplicate: a paragraph far away", "marks: narrow"):
        EDITS[name](document, random)


def damaged(document: Document, random: Random) -> None:
    """A bad copy: 1 character in 100 wrong, lost, or followed by a stray mark or space."""
    for paragraph in document.paragraphs:
        for at, sentence in enumerate(paragraph):
            out: Piece = []
            for letter in sentence:
                luck = random.random() * 400
                if letter[0] == "\n" or luck > 4:
                    out.append(letter)
                elif luck < 1:
                    out.append(("?", -1))
                elif luck < 2:
                    pass
                elif luck < 3:
                    out += [letter, (",", -1)]
                else:
                    out += [letter, (" ", -1)]
            paragraph[at] = out


@dataclass
class Tally:
    """What became of cards: their words ``survived`` or not, and where they were put."""

    cards: int = 0
    survived: int = 0
    found: int = 0
    wrong: int = 0
    anew: int = 0  # the same words at the same place, written anew by the edit: 坚持 as 始终坚持
    missed: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.cards += other.cards
        self.survived += other.survived
        self.found += other.found
        self.wrong += other.wrong
        self.anew += other.anew
        self.missed += other.missed
        self.mistaken += other.mistaken

    def row(self, name: str) -> str:
        """A line of the table."""
        rate = self.found / self.survived if self.survived else 1.0
        return f"{name:55} {self.cards:7} {self.survived:8} {self.found:7} {rate:8.2%} {self.wrong:6}"


def judge(old: str, new: str, places: dict[int, int], cards: list[TextSpan], name: str) -> Tally:
    """Re-anchor the cards and compare with ``places``, the new place of each old character that survived."""
    matching = match_sentences(old, new, split_sentences(old), split_sentences(new))
    changed_sentences(matching)
    tally = Tally(len(cards))
    old_folded, new_folded = fold(old), fold(new)
    for card, result in zip(cards, reanchor(matching, cards), strict=True):
        letters = [at for match in WORD.finditer(old_folded, *card) for at in range(*match.span())]
        there = [places.get(at, -1) for at in letters]
        words = old[card.start : card.end]
        survived = (
            bool(there)
            and -1 not in there
            and spelled(new[there[0] : there[-1] + 1]) == spelled(old[letters[0] : letters[-1] + 1])
        )
        tally.survived += survived
        context = old[max(card.start - 12, 0) : card.start] + "[" + words + "]" + old[card.end : card.end + 12]
        if isinstance(result, Anchored):
            given = [at for match in WORD.finditer(new_folded, result.start, result.end) for at in range(*match.span())]
            if survived and (given[0], given[-1]) == (there[0], there[-1]):
                tally.found += 1
            elif _written_anew(old, new, card, result, places):
                tally.anew += 1
            else:
                tally.wrong += 1
                shown = new[max(result.start - 12, 0) : result.end + 12]
                tally.mistaken.append(
                    f"{name}: {context} -> {shown} {result.confidence:.2f} {survived}".replace("\n", "⏎")
                )
        elif survived:
            tally.missed.append(f"{name}: {context} {result.reason}".replace("\n", "⏎"))
    return tally


def _written_anew(old: str, new: str, card: TextSpan, found: Anchored, places: dict[int, int]) -> bool:
    """Whether the words are the card's and stand between what stood around it, in the order of old."""
    if spelled(new[found.start : found.end]) != spelled(old[card.start : card.end]):
        return False
    before = next((places[at] for at in range(card.start - 1, max(card.start - 12, -1), -1) if at in places), None)
    after = next((places[at] for at in range(card.end, min(card.end + 12, len(old))) if at in places), None)
    return (
        before is not None
        and after is not None
        and before < found.start
        and found.end <= after
        and after - before < 3 * (card.end - card.start) + 12
    )


def inverse(characters: Piece) -> dict[int, int]:
    """Old place -> new place."""
    return {origin: at for at, (_, origin) in enumerate(characters) if origin >= 0}


def revisions(name: str, text: str, tools: TextTools) -> Iterator[tuple[str, Tally]]:
    """Every edit of a document, with what became of its cards."""
    cards = [TextSpan(phrase.start, phrase.end) for phrase in tools.phrases(text)]
    for title, change in EDITS.items():
        document = Document(text)
        change(document, Random(f"{title}/{name}"))
        characters = document.characters
        yield title, judge(text, plain(characters), inverse(characters), cards, f"{name} {title}")
    document = Document(text)
    damaged(document, Random(name))
    copy = plain(document.characters)
    cards = [TextSpan(phrase.start, phrase.end) for phrase in tools.phrases(copy)]
    places = {at: origin for at, (_, origin) in enumerate(document.characters) if origin >= 0}
    yield "a better copy: 1 % damage mended", judge(copy, text, places, cards, f"{name} better copy")


def seed_revisions(seed: Path, tools: TextTools) -> Iterator[tuple[str, Tally]]:
    """The clean article over the repaired one, and the other way round."""
    gold = (seed / "article_gold.txt").read_text(encoding="utf-8")
    repaired = tools.clean((seed / "article_polluted.txt").read_text(encoding="utf-8")).text
    for title, old, new in (("clean over repaired", repaired, gold), ("repaired over clean", gold, repaired)):
        places: dict[int, int] = {}
        old_at = new_at = 0
        for old_line, new_line in zip(old.splitlines(True), new.splitlines(True), strict=True):
            before = min(len(old_line), len(new_line))
            head = next((at for at in range(before) if old_line[at] != new_line[at]), before)
            tail = next((at for at in range(before - head) if old_line[-1 - at] != new_line[-1 - at]), before - head)
            places |= {old_at + at: new_at + at for at in range(head)}
            places |= {old_at + len(old_line) - 1 - at: new_at + len(new_line) - 1 - at for at in range(tail)}
            old_at, new_at = old_at + len(old_line), new_at + len(new_line)
        cards = [TextSpan(phrase.start, phrase.end) for phrase in tools.phrases(old)]
        yield f"seed: {title}", judge(old, new, places, cards, title)


def measure_speed(text: str) -> bool:
    """1 MB with 2,000 cards and an edit in every 2,000 characters."""
    text = text.encode()[:1_000_000].decode(errors="ignore")
    random = Random(1)
    document = Document(text)
    for at, to in random.sample(document.long(), len(text) // 2_000):
        document.paragraphs[at][to][3:3] = fresh("另有规定的除外")
    move_paragraphs(document, random, "five reversed")
    new = plain(document.characters)
    cards = [TextSpan(start, start + 4) for start in sorted(random.sample(range(len(text) - 4), 2_000))]
    before = time.perf_counter()
    sentences = split_sentences(text), split_sentences(new)
    split_at = time.perf_counter()
    matching = match_sentences(text, new, *sentences)
    matched_at = time.perf_counter()
    results = reanchor(matching, cards)
    anchored_at = time.perf_counter()
    changed_sentences(matching)
    ended = time.perf_counter()
    lost = sum(isinstance(result, Lost) for result in results)
    print(
        f"1 MB, 2,000 cards ({lost} lost): sentences of both {split_at - before:.2f} s,"
        f" matching {matched_at - split_at:.2f} s, cards {anchored_at - matched_at:.2f} s,"
        f" changes {ended - anchored_at:.2f} s"
    )
    return ended - before < 1.5 and anchored_at - split_at < 1.0


def main() -> int:
    """Print the figures; 1 if one of them is below its bar."""
    data = Path(os.environ.get("WENGU_DATA", ROOT.parent / "shared" / "data"))
    paths = [ROOT / "tests" / "data" / "seed" / "article_gold.txt"]
    paths += [path for kind in ("laws", "reports_body") for path in sorted((data / "articles" / kind).glob("*.txt"))][
        int("--others" in sys.argv) :: 2
    ]
    tools = TextTools()
    total, by_edit = Tally(), {}
    for path in paths:
        for title, tally in revisions(path.stem[:20], path.read_text(encoding="utf-8"), tools):
            by_edit.setdefault(title, Tally()).add(tally)
    for title, tally in seed_revisions(paths[0].parent, tools):
        by_edit.setdefault(title, Tally()).add(tally)
    print(f"{f'edit ({len(paths)} documents)':55} {'cards':>7} {'survived':>8} {'found':>7} {'rate':>8} {'wrong':>6}")
    for title, tally in by_edit.items():
        print(tally.row(title))
        total.add(tally)
    print(total.row(f"all {len(by_edit)}"))
    print(f"beside these, words that the edit wrote anew at their own place: {total.anew}")
    if "--verbose" in sys.argv:
        print(*total.mistaken, "", *total.missed[:: max(len(total.missed) // 400, 1)], sep="\n")
    with lzma.open(data / "corpus" / "documents.jsonl.xz", "rt", encoding="utf-8") as lines:
        fast = measure_speed("\n".join(json.loads(line)["text"] for line in lines))
    return 0 if total.wrong == 0 and total.found >= 0.98 * total.survived and fast else 1


if __name__ == "__main__":
    raise SystemExit(main())
