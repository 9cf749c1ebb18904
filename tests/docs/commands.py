"""A command line held against the program without running it: the command, its options, and what it names exist."""

from __future__ import annotations

import itertools
import re
import shlex
import tomllib
from collections.abc import Sequence
from pathlib import Path

import click

from copsim.cli.main import main
from copsim.constellation.kinds import kind_named
from copsim.constellation.scenario import library, names_in
from copsim.foundation.errors import InputError
from tests.docs.pages import ROOT

PLACEHOLDER = re.compile(r"[A-Z]{2,}|\.\.\.")
"""A word for the reader to replace: NAME, DATE-HASH."""
NAMED = {"run": "scenarios", "explain": "scenarios", "calibrate": "scenarios", "fit": "scenarios"} | {
    "replay": "scenarios",
    "experiment": "experiments",
    "strategy": "experiments",
    "optimise": "experiments",
}
"""Which folder holds what the first word of a command names."""
OWN = ("my_", "results/", "part")
"""How names begin that are a reader's own."""


def words_of(line: str) -> list[str]:
    """The words of a command line, without the folder of the environment, its comment, and where its output goes."""
    inner = re.search(r"\$\((.+?)\)", line)
    alone = re.split(r" [>|] ", inner[1] if inner else line.strip().removeprefix("$ "))[0]
    words = shlex.split(alone, comments=True)
    return [words[0].removeprefix(".venv/bin/"), *words[1:]] if words else []


def problem_of(line: str, own: frozenset[str] = frozenset()) -> str:
    """What is wrong with a command line, "" where nothing is. own: names that the page gives itself."""
    if "&&" in line:
        return "".join(problem_of(part, own) for part in line.split("&&"))
    words = words_of(line)
    if words and words[0] == "copsim":
        return _copsim(words[1:], own)
    check = {"make": _make, "pip": _pip, "python": _python, "python3": _python}
    if not words or words[0] not in check:
        return f"not a command that can be checked; known: copsim, {', '.join(check)}" if words else ""
    return check[words[0]](words[1:])


def _make(words: Sequence[str]) -> str:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    unknown = [word for word in words if word not in targets]
    return f"make has no {', '.join(unknown)}" if unknown else ""


def _pip(words: Sequence[str]) -> str:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = told["project"]["optional-dependencies"]
    asked = [extra for word in words for found in re.findall(r"\[(.+)\]", word) for extra in found.split(",")]
    unknown = [extra for extra in asked if extra not in extras]
    return f"copsim has no extra {', '.join(unknown)}" if unknown else ""


def _python(words: Sequence[str]) -> str:
    if words[:1] != ["-m"]:
        return ""
    name = words[1].replace(".", "/")
    there = any((ROOT / path).exists() for path in (f"{name}.py", f"{name}/__main__.py"))
    own = words[1].partition(".")[0] in ("copsim", "tests", "benchmarks")
    return f"there is no module {words[1]}" if own and not there else ""


def _copsim(words: Sequence[str], own: frozenset[str]) -> str:
    if not words or words[0].startswith("-"):
        return "" if not words or words[0] in ("--help", "-h", "--version") else f"no option {words[0]}"
    if PLACEHOLDER.fullmatch(words[0]):
        return ""
    command = main.commands.get(words[0])
    if command is None:
        return f"copsim has no command {words[0]}"
    known = {flag for option in command.params for flag in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}
    for word in words[1:]:
        if word.startswith("-") and not re.match(r"-\d", word) and word.partition("=")[0] not in known:
            return f"copsim {words[0]} has no option {word}"
    given = [word for word in words[1:] if word not in ("--help", "-h")]
    try:
        return _unnamed(command, command.make_context(words[0], given), words, own)
    except (click.MissingParameter, click.BadOptionUsage):  # a command named in a sentence
        return ""
    except click.ClickException as refused:
        replaced = any(_to_be_replaced(word) for word in given)
        return "" if replaced else f"copsim {words[0]}: {refused.format_message()}"


def _unnamed(command: click.Command, context: click.Context, words: Sequence[str], own: frozenset[str]) -> str:
    arguments = [p.name for p in command.params if isinstance(p, click.Argument)]
    given = context.params.get(arguments[0] or "") if arguments else None
    named = given[0] if isinstance(given, tuple) and given else given
    folder = NAMED.get(words[0])
    scenario = "baseline"
    if folder and isinstance(named, str | Path) and not _to_be_replaced(str(named)):
        name = str(named)
        known = names_in(library(folder))
        ours = name in known or f"strategy/{name}" in known or ("/" in name and (ROOT / name).exists())
        if not ours and Path(name).stem in own:
            return ""
        if not ours:
            return f"there is no {folder.rstrip('s')} {name}"
        scenario = name if folder == "scenarios" else scenario
    return _unknown_keys(scenario, words) if folder else ""


def _unknown_keys(scenario: str, words: Sequence[str]) -> str:
    flags = ("--set", "--differs", "--then", "--parameter")
    keys = [word.partition("=")[0] for flag, word in itertools.pairwise(words) if flag in flags]
    try:
        known = kind_named(scenario).parameters()
    except InputError:
        return ""
    tables = {".".join(key.split(".")[:depth]) for key in known for depth in (1, 2)}
    unknown = [key for key in keys if key not in known and key not in tables and not PLACEHOLDER.search(key)]
    return f"no parameter {', '.join(unknown)}" if unknown else ""


def _to_be_replaced(name: str) -> bool:
    return bool(PLACEHOLDER.search(name)) or name.startswith(OWN)
