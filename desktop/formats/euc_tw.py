"""EUC-TW, which Python has no codec for.

Planes 1 and 2 of CNS 11643 hold the characters of Big5 in almost the same order, so that runs of
places are enough: ``(place in the plane, place in Big5, length)``. A place is row × 94 + column in the
plane, row × 157 + column in Big5. Derived by comparing glibc's EUC-TW converter with Python's cp950;
symbols that Big5 lacks, and planes 3 and above, are not read.
"""

from __future__ import annotations

from functools import cache

_PLANE_1 = (
    (0, 0, 5),
    (6, 6, 15),
    (21, 23, 2),
    (24, 22, 1),
    (29, 29, 44),
    (73, 74, 1),
    (74, 73, 1),
    (75, 75, 22),
    (98, 98, 1),
    (100, 100, 27),
    (127, 128, 1),
    (128, 127, 1),
    (129, 129, 19),
    (148, 149, 1),
    (149, 148, 1),
    (150, 150, 4),
    (155, 21, 1),
    (156, 156, 78),
    (282, 234, 29),
    (312, 264, 1),
    (314, 266, 142),
    (470, 6101, 20),
    (3290, 471, 1412),
    (4702, 1884, 424),
    (5126, 1883, 1),
    (5127, 2308, 1876),
    (7003, 4571, 1),
    (7004, 4184, 387),
    (7391, 4572, 525),
    (7916, 5286, 1),
    (7917, 5097, 105),
    (8023, 5203, 83),
    (8106, 5287, 84),
    (8190, 5517, 1),
    (8191, 5371, 54),
    (8245, 5426, 1),
    (8246, 5425, 1),
    (8247, 5427, 90),
    (8337, 5518, 354),
)
_PLANE_2 = (
    (0, 6280, 10),
    (10, 6291, 33),
    (43, 6372, 1),
    (44, 6324, 48),
    (92, 6373, 46),
    (138, 6586, 1),
    (139, 6419, 167),
    (306, 6587, 1840),
    (2146, 9074, 1),
    (2147, 8428, 108),
    (2255, 8537, 537),
    (2792, 8427, 1),
    (2793, 9075, 100),
    (2893, 8536, 1),
    (2894, 9175, 399),
    (3293, 9575, 1637),
    (4930, 11761, 1),
    (4931, 11212, 146),
    (5077, 11899, 1),
    (5078, 11358, 287),
    (5365, 12508, 1),
    (5366, 11645, 116),
    (5482, 11762, 137),
    (5619, 11900, 104),
    (5723, 12425, 1),
    (5724, 12004, 222),
    (5946, 12227, 198),
    (6144, 12426, 82),
    (6226, 12509, 86),
    (6312, 12226, 1),
    (6313, 12595, 8),
    (6321, 12604, 153),
    (6474, 12758, 56),
    (6530, 13114, 1),
    (6531, 12814, 113),
    (6644, 12603, 1),
    (6645, 12927, 142),
    (6787, 12757, 1),
    (6788, 13069, 45),
    (6833, 13115, 71),
    (6904, 13380, 1),
    (6905, 13186, 194),
    (7099, 13381, 490),
    (7589, 13914, 1),
    (7590, 13871, 43),
    (7633, 13915, 1),
    (7634, 13917, 11),
    (7645, 13916, 1),
    (7646, 13928, 4),
)


def decode_euc_tw(data: bytes, errors: str = "strict") -> str:
    """The text of ``data``. Raises UnicodeDecodeError unless ``errors`` is "replace" (U+FFFD)."""
    pieces: list[str] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte < 0x80:
            end = at + 1
            while end < len(data) and data[end] < 0x80:
                end += 1
            pieces.append(data[at:end].decode("ascii"))
            at = end
            continue
        if byte == 0x8E and at + 3 < len(data) and data[at + 1] in (0xA1, 0xA2):
            plane, row, column, length = data[at + 1] - 0xA0, data[at + 2], data[at + 3], 4
        elif byte >= 0xA1 and at + 1 < len(data):
            plane, row, column, length = 1, byte, data[at + 1], 2
        else:
            plane, row, column, length = 0, 0, 0, 1
        char = _characters().get((plane, (row - 0xA1) * 94 + column - 0xA1)) if column >= 0xA1 else None
        if char is None:
            if errors != "replace":
                raise UnicodeDecodeError("euc_tw", data, at, at + length, "no such character")
            char = "\ufffd"
        pieces.append(char)
        at += length
    return "".join(pieces)


@cache
def _characters() -> dict[tuple[int, int], str]:
    """Each (plane, place) with its character."""
    found: dict[tuple[int, int], str] = {}
    for plane, runs in ((1, _PLANE_1), (2, _PLANE_2)):
        for start, big5, length in runs:
            for step in range(length):
                row, column = divmod(big5 + step, 157)
                pair = bytes((row + 0xA1, column + 0x40 if column < 63 else column - 63 + 0xA1))
                found[plane, start + step] = pair.decode("cp950")
    return found
