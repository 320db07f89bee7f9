"""Commands that show and change what became of an article's text."""

from __future__ import annotations

from typing import Any

from desktop.cli.context import Context, table
from desktop.domain.errors import NotFound
from desktop.services.article_library import ArticleLibrary
from desktop.services.revisions import Revisions
from desktop.services.text_tools import TextTools


def list_repairs(context: Context) -> int:
    """List an article's repairs; with --refuse or --accept, change which of them are made."""
    arguments = context.arguments
    tools = TextTools()
    library = ArticleLibrary(context.collection, tools)
    article_id = library.find(arguments.article)
    _, repairs, refused = library.repairs(article_id)
    if arguments.refuse or arguments.accept:
        kinds = {each.kind for each in repairs}
        spans = set(refused)
        for wanted, names in ((True, arguments.refuse), (False, arguments.accept)):
            for name in names:
                found = {each[1:3] for each in repairs if name in ("all", each.kind, str(each.start))}
                if not found:
                    raise NotFound(what="repair", name=f"{name} ({', '.join(sorted(kinds))})")
                spans = spans | found if wanted else spans - found
        Revisions(context.collection, tools).refuse(article_id, spans)
        _, repairs, refused = library.repairs(article_id)
    rows = [
        {
            "kind": each.kind,
            "start": each.start,
            "end": each.end,
            "original": each.original,
            "replacement": each.replacement,
            "certain": each.certain,
            "reason": each.reason,
            "refused": each[1:3] in refused,
        }
        for each in repairs
    ]
    columns = ("kind", "start", "original", "replacement", "certain", "refused")
    evidence = library.evidence(article_id)
    context.output.result({"id": article_id, "evidence": evidence, "repairs": rows}, table(rows, columns))
    return 0


def list_versions(context: Context) -> int:
    """List the versions of an article's text with the sentences that changed, latest first."""
    tools = TextTools()
    article_id = ArticleLibrary(context.collection, tools).find(context.arguments.article)
    revisions = Revisions(context.collection, tools)
    versions: list[dict[str, Any]] = []
    lines: list[str] = []
    for version in revisions.history(article_id):
        comparison = revisions.compare(article_id, version.id)
        changes = [
            {
                "kind": str(change.kind),
                "old": None if change.old is None else comparison.old[slice(*change.old)],
                "new": None if change.new is None else comparison.new[slice(*change.new)],
            }
            for change in comparison.changes
            if change.kind != "unchanged"
        ]
        versions.append(
            {
                "id": version.id,
                "kind": version.kind,
                "at": version.at.isoformat(),
                "lost": version.lost,
                "changes": changes,
            }
        )
        lines.append(f"{version.at.isoformat()}  {version.kind}  -{version.lost}")
        lines += [f"  {each['kind']}: {each['old'] or '—'} → {each['new'] or '—'}" for each in changes]
    context.output.result({"id": article_id, "versions": versions}, "\n".join(lines))
    return 0
