"""Every file of ``files/`` as the library would take it: how it was read, or in which words it was refused.

``python tools/eval_formats.py [FILE…]``; without files those of WENGU_DATA.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop.cli.messages import Words
from desktop.domain.errors import AppError
from desktop.services.text_tools import TextTools

DATA = Path(os.environ.get("WENGU_DATA", "../shared/data"))


def main() -> None:
    """Print a row a file."""
    given = [Path(name) for name in sys.argv[1:]]
    tools, words = TextTools(), Words("zh")
    print("| file | encoding or format | characters | of the body | repairs | begins |")
    print("|---|---|---|---|---|---|")
    for path in given or sorted(each for each in (DATA / "files").rglob("*") if each.is_file()):
        try:
            raw = tools.read(path)
        except AppError as error:
            print(f"| {path.name} | refused | | | | {words.reason(error)[1].replace(str(path), '…')} |")
            continue
        page = tools.clean(raw.text)
        body = tools.without_chrome(raw.text, page)
        first = next((line.strip() for line in body.text.splitlines() if line.strip()), "")
        print(
            f"| {path.name} | {raw.encoding} | {len(raw.text):,} | {len(body.text):,} | {len(page.repairs):,} "
            f"| {first[:24].replace('|', '/')} |"
        )


if __name__ == "__main__":
    main()
