"""The group of all commands; a new command is one line in `COMMANDS`."""

from __future__ import annotations

import atexit
import difflib
import gc
from typing import Any

import click

from copsim.cli import (
    deciding,
    describing,
    extending,
    finding,
    importing,
    keeping,
    looking,
    preparing,
    replaying,
    running,
    serving,
    teaching,
    validating,
)


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

        atexit.register(gc.freeze)  # else the interpreter looks through all of Numba's objects once more before it ends
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


def _version(ctx: click.Context, option: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from copsim.foundation.model_hash import model_hash
        from copsim.study.provenance import copsim_version

        click.echo(f"copsim {copsim_version()} (model {model_hash()})")
        ctx.exit()


COMMANDS = (
    *(
        running.run,
        replaying.replay,
        serving.app,
        teaching.lessons,
        deciding.strategy,
        deciding.optimise,
        running.merge,
        keeping.results,
        running.experiment,
        validating.calibrate,
        validating.fit,
        validating.dock,
        validating.facts,
        validating.science,
        finding.findings,
    ),
    *(looking.check, looking.explain, looking.list_all, preparing.new, preparing.warmup),
    *(importing.import_, extending.extension),
    *(describing.schema, describing.completion),
)
for _command in COMMANDS:
    main.add_command(_command)
