"""Commands that bring collections and packages in, and keep copies."""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.context import Context
from desktop.cli.output import Output

if TYPE_CHECKING:
    from desktop.services.merging import MergeReport


def import_anki(context: Context) -> int:
    """Import a package of Anki."""
    from desktop.services.anki_import import AnkiImport

    imported = AnkiImport(context.collection).import_package(context.arguments.file)
    skipped = [
        {"what": each.what, "why": each.why, "number": each.number, "names": list(each.names)}
        for each in imported.skipped
    ]
    value = {
        "notes": imported.notes,
        "cards": imported.cards,
        "reviews": imported.reviews,
        "media": imported.media,
        "skipped": skipped,
    }
    lines = [context.say("import_anki.done", **value)]
    numbers = Counter[tuple[str, str]]()
    for each in imported.skipped:
        numbers[each.what, each.why] += each.number
    for (what, why), number in numbers.items():
        words = {"what": context.say(f"import_anki.what.{what}"), "why": context.say(f"import_anki.why.{why}")}
        lines.append(context.say("import_anki.skipped", number=number, **words))
    context.output.result(value, "\n".join(lines))
    return 0


def backup(context: Context) -> int:
    """Write a proven copy."""
    from desktop.services.backups import Backups

    path = Backups(context.collection).make(context.arguments.folder)
    context.output.result({"path": str(path), "verified": True}, context.say("backed_up", path=path))
    return 0


def restore(arguments: argparse.Namespace, output: Output, home: Path) -> int:
    """Go back to a backup; the collection need not be readable for that."""
    from desktop.services.backups import restore as put_back

    done = put_back(home, arguments.file, datetime.now(UTC))
    value = {"restored": str(done.restored), "kept": None if done.kept is None else str(done.kept)}
    output.result(value, output.words.say("restored", path=done.restored, kept=done.kept or "–"))
    return 0


def merge(context: Context) -> int:
    """Take in what another copy of the collection has."""
    from desktop.services.merging import Merging

    return _tell_merged(context, Merging(context.collection).merge(context.arguments.file))


def import_json(context: Context) -> int:
    """Bring everything back that was written as JSON."""
    from desktop.services.merging import Merging

    return _tell_merged(context, Merging(context.collection).import_json(context.arguments.file))


def _tell_merged(context: Context, report: MergeReport) -> int:
    value = {
        "articles": report.articles,
        "cards": report.cards,
        "reviews": report.reviews,
        "conflicts": report.conflicts,
    }
    context.output.result(value, context.say("merged", **value))
    return 0


def import_bank(context: Context) -> int:
    """Bring in a table of questions, or with ``--preview`` only look at it."""
    from desktop.domain.errors import ColumnsUnclear
    from desktop.services.bank_import import BankImport, column_letter, parse_mapping

    arguments, service = context.arguments, BankImport(context.collection)
    preview = service.read(arguments.file)
    if arguments.map:
        preview = service.look(preview.table, parse_mapping(arguments.map, preview.columns))
    if not {"question", "answer"} <= preview.mapping.keys():
        raise ColumnsUnclear(columns=" ".join(preview.columns))
    rows = [
        {
            "row": each.row,
            "kind": str(each.kind),
            "question": each.shown,
            "options": list(each.options),
            "answers": list(each.answers),
            "analysis": each.analysis,
            "chapter": each.chapter,
            "status": "refused" if each.problem else "known" if each.row in preview.known else "new",
            "problem": None if each.problem is None else str(each.problem),
        }
        for each in preview.questions
    ]
    counts = {"new": len(preview.fresh), "known": len(preview.known), "refused": len(preview.refused)}
    lines = [
        context.say("import_bank.refused", row=each.row, why=context.say(f"bank.{each.problem}"))
        for each in preview.refused
    ]
    value = {
        "columns": list(preview.columns),
        "mapping": {str(field): [column_letter(at) for at in found] for field, found in preview.mapping.items()},
        **counts,
    }
    if arguments.preview:
        value |= {"questions": rows}
        head = [
            f"{each.row:>4}  {row['status']:<7}  {each.shown}  →  {' / '.join(each.answers)}"
            for each, row in zip(preview.questions, rows, strict=True)
        ]
        context.output.result(value, "\n".join([*head, *lines, context.say("import_bank.preview", **counts)]))
        return 0
    imported = service.save(preview, arguments.deck)
    value |= {"questions": imported.questions, "cards": imported.cards, "skipped": [r for r in rows if r["problem"]]}
    context.output.result(value, "\n".join([*lines, context.say("import_bank.done", cards=imported.cards, **counts)]))
    return int(not preview.questions)
