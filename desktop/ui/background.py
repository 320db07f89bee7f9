"""Work off the window's thread: one worker, progress, cancelling."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import AppError
from desktop.domain.progress import OperationCancelled, Progress

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

PROGRESS_EVERY = 0.05  # seconds between two reports to the window


class Task(QObject):
    """One piece of work. Made, connected and started in the window's thread.

    ``work`` gets the task as its ``Progress``. Exactly one of ``succeeded`` (with the result),
    ``failed`` (with an AppError), ``cancelled`` or ``broke`` (with any other exception) is
    emitted, then ``finished``. Connect to bound methods of QObjects: then they are called in the
    window's thread.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    broke = Signal(object)
    finished = Signal()

    def __init__(self, work: Callable[[Progress], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._reported = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def advance(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise OperationCancelled
        now = time.monotonic()
        if done >= total or now - self._reported >= PROGRESS_EVERY:
            self._reported = now
            self.progressed.emit(done, total)

    def run(self) -> None:
        """Do the work in the calling thread."""
        try:
            if self._stop.is_set():
                raise OperationCancelled
            result = self._work(self)
        except OperationCancelled:
            self.cancelled.emit()
        except AppError as error:
            self.failed.emit(error)
        except Exception as error:
            self.broke.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self.finished.emit()


class TaskRunner(Protocol):
    """Runs tasks one after another."""

    def start(self, task: Task) -> None:
        """Queue ``task``."""

    def close(self) -> None:
        """Cancel what is queued and wait for what runs."""


class ThreadRunner(QObject):
    """Runs tasks in one thread of its own; a bug in one goes to ``sys.excepthook`` in the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: set[Task] = set()

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # after the first frame

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")

    def start(self, task: Task) -> None:
        self._tasks.add(task)
        task.broke.connect(self._on_broke)
        task.finished.connect(self._on_finished)
        self._pool.submit(task.run)

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _on_finished(self) -> None:
        sender = self.sender()
        if isinstance(sender, Task):
            self._tasks.discard(sender)

    def _on_broke(self, error: Exception) -> None:
        sys.excepthook(type(error), error, error.__traceback__)


class ImmediateRunner:
    """Runs each task at once, in the calling thread. For tests and tools."""

    def start(self, task: Task) -> None:
        broken: list[Exception] = []
        task.broke.connect(broken.append)
        task.run()
        if broken:
            raise broken[0]

    def close(self) -> None:
        """Nothing runs."""
