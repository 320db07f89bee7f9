"""Python counts code points, Qt counts UTF-16 units: offsets of one text between the two."""

from __future__ import annotations

from bisect import bisect_left


class Utf16Map:
    """Offsets of ``text``; the identity unless it holds characters beyond U+FFFF."""

    def __init__(self, text: str) -> None:
        shifts = len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)
        self._astral = [at for at, char in enumerate(text) if char > "\uffff"] if shifts else []
        self._units = [at + before for before, at in enumerate(self._astral)]

    @property
    def shifts(self) -> bool:
        """Whether any offset differs."""
        return bool(self._astral)

    def to_qt(self, offset: int) -> int:
        """The UTF-16 offset of a code-point offset."""
        return offset + bisect_left(self._astral, offset)

    def to_text(self, unit: int) -> int:
        """The code-point offset of a UTF-16 offset; inside a pair, that of its character."""
        return unit - bisect_left(self._units, unit)
