"""To whom a member listens: from contacts and what they show to a view on every facet."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from copsim.foundation.kernels import ahead, kernel
from copsim.foundation.randomness import Decision, choose, draw, event
from copsim.knowledge.parts import Parts

TRIALS = 1024
"""Draws after which somebody who is no contact is no longer sought."""


@functools.cache
def contact_of(listed: bool) -> Any:
    """Two kernels: where a member's contacts are, and the nth of them; everybody else where none are listed."""

    @kernel
    def contacts_at(organisation, who):
        """Where the contacts of row `who` begin in their list (0 where none are listed), and how many there are."""
        if listed:
            first = int(organisation.contacts.start[who])
            return first, int(organisation.contacts.start[who + 1]) - first
        return 0, organisation.learners.uid.size - 1

    @kernel
    def nth_contact(organisation, who, first, nth):
        """The row of the nth contact of row `who`, whose contacts begin at `first`."""
        if listed:
            return int(organisation.contacts.source[np.uint64(first + nth)])
        return nth if nth < who else nth + 1

    return contacts_at, nth_contact


@functools.cache
def stranger_of(listed: bool) -> Any:
    """Two kernels: whether somebody is a contact, and a random better member who is none."""
    contacts_at, nth_contact = contact_of(listed)

    @kernel
    def is_contact(organisation, who, other):
        """Whether row `who` is row `other` or listens to it."""
        known = who == other or not listed
        first, count = contacts_at(organisation, who)
        for nth in range(count):
            known = known or nth_contact(organisation, who, first, nth) == other
        return known

    @kernel
    def better_stranger(organisation, period, who):
        """A random row that is no contact of `who`, if it stands strictly above `who`; else, or if there is none, -1.

        Seats are chosen (facets 0, 1, ... of ATTEND, turn 1) until one is neither the own nor a contact's, at most
        TRIALS times.
        """
        learners = organisation.learners
        members = learners.uid.size
        _, count = contacts_at(organisation, who)
        if count >= members - 1:
            return -1
        key = event(organisation.seed, Decision.ATTEND, period, learners.uid[who], 1)
        for trial in range(TRIALS):
            other = int(learners.row_of[choose(key, trial, members)])
            if not is_contact(organisation, who, other):
                return other if learners.standing[other] > learners.standing[who] else -1
        return -1

    return is_contact, better_stranger


@functools.cache
def contacts_come_of(listed: bool) -> Any:
    """The kernel that brings into the cache what is read of a member's contacts."""
    contacts_at, nth_contact = contact_of(listed)

    @kernel
    def contacts_come(organisation, who):
        """How the contacts of row `who` stand, and what they show."""
        learners = organisation.learners
        first, count = contacts_at(organisation, who)
        for nth in range(count):
            other = nth_contact(organisation, who, first, nth)
            ahead(learners.standing, other)
            ahead(learners.shown, other)

    return contacts_come


@kernel
def luckier(organisation, key, one, other):
    """Whether `one` comes before `other` among equals: the lower draw of `key` for the uid, then the lower uid."""
    uid = organisation.learners.uid
    mine = draw(key, uid[one])
    theirs = draw(key, uid[other])
    if mine == theirs:
        return uid[one] < uid[other]
    return mine < theirs


@functools.cache
def listen_of(parts: Parts) -> Any:
    """The kernel that lists those to whom a member listens."""
    only_better = parts.source == "majority_of_better"
    only_best = parts.source == "best_contact"
    only_one = parts.source == "one_contact"
    instead = parts.distant == "if_none_better"
    contacts_at, nth_contact = contact_of(parts.listed)
    _, better_stranger = stranger_of(parts.listed)

    @kernel
    def listen(organisation, period, who):
        """List in `heard` the rows to whom row `who` listens; returns how many.

        Majority: all contacts. Majority of better: the contacts who stand strictly above. One contact: the one whose
        draw (ATTEND, turn 0, facet: the uid) is lowest. Best contact: the one who stands highest, among equals the one
        with the lowest of these draws, if strictly above the listener; if there is none such, a `better_stranger`
        (if_none_better).
        """
        learners, heard, standing = organisation.learners, organisation.poll.heard, organisation.learners.standing
        uid = learners.uid[who]
        first, count = contacts_at(organisation, who)
        mine = standing[who]
        key = event(organisation.seed, Decision.ATTEND, period, uid, 0)
        best = -1
        listed = 0
        for nth in range(count):
            other = nth_contact(organisation, who, first, nth)
            if only_one:
                if best < 0 or luckier(organisation, key, other, best):
                    best = other
            elif only_best:
                best = better_of(organisation, key, who, best, other)
            else:  # noted in any case, and kept if wanted: no branch, which chance would decide
                heard[np.uint64(listed)] = other
                listed += 1 if not only_better or standing[np.uint64(other)] > mine else 0
        if instead and best < 0:
            best = better_stranger(organisation, period, who)
        if best >= 0:
            heard[0] = best
            listed = 1
        return listed

    return listen


@kernel
def better_of(organisation, key, who, best, other):
    """`other` in place of `best` (-1: nobody) if it stands strictly above `who` and before `best`; else `best`."""
    standing = organisation.learners.standing
    if standing[other] <= standing[who]:
        return best
    if best < 0 or standing[other] > standing[best]:
        return other
    if standing[other] == standing[best] and luckier(organisation, key, other, best):
        return other
    return best
