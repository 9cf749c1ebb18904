"""Policy `results`: learning from results. What rose last quarter gets more, what fell gets less."""

from __future__ import annotations

import numpy as np

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import Decision, event
from copsim.sponsorship.budget import QUARTER
from copsim.sponsorship.views import RESULT, with_error


@kernel
def wants(world, week):
    """Each domain its weight so far, times 1 + eta x gain / mean |gain| (of all domains), which acts within 1/2 and 2.

    A result is relevance x capability, in 2^-32, as they stood 13 weeks ago; a gain is how far it has changed since the
    last allotment, its size seen with management's error (event VIEW of this week, the domain as who, turn 2). In
    65,536ths: wanted is max(least // domains, weight x factor >> 16), where the factor is 65,536 + eta x gain x domains
    // sum of |gain|, within 32,768 and 131,072. The first allotment, or one after none, gives each domain the same;
    where nothing has changed, the factor is 65,536. Weights are then made to sum to 65,536 again.
    """
    portfolio = world.portfolio
    domains = portfolio.weight.size
    then = week % portfolio.capability_then.shape[0]
    gain = np.zeros(domains, np.int64)
    size = 0
    weights = 0
    for d in range(domains):
        result = int(world.field.relevance_then[then, d]) * int(portfolio.capability_then[then, d])
        change = result - int(portfolio.result[d])
        portfolio.result[d] = result
        key = event(world.seed, Decision.VIEW, week, d, RESULT)
        seen = with_error(world, abs(change), key, world.allotting.noise)
        gain[d] = seen if change >= 0 else -seen
        size += seen
        weights += int(portfolio.weight[d])
    floor = world.allotting.least // domains
    for d in range(domains):
        if week <= QUARTER or weights == 0:
            portfolio.wanted[d] = 1
            continue
        factor = 65536
        if size > 0:
            factor += world.allotting.eta * int(gain[d]) * domains // size
        factor = min(max(factor, 32768), 131072)
        portfolio.wanted[d] = max(floor, (int(portfolio.weight[d]) * factor) >> 16)
