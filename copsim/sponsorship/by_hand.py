"""Policy `by_hand`: the shares that the scenario gives."""

from __future__ import annotations

from copsim.foundation.kernels import kernel


@kernel
def wants(world, week):
    """Each domain its share of [portfolio.shares], in 65,536ths."""
    for d in range(world.portfolio.wanted.size):
        world.portfolio.wanted[d] = world.commitments.shares[d]
