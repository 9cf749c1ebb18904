"""How pages look and whether everybody can use them: axe-core, clipped or overlapping content, zoom, keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import AXE, Look

WIDTHS = ((1366, 768), (1920, 1080), (1024, 768), (390, 844))
CLIPPED = (Path(__file__).parent / "clipped.js").read_text(encoding="utf-8").split("\n", 1)[1]


def states(page: Any) -> Any:
    """The page before, during and after, with its card and tables open."""
    yield "before"
    page.locator("#predict .skip").click()
    page.evaluate("copsim.go(60)")
    page.evaluate("copsim.follow(5)")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    yield "during"
    page.evaluate("copsim.go(copsim.S.meta.weeks)")
    yield "after"


@pytest.mark.skipif(not AXE, reason="no accessibility tests: COPSIM_AXE names no axe.min.js")
@pytest.mark.parametrize("which", ["two_page", "teams"])
def test_axe_finds_no_violation(look: Look, which: str, request: pytest.FixtureRequest) -> None:
    page = look.open(request.getfixturevalue(which).as_uri())
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    for state in states(page):
        found = page.evaluate(
            "async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 120))])"
        )
        assert found == [], state


@pytest.mark.parametrize("size", WIDTHS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("which", ["two_page", "teams"])
def test_nothing_is_clipped_or_overlaps_at_four_widths(
    chromium: Any, which: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = Look(context.new_page()).open(request.getfixturevalue(which).as_uri())
    for state in states(page):
        page.wait_for_timeout(100)
        assert page.evaluate(CLIPPED) == [], state
    context.close()


def test_at_twice_the_size_nothing_is_lost_sideways(chromium: Any, two_page: Path) -> None:
    context = chromium.new_context(viewport={"width": 683, "height": 384}, device_scale_factor=2)
    page = Look(context.new_page()).open(two_page.as_uri())
    for state in states(page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), state
    context.close()


def test_one_screen_holds_worlds_curves_and_clock(look: Look, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    page.locator("#predict .skip").click()
    for selector in ("figure >> nth=0", "#charts", "#play", "#say"):
        box = page.locator(selector).bounding_box()
        assert box["y"] + box["height"] <= 768, selector


def test_everything_can_be_reached_and_done_by_keyboard(look: Look, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.id || document.activeElement.textContent.slice(0, 40)")
        reached.append(here)
        if here == "Skip":
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.id") == "play"
    for wanted in ("Compare", "A only", "B only", "Skip", "back", "forth", "scrub", "speed", "help", "who"):
        assert wanted in reached, reached
    page.locator("#who").select_option("4")
    assert page.locator("#who-card").is_visible()
