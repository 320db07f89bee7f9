"""What happens to an exception nobody expected: log, report, go on."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

from desktop import __version__

LOG_BYTES = 200_000
_log = logging.getLogger("wengu")


def start_log(home: Path) -> Path:
    """Log to a file in the data folder, where it can be written. Returns its path."""
    path = home / "logs" / "wengu.log"
    _log.setLevel(logging.INFO)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return path
    handler = _LogFile(path)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    return path


class _LogFile(logging.Handler):
    """The file, opened when there is something to write: what turns it over costs the first frame 10 ms."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(self._path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def make_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Type and places of an exception, without its message, which could hold words of an article."""
    import platform

    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    versions = f"Wengu {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return "\n".join([versions, kind.__name__, *places])


class CrashReporter(QObject):
    """Takes over ``sys.excepthook``. One dialog at a time; what comes meanwhile is only logged."""

    _caught = Signal(str)

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = log
        self._open = False
        self._caught.connect(self._on_caught)

    def install(self) -> None:
        """From now on every exception that nobody caught ends here."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = make_report(kind, trace)
        _log.error("%s", report)
        self._caught.emit(report)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_caught(self, report: str) -> None:
        if self._open:
            return
        from desktop.ui.dialogs.crash_dialog import CrashDialog

        self._open = True
        try:
            CrashDialog(report, str(self._path)).exec()
        finally:
            self._open = False
