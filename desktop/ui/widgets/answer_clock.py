"""How long an answer took, pauses aside."""

from __future__ import annotations

import time
from collections.abc import Callable

IDLE_MS = 60_000  # of thinking without touching anything that count at most


def _milliseconds() -> float:
    return time.monotonic() * 1_000


class AnswerClock:
    """Counts while the window is active and its user is there: of a stretch without input at most ``IDLE_MS``."""

    def __init__(self, now_ms: Callable[[], float] = _milliseconds) -> None:
        self._now_ms = now_ms
        self._spent = 0.0
        self._since: float | None = None

    def start(self) -> None:
        """A question stands: count from now on."""
        self._spent, self._since = 0.0, self._now_ms()

    def touch(self) -> None:
        """Something was typed, picked or scrolled: the user is there."""
        if self._since is not None:
            now = self._now_ms()
            self._spent += min(now - self._since, IDLE_MS)
            self._since = now

    def pause(self) -> None:
        """The window is not active any more."""
        self.touch()
        self._since = None

    def resume(self) -> None:
        """The window is active again."""
        if self._since is None:
            self._since = self._now_ms()

    def elapsed(self) -> int:
        """Milliseconds since the start that count."""
        self.touch()
        return round(self._spent)
