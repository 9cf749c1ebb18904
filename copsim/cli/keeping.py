"""`copsim results`: what is kept, listed, queried and exported."""

from __future__ import annotations

from pathlib import Path

import click

from copsim.cli.options import echo


@click.command()
@click.argument("study", required=False)
@click.option(
    "--table",
    "which",
    type=click.Choice(("runs", "series", "groups")),
    default="runs",
    show_default=True,
    help="Which table.",
)
@click.option("--query", default="", metavar="SQL", help="SQL over the tables runs, series and groups of the study.")
@click.option(
    "--export", "target", type=click.Path(path_type=Path), help="Write the rows as .csv, .parquet, .json, .xlsx."
)
@click.option(
    "--results", "-o", default="results", show_default=True, type=click.Path(path_type=Path), help="Where results are."
)
def results(study: str | None, which: str, query: str, target: Path | None, results: Path) -> None:
    """List what is kept, or look into the newest results of a STUDY (its name, or a folder).

    Example:  copsim results three_waves --query "SELECT arm, avg(ability) FROM runs GROUP BY arm"
    """
    from copsim.study.kept import export, listing, queried, study_named

    if study is None:
        if query or target:
            raise click.UsageError("Name a STUDY to query or export (`copsim results` lists them).")
        return echo(listing(results))
    kept = study_named(results, study)
    frame = queried(kept, query, which)
    if target is not None:
        export(frame, target)
        click.echo(f"{len(frame)} rows written to {target}")
        return None
    click.echo(f"{kept.folder}: {len(frame)} rows, {len(frame.columns)} columns")
    click.echo(frame.to_string(index=False, max_rows=40, max_cols=12))
    return None
