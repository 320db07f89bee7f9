from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from desktop.domain.errors import FileEmpty
from desktop.domain.progress import OperationCancelled, Progress
from desktop.ui.background import ImmediateRunner, Task, ThreadRunner


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.threads: list[QThread] = []

    def take(self, result: object = None) -> None:
        self.results.append(result)
        self.threads.append(QThread.currentThread())


def test_results_arrive_in_the_windows_thread(qtbot: QtBot) -> None:
    runner, receiver = ThreadRunner(), Receiver()
    worker: list[int] = []

    def work(progress: Progress) -> str:
        worker.append(threading.get_ident())
        return "done"

    task = Task(work)
    task.succeeded.connect(receiver.take)
    with qtbot.waitSignal(task.finished):
        runner.start(task)
    qtbot.waitUntil(lambda: receiver.results == ["done"])
    assert receiver.threads == [receiver.thread()]
    assert worker != [threading.get_ident()]
    runner.close()


def test_tasks_run_one_after_another(qtbot: QtBot) -> None:
    runner, order, receiver = ThreadRunner(), [], Receiver()
    for number in range(5):
        task = Task(lambda progress, number=number: order.append(number), receiver)  # type: ignore[misc]
        task.finished.connect(receiver.take)
        runner.start(task)
    qtbot.waitUntil(lambda: len(receiver.results) == 5)
    assert order == [0, 1, 2, 3, 4]
    runner.close()


def test_cancelling_is_no_error(qtbot: QtBot) -> None:
    runner, started = ThreadRunner(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        for done in range(10_000):
            progress.advance(done, 10_000)
            threading.Event().wait(0.001)

    task = Task(work)
    seen: list[str] = []
    task.cancelled.connect(lambda: seen.append("cancelled"))
    task.failed.connect(lambda error: seen.append("failed"))
    with qtbot.waitSignal(task.finished):
        runner.start(task)
        started.wait()
        task.cancel()
    qtbot.waitUntil(lambda: seen == ["cancelled"])
    runner.close()


@pytest.mark.parametrize("error", [FileEmpty(path="a.txt"), OperationCancelled()])
def test_what_the_learner_can_act_on_is_no_bug(qtbot: QtBot, error: Exception) -> None:
    def work(progress: Progress) -> None:
        raise error

    task, failed, broke = Task(work), [], []
    task.failed.connect(failed.append)
    task.broke.connect(broke.append)
    task.run()
    assert not broke
    assert failed == ([error] if isinstance(error, FileEmpty) else [])


def test_a_bug_is_not_swallowed(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        ImmediateRunner().start(Task(work))
