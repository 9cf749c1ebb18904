"""`copsim import`: one's own organisation as a scenario."""

from __future__ import annotations

from pathlib import Path

import click

PATH = click.Path(path_type=Path)


@click.command(name="import")
@click.argument("folder", required=False, type=PATH)
@click.option("--people", type=PATH, help="The people, if not FOLDER/people.csv.")
@click.option("--units", type=PATH, help="The units, if not FOLDER/units.csv.")
@click.option("--communities", type=PATH, help="The communities, if not FOLDER/communities.csv.")
@click.option("--asks", type=PATH, help="Who asks whom, if not FOLDER/asks.csv.")
@click.option(
    "--domains", metavar="A,B", default="", help="All domains, the main one first [default: as in the files]."
)
@click.option("--title", default="", help="What to call the organisation [default: as the scenario's file].")
@click.option("--output", "-o", type=PATH, help="The scenario to write [default: scenarios/FOLDER.toml].")
@click.option("--replace", is_flag=True, help="Write over a scenario that is there.")
@click.option("--samples", type=PATH, help="Only write sample files into this folder, of a made-up organisation.")
def import_(
    folder: Path | None, people: Path | None, units: Path | None, communities: Path | None, asks: Path | None,
    domains: str, title: str, output: Path | None, replace: bool, samples: Path | None,
) -> None:  # fmt: skip
    """Make a scenario of one's own organisation from CSV files in FOLDER; only people.csv is needed.

    Every problem of every file is named with its line, and then nothing is written. The scenario names nobody.
    """
    from copsim.cli.options import echo
    from copsim.report.page import may_be_written
    from copsim.study.own_organisation.importing import files_of, import_organisation
    from copsim.study.printing import paragraph
    from copsim.study.results import replace_text

    if samples is not None:
        from copsim.study.own_organisation.samples import write_samples

        echo(f"{path} written" for path in write_samples(samples))
        click.echo(f"Next: look at them, then `copsim import {samples}`")
        return
    files = files_of(folder, {"people": people, "units": units, "communities": communities, "asks": asks})
    name = folder.resolve().name if folder is not None else "organisation"
    path = output or Path("scenarios") / f"{name}.toml"
    if path.suffix != ".toml":
        raise click.BadParameter(f"{path}; expected a name that ends in .toml", param_hint="-o")
    may_be_written(path, replace)
    made = import_organisation(files, title or path.stem.replace("_", " ").capitalize(), domains)
    replace_text(path, made.text)
    for heading, lines in (
        ("Not said, so drawn in every run, by the numbers in brackets", made.drawn),
        ("Note", made.noted),
    ):
        made.read.extend(["", heading, *(paragraph(line, "  ", "    ") for line in lines)] if lines else [])
    echo(["Read", *made.read, ""])
    again = path.stem if path.parent == Path("scenarios") else path
    click.echo(f"{path} written; it names nobody. Next: `copsim check {again}`, `copsim run {again}`, or")
    click.echo(f'scenario = "{again}" in a study for `copsim strategy` or `copsim experiment`')
