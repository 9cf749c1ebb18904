"""Policy `none`: the control. Nothing is allotted, and no budget is spent."""

from __future__ import annotations

from copsim.foundation.kernels import kernel


@kernel
def wants(world, week):
    """Each domain 0."""
    for d in range(world.portfolio.wanted.size):
        world.portfolio.wanted[d] = 0
