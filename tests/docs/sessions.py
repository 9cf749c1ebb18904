"""A page is worked through from top to bottom in an empty folder, as a reader would: files, commands and Python.

A ```console block is a session: each `$ ` line is run, and what is shown under it must occur, in order, in what it
prints; `...` stands for anything. It must end well, or refuse wrong input with what is shown. A block whose first line
is `# file: NAME` is written to NAME. Other ```python blocks are run in one namespace, other ```toml blocks checked. An
indented block is a list of commands to choose from, each held against the command line (see `commands`). A ```text
block is only looked at.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from copsim.cli.main import main
from copsim.constellation.kinds import read_situation
from copsim.constellation.scenario import Scenario
from copsim.foundation.errors import InputError
from copsim.study.experiment import Experiment, read_experiment
from copsim.study.strategy.settings import StrategySettings
from tests.docs.commands import problem_of, words_of
from tests.docs.pages import LANGUAGES, Block

ONLY_CHECKED = {
    "make": "installs, or takes minutes; what it calls is tested where it lives",
    "pip": "installs",
    "copsim app": "a server that goes on until it is stopped",
}
"""Commands of a session that are held against the command line and not run, with the reason."""
WORDS = 'question = "What is asked here?"\nexpected = "What theory leads one to expect."\n'
ARMS = """
[vary]
"sponsorship.relation" = ["unrecognised", "supported"]
[[compare]]
factor = "sponsorship.relation"
against = "unrecognised"
"""
"""What a part of an experiment's file is read with."""
SHELL = re.compile(r"[|<>;&]|\$\(|^(?:cat|cd|echo|head|ls|mkdir|tail|wc) ?")
WRONG_INPUT = 2
DATED = "DATE-HASH"
"""What a page writes for the folder of the results that were last written."""


class Session:
    """What a reader has in front of them: a folder, the names defined so far, and what went wrong."""

    def __init__(self, folder: Path, extends: bool, own: frozenset[str] = frozenset()) -> None:
        self.folder = folder
        self.own = own
        self.apart = extends
        """Whether commands are processes of their own, because an extension once loaded stays in its process."""
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.before = ""
        self.problems: list[str] = []

    def work_through(self, block: Block) -> None:
        """Do what a block says."""
        if block.language and block.language not in LANGUAGES:
            self._wrong(block, f"say one of {', '.join(LANGUAGES)} instead of {block.language}")
        elif block.file:
            self._write(block)
        elif block.language == "console":
            for line, shown in steps(block.text):
                self._command(block, line, shown)
        elif block.language == "python":
            self._python(block)
        elif block.language == "toml":
            self._toml(block)
        elif not block.language:
            for line in block.text.splitlines():
                problem = problem_of(line, self.own)
                if problem:
                    self._wrong(block, f"`{line.strip()}`: {problem}")

    def _wrong(self, block: Block, told: str) -> None:
        self.problems.append(f"line {block.line}: {told}")

    def _write(self, block: Block) -> None:
        path = self.folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = block.text if path.suffix in (".py", ".toml") else block.text.split("\n", 1)[1]
        path.write_text(text, encoding="utf-8")

    def _command(self, block: Block, line: str, shown: list[str]) -> None:
        words = words_of(line)
        if any(words[: len(only.split())] == only.split() for only in ONLY_CHECKED):
            problem = problem_of(line, self.own)
            if problem:
                self._wrong(block, f"`{line}`: {problem}")
            return
        code, printed = self._run(line, words)
        refusal = code == WRONG_INPUT and any(line != "..." for line in shown)
        if code != 0 and not refusal:
            self._wrong(block, f"`{line}` ended with {code}:\n{printed}")
        missing = first_missing(shown, printed)
        if missing:
            self._wrong(block, f"`{line}` does not print {missing!r} there, but:\n{printed}")

    def _run(self, line: str, words: list[str]) -> tuple[int, str]:
        for word in words:
            if word.endswith(DATED):
                newest = max((self.folder / word).parent.glob("*-*-*-*"), default=Path(DATED))
                line = line.replace(word, word.replace(DATED, newest.name))
                words = [w.replace(DATED, newest.name) for w in words]
        words = [found for word in words for found in self._expanded(word)]
        if words[0] == "copsim" and not self.apart and not SHELL.search(line.split("#")[0]):
            done = CliRunner().invoke(main, words[1:], prog_name="copsim")
            if done.exception is not None and not isinstance(done.exception, SystemExit):
                raise done.exception
            return done.exit_code, done.output
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        told = subprocess.run(
            line if SHELL.search(line) else shlex.join(words),
            shell=True,
            cwd=self.folder,
            env=os.environ | {"PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return told.returncode, told.stdout

    def _expanded(self, word: str) -> list[str]:
        """What a shell makes of a word with a star: the files there are, or else the word."""
        there = sorted(self.folder.glob(word)) if "*" in word and not word.startswith("/") else []
        return [path.relative_to(self.folder).as_posix() for path in there] or [word]

    def _python(self, block: Block) -> None:
        if self.apart:
            self.before += block.text + "\n"
            code, printed = self._run("python", ["python", "-c", self.before])
            if code:
                self._wrong(block, f"ended with {code}:\n{printed}")
            return
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile("\n" * block.line + block.text, "page", "exec"), self.names)

    def _toml(self, block: Block) -> None:
        path = self.folder / f"line_{block.line}.toml"
        try:
            said = tomllib.loads(block.text)
            asked = {"question", "expected"} <= set(said)
            if set(said) <= set(Experiment.model_fields) and not set(said) <= set(Scenario.model_fields):
                rest = "" if asked or {"vary", "compare"} & set(said) else ARMS
                path.write_text(("" if asked else WORDS) + block.text + rest, encoding="utf-8")
                read_experiment(path)
            elif not asked:
                path.write_text(block.text, encoding="utf-8")
                read_situation(path)
            elif not set(said) <= set(StrategySettings.model_fields):
                self._wrong(block, "is no file of copsim")
        except (tomllib.TOMLDecodeError, InputError) as refused:
            self._wrong(block, str(refused))


def steps(session: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a session, each with the lines shown under it; a backslash joins a line to the next."""
    line, shown = "", []
    for told in re.sub(r"\\\n(> )?", "", session).splitlines():
        if told.startswith("$ "):
            if line:
                yield line, shown
            line, shown = told[2:], []
        elif told.strip():
            shown.append(told.strip())
    if line:
        yield line, shown


def first_missing(shown: list[str], printed: str) -> str:
    """The first line shown that is not printed after those before it; "" where all are."""
    left = [line.strip() for line in printed.splitlines()]
    for line in shown:
        if line == "...":
            continue
        like = re.compile(".*".join(re.escape(piece) for piece in line.split("...")))
        at = next((nth for nth, told in enumerate(left) if like.fullmatch(told)), None)
        if at is None:
            return line
        left = left[at + 1 :]
    return ""
