"""Commands that bring articles in and show them."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import Any

from desktop.cli.context import Context, table
from desktop.cli.output import error_object, phrase_object, section_object
from desktop.domain.cloze import Density
from desktop.domain.errors import NothingToImport
from desktop.domain.proposal import ProposedCard
from desktop.services.article_library import ArticleLibrary, Imported
from desktop.services.text_tools import TextTools

_LONGEST_HEADING = 40


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
    """List the library, or the articles in which a query is found, latest first."""
    query = " ".join(context.arguments.query)
    summaries = _library(context).summaries(trashed=context.arguments.trash)
    found: dict[str, dict[str, Any]] = {}
    if query:
        from desktop.services.search import Search

        search = Search(context.collection)
        search.catch_up()
        for hit in search.articles(query, max(1, len(summaries))):
            shown = search.excerpt(hit, query)
            found[hit.article_id] = {"start": shown.start, "excerpt": shown.excerpt}
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "issuer": each.issuer,
            "date": each.date.isoformat() if each.date else None,
            "chars": each.chars,
            "cards": each.cards,
            "due": each.due,
            "known": None if each.known is None else round(each.known, 4),
            "folder": each.folder,
            "tags": list(each.tags),
            **({"found": found[each.id]} if query else {}),
        }
        for each in summaries
        if not query or each.id in found
    ]
    lines = [{**row, "found": found.get(str(row["id"]), {}).get("excerpt") or ""} for row in rows]
    text = table(lines, ("id", "cards", "due", "chars", "date", "title", "found"))
    if not rows:
        text = context.say("nothing_found" if summaries or context.arguments.trash else "articles.none")
    context.output.result({"articles": rows}, text)
    return 0


def trash(context: Context) -> int:
    """Put articles away."""
    library = _library(context)
    return _each(context, "trashed", library.trash, [library.find(each) for each in context.arguments.articles])


def untrash(context: Context) -> int:
    """Take articles out of the trash."""
    library = _library(context)
    found = [library.find(each, trashed=True) for each in context.arguments.articles]
    return _each(context, "untrashed", library.restore, found)


def arrange(context: Context) -> int:
    """Give articles a folder and tags."""
    library, arguments = _library(context), context.arguments
    found = [library.find(each) for each in arguments.articles]
    if arguments.folder is not None:
        library.put_in_folder(found, arguments.folder)
    if arguments.tag or arguments.untag:
        library.tag(found, arguments.tag, arguments.untag)
    context.output.result({"arranged": found}, context.say("arranged", count=len(found)))
    return 0


def _each(context: Context, done: str, act: Callable[[str], None], found: list[str]) -> int:
    library = _library(context)
    lines = [context.say(done, title=library.open(each, phrases=False).article.title, id=each[:8]) for each in found]
    for each in found:
        act(each)
    context.output.result({done: found}, "\n".join(lines))
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


def proposals(context: Context) -> int:
    """List what could be asked of an article, with reasons; with ``--accept`` let its cards be those of a density."""
    from desktop.services.article_reading import ArticleReader
    from desktop.services.proposals import ArticleProposals, chosen_at

    library, density = _library(context), Density(context.arguments.density)
    service = ArticleProposals(context.collection, library, ArticleReader(TextTools()))
    article_id = library.find(context.arguments.article)
    shown = service.propose(article_id)
    chosen = chosen_at(shown, density)
    value: dict[str, Any] = {"id": article_id, "density": str(density)}
    if context.arguments.accept:
        accepted = service.accept(article_id, shown, chosen)
        value |= {"added": accepted.added, "removed": accepted.removed}
        shown = service.propose(article_id)
    rows = []
    for number, each in enumerate(shown):
        cloze = each.proposal.cloze
        reasons = [{"kind": str(kind), "value": round(value, 4)} for kind, value in each.proposal.reasons]
        rows.append(
            {
                "sentence": cloze.sentence,
                "blanks": [list(span) for span in cloze.blanks],
                "article_span": [cloze.article_start + at for at in cloze.blanks[0]],
                "answer": cloze.answer,
                "kind": cloze.kind,
                "section": list(each.section),
                "reasons": reasons,
                "densities": sorted(map(str, each.proposal.densities), key=list(map(str, Density)).index),
                "chosen": number in chosen,
                "card": each.card_id,
            }
        )
    value["proposals"] = rows
    context.output.result(value, "\n".join(_proposal_lines(context, shown, chosen)))
    return 0


def _proposal_lines(context: Context, shown: Sequence[ProposedCard], chosen: Container[int]) -> list[str]:
    """A line for each proposal under its heading: ticked or not, the words, and why."""
    lines: list[str] = []
    section: tuple[str, ...] | None = None
    for number, each in enumerate(shown):
        if each.section != section:
            section = each.section
            heading = section[-1] if section else ""
            lines += ["", heading if len(heading) <= _LONGEST_HEADING else heading[: _LONGEST_HEADING - 1] + "…"]
        cloze = each.proposal.cloze
        kind = cloze.kind
        reasons = [
            context.say(f"reason.{name}", kind=context.say(f"kind.{kind}"), value=int(value), share=f"{value:.0%}")
            for name, value in each.proposal.reasons
        ]
        lines.append(f"  [{'x' if number in chosen else ' '}] {cloze.answer}  {' · '.join(reasons)}")
    return lines[1:]


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
