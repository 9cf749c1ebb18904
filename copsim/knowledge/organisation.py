"""An organisation that learns, period by period: its state, and how it begins (March 1991).

Facets are cut into domains, words of at most 64 facets, and held as in `beliefs`; the rules on truth and on what is
right are those of the field. With a pay-off by blocks a domain has as many facets as make whole blocks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column, allocate
from copsim.foundation.kernels import handle, kernel
from copsim.foundation.randomness import Decision, bernoulli_word, chance32, chance64, draw, event, word
from copsim.knowledge.at_once import ROOM
from copsim.knowledge.attention import Contacts, attend
from copsim.knowledge.landscape import Landscape, build_landscape
from copsim.knowledge.parts import LearningSettings, block_of, facets_by_domain
from copsim.knowledge.votes import digits_for

NEXT_HOLDER = 1 << 32
"""What a seat's next holder has more in the uid: uid = seat + 2^32 x nth holder of the seat."""


class Matter(NamedTuple):
    """What there is to know; read by the rules of the field (`truth_of`, `truths_flip`, `right_and_wrong`)."""

    truth: Annotated[Array, Column("uint64", ("domain",), "bit f set: the truth of facet f is +1, else -1")]
    exists: Annotated[Array, Column("uint64", ("domain",), "bit f set: the domain has facet f")]
    explicit: Annotated[Array, Column("uint64", ("domain",), "bit f set: the code may have a position on facet f")]
    block: Annotated[Array, Column("uint64", ("domain",), "bit f set: a whole block of facets begins at facet f")]


class Learners(NamedTuple):
    """The members: what they hold, and what shows of it this period."""

    uid: Annotated[Array, Column("int64", ("member",), "who: seat + 2^32 x nth holder of the seat")]
    row_of: Annotated[Array, Column("int32", ("seat",), "row of the seat's holder", refers="member")]
    rate: Annotated[Array, Column("uint64", ("member",), "chance to learn a facet from the code, in 2^-64")]
    fast: Annotated[Array, Column("int8", ("member",), "1: one of the fast members")]
    beliefs: Annotated[Array, Column("uint64", ("member", "belief word"), "per domain a word of +1s and a word of -1s")]
    shown: Annotated[Array, Column("uint64", ("member", "belief word"), "what shows of what is held", state=False)]
    standing: Annotated[Array, Column("int64", ("member",), "pay-off of what shows", state=False)]
    codified: Annotated[
        Array, Column("int64", ("member",), "standing on explicit facets, against the code", state=False)
    ]


class Code(NamedTuple):
    """The organisation's code: beliefs that nobody holds in person."""

    says: Annotated[Array, Column("uint64", ("one", "belief word"), "what the code says, as two bits a facet")]
    next: Annotated[Array, Column("uint64", ("one", "belief word"), "what the code will say", state=False)]


class Poll(NamedTuple):
    """Room in which to count votes."""

    heard: Annotated[Array, Column("int32", ("voice",), "rows of those who are listened to", -1, "member", False)]
    counters: Annotated[Array, Column("uint64", ("side", "digit"), "votes, see knowledge.votes", state=False)]
    room: Annotated[Array, Column("uint64", ("row", "lane"), "members who decide, see knowledge.at_once", state=False)]
    waiting: Annotated[Array, Column("int64", ("one",), "how many of them there are", state=False)]


class Organisation(NamedTuple):
    """All that the kernels of a period read and write."""

    seed: np.uint64
    matter: Matter
    learners: Learners
    code: Code
    contacts: Contacts
    poll: Poll
    landscape: Landscape


class Rates(NamedTuple):
    """The numbers of a table of settings as kernels use them: chances in 2^-64 (uint64) or 2^-32."""

    held: np.uint64
    turbulence: np.uint64
    every: int
    turnover: int
    contact: np.uint64
    looks: int
    codify: Annotated[Array, Column("int64", ("margin",), "1-(1-p2)^k for margins k, in 2^-32")]


