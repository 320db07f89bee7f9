"""Commands that bring collections and packages in, and keep copies."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from desktop.cli.context import Context
from desktop.cli.output import Output


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
    lines += [context.say("import_anki.skipped", **each) for each in skipped]
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

    report = Merging(context.collection).merge(context.arguments.file)
    value = {
        "articles": report.articles,
        "cards": report.cards,
        "reviews": report.reviews,
        "conflicts": report.conflicts,
    }
    context.output.result(value, context.say("merged", **value))
    return 0
