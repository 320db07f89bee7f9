"""Work that would hold up the window, done in a process of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from desktop.domain.errors import AppError, ReaderLost
from desktop.domain.progress import Progress

_LISTEN = 0.05  # seconds between two looks whether the learner wants to stop

_Result = TypeVar("_Result")


def in_own_process(work: Callable[..., _Result], *arguments: object, progress: Progress) -> _Result:
    """What ``work(*arguments)`` returns; it, they and the result must be fit to be pickled.

    Cancelling ends the process at once. Raises the AppErrors that ``work`` raises, and ReaderLost where the process
    died of itself, as it does when memory runs out.
    """
    context = multiprocessing.get_context("spawn")  # a fork would carry Qt's threads' locks with it
    pipe, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, arguments), daemon=True, name="wengu-work")
    process.start()
    theirs.close()
    try:
        while not pipe.poll(_LISTEN):
            progress.advance(0, 0)
        result, error = pipe.recv()
    except (EOFError, ConnectionError) as lost:
        raise ReaderLost from lost
    finally:
        process.kill()
        process.join()
        pipe.close()
    if error is not None:
        raise error
    found: _Result = result
    return found


def _serve(pipe: Connection, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    try:
        pipe.send((work(*arguments), None))
    except AppError as error:
        pipe.send((None, error))
    except Exception as error:
        pipe.send((None, RuntimeError(f"{type(error).__name__}: {error}")))
