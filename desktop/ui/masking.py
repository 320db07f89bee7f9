"""What stands in place of an answer that must not be given away."""

from __future__ import annotations

MASK = "＿"  # as wide as a character, so that nothing moves when the answer returns
