"""The cache of compiled kernels never returns machine code of other sources."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CALLEE = "from copsim.foundation.kernels import kernel\n\n\n@kernel\ndef inner(x):\n    return x + {number}\n"
CALLER = (
    "from callee import inner\nfrom copsim.foundation.kernels import kernel\n\n\n@kernel\ndef outer(x):\n"
    "    return inner(x)\n\n\nprint(outer(0))\n"
)


def run_with(folder: Path, number: int, model: str) -> str:
    (folder / "callee.py").write_text(CALLEE.format(number=number))
    (folder / "caller.py").write_text(CALLER)
    code = (
        "import copsim.foundation.model_hash as m, runpy, sys\n"
        f"m.model_hash = lambda: {model!r}\n"
        "import copsim.foundation.kernels as k\n"
        "k.model_hash = m.model_hash\n"
        f"sys.path.insert(0, {str(folder)!r})\n"
        f"runpy.run_path({str(folder / 'caller.py')!r}, run_name='caller')\n"
    )
    environment = os.environ | {"COPSIM_CACHE_DIR": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_an_edited_callee_under_another_model_hash_is_compiled_anew(tmp_path: Path) -> None:
    assert run_with(tmp_path, 20, "one") == "20"
    assert run_with(tmp_path, 30, "two") == "30"


def test_without_the_model_hash_the_stale_kernel_would_return(tmp_path: Path) -> None:
    """Why the hash is there: with it held fixed, Numba serves the caller compiled with the old callee."""
    assert run_with(tmp_path, 20, "one") == "20"
    assert run_with(tmp_path, 30, "one") == "20"


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders")
def test_a_cache_that_cannot_be_written_costs_one_line_and_no_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    code = "from copsim.foundation.kernels import cache_folder; print(cache_folder().exists())"
    environment = os.environ | {"COPSIM_CACHE_DIR": str(blocked)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


def test_what_is_edited_while_a_process_is_open_is_not_kept_as_the_new_source(tmp_path: Path) -> None:
    """The source that was read is what is compiled; were it kept under the hash of what is there now, the next process
    would run it."""
    code = (
        "import copsim.foundation.kernels as k\n"
        "k._READ = 0.0  # every file of the model is newer\n"
        "@k.kernel\ndef one(x):\n    return x + 1\n"
        "print(one(1))"
    )
    environment = os.environ | {"COPSIM_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2"
    assert "was edited" in done.stderr
    assert not list((tmp_path / "cache").rglob("*.nbc"))
