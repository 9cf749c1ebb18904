"""The install matrix: `python -m tests.install.matrix` builds the wheel and walks it in clean environments.

Each cell of `cells.CELLS` has a virtual environment of its own, the wheel and what pip brings with it; the checkout is
out of sight. A Python that is not there is told and skipped. `--page` writes the table into docs/installing.md.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.install import walk
from tests.install.cells import CELLS, Cell, python_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "installing.md"
BEGIN, END = "<!-- the table of `make matrix` -->", "<!-- end of the table -->"
TOLD = ("mesa", "pandas", "numpy", "numba")
SKIPPED = "no such Python here: skipped"
Row = dict[str, str]


def main() -> int:
    """Walk the cells; 1 if one fails, or none could be walked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", help="cells to walk [all]: " + ", ".join(repr(c.name) for c in CELLS))
    asked.add_argument("--cache", type=Path, help="folder for compiled kernels, kept [a temporary one]")
    asked.add_argument("--page", action="store_true", help=f"write the table into {PAGE.relative_to(ROOT)}")
    given = asked.parse_args()
    unknown = sorted({*given.names} - {cell.name for cell in CELLS})
    if unknown:
        asked.error(f"no cell of the name {', '.join(unknown)}")
    with tempfile.TemporaryDirectory(prefix="copsim-matrix-") as work:
        wheel = built(Path(work) / "dist")
        print(f"built {wheel.name}", flush=True)
        cache = (given.cache or Path(work) / "cache").resolve()
        rows = []
        for cell in CELLS:
            if not given.names or cell.name in given.names:
                rows.append(walked(cell, wheel, Path(work) / cell.name.replace(" ", "-"), cache))
                print(" | ".join(f"{key}: {value}" for key, value in rows[-1].items()), flush=True)
    lines = table(rows)
    print("\n" + "\n".join(lines))
    if given.page:
        write_page(lines, wheel.name)
    return 0 if any(passed(row) for row in rows) and not any(failed(row) for row in rows) else 1


def built(folder: Path) -> Path:
    """The wheel, made from the sdist, as it would be published."""
    words = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (wheel,) = folder.glob("*.whl")
    return wheel


def walked(cell: Cell, wheel: Path, folder: Path, cache: Path) -> Row:
    """One cell: what is installed in it, what each step saw, or the first that failed."""
    row: Row = {"cell": cell.name, "Python": cell.python}
    python = python_of(cell.python)
    if not python:
        return {**row, "result": SKIPPED}
    try:
        here = environment(python, folder, cache)
        installed(here, str(wheel), *cell.asks)
        row |= versions(here)
        for name, wanted in cell.has.items():
            assert row[name].startswith(wanted), f"{name} {row[name]} was installed, wanted {wanted}"
        begun = time.monotonic()
        for title, step in walk.STEPS:
            row[title] = step(here)
        installed(here, f"{wheel}[app]", *cell.asks)
        row["app with extra"] = walk.with_app(here)
    except (AssertionError, OSError, ValueError, subprocess.SubprocessError) as error:
        print(f"{cell.name}: {error}", file=sys.stderr, flush=True)
        return {**row, "result": f"FAILED: {str(error).splitlines()[0][:100]}"}
    return {**row, "seconds": f"{time.monotonic() - begun:.0f}", "result": "passed"}


def environment(python: str, folder: Path, cache: Path) -> walk.Installed:
    """A clean virtual environment and an empty folder; no path of the checkout is handed on."""
    subprocess.run([python, "-m", "venv", str(folder / "venv")], check=True, capture_output=True)
    (folder / "here").mkdir()
    mine = ("PYTHON", "COPSIM_", "VIRTUAL_ENV", "MPL")
    passed_on = {key: value for key, value in os.environ.items() if not key.startswith(mine)}
    passed_on |= {"COPSIM_CACHE_DIR": str(cache), "PYTHONIOENCODING": "utf-8"}
    scripts = "Scripts" if os.name == "nt" else "bin"
    home = folder / "venv" / scripts
    return walk.Installed(str(home / "python"), (str(home / "copsim"),), passed_on, folder / "here")


def installed(here: walk.Installed, *requirements: str) -> None:
    """Install into the environment, and see that everything fits together."""
    here.run("-m", "pip", "--disable-pip-version-check", "install", "--quiet", *requirements)
    here.run("-m", "pip", "check")


def versions(here: walk.Installed) -> Row:
    """Versions that are installed."""
    code = f"import json, platform; from importlib.metadata import version; names = {TOLD!r}; " + (
        "print(json.dumps({'Python': platform.python_version(), **{name: version(name) for name in names}}))"
    )
    told: Row = json.loads(here.run("-c", code).stdout)
    return told


def passed(row: Row) -> bool:
    """Whether all steps of a cell were walked."""
    return row["result"] == "passed"


def failed(row: Row) -> bool:
    """Whether a step of a cell failed."""
    return row["result"].startswith("FAILED")


def table(rows: list[Row]) -> list[str]:
    """The rows as a table of Markdown, a column a cell."""
    titles = list(dict.fromkeys(title for row in rows for title in row if title not in ("result", "cell")))
    lines = [f"| | {' | '.join(row['cell'] for row in rows)} |", "|---" * (len(rows) + 1) + "|"]
    for title in ("result", *titles):
        lines.append(f"| {title} | {' | '.join(row.get(title, '-') for row in rows)} |")
    return lines


def write_page(lines: list[str], wheel: str) -> None:
    """Write the table where the page has its marks."""
    head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    tail = rest.split(END)[1]
    said = f"{datetime.date.today().isoformat()}, `{wheel}`:"
    text = head + "\n".join([BEGIN, said, "", *lines, END]) + tail
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
