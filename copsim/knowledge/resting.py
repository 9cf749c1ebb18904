"""Whether an organisation is at rest: nothing it could show, whatever the luck, would change anything any more.

Asked after a period in which nothing could change, of whatever chance had a hand in that period: coins for what is
not known, which of several equals was listened to, which stranger was met.
"""

from __future__ import annotations

import functools
from typing import Any

from copsim.foundation.kernels import kernel
from copsim.foundation.randomness import ZERO
from copsim.knowledge.beliefs import count_bits
from copsim.knowledge.exploring import could_find_of
from copsim.knowledge.listening import contact_of, stranger_of
from copsim.knowledge.parts import Parts
from copsim.knowledge.showing import codified_standing_of


@functools.cache
def at_rest_of(parts: Parts) -> Any:
    """The kernel that asks whether an organisation is at rest."""
    acted_out = parts.unknown == "acted_out"
    has_code = parts.code != "none"
    has_contacts = parts.source != "nobody"
    by_choice = parts.source in ("best_contact", "one_contact")
    codified_standing = codified_standing_of(parts.superior, parts.domains)
    tries_alone = parts.alone == "one_facet"
    could_hear = could_hear_of(parts)
    could_find = could_find_of(parts.pays)

    @kernel
    def at_rest(organisation, rates):
        """Whether nothing can change any more, given that nothing could have changed in the period just over.

        Acted out: no member could stand above the code if every coin fell right, and, where there are contacts, nobody
        holds nothing of any facet (or else it counts as not at rest). With one contact, or the best: nobody could be
        listened to who shows anything else. Who tries something alone: no facet's other value would do better for
        anybody.
        """
        matter, learners = organisation.matter, organisation.learners
        members = learners.uid.size
        if acted_out and has_code and rates.codify[rates.codify.size - 1] > 0:
            to_beat = codified_standing(matter, organisation.code.says, 0)
            for i in range(members):
                highest = codified_standing(matter, learners.beliefs, i)
                for d in range(matter.exists.size):
                    known = learners.beliefs[i, 2 * d] | learners.beliefs[i, 2 * d + 1]
                    highest += count_bits(matter.explicit[d] & ~known)
                if highest > to_beat:
                    return False
        if tries_alone:
            for i in range(members):
                if could_find(organisation, rates, i):
                    return False
        if has_contacts and rates.contact != ZERO and rates.looks > 0:
            for i in range(members):
                if acted_out:
                    for d in range(matter.exists.size):
                        if matter.exists[d] & ~(learners.beliefs[i, 2 * d] | learners.beliefs[i, 2 * d + 1]) != ZERO:
                            return False
                if by_choice and could_hear(organisation, i):
                    return False
        return True

    return at_rest


@functools.cache
def could_hear_of(parts: Parts) -> Any:
    """The kernel that asks whether a member could listen to somebody who shows anything else."""
    only_better = parts.source == "best_contact"
    distant = parts.distant != "never"
    instead = parts.distant == "if_none_better"
    copies_zeros = parts.zeros != "abstain"
    contacts_at, nth_contact = contact_of(parts.listed)
    is_contact, _ = stranger_of(parts.listed)

    @kernel
    def differs(organisation, who, other):
        """Whether `other` shows what `who` would take up: another sign, or nothing where zeros are taken up."""
        learners = organisation.learners
        for d in range(organisation.matter.exists.size):
            pos = learners.beliefs[who, 2 * d]
            neg = learners.beliefs[who, 2 * d + 1]
            yes = learners.shown[other, 2 * d]
            no = learners.shown[other, 2 * d + 1]
            if (yes & ~pos) | (no & ~neg) != ZERO:
                return True
            if copies_zeros and (pos | neg) & ~(yes | no) != ZERO:
                return True
        return False

    @kernel
    def could_hear(organisation, who):
        """Whether some luck would make row `who` listen to somebody from whom it could learn.

        One contact: any. Best contact: those who stand highest among the contacts, if above `who`; distant: also any
        stranger who stands above `who` (if_none_better: only when no contact does).
        """
        standing = organisation.learners.standing
        best = standing[who]
        first, count = contacts_at(organisation, who)
        for nth in range(count):
            other = nth_contact(organisation, who, first, nth)
            best = max(best, standing[other])
        for nth in range(count):
            other = nth_contact(organisation, who, first, nth)
            if only_better and (standing[other] < best or standing[other] == standing[who]):
                continue
            if differs(organisation, who, other):
                return True
        if distant and not (instead and best > standing[who]):
            for other in range(standing.size):
                above = standing[other] > standing[who]
                if above and not is_contact(organisation, who, other) and differs(organisation, who, other):
                    return True
        return False

    return could_hear
