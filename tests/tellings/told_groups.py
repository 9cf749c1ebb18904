"""Groups: when they are there, what is offered to them, who starts and holds them, and when they dissolve."""

from __future__ import annotations

from collections import Counter

from .draws import draw, event
from .shared import Activity, Contact, Count, Decision, Stage
from .story import Group, Membership, Person, Story
from .told_hours import grant_of, minutes_left, pay_from_own_first
from .told_participation import minutes_offered
from .told_turnover import membership_begins

QUARTER = 13


def groups_open(story: Story, week: int) -> None:
    """Founded by itself if nobody need start it; there until it ends or dissolves, or there is nothing to deliver."""
    for group in story.groups:
        untouched = group.founded is None and group.closed is None
        if untouched and not group.given.convened and week >= group.starts:
            group.founded = week
        group.open = is_there(story, week, group)


def is_there(story: Story, week: int, group: Group) -> bool:
    """Whether a group meets this week; where problems are never posed, one that delivers lasts its number of weeks."""
    if group.founded is None or not group.given.meets or has_ended(group, week) or nothing_due(story, group):
        return False
    for_ever = not group.given.until_delivery or story.shared.rules.problem_every > 0
    return for_ever or week < group.founded + group.given.lasts


def nothing_due(story: Story, group: Group) -> bool:
    """Whether it lives for problems that are posed now and then, and there is none."""
    return group.given.until_delivery and story.shared.rules.problem_every > 0 and story.problem.due is None


def has_ended(group: Group, week: int) -> bool:
    """Whether its last week is over."""
    return group.ends is not None and week > group.ends


def members_offer(story: Story, week: int) -> None:
    """What is mandated first, group by group; then offers, which shrink alike where more is wanted than is left."""
    granted = grant_of(story, week)["recognition"]
    praise = [one + other for one, other in zip(granted, story.portfolio.recognition, strict=True)]
    for m in story.memberships():
        m.offered = m.present = m.gained = m.gave = m.thanked = m.used = 0
    for person in story.people:
        left = minutes_left(person)
        there = [(m, story.groups[m.group].given.mandated) for m in person.memberships if story.groups[m.group].open]
        for m, mandate in there:
            if mandate is not None:
                m.offered = min(mandate, left)
                left -= m.offered
        wishes = {id(m): would_offer(story, person, m, praise[person.speciality]) for m, due in there if due is None}
        wanted = sum(wishes.values())
        for m, mandate in there:
            if mandate is None:
                m.offered = wishes[id(m)] * left // wanted if wanted > left else wishes[id(m)]


def would_offer(story: Story, person: Person, m: Membership, praise: float) -> int:
    """As if there were no other group, with all minutes of the week."""
    group = story.groups[m.group]
    return minutes_offered(story.shared, m, person.workload, praise, group.eased, group.control, minutes_left(person))


def conveners_act(story: Story, week: int, tally: Counter) -> None:
    """Groups that need a convener are started, and while they are small they meet only if their founder pays."""
    for group in story.groups:
        given = group.given
        if not (given.convened and given.meets) or week < group.starts:
            continue
        if has_ended(group, week) or nothing_due(story, group):
            continue
        rested = group.closed is None or week >= group.closed + 26
        if group.founded is None and rested:
            somebody_founds(story, week, group, tally)
        elif group.founded is not None and group.open and group.people < given.critical_mass:
            group.open = founder_holds(story, week, group, tally)


def somebody_founds(story: Story, week: int, group: Group, tally: Counter) -> None:
    """The first convener, by seat, with minutes to spare and moved to it starts the group; it meets this week."""
    price = story.shared.rules.found
    for m in group.members:
        person = story.people[m.who]
        drawn = draw(event(story.seed, Decision.CONVENE, week, person.uid, group.number), 0)
        if person.convener and minutes_left(person) >= price and drawn < story.shared.rules.convene:
            pay_from_own_first(person, price, Activity.FOUNDING, tally)
            tally[Count.FOUNDED] += 1
            story.log.append((week, Contact.FOUNDED, person.seat, group.number, 0))
            group.founded, group.founder, group.closed, group.open = week, person.uid, None, True
            for every in group.members:
                membership_begins(story, week, every)
            return


def founder_holds(story: Story, week: int, group: Group, tally: Counter) -> bool:
    """Whether the founder is still a member and has the minutes to hold the space, which are paid."""
    price, people = story.shared.rules.hold, [story.people[m.who] for m in group.members]
    founder = next((person for person in people if person.uid == group.founder), None)
    held = founder is not None and minutes_left(founder) >= price
    if held:
        pay_from_own_first(founder, price, Activity.FOUNDING, tally)
    story.log.append((week, Contact.HELD, -1 if founder is None else founder.seat, group.number, int(held)))
    return held


def groups_dissolve(story: Story, week: int, tally: Counter) -> None:
    """Who was there in the last quarter is counted; 26 weeks running below critical mass dissolve a group."""
    for group in story.groups:
        group.people = sum(any(minutes for minutes, _, _ in m.quarter.values()) for m in group.members)
        mass = group.given.critical_mass
        if group.founded is None or mass == 0 or not group.given.meets or has_ended(group, week):
            continue
        grown_up = week - group.founded + 1 >= QUARTER
        group.below = group.below + 1 if grown_up and group.people < mass else 0
        if group.below == 2 * QUARTER:
            group.founded, group.closed, group.below = None, week, 0
            tally[Count.DISSOLVED] += 1
            story.log.append((week, Contact.DISSOLVED, -1, group.number, 0))


def stages_are_read(story: Story, week: int) -> None:
    """Not founded, dispersed, or coalescing at first; then read off at the end of each of the group's quarters."""
    for group in story.groups:
        ended = has_ended(group, week)
        if ended or group.founded is None:
            group.stage = Stage.DISPERSED if ended or group.closed is not None else Stage.POTENTIAL
            group.before = 0
            continue
        lived = week - group.founded + 1
        if lived % QUARTER == 0:
            group.stage = stage_of(group)
            group.before = group.people
        elif lived < QUARTER:
            group.stage = Stage.COALESCING


def stage_of(group: Group) -> Stage:
    """Too few to be anything else than coalescing; maturing by more than a tenth a quarter; else stewardship."""
    if group.people < max(2, group.given.critical_mass):
        return Stage.COALESCING
    return Stage.MATURING if 10 * group.people > 11 * group.before else Stage.STEWARDSHIP
