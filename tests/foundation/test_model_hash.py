"""The model hash changes with what can change a result, and with nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from copsim.foundation.model_hash import MODEL_PACKAGES, model_hash, source_fingerprint


def test_words_do_not_count() -> None:
    plain = "def f(x):\n    return x + 1\n"
    told = '"""A module."""\n\n\ndef f(x):\n    """Adds one."""\n    # why not two?\n    return x + 1\n'
    assert source_fingerprint(plain) == source_fingerprint(told)


def test_line_ends_and_blank_lines_do_not_count() -> None:
    assert source_fingerprint("a = 1\nb = 2\n") == source_fingerprint("a = 1\r\n\r\nb = 2\r\n")


def test_a_changed_number_or_name_or_order_counts() -> None:
    versions = ["a = 1\nb = 2\n", "a = 1\nb = 3\n", "a = 1\nc = 2\n", "b = 2\na = 1\n", 'a = 1\nb = "2"\n']
    assert len({source_fingerprint(v) for v in versions}) == len(versions)


def test_the_model_is_everything_below_study() -> None:
    import copsim.foundation

    there = {p.parent.name for p in Path(copsim.foundation.__file__).parents[1].glob("*/__init__.py")}
    assert set(MODEL_PACKAGES) <= there
    assert there - set(MODEL_PACKAGES) <= {"study", "extend", "plots", "report", "app", "cli"}
    assert len(model_hash()) == 16


def test_it_is_remembered_for_the_very_bytes_and_a_broken_memory_is_not_believed(tmp_path: Path) -> None:
    ask = "from copsim.foundation.model_hash import model_hash; print(model_hash())"

    def asked() -> str:
        environment = dict(os.environ) | {"COPSIM_CACHE_DIR": str(tmp_path)}
        told = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
        return told.stdout.strip()

    assert asked() == model_hash()
    (kept,) = (tmp_path / "models").iterdir()
    assert kept.read_text() == model_hash()
    kept.write_text("0123456789abcdef")
    assert asked() == "0123456789abcdef", "it is read, and not worked out again"
    for broken in ("0123", "\0" * 16, "../../../../etc/"):
        kept.write_text(broken)
        assert asked() == model_hash()
    assert kept.read_text() == model_hash()
