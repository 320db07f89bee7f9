"""The phrases a learner adds, renames, merges and mutes; they hold for every article, old ones at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.changes import Changed
from desktop.domain.errors import BadValue
from desktop.domain.phrase import OwnPhrase, PhraseKind
from desktop.services.collection import Collection
from desktop.services.editing import record_edit
from desktop.storage.own_phrases import load_own_phrases, phrase_patches

_SHORTEST, _LONGEST = 2, 100


class PhraseBook:
    """What a learner has decided about phrases; every change can be taken back."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def all(self) -> list[OwnPhrase]:
        """Every decision, oldest first."""
        with self._collection.reading() as connection:
            return load_own_phrases(connection)

    def find(self, text: str) -> OwnPhrase | None:
        """What was decided about a phrase, if anything."""
        return next((each for each in self.all() if each.text == text), None)

    def add(
        self, text: str, kind: PhraseKind = PhraseKind.OWN, *, remark: str = "", expansion: Sequence[str] = ()
    ) -> None:
        """Mark ``text`` wherever it stands. Raises BadValue where it is too short, too long or not on one line."""
        text = text.strip()
        if not _SHORTEST <= len(text) <= _LONGEST or "\n" in text:
            raise BadValue(name="phrase", value=text[:_LONGEST], allowed=f"{_SHORTEST}–{_LONGEST}")
        self._keep(OwnPhrase(text, kind, False, remark, tuple(expansion)))

    def mute(self, text: str, muted: bool = True) -> None:
        """Do not mark a phrase any more, or mark it again."""
        old = self.find(text)
        if old is None and not muted:
            return
        self._keep(replace(old or OwnPhrase(text), muted=muted))

    def rename(self, text: str, kind: PhraseKind) -> None:
        """Call a phrase another kind."""
        self._keep(replace(self.find(text) or OwnPhrase(text), kind=kind))

    def merge(self, text: str, into: str) -> None:
        """Let a phrase count as another spelling of ``into``. Raises BadValue where that leads back to itself."""
        known = {each.text: each.alias_of for each in self.all()}
        at = into
        while at:
            if at == text:
                raise BadValue(name="phrase", value=into, allowed="≠ " + text)
            at = known.get(at, "")
        self._keep(replace(self.find(text) or OwnPhrase(text), alias_of=into))

    def remove(self, text: str) -> None:
        """Forget what was decided about a phrase."""
        if (old := self.find(text)) is not None:
            self._keep(old, removed=True)

    def _keep(self, phrase: OwnPhrase, *, removed: bool = False) -> None:
        with self._collection.writing(Changed.ARTICLES) as connection:
            patches = phrase_patches(
                connection, phrase, self._collection.new_id(), self._collection.now(), removed=removed
            )
            record_edit(self._collection, connection, "phrase", phrase.text, patches)
