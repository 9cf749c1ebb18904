"""A first scenario file for somebody's own situation."""

from __future__ import annotations

import re
from pathlib import Path

from copsim.foundation.errors import InputError, Problem
from copsim.study.results import writing

TEXT = """\
# Question: what would you like to know?
# Source: where do the numbers below come from?
#
# A scenario says only what differs from the baseline. `copsim explain {name}` prints every parameter with its unit,
# range and source; `copsim check {name}` finds mistakes; `copsim run {name}` runs it.
title = "{title}"
question = "What happens in this situation over two years?"
source = "assumed"
weeks = 104

[people]
members = 120                     # people in the organisation
units = 10                        # units of the line organisation

[domain]
names = ["methods", "instruments", "regulation"]

[need]
kind = "knowledge_domain"         # or "task"

[structure]
kind = "community_of_practice"    # or {structures}

[sponsorship]
relation = "unrecognised"         # or {relations}
# allowance = 1.0                 # a lever of its own: hours a week of each member's job released

# A change of sponsorship from week 40 on:
# [[sponsorship.change]]
# week = 40
# relation = "supported"
"""


def write_starter(name: str) -> Path:
    """Write a commented scenario called `name`: scenarios/<name>.toml here, or the path itself when it ends in .toml.

    Raises
    ------
    InputError
        When it is no name for a file, or the file exists (nothing is overwritten).
    CopsimError
        When it cannot be written.
    """
    from copsim.sponsorship.relations import RELATIONS
    from copsim.structures.table import STRUCTURES

    path = Path(name) if name.endswith(".toml") else Path("scenarios") / f"{name}.toml"
    said = path.stem if name.endswith(".toml") else name
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_\-]*", said) or name == ".toml":
        raise InputError([Problem("NAME", f"{name!r} is no name; use letters, digits, - and _")])
    structures = ", ".join(f'"{s}"' for s in STRUCTURES if s != "community_of_practice")
    relations = ", ".join(f'"{r}"' for r in RELATIONS if r != "unrecognised")
    title = path.stem.replace("_", " ").capitalize()
    text = TEXT.format(
        name=path.stem if path.parent == Path("scenarios") else path,
        title=title,
        structures=structures,
        relations=relations,
    )
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            raise InputError([Problem("NAME", "exists; nothing was written, choose another name")], str(path)) from None
    return path
