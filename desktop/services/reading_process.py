"""Reading articles in a process of its own: the window stays alive, and the dictionaries go when it is done."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from desktop.domain.article import RawText, Sentence, TextSpan
from desktop.domain.cloze import Cloze, Density
from desktop.domain.errors import AppError, ReaderLost
from desktop.domain.phrase import PhraseOccurrence
from desktop.domain.progress import OperationCancelled, Progress
from desktop.domain.proposal import Proposal
from desktop.domain.reading import ReadArticle
from desktop.services.article_reading import ArticleReader

_LISTEN = 0.05  # seconds between two looks whether the learner wants to stop


class ProcessReader(ArticleReader):
    """Does what ``ArticleReader`` does, elsewhere. The process starts when it is first needed.

    Cancelling ends the process at once, whatever it is doing. Raises ReaderLost where it died of itself, as it
    does when memory runs out.
    """

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._lock = threading.Lock()

    def read(self, source: Path | RawText, progress: Progress) -> ReadArticle:
        """As ``ArticleReader.read``."""
        read: ReadArticle = self._ask("read", source, progress)
        return read

    def clozes(self, read: ReadArticle, density: Density, progress: Progress) -> Sequence[Cloze]:
        """As ``ArticleReader.clozes``."""
        clozes: Sequence[Cloze] = self._ask("clozes", (read, density), progress)
        return clozes

    def proposals(
        self,
        text: str,
        sentences: Sequence[Sentence],
        phrases: Sequence[PhraseOccurrence],
        headings: Sequence[TextSpan],
        progress: Progress,
    ) -> Sequence[Proposal]:
        """As ``ArticleReader.proposals``."""
        made: Sequence[Proposal] = self._ask("proposals", (text, sentences, phrases, headings), progress)
        return made

    def rest(self) -> None:
        """Let go of the process until it is needed again."""
        with self._lock:
            self._end()

    def _ask(self, task: str, argument: object, progress: Progress) -> Any:
        with self._lock:
            try:
                pipe = self._start()
                pipe.send((task, argument))
                while True:
                    while not pipe.poll(_LISTEN):
                        progress.advance(0, 0)
                    kind, value = pipe.recv()
                    if kind == "progress":
                        progress.advance(*value)
                    elif kind == "done":
                        return value
                    else:
                        raise value
            except OperationCancelled:
                self._end()
                raise
            except (EOFError, ConnectionError) as error:
                self._end()
                raise ReaderLost from error

    def _start(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")  # a fork would carry Qt's threads' locks with it
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="wengu-reader")
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


class _Reporter:
    """Passes progress on to the other process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def advance(self, done: int, total: int) -> None:
        self._pipe.send(("progress", (done, total)))


def _serve(pipe: Connection) -> None:
    """Do what is asked until nobody asks any more."""
    from desktop.services.text_tools import TextTools

    reader = ArticleReader(TextTools())
    progress = _Reporter(pipe)
    while True:
        try:
            task, argument = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if task == "read":
                pipe.send(("done", reader.read(argument, progress)))
            elif task == "proposals":
                text, sentences, phrases, headings = argument
                pipe.send(("done", reader.proposals(text, sentences, phrases, headings, progress)))
            else:
                read, density = argument
                pipe.send(("done", reader.clozes(read, density, progress)))
        except AppError as error:
            pipe.send(("error", error))
        except Exception as error:
            pipe.send(("error", RuntimeError(f"{type(error).__name__}: {error}")))
