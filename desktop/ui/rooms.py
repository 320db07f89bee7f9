"""The pages of the window by name, each imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.pages.today_page import TodayPage

if TYPE_CHECKING:
    from desktop.ui.page import Page
    from desktop.ui.theme import Look
    from desktop.ui.window_state import WindowState

# The room of the rail that each page belongs to.
ROOM_OF = {
    "help": "settings",
    "today": "today",
    "articles_list": "articles",
    "reader": "articles",
    "review": "review",
    "cards": "cards",
    "statistics": "statistics",
    "exam": "exam",
    "decks": "today",
    "settings": "settings",
    "recite": "articles",
    "paper": "review",
    "repairs": "articles",
    "changes": "articles",
    "proposals": "articles",
    "bank": "cards",
}


def make_page(name: str, look: Look, state: WindowState) -> Page:
    """A new page of that name, one of ROOM_OF."""
    match name:
        case "help":
            from desktop.ui.pages.help_page import HelpPage

            return HelpPage(look)
        case "today":
            return TodayPage(look, state)
        case "articles_list":
            from desktop.ui.pages.library_page import LibraryPage

            return LibraryPage(look, state)
        case "reader" | "review":
            from desktop.ui.pages.reader_page import ReaderPage

            return ReaderPage(look, state, "articles" if name == "reader" else "review")
        case "recite":
            from desktop.ui.pages.recite_page import RecitePage

            return RecitePage(look, state)
        case "paper":
            from desktop.ui.pages.paper_page import PaperPage

            return PaperPage(look)
        case "cards":
            from desktop.ui.pages.cards_page import CardsPage

            return CardsPage(look, state)
        case "statistics":
            from desktop.ui.pages.statistics_page import StatisticsPage

            return StatisticsPage(look)
        case "repairs":
            from desktop.ui.pages.repair_page import RepairPage

            return RepairPage(look, state)
        case "changes":
            from desktop.ui.pages.changes_page import ChangesPage

            return ChangesPage(look)
        case "proposals":
            from desktop.ui.pages.proposals_page import ProposalsPage

            return ProposalsPage(look, state)
        case "exam":
            from desktop.ui.pages.exam_page import ExamPage

            return ExamPage(look)
        case "decks":
            from desktop.ui.pages.decks_page import DecksPage

            return DecksPage(look)
        case "bank":
            from desktop.ui.pages.bank_page import BankPage

            return BankPage(look)
        case "settings":
            from desktop.ui.pages.settings_page import SettingsPage

            return SettingsPage(look, state)
    raise ValueError(name)
