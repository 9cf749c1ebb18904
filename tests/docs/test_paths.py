"""Every link of a page leads somewhere, and every file that it names is there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.commands import PLACEHOLDER
from tests.docs.pages import DOCS, ROOT, blocks, code_words, links, name_of, own_names, pages

HOMES = ("copsim", "docs", "tests", "experiments", "scenarios", "benchmarks", "results/reference", ".ci")
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*/?")


def is_outside(target: str) -> bool:
    """Whether a link leads to another site or to a place on its own page."""
    return bool(re.match(r"[a-z]+:|#", target))


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_to_files(page: Path) -> None:
    lost = [
        f"line {link.line}: {link.text}"
        for link in links(page)
        if not is_outside(link.text) and not (page.parent / unquote(link.text.partition("#")[0])).exists()
    ]
    assert not lost


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_files_of_the_repository_that_are_named_are_there(page: Path) -> None:
    written = {block.file for block in blocks(page)}
    lost = []
    for word in code_words(page):
        path = word.text.rstrip("/")
        if (
            not PATH.fullmatch(word.text)
            or PLACEHOLDER.search(Path(path).stem.replace("README", ""))
            or path in written
            or Path(path).stem in own_names(page)
        ):
            continue
        if path.startswith(tuple(f"{home}/" for home in HOMES)) or path.endswith(".py"):
            inside = "*" in path or "/" not in path
            found = any(ROOT.glob(path if "/" in path else f"copsim/**/{path}")) if inside else _is_there(path, page)
            if not found and not any(ROOT.glob(f"tests/**/{path}")):
                lost.append(f"line {word.line}: {word.text}")
    assert not lost


def _is_there(path: str, page: Path) -> bool:
    return any((home / path).exists() for home in (ROOT, ROOT / "copsim", DOCS, page.parent))
