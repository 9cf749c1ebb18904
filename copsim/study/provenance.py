"""Where results come from: enough, in plain JSON, to do every run again and to see what has changed since."""

from __future__ import annotations

import json
import os
import platform
import shlex
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from copsim.constellation.extending import source_of
from copsim.constellation.kinds import kind_told
from copsim.foundation.checking import checked
from copsim.foundation.errors import InputError, Problem
from copsim.foundation.extensions import LOADED
from copsim.study.outcome import Outcome
from copsim.study.plan import Arm, Comparison, Plan
from copsim.study.results import replace_file
from copsim.study.words import plain
from copsim.version import VERSION

FILE = "provenance.json"
FORMAT = 1
LIBRARIES = ("mesa", "numpy", "numba", "pandas", "pyarrow", "pydantic", "scipy", "matplotlib")


def write_provenance(path: Path, outcome: Outcome, times: dict[str, Any]) -> None:
    """Write what is kept beside results, a line a run; `times` says when, how long, and on what workers."""
    replace_file(path, lambda draft: _write(draft, outcome, times))


def _write(draft: Path, outcome: Outcome, times: dict[str, Any]) -> None:
    head = json.dumps(provenance(outcome, times), indent=1).removesuffix("\n}")
    with open(draft, "w", encoding="utf-8", newline="\n") as file:
        file.write(f'{head},\n "runs": [')
        for n, spec in enumerate(outcome.plan.runs()):  # one by one: there may be very many
            told = {
                "run": spec.run,
                "arm": spec.arm,
                "replication": spec.replication,
                "seed": spec.scenario.seed,
                "digest": outcome.digests.get(spec.run),
                "status": "failed" if spec.run in outcome.failed else "ok",
            }
            file.write(("," if n else "") + "\n  " + json.dumps(told))
        file.write("\n ]\n}\n")


def provenance(outcome: Outcome, times: dict[str, Any]) -> dict[str, Any]:
    """All but the runs."""
    from copsim.foundation.model_hash import model_hash

    plan = outcome.plan
    told: dict[str, Any] = plain(
        {
            "format": FORMAT,
            "name": plan.name,
            "command": command_line(),
            "copsim": copsim_version(),
            "model_hash": model_hash(),
            "plan_hash": plan.digest(),
            "profile": plan.profile,
            "source": plan.source,
            "settings": dict(plan.settings),
            **plan.content(),
            "extensions": extensions_told(plan),
            "versions": {"python": platform.python_version(), **{name: version_of(name) for name in LIBRARIES}},
            "git": git_state(),
            "platform": {"system": platform.system(), "machine": platform.machine(), "cores": os.cpu_count()},
            "times": times,
        }
    )
    return told


def read_provenance(folder: Path) -> dict[str, Any]:
    """The provenance in a results folder.

    Raises
    ------
    InputError
        When there is none, or it cannot be read.
    """
    path = folder / FILE if folder.is_dir() else folder
    message = ""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"no such file; name a folder of results that holds {FILE}"
    except (OSError, ValueError, RecursionError) as error:
        message = f"cannot be read as provenance ({error})"
    else:
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            message = f"is not a provenance file of this version of copsim (format {FORMAT})"
            if isinstance(told, dict) and "command" in told:  # reference results, of which the runs are not kept
                message += f"; its runs are done anew by `{told['command']}`"
    if message:
        raise InputError([Problem("--again", message)], str(path))
    return told


def plan_of(told: dict[str, Any]) -> Plan:
    """The plan that provenance tells of, with the scenarios as they were resolved then.

    Raises
    ------
    InputError
        When something that provenance always says is missing or is of another kind.
    """
    try:
        return Plan(
            name=told["name"],
            arms=[
                Arm(
                    arm["levels"],
                    checked(kind_told(arm["scenario"]).scenario, arm["scenario"], file=FILE),
                    arm.get("source", ""),
                    arm.get("values", {}),
                )
                for arm in told["arms"]
            ],
            replications=told["replications"],
            measures=told["measures"],
            question=told["question"],
            expected=told["expected"],
            kind=told["kind"],
            profile=told["profile"],
            source=told["source"],
            first=told["first"],
            settings=told["settings"],
            factors=told["factors"],
            comparisons=[Comparison(c["factor"], c["against"]) for c in told["compare"]],
            apart=told["apart"],
            base=_base(told),
            branch=told.get("branch", 0),
        )
    except (KeyError, TypeError) as error:
        raise InputError(
            [Problem("--again", f"was changed since it was written ({error} is not there)")], FILE
        ) from None


def _base(told: dict[str, Any]) -> Any:
    base = told.get("base")
    return None if base is None else checked(kind_told(base).scenario, base, file=FILE)


def extensions_told(plan: Plan) -> list[dict[str, str]]:
    """Each extension that an arm names: its name, the fingerprint of its source, the version of its package."""
    scenarios = [*(arm.scenario for arm in plan.arms), *([plan.base] if plan.base is not None else [])]
    names = dict.fromkeys(name for one in scenarios for name in getattr(one, "extensions", ()))
    return [{"name": name, "fingerprint": LOADED[name].fingerprint, "version": LOADED[name].version} for name in names]


def what_differs(told: dict[str, Any]) -> list[str]:
    """What of here and now would make a run of then come out otherwise; empty when nothing is known to."""
    from copsim.foundation.model_hash import model_hash

    here = {"copsim": copsim_version(), "model_hash": model_hash()}
    found = [
        f"{key.replace('_', ' ')}: {told.get(key)} then, {now} now" for key, now in here.items() if told.get(key) != now
    ]
    for then in told.get("extensions", ()):
        try:
            now = source_of(then["name"])
        except ValueError as refused:
            found.append(f"extension {then['name']}: {refused}")
            continue
        if now.fingerprint != then["fingerprint"]:
            versions = f" (version {then['version']} then, {now.version} now)" if then["version"] else ""
            found.append(f"extension {then['name']}: {then['fingerprint']} then, {now.fingerprint} now{versions}")
    return found


def command_line() -> str:
    """The command as typed, without the place where it is installed and that of the results."""
    program = Path(sys.argv[0]).name if sys.argv else ""
    typed = sys.argv[1:]
    for place in ("--results", "-o"):
        if place in typed:
            at = typed.index(place)
            typed = typed[:at] + typed[at + 2 :]
    return shlex.join(["copsim" if program in ("copsim", "__main__.py") else program, *typed])


def copsim_version() -> str:
    """The version of copsim that is running."""
    return VERSION


def version_of(name: str) -> str | None:
    """The installed version of a library, None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def git_state() -> dict[str, Any] | None:
    """Commit and whether anything was changed since, when copsim runs from a checkout; None otherwise."""
    root = Path(__file__).resolve().parents[2]
    if not (root / ".git").exists():
        return None
    try:
        commit, status = (
            subprocess.run(
                ["git", "-C", str(root), *words], capture_output=True, text=True, timeout=10, check=True
            ).stdout
            for words in (["rev-parse", "HEAD"], ["status", "--porcelain", "--", "copsim", "scenarios", "experiments"])
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return {"commit": commit.strip(), "dirty": bool(status.strip())}
