"""Policy `gap`: by relevance x what is missing to the target, both as the organisation sees them (theory.md 8)."""

from __future__ import annotations

from copsim.foundation.kernels import kernel
from copsim.sponsorship.views import gaps


@kernel
def wants(world, week):
    """Each domain relevance x max(0, target - capability), of `portfolio.relevance` and `.capability`; see `gaps`."""
    portfolio = world.portfolio
    gaps(portfolio.people, portfolio.relevance, portfolio.capability, world.allotting.target, portfolio.wanted)
