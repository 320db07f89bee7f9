"""Articles read in a process of their own, beside the collection."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.article import RawText
from desktop.domain.cloze import Density
from desktop.domain.errors import FileEmpty, FileMissing, ReaderLost
from desktop.domain.progress import OperationCancelled, SilentProgress
from desktop.services.article_library import ArticleLibrary
from desktop.services.article_reading import ArticleReader
from desktop.services.collection import Collection
from desktop.services.reading_process import ProcessReader
from desktop.services.text_tools import TextTools


@pytest.fixture(scope="module")
def reader() -> Iterator[ProcessReader]:
    made = ProcessReader()
    yield made
    made.rest()


class _Stop:
    """Cancels as soon as it is told that the work goes on, and notes when."""

    def advance(self, done: int, total: int) -> None:
        raise OperationCancelled


class _Kill:
    """Kills the other process while it works."""

    def __init__(self, reader: ProcessReader) -> None:
        self._reader = reader

    def advance(self, done: int, total: int) -> None:
        process = self._reader._process
        assert process is not None
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)


def test_it_reads_what_the_direct_reader_reads(reader: ProcessReader, text_tools: TextTools, seed: Path) -> None:
    direct = ArticleReader(text_tools)
    path = seed / "article_polluted.txt"
    silent = SilentProgress()
    read = reader.read(path, silent)
    assert read == direct.read(path, silent)
    assert reader.clozes(read, Density.NORMAL, silent) == direct.clozes(read, Density.NORMAL, silent)


def test_errors_come_back_as_they_are(reader: ProcessReader, tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as caught:
        reader.read(tmp_path / "none.txt", SilentProgress())
    assert "none.txt" in str(caught.value.fields["path"])
    with pytest.raises(FileEmpty):
        reader.read(RawText(" ", "a"), SilentProgress())


def test_cancelling_ends_the_work_at_once_and_the_next_import_goes_on(
    reader: ProcessReader, collection: Collection, text_tools: TextTools, seed: Path
) -> None:
    library = ArticleLibrary(collection, text_tools, reader)
    text = (seed / "article_gold.txt").read_text(encoding="utf-8")
    started = time.monotonic()
    with pytest.raises(OperationCancelled):
        library.import_text(text * 100, "long", progress=_Stop())
    assert time.monotonic() - started < 5
    assert library.summaries() == []
    assert library.import_text("读书办法\n\n第一条　每月读书不少于两本。", "short").status == "new"


def test_a_process_that_dies_is_told_and_replaced(reader: ProcessReader, seed: Path) -> None:
    text = (seed / "article_gold.txt").read_text(encoding="utf-8")
    with pytest.raises(ReaderLost):
        reader.read(RawText(text * 20, "long"), _Kill(reader))
    assert reader.read(RawText(text, "again"), SilentProgress()).outline.title


def test_what_it_proposes_is_what_is_proposed_here(reader: ProcessReader, text_tools: TextTools) -> None:
    text = "要深刻领悟“两个确立”的决定性意义，做到“两个维护”。\n严格执行《信访工作条例》的各项规定。\n"
    sentences, phrases = text_tools.sentences(text), text_tools.phrases(text)
    here = ArticleReader(text_tools).proposals(text, sentences, phrases, [], SilentProgress())
    assert reader.proposals(text, sentences, phrases, [], SilentProgress()) == here
    assert {each.cloze.answer for each in here} >= {"两个确立", "两个维护"}
