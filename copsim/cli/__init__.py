"""The command line. Every command loads what it needs when it runs, so that help and checks answer at once."""

from copsim.cli.main import main

__all__ = ["main"]
