"""Parameters of earlier FSRS, as Anki keeps them, as FSRS-6's."""

from __future__ import annotations

import math
from collections.abc import Sequence

_EARLIER_DECAY = 0.5  # fixed before FSRS-6


def full_parameters(parameters: Sequence[float]) -> tuple[float, ...]:
    """The 21 parameters of FSRS-6 that mean what 17 (FSRS-4.5) or 19 (FSRS-5) do, as fsrs-rs fills them up.

    Any other number comes back as it is.
    """
    if len(parameters) == 17:
        w = list(parameters)
        w[4] += 2 * w[5]
        w[5] = math.log(3 * w[5] + 1) / 3 if w[5] > -1 / 3 else w[5]
        w[6] += 0.5
        return (*w, 0.0, 0.0, 0.0, _EARLIER_DECAY)
    if len(parameters) == 19:
        return (*parameters, 0.0, _EARLIER_DECAY)
    return tuple(parameters)
