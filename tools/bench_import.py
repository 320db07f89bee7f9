"""How long the import of an article takes, beside what jieba takes to cut the same text into words.

    python -m tools.bench_import [CHARACTERS] [--data ../shared/data]

Documents of the corpus, 200,000 characters of them, are put into one article, which is imported into an empty library
with its cards, and without. Printed are processor seconds, the least of three rounds, dictionaries loaded before;
each round begins with no text read before. ``read`` is everything but the cards and the saving.
"""

from __future__ import annotations

import argparse
import json
import lzma
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import jieba

from desktop.domain.article import RawText
from desktop.domain.cloze import Density
from desktop.domain.progress import SilentProgress
from desktop.services.article_library import ArticleLibrary
from desktop.services.article_reading import ArticleReader
from desktop.services.collection import Collection
from desktop.services.search import Search
from desktop.services.text_tools import TextTools

ROUNDS = 3
_SAMPLE = "第一条　国务院决定开展工作。"


def corpus_text(data: Path, characters: int) -> str:
    """Whole documents in an order by chance, the same each time, until there are so many characters."""
    with lzma.open(data / "corpus" / "documents.jsonl.xz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line)["text"] for line in lines]
    Random(7).shuffle(documents)
    taken, size = [], 0
    while documents and size < characters:
        taken.append(documents.pop(0))
        size += len(taken[-1])
    return "\n".join(taken)


def timed(work: Callable[[], object]) -> float:
    """Processor seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def import_article(text: str, density: Density) -> float:
    """Seconds of an import into an empty library."""
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as home, Collection.open(Path(home)) as collection:
        library = ArticleLibrary(collection, loaded())
        return timed(lambda: library.import_text(text, "bench", density=density))


def read_into_index(text: str) -> float:
    """Seconds that the search index takes for what a long import leaves to it, behind the window."""
    with tempfile.TemporaryDirectory(prefix="wengu-bench-") as home, Collection.open(Path(home)) as collection:
        ArticleLibrary(collection, loaded()).import_text(text, "bench")
        return timed(Search(collection).catch_up)


def read(text: str) -> float:
    """Seconds of repairing and structuring."""
    reader = ArticleReader(loaded())
    return timed(lambda: reader.read(RawText(text, "bench"), SilentProgress()))


def loaded() -> TextTools:
    """Tools whose dictionaries are read, and that remember no text."""
    tools = TextTools()
    ArticleReader(tools).clozes(
        ArticleReader(tools).read(RawText(_SAMPLE, "sample"), SilentProgress()), Density.ALL, SilentProgress()
    )
    return tools


def main() -> None:
    """Print a line for each piece of work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("characters", nargs="?", type=int, default=200_000)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args()
    text = corpus_text(given.data, given.characters)
    jieba.setLogLevel("ERROR")
    jieba.lcut(_SAMPLE)
    works: dict[str, Callable[[], float]] = {
        "jieba.cut": lambda: timed(lambda: jieba.lcut(text)),
        "read": lambda: read(text),
        "import without cards": lambda: import_article(text, Density.NONE),
        "import with cards": lambda: import_article(text, Density.NORMAL),
        "index, afterwards": lambda: read_into_index(text),
    }
    least = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            least[name] = min(least[name], work())
    print(f"{len(text)} characters, processor seconds, least of {ROUNDS}")
    for name, seconds in least.items():
        print(f"{name:22} {seconds:6.3f}  {seconds / least['jieba.cut']:5.2f} of jieba.cut")


if __name__ == "__main__":
    main()
