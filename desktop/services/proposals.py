"""The blanks that are proposed for an article, as a tick-list beside the cards that are there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Container
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.article import Section, TextSpan
from desktop.domain.changes import Changed
from desktop.domain.cloze import Cloze, Density
from desktop.domain.progress import Progress, SilentProgress
from desktop.domain.proposal import Proposal, ProposedCard, Reason, ReasonKind
from desktop.services.article_library import ArticleLibrary
from desktop.services.article_reading import ArticleReader
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.storage import articles, cards, notes
from desktop.storage.edits import Patch
from desktop.storage.identity import find_article
from desktop.storage.notes import AskedCard

ACCEPT = "proposals"  # the kind of the edit
_LEAST_BELOW = 12  # characters of text that a heading stands above
_TRASHED = 2  # the bit of a card that was put away by itself

_Place = tuple[int, tuple[tuple[int, int], ...]]  # of a sentence in its article, and of its blanks


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many cards were made (or taken out of the trash), and how many put away."""

    added: int
    removed: int


class ArticleProposals:
    """What could be asked of the articles of a collection."""

    def __init__(self, collection: Collection, library: ArticleLibrary, reader: ArticleReader) -> None:
        self._collection = collection
        self._library = library
        self._reader = reader

    def propose(self, article_id: str, progress: Progress | None = None) -> list[ProposedCard]:
        """Every cloze that some density takes, and every cloze the learner has, in text order. Raises NotFound.

        It reads the whole article with the examiner's model: on a worker.
        """
        opened = self._library.open(self._library.find(article_id))  # not one from the trash
        headings = sorted(_headings(opened.sections))
        made = self._reader.proposals(
            opened.article.text, opened.sentences, opened.phrases, headings, progress or SilentProgress()
        )
        with self._collection.reading() as connection:
            stored = articles.load_article(connection, article_id, phrases=False)
            asked = {each.place: each for each in notes.load_asked(connection, stored.key) if not each.trashed}
        proposals = {_place(each.cloze): each for each in made}
        for place, card in asked.items():
            if place not in proposals:
                proposals[place] = _of_card(card)
        shown = []
        for place in sorted(proposals):
            section, there = _section(opened.sections, place[0]), asked.get(place)
            beside = (there.card_id, there.reps) if there else (None, 0)
            shown.append(ProposedCard(proposals[place], section, *beside))
        return shown

    def rest(self) -> None:
        """No more is to be proposed for now."""
        self._reader.rest()

    def accept(self, article_id: str, shown: Sequence[ProposedCard], ticked: Container[int]) -> Accepted:
        """Let the article have the cards of the proposals whose numbers in ``shown`` are ``ticked``, in one step.

        Cards that stay keep their schedules, one from the trash gets its own back, those of proposals that are not
        ticked are put away. Other cards stay as they are. Raises NotFound.
        """
        with self._collection.writing(Changed.CARDS | Changed.SCHEDULE) as connection:
            stored = articles.load_article(connection, find_article(connection, article_id), phrases=False)
            text = stored.article.text
            known: dict[_Place, list[AskedCard]] = defaultdict(list)
            for card in notes.load_asked(connection, stored.key):
                known[card.place].append(card)
            patches: list[Patch] = []
            fresh: list[Cloze] = []
            removed = 0
            for number, each in enumerate(shown):
                cloze = each.proposal.cloze
                there = known[_place(cloze)]
                live = [card for card in there if not card.trashed]
                if number not in ticked:
                    patches += [_trash(card, True) for card in live]
                    removed += len(live)
                elif not live and there:
                    patches.append(_trash(max(there, key=lambda card: card.reps), False))
                elif not live and text.startswith(cloze.sentence, cloze.article_start):
                    fresh.append(cloze)
            added = len(patches) - removed + len(fresh)
            deck = notes.article_deck(connection, stored.key) or self._collection.deck_key(connection, "")
            rows = [(self._collection.new_id(), self._collection.new_id(), cloze) for cloze in fresh]
            cards.save_clozes(connection, stored.key, deck, rows, self._collection.now())
            patches += [Patch("cards", card_id, {"trashed": (_TRASHED, 0)}) for _, card_id, _ in rows]
            record_edit(self._collection, connection, ACCEPT, stored.article.title, patches)
        return Accepted(added, removed)


def chosen_at(shown: Sequence[ProposedCard], density: Density) -> set[int]:
    """The numbers of the proposals that a density takes, and of the cards that it would be a loss to put away: those
    that were answered already, and the learner's own."""
    return {
        number
        for number, each in enumerate(shown)
        if density in each.proposal.densities
        or (each.card_id is not None and (each.answers or not each.proposal.densities))
    }


def _place(cloze: Cloze) -> _Place:
    return cloze.article_start, tuple((start, end) for start, end in cloze.blanks)


def _trash(card: AskedCard, away: bool) -> Patch:
    after = card.trashed | _TRASHED if away else card.trashed & ~_TRASHED
    return Patch("cards", card.card_id, {"trashed": (card.trashed, after)})


def _of_card(card: AskedCard) -> Proposal:
    blanks = tuple(TextSpan(*span) for span in card.blanks)
    cloze = Cloze(card.sentence, blanks, card.answer, card.kind, card.start)
    return Proposal(cloze, frozenset(), (Reason(ReasonKind.CARD),))


def _headings(sections: Sequence[Section]) -> list[TextSpan]:
    """What is printed above other text: not articles of a law and items of a list, which are text themselves."""
    found = []
    items = any(each.title.endswith(("；", "，", "：")) for each in sections)
    for section in sections:
        end = section.start + len(section.label) + len(section.title)
        if not items and "条" not in section.label and section.end - end > _LEAST_BELOW:
            found.append(TextSpan(section.start, end))
        found += _headings(section.children)
    return found


def _section(sections: Sequence[Section], at: int) -> tuple[str, ...]:
    """The headings above a place, outermost first."""
    path: list[str] = []
    while inside := next((each for each in sections if each.start <= at < each.end), None):
        path.append(inside.label + inside.title)
        sections = inside.children
    return tuple(path)
