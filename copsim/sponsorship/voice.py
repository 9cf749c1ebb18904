"""Voice: what research and policy outside take up of what practitioners know, and when they begin to listen.

The sequence is that of the patients of the slides (theory.md 9b, inferred): support, then practice, then voice. They
listen past three thresholds only: a stock of validated practice, people who carry it, and contact with outside experts.
Nothing in the model reads what they have taken up.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from copsim.foundation.columns import Array, Column
from copsim.foundation.kernels import kernel, late_kernel
from copsim.foundation.randomness import ONE, ZERO, Decision, chance16, chance32, draw, event
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import belief, count_bits, hold, right_and_wrong
from copsim.sponsorship.voice_settings import VoiceSettings

YEAR = 52


class Hearing(NamedTuple):
    """The numbers of [voice] in the units of kernels: chance in 2^-32, share in 65,536ths, people, hours."""

    uptake: int
    practice: int
    carriers: int
    contact: int


def hearing_of(settings: VoiceSettings) -> Hearing:
    """The numbers of [voice]."""
    return Hearing(chance32(settings.uptake), chance16(settings.practice), settings.carriers, settings.contact)


class Voice(NamedTuple):
    """What research and policy say, which they have from standards."""

    says: Annotated[Array, Column("uint64", ("one", "belief word"), "what they have taken up, as two bits a facet")]
    contact: Annotated[Array, Column("int32", ("week of year",), "hours with outside experts, week w at w % 52")]


@late_kernel
def they_listen(world, week, row):
    """Research and policy take up standards, each with chance `uptake` (draw f of VOICE, who: the domain), if practice,
    carriers and contact are past their thresholds; then it is counted what they say. Of several shelves the last holds.
    """
    voice = world.voice
    voice.contact[week % YEAR] = world.tally[row, Count.VISITS_BY_EXPERTS]
    if is_heard(world):
        world.tally[row, Count.HEARD_FROM] = 1
        for s in range(world.repertoire.warranted.shape[0]):
            for d in range(world.field.truth.size):
                key = event(world.seed, Decision.VOICE, week, d, s)
                for f in range(64):
                    if (world.repertoire.warranted[s, d] >> np.uint64(f)) & ONE == ZERO:
                        continue
                    facet = 64 * d + f
                    if draw(key, f) < world.hearing.uptake:
                        hold(voice.says, 0, facet, belief(world.repertoire.says, s, facet))
    for d in range(world.field.truth.size):
        right, wrong = right_and_wrong(voice.says, world.field, 0, d)
        world.tally[row, Count.HEARD_OUTSIDE] += count_bits(right) + count_bits(wrong)
        world.tally[row, Count.HEARD_RIGHT] += count_bits(right)


@kernel
def is_heard(world):
    """Whether validated practice, those who carry it, and contact with outside experts are past their thresholds."""
    standards = 0
    explicit = 0
    for d in range(world.field.truth.size):
        written = ZERO
        for s in range(world.repertoire.warranted.shape[0]):
            written = written | world.repertoire.warranted[s, d]
        standards += count_bits(written)
        explicit += count_bits(world.field.explicit[d])
    carriers = 0
    for i in range(world.people.uid.size):
        gave = 0
        for g in range(world.groups.of_member.shape[1]):
            m = int(world.groups.of_member[i, g])
            if m >= 0 and world.memberships.gave[m] != 0:
                gave = 1
        carriers += gave
    contact = 0
    for w in range(world.voice.contact.size):
        contact += int(world.voice.contact[w])
    enough = standards * 65536 >= world.hearing.practice * explicit and carriers >= world.hearing.carriers
    return enough and contact >= world.hearing.contact