def build_organisation(settings: LearningSettings, seed: int, contacts: Contacts | None = None) -> Organisation:
    """The organisation before its first period: truths, beliefs and contacts drawn, a code that says nothing.

    `contacts`: who listens to whom, instead of what the settings say of attention (see `attention.listening_to`).
    """
    members = settings.members
    cuts = facets_by_domain(settings)
    block = block_of(settings)
    sizes = {"domain": len(cuts), "belief word": 2 * len(cuts), "member": members, "seat": members, "one": 1}
    seats = np.arange(members)
    fast = seats < settings.fast
    slow, quick = np.uint64(chance64(settings.p1)), np.uint64(chance64(settings.p1_fast))
    if contacts is None:
        contacts = attend(settings, np.uint64(seed))
    voices = max(members, int(np.diff(contacts.start).max()))
    organisation = Organisation(
        seed=np.uint64(seed),
        matter=allocate(
            Matter,
            sizes,
            exists=_bits(cuts, lambda f, end: True),
            explicit=_bits(cuts, lambda f, end: f >= settings.tacit),
            block=_bits(cuts, lambda f, end: f % block == 0 and f + block <= end),
        ),
        learners=allocate(Learners, sizes, uid=seats, row_of=seats, fast=fast, rate=np.where(fast, quick, slow)),
        code=allocate(Code, sizes),
        contacts=contacts,
        poll=allocate(Poll, {"voice": voices, "side": 3, "digit": digits_for(voices), "one": 1, **ROOM}),
        landscape=build_landscape(settings, seed),
    )
    begin(handle(organisation), np.uint64(chance64(settings.held)))
    return organisation


def _bits(cuts: list[tuple[int, int]], wanted: Callable[[int, int], bool]) -> Array:
    """A word a domain: bit f - first is set for each facet f that is wanted (it and the domain's end are asked)."""
    return np.array(
        [sum(1 << f - first for f in range(first, end) if wanted(f, end)) for first, end in cuts], np.uint64
    )


def rates_of(settings: LearningSettings) -> Rates:
    """A table's numbers in the units of the kernels, rounded to 12 digits where a power is taken."""
    return Rates(
        held=np.uint64(chance64(settings.held)),
        turbulence=np.uint64(chance64(settings.p4)),
        every=settings.p4_every,
        turnover=chance32(settings.p3),
        contact=np.uint64(chance64(settings.p5)),
        looks=chance32(settings.looks),
        codify=np.array(
            [chance32(round(1 - (1 - settings.p2) ** k, 12)) for k in range(settings.members + 1)], np.int64
        ),
    )


@kernel
def begin(organisation, held):
    """Draw every truth (a fair coin a facet) and what everybody holds in period 0."""
    matter = organisation.matter
    for d in range(matter.truth.size):
        matter.truth[d] = word(event(organisation.seed, Decision.ORGANISATION, 0, d, 0), 0) & matter.exists[d]
    for i in range(organisation.learners.uid.size):
        come_in(organisation, held, 0, i)


@kernel
def come_in(organisation, held, period, who):
    """Draw what a newcomer holds: of each facet something with the chance `held` (turn 2d), of either sign (2d + 1)."""
    learners = organisation.learners
    uid = learners.uid[who]
    for d in range(organisation.matter.exists.size):
        chosen = event(organisation.seed, Decision.PERSON, period, uid, 2 * d)
        something = bernoulli_word(chosen, organisation.matter.exists[d], held)
        sign = word(event(organisation.seed, Decision.PERSON, period, uid, 2 * d + 1), 0)
        learners.beliefs[who, 2 * d] = something & sign
        learners.beliefs[who, 2 * d + 1] = something & ~sign


@kernel
def people_leave(organisation, rates, period):
    """Turnover: each member is replaced with the chance `turnover` by a newcomer in the same seat and of its rate."""
    learners = organisation.learners
    for i in range(learners.uid.size):
        leaving = draw(event(organisation.seed, Decision.TURNOVER, period, learners.uid[i], 0), 0)
        if leaving < rates.turnover:
            learners.uid[i] += NEXT_HOLDER
            come_in(organisation, rates.held, period, i)
