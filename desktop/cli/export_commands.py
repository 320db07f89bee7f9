"""The command that hands things out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop.cli.context import Context
from desktop.domain.cloze import Density
from desktop.domain.printed import PrintWords

if TYPE_CHECKING:
    from desktop.services.anki_notes import NoteWishes


def export(context: Context) -> int:
    """Write cards, a paper drawn from them, or an article to a file."""
    arguments = context.arguments
    if arguments.paper:
        return _paper(context)
    if arguments.marked:
        return _marked(context)
    from desktop.services.anki_exchange import AnkiExchange

    exported = AnkiExchange(context.collection).export(
        arguments.out,
        deck=arguments.deck,
        article_id=_article(context),
        with_schedule=arguments.with_schedule,
        wishes=_wishes(context),
        words=_words(context),
        kinds=arguments.kind,
        density=Density(arguments.density),
        table_for=arguments.table_for,
        bom=not arguments.no_bom,
    )
    return _tell(context, "exported", exported.notes, exported.cards, exported.missing)


def push(context: Context) -> int:
    """Send cards to a running Anki."""
    from desktop.services.anki_exchange import AnkiExchange
    from desktop.services.anki_push import AnkiPush

    arguments = context.arguments
    pushed = AnkiPush(AnkiExchange(context.collection), arguments.address, arguments.api_key).push(
        deck=arguments.deck,
        article_id=_article(context),
        with_schedule=arguments.with_schedule,
        wishes=_wishes(context),
    )
    profile = context.say("pushed.profile", name=pushed.profile) if pushed.profile else ""
    text = context.say("pushed", notes=pushed.notes, profile=profile)
    if pushed.other_type:
        text += "\n" + context.say("pushed.other_type", notes=pushed.other_type)
    if pushed.left_out:
        text += "\n" + context.say("pushed.left_out")
    context.output.result(asdict(pushed), text)
    return 0


def _wishes(context: Context) -> NoteWishes:
    from desktop.services.anki_notes import NoteWishes

    arguments = context.arguments
    return NoteWishes(asked=arguments.note_type, group=arguments.group, own_only=arguments.own_only)


def _paper(context: Context) -> int:
    from desktop.services.mock_papers import PAPER_MODES, MockPapers, PaperOrder
    from desktop.services.question_desk import QuestionDesk
    from desktop.services.text_tools import TextTools

    arguments = context.arguments
    order = PaperOrder(
        seed=arguments.seed,
        number=arguments.questions,
        versions=arguments.papers,
        modes=tuple(mode for mode in PAPER_MODES if not arguments.ask or mode in arguments.ask),
        article_id=_article(context),
        deck=arguments.deck,
    )
    papers = MockPapers(context.collection, QuestionDesk(context.collection, TextTools()))
    number, missing = papers.write(arguments.out, order, _words(context))
    message = "exported.paper" if number >= order.number * order.versions else "exported.paper.short"
    return _tell(context, message, number, number, missing, wanted=order.number * order.versions)


def _marked(context: Context) -> int:
    from desktop.domain.errors import BadValue
    from desktop.services.article_library import ArticleLibrary
    from desktop.services.printing import write_marked_article
    from desktop.services.text_tools import TextTools

    article = _article(context)
    if article is None:
        raise BadValue(name="--article", value="", allowed="ID")
    library = ArticleLibrary(context.collection, TextTools())
    number, missing = write_marked_article(library, context.arguments.out, article, _words(context))
    return _tell(context, "exported.marked", number, 0, missing)


def _article(context: Context) -> str | None:
    if context.arguments.article is None:
        return None
    from desktop.services.article_library import ArticleLibrary
    from desktop.services.text_tools import TextTools

    return ArticleLibrary(context.collection, TextTools()).find(context.arguments.article)


def _words(context: Context) -> PrintWords:
    from desktop.services.print_words import PRINT_WORDS

    return PRINT_WORDS[context.output.words.language]


def _tell(context: Context, message: str, notes: int, cards: int, missing: str, **more: int) -> int:
    path = context.arguments.out
    value = {"path": str(path), "notes": notes, "cards": cards, "bytes": path.stat().st_size} | more
    text = context.say(message, cards=cards, notes=notes, path=path, **more)
    if missing:
        value["missing"] = missing
        text += f"\n{context.say('exported.missing', signs=missing)}"
    context.output.result(value, text)
    return 0
