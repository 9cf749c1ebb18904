"""What a circle does with an hour: exchange, inquire, write, or be taught."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from .draws import choose, draw, event
from .shared import Activity, Contact, Count, Decision, GroupCount
from .story import Beliefs, Case, Group, Kind, Line, Membership, Person, Story
from .told_asking import fits
from .told_beliefs import held_of
from .told_field import kind_by_law
from .told_learning import copying, majority_of_superior, sharing_a_success
from .told_solving import attempt
from .told_ties import acknowledge, trust_in


class Seat(NamedTuple):
    """Somebody present, in which membership, for how many minutes of the hour."""

    person: Person
    membership: Membership
    minutes: int


class Circle(NamedTuple):
    """Those who learn together in one hour of a group."""

    group: Group
    seats: list[Seat]
    turn: int


def hold_hour(story: Story, week: int, family: int, circle: Circle, tally: Counter) -> None:
    """Four families have rules; the others are hours without effect."""
    rule = {
        Activity.EXCHANGES: exchanging,
        Activity.INQUIRIES: inquiring,
        Activity.ASSETS: producing_assets,
        Activity.FORMAL_ACCESS: teaching,
    }.get(Activity(family))
    if rule is not None:
        rule(story, week, circle, tally)


def oldest_case(person: Person, group: Group) -> Case | None:
    """The oldest case on a desk that fits the group."""
    return next((case for case in person.cases if fits(case.kind, group)), None)


def topic_of(story: Story, week: int, person: Person, circle: Circle) -> Kind:
    """What is on one's desk, else something that recurs in the group's domain (or in one's own)."""
    case = oldest_case(person, circle.group)
    if case is not None:
        return case.kind
    domain = person.speciality if circle.group.domain is None else circle.group.domain
    return kind_by_law(story, domain, draw(event(story.seed, Decision.TOPIC, week, person.uid, circle.turn), 0))


def topic_of_circle(story: Story, week: int, circle: Circle) -> tuple[Kind, Seat | None]:
    """The oldest fitting case of anybody there (of the first among equals), and whose it is; else the first's topic."""
    brought = [(case.came, x) for x, s in enumerate(circle.seats) if (case := oldest_case(s.person, circle.group))]
    giver = circle.seats[min(brought)[1]] if brought else None
    return topic_of(story, week, (giver or circle.seats[0]).person, circle), giver


def most_able(circle: Circle, domain: int, but: Seat | None = None) -> Seat:
    """The most able there, as abilities were read last; the first of equals."""
    return max((seat for seat in circle.seats if seat is not but), key=lambda seat: seat.person.ability[domain])


def learn(
    story: Story, circle: Circle, learner: Seat, source: Seat, lesson: Beliefs, count: Count, tally: Counter
) -> None:
    """A lesson is taken up, counted as a gain of the learner and of the group, and thanked for."""
    if lesson:
        learner.person.beliefs.update(lesson)
        tally[count] += len(lesson)
        learner.membership.gained += len(lesson)
        together = count in (Count.BY_MAJORITY, Count.BY_SUCCESS_TOGETHER)
        learnt = GroupCount.LEARNT_WITH if together else GroupCount.LEARNT_FROM
        tally["group", circle.group.number, learnt] += len(lesson)
        acknowledge(story, learner.person, source.person, source.membership, len(lesson), tally)


def copied(story: Story, week: int, circle: Circle, learner: Seat, source: Seat, kind: Kind) -> Beliefs:
    """What is copied in the minutes both are there."""
    mine, theirs = learner.person, source.person
    key = event(story.seed, Decision.COPY, week, mine.uid, circle.turn)
    minutes = min(learner.minutes, source.minutes)
    trust = trust_in(story, mine, theirs.seat)
    return copying(story.field, story.shared.rules, mine.beliefs, theirs.beliefs, kind, trust, minutes, key)


def exchanging(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """Each brings a topic to one partner; who holds anything of it contributes."""
    lessons = []
    for learner in circle.seats:
        kind = topic_of(story, week, learner.person, circle)
        partner = partner_of(story, week, circle, learner, kind)
        lessons.append((learner, partner, copied(story, week, circle, learner, partner, kind)))
        partner.membership.gave += any(facet in partner.person.beliefs for facet in kind.facets)
    for learner, partner, lesson in lessons:
        learn(story, circle, learner, partner, lesson, Count.BY_EXCHANGE, tally)


def partner_of(story: Story, week: int, circle: Circle, learner: Seat, kind: Kind) -> Seat:
    """Anybody else, counted round the circle; but if the coordinator finds one, who holds most of what is lacking."""
    x, uid = circle.seats.index(learner), learner.person.uid
    round_from_me = circle.seats[x + 1 :] + circle.seats[:x]
    anybody = round_from_me[choose(event(story.seed, Decision.PARTNER, week, uid, circle.turn), 0, len(round_from_me))]
    if draw(event(story.seed, Decision.MATCH, week, uid, circle.turn), 0) < circle.group.match:
        lacking = [facet for facet in kind.facets if facet not in learner.person.beliefs]
        offers = [sum(f in seat.person.beliefs for f in lacking) for seat in circle.seats]
        if max(offers) > 0:
            return circle.seats[offers.index(max(offers))]
    return anybody


def inquiring(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """Views are weighed, thanks go to the most able other; then the case is tried, and a success is shared."""
    kind, giver = topic_of_circle(story, week, circle)
    majority = story.shared.tables.majority
    lessons = []
    for learner in circle.seats:
        mine = learner.person
        able = mine.ability[kind.domain]
        better = [seat.person.beliefs for seat in circle.seats if seat.person.ability[kind.domain] > able]
        key = event(story.seed, Decision.MAJORITY, week, mine.uid, circle.turn)
        lessons.append(majority_of_superior(majority, mine.beliefs, better, kind, learner.minutes, key))
    for learner, lesson in zip(circle.seats, lessons, strict=True):
        learn(story, circle, learner, most_able(circle, kind.domain, learner), lesson, Count.BY_MAJORITY, tally)
    most_able(circle, kind.domain, giver).membership.gave += 1
    if giver is None:
        return
    giver.membership.gave += 1
    if sum(seat.minutes for seat in circle.seats) < story.shared.rules.a_try:
        return
    held_before = dict(giver.person.beliefs)
    case = oldest_case(giver.person, circle.group)
    if attempt(story, week, giver.person, case, tally):
        giver.membership.gained += sum(giver.person.beliefs[f] != held_before.get(f) for f in kind.facets)
        for seat in circle.seats:
            if seat is not giver:
                key = event(story.seed, Decision.TOGETHER, week, seat.person.uid, circle.turn)
                lesson = sharing_a_success(
                    story.field, story.shared.rules, seat.person.beliefs, kind, seat.minutes, key
                )
                learn(story, circle, seat, giver, lesson, Count.BY_SUCCESS_TOGETHER, tally)


def teaching(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """All others copy from the most able."""
    kind, _ = topic_of_circle(story, week, circle)
    teacher = most_able(circle, kind.domain)
    teacher.membership.gave += 1
    for learner in circle.seats:
        if learner is not teacher:
            learn(
                story,
                circle,
                learner,
                teacher,
                copied(story, week, circle, learner, teacher, kind),
                Count.BY_TEACHING,
                tally,
            )


def producing_assets(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """The author is who holds most of the topic; writing something is a contribution and is thanked for."""
    if circle.group.shelf is not None:
        kind, _ = topic_of_circle(story, week, circle)
        author = max(circle.seats, key=lambda seat: held_of(seat.person.beliefs, kind))
        present = [seat.person.beliefs for seat in circle.seats]
        wrote = write_down(story, story.shelves[circle.group.shelf], present, author.person.seat, kind, week)
        if wrote:
            author.membership.gave += 1
            author.membership.thanked += 1
            story.log.append((week, Contact.WRITING, author.person.seat, circle.group.number, wrote))


def write_down(story: Story, shelf: dict[int, Line], present: list[Beliefs], author: int, kind: Kind, week: int) -> int:
    """Explicit facets on which those present lean one way are written, over what was there."""
    wrote = 0
    for facet in kind.facets:
        leaning = sum(beliefs.get(facet, 0) for beliefs in present)
        if facet in story.field.explicit and leaning != 0:
            shelf[facet] = Line(1 if leaning > 0 else -1, week, author)
            wrote += 1
    return wrote
