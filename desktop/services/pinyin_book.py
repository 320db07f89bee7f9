"""How characters are read: as shipped, and as the learner corrected it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.services.text_tools import TextTools
from desktop.storage.own_readings import load_readings, reading_patches


class PinyinBook:
    """Readings of one collection. Corrections hold in every article, and can be taken back."""

    def __init__(self, collection: Collection, tools: TextTools) -> None:
        self._collection, self._tools = collection, tools

    def own(self) -> Mapping[str, Sequence[str]]:
        """The learner's corrections: syllables by word."""
        with self._collection.reading() as connection:
            return {word: pinyin.split(" ") for word, pinyin in load_readings(connection).items()}

    def annotate(self, text: str, own: Mapping[str, Sequence[str]] | None = None) -> list[str]:
        """A syllable with tone mark for each character, empty where none is known; ``own`` if read before."""
        return self._tools.pinyin(text, self.own() if own is None else own)

    def is_hard(self, character: str) -> bool:
        """Whether many readers would have to look it up."""
        return self._tools.word_readings.is_hard(character)

    def correct(self, word: str, spelled: str) -> None:
        """Read ``word`` as spelled, with marks or numbers (``yin2 hang2``); empty goes back to what is shipped.

        Raises BadValue where that is no pinyin, or not a syllable for each character.
        """
        from desktop.pipeline.pinyin import read_syllables

        try:
            syllables = read_syllables(spelled)
        except ValueError:
            syllables = ("",)
        if syllables and (len(syllables) != len(word) or not all(syllables)):
            raise BadValue(name="pinyin", value=spelled, allowed=" ".join(self.annotate(word, {})))
        with self._collection.writing(Changed.SETTINGS) as connection:
            patches = reading_patches(connection, word, " ".join(syllables), self._collection.new_id())
            record_edit(self._collection, connection, "reading", word, patches)
