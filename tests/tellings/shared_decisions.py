"""What tellings of an organisation share with the package: the numbers that name decisions, and nothing of the week."""

from __future__ import annotations

from copsim.foundation.randomness import Decision

__all__ = ["Decision"]
