"""Policy `relevance`: by what management believes to matter, whatever is missing."""

from __future__ import annotations

from copsim.foundation.kernels import kernel


@kernel
def wants(world, week):
    """Each domain its relevance as management sees it; where it sees none at all, each the same."""
    total = 0
    for d in range(world.portfolio.wanted.size):
        world.portfolio.wanted[d] = world.portfolio.relevance[d]
        if world.portfolio.people[d] > 0:
            total += int(world.portfolio.relevance[d])
    if total == 0:
        for d in range(world.portfolio.wanted.size):
            world.portfolio.wanted[d] = 1
