"""Libraries that are not always installed: which extra brings each, and what is told where one is missing."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping

from copsim.foundation.errors import CopsimError

EXTRA_OF: Mapping[str, str] = {
    "starlette": "app",
    "uvicorn": "app",
    "SALib": "studies",
    "optuna": "studies",
    "distributed": "studies",
    "prim": "studies",
    "openpyxl": "excel",
    "IPython": "notebook",
}
"""The extra of pyproject.toml that brings a library, by the name under which it is imported."""
EXTRAS = tuple(dict.fromkeys(EXTRA_OF.values()))
"""Extras that copsim itself can ask for; those for developers are not among them."""


class MissingExtra(CopsimError):
    """Something was asked for that needs a library which is not installed.

    what: what it was, and what it needs. extra: which extra of copsim brings it.
    """

    exit_code = 2

    def __init__(self, what: str, extra: str) -> None:
        assert extra in EXTRAS
        self.extra = extra
        super().__init__(f"{what}: {how(extra)}")


def how(extra: str) -> str:
    """How an extra is installed."""
    return f"pip install 'copsim[{extra}]'"


def there(library: str) -> bool:
    """Whether a library is installed; it is not imported."""
    return importlib.util.find_spec(library) is not None


def must_have(library: str, what: str) -> None:
    """See that a library is installed, before it is imported or anything is run for it. what: who needs it.

    Raises
    ------
    MissingExtra
        Where it is not.
    """
    if not there(library):
        raise MissingExtra(what, EXTRA_OF[library])
