"""The week is counted: abilities are read, and what is held, written, trusted and open is summed as integers."""

from __future__ import annotations

from copsim.foundation.kernels import kernel
from copsim.foundation.tally import Count
from copsim.knowledge.beliefs import ability_of, count_bits, right_and_wrong


@kernel
def abilities_are_read(people, field):
    """Everybody's ability in every domain, from beliefs alone."""
    for i in range(people.uid.size):
        for d in range(field.truth.size):
            people.ability[i, d] = ability_of(people.beliefs, field, i, d)


@kernel
def week_is_counted(world, week, row):
    """Sums over members, ties and documents at the end of the week."""
    abilities_are_read(world.people, world.field)
    for i in range(world.people.uid.size):
        d = int(world.people.speciality[i])
        right, wrong = right_and_wrong(world.people.beliefs, world.field, i, d)
        world.tally[row, Count.ABILITY] += world.people.ability[i, d]
        world.tally[row, Count.RIGHT] += count_bits(right)
        world.tally[row, Count.WRONG] += count_bits(wrong)
        world.tally[row, Count.NOT_YET_KNOWN + 1 + person_level(world, i)] += 1
        for t in range(world.ties.to.shape[1]):
            if world.ties.to[i, t] >= 0:
                world.tally[row, Count.TIES] += 1
                world.tally[row, Count.TRUST] += world.ties.trust[i, t]
    for s in range(world.repertoire.says.shape[0]):
        for d in range(world.field.truth.size):
            right, wrong = right_and_wrong(world.repertoire.says, world.field, s, d)
            world.tally[row, Count.DOCUMENTS] += count_bits(right) + count_bits(wrong)
            world.tally[row, Count.DOCUMENTS_WRONG] += count_bits(wrong)
            world.tally[row, Count.WARRANTED] += count_bits(world.repertoire.warranted[s, d])
        for facet in range(world.repertoire.written.shape[1]):
            if world.repertoire.written[s, facet] > 0:
                world.tally[row, Count.DOCUMENTS_AGE] += week - int(world.repertoire.written[s, facet])


@kernel
def person_level(world, who):
    """The highest level of a person's memberships (see participation.levels); outside without any."""
    highest = -2
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            highest = max(highest, int(world.memberships.level[through]))
    return 0 if highest == -2 else highest
