"""Reading the command line and calling the command; the only place that prints a failure."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from desktop import __version__
from desktop.cli.messages import Words, preferred_language
from desktop.cli.output import Output
from desktop.cli.start import OpenWindow, has_screen, mend_streams
from desktop.cli.usage_words import let_argparse_speak
from desktop.domain.cloze import Density
from desktop.domain.errors import AppError
from desktop.domain.phrase import PhraseKind
from desktop.paths import data_home

CARD_ACTS = ("suspend", "unsuspend", "bury", "unbury", "forget", "due", "flag", "tag", "untag", "move", "trash")
# The values of QuestionMode, whose module takes 10 ms to import.
QUESTION_MODES = ("typed", "choice", "truefalse", "list", "next", "order", "hint", "recite", "paper")
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO}  # what a full disk answers to a write of the results
_ALWAYS_JSON = {"outline", "phrases", "blanks", "check"}


def main(arguments: list[str], open_window: OpenWindow) -> int:
    """Run one command; its exit status: 0 done, 1 refused or failed, 2 wrong usage."""
    mend_streams()
    words = Words(_language(arguments))
    let_argparse_speak(words.language)
    parsed = _parser(words).parse_args(arguments)
    as_json = getattr(parsed, "json", False) or getattr(parsed, "tool", None) in _ALWAYS_JSON
    output = Output(words, as_json)
    try:
        if parsed.command == "text":
            status: int = _act(parsed)(parsed, output)
        elif parsed.command in (None, "open"):
            if not has_screen():
                output.note(words.say("no_display"))
                return 1
            return open_window(parsed.home or data_home(), getattr(parsed, "files", []), parsed.lang)
        else:
            from desktop.cli.context import run

            act = _act(parsed)
            home = parsed.home or data_home()
            # What puts another collection in the place of this one must not need this one to open.
            status = act(parsed, output, home) if parsed.command == "restore" else run(act, parsed, output, home)
        sys.stdout.flush()
    except BrokenPipeError:
        return _give_up_output()  # whoever read it has seen enough
    except KeyboardInterrupt:
        return 1
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _NO_ROOM:
            output.note(words.say("output_failed", reason=words.system_reason(str(error.strerror))))
            return _give_up_output()
        try:
            output.failure(error)
            sys.stdout.flush()
        except (OSError, ValueError):  # nowhere left to write to
            return _give_up_output()
        if os.environ.get("WENGU_DEBUG") and not isinstance(error, AppError):
            raise
        return 1
    return status


def _act(parsed: argparse.Namespace) -> Callable[..., int]:
    """The function of the command; of all modules of commands only its own is imported."""
    module, name = parsed.act.split(".")
    act: Callable[..., int] = getattr(import_module(f"desktop.cli.{module}_commands"), name)
    return act


class _CommandParser(argparse.ArgumentParser):
    """The parser of one command, made when it is the one that was asked: making all takes longer than most commands."""

    def __init__(self, **given: Any) -> None:
        self._given = given
        self._later: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self._made = False

    def add_argument(self, *names: Any, **given: Any) -> Any:
        return super().add_argument(*names, **given) if self._made else self._keep("add_argument", names, given)

    def set_defaults(self, **given: Any) -> None:
        if self._made:
            super().set_defaults(**given)
        else:
            self._keep("set_defaults", (), given)

    def add_subparsers(self, **given: Any) -> Any:
        self._make()
        return super().add_subparsers(**given)

    def parse_known_args(self, *arguments: Any, **given: Any) -> Any:
        self._make()
        return super().parse_known_args(*arguments, **given)

    def _keep(self, name: str, values: tuple[Any, ...], given: dict[str, Any]) -> None:
        self._later.append((name, values, given))

    def _make(self) -> None:
        if self._made:
            return
        self._made = True
        super().__init__(**self._given)
        for name, values, given in self._later:
            getattr(super(), name)(*values, **given)


def _give_up_output() -> int:
    """Let what is left of the output go nowhere, so that it does not fail again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 1


def _language(arguments: list[str]) -> str:
    """``--lang`` before anything else is parsed, so that help and errors speak it."""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and arguments[position + 1 : position + 2] == ["en"]:
            return "en"
        if argument == "--lang=en":
            return "en"
        if argument.startswith("--lang"):
            return "zh"
    return preferred_language()


