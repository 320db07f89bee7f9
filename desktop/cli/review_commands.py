"""Commands that ask, answer and take back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from desktop.cli.context import Context, table
from desktop.cli.output import moment
from desktop.domain.card import Card, CardState, Rating
from desktop.services.collection import Collection
from desktop.services.review_session import CramSession, ReviewSession
from desktop.storage.identity import find_card

if TYPE_CHECKING:
    from desktop.services.journal import JournalEntry


def list_cards(context: Context) -> int:
    """List the cards that a query finds."""
    from desktop.services.card_list import CardList

    if context.arguments.query:
        from contextlib import suppress

        from desktop.domain.errors import FileUnwritable
        from desktop.services.search import Search

        with suppress(FileUnwritable):  # where nothing can be written, what is known is searched
            Search(context.collection).catch_up()
    total, cards = CardList(context.collection).search(" ".join(context.arguments.query), context.arguments.limit)
    zone = context.zone()
    rows = [card_object(context.collection, card, zone) for card in cards]
    shown = table(rows, ("id", "state", "due", "answer", "sentence"))
    context.output.result({"total": total, "cards": rows}, shown or context.say("nothing_found"))
    return 0


def due(context: Context) -> int:
    """Say what waits, and which card comes next."""
    session = session_of(context)
    counts, card = session.counts(), session.next_card()
    zone = context.zone()
    value = {
        "at": moment(context.collection.now(), zone),
        "new": counts.new,
        "learning": counts.learning,
        "review": counts.review,
        "next": None if card is None else card_object(context.collection, card, zone),
    }
    text = context.say("due", new=counts.new, learning=counts.learning, review=counts.review)
    if card is not None:
        text += f"\n{card.id}  {_question(card)}"
    context.output.result(value, text)
    return 0


def session_of(context: Context) -> ReviewSession:
    """The session that --deck, --article, --kind and --tag ask for."""
    asked = context.arguments
    article = None
    if asked.article is not None:
        from desktop.services.article_library import ArticleLibrary
        from desktop.services.text_tools import TextTools

        article = ArticleLibrary(context.collection, TextTools()).find(asked.article)
    return ReviewSession(context.collection, deck=asked.deck, article_id=article, kind=asked.kind, tag=asked.tag)


def answer(context: Context) -> int:
    """Rate a card."""
    session = ReviewSession(context.collection)
    card_id, rating = _card_id(context), Rating(context.arguments.rating)
    if context.arguments.cram:
        return _cram(context, card_id, rating)
    review = session.answer(card_id, rating, mode=context.arguments.mode)
    interval, zone = session.interval(review.after), context.zone()
    value = {
        "review": review.id,
        "card": review.card_id,
        "rating": int(review.rating),
        "at": moment(review.at, zone),
        "state": review.after.state.word,
        "due": moment(interval.due, zone),
        "interval_days": interval.days,
        "stability": review.after.stability,
        "difficulty": review.after.difficulty,
        "leech": session.leech(review) or None,
    }
    word = context.say(f"rating.{int(review.rating)}")
    text = context.say("answered", rating=word, due=context.away(interval))
    if value["leech"]:
        text += "\n" + context.say(f"leech.{value['leech']}", card=card_id, lapses=review.after.lapses)
    context.output.result(value, text)
    return 0


def _card_id(context: Context) -> str:
    with context.collection.reading() as connection:
        return find_card(connection, context.arguments.card)


def _cram(context: Context, card_id: str, rating: Rating) -> int:
    review = CramSession(context.collection, [card_id]).answer(card_id, rating, mode=context.arguments.mode)
    value = {
        "review": review.id,
        "card": card_id,
        "rating": int(rating),
        "at": moment(review.at, context.zone()),
        "cram": True,
    }
    context.output.result(value, context.say("crammed", rating=context.say(f"rating.{int(rating)}")))
    return 0


def intervals(context: Context) -> int:
    """Say what each rating would give."""
    zone = context.zone()
    given = ReviewSession(context.collection).intervals(_card_id(context))
    value = {
        str(int(rating)): {"due": moment(interval.due, zone), "interval_days": interval.days}
        for rating, interval in given.items()
    }
    lines = [
        f"{int(rating)} {context.say(f'rating.{int(rating)}')}  {context.away(interval)}"
        for rating, interval in given.items()
    ]
    context.output.result(value, "\n".join(lines))
    return 0


def undo(context: Context) -> int:
    """Take back the last acts."""
    from desktop.services.journal import Journal

    return _turn(context, Journal(context.collection).undo, "undone", "nothing_to_undo")


def redo(context: Context) -> int:
    """Do undone acts again."""
    from desktop.services.journal import Journal

    return _turn(context, Journal(context.collection).redo, "redone", "nothing_to_redo")


def _turn(context: Context, step: Callable[[], JournalEntry | None], done: str, nothing: str) -> int:
    entries = []
    for _ in range(context.arguments.number):
        entry = step()
        if entry is None:
            break
        entries.append(context.say(f"undo.{entry.kind}", subject=entry.subject))
    text = "\n".join(context.say(done, what=what) for what in entries) or context.say(nothing)
    context.output.result({"undone": entries}, text)
    return 0


def card_object(collection: Collection, card: Card, zone: tzinfo | None) -> dict[str, Any]:
    """How a card looks in JSON."""
    schedule = card.schedule
    new = schedule.state is CardState.NEW
    return {
        "id": card.id,
        "guid": card.guid,
        "article": card.article_id,
        "deck": card.deck,
        "sentence": card.sentence,
        "blanks": [list(span) for span in card.blanks],
        "article_span": None if card.article_span is None else list(card.article_span),
        "answer": card.answer,
        "kind": card.kind,
        "state": schedule.state.word,
        "suspended": card.suspended,
        "due": None if new else moment(ReviewSession(collection).interval(schedule).due, zone),
        "stability": schedule.stability,
        "difficulty": schedule.difficulty,
        "reps": schedule.reps,
        "lapses": schedule.lapses,
    }


def _question(card: Card) -> str:
    text, done = "", 0
    for start, end in card.blanks:
        text += card.sentence[done:start] + "＿" * (end - start)
        done = end
    return re.sub(r"\s+", " ", text + card.sentence[done:])
