"""What the window works with, once the collection is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # services load the database, which must wait until the first frame is painted
    from desktop.services.anki_exchange import AnkiExchange
    from desktop.services.article_library import ArticleLibrary
    from desktop.services.bank_import import BankImport
    from desktop.services.card_dossier import CardDossiers
    from desktop.services.card_list import CardList
    from desktop.services.card_workshop import CardWorkshop
    from desktop.services.collection import Collection
    from desktop.services.journal import Journal
    from desktop.services.learning_report import LearningReports
    from desktop.services.phrase_book import PhraseBook
    from desktop.services.phrase_facts import PhraseBase
    from desktop.services.pinyin_book import PinyinBook
    from desktop.services.preferences import Preferences
    from desktop.services.proposals import ArticleProposals
    from desktop.services.question_desk import QuestionDesk
    from desktop.services.review_session import ReviewSession
    from desktop.services.revisions import Revisions
    from desktop.services.search import Search
    from desktop.services.statistics import Statistics
    from desktop.services.text_tools import TextTools


@dataclass(frozen=True)
class Workspace:
    """The services of one open collection; ``review`` begins a session, of an article by id, a deck by name, or all."""

    collection: Collection
    tools: TextTools
    library: ArticleLibrary
    revisions: Revisions
    proposals: ArticleProposals
    banks: BankImport
    cards: CardList
    dossiers: CardDossiers
    search: Search
    workshop: CardWorkshop
    phrase_book: PhraseBook
    phrase_base: PhraseBase
    pinyin: PinyinBook
    desk: QuestionDesk
    reports: LearningReports
    journal: Journal
    anki: AnkiExchange
    statistics: Statistics
    preferences: Preferences
    review: Callable[..., ReviewSession]
