"""The model hash changes with what can change a result, and with nothing else."""

from __future__ import annotations

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
    from pathlib import Path

    import copsim.foundation

    there = {p.parent.name for p in Path(copsim.foundation.__file__).parents[1].glob("*/__init__.py")}
    assert set(MODEL_PACKAGES) <= there
    assert there - set(MODEL_PACKAGES) <= {"study", "plots", "report", "app", "cli", "extend"}
    assert len(model_hash()) == 16
