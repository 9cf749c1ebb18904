"""The command line. Every command loads what it needs when it runs, so that help and checks answer at once."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from copsim.study.conduct import Conducted
    from copsim.study.plan import Plan

EXECUTORS = ("serial", "threads", "processes")


class Commands(click.Group):
    """A group of commands that suggests the nearest name, and prints what copsim can explain without a traceback."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command, or say which one may have been meant."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], known, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else f" Commands: {', '.join(known)}."
            raise click.UsageError(f"No such command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of copsim's own becomes a message and an exit code."""
        from copsim.foundation.errors import CopsimError

        try:
            return super().invoke(ctx)
        except CopsimError as error:
            click.echo(f"copsim: {error}" if error.exit_code != 2 else str(error), err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda *given: _version(*given),
    help="Show the version.",
)
def main() -> None:
    """Simulate communities of practice: how structure and sponsorship change what people learn and solve.

    Begin with:  copsim run baseline   or   copsim experiment structures_and_sponsorship
    """


def _workers(command: Any) -> Any:
    for option in (
        click.option(
            "--results",
            "-o",
            default="results",
            show_default=True,
            type=click.Path(path_type=Path),
            help="Where results go.",
        ),
        click.option(
            "--executor",
            type=click.Choice(EXECUTORS),
            default="threads",
            show_default=True,
            help="How runs share the machine.",
        ),
        click.option("--workers", type=click.IntRange(1), default=None, help="Runs at a time [default: all cores]."),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("scenario", required=False)
@click.option("--weeks", type=int, help="Weeks to run.")
@click.option("--seed", type=int, help="Seed of the run's luck.")
@click.option(
    "--replications", type=click.IntRange(1), default=1, show_default=True, help="Runs, each with its own luck."
)
@click.option("--replication", type=click.IntRange(0), default=0, help="Number of the first one.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change a parameter; may be given again.")
@click.option("--again", type=click.Path(path_type=Path), help="Repeat the runs of a results folder and compare.")
@_workers
def run(
    scenario: str | None, weeks: int | None, seed: int | None, replications: int, replication: int,
    settings: tuple[str, ...], again: Path | None, results: Path, executor: Any, workers: int | None,
) -> None:  # fmt: skip
    """Run one SCENARIO (a name or a path) and show how it went, week by week."""
    if again is not None:
        kept = {"again", "executor", "workers", "results"}
        said = click.get_current_context().get_parameter_source
        names = {"scenario": "SCENARIO", "settings": "--set"}
        given = [
            names.get(name, f"--{name}")
            for name in click.get_current_context().params
            if name not in kept and said(name) is click.core.ParameterSource.COMMANDLINE
        ]
        if given:
            raise click.UsageError(f"--again repeats what was run; it takes no {' or '.join(given)}.")
        return _again(again, executor, workers)
    if scenario is None:
        raise click.UsageError("Name a SCENARIO, e.g. `copsim run baseline` (`copsim list` shows all).")
    from copsim.study.single import parsed_settings, single_plan

    values, wrong = parsed_settings(settings)
    options = {key: value for key, value in (("weeks", weeks), ("seed", seed)) if value is not None}
    plan = single_plan(scenario, {**values, **options}, replications, replication, options=options, wrong=wrong)
    done, files = _conduct(plan, results, executor, workers)
    from copsim.constellation.kinds import kind_of
    from copsim.plots.figures import mean_series
    from copsim.study.printing import files_lines, run_lines

    told = done.outcome.plan.arms[0].scenario
    count = f", mean of {replications} replications" if replications > 1 else ""
    click.echo(f"{told.title or scenario}: {told.in_short()}, seed {told.seed}{count}\n")
    _echo(run_lines(mean_series(done, 0, tuple(kind_of(told).measures)), done.outcome))
    click.echo()
    _echo(files_lines(files))
    sys.exit(1 if done.outcome.failed else 0)


@main.command()
@click.argument("experiment")
@click.option("--profile", default="", help="A smaller version that the file names, e.g. quick.")
@click.option("--replications", type=click.IntRange(1), help="Replications of each arm; those done are reused.")
@_workers
def experiment(
    experiment: str, profile: str, replications: int | None, results: Path, executor: Any, workers: int | None
) -> None:
    """Run an EXPERIMENT (a name or a path), compare its arms and say what was found."""
    from copsim.study.experiment import read_experiment

    plan = read_experiment(experiment, profile, replications)
    from copsim.study.printing import arms_lines, files_lines, findings_lines, paragraph

    click.echo(paragraph(plan.question, "Question: ", "  "))
    click.echo(paragraph(plan.expected, "Expected: ", "  "))
    count = len(plan.arms) * plan.replications
    click.echo(f"Runs: {len(plan.arms)} arms x {plan.replications} replications = {count}\n")
    done, files = _conduct(plan, results, executor, workers)
    _echo(arms_lines(done.outcome))
    _echo(findings_lines(done.outcome))
    click.echo()
    _echo(files_lines(files))
    sys.exit(1 if done.outcome.failed else 0)


@main.command()
@click.argument("scenario", default="baseline")
@click.option("--parameter", default="engagement.kappa", show_default=True, help="The number to fit.")
@click.option("--target", default="core_active=.30", show_default=True, metavar="MEASURE=NUMBER", help="What to reach.")
@click.option("--between", type=float, nargs=2, help="Where to search first [default: half to double of its value].")
@click.option("--replications", type=click.IntRange(2), default=40, show_default=True, help="Runs at each place.")
@click.option("--space", type=click.IntRange(0), default=0, show_default=True, help="Points of the parameter space.")
@click.option("--space-replications", type=click.IntRange(1), default=4, show_default=True, help="Runs at each point.")
@click.option("--space-seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the Latin hypercube.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change a parameter; may be given again.")
@click.option("--reference", is_flag=True, help="Also write the report into results/reference/calibration/.")
@_workers
def calibrate(
    scenario: str, parameter: str, target: str, between: tuple[float, float] | None, replications: int, space: int,
    space_replications: int, space_seed: int, settings: tuple[str, ...], reference: bool, results: Path, executor: Any,
    workers: int | None,
) -> None:  # fmt: skip
    """Fit a parameter so that a measure of SCENARIO comes out as published, and look around the fit.

    With --space N, N points over the ranges of the engagement rule are run, and the shares that meet each published
    band are told: the one that was fitted, and those that were held out.
    """
    from copsim.study.calibrating import Around, question_of
    from copsim.study.calibrating import calibrate as calibrated
    from copsim.study.printing import files_lines
    from copsim.study.single import parsed_settings

    values, wrong = parsed_settings(settings)
    question, first = question_of(
        scenario, parameter, target, values, replications, results, executor, workers, between, wrong
    )
    found = calibrated(question, first, Around(space, space_replications, space_seed), reference)
    _echo(found.lines)
    for files in found.files:
        click.echo()
        _echo(files_lines(files))
    sys.exit(1 if found.failed else 0)


@main.command()
@click.argument("paths", nargs=-1, required=True)
def check(paths: tuple[str, ...]) -> None:
    """Check scenario or experiment files; every problem is named, nothing is run."""
    from copsim.study.checking import check_file

    wrong = []
    for path in paths:
        problems = check_file(path)
        wrong += problems
        if not problems:
            click.echo(f"{path}: ok")
    for problem in wrong:
        click.echo(str(problem), err=True)
    sys.exit(2 if wrong else 0)


@main.command()
@click.argument("scenario", default="baseline")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Change a parameter; may be given again.")
def explain(scenario: str, settings: tuple[str, ...]) -> None:
    """Print the week in order and every parameter of a SCENARIO: value, unit, default, range, source."""
    from copsim.study.explaining import explain_lines
    from copsim.study.single import parsed_settings, single_plan

    values, wrong = parsed_settings(settings)
    _echo(list(explain_lines(single_plan(scenario, values, wrong=wrong).arms[0].scenario)))


@main.command(name="list")
def list_all() -> None:
    """List scenarios, experiments, structures, relations and measures."""
    from copsim.study.listing import list_lines

    _echo(list(list_lines()))


@main.command()
@click.argument("name")
def new(name: str) -> None:
    """Write a commented scenario file called NAME to start from."""
    from copsim.study.starter import write_starter

    path = write_starter(name)
    again = path.stem if path.parent == Path("scenarios") else path
    click.echo(f"{path} written. Next: edit it, then `copsim check {again}` and `copsim run {again}`")


@main.command()
@click.argument("model", required=False)
@click.option("--cell", "cells", multiple=True, metavar="JSON", help="A setting of the model; may be given again.")
@click.option("--metric", "metrics", multiple=True, help="What is measured; may be given again.")
@click.option("--replications", type=click.IntRange(2), help="Runs of each cell [default: the table's, or 1000].")
@click.option("--cells", "file", type=click.Path(path_type=Path), help="A table of cells (CSV) in place of one cell.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Make a deviant of the model.")
@click.option("--seed", type=click.IntRange(0), help="Seed of a cell's luck [default: follows from the cell].")
@click.option("--json", "as_json", is_flag=True, help="Print numbers for a program.")
def dock(
    model: str | None, cells: tuple[str, ...], metrics: tuple[str, ...], replications: int | None, file: Path | None,
    settings: tuple[str, ...], seed: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Run a published MODEL at any setting (--cell, --metric), or all reference cells of a MODEL or a file.

    Example:  copsim dock march91.C --cell '{"p1": 0.25, "p2": 0.5, "stop": "equilibrium"}' --metric code_score
    """
    from copsim.study.docking.asking import ask_cells, ask_tables

    asked = ask_cells if cells or metrics else ask_tables
    lines, agrees = asked(model, cells, metrics, replications, file, settings, seed, as_json)
    _echo(lines)
    sys.exit(0 if agrees else 1)


@main.command()
def warmup() -> None:
    """Compile the model's kernels now, so that the first run need not."""
    from copsim.foundation.kernels import cache_folder
    from copsim.study.progress import say
    from copsim.study.runner import compile_kernels

    seconds = compile_kernels(say)
    click.echo(f"kernels are ready ({seconds:.1f} s), kept in {cache_folder()}")


def _version(ctx: click.Context, option: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from copsim.foundation.model_hash import model_hash
        from copsim.study.provenance import copsim_version

        click.echo(f"copsim {copsim_version()} (model {model_hash()})")
        ctx.exit()


def _conduct(plan: Plan, results: Path, executor: Any, workers: int | None) -> tuple[Conducted, list[Path]]:
    from copsim.study.conduct import conduct

    done = conduct(plan, results, executor=executor, workers=workers)
    from copsim.plots.figures import draw_figures

    return done, [*done.files, *draw_figures(done)]


def _again(folder: Path, executor: Any, workers: int | None) -> None:
    from copsim.study.again import repeat

    found = repeat(folder, executor=executor, workers=workers)
    click.echo(f"{found.same} of {found.total} runs came out the same, to the bit")
    for line in found.other:
        click.echo(f"  differs: {line}", err=True)
    sys.exit(1 if found.other else 0)


def _echo(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)
