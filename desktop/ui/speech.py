"""Reading aloud with a voice that the system has, as a program of its own."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QProcess

# Reads what it is to say from its input, so that no word of an article is ever part of a command.
_WINDOWS = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; $text = [Console]::In.ReadToEnd(); "
    "Add-Type -AssemblyName System.Speech; $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$chinese = $voice.GetInstalledVoices() | Where-Object { $_.VoiceInfo.Culture.Name -like 'zh*' } | "
    "Select-Object -First 1; if ($chinese) { $voice.SelectVoice($chinese.VoiceInfo.Name) }; $voice.Speak($text)"
)


@dataclass(frozen=True)
class Voice:
    """A program that speaks: its text is the last argument, or comes by its input."""

    program: str
    arguments: tuple[str, ...]
    by_input: bool = True


def find_voice() -> Voice | None:
    """The first speaking program that is installed; None where there is none."""
    if sys.platform == "win32":
        found = shutil.which("powershell")
        return Voice(found, ("-NoProfile", "-NonInteractive", "-Command", _WINDOWS)) if found else None
    if sys.platform == "darwin":
        found = shutil.which("say")
        return Voice(found, ("-v", "Tingting", "-f", "-")) if found else None
    if found := shutil.which("spd-say"):
        return Voice(found, ("-w", "-l", "zh", "--"), by_input=False)
    if found := shutil.which("espeak-ng"):
        return Voice(found, ("-v", "cmn", "--stdin"))
    return None


def why_silent() -> str:
    """What to tell where there is no voice."""
    if sys.platform.startswith("linux"):
        return QCoreApplication.translate("Speech", "没有可用的语音。安装 speech-dispatcher 或 espeak-ng 后可以朗读。")
    return QCoreApplication.translate("Speech", "系统里没有可用的语音。")


class Speaker(QObject):
    """Speaks one text at a time; a new one stops that before it."""

    def __init__(self, voice: Voice | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.voice = voice
        self._process: QProcess | None = None

    def say(self, text: str) -> None:
        """Read ``text`` aloud, if there is a voice."""
        self.stop()
        if self.voice is None or not text.strip():
            return
        process = QProcess(self)
        self._process = process
        process.finished.connect(process.deleteLater)
        words = text.replace("\x00", "")
        if self.voice.by_input:
            process.start(self.voice.program, list(self.voice.arguments))
            process.write(words.encode())
            process.closeWriteChannel()
        else:
            process.start(self.voice.program, [*self.voice.arguments, words])

    def stop(self) -> None:
        """Be silent."""
        process, self._process = self._process, None
        try:
            if process is not None and process.state() != QProcess.ProcessState.NotRunning:
                process.kill()
                process.waitForFinished(500)
        except RuntimeError:  # it ended long ago, and Qt has taken it away
            return
