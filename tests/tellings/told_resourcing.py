"""Sponsors give: each lever goes to a group in which it can act, or else it is working time."""

from __future__ import annotations

from collections import Counter

from .shared import Activity, Count, Payer
from .story import Group, Person, Story
from .told_curation import curating
from .told_hours import grant_of, pay_from_own_first


def can_act(group: Group, lever: str) -> bool:
    """Where circles meet, where hours are offered freely, where there are documents, where hours go to visits."""
    given = group.given
    return {
        "coordinator": not given.along_ties,
        "convening": given.mandated is None,
        "curation": group.shelf is not None,
        "praise": given.mandated is None,
        "experts": given.families[Activity.VISITS] > given.families[Activity.VISITS - 1],
    }[lever]


def first_group_for(story: Story, person: Person, lever: str) -> Group | None:
    """Of a person's groups that are there and can use the lever: one of the own job's domain, else the first."""
    groups = [story.groups[m.group] for m in person.memberships]
    able = [group for group in groups if group.open and can_act(group, lever)]
    return next((group for group in able if group.domain == person.speciality), able[0] if able else None)


def sponsors_resource(story: Story, week: int, tally: Counter) -> None:
    """Person by person; then groups have the means of what came to them, and what curators are given is spent."""
    grant = grant_of(story, week)
    matched, eased, curation = (Counter() for _ in range(3))
    for person in story.people:
        here = person.speciality
        person.slack = story.shared.rules.free
        person.released = grant["allowance"][here] + story.portfolio.allowance[here]
        tally[Count.OFFERED] += person.slack + person.released
        for lever, activity in (("coordinator", Activity.COORDINATION), ("convening", Activity.CONVENING)):
            minutes = given(story, grant, lever, here)
            group = goes_to(story, person, lever, minutes, tally)
            if group is not None:
                tally[Payer.SPONSOR, activity] += minutes
                matched[group.number] += match_of(story, grant, here) * (lever == "coordinator")
                eased[group.number] += eased_of(story, grant, here) * (lever == "convening")
        minutes = given(story, grant, "curation", here)
        group = goes_to(story, person, "curation", minutes, tally)
        if group is not None:
            curation[group.number] += minutes
        praise = grant["praise"][here] + story.portfolio.praise[here]
        person.recognition = praise if goes_to(story, person, "praise", praise, tally) else 0
        person.expert = (
            grant["experts"][here] if goes_to(story, person, "experts", grant["experts"][here], tally) else 0
        )
        pay_from_own_first(person, min(person.talks, person.slack), Activity.CONVERSATION, tally)
        person.talks = 0
        upkeep = story.shared.rules.keep_tie * sum(tie is not None for tie in person.ties)
        pay_from_own_first(person, min(upkeep, person.slack), Activity.TIES, tally)
    for group in story.groups:
        size = len(group.members)
        group.match, group.eased = matched[group.number] // size, eased[group.number] // size
        group.control = sum(grant["control"][story.people[m.who].speciality] for m in group.members) // size
    for group in story.groups:
        if curation[group.number] > 0:
            used = curating(story, week, group, curation[group.number], tally)
            tally[Payer.SPONSOR, Activity.CURATION] += used
            curation_is_shared_out(story, group, grant, used)


def given(story: Story, grant: dict, lever: str, domain: int) -> int:
    """Minutes of sponsor and portfolio together."""
    return grant[lever][domain] + getattr(story.portfolio, lever)[domain]


def match_of(story: Story, grant: dict, domain: int) -> int:
    """Both chances of a found partner, at most certainty."""
    bought = story.portfolio.coordinator[domain] * 2**32 // story.shared.allotting.full_coordination
    return min(2**32, grant["match"][domain] + bought)


def eased_of(story: Story, grant: dict, domain: int) -> int:
    """Both shares of the first hour, at most the whole of it."""
    bought = story.portfolio.convening[domain] * 2**16 // story.shared.allotting.full_convening
    return min(2**16, grant["eased"][domain] + bought)


def goes_to(story: Story, person: Person, lever: str, minutes: int, tally: Counter) -> Group | None:
    """Offered in any case; released for work where no group can use it."""
    tally[Count.OFFERED] += minutes
    group = first_group_for(story, person, lever)
    if group is None:
        person.released += minutes
    return group


def curation_is_shared_out(story: Story, group: Group, grant: dict, used: int) -> None:
    """Each pays for what was used by the running sum of what they were granted, and has the rest for work."""
    people = [story.people[m.who] for m in group.members]
    givers = [person for person in people if first_group_for(story, person, "curation") is group]
    minutes = [given(story, grant, "curation", person.speciality) for person in givers]
    paid = [sum(minutes[:n]) * used // sum(minutes) for n in range(len(givers) + 1)]
    for n, person in enumerate(givers):
        person.released += minutes[n] - (paid[n + 1] - paid[n])


def grants_are_used(story: Story, tally: Counter) -> None:
    """Praise is paid once for who contributed where hours are offered; praise and experts left are working time."""
    contributors = {m.who for m in story.memberships() if m.gave > 0 and can_act(story.groups[m.group], "praise")}
    for person in story.people:
        if person.seat in contributors:
            tally[Payer.SPONSOR, Activity.RECOGNITION] += person.recognition
        else:
            person.released += person.recognition
        person.released += person.expert
        person.recognition = person.expert = 0
