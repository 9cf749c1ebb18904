"""Write an organisation as a scenario: a file that stands alone and names nobody."""

from __future__ import annotations

import json
import textwrap
import tomllib
from collections.abc import Iterable
from pathlib import Path

from copsim.constellation.given import Given, pack
from copsim.constellation.scenario import Scenario, over_baseline
from copsim.foundation.checking import checked
from copsim.study.own_organisation.checking import Organisation
from copsim.study.own_organisation.telling import drawn_lines, kinds_of

QUESTION = "What do people of this organisation learn from one another in two years, as it is?"
WIDTH = 120


def scenario_text(organisation: Organisation, given: Given, title: str, baseline: Scenario) -> str:
    """The scenario file of an organisation, with where it comes from and what is drawn in comments.

    Raises
    ------
    InputError
        If it would not be a scenario.
    """
    source = "; ".join(
        f"{Path(table.file).name} ({table.line.size} rows, BLAKE2b {table.digest})"
        for table in organisation.tables.values()
    )
    drawn, packed = drawn_lines(given, baseline), pack(given)
    lines = [
        *_comment(f"Question: {QUESTION}"),
        *_comment(f"Source: {source}; written by `copsim import`, which names nobody: people are seats here."),
        *_comment("Not said in these files, so drawn in every run:"),
        *(line for text in drawn for line in _comment(f"- {text}")),
        f"title = {_text(title)}",
        f"question = {_text(QUESTION)}",
        f"source = {_text(source)}",
        f"weeks = {baseline.weeks}",
        "",
        "[people]",
        f"members = {len(given.speciality)}",
        f"units = {len(given.units)}",
        f"legacies = {len(given.legacies)}",
        "",
        "[domain]",
        f"names = [{', '.join(map(_text, organisation.domains))}]  # the first is the main one",
        *_structures(kinds_of(given)),
        "",
        "# Units, specialities, ties and communities by seat, packed; `copsim import` writes it anew.",
        "[organisation]",
        "data = '''",
        *(packed[n : n + WIDTH] for n in range(0, len(packed), WIDTH)),
        "'''",
        "",
    ]
    text = "\n".join(lines)
    checked(Scenario, over_baseline(tomllib.loads(text)), file=title)
    return text


def _structures(kinds: Iterable[str]) -> list[str]:
    lines = []
    for nth, kind in enumerate(kinds):
        table = "[structure]" if nth == 0 else "[[also]]"
        lines += ["", table, f'kind = "{kind}"', 'roster = "given"  # the communities of the files']
    return lines or ["", "[structure]", 'kind = "community_of_practice"']


def _text(text: str) -> str:
    return json.dumps(_printable(text), ensure_ascii=False)


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


def _comment(text: str) -> list[str]:
    return textwrap.wrap(
        _printable(text),
        WIDTH,
        initial_indent="# ",
        subsequent_indent="#   ",
        break_long_words=False,
        break_on_hyphens=False,
    )
