"""Commands, options and keys that a page names in passing exist."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import get_type_hints

import click
import pytest

from copsim.cli.main import main
from copsim.constellation.kinds import KINDS
from copsim.constellation.scenario import Scenario
from copsim.constellation.world import World
from copsim.foundation.columns import columns_of
from copsim.foundation.parameters import declared
from copsim.study.experiment import Experiment
from copsim.study.strategy.settings import StrategySettings
from tests.docs.commands import problem_of
from tests.docs.pages import ROOT, Word, code_words, name_of, own_names, pages

KEY = re.compile(r"([a-z_]+)\.[a-z_0-9]+(?:\.[a-z_0-9]+)*")
FILES = ("py", "md", "toml", "csv", "json", "html", "parquet", "png")
OPTION = re.compile(r"--[a-z][\w-]*")


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_commands_in_a_sentence_exist(page: Path) -> None:
    wrong = [
        told(word, problem_of(word.text, own_names(page)))
        for word in code_words(page)
        if word.text.startswith(("copsim ", "make "))
    ]
    assert not list(filter(None, wrong))


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_options_in_a_sentence_exist(page: Path) -> None:
    asked = [word for word in code_words(page) if OPTION.match(word.text)]
    unknown = [told(word, "no option") for word in asked if OPTION.match(word.text)[0] not in options()]  # type: ignore[index]
    assert not unknown


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_keys_of_a_scenario_in_a_sentence_exist(page: Path) -> None:
    wrong = []
    for word in code_words(page):
        key = re.split(r"\s*=", word.text)[0]
        found = KEY.fullmatch(key)
        if found and found[1] in Scenario.model_fields and key not in keys() and not _is_code(key):
            wrong.append(told(word, "no key of a scenario, column of the state, or module"))
    assert not wrong


def told(word: Word, problem: str) -> str:
    """The problem with its place, "" where there is none."""
    return f"line {word.line}: `{word.text}`: {problem}" if problem else ""


@functools.cache
def options() -> set[str]:
    """The options of all commands, and of the programs beside."""
    params = [param for command in (main, *main.commands.values()) for param in command.params]
    known = {
        name for param in params if isinstance(param, click.Option) for name in (*param.opts, *param.secondary_opts)
    }
    return known | {"--help", "--only", "--page"}


@functools.cache
def keys() -> set[str]:
    """Keys of every kind of file, whole and as the tables that they stand in; and columns of the state."""
    files = [*(kind.scenario for kind in KINDS), Experiment, StrategySettings]
    found = {p.key for of in files for p in declared(of)}
    found |= {".".join(key.split(".")[:depth]) for key in found for depth in range(1, 4)}
    for bundle, kind in get_type_hints(World).items():
        found |= {f"{bundle}.{name}" for name, _ in columns_of(kind)} if hasattr(kind, "_fields") else set()
    return found


def _is_code(key: str) -> bool:
    home, name = key.split(".")[:2]
    return (ROOT / "copsim" / home / f"{name}.py").exists() or name in FILES
