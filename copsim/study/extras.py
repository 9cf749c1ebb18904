"""What is told when an optional library is not installed: what needs it, and the extra that brings it."""

from __future__ import annotations

from copsim.foundation.errors import CopsimError

EXTRAS = ("studies", "app", "excel", "notebook")
"""Extras of pyproject.toml that copsim itself can ask for; those for developers are not among them."""


class MissingExtra(CopsimError):
    """Something was asked for that needs a library which is not installed.

    what: what it was, and what it needs. extra: which extra of copsim brings it.
    """

    exit_code = 2

    def __init__(self, what: str, extra: str) -> None:
        assert extra in EXTRAS
        self.extra = extra
        super().__init__(f"{what}: pip install 'copsim[{extra}]'")
