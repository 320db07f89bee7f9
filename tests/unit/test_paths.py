from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from desktop.paths import data_home


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("given", [None, "", "  ", "/somewhere/else", "~/kept"])
def test_the_data_folder_is_where_platformdirs_would_put_it(monkeypatch: pytest.MonkeyPatch, given: str | None) -> None:
    monkeypatch.delenv("WENGU_HOME", raising=False)
    if given is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", given)
    assert data_home() == Path(platformdirs.user_data_dir("Wengu", appauthor=False))
