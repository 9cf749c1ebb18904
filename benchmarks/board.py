"""A screenshot of a board for docs/images: `python -m benchmarks.board BOARD.html` (needs chromium)."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.pages import IMAGES, keep
from tests.browser.conftest import ARGUMENTS, CHROMIUM


def main(board: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(board.resolve().as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        keep(page.screenshot(), IMAGES / "board_1366x768.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
