"""`copsim extension check`: whether an extension's parts keep the contract of their kind."""

from __future__ import annotations

import sys

import click


@click.group()
def extension() -> None:
    """Structures, activities, policies, measures, pictures and phases of your own (docs/tutorials/extending.md)."""


@extension.command()
@click.argument("name")
def check(name: str) -> None:
    """Try every part of an extension NAME (a file, or an installed package) in small worlds.

    Says of each promise of the contract whether it holds; exit code 1 where one does not.
    """
    from copsim.extend.contract import broken, promises_of
    from copsim.study.printing import paragraph
    from copsim.study.progress import say
    from copsim.study.runner import compile_kernels

    promises = promises_of(name)
    compile_kernels(say)
    found = 0
    for promise in promises:
        why = broken(promise)
        found += bool(why)
        click.echo(paragraph(str(promise), "BROKEN  " if why else "ok      ", "        "))
        if why:
            click.echo(paragraph(why, "        ", "        "))
    kept = len(promises) - found
    click.echo(f"{kept} of {len(promises)} promises hold")
    sys.exit(1 if found else 0)
