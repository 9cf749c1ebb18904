"""What a member holds of each facet: -1, 0 (nothing) or +1, as two bits in the words of the facet's domain.

Row i of `beliefs` has two words a domain, interleaved: bit f of word 2d is set when +1 is held of facet f of domain d,
bit f of word 2d+1 when -1 is held.
"""

from __future__ import annotations

import numpy as np

from copsim.domain.field import truth_of
from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ONE, ZERO, Decision, draw, event


@kernel
def belief(beliefs, who, facet):
    """What row `who` of `beliefs`, uint64 of shape (members, 2 x domains), holds of a facet: -1, 0 or +1.

    facet: 64 x domain + number in the domain.
    """
    at = 2 * (facet >> 6)
    bit = np.uint64(facet & 63)
    if (beliefs[who, at] >> bit) & ONE != ZERO:
        return 1
    if (beliefs[who, at + 1] >> bit) & ONE != ZERO:
        return -1
    return 0


@kernel
def hold(beliefs, who, facet, value):
    """Make row `who` hold `value` (-1, 0 or +1) of a facet."""
    at = 2 * (facet >> 6)
    bit = ONE << np.uint64(facet & 63)
    beliefs[who, at] = beliefs[who, at] & ~bit
    beliefs[who, at + 1] = beliefs[who, at + 1] & ~bit
    if value > 0:
        beliefs[who, at] = beliefs[who, at] | bit
    elif value < 0:
        beliefs[who, at + 1] = beliefs[who, at + 1] | bit


@kernel
def held_count(beliefs, field, who, kind):
    """How many facets of a kind of challenge row `who` of `beliefs` holds anything of; field: `world.field`."""
    held = 0
    for p in range(field.kind.shape[1]):
        if belief(beliefs, who, int(field.kind[kind, p])) != 0:
            held += 1
    return held


@kernel
def draw_beliefs(beliefs, field, seed, who, uid, speciality, chances):
    """First beliefs of a person: right with the first chance of a row, wrong up to the second, else not held.

    chances (in 2^-32): row 0 for the domain of the job, row 1 for the others.
    """
    for d in range(field.truth.size):
        row = 0 if d == speciality else 1
        key = event(seed, Decision.BELIEF, 0, uid, d)
        for f in range(64):
            if (field.exists[d] >> np.uint64(f)) & ONE != ZERO:
                drawn = draw(key, f)
                truth = truth_of(field, 64 * d + f)
                if drawn < chances[row, 0]:
                    hold(beliefs, who, 64 * d + f, truth)
                elif drawn < chances[row, 1]:
                    hold(beliefs, who, 64 * d + f, -truth)


@kernel
def count_bits(bits):
    """How many bits of a uint64 are set, by shift and mask."""
    bits = bits - ((bits >> np.uint64(1)) & np.uint64(0x5555555555555555))
    bits = (bits & np.uint64(0x3333333333333333)) + ((bits >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bits * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def ability_of(right, wrong, field, domain):
    """Chance that a person solves a challenge of `domain` now from beliefs alone: as kinds recur, and as they matter.

    Two sums over kinds of weight x product over facets of (1 right, 0 wrong, 1/2 not held): with the weight of
    recurrence, in units of 1 / (65,536 x 2^parts), and with the strategic weight, in units of 1 / (2^32 x 2^parts).
    `right`, `wrong`: what the person holds so in each domain (`all_right_and_wrong`).
    """
    kinds = field.law.size
    first = domain * kinds
    homes, aways = field.home_facets[first : first + kinds], field.other_facets[first : first + kinds]
    others, matters = field.other[first : first + kinds], field.strategic[first : first + kinds]
    right_here, wrong_here = right[domain], wrong[domain]
    total = 0
    strategic = 0
    for k in range(kinds):  # compiled for several kinds at once: slices, and no way out of the loop
        other = np.uint64(others[k])
        count = count_bits(right_here & homes[k]) + count_bits(right[other] & aways[k])
        if (wrong_here & homes[k]) | (wrong[other] & aways[k]) == ZERO:
            total += int(field.weight[k]) << count
            strategic += int(matters[k]) << count
    return total, strategic


@kernel
def all_right_and_wrong(beliefs, field, who, right, wrong):
    """Into `right` and `wrong`, a word a domain: the facets that row `who` holds right, and those held wrong."""
    for d in range(right.size):
        right[d], wrong[d] = right_and_wrong(beliefs, field, who, d)


@kernel
def right_and_wrong(beliefs, field, who, domain):
    """The facets of a domain that row `who` holds right, and those held wrong, as bits."""
    yes = beliefs[who, 2 * domain]
    no = beliefs[who, 2 * domain + 1]
    truth = field.truth[domain]
    return (yes & truth) | (no & ~truth), (yes & ~truth) | (no & truth)
