"""What is done with an installed copsim, from an empty folder, by its commands alone: each step says what it saw."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from copsim.constellation.scenario import names_in
from copsim.report.lesson import lesson_names
from copsim.study.schema.files import SCHEMAS
from tests.golden.cases import FILE, NEEDS, SMALL

ROOT = Path(__file__).parents[2]
GOLDEN: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
PNG = b"\x89PNG\r\n\x1a\n"
PATIENCE = 900
"""Seconds that a command may take; the first compiles the kernels."""

MODEL = """
import copsim, mesa
model = copsim.CommunityModel("baseline", people__members=30, people__units=3)
model.run_for(4)
assert isinstance(model, mesa.Model) and len(model.members) == 30
assert len(model.series()) == 4
print(copsim.__file__)
"""


class Installed(NamedTuple):
    """An installed copsim: its python, its command, the environment these see, and an empty folder to work in."""

    python: str
    command: tuple[str, ...]
    environment: dict[str, str]
    folder: Path

    def copsim(self, *words: str, wrong: int = 0) -> subprocess.CompletedProcess[str]:
        """Run a command of copsim; anything but the exit code `wrong` is a failure of the step."""
        return self._run(*self.command, *words, wrong=wrong)

    def run(self, *words: str, wrong: int = 0) -> subprocess.CompletedProcess[str]:
        """Run its python."""
        return self._run(self.python, *words, wrong=wrong)

    def _run(self, *words: str, wrong: int) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == wrong, f"{' '.join(words)[:80]} came to {done.returncode}:\n{said[-3000:]}"
        assert "Traceback" not in said, said[-3000:]
        return done


def version(here: Installed) -> str:
    """It says its version and the model's hash."""
    found = re.fullmatch(r"copsim (\S+) \(model ([0-9a-f]{16})\)", here.copsim("--version").stdout.strip())
    assert found
    return f"{found[1]} ({found[2]})"


def check(here: Installed) -> str:
    """All scenarios and experiments of the checkout are found in the wheel, and right."""
    names = names_in(ROOT / "scenarios")
    studies = [name for name in names_in(ROOT / "experiments") if not name.startswith("strategy/")]
    names += [f"experiments/{name}.toml" for name in studies]  # since some have the name of a scenario
    said = here.copsim("check", *names).stdout
    assert said.split("\n")[:-1] == [f"{name}: ok" for name in names], said
    return f"{len(names)} files"


def editors_and_shells(here: Installed) -> str:
    """The schema is that of docs/schemas; a shell is offered keys and choices from the wheel's copy."""
    for kind in SCHEMAS:
        kept = (ROOT / "docs" / "schemas" / f"{kind}.json").read_text(encoding="utf-8")
        assert here.copsim("schema", kind).stdout == kept, f"{kind}.json is another"
    line = {"COMP_WORDS": "copsim run baseline --set need.kind=t", "COMP_CWORD": "4"}
    asking = here._replace(environment={**here.environment, **line, "_COPSIM_COMPLETE": "zsh_complete"})
    said = asking.copsim().stdout
    assert "need.kind=task" in said, said
    return "ok"


def lessons(here: Installed) -> str:
    """The texts of the lessons are there."""
    said = here.copsim("lessons", "--list").stdout.splitlines()
    assert len(said) == len(lesson_names()), said
    return f"{len(said)} listed"


def run(here: Installed) -> str:
    """The baseline comes to the golden state."""
    here.copsim("run", "baseline")
    (digest,) = digests_of(here.folder, "run-baseline").values()
    assert digest == GOLDEN["baseline"], f"{digest} is not the golden {GOLDEN['baseline']}"
    return digest[:8]


def experiment(here: Installed) -> str:
    """An experiment over all structures and needs comes to the golden states, run by run."""
    (here.folder / "golden.toml").write_text(experiment_text(), encoding="utf-8")
    here.copsim("experiment", "golden.toml")
    found = digests_of(here.folder, "golden")
    assert len(found) == 30
    wrong = [name for name, digest in found.items() if GOLDEN[name] != digest]
    assert not wrong, f"other states than golden: {wrong}"
    return f"{len(found)} runs"


def figures(here: Installed) -> str:
    """Figures were drawn by the run and by the experiment."""
    found = [*here.folder.glob("results/*/*/figures/*.png")]
    assert {path.parts[-4] for path in found} == {"run-baseline", "golden"}, found
    assert all(path.read_bytes().startswith(PNG) and path.stat().st_size > 5000 for path in found)
    return f"{len(found)} drawn"


def replay(here: Installed) -> str:
    """A page is written, whole in one file."""
    here.copsim("replay", "baseline", "--differs", "structure.kind=none", "--runs", "3", "-o", "page.html")
    page = (here.folder / "page.html").read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert len(page) > 50_000
    return f"{len(page) // 1024} KB"


def mesa_model(here: Installed) -> str:
    """In Python it is a Mesa model; and what runs is what was installed."""
    home = Path(here.run("-c", MODEL).stdout.strip())
    assert not (home.parents[1] / "pyproject.toml").exists(), f"{home} is a checkout"
    return "ok"


def without_app(here: Installed) -> str:
    """Without its extra the app says which one it is."""
    said = here.copsim("app", "--no-browser", "--port", "0", wrong=2).stderr
    assert "pip install 'copsim[app]'" in said, said
    return "named"


def with_app(here: Installed) -> str:
    """With it, the app answers and ends."""
    words = [*here.command, "app", "--no-browser", "--port", "0"]
    serving = subprocess.Popen(
        words, cwd=here.folder, env=here.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert serving.stdout is not None
    said, address = "", None
    try:
        for line in serving.stdout:
            said += line
            address = re.search(r"http://127\.0\.0\.1:\d+/", line)
            if address:
                break
        assert address, said
        with urllib.request.urlopen(address[0], timeout=60) as answer:
            page = answer.read().decode("utf-8")
        assert answer.status == 200
        assert "<html" in page
        serving.send_signal(signal.SIGINT)
        assert serving.wait(60) == 0
    finally:
        serving.kill()
        serving.stdout.close()
    return "answers"


Step = Callable[[Installed], str]
STEPS: tuple[tuple[str, Step], ...] = (
    ("version (model)", version),
    ("check", check),
    ("schemas, completion", editors_and_shells),
    ("lessons", lessons),
    ("run: digest", run),
    ("experiment", experiment),
    ("figures", figures),
    ("replay", replay),
    ("Mesa model", mesa_model),
    ("app without extra", without_app),
)
"""What is walked before the extra `app` is installed; `with_app` comes after."""


def experiment_text() -> str:
    """An experiment whose 30 runs are golden cases: every structure with every need."""
    from copsim.structures.table import STRUCTURES

    settings = "\n".join(f'"{key}" = {toml(value)}' for key, value in SMALL.items() if key != "seed")
    return f"""
question = "Do the golden runs come out the same where copsim is installed?"
expected = "They do, on every supported version of Python, Mesa and pandas."
seed = {SMALL["seed"]}
replications = 1
measures = ["ability"]
[set]
{settings}
[vary]
structure.kind = {toml(list(STRUCTURES))}
need.kind = {toml(list(NEEDS))}
"""


def toml(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def digests_of(folder: Path, study: str) -> dict[str, str]:
    """State digests of a study's runs, by "structure, need" where these vary."""
    (path,) = folder.glob(f"results/{study}/*/provenance.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    arms = [", ".join(str(level) for level in arm["levels"].values()) for arm in told["arms"]]
    return {arms[run["arm"]]: run["digest"] for run in told["runs"]}
