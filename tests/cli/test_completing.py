"""Shell completion: what bash, zsh and fish are answered, in click's protocol; and a real bash with a real Tab."""

from __future__ import annotations

import functools
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from copsim.cli import completing
from copsim.structures.table import STRUCTURES

ROOT = Path(__file__).parents[2]
SHELLS = tuple(completing.SHELLS)
GENEROUS = 3.0
"""Seconds: ten times what is promised, since the machine of a test may be slow or busy."""
OWN = "question = 'What if?'\nweeks = 3\n"


def environment(**more: str) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **more}


def asked(shell: str, line: str) -> dict[str, str]:
    """What a shell hands over when Tab is pressed at the end of a line."""
    words = line.split(" ")
    if shell == "fish":
        return {"COMP_WORDS": " ".join(words[:-1]), "COMP_CWORD": words[-1]}
    if shell == "bash":
        words = [part for word in words for part in (re.split(r"(=)", word) if "=" in word else [word])]
    return {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}


def offered(shell: str, line: str, cwd: Path) -> list[str]:
    """The words that a shell is offered; a zsh or fish gets the whole of KEY=VALUE, a bash what follows the `=`."""
    told = environment(_COPSIM_COMPLETE=f"{shell}_complete", **asked(shell, line))
    words = [sys.executable, "-m", "copsim"]
    done = subprocess.run(words, cwd=cwd, env=told, capture_output=True, encoding="utf-8", timeout=60)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    if shell == "zsh":
        assert set(lines[::3]) <= {"plain", "file"}
        return lines[1::3]
    return [line.partition(",")[2].partition("\t")[0] for line in lines]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("copsim exp", {"experiment", "explain"}),
        ("copsim run --repl", {"--replications", "--replication"}),
        ("copsim run base", {"baseline"}),
        ("copsim run my", {"my_lab"}),
        ("copsim check struct", {"structures_and_sponsorship"}),
        ("copsim explain marc", {"march_1991"}),
        ("copsim replay baseline --compare my_", {"my_lab"}),
        ("copsim experiment docking/marc", {"docking/march_1991_figure_1", "docking/march_1991_turnover"}),
        ("copsim experiment structures_and_sponsorship --profile q", {"quick"}),
        ("copsim optimise where", {"where_should_the_budget_go"}),
        ("copsim run baseline --set need.k", {"need.kind="}),
        ("copsim replay baseline --differs need.k", {"need.kind="}),
        ("copsim calibrate baseline --set need.k", {"need.kind="}),
        ("copsim run march_1991 --set lear", set()),
        ("copsim schema s", {"scenario", "strategy"}),
    ],
)
def test_every_shell_is_offered_what_there_is(shell: str, line: str, words: set[str], tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "my_lab.toml").write_text(OWN, encoding="utf-8")
    found = offered(shell, line, tmp_path)
    if words:
        assert set(found) == words
    else:  # keys of a published model: its own, and none of an organisation's
        assert found != []
        assert all(word.startswith("learning.") for word in found)


@pytest.mark.parametrize("shell", SHELLS)
def test_after_the_equals_sign_come_the_choices_of_the_key(shell: str, tmp_path: Path) -> None:
    before = "" if shell == "bash" else "structure.kind="
    found = offered(shell, "copsim run baseline --set structure.kind=", tmp_path)
    assert set(found) == {before + kind for kind in STRUCTURES}
    (only,) = offered(shell, "copsim run baseline --set structure.kind=ne", tmp_path)
    assert only == f"{before}network"
    truth = offered(shell, "copsim run baseline --set structure.convened=", tmp_path)
    assert {word.partition("=")[2] or word for word in truth} == {"true", "false"}


