"""The built pages: `python -m tests.docs.built docs/_build/html` follows every link and looks for what is fetched.

Part of `make docs`. A page may link to another site; it may load nothing from one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "link": "href",
    "video": "src",
    "object": "data",
}
"""What a browser fetches by itself, by tag and attribute."""
IN_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


class Seen(NamedTuple):
    """What one page loads, links to, and can be linked to at."""

    loads: list[str]
    links: list[str]
    anchors: set[str]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen([], [], set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen.anchors.update(filter(None, (given.get("id"), given.get("name"))))
        if LOADS.get(tag) in given:
            self.seen.loads.append(given[LOADS[tag]])
        if tag == "a" and "href" in given:
            self.seen.links.append(given["href"])


def read(path: Path) -> Seen:
    """What stands on a page."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page.seen


def problems(site: Path) -> Iterator[str]:
    """What is lost, or fetched from outside, on all pages of a site."""
    pages = {path.resolve(): read(path) for path in site.rglob("*.html") if "_downloads" not in path.parts}
    for path, seen in pages.items():
        name = path.relative_to(site.resolve())
        for target in seen.loads:
            if _is_elsewhere(target) and not target.startswith("data:"):
                yield f"{name} loads {target}"
        for target in [*seen.loads, *seen.links]:
            if _is_elsewhere(target):
                continue
            file, _, anchor = target.partition("#")
            there = (path.parent / unquote(file.partition("?")[0])).resolve() if file else path
            if not there.exists() or (anchor and there in pages and unquote(anchor) not in pages[there].anchors):
                yield f"{name}: {target} leads nowhere"
    for style in site.rglob("*.css"):
        for found in IN_STYLE.finditer(style.read_text(encoding="utf-8")):
            if _is_elsewhere(found[1] or found[2]) and not (found[1] or "").startswith("data:"):
                yield f"{style.name} loads {found[0]}"


def _is_elsewhere(target: str) -> bool:
    return bool(re.match(r"(?:[a-z]+:|//)", target))


if __name__ == "__main__":
    lost = list(problems(Path(sys.argv[1])))
    sys.exit("\n".join(lost) if lost else 0)
