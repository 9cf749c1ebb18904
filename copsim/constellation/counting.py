"""The week is counted: abilities are read, and what is held, written, trusted and open is summed as integers."""

from __future__ import annotations

import numpy as np

from copsim.constellation.inequality import contributions_are_ranked, triads_are_counted
from copsim.domain.relevance import relevance_is_remembered
from copsim.foundation.kernels import AHEAD, MANY, ahead, kernel, whole_ahead
from copsim.foundation.randomness import ONE, ZERO
from copsim.foundation.tally import Count, DomainCount, GroupCount, LevelCount, UnitCount
from copsim.knowledge.beliefs import ability_of, all_right_and_wrong, count_bits, right_and_wrong
from copsim.knowledge.innovations import adopters_are_counted
from copsim.sponsorship.alignment import what_matters_is_counted


@kernel
def abilities_are_read(people, field):
    """Everybody's ability in every domain, from beliefs alone; in the own speciality also as its kinds matter."""
    domains = field.truth.size
    right = np.empty(domains, np.uint64)
    wrong = np.empty(domains, np.uint64)
    for i in range(people.uid.size):
        all_right_and_wrong(people.beliefs, field, i, right, wrong)
        for d in range(domains):
            people.ability[i, d], strategic = ability_of(right, wrong, field, d)
            if d == people.speciality[i]:
                people.strategic[i] = strategic


@kernel
def week_is_counted(world, week, row):
    """Sums over members, ties, documents and groups at the end of the week; what management will see in a quarter."""
    abilities_are_read(world.people, world.field)
    people_are_counted(world, week, row)
    domains_are_counted(world, row)
    ties_are_counted(world, row)
    groups_are_counted(world, row)
    contributions_are_ranked(world, row)
    triads_are_counted(world, week, row)
    adopters_are_counted(world, row)
    what_matters_is_counted(world, week, row)
    relevance_is_remembered(world.field, week)
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
def people_are_counted(world, week, row):
    """What each holds of the domain of their job: for everybody, by domain, unit and level of participation."""
    people, chronicle = world.people, world.chronicle
    for i in range(people.uid.size):
        d = int(people.speciality[i])
        right, wrong = right_and_wrong(people.beliefs, world.field, i, d)
        known = count_bits(right)
        ability = people.ability[i, d]
        world.tally[row, Count.ABILITY] += ability
        world.tally[row, Count.RIGHT] += known
        world.tally[row, Count.WRONG] += count_bits(wrong)
        world.tally[row, Count.TENURE] += week - people.came[i]
        world.tally[row, Count.IDENTITY] += people.identity[i]
        chronicle.domain[row, d, DomainCount.PEOPLE] += 1
        chronicle.domain[row, d, DomainCount.RIGHT] += known
        chronicle.domain[row, d, DomainCount.WRONG] += count_bits(wrong)
        chronicle.domain[row, d, DomainCount.ABILITY] += ability
        chronicle.unit[row, people.unit[i], UnitCount.RIGHT] += known
        chronicle.unit[row, people.unit[i], UnitCount.ABILITY] += ability
        level = person_level(world, i)
        world.tally[row, Count.NOT_YET_KNOWN + 1 + level] += 1
        chronicle.level[row, 1 + level, LevelCount.PEOPLE] += 1
        chronicle.level[row, 1 + level, LevelCount.RIGHT] += known
        chronicle.level[row, 1 + level, LevelCount.ABILITY] += ability


@kernel
def domains_are_counted(world, row):
    """Of each domain: facets that somebody, and that everybody, holds right; and agreement among those of the job.

    AGREED sums over facets how many hold the commoner view, HELD how many hold any.
    """
    people = world.people
    domains = world.field.truth.size
    yes = np.zeros((domains, 64), np.int64)
    no = np.zeros((domains, 64), np.int64)
    for d in range(domains):
        somebody = ZERO
        all_ = world.field.exists[d]
        for i in range(people.uid.size):
            right, _ = right_and_wrong(people.beliefs, world.field, i, d)
            somebody = somebody | right
            all_ = all_ & right
        world.chronicle.domain[row, d, DomainCount.HELD_BY_SOMEBODY] = count_bits(somebody)
        world.chronicle.domain[row, d, DomainCount.HELD_BY_ALL] = count_bits(all_)
    for i in range(people.uid.size):
        d = int(people.speciality[i])
        for f in range(64):
            yes[d, f] += np.int64((people.beliefs[i, 2 * d] >> np.uint64(f)) & ONE)
            no[d, f] += np.int64((people.beliefs[i, 2 * d + 1] >> np.uint64(f)) & ONE)
    for d in range(domains):
        for f in range(64):
            world.chronicle.domain[row, d, DomainCount.AGREED] += max(yes[d, f], no[d, f])
            world.chronicle.domain[row, d, DomainCount.HELD] += yes[d, f] + no[d, f]


