"""The pages there are, and what stands on them: blocks of code, links, words in backticks, each with its line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("console", "python", "toml", "text")
"""Of blocks: a session that is run, code that is run, a file that is checked, and what is only looked at."""


class Block(NamedTuple):
    """A block of code. language: "" where it is indented, a list of commands to choose from."""

    language: str
    text: str
    line: int

    @property
    def file(self) -> str:
        """The name of the file that the block is (its first line is `# file: NAME`), or ""."""
        first = self.text.split("\n", 1)[0]
        return first.removeprefix("# file: ").strip() if first.startswith("# file: ") else ""


class Word(NamedTuple):
    """A piece of a page's text with its line: what stands in backticks, or where a link leads."""

    text: str
    line: int


def pages() -> list[Path]:
    """README, CONTRIBUTING and all pages of docs; not what belongs to an example that lies in a folder of its own."""
    own = [page for page in DOCS.rglob("*.md") if "_build" not in page.parts and not _of_an_example(page)]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(own)]


def _of_an_example(page: Path) -> bool:
    return any((folder / "pyproject.toml").exists() for folder in page.parents if folder.is_relative_to(DOCS))


def name_of(page: Path) -> str:
    """The page as tests are called after it."""
    return page.relative_to(ROOT).as_posix()


@functools.cache
def _tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def blocks(page: Path) -> Iterator[Block]:
    """Its blocks of code in order; directives of the generator ({toctree}) are none."""
    for token in _tokens(page):
        if token.type in ("fence", "code_block") and not token.info.startswith("{"):
            assert token.map is not None
            yield Block(token.info.strip(), token.content, token.map[0] + 1)


def _inline(page: Path) -> Iterator[tuple[Token, int]]:
    for token in _tokens(page):
        for child in token.children or ():
            yield child, (token.map[0] + 1 if token.map else 0)


@functools.cache
def own_names(page: Path) -> frozenset[str]:
    """Names that a page gives itself: of files it writes, and what its sessions name, since they are run."""
    found = list(blocks(page))
    words = [word for block in found if block.language == "console" for word in block.text.split()]
    words += [block.file for block in found] + re.findall(r"copsim new (\S+)", "\n".join(b.text for b in found))
    return frozenset(Path(word).stem for word in words if re.fullmatch(r"[\w./]+", word))


def code_words(page: Path) -> Iterator[Word]:
    """What stands in backticks."""
    for token, line in _inline(page):
        if token.type == "code_inline":
            yield Word(" ".join(token.content.split()), line)


def links(page: Path) -> Iterator[Word]:
    """Where links and pictures lead."""
    for token, line in _inline(page):
        target = token.attrGet("href") if token.type == "link_open" else token.attrGet("src")
        if token.type in ("link_open", "image") and target:
            yield Word(str(target), line)
