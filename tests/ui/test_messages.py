from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain import errors
from desktop.domain.errors import AppError
from desktop.ui.language import Translations
from desktop.ui.messages import words
from tools.build_translations import compile_all

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AppError)]
FIELDS = {
    "path": "/data/意见.txt",
    "reason": "Permission denied",
    "bytes": 70_000_000,
    "limit": 50_000_000,
    "suffix": ".xyz",
    "name": "两个确立",
    "value": "2",
    "allowed": "0.7..0.99",
    "what": "article",
    "card": "1",
    "at": 3,
    "address": "192.0.2.1",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_error_has_its_own_words(qapp: QApplication, kind: type[AppError], language: str) -> None:
    compile_all()
    translations = Translations(qapp)
    translations.use(language)
    try:
        message = words(kind(**FIELDS))
        general = words(AppError())
    finally:
        translations.use("zh")
    assert "…" not in message
    assert "{" not in message
    assert "/data" not in message or kind.kind.startswith("database")
    assert message != general or kind is AppError
    assert message.isascii() is False or language == "en"
