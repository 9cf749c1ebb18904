"""Ties: whom people know, and how trust moves with help."""

from __future__ import annotations

from collections import Counter

from .draws import choose, draw, event
from .shared import Count, Decision
from .story import Membership, Person, Story, Tie

MOST_HELPERS = 8
FULL = 65536


def first_ties(story: Story, person: Person) -> list[Tie | None]:
    """Some colleagues, then some acquaintances, mostly of the own legacy; a name that comes up twice is passed over.

    There are eight trials for each tie that is wanted.
    """
    rules, everybody = story.shared.rules, [other.seat for other in story.people]
    kin = [other.seat for other in story.people if other.legacy == person.legacy]
    mates = story.units[person.unit].people
    key = event(story.seed, Decision.FIRST_TIES, 0, person.uid, 0)
    trials = [mates[choose(key, nth, len(mates))] for nth in range(8 * rules.colleagues)]
    known = new_names(trials, [person.seat])[: rules.colleagues]
    trials = []
    for nth in range(1024, 1024 + 8 * rules.acquaintances):
        among = kin if draw(key, 1024 + nth) < rules.homophily else everybody
        trials.append(among[choose(key, nth, len(among))])
    known += new_names(trials, [person.seat, *known])[: rules.acquaintances]
    ties: list[Tie | None] = [Tie(other, rules.first_trust) for other in known]
    return ties + [None] * (story.shared.settings.slots - len(known))


def new_names(trials: list[int], passed_over: list[int]) -> list[int]:
    """Those that come up, each once, but for those that are passed over."""
    return [other for other in dict.fromkeys(trials) if other not in passed_over]


def trust_in(story: Story, person: Person, other: int) -> int:
    """Trust in somebody known, or in a stranger."""
    known = {tie.to: tie.trust for tie in person.ties if tie is not None}
    return known[other] if other in known else trust_in_stranger(story, person, story.people[other])


def trust_in_stranger(story: Story, person: Person, other: Person) -> int:
    """Strangers of another legacy are trusted as far as one identifies with the whole."""
    trust = story.shared.rules.stranger
    return trust if person.legacy == other.legacy else trust * person.identity // FULL


def acknowledge(
    story: Story, learner: Person, source: Person, through: Membership | None, taken: int, tally: Counter
) -> None:
    """Help is remembered, thanked for in a membership of the source, and noted where it crosses a boundary."""
    if through is not None:
        through.thanked += 1
    note_help(learner, source.seat)
    tally[Count.ACROSS_UNITS] += taken * (learner.unit != source.unit)
    tally[Count.ACROSS_LEGACIES] += taken * (learner.legacy != source.legacy)


def note_help(person: Person, other: int) -> None:
    """Eight helpers of a week are remembered."""
    if other not in person.helpers and len(person.helpers) < MOST_HELPERS:
        person.helpers.append(other)


def ties_change(story: Story) -> None:
    """Trust rises a step towards 1 where help worked and fades elsewhere; then helpers met first become ties."""
    rules = story.shared.rules
    for person in story.people:
        for tie in person.ties:
            if tie is not None and tie.to in person.helpers:
                tie.trust += (FULL - tie.trust) * rules.trust_gain // FULL
            elif tie is not None:
                tie.trust -= tie.trust * rules.trust_fade // FULL
        for helper in person.helpers:
            become_tied(person, helper, rules.first_trust)
        person.helpers = []


def become_tied(person: Person, other: int, trust: int) -> None:
    """A new tie takes the first free slot, else that of the weakest (the first of equals) if it is weaker."""
    if any(tie is not None and tie.to == other for tie in person.ties):
        return
    strengths = [-1 if tie is None else tie.trust for tie in person.ties]
    if min(strengths) < trust:
        person.ties[strengths.index(min(strengths))] = Tie(other, trust)


def identity_grows(story: Story) -> None:
    """Up to an hour with people of another legacy lets identification with the whole grow; weekly some of it goes."""
    rules = story.shared.rules
    for person in story.people:
        step = (FULL - person.identity) * rules.identity_gain // FULL
        loss = person.identity * rules.identity_fade // FULL
        person.identity += step * min(person.across, 60) // 60 - loss
        person.across = 0
