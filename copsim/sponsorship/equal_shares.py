"""Policy `equal`: each domain the same share, whatever matters and whatever is missing."""

from __future__ import annotations

from copsim.foundation.kernels import kernel


@kernel
def wants(world, week):
    """Each domain 1."""
    for d in range(world.portfolio.wanted.size):
        world.portfolio.wanted[d] = 1
