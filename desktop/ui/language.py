"""Which language the window speaks. Its words stand in the code in Chinese; English is a translation."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.paths import resource

LANGUAGES = {"zh": "简体中文", "en": "English"}


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark ``text`` for translation later. Qt's own says that it returns an object; lupdate knows it by this name."""
    return text


def system_language() -> str:
    """English where the system speaks another language than Chinese; one without a language (C) gets Chinese."""
    chinese = (QLocale.Language.Chinese, QLocale.Language.Cantonese, QLocale.Language.C)
    return "zh" if QLocale.system().language() in chinese else "en"


class Translations:
    """The translators that are installed in ``app``, which speaks one language; kept, for Qt does not own them."""

    _installed: ClassVar[list[QTranslator]] = []

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self.language = "zh"

    def use(self, language: str) -> None:
        """Speak ``language`` from now on; widgets made before keep their words."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()
        self.language = language if language in LANGUAGES else "en"
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        wanted = [(f"qtbase_{'zh_CN' if self.language == 'zh' else 'en'}", qt)]
        wanted.append((f"wengu_{self.language}", str(resource("i18n"))))
        for name, folder in wanted:
            translator = QTranslator()
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)
        QLocale.setDefault(QLocale("zh_CN" if self.language == "zh" else "en_GB"))
