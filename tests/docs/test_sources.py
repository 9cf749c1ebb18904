"""Whatever a declaration cites stands on the page of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copsim.constellation.kinds import KINDS
from copsim.constellation.measures import MEASURES
from copsim.study.facts.table import FACTS
from tests.docs.pages import DOCS

NOTES = re.compile(r"theory(?:\.md)? (\d+)([a-e])?")
SECTIONS = re.compile(r"literature ((?:[A-E](?:\.\d)?(?: \([^)]*\))?(?:, )?)+)")
PUBLISHED = re.compile(r"([A-Z][a-z]+)[^;()]*? (?:\()?((?:19|20)\d\d)\b")


def cited() -> Iterator[str]:
    """What parameters, measures and stylised facts give as their source."""
    for kind in KINDS:
        yield from (parameter.source for parameter in kind.parameters().values())
    yield from (measure.source for measure in MEASURES.values())
    yield from (fact.source for fact in FACTS)


def test_notes_that_are_cited_are_explained() -> None:
    page = (DOCS / "sources.md").read_text(encoding="utf-8")
    lost = set()
    for source in cited():
        for number, letter in NOTES.findall(source):
            if not re.search(rf"\| theory (?:[\w, ]*\b)?{number}{letter}?\b", page):
                lost.add(f"theory {number}{letter}")
        for told in SECTIONS.findall(source):
            lost |= {f"literature {key}" for key in re.findall(r"\b[A-E]\b", told) if f"| literature {key}" not in page}
        lost |= {word for word in ("model.md", "slides", "assumed") if word in source and f"| {word}" not in page}
    assert not lost


def test_publications_that_are_cited_are_in_the_list() -> None:
    page = (DOCS / "sources.md").read_text(encoding="utf-8")
    entries = re.findall(r"^- (.+?)(?=^- |^#|\Z)", page, re.M | re.S)
    found = {pair for source in cited() for pair in PUBLISHED.findall(source)}
    assert len(found) > 20
    assert not {pair for pair in found if not any(pair[0] in entry and f"({pair[1]})" in entry for entry in entries)}