@kernel
def ties_are_counted(world, row):
    """Ties and trust: of all, across units, and across legacies.

    Without branches, so that what is read of somebody far away in memory is not waited for.
    """
    people, ties = world.people, world.ties
    several = world.rules.legacies > 1
    number, trusted, units, trust_units, legacies, trust_legacies = 0, 0, 0, 0, 0, 0
    for i in range(people.uid.size):
        for t in range(ties.to.shape[1]):
            tied = 1 if ties.to[i, t] >= 0 else 0
            other = int(ties.to[i, t]) * tied
            trust = int(ties.trust[i, t]) * tied
            number += tied
            trusted += trust
            apart = 1 if people.unit[i] != people.unit[other] else 0
            units += apart * tied
            trust_units += apart * trust
            if several:
                apart = 1 if people.legacy[i] != people.legacy[other] else 0
                legacies += apart * tied
                trust_legacies += apart * trust
    world.tally[row, Count.TIES] += number
    world.tally[row, Count.TRUST] += trusted
    world.tally[row, Count.TIES_ACROSS_UNITS] += units
    world.tally[row, Count.TRUST_ACROSS_UNITS] += trust_units
    world.tally[row, Count.TIES_ACROSS_LEGACIES] += legacies
    world.tally[row, Count.TRUST_ACROSS_LEGACIES] += trust_legacies


@kernel
def groups_are_counted(world, row):
    """Of each group: members, who was present, minutes, contributions, ability in its theme, and stage of life.

    A person who takes part in two groups or more this week is one who belongs to several.
    """
    groups, memberships, people = world.groups, world.memberships, world.people
    for g in range(groups.domain.size):
        told = world.chronicle.group[row, g]
        theme = int(groups.theme[g])
        for m in range(int(groups.start[g]), int(groups.start[g + 1])):
            if memberships.member.size - m - AHEAD > MANY:
                whole_ahead(people.ability, int(memberships.member[m + AHEAD]))
            told[GroupCount.MEMBERS] += 1
            told[GroupCount.ABILITY] += people.ability[memberships.member[m], theme]
            told[GroupCount.CONTRIBUTIONS] += memberships.gave_now[m]
            told[GroupCount.MINUTES] += memberships.present[m]
            if memberships.present[m] > 0:
                told[GroupCount.PRESENT] += 1
        told[GroupCount.STAGE] = groups.stage[g]
        told[GroupCount.OPEN] = groups.open[g]
        world.tally[row, Count.OPEN_GROUPS] += groups.open[g]
    for i in range(people.uid.size):
        present = 0
        if people.uid.size - i - AHEAD > MANY:
            for g in range(groups.of_member.shape[1]):
                ahead(memberships.present, max(0, int(groups.of_member[i + AHEAD, g])))
        for g in range(groups.of_member.shape[1]):
            m = int(groups.of_member[i, g])
            if m >= 0 and memberships.present[m] > 0:
                present += 1
        if present > 1:
            world.tally[row, Count.IN_SEVERAL] += 1


@kernel
def person_level(world, who):
    """The highest level of a person's memberships (see participation.levels).

    Outside without any; transactional instead of outside for whom a group that is not their own answered in the
    quarter.
    """
    highest = -2
    for g in range(world.groups.of_member.shape[1]):
        through = int(world.groups.of_member[who, g])
        if through >= 0:
            highest = max(highest, int(world.memberships.level[through]))
    if highest == -2:
        highest = 0
    if highest == 0 and world.people.served[who] != 0:
        return 1
    return highest
