"""What a circle does with an hour of exchange, inquiry or teaching."""

from __future__ import annotations

from collections import Counter

from .draws import choose, draw, event
from .shared import Count, Decision
from .story import Beliefs, Kind, Story
from .told_circles import Circle, Lesson, Seat, learn, most_able, oldest_case, topic_of, topic_of_circle
from .told_learning import copying, majority_of_superior, sharing_a_success
from .told_solving import attempt
from .told_ties import trust_in


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
        lessons.append(Lesson(learner, partner, kind, copied(story, week, circle, learner, partner, kind)))
        partner.membership.gave += any(facet in partner.person.beliefs for facet in kind.facets)
    for lesson in lessons:
        learn(story, circle, lesson, Count.BY_EXCHANGE, tally)


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
        taken = majority_of_superior(majority, mine.beliefs, better, kind, learner.minutes, key)
        lessons.append(Lesson(learner, most_able(circle, kind.domain, learner), kind, taken))
    for lesson in lessons:
        learn(story, circle, lesson, Count.BY_MAJORITY, tally)
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
                taken = sharing_a_success(story.field, story.shared.rules, seat.person.beliefs, kind, seat.minutes, key)
                learn(story, circle, Lesson(seat, giver, kind, taken), Count.BY_SUCCESS_TOGETHER, tally)


def teaching(story: Story, week: int, circle: Circle, tally: Counter) -> None:
    """All others copy from the most able."""
    kind, _ = topic_of_circle(story, week, circle)
    teacher = most_able(circle, kind.domain)
    teacher.membership.gave += 1
    for learner in circle.seats:
        if learner is not teacher:
            taken = copied(story, week, circle, learner, teacher, kind)
            learn(story, circle, Lesson(learner, teacher, kind, taken), Count.BY_TEACHING, tally)
