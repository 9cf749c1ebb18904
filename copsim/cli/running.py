"""`copsim run` and `copsim experiment`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copsim.cli import completing
from copsim.cli.options import echo, error_rule, setting, shard_of, workers_options

if TYPE_CHECKING:
    from copsim.study.conduct import Conducted
    from copsim.study.plan import Plan


@click.command()
@click.argument("scenario", required=False, shell_complete=completing.scenarios)
@click.option("--weeks", type=int, help="Weeks to run.")
@click.option("--seed", type=int, help="Seed of the run's luck.")
@click.option(
    "--replications", type=click.IntRange(1), default=1, show_default=True, help="Runs, each with its own luck."
)
@click.option("--replication", type=click.IntRange(0), default=0, help="Number of the first one.")
@setting("--set", "settings", "Change a parameter; may be given again.")
@click.option("--branch", type=int, default=0, help="Week from which on --then holds; before, it is as --set says.")
@setting("--then", "later", "Change a parameter from --branch on.")
@click.option("--again", type=click.Path(path_type=Path), help="Repeat the runs of a results folder and compare.")
@click.option("--all", "everything", is_flag=True, help="Print every measure, not only those to look at first.")
@workers_options
def run(
    scenario: str | None, weeks: int | None, seed: int | None, replications: int, replication: int,
    settings: tuple[str, ...], branch: int, later: tuple[str, ...], again: Path | None, everything: bool, results: Path,
    executor: Any, workers: int | None,
) -> None:  # fmt: skip
    """Run one SCENARIO (a name or a path) and show how it went, week by week."""
    if again is not None:
        kept = {"again", "executor", "workers", "results"}
        said = click.get_current_context().get_parameter_source
        names = {"scenario": "SCENARIO", "settings": "--set", "later": "--then"}
        given = [
            names.get(name, f"--{name}")
            for name in click.get_current_context().params
            if name not in kept and said(name) is click.core.ParameterSource.COMMANDLINE
        ]
        if given:
            raise click.UsageError(f"--again repeats what was run; it takes no {' or '.join(given)}.")
        return repeated(again, executor, workers)
    if scenario is None:
        raise click.UsageError("Name a SCENARIO, e.g. `copsim run baseline` (`copsim list` shows all).")
    from copsim.study.single import parsed_settings, single_plan

    values, wrong = parsed_settings(settings)
    options = {key: value for key, value in (("weeks", weeks), ("seed", seed)) if value is not None}
    then, more = parsed_settings(later)
    plan = single_plan(
        scenario, {**values, **options}, replications, replication, options=options, wrong=[*wrong, *more],
        branch=branch, then=then,
    )  # fmt: skip
    done, files = conducted(plan, results, executor, workers)
    from copsim.constellation.kinds import kind_of
    from copsim.plots.series import mean_series
    from copsim.study.practice_told import practice_lines
    from copsim.study.printing import files_lines, run_lines

    told = done.outcome.plan.arms[0].scenario
    count = f", mean of {replications} replications" if replications > 1 else ""
    click.echo(f"{told.title or scenario}: {told.in_short()}, seed {told.seed}{count}\n")
    echo(run_lines(mean_series(done, 0, tuple(kind_of(told).measures_of(told))), done.outcome, everything))
    echo(practice_lines(done.outcome, done.folder))
    click.echo()
    echo(files_lines(files))
    sys.exit(1 if done.outcome.failed else 0)


@click.command()
@click.argument("experiment", shell_complete=completing.experiments)
@click.option(
    "--profile",
    default="",
    shell_complete=completing.profiles,
    help="A smaller version that the file names, e.g. quick.",
)
@click.option("--replications", type=click.IntRange(1), help="Replications of each arm; those done are reused.")
@click.option("--shard", metavar="I/N", callback=shard_of, help="Do the Ith of N parts only (see `copsim merge`).")
@click.option(
    "--on-error",
    default="continue",
    show_default=True,
    callback=error_rule,
    help="When a run fails: continue, stop, or 'retry N'.",
)
@workers_options
def experiment(
    experiment: str,
    profile: str,
    replications: int | None,
    shard: tuple[int, int] | None,
    on_error: str,
    results: Path,
    executor: Any,
    workers: int | None,
) -> None:
    """Run an EXPERIMENT (a name or a path), compare its arms and say what was found."""
    from copsim.study.experiment import read_experiment

    plan = read_experiment(experiment, profile, replications)
    from copsim.study.claims_told import claims_lines
    from copsim.study.design_told import all_sensitivities, sensitivity_lines
    from copsim.study.printing import arms_lines, files_lines, findings_lines, paragraph

    click.echo(paragraph(plan.question, "Question: ", "  "))
    click.echo(paragraph(plan.expected, "Expected: ", "  "))
    count = len(plan.arms) * plan.replications
    click.echo(f"Runs: {len(plan.arms)} arms x {plan.replications} replications = {count}\n")
    if shard is not None:
        return one_shard(plan, shard, results, executor, workers, on_error)
    done, files = conducted(plan, results, executor, workers, on_error)
    echo(arms_lines(done.outcome))
    echo(findings_lines(done.outcome))
    echo(claims_lines(done.outcome))
    found = all_sensitivities(done.outcome)
    if found:
        click.echo("\nWhat moves it:")
        echo(paragraph(line, "    - ", "      ") for line in sensitivity_lines(done.outcome, found))
    click.echo()
    echo(files_lines(files))
    sys.exit(1 if done.outcome.failed else 0)


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--into", default="results", show_default=True, type=click.Path(path_type=Path), help="Where to.")
def merge(sources: tuple[Path, ...], into: Path) -> None:
    """Bring the runs of several results folders (SOURCES) together, such as those of shards.

    Afterwards the command of the study, without --shard, writes its tables from them.
    """
    from copsim.study.merging import merge as merged
    from copsim.study.progress import say

    for one in merged(sources, into, say):
        click.echo(f"{one.name}: {one.new} runs added, {one.there} were there")


def one_shard(
    plan: Plan, shard: tuple[int, int], results: Path, executor: Any, workers: int | None, on_error: str
) -> None:
    """Do one shard of a study and say how to go on."""
    from copsim.study.conduct import conduct_shard

    failed = conduct_shard(plan, shard, results, executor=executor, workers=workers, on_error=on_error)
    click.echo(f"shard {shard[0]} of {shard[1]} is done" + (f", {failed} of its runs failed" if failed else ""))
    click.echo(f"when all are: copsim merge FOLDER ... --into {results}, then the same command without --shard")
    sys.exit(1 if failed else 0)


def conducted(
    plan: Plan, results: Path, executor: Any, workers: int | None, on_error: str = "continue"
) -> tuple[Conducted, list[Path]]:
    """Conduct a study, draw its figures; also returns all files written."""
    from copsim.study.conduct import conduct

    done = conduct(plan, results, executor=executor, workers=workers, on_error=on_error)
    from copsim.plots.figures import draw_figures

    return done, [*done.files, *draw_figures(done)]


def repeated(folder: Path, executor: Any, workers: int | None) -> None:
    """Repeat the runs of a results folder and say whether they come out the same."""
    from copsim.study.again import repeat

    found = repeat(folder, executor=executor, workers=workers)
    click.echo(f"{found.same} of {found.total} runs came out the same, to the bit")
    for line in found.other:
        click.echo(f"  differs: {line}", err=True)
    sys.exit(1 if found.other else 0)
