"""The pipeline with the dictionaries and models that are shipped, each loaded when first needed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.paths import resource

# The pipeline's modules are imported where they are used: a command pays for what it does.
if TYPE_CHECKING:
    from desktop.domain.answer import Verdict
    from desktop.domain.article import Outline, RawText, RepairedText, Sentence, TextSpan
    from desktop.domain.cloze import Blank, Cloze, Density
    from desktop.domain.phrase import PhraseOccurrence
    from desktop.domain.progress import Progress
    from desktop.domain.proposal import Proposal
    from desktop.pipeline.answers import AnswerTables
    from desktop.pipeline.blanks import BlankModel
    from desktop.pipeline.lexicon import Lexicon
    from desktop.pipeline.phrase_model import PhraseModel
    from desktop.pipeline.pinyin import WordReadings
    from desktop.pipeline.repair import RepairTables, Script


# numpy's linear algebra reads this when it is first imported. The matrices here are small: its threads would cost more
# processor time, waiting for one another, than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_CHARACTERS_AT_ONCE = 500_000


class TextTools:
    """What can be done to a text without a collection. Cheap to make; keep one and share it."""

    @cached_property
    def _repair_tables(self) -> RepairTables:
        from desktop.pipeline.repair import RepairTables

        names = ("repair_script.txt", "repair_readings.txt", "repair_model.bin")
        return RepairTables.parse(*(resource("dictionaries", name).read_bytes() for name in names))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The phrases that are known by name."""
        from desktop.pipeline.lexicon import Lexicon

        return Lexicon.parse(
            *(resource("dictionaries", name).read_bytes() for name in ("phrases.txt", "phrases_index.bin"))
        )

    @cached_property
    def phrase_model(self) -> PhraseModel:
        """What tells key phrases from their words."""
        from desktop.pipeline.phrase_model import PhraseModel

        return PhraseModel.parse(resource("dictionaries", "phrase_model.bin").read_bytes())

    @cached_property
    def _blank_model(self) -> BlankModel:
        from desktop.pipeline.blanks import BlankModel

        return BlankModel.parse(resource("dictionaries", "blank_model.bin").read_bytes())

    @cached_property
    def answer_tables(self) -> AnswerTables:
        """What answers are compared by."""
        from desktop.pipeline.answers import AnswerTables

        return AnswerTables.parse(resource("dictionaries", "answers.txt").read_bytes())

    @cached_property
    def word_readings(self) -> WordReadings:
        """How characters are read in their words."""
        from desktop.pipeline.pinyin import WordReadings

        table = resource("dictionaries", "readings.txt").read_bytes()
        return WordReadings(table, self.answer_tables.readings)

    def pinyin(self, text: str, own: Mapping[str, Sequence[str]]) -> list[str]:
        """A syllable for each character of ``text``, empty where it has none; ``own`` readings by word come first."""
        from desktop.pipeline.segmentation import cut

        return self.word_readings.annotate(cut(text), own)

    def read(self, path: Path, progress: Progress | None = None) -> RawText:
        """The text of a file in any supported format. Raises the AppErrors of the readers."""
        from desktop.formats.reader import read_document

        return read_document(path, progress)

    def chapters(self, path: Path) -> list[RawText]:
        """The chapters of an electronic book; empty for any other file. Raises the AppErrors of the readers."""
        if path.suffix.lower() != ".epub":
            return []
        from desktop.formats.reader import read_chapters

        return read_chapters(path)

    def clean(self, raw: str, *, script: Script = "auto", body: bool = False) -> RepairedText:
        """The repaired text; with ``body``, page chrome is left out too."""
        repaired, _ = self.clean_with_evidence(raw, script=script)
        return self.without_chrome(raw, repaired) if body else repaired

    def clean_with_evidence(self, raw: str, *, script: Script = "auto") -> tuple[RepairedText, dict[str, str | int]]:
        """The repaired text, and what in the document decided how it was repaired.

        ``script`` is simplified, traditional, japanese (both left so) or damaged; ``traditional`` and
        ``simplified`` count characters that only that script has; ``pinyin_damage`` and ``pinyin_own`` count
        bracketed syllables that were taken for damage and for the document's own.
        """
        from desktop.pipeline.repair import repair_with_evidence

        repaired, found = repair_with_evidence(raw, self._repair_tables, script)
        return repaired, {
            "script": found.script,
            "traditional": found.traditional,
            "simplified": found.simplified,
            "pinyin_damage": found.layers.toned_count + found.layers.toneless_count,
            "pinyin_own": found.layers.lesson,
        }

    def without_chrome(self, raw: str, repaired: RepairedText) -> RepairedText:
        """A repaired page without what is not its article; each line left out is one more repair of ``raw``."""
        from desktop.pipeline.chrome import drop_chrome

        return drop_chrome(raw, repaired)

    def outline(self, text: str) -> Outline:
        """Title, facts and headings of a repaired text."""
        from desktop.pipeline.outline import make_outline

        return make_outline(text)

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a repaired text."""
        from desktop.pipeline.sentences import split_sentences

        return split_sentences(text)

    def phrases(self, text: str) -> list[PhraseOccurrence]:
        """The key phrases of a repaired text, in text order; of a long one, part by part, so that it fits in memory."""
        from desktop.pipeline.phrases import extract_phrases

        if len(text) <= _CHARACTERS_AT_ONCE:
            return extract_phrases(text, self.lexicon, self.phrase_model)
        found: list[PhraseOccurrence] = []
        start = 0
        while start < len(text):
            end = text.find("\n", start + _CHARACTERS_AT_ONCE) + 1 or len(text)
            part = extract_phrases(text[start:end], self.lexicon, self.phrase_model)
            found += [each._replace(start=each.start + start, end=each.end + start) for each in part]
            start = end
        return found

    def blanks(self, sentences: Sequence[str], progress: Progress | None = None) -> list[list[Blank]]:
        """What an examiner would blank in each sentence, best first."""
        from desktop.pipeline.blanks import choose_blanks

        return choose_blanks(sentences, self._blank_model, progress)

    def clozes(
        self,
        text: str,
        sentences: Sequence[Sentence],
        phrases: Sequence[PhraseOccurrence],
        density: Density,
        progress: Progress | None = None,
    ) -> list[Cloze]:
        """What to ask of a whole article."""
        from desktop.domain.cloze import Density

        if density is Density.NONE:
            return []
        from desktop.pipeline.clozes import choose_clozes

        return choose_clozes(text, sentences, phrases, self._blanks(text, sentences, progress), density)

    def proposals(
        self,
        text: str,
        sentences: Sequence[Sentence],
        phrases: Sequence[PhraseOccurrence],
        headings: Sequence[TextSpan],
        progress: Progress | None = None,
    ) -> list[Proposal]:
        """What could be asked of a whole article, each with the densities that take it and the reasons."""
        from desktop.pipeline.clozes import propose_clozes

        return propose_clozes(text, sentences, phrases, self._blanks(text, sentences, progress), headings)

    def _blanks(self, text: str, sentences: Sequence[Sentence], progress: Progress | None) -> list[list[Blank]]:
        return self.blanks([text[sentence.start : sentence.end] for sentence in sentences], progress)

    def check(self, expected: str, given: str, level: str = "normal", any_order: bool = False) -> Verdict:
        """How a given answer compares with the expected one."""
        from desktop.pipeline.answers import check_answer

        return check_answer(expected, given, level, any_order, tables=self.answer_tables)
