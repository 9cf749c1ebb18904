"""Pages as a class sees them: screenshots of fixed states for docs/images, and how large and fast they are.

    python -m benchmarks.pages            (needs chromium and `pip install 'copsim[browser]'`)

Writes docs/images/page_*.png and a still of each lesson (docs/lessons/*.png), and prints size, time until ready, and
frames a second while playing.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

IMAGES = Path("docs/images")
LESSONS = Path("docs/lessons")
SCREENS = {"1366x768": (1366, 768), "1920x1080": (1920, 1080), "390x844": (390, 844)}
TRIES = 5
SECONDS = 3.0
SKIPPED = "document.querySelector('#predict .skip').click()"
FOLLOWING = "copsim.go(120); copsim.follow(17)"
PAGES: dict[str, dict[str, Any]] = {
    "two_worlds": {
        "settings": {"people.members": 150, "weeks": 200},
        "differs": {"sponsorship.relation": "supported"},
    },
    "baseline": {},
    "teams": {"settings": {"structure.kind": "team"}},
    "large": {"source": "mass_collaboration", "settings": {"weeks": 104}, "runs": 1},
}
STATES = {
    "before": [],
    "watching": [SKIPPED, "copsim.go(120)"],
    "following": [SKIPPED, FOLLOWING],
    "after": ["document.querySelectorAll('#predict .opts button')[1].click()", "copsim.go(copsim.S.meta.weeks)"],
}
FRAMES = """seconds => new Promise(done => {
  let n = 0; const begun = performance.now(), end = begun + seconds * 1000;
  const count = now => { n++; if (now > end) done(n / (now - begun) * 1000); else requestAnimationFrame(count); };
  copsim.play(); requestAnimationFrame(count);
})"""


def main() -> int:
    """Make every page, look at it, and say what was measured."""
    from playwright import sync_api as api

    import copsim
    from tests.browser.conftest import ARGUMENTS, CHROMIUM

    if CHROMIUM is None:
        print("no chromium here", file=sys.stderr)
        return 1
    folder = Path(tempfile.mkdtemp())
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        print(f"{'page':<12}{'KB':>6}{'ready, s':>10}{'frames/s':>10}")
        for name, asked in PAGES.items():
            path = copsim.replay(**asked, say=lambda line: None).save(folder / f"{name}.html")
            ready, frames = zip(*(measured(browser, path) for _ in range(TRIES)), strict=True)
            kilobytes = path.stat().st_size / 1024
            print(f"{name:<12}{kilobytes:>6.0f}{statistics.median(ready):>10.2f}{statistics.median(frames):>10.0f}")
            shots(browser, path, name)
        for path in sorted(LESSONS.glob("*.html")):
            last_week(browser, path)
        browser.close()
    return 0


def measured(browser: Any, path: Path) -> tuple[float, float]:
    """Seconds until a page is ready, and frames a second while it plays."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    ready = page.evaluate("performance.now()") / 1000
    page.evaluate(SKIPPED)
    frames = page.evaluate(FRAMES, SECONDS)
    page.close()
    return ready, frames


def last_week(browser: Any, path: Path) -> None:
    """The still of a lesson: its page in the week that it asked about, skipped and followed to there."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(path.absolute().as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.evaluate(SKIPPED)
    page.evaluate("copsim.go(copsim.S.meta.predict.week)")
    page.wait_for_timeout(200)
    keep(page.screenshot(), path.with_suffix(".png"))
    page.close()


def shots(browser: Any, path: Path, name: str) -> None:
    """Screenshots of the states that a class comes through; the page of two worlds on every screen."""
    for screen, (width, height) in SCREENS.items():
        for state, scripts in STATES.items():
            if state != "watching" and (name != "two_worlds" or screen != "1366x768"):
                continue
            if name != "two_worlds" and screen != "1366x768":
                continue
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(path.as_uri())
            page.wait_for_selector("html[data-ready=yes]")
            for script in scripts:
                page.evaluate(script)
            page.wait_for_timeout(200)
            keep(page.screenshot(), IMAGES / f"page_{name}_{state}_{screen}.png")
            page.close()


def keep(picture: bytes, path: Path) -> None:
    """Write a screenshot with 256 colours, a third of its size."""
    from PIL import Image

    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, kmeans=3).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
