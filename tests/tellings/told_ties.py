"""Ties: whom people know, and how trust moves with help."""

from __future__ import annotations

from .draws import choose, event
from .shared import Decision, Shared
from .story import Person, Story, Tie, Unit

MOST_HELPERS = 8
FULL = 65536


def first_ties(shared: Shared, seed: int, person_uid: int, unit: Unit, members: int) -> list[Tie | None]:
    """Some colleagues, then some from anywhere; a name that comes up twice is passed over, for so many trials."""
    given = shared.settings
    known: list[int] = []
    key = event(seed, Decision.FIRST_TIES, 0, person_uid, 0)
    for wanted, begin, among in (
        (given.colleagues, 0, unit.people),
        (given.acquaintances, 1024, range(members)),
    ):
        enough = len(known) + wanted
        for trial in range(8 * wanted):
            other = among[choose(key, begin + trial, len(among))]
            if len(known) < enough and other != person_uid and other not in known:
                known.append(other)
    ties: list[Tie | None] = [Tie(other, given.trust) for other in known]
    return ties + [None] * (given.slots - len(known))


def trust_in(story: Story, person: Person, other: int) -> int:
    """Trust in somebody known, or in a stranger."""
    known = {tie.to: tie.trust for tie in person.ties if tie is not None}
    return known.get(other, story.shared.rules.stranger)


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
