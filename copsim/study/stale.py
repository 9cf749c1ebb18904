"""Which committed reports were made by another model than the one that stands here now. Warns; never fails.

`python -m copsim.study.stale` looks at docs/validation.md and results/reference/*/provenance.json.
"""

from __future__ import annotations

import json
from pathlib import Path

from copsim.foundation.model_hash import model_hash
from copsim.study.validation import PAGE, told_hash


def stale_reports(root: Path) -> dict[Path, str]:
    """The reports below `root` that name another model hash, or none, with what they name."""
    told = {root / PAGE: told_hash(root / PAGE)}
    for path in sorted((root / "results" / "reference").glob("*/provenance.json")):
        told[path] = str(json.loads(path.read_text(encoding="utf-8")).get("model_hash", ""))
    return {path: name for path, name in told.items() if name != model_hash()}


def main() -> None:
    """Print one line for each stale report."""
    root = Path(__file__).resolve().parents[2]
    for path, name in stale_reports(root).items():
        made = f"was made by model {name}" if name else "is missing or names no model"
        print(f"warning: {path.relative_to(root)} {made}; the model here is {model_hash()}")


if __name__ == "__main__":
    main()
