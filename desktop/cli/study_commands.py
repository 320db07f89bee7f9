"""Commands that need a collection."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from desktop.cli.output import Output, moment, phrase_object, section_object
from desktop.domain.card import Card, CardState, Rating
from desktop.domain.cloze import Density
from desktop.domain.errors import AppError, BadValue, UnsupportedFormat
from desktop.services.article_library import ArticleLibrary, Imported
from desktop.services.card_list import CardList
from desktop.services.collection import Collection, utc_now
from desktop.services.health import Health
from desktop.services.journal import Journal, JournalEntry
from desktop.services.preferences import Preferences
from desktop.services.review_session import ReviewSession
from desktop.services.statistics import Statistics
from desktop.services.text_tools import TextTools

READ_ONLY = {"articles", "article", "cards", "due", "intervals", "stats"}


def run(arguments: argparse.Namespace, output: Output, home: Path) -> int:
    """Open the collection in ``home`` and do what is asked."""
    at = parse_moment(arguments.at) if arguments.at else None
    clock: Callable[[], datetime] = utc_now if at is None else lambda: at
    with Collection.open(home, clock=clock, read_only=arguments.command in READ_ONLY) as collection:
        status: int = arguments.act(_Context(collection, arguments, output))
    return status


def parse_moment(text: str) -> datetime:
    """An ISO 8601 time; one without offset is in the system's zone. Raises BadValue."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise BadValue(name="--at", value=text, allowed="2026-01-31T08:00:00+08:00") from error


class _Context:
    """What each command works with."""

    def __init__(self, collection: Collection, arguments: argparse.Namespace, output: Output) -> None:
        self.collection = collection
        self.arguments = arguments
        self.output = output
        self.say = output.words.say

    def library(self) -> ArticleLibrary:
        return ArticleLibrary(self.collection, TextTools())

    def zone(self) -> tzinfo | None:
        with self.collection.reading() as connection:
            return self.collection.calendar(connection).timezone

    def card_id(self) -> str:
        return CardList(self.collection).find(self.arguments.card)


def import_files(context: _Context) -> int:
    """Import each path; a refused one does not stop the others."""
    arguments, output, library = context.arguments, context.output, context.library()
    results: list[dict[str, Any]] = []
    refused: list[AppError] = []
    for path in _files(arguments.paths):
        try:
            imported = library.import_file(path, deck=arguments.deck, density=Density(arguments.density))
        except AppError as error:
            refused.append(error)
            message = output.words.error(error)
            output.note(message)
            results.append(_import_object(path, None, message))
            continue
        message = context.say(
            f"import.{imported.status}",
            title=imported.title,
            chars=imported.chars,
            repairs=imported.repairs,
            phrases=imported.phrases,
            cards=imported.cards,
        )
        if not output.as_json:
            output.result({}, message)
        results.append(_import_object(path, imported, message))
    failed = len(refused) == len(results)
    if output.as_json:
        value: dict[str, Any] = {"articles": results}
        if failed and refused:
            value["error"] = {"kind": refused[0].kind, "message": output.words.error(refused[0])}
        output.result(value, "")
    return int(failed)


def list_articles(context: _Context) -> int:
    """List the library, latest first."""
    summaries = context.library().summaries()
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "issuer": each.issuer,
            "date": each.date.isoformat() if each.date else None,
            "chars": each.chars,
            "cards": each.cards,
            "due": each.due,
        }
        for each in summaries
    ]
    context.output.result({"articles": rows}, _table(rows, ("id", "cards", "due", "chars", "date", "title")))
    return 0


def show_article(context: _Context) -> int:
    """Show one article with its headings and phrases."""
    library = context.library()
    opened = library.open(library.find(context.arguments.article))
    context.output.result(
        {
            "id": opened.article.id,
            "title": opened.article.title,
            "text": opened.article.text,
            "sections": [section_object(section) for section in opened.sections],
            "phrases": [phrase_object(phrase) for phrase in opened.phrases],
        },
        opened.article.text,
    )
    return 0


def list_cards(context: _Context) -> int:
    """List the cards that a query finds."""
    total, cards = CardList(context.collection).search(" ".join(context.arguments.query), context.arguments.limit)
    zone = context.zone()
    rows = [_card_object(context.collection, card, zone) for card in cards]
    shown = _table(rows, ("id", "state", "due", "answer", "sentence"))
    context.output.result({"total": total, "cards": rows}, shown)
    return 0


def due(context: _Context) -> int:
    """Say what waits, and which card comes next."""
    session = ReviewSession(context.collection, deck=context.arguments.deck)
    counts, card = session.counts(), session.next_card()
    zone = context.zone()
    value = {
        "at": moment(context.collection.now(), zone),
        "new": counts.new,
        "learning": counts.learning,
        "review": counts.review,
        "next": None if card is None else _card_object(context.collection, card, zone),
    }
    text = context.say("due", new=counts.new, learning=counts.learning, review=counts.review)
    if card is not None:
        text += f"\n{card.id}  {_question(card)}"
    context.output.result(value, text)
    return 0


