"""Commands that bring articles in and show them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.cli.context import Context, table
from desktop.cli.output import error_object, phrase_object, section_object
from desktop.domain.cloze import Density
from desktop.domain.errors import NothingToImport
from desktop.services.article_library import ArticleLibrary, Imported
from desktop.services.text_tools import TextTools


def import_files(context: Context) -> int:
    """Import each path; a refused one does not stop the others."""
    arguments, output, library = context.arguments, context.output, _library(context)
    results: list[dict[str, Any]] = []
    refused: list[tuple[str, str]] = []
    files = _files(arguments.paths)
    if not files:
        raise NothingToImport(path=arguments.paths[0])
    for path in files:
        try:
            chapters = library.import_book(path, deck=arguments.deck, density=Density(arguments.density))
        except Exception as error:  # a bug in one reader must not cost the other files
            kind, message = output.words.reason(error)
            refused.append((kind, message))
            output.note(message)
            results.append(_import_object(path, None, message))
            continue
        for imported in chapters:
            message = _tell(context, imported)
            if not output.as_json:
                output.result({}, message)
            results.append(_import_object(path, imported, message))
    failed = len(refused) == len(results)
    if output.as_json:
        value: dict[str, Any] = {"articles": results}
        if failed:
            value |= error_object(*refused[0])
        output.result(value, "")
    return int(failed)


def list_articles(context: Context) -> int:
    """List the library, latest first."""
    summaries = _library(context).summaries()
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
    context.output.result({"articles": rows}, table(rows, ("id", "cards", "due", "chars", "date", "title")))
    return 0


def show_article(context: Context) -> int:
    """Show one article with its headings and phrases."""
    library = _library(context)
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


def phrases(context: Context) -> int:
    """List the learner's own phrases; with an option, change them first."""
    from desktop.domain.phrase import PhraseKind
    from desktop.services.phrase_book import PhraseBook

    arguments, book = context.arguments, PhraseBook(context.collection)
    if arguments.add:
        book.add(arguments.add, PhraseKind(arguments.kind))
    if arguments.mute:
        book.mute(arguments.mute)
    if arguments.remove:
        book.remove(arguments.remove)
    if arguments.merge:
        book.merge(*arguments.merge)
    rows = [
        {
            "text": each.text,
            "kind": str(each.kind),
            "muted": each.muted,
            "alias_of": each.alias_of,
            "expansion": list(each.expansion),
        }
        for each in book.all()
    ]
    context.output.result({"phrases": rows}, table(rows, ("text", "kind", "muted", "alias_of")))
    return 0


def _tell(context: Context, imported: Imported) -> str:
    return context.say(
        f"import.{imported.status}",
        title=imported.title,
        chars=imported.chars,
        repairs=imported.repairs,
        phrases=imported.phrases,
        cards=imported.cards,
        lost=imported.lost,
    )


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
        "lost": 0 if imported is None else imported.lost,
        "message": message,
    }


def _library(context: Context) -> ArticleLibrary:
    return ArticleLibrary(context.collection, TextTools())