def _parser(words: Words) -> argparse.ArgumentParser:
    say = words.say
    parser = argparse.ArgumentParser(prog="wengu", description=say("help.program"), allow_abbrev=False)
    parser.add_argument("--home", type=Path, metavar="DIR", help=say("help.home"))
    parser.add_argument("--lang", choices=("zh", "en"), help=say("help.lang"))
    parser.add_argument("--version", action="version", version=f"wengu {__version__}", help=say("help.version"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", prog="wengu", parser_class=_CommandParser)

    window = commands.add_parser("open", help=say("help.open"))
    window.add_argument("files", nargs="*", type=Path, metavar="FILE")

    tools = commands.add_parser("text", help=say("help.text")).add_subparsers(
        dest="tool", required=True, prog="wengu text"
    )

    def tool(name: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = tools.add_parser(
            name, help=say(f"help.{name}"), description=say(f"help.{name}")
        )
        added.set_defaults(act=f"text.{name}")
        return added

    clean = tool("clean")
    clean.add_argument("file", metavar="FILE")
    clean.add_argument("--body", action="store_true", help=say("help.body"))
    clean.add_argument("--script", choices=("auto", "simplified", "keep"), default="auto")
    clean.add_argument("--json", action="store_true", help=say("help.json"))
    for name in ("outline", "phrases"):
        added = tool(name)
        added.add_argument("file", metavar="FILE")
        added.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    tool("blanks").add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    check = tool("check")
    check.add_argument("--level", choices=("strict", "normal", "lenient"), default="normal")
    check.add_argument("--json", action="store_true", help=argparse.SUPPRESS)

    def command(
        name: str, act: str, writes: Callable[[argparse.Namespace], bool] = lambda _: False
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=say(f"help.{name}"), description=say(f"help.{name}"))
        added.add_argument("--json", action="store_true", help=say("help.json"))
        added.add_argument("--at", metavar="TIME", help=say("help.at"))
        added.set_defaults(act=act, writes=writes)
        return added

    def always(_: argparse.Namespace) -> bool:
        return True

    importing = command("import", "library.import_files", always)
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    importing.add_argument("--deck", default="", metavar="NAME")
    importing.add_argument("--density", choices=[str(density) for density in Density], default=str(Density.NORMAL))
    articles = command("articles", "library.list_articles")
    articles.add_argument("query", nargs="*", metavar="QUERY")
    articles.add_argument("--trash", action="store_true", help=say("help.articles.trash"))
    for name in ("trash", "untrash"):
        command(name, f"library.{name}", always).add_argument("articles", nargs="+", metavar="ID")
    arrange = command("arrange", "library.arrange", always)
    arrange.add_argument("articles", nargs="+", metavar="ID")
    arrange.add_argument("--folder", metavar="NAME", help=say("help.arrange.folder"))
    for name in ("tag", "untag"):
        arrange.add_argument(f"--{name}", action="append", default=[], metavar="TAG", help=say(f"help.arrange.{name}"))
    command("article", "library.show_article").add_argument("article", metavar="ID")
    phrases = command(
        "phrases", "library.phrases", lambda given: bool(given.add or given.mute or given.remove or given.merge)
    )
    for name in ("add", "mute", "remove"):
        phrases.add_argument(f"--{name}", metavar="TEXT", help=say(f"help.phrases.{name}"))
    phrases.add_argument("--merge", nargs=2, metavar=("TEXT", "INTO"), help=say("help.phrases.merge"))
    phrases.add_argument("--kind", choices=[str(kind) for kind in PhraseKind], default=str(PhraseKind.OWN))
    proposals = command("proposals", "library.proposals", lambda given: given.accept)
    proposals.add_argument("article", metavar="ARTICLE")
    proposals.add_argument("--density", choices=[str(density) for density in Density], default=str(Density.NORMAL))
    proposals.add_argument("--accept", action="store_true", help=say("help.proposals.accept"))
    repairs = command("repairs", "revision.list_repairs", lambda given: bool(given.refuse or given.accept))
    repairs.add_argument("article", metavar="ID")
    for name in ("refuse", "accept"):
        repairs.add_argument(
            f"--{name}", action="append", default=[], metavar="KIND|START|all", help=say(f"help.{name}")
        )
    command("revisions", "revision.list_versions").add_argument("article", metavar="ID")
    cards = command("cards", "review.list_cards")
    cards.add_argument("query", nargs="*", metavar="QUERY")
    cards.add_argument("--limit", type=_count, metavar="N")

    def narrowed(added: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added.add_argument("--deck", metavar="NAME")
        added.add_argument("--article", metavar="ID")
        added.add_argument("--kind", default="", metavar="KIND")
        added.add_argument("--tag", default="", metavar="TAG")
        return added

    narrowed(command("due", "review.due"))
    card = command("card", "card.card", lambda given: given.action is not None)
    card.add_argument("card", metavar="CARD|QUERY", help=say("help.card.which"))
    card.add_argument("action", nargs="?", choices=CARD_ACTS)
    card.add_argument("value", nargs="?", metavar="VALUE", help=say("help.card.value"))
    answer = command("answer", "review.answer", always)
    answer.add_argument("card", metavar="CARD")
    answer.add_argument("rating", type=int, choices=(1, 2, 3, 4))
    answer.add_argument("--mode", choices=QUESTION_MODES, default="typed")
    answer.add_argument("--cram", action="store_true", help=say("help.answer.cram"))
    command("intervals", "review.intervals").add_argument("card", metavar="CARD")
    for name in ("undo", "redo"):
        command(name, f"review.{name}", always).add_argument("number", nargs="?", type=_count, default=1, metavar="N")
    quiz = narrowed(command("quiz", "quiz.quiz", always))
    cram = command("cram", "schedule.cram", always)
    cram.add_argument("query", nargs="*", metavar="QUERY")
    for asking in (quiz, cram):
        asking.add_argument("--mode", choices=("typed", "choice"), help=say("help.quiz_mode"))
        asking.add_argument("--limit", type=_count, metavar="N", help=say("help.limit"))
    paper = command("paper", "quiz.paper", lambda given: not given.list)
    paper.add_argument("--list", action="store_true", help=say("help.paper.list"))
    paper.add_argument("--number", type=_count, default=20, metavar="N", help=say("help.paper.number"))
    paper.add_argument("--minutes", type=float, metavar="M", help=say("help.paper.minutes"))
    paper.add_argument("--seed", type=_count, metavar="S", help=say("help.paper.seed"))
    paper.add_argument("--article", action="append", default=[], metavar="ID")
    paper.add_argument("--deck", action="append", default=[], metavar="NAME")
    paper.add_argument(
        "--mode", dest="modes", action="append", choices=("typed", "hint", "choice", "truefalse", "list", "next")
    )
    decks = command("decks", "schedule.decks", lambda given: bool(given.add or given.rename or given.remove))
    decks.add_argument("--add", metavar="NAME", help=say("help.decks.add"))
    decks.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help=say("help.decks.rename"))
    decks.add_argument("--remove", metavar="NAME", help=say("help.decks.remove"))
    optimize = command("optimize", "schedule.optimize", lambda given: given.apply)
    optimize.add_argument("--deck", metavar="NAME")
    optimize.add_argument("--apply", action="store_true", help=say("help.optimize.apply"))
    simulate = command("simulate", "schedule.simulate")
    simulate.add_argument("--deck", metavar="NAME")
    simulate.add_argument("--retention", metavar="R")
    simulate.add_argument("--new", metavar="N", help=say("help.simulate.new"))
    simulate.add_argument("--days", type=_count, default=365, metavar="N")
    catch_up = command("catch-up", "schedule.catch_up", lambda given: given.start or given.stop)
    catch_up.add_argument("--days", type=_count, metavar="N", help=say("help.catch_up.days"))
    catch_up.add_argument("--start", action="store_true", help=say("help.catch_up.start"))
    catch_up.add_argument("--stop", action="store_true", help=say("help.catch_up.stop"))
    config = command("config", "upkeep.config", lambda given: given.value is not None)
    config.add_argument("key", nargs="?", metavar="KEY")
    config.add_argument("value", nargs="?", metavar="VALUE")
    config.add_argument("--deck", metavar="NAME")
    command("stats", "upkeep.stats")
    _add_export(command("export", "export.export"), say)
    push = command("push", "export.push")
    push.add_argument("--address", default="http://127.0.0.1:8765", metavar="URL", help=say("help.push.address"))
    push.add_argument("--api-key", default="", metavar="KEY", help=say("help.push.api_key"))
    push.add_argument("--deck", metavar="NAME")
    push.add_argument("--article", metavar="ID")
    push.add_argument("--with-schedule", action="store_true")
    _add_note_wishes(push, say)
    exam = commands.add_parser("exam", help=say("help.exam"), description=say("help.exam"))
    exam_commands = exam.add_subparsers(dest="exam", required=True, prog="wengu exam")
    for name, writes in (("set", True), ("show", False), ("clear", True)):
        added = exam_commands.add_parser(name, help=say(f"help.exam.{name}"), description=say(f"help.exam.{name}"))
        added.add_argument("--json", action="store_true", help=say("help.json"))
        added.add_argument("--at", metavar="TIME", help=say("help.at"))
        added.set_defaults(act=f"exam.exam_{name}", writes=always if writes else lambda _: False)
        if name == "set":
            added.add_argument("--date", required=True, metavar="D")
            added.add_argument("--retention", type=float, required=True, metavar="R")
            added.add_argument("--minutes", type=float, metavar="M")
            added.add_argument("--cards", type=_count, metavar="N", help=say("help.exam.cards"))
            added.add_argument("--leave-out", type=_count, default=0, metavar="N", help=say("help.exam.leave_out"))
            added.add_argument("--deck", metavar="N")
            added.add_argument("--article", action="append", default=[], metavar="ID")
    command("backup", "data.backup").add_argument("folder", nargs="?", type=Path, metavar="DIR")
    command("restore", "data.restore").add_argument("file", type=Path, metavar="FILE")
    command("merge", "data.merge", always).add_argument("file", type=Path, metavar="FILE")
    command("import-anki", "data.import_anki", always).add_argument("file", type=Path, metavar="FILE")
    command("import-json", "data.import_json", always).add_argument("file", type=Path, metavar="FILE")
    bank = command("import-bank", "data.import_bank", lambda given: not given.preview)
    bank.add_argument("file", type=Path, metavar="FILE")
    bank.add_argument("--map", default="", metavar="FIELD=COLUMN,…", help=say("help.import-bank.map"))
    bank.add_argument("--deck", default="", metavar="NAME")
    bank.add_argument("--preview", action="store_true", help=say("help.import-bank.preview"))
    command("verify", "upkeep.verify", lambda given: given.repair).add_argument(
        "--repair", action="store_true", help=say("help.repair")
    )
    return parser


def _add_export(export: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    export.add_argument("out", type=Path, metavar="OUT.(apkg|csv|tsv|md|json|pdf|docx)")
    export.add_argument("--deck", metavar="NAME")
    export.add_argument("--article", metavar="ID")
    export.add_argument("--with-schedule", action="store_true")
    _add_note_wishes(export, say)
    export.add_argument("--for", choices=("anki", "excel"), dest="table_for", help=say("help.export.for"))
    export.add_argument("--no-bom", action="store_true", help=say("help.export.no_bom"))
    kinds = [*map(str, PhraseKind), "word"]
    export.add_argument("--kind", action="append", choices=kinds, default=[], help=say("help.export.kind"))
    densities = [str(density) for density in Density if density is not Density.NONE]
    export.add_argument("--density", choices=densities, default=str(Density.ALL), help=say("help.export.density"))
    export.add_argument("--marked", action="store_true", help=say("help.export.marked"))
    export.add_argument("--paper", action="store_true", help=say("help.export.paper"))
    export.add_argument("--papers", type=_count, default=2, metavar="N", help=say("help.export.papers"))
    export.add_argument("--questions", type=_count, default=25, metavar="N", help=say("help.export.questions"))
    export.add_argument("--seed", type=_count, default=1, metavar="N", help=say("help.export.seed"))
    modes = ("choice", "truefalse", "typed", "list")
    export.add_argument("--ask", action="append", choices=modes, default=[], help=say("help.export.ask"))


def _add_note_wishes(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("--group", choices=("card", "sentence"), default="card", help=say("help.export.group"))
    asked = ("cloze", "typed", "choice", "list", "own")
    parser.add_argument("--note-type", choices=asked, default="cloze", help=say("help.export.note_type"))
    parser.add_argument("--own-only", action="store_true", help=say("help.export.own_only"))


def _count(text: str) -> int:
    """A whole number from 0; argparse turns the ValueError into wrong usage."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return min(number, sys.maxsize)
