"""`copsim lessons`: the lessons that come with copsim, built."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("names", nargs=-1)
@click.option("--list", "listed", is_flag=True, help="The lessons and their questions; builds nothing.")
@click.option(
    "-o",
    "--output",
    default="docs/lessons",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder to write.",
)
def lessons(names: tuple[str, ...], listed: bool, output: Path) -> None:
    """Build the lessons (all, or NAMES): text with its numbers filled in, and a page to teach from."""
    from copsim.report.lesson import lesson_names, read_lesson
    from copsim.report.teaching import build_lessons
    from copsim.study.progress import say

    if listed:
        for name in lesson_names():
            lesson = read_lesson(name)
            click.echo(f"{name} ({lesson.minutes} minutes): {lesson.question}")
        return
    for text, page in build_lessons(names, output, say):
        click.echo(f"{text}  {page} ({page.stat().st_size / 1024:.0f} KB)")
