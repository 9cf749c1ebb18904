"""`copsim replay`: a run, or two worlds side by side, as one page to look at."""

from __future__ import annotations

from pathlib import Path

import click

from copsim.cli import completing
from copsim.cli.options import setting
from copsim.foundation.errors import Problem


@click.command()
@click.argument("scenario", shell_complete=completing.scenarios)
@click.option(
    "--compare",
    default="",
    metavar="SCENARIO",
    shell_complete=completing.scenarios,
    help="Another scenario as world B: same people, same luck.",
)
@setting("--set", "settings", "Change a parameter of both worlds.")
@setting("--differs", "differs", "Change a parameter of world B alone.")
@click.option("--branch", type=int, default=0, help="Week from which on --differs holds; before, both are one.")
@click.option("--weeks", type=int, help="Weeks to run.")
@click.option("--seed", type=int, help="Seed of the luck.")
@click.option("--runs", type=click.IntRange(1, 10_000), help="Runs behind the bands [default: 40; results: theirs].")
@click.option(
    "--replication", type=click.IntRange(0), help="Which run is shown [default: the one nearest to the middle of all]."
)
@click.option("--curve", "curves", multiple=True, help="A curve to draw (three at most; may be given again).")
@click.option("--arm", "arms", multiple=True, help="Of a results folder: an arm by its levels (twice to compare two).")
@click.option("--title", default="", help="Title of the page.")
@click.option("--question", default="", help="The question it is about.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="replay.html", show_default=True, help="File to write."
)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def replay(
    scenario: str, compare: str, settings: tuple[str, ...], differs: tuple[str, ...], branch: int, weeks: int | None,
    seed: int | None, runs: int | None, replication: int | None, curves: tuple[str, ...], arms: tuple[str, ...],
    title: str, question: str, output: Path, replace: bool, opened: bool,
) -> None:  # fmt: skip
    """Write SCENARIO (a name, a path, or a folder of results) as a page: people moving, curves, and why they moved.

    The page is one file. It needs no network and no installation: mail it, or put it on a learning platform.

    Example:  copsim replay baseline --differs sponsorship.relation=supported -o lesson.html
    """
    from copsim.report.asked import replay as film
    from copsim.report.page import may_be_written, write_page
    from copsim.study.single import parsed_settings

    may_be_written(output, replace)
    both, wrong = parsed_settings(settings)
    other, more = parsed_settings(differs)
    own = {key: value for key, value in {"weeks": weeks, "seed": seed}.items() if value is not None}
    made = film(
        scenario,
        settings={**both, **own},
        compare=compare,
        differs=other,
        branch=branch,
        runs=runs,
        replication=replication,
        curves=curves,
        arms=arms,
        title=title,
        question=question,
        options=list(own),
        wrong=[*wrong, *(Problem("--differs", p.message) for p in more)],
    )
    write_page(output, made.html(), replace)
    size = output.stat().st_size / 1024
    click.echo(f"{output} ({size:.0f} KB): " + " | ".join(f"{side.key} {side.label}" for side in made.sides))
    click.echo(f"shown is replication {made.replication}; open the file in any browser, no network is needed")
    if opened:
        click.launch(str(output.resolve()))