def answer(context: _Context) -> int:
    """Rate a card."""
    session = ReviewSession(context.collection)
    review = session.answer(context.card_id(), Rating(context.arguments.rating), mode=context.arguments.mode)
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
    }
    rating = context.say(f"rating.{int(review.rating)}")
    context.output.result(value, context.say("answered", rating=rating, due=value["due"]))
    return 0


def intervals(context: _Context) -> int:
    """Say what each rating would give."""
    zone = context.zone()
    given = ReviewSession(context.collection).intervals(context.card_id())
    value = {
        str(int(rating)): {"due": moment(interval.due, zone), "interval_days": interval.days}
        for rating, interval in given.items()
    }
    lines = (f"{rating} {context.say(f'rating.{rating}')}  {each['due']}" for rating, each in value.items())
    context.output.result(value, "\n".join(lines))
    return 0


def undo(context: _Context) -> int:
    """Take back the last acts."""
    return _turn(context, Journal(context.collection).undo, "undone", "nothing_to_undo")


def redo(context: _Context) -> int:
    """Do undone acts again."""
    return _turn(context, Journal(context.collection).redo, "redone", "nothing_to_redo")


def config(context: _Context) -> int:
    """Show the options, or change one."""
    arguments = context.arguments
    preferences = Preferences(context.collection, arguments.deck) if arguments.deck else Preferences(context.collection)
    if arguments.value is not None:
        preferences.set(arguments.key, arguments.value)
    shown = preferences.all() if arguments.key is None else {arguments.key: preferences.get(arguments.key)}
    context.output.result(dict(shown), "\n".join(f"{key} = {value}" for key, value in shown.items()))
    return 0


def stats(context: _Context) -> int:
    """Print the figures."""
    summary = Statistics(context.collection).summary()
    value = {
        "cards": summary.cards,
        "new": summary.new,
        "young": summary.young,
        "mature": summary.mature,
        "reviews": summary.reviews,
        "true_retention": summary.true_retention,
        "forecast": list(summary.forecast),
        "streak_days": summary.streak_days,
    }
    retention = "–" if summary.true_retention is None else f"{summary.true_retention:.1%}"
    context.output.result(value, context.say("stats", **{**value, "retention": retention}))
    return 0


def export(context: _Context) -> int:
    """Write the cards to a file."""
    from desktop.services.anki_exchange import AnkiExchange

    path: Path = context.arguments.out
    if path.suffix.lower() != ".apkg":
        raise UnsupportedFormat(path=path, suffix=path.suffix)
    exported = AnkiExchange(context.collection).export(
        path, deck=context.arguments.deck, with_schedule=context.arguments.with_schedule
    )
    value = {
        "path": str(exported.path),
        "notes": exported.notes,
        "cards": exported.cards,
        "bytes": exported.bytes,
    }
    context.output.result(value, context.say("exported", cards=exported.cards, path=exported.path))
    return 0


def verify(context: _Context) -> int:
    """Check the collection."""
    report = Health(context.collection).verify(context.arguments.repair)
    problems = [{"kind": kind, "count": count} for kind, count in report.problems.items()]
    lines = [context.say("verify.problem", **problem) for problem in problems]
    lines += [context.say("repaired", what=kind) for kind in report.repaired]
    if report.ok:
        lines.append(context.say("verify.ok"))
    value = {"ok": report.ok, "problems": problems, "repaired": list(report.repaired)}
    context.output.result(value, "\n".join(lines))
    return int(not report.ok)


def _turn(context: _Context, step: Callable[[], JournalEntry | None], done: str, nothing: str) -> int:
    entries = []
    for _ in range(context.arguments.number):
        entry = step()
        if entry is None:
            break
        entries.append(context.say(f"undo.{entry.kind}", subject=entry.subject))
    text = "\n".join(context.say(done, what=what) for what in entries) or context.say(nothing)
    context.output.result({"undone": entries}, text)
    return 0


def _files(paths: list[Path]) -> list[Path]:
    """The paths, folders replaced by the files in them."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
        else:
            files.append(path)
    return files


def _import_object(path: Path, imported: Imported | None, message: str) -> dict[str, Any]:
    return {
        "path": str(path),
        "status": "refused" if imported is None else imported.status,
        "id": None if imported is None else imported.article_id,
        "title": "" if imported is None else imported.title,
        "chars": 0 if imported is None else imported.chars,
        "repairs": 0 if imported is None else imported.repairs,
        "sections": 0 if imported is None else imported.sections,
        "sentences": 0 if imported is None else imported.sentences,
        "phrases": 0 if imported is None else imported.phrases,
        "cards": 0 if imported is None else imported.cards,
        "message": message,
    }


def _card_object(collection: Collection, card: Card, zone: tzinfo | None) -> dict[str, Any]:
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


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    return "\n".join("  ".join("–" if row[name] is None else str(row[name]) for name in columns) for row in rows)
