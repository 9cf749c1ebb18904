"""`copsim calibrate`, `dock`, `facts` and `science`: fitted to facts, held beside published models and facts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from copsim.cli import completing
from copsim.cli.options import echo, setting, workers_options


@click.command()
@click.argument("scenario", default="baseline", shell_complete=completing.scenarios)
@click.option("--parameter", default="engagement.kappa", show_default=True, help="The number to fit.")
@click.option("--target", default="core_active=.30", show_default=True, metavar="MEASURE=NUMBER", help="What to reach.")
@click.option("--between", type=float, nargs=2, help="Where to search first [default: half to double of its value].")
@click.option("--replications", type=click.IntRange(2), default=40, show_default=True, help="Runs at each place.")
@click.option("--space", type=click.IntRange(0), default=0, show_default=True, help="Points of the parameter space.")
@click.option("--space-replications", type=click.IntRange(1), default=4, show_default=True, help="Runs at each point.")
@click.option("--space-seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the Latin hypercube.")
@setting("--set", "settings", "Change a parameter; may be given again.")
@click.option("--reference", is_flag=True, help="Also write the report into results/reference/calibration/.")
@workers_options
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
    echo(found.lines)
    for files in found.files:
        click.echo()
        echo(files_lines(files))
    sys.exit(1 if found.failed else 0)


@click.command()
@click.argument("scenario", shell_complete=completing.scenarios)
@click.option("--parameter", "parameters", multiple=True, metavar="KEY=LOW:HIGH", help="What may move; again for more.")
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="MEASURE=NUMBER[+-TOLERANCE]",
    help="What it should come to; again for more [tolerance: a tenth of the number].",
)
@click.option("--trials", type=click.IntRange(1), default=60, show_default=True, help="Places to try.")
@click.option(
    "--replications", type=click.IntRange(2), default=10, show_default=True, help="Runs at each, with the same luck."
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the search.")
@workers_options
def fit(
    scenario: str, parameters: tuple[str, ...], targets: tuple[str, ...], trials: int, replications: int, seed: int,
    results: Path, executor: Any, workers: int | None,
) -> None:  # fmt: skip
    """Fit several parameters of SCENARIO to several published numbers at once (Optuna).

    Example:  copsim fit baseline --parameter engagement.kappa=0.3:1.2 --parameter engagement.interest_sd=0.3:1.0
    --target core=.125+-.025 --target active=.175+-.025
    """
    from copsim.study.fitting import fit as fitted
    from copsim.study.fitting import fit_lines, fitting_of, write
    from copsim.study.printing import files_lines
    from copsim.study.progress import say

    asked = fitting_of(scenario, parameters, targets, replications, trials, seed)
    found, plan = fitted(asked, results, say, executor, workers)
    echo(fit_lines(asked, found))
    click.echo()
    echo(files_lines(write(found, plan, results)))


@click.command()
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
    from copsim.study.docking.asking import Asked, answer

    lines, agrees = answer(Asked(model, cells, metrics, replications, file, settings, seed, as_json))
    echo(lines)
    sys.exit(0 if agrees else 1)


@click.command()
@click.option("--quick", is_flag=True, help="A sixth of the runs, and nothing tried along parameters.")
@click.option("--only", multiple=True, metavar="KEY", help="A fact by its key; may be given again.")
@click.option("--analytic", is_flag=True, help="In place of facts: limits that can be computed by hand.")
@workers_options
def facts(
    quick: bool, only: tuple[str, ...], analytic: bool, results: Path, executor: Any, workers: int | None
) -> None:
    """Ask copsim about stylised facts, each with its source, statistic and band, and say which hold.

    A fact that does not hold is a finding: the exit code is 0 all the same. With --analytic, checks that must hold are
    run, and the exit code is 1 where one does not. It may be stopped and called again.
    """
    if analytic:
        from copsim.study.facts.limits import limits_lines

        lines, hold = limits_lines()
        echo(lines)
        sys.exit(0 if hold else 1)
    from copsim.plots.facts import draw_facts
    from copsim.study.facts.conducting import facts as ask
    from copsim.study.facts.telling import facts_lines, facts_markdown, write_facts
    from copsim.study.printing import files_lines
    from copsim.study.results import replace_text

    found = ask(results, quick, only, executor=executor, workers=workers)
    echo(facts_lines(found))
    folder = results / "facts" / ("part" if quick or only else "")  # a first look does not replace the whole
    drawn = draw_facts(found, folder)
    page = folder / "facts.md"
    replace_text(page, "\n".join(facts_markdown(found, [(path.name, shows) for path, shows in drawn])) + "\n")
    click.echo()
    echo(files_lines([*write_facts(found, folder), page, *(path for path, _ in drawn)]))


@click.command()
@click.option("--fast", is_flag=True, help="A minute's worth of it: a few cells, one negative control a model.")
@click.option(
    "--results", "-o", default="results", show_default=True, type=click.Path(path_type=Path), help="Where results go."
)
@click.option("--page", type=click.Path(path_type=Path), help="Also write the report as this page, with its figures.")
def science(fast: bool, results: Path, page: Path | None) -> None:
    """Run all dockings, orderings, negative controls, analytic checks and stylised facts; say what holds.

    It may be stopped and called again: it goes on where it was. Exit code 1 where something does not hold.
    """
    from copsim.plots.validation import write_science
    from copsim.study.analytic import analytic_checks
    from copsim.study.docking.science import science as found
    from copsim.study.facts.conducting import facts as ask
    from copsim.study.facts.limits import verdict_line
    from copsim.study.facts.telling import facts_lines
    from copsim.study.printing import files_lines

    done = found(results / "science", fast, click.echo)
    checks = analytic_checks()
    click.echo(verdict_line(checks))
    known = [] if fast else ask(results)
    echo(facts_lines(known) if known else [])
    files = write_science(done, checks, known, results / "science", page)
    own = [path for path in files if path.is_relative_to(results)]
    echo(files_lines(own))
    echo(files_lines([path for path in files if path not in own]))
    sys.exit(0 if done.holds and all(check.holds for check in checks) else 1)