@pytest.mark.parametrize("shell", SHELLS)
def test_names_that_are_not_there_leave_the_shell_to_look_for_files(shell: str, tmp_path: Path) -> None:
    told = environment(_COPSIM_COMPLETE=f"{shell}_complete", **asked(shell, "copsim run somewhere/else"))
    words = [sys.executable, "-m", "copsim"]
    done = subprocess.run(words, cwd=tmp_path, env=told, capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout.startswith("file")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed_and_asks_copsim(shell: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "copsim", "completion", shell]
    done = subprocess.run(words, cwd=tmp_path, env=environment(), capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0
    assert f"_COPSIM_COMPLETE={shell}_complete" in done.stdout
    if shell != "fish":  # click's text, with copsim's line about KEY= put in
        assert "*=" in done.stdout
    if shutil.which(shell):
        script = tmp_path / "script"
        script.write_text(done.stdout, encoding="utf-8")
        subprocess.run([shell, "-n", str(script)], check=True, timeout=60)


def test_it_answers_soon_and_loads_neither_the_model_nor_anything_heavy(tmp_path: Path) -> None:
    begun = time.monotonic()
    offered("bash", "copsim run baseline --set need.kind=t", tmp_path)
    assert time.monotonic() - begun < GENEROUS
    code = (
        "import sys\nfrom copsim.cli import main\ntry: main(prog_name='copsim')\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'numba', 'mesa', 'pandas', 'pydantic', 'rich', 'copsim.constellation'} & set(sys.modules)\n"
        "sys.stderr.write(', '.join(sorted(heavy)))"
    )
    told = environment(_COPSIM_COMPLETE="bash_complete", **asked("bash", "copsim run baseline --set need.kind=t"))
    done = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("plain,task\n", "")


class Terminal:
    """A shell in a terminal, at which somebody types."""

    def __init__(self, words: list[str], cwd: Path, env: dict[str, str]) -> None:
        self.mine, theirs = pty.openpty()
        self.shell = subprocess.Popen(
            words, cwd=cwd, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
        )
        os.close(theirs)

    def typed(self, text: str, until: Callable[[str], bool], patience: float = 30.0) -> str:
        """What the screen shows after some keys, once it shows what is waited for."""
        os.write(self.mine, text.encode())
        seen, end = "", time.monotonic() + patience
        while not until(seen) and time.monotonic() < end:
            if select.select([self.mine], [], [], 0.2)[0]:
                seen += os.read(self.mine, 65536).decode(errors="replace")
        return seen

    def close(self) -> None:
        """End the shell."""
        self.shell.kill()
        self.shell.wait()
        os.close(self.mine)


START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
}
BEFORE = {"bash": "", "zsh": "autoload -Uz compinit; compinit -u -d ./dump; "}


@pytest.mark.parametrize("shell", START)
def test_in_a_real_shell_tab_writes_the_rest_of_names_keys_and_choices(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    terminal = Terminal(START[shell], tmp_path, at_home(tmp_path))
    try:
        line = f'{BEFORE[shell]}eval "$(copsim completion {shell})"; echo rea""dy\n'
        assert "ready" in terminal.typed(line, lambda seen: "ready" in seen)
        for keys, comes in (
            ("copsim run basel\t", "baseline "),
            ("copsim run baseline --set need.kind=ta\t", "need.kind=task "),
            ("copsim run baseline --set need.k\tta\t", "need.kind=task "),  # no space after the equals sign
            ("copsim experiment structures_and_sponsorship --profile q\t", "--profile quick "),
        ):
            seen = terminal.typed(keys, functools.partial(shows, comes))
            assert comes in plain(seen)
            terminal.typed("\x15\n", lambda seen: plain(seen).endswith("$ "), patience=2)
    finally:
        terminal.close()


def at_home(folder: Path) -> dict[str, str]:
    """An environment in which `copsim` is this one."""
    (folder / "copsim").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m copsim "$@"\n', encoding="utf-8")
    (folder / "copsim").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return environment(PATH=path, PS1="$ ", TERM="dumb", INPUTRC="/dev/null", HOME=str(folder))


def shows(text: str, seen: str) -> bool:
    """Whether a text is on the screen."""
    return text in plain(seen)


def plain(seen: str) -> str:
    """What stands on a screen, without what moves the cursor and draws a letter anew."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r", "", seen)
    while "\x08" in text:
        text = re.sub(r"[^\x08]\x08|^\x08", "", text, count=1)
    return text


@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
def test_a_real_fish_completes_too(tmp_path: Path) -> None:
    for line, comes in (
        ("copsim run basel", "baseline"),
        ("copsim run baseline --set need.k", "need.kind="),
        ("copsim run baseline --set need.kind=ta", "need.kind=task"),
    ):
        words = ["fish", "--no-config", "-c", f"copsim completion fish | source; complete -C '{line}'"]
        done = subprocess.run(
            words, cwd=tmp_path, env=at_home(tmp_path), capture_output=True, encoding="utf-8", timeout=60
        )
        assert done.stdout.partition("\t")[0].strip() == comes
