"""The few messages that Anki packs into its files, read from protobuf's wire format without a schema."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_MOST_FIELDS = 200_000  # an empty one takes two bytes in the file and some hundred in memory
_WIDTHS = {_FIXED64: 8, _FIXED32: 4}


class Message:
    """The fields of one message by number. Of fields that repeat, the last counts unless all are asked for.

    A field that is absent or of another wire type reads as its default, as protobuf wants it. Raises ValueError
    where ``data`` is no message.
    """

    def __init__(self, data: bytes) -> None:
        self._fields: dict[int, list[tuple[int, int | bytes]]] = {}
        at = count = 0
        while at < len(data):
            count += 1
            if count > _MOST_FIELDS:
                raise ValueError("protobuf: too many fields")
            key, at = _varint(data, at)
            number, wire = key >> 3, key & 7
            if not 0 < number < 1 << 29:
                raise ValueError(f"protobuf: field number {number}")
            value: int | bytes
            if wire == _VARINT:
                value, at = _varint(data, at)
            else:
                if wire == _BYTES:
                    width, at = _varint(data, at)
                elif wire in _WIDTHS:
                    width = _WIDTHS[wire]
                else:
                    raise ValueError(f"protobuf: wire type {wire}")
                value = data[at : at + width]
                if len(value) != width:
                    raise ValueError("protobuf: cut short")
                at += width
            self._fields.setdefault(number, []).append((wire, value))

    def has(self, number: int) -> bool:
        """Whether the field is there at all."""
        return number in self._fields

    def integer(self, number: int) -> int:
        """A varint as a signed number of 64 bits; 0 if absent."""
        for wire, value in reversed(self._fields.get(number, ())):
            if wire == _VARINT and isinstance(value, int):
                return value - (1 << 64) if value >> 63 else value
        return 0

    def floats(self, number: int) -> tuple[float, ...]:
        """Every 32-bit float of the field, packed or one by one."""
        packed = b"".join(self._all(number, _BYTES) + self._all(number, _FIXED32))
        if len(packed) % 4:
            raise ValueError("protobuf: floats cut short")
        return struct.unpack(f"<{len(packed) // 4}f", packed)

    def content(self, number: int) -> bytes:
        """The bytes of the field; none if absent."""
        every = self._all(number, _BYTES)
        return every[-1] if every else b""

    def text(self, number: int) -> str:
        """The field as UTF-8; "" if absent. Raises ValueError for other bytes."""
        return self.content(number).decode()

    def message(self, number: int) -> Message:
        """The message inside the field; an empty one if absent."""
        return Message(self.content(number))

    def messages(self, number: int) -> Iterator[Message]:
        """Every message inside the field."""
        return map(Message, self._all(number, _BYTES))

    def _all(self, number: int, asked: int) -> list[bytes]:
        return [value for wire, value in self._fields.get(number, ()) if wire == asked and not isinstance(value, int)]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number of 64 bits at ``at``, and where the next thing begins."""
    value = shift = 0
    while True:
        if at >= len(data):
            raise ValueError("protobuf: cut short")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
        shift += 7
        if shift > 63:
            raise ValueError("protobuf: a number of more than 64 bits")
    if value >> 64:
        raise ValueError("protobuf: a number of more than 64 bits")
    return value, at
