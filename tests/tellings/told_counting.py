"""The week is counted: abilities are read, and what there is at its end is summed."""

from __future__ import annotations

from collections import Counter

from .shared import Count, DomainCount, GroupCount, Level, LevelCount, UnitCount
from .story import Person, Story
from .told_beliefs import ability_in, right_of, strategic_in, wrong_of
from .told_inequality import contributions_are_ranked, triads_are_counted
from .told_innovations import adopters_are_counted
from .told_portfolio import what_matters_is_counted
from .told_relevance import relevance_is_remembered


def abilities_are_read(story: Story) -> None:
    """Everybody's ability in every domain, and what it is worth in the own one."""
    field, weight = story.field, story.shared.weight
    for person in story.people:
        person.ability = [ability_in(person.beliefs, field, weight, d) for d in range(len(field.facets))]
        person.strategic = strategic_in(person.beliefs, field, person.speciality)


def week_is_counted(story: Story, week: int, tally: Counter) -> None:
    """Sums over people (in the domain of their job), domains, ties, groups, adopters, documents of all shelves."""
    abilities_are_read(story)
    for person in story.people:
        person_is_counted(story, week, person, tally)
    domains_are_counted(story, tally)
    ties_are_counted(story, tally)
    groups_are_counted(story, tally)
    adopters_are_counted(story, tally)
    contributions_are_ranked(story, tally)
    triads_are_counted(story, week, tally)
    what_matters_is_counted(story, week, tally)
    relevance_is_remembered(story, week)
    for shelf in story.shelves:
        tally[Count.WARRANTED] += sum(line.warranted for line in shelf.values())
        tally[Count.DOCUMENTS_AGE] += sum(week - line.week for line in shelf.values())
        tally[Count.DOCUMENTS] += len(shelf)
        tally[Count.DOCUMENTS_WRONG] += sum(line.says != story.field.truth[facet] for facet, line in shelf.items())


def person_is_counted(story: Story, week: int, person: Person, tally: Counter) -> None:
    """One of all, one of a domain, one of a unit, and one of a level."""
    d, unit, level = person.speciality, person.unit, level_of_person(person)
    ability = person.ability[d]
    right, wrong = right_of(person.beliefs, story.field, d), wrong_of(person.beliefs, story.field, d)
    of_level = 1 + level
    tally[Count[level.name]] += 1
    tally[Count.TENURE] += week - person.came
    tally[Count.IDENTITY] += person.identity
    tally["domain", d, DomainCount.PEOPLE] += 1
    tally["level", of_level, LevelCount.PEOPLE] += 1
    for keys, number in (
        ((Count.ABILITY, ("domain", d, DomainCount.ABILITY), ("unit", unit, UnitCount.ABILITY)), ability),
        ((Count.RIGHT, ("domain", d, DomainCount.RIGHT), ("unit", unit, UnitCount.RIGHT)), right),
        ((Count.WRONG, ("domain", d, DomainCount.WRONG)), wrong),
        ((("level", of_level, LevelCount.ABILITY),), ability),
        ((("level", of_level, LevelCount.RIGHT),), right),
    ):
        for key in keys:
            tally[key] += number


def domains_are_counted(story: Story, tally: Counter) -> None:
    """What anybody and what everybody holds right; and how far those of the job hold the same."""
    for d, facets in enumerate(story.field.facets):
        for facet in facets:
            right = [person.beliefs.get(facet) == story.field.truth[facet] for person in story.people]
            tally["domain", d, DomainCount.HELD_BY_SOMEBODY] += any(right)
            tally["domain", d, DomainCount.HELD_BY_ALL] += all(right)
            views = Counter(p.beliefs[facet] for p in story.people if p.speciality == d and facet in p.beliefs)
            tally["domain", d, DomainCount.HELD] += views.total()
            tally["domain", d, DomainCount.AGREED] += max(views.values(), default=0)


def ties_are_counted(story: Story, tally: Counter) -> None:
    """All ties, and those that cross a boundary."""
    for person in story.people:
        for tie in person.ties:
            if tie is not None:
                other = story.people[tie.to]
                tally[Count.TIES] += 1
                tally[Count.TRUST] += tie.trust
                if other.unit != person.unit:
                    tally[Count.TIES_ACROSS_UNITS] += 1
                    tally[Count.TRUST_ACROSS_UNITS] += tie.trust
                if other.legacy != person.legacy:
                    tally[Count.TIES_ACROSS_LEGACIES] += 1
                    tally[Count.TRUST_ACROSS_LEGACIES] += tie.trust


def groups_are_counted(story: Story, tally: Counter) -> None:
    """Each group, and how many people took part in several."""
    for group in story.groups:
        n, members = group.number, group.members
        tally["group", n, GroupCount.MEMBERS] += len(members)
        tally["group", n, GroupCount.PRESENT] += sum(m.present > 0 for m in members)
        tally["group", n, GroupCount.MINUTES] += sum(m.present for m in members)
        tally["group", n, GroupCount.CONTRIBUTIONS] += sum(m.gave for m in members)
        tally["group", n, GroupCount.ABILITY] += sum(story.people[m.who].ability[group.theme] for m in members)
        tally["group", n, GroupCount.STAGE] += group.stage
        tally["group", n, GroupCount.OPEN] += group.open
        tally[Count.OPEN_GROUPS] += group.open
    for person in story.people:
        tally[Count.IN_SEVERAL] += sum(m.present > 0 for m in person.memberships) > 1


def level_of_person(person: Person) -> Level:
    """The highest level a person has anywhere; who is outside, but was served by a group not their own, is not."""
    known = [m.level for m in person.memberships if m.level is not None]
    if person.memberships and not known:
        return Level.NOT_YET_KNOWN
    highest = Level(max(known, default=0))
    return Level.TRANSACTIONAL if highest == Level.OUTSIDE and person.served else highest
