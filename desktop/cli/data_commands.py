"""Commands that bring collections and packages in, and keep copies."""

from __future__ import annotations

from desktop.cli.context import Context


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
