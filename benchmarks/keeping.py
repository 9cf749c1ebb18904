"""Committed figures: what a commit's ratios are held against, machine class by machine class."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numba
import numpy as np

from benchmarks.measuring import Section, as_markdown
from copsim.foundation.model_hash import model_hash

KEPT = Path(__file__).with_name("figures.json")
NOTES = Path(__file__).with_name("notes.md")
VECTORS = {"avx512f": "AVX-512", "avx2": "AVX2"}
SLOWER = 1.25
"""Medians of one run move by up to a quarter on a shared machine."""


def machine() -> str:
    """The class of this machine: its processor by name, and how much of a vector it works on at once."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        told = dict(line.split(":", 1) for line in reversed(lines) if ":" in line)
        said = {key.strip(): value.strip() for key, value in told.items()}
        vectors = next((name for flag, name in VECTORS.items() if flag in said.get("flags", "").split()), "no AVX2")
        return f"{platform.machine()}, {said['model name']}, {vectors}"
    except (OSError, KeyError):
        return f"{platform.machine()}, {platform.processor() or 'unknown'}"


def provenance() -> dict[str, str]:
    """What was measured, and on what."""
    versions = f"Python {platform.python_version()}, NumPy {np.__version__}, Numba {numba.__version__}"
    pace = f"adds ten million numbers in plain Python in {plain_python():.2f} s"
    return {"model": model_hash(), "machine": machine(), "versions": versions, "pace": pace}


def plain_python() -> float:
    """Seconds for ten million additions: how fast this machine is just now, beside which seconds can be judged."""
    taken = []
    for _ in range(3):
        begun, total = time.perf_counter(), 0
        for number in range(10_000_000):
            total += number & 7
        taken.append(time.perf_counter() - begun)
    return min(taken)


def differences(figures: Mapping[str, float]) -> list[str]:
    """What is slower than the committed figures of the same class of machine say, by more than SLOWER."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    before = kept.get(machine())
    if before is None:
        return [f"no committed figures for {machine()}; `python -m benchmarks --keep` writes them"]
    told = []
    for name, value in figures.items():
        was = before["figures"].get(name)
        if was is None or value <= 0 or was <= 0:
            continue
        better_high = " x " in f" {name}" or "C /" in name or "cores used" in name or "workers / one" in name
        if (was / value if better_high else value / was) > SLOWER:
            told.append(f"{name}: {value:.3g}, was {was:.3g} at model {before['model']}")
    return told


def keep(figures: Mapping[str, float]) -> None:
    """Write the figures down for this class of machine."""
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    kept[machine()] = {**provenance(), "figures": {name: float(f"{value:.4g}") for name, value in figures.items()}}
    KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def page(sections: Sequence[Section], date: str) -> str:
    """docs/performance.md."""
    told = provenance()
    head = [
        "# Performance",
        "",
        "Written by `python -m benchmarks --page docs/performance.md`; `make bench` measures the same and prints it. "
        "All ratios were measured side by side in one run; trust them rather than the times.",
        "",
        f"{date}; {told['versions']}; {told['machine']}, which {told['pace']} just now; model {told['model']}.",
        "",
    ]
    return "\n".join(head) + "\n".join(as_markdown(section) for section in sections) + "\n" + NOTES.read_text("utf-8")
