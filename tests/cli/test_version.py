"""Which copsim it is, however it is called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from copsim.foundation.model_hash import model_hash
from copsim.version import VERSION

ROOT = Path(__file__).parents[2]
CALLS = {
    "the module": [sys.executable, "-m", "copsim"],
    "the command": [str(Path(sys.executable).with_name("copsim"))],
}


@pytest.mark.parametrize("how", CALLS)
def test_the_command_and_the_module_are_one_and_say_version_and_model(how: str) -> None:
    def said(word: str) -> str:
        done = subprocess.run([*CALLS[how], word], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert said("--version") == f"copsim {VERSION} (model {model_hash()})\n"
    assert said("--help").startswith("Usage: copsim [OPTIONS] COMMAND")
