"""A real browser, where there is one: Debian's chromium through playwright; else these tests are skipped, in one line.

COPSIM_CHROMIUM names the browser, COPSIM_AXE the file axe.min.js of axe-core.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copsim import replay
from copsim.report.replaying import Replay
from tests.conftest import BROWSERS, no_browser

ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
CHROMIUM = os.environ.get("COPSIM_CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
AXE = os.environ.get("COPSIM_AXE", "")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if no_browser():
        pytest.skip(f"no browser: {no_browser()}")
    from playwright import sync_api as api

    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Look:
    """One page under test: what it asked for beyond itself, and what it complained of."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, url: str) -> Any:
        self.page.goto(url)
        self.page.wait_for_selector("html[data-ready=yes]", timeout=20_000)
        return self.page


def until(page: Any, expression: str, seconds: float = 20.0) -> None:
    """Wait until something is true of a page. (Playwright's own way needs eval, which the page's policy forbids.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(30)


@pytest.fixture
def look(chromium: Any) -> Iterator[Look]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield Look(context.new_page())
    context.close()


@pytest.fixture(scope="session")
def two() -> Replay:
    """The size that pages are held to: 150 people, 200 weeks, two worlds, bands of 40 runs."""
    here = {"people.members": 150, "weeks": 200}
    return replay("baseline", settings=here, differs={"sponsorship.relation": "supported"}, say=lambda line: None)


@pytest.fixture(scope="session")
def two_page(two: Replay, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two.save(tmp_path_factory.mktemp("pages") / "two.html")


@pytest.fixture(scope="session")
def teams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Too many groups to be drawn person by person."""
    here = {"structure.kind": "team", "weeks": 60}
    made = replay("baseline", settings=here, runs=3, say=lambda line: None)
    assert len(made.sides[0].film.labels) > 8
    return made.save(tmp_path_factory.mktemp("pages") / "teams.html")


HOSTILE = ["<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "\u202eright to left", "w" * 200]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = {"domain.names": HOSTILE, "weeks": 30, "people.members": 40, "title": HOSTILE[1]}
    made = replay("baseline", settings=here, runs=3, question=HOSTILE[0], labels=[HOSTILE[3]], say=lambda line: None)
    return made.save(tmp_path_factory.mktemp("pages") / "hostile.html")
